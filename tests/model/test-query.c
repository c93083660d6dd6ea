/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query.h"
#include "test-support.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY (24 * HOUR)

static GTimeZone *zone;
static gint64     now;

/* 2026-11-25 14:30 in a place that is two hours ahead. */
static void
set_clock (void)
{
  g_autoptr (GDateTime) date = NULL;

  zone = g_time_zone_new_identifier ("+02:00");
  date = g_date_time_new (zone, 2026, 11, 25, 14, 30, 0);
  now = g_date_time_to_unix_usec (date);
}

static gint64
at (int year,
    int month,
    int day)
{
  g_autoptr (GDateTime) date = g_date_time_new (zone, year, month, day, 0, 0, 0);

  return g_date_time_to_unix_usec (date);
}

static CwQuery *
parse (const char *text)
{
  return cw_query_new (text, now, zone);
}

/* A text, what it means in the one way, and how much of it is wrong. */
static const struct
{
  const char *text;
  const char *normal;
  guint       problems;
} texts[] = {
  { "", "", 0 },
  { "   ", "", 0 },
  { "clutch  ace", "clutch ace", 0 },
  { "\"what a save\" ace", "\"what a save\" ace", 0 },
  { "\"never closed", "\"never closed\"", 0 },
  { "\"say \\\"hi\\\" \\\\o/\"", "\"say \\\"hi\\\" \\\\o/\"", 0 },
  { "5\" screen", "5\" screen", 0 },
  { "\"a\"b", "\"a\" b", 0 },
  { "-lag -\"bad ping\"", "-lag -\"bad ping\"", 0 },
  { "- lag --x", "lag --x", 0 },
  { "\xf0\x9f\x98\x80 :) -:( ...", "", 0 },
  { "CHANNEL:Foo", "channel:Foo", 0 },
  { "channel:a channel:b", "channel:a,b", 0 },
  { "-channel:a -channel:b", "-channel:a -channel:b", 0 },
  { "tag:funny tag:fail", "tag:funny tag:fail", 0 },
  { "tag:funny,\"so bad\",fail", "tag:funny,\"so bad\",fail", 0 },
  { "tag:funny,,fail,", "tag:funny,fail", 0 },
  { "game:\"Just Chatting\"", "game:\"Just Chatting\"", 0 },
  { "category:\"Chess\"", "game:Chess", 0 },
  { "game:\"a, b\"", "game:\"a, b\"", 0 },
  { "title:ace note:\"to do\" said:wow", "title:ace note:\"to do\" said:wow", 0 },
  { "said:,:)", "", 0 },
  { "source:TWITCH rights:own,edited language:de", "source:twitch rights:own,edited language:de", 0 },
  { "is:favorite is:vertical -is:watched", "is:favourite is:vertical -is:watched", 0 },
  { "collection:\"Best of 2026\" creator:x broadcast:123", "collection:\"Best of 2026\" creator:x broadcast:123", 0 },
  { "views:>1K views:\"<= 2M\"", "views:>1k views:<=2m", 0 },
  { "sort:views", "sort:views", 0 },
  { "sort:-views ace", "ace sort:-views", 0 },
  { "-sort:views", "sort:-views", 0 },
  { "-sort:-views", "sort:views", 0 },
  { "sort:views:asc", "sort:-views", 0 },
  { "sort:title:desc sort:title:asc", "sort:title", 0 },
  { "sort:added", "", 0 },
  { "sort:added:asc", "sort:-added", 0 },
  { "https://clips.twitch.tv/Foo 10:30", "https://clips.twitch.tv/Foo 10:30", 0 },
  { "re:zero", "\"re:zero\"", 1 },
  { "chanel:foo ace", "ace", 1 },
  { "channel:", "", 1 },
  { "channel:\"\" tag:,", "", 2 },
  { "is:missing ace", "ace", 1 },
  { "is:missing,watched", "is:watched", 1 },
  { "sort:beauty", "", 1 },
  { "sort:views:up", "", 1 },
  { "created:2026-13 created:2026-02-30 created:never created:>", "", 4 },
  { "created:2026-01-01..2025", "", 1 },
  { "created:.. created:2026-", "", 2 },
  { "duration:long duration:1:70 duration:<", "", 3 },
  { "views:many views:1.5 views:-5 views:99999999999999999999", "", 4 },
  { "rating:6 rating:x", "", 2 },
  { "size:100XB", "", 1 },
};

static void
means_what_it_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CwQuery) query = parse (texts[i].text);
      g_autofree char *normal = cw_query_to_text (query);

      g_assert_cmpstr (normal, ==, texts[i].normal);
      if (cw_query_get_n_problems (query) != texts[i].problems)
        g_error ("%s has %u problems", texts[i].text, cw_query_get_n_problems (query));
    }
}

static void
assert_problem (const char *text,
                const char *where,
                const char *part)
{
  g_autoptr (CwQuery) query = parse (text);
  const CwQueryProblem *problem;
  g_autofree char      *found = NULL;

  g_assert_cmpuint (cw_query_get_n_problems (query), ==, 1);
  problem = cw_query_get_problem (query, 0);
  found = g_strndup (cw_query_get_text (query) + problem->start, problem->length);
  g_assert_cmpstr (found, ==, where);
  if (strstr (problem->message, part) == NULL)
    g_error ("“%s” does not say “%s”", problem->message, part);
}

static void
says_what_is_wrong_and_where (void)
{
  assert_problem ("ace -chanel:foo", "chanel:", "“channel:”");
  assert_problem ("durration:<30", "durration:", "“duration:”");
  assert_problem ("tga:x", "tga:", "“tag:”");
  assert_problem ("ace tag: funny", "tag:", "missing");
  assert_problem ("is:vertical,huge ace", "huge", "favourite");
  assert_problem ("created:>soon", ">soon", "2026-01-31");
  assert_problem ("created:2026..2025", "2026..2025", "ends before");
  assert_problem ("rating:>7", ">7", "from 0 to 5");
  assert_problem ("sort:fame", "fame", "views");
}

static void
assert_range (const char *text,
              gint64      from,
              gint64      to)
{
  g_autoptr (CwQuery) query = parse (text);
  const CwQueryValue *value;

  g_assert_cmpuint (cw_query_get_n_problems (query), ==, 0);
  g_assert_cmpuint (cw_query_get_n_terms (query), ==, 1);
  value = cw_query_term_get_value (cw_query_get_term (query, 0), 0);
  if (value->from != from || value->to != to)
    g_error ("%s is %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, text, value->from, value->to);
}

static void
dates_are_whole_days_of_the_place (void)
{
  assert_range ("created:2026", at (2026, 1, 1), at (2027, 1, 1) - 1);
  assert_range ("created:2026-02", at (2026, 2, 1), at (2026, 3, 1) - 1);
  assert_range ("created:2025-12", at (2025, 12, 1), at (2026, 1, 1) - 1);
  assert_range ("created:2026-02-28", at (2026, 2, 28), at (2026, 3, 1) - 1);
  assert_range ("created:>2026-01", at (2026, 2, 1), G_MAXINT64);
  assert_range ("created:>=2026-01", at (2026, 1, 1), G_MAXINT64);
  assert_range ("created:<2026-01", G_MININT64, at (2026, 1, 1) - 1);
  assert_range ("created:<=2026-01", G_MININT64, at (2026, 2, 1) - 1);
  assert_range ("added:2026-01..2026-03", at (2026, 1, 1), at (2026, 4, 1) - 1);
  assert_range ("added:2026-01..", at (2026, 1, 1), G_MAXINT64);
  assert_range ("added:..2026-01", G_MININT64, at (2026, 2, 1) - 1);
  assert_range ("watched:today", at (2026, 11, 25), at (2026, 11, 26) - 1);
  assert_range ("watched:yesterday", at (2026, 11, 24), at (2026, 11, 25) - 1);
  assert_range ("created:Yesterday..today", at (2026, 11, 24), at (2026, 11, 26) - 1);
  assert_range ("created:7d", now - 7 * DAY, G_MAXINT64);
  assert_range ("created:3w", now - 21 * DAY, G_MAXINT64);
  assert_range ("created:12h", now - 12 * HOUR, G_MAXINT64);
  assert_range ("created:<7d", G_MININT64, now - 7 * DAY - 1);
  assert_range ("created:3w..7d", now - 21 * DAY, now - 7 * DAY);
}

static void
numbers_have_units (void)
{
  assert_range ("duration:30", 30 * SECOND, 31 * SECOND - 1);
  assert_range ("duration:<30", G_MININT64, 30 * SECOND - 1);
  assert_range ("duration:<=30", G_MININT64, 31 * SECOND - 1);
  assert_range ("duration:>30", 31 * SECOND, G_MAXINT64);
  assert_range ("duration:>=30s", 30 * SECOND, G_MAXINT64);
  assert_range ("duration:1:30", 90 * SECOND, 91 * SECOND - 1);
  assert_range ("duration:1:00:05", 3605 * SECOND, 3606 * SECOND - 1);
  assert_range ("duration:1m30s", 90 * SECOND, 91 * SECOND - 1);
  assert_range ("duration:30.5", 305 * (SECOND / 10), 306 * (SECOND / 10) - 1);
  assert_range ("duration:10..20", 10 * SECOND, 21 * SECOND - 1);
  assert_range ("views:>1000", 1001, G_MAXINT64);
  assert_range ("views:1k..1.5M", 1000, 1500000);
  assert_range ("views:=7", 7, 7);
  assert_range ("rating:>=3", 3, G_MAXINT64);
  assert_range ("size:>100MB", 100000001, G_MAXINT64);
  assert_range ("size:<=1GiB", G_MININT64, 1073741824);
  assert_range ("size:1.5MB", 1500000, 1599999);
}

static void
knows_in_what_order (void)
{
  static const struct
  {
    const char *text;
    CwQuerySort sort;
    gboolean    descending;
  } cases[] = {
    { "x", CW_QUERY_SORT_ADDED, TRUE },
    { "sort:views", CW_QUERY_SORT_VIEWS, TRUE },
    { "sort:-views", CW_QUERY_SORT_VIEWS, FALSE },
    { "sort:title", CW_QUERY_SORT_TITLE, FALSE },
    { "sort:-title", CW_QUERY_SORT_TITLE, TRUE },
    { "sort:duration", CW_QUERY_SORT_DURATION, FALSE },
    { "sort:duration:desc", CW_QUERY_SORT_DURATION, TRUE },
    { "sort:views sort:game", CW_QUERY_SORT_GAME, FALSE },
    { "sort:position", CW_QUERY_SORT_POSITION, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwQuery) query = parse (cases[i].text);
      gboolean descending;

      g_assert_cmpint (cw_query_get_sort (query, &descending), ==, cases[i].sort);
      g_assert_cmpint (descending, ==, cases[i].descending);
      g_assert_cmpint (cw_query_has_sort (query), ==, i > 0);
    }
}

static void
knows_when_it_is_the_same (void)
{
  g_autoptr (CwQuery) one = parse ("CHANNEL:a channel:b  ace sort:views:desc");
  g_autoptr (CwQuery) same = parse ("channel:a,b ace sort:views");
  g_autoptr (CwQuery) other = parse ("channel:a,b ace");
  g_autoptr (CwQuery) today = parse ("added:today");
  g_autoptr (CwQuery) tomorrow = cw_query_new ("added:today", now + DAY, zone);

  g_assert_true (cw_query_equal (one, same));
  g_assert_false (cw_query_equal (one, other));
  g_assert_false (cw_query_equal (today, tomorrow));
  g_assert_true (cw_query_is_relative (today));
  g_assert_false (cw_query_is_relative (one));
}

/* Whatever is thrown at it: the ranges are in the text, and what it says it means
 * means the same again, without anything wrong. */
static void
check_any (const char *text)
{
  g_autoptr (CwQuery) query = parse (text);
  g_autofree char *normal = cw_query_to_text (query);
  g_autoptr (CwQuery) again = parse (normal);
  g_autofree char *twice = cw_query_to_text (again);
  gsize            length = strlen (cw_query_get_text (query));

  for (guint i = 0; i < cw_query_get_n_problems (query); i++)
    {
      const CwQueryProblem *problem = cw_query_get_problem (query, i);

      g_assert_cmpuint (problem->start, <=, length);
      g_assert_cmpuint (problem->length, >, 0);
      g_assert_cmpuint (problem->start + problem->length, <=, length);
      g_assert_true (g_utf8_validate (cw_query_get_text (query) + problem->start, (gssize) problem->length, NULL));
      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
    }

  g_assert_cmpstr (twice, ==, normal);
  g_assert_cmpuint (cw_query_get_n_problems (again), ==, 0);
  g_assert_cmpuint (cw_query_get_n_terms (again), ==, cw_query_get_n_terms (query));
  g_assert_true (cw_query_equal (query, again));
}

static void
takes_any_bytes (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      char  text[64];
      guint n = (guint) g_test_rand_int_range (0, sizeof text);

      for (guint j = 0; j < n; j++)
        text[j] = (char) g_test_rand_int_range (1, 256);
      text[n] = '\0';
      check_any (text);
    }
}

static void
takes_any_tokens (void)
{
  static const char *const parts[] = {
    " ",
    " ",
    " ",
    "-",
    "\"",
    "\\",
    ",",
    ":",
    "..",
    ">",
    "<=",
    "=",
    "channel",
    "tag:",
    "channel:",
    "created:",
    "views:",
    "duration:",
    "size:",
    "is:",
    "sort:",
    "rating:",
    "source:",
    "ace",
    "2026",
    "2026-02",
    "1:30",
    "today",
    "7d",
    "999999999999",
    "1k",
    ".5",
    "100MB",
    "vertical",
    "views",
    "foo:",
    "chanel:",
    "é",
    "\xf0\x9f\x98\x80",
    "日本",
    "\u00a0",
    "\u0301",
    "\xff",
    "/",
    "//",
    ")",
    "x",
  };

  for (guint i = 0; i < 40000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_test_rand_int_range (0, 12);

      for (int j = 0; j < n; j++)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      check_any (text->str);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  set_clock ();
  g_test_add_func ("/query/means-what-it-says", means_what_it_says);
  g_test_add_func ("/query/says-what-is-wrong-and-where", says_what_is_wrong_and_where);
  g_test_add_func ("/query/dates-are-whole-days-of-the-place", dates_are_whole_days_of_the_place);
  g_test_add_func ("/query/numbers-have-units", numbers_have_units);
  g_test_add_func ("/query/knows-in-what-order", knows_in_what_order);
  g_test_add_func ("/query/knows-when-it-is-the-same", knows_when_it_is_the_same);
  g_test_add_func ("/query/takes-any-bytes", takes_any_bytes);
  g_test_add_func ("/query/takes-any-tokens", takes_any_tokens);
  return g_test_run ();
}
