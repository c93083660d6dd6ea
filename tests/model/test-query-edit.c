/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-edit.h"
#include "cw-query.h"
#include "test-support.h"

#include <string.h>

static void
assert_set (const char        *text,
            CwQueryField       field,
            const char *const *values,
            const char        *expected)
{
  g_autofree char *edited = cw_query_edit_set (text, field, values);

  g_assert_cmpstr (edited, ==, expected);
}

#define VALUES(...) ((const char *const[]) { __VA_ARGS__, NULL })

static void
sets_a_term_and_keeps_the_rest (void)
{
  assert_set ("", CW_QUERY_FIELD_CHANNEL, VALUES ("a"), "channel:a");
  assert_set ("ace", CW_QUERY_FIELD_CHANNEL, VALUES ("a", "b c"), "ace channel:a,\"b c\"");
  assert_set ("ace ", CW_QUERY_FIELD_VIEWS, VALUES (">1k"), "ace views:>1k");
  assert_set ("x  Channel:old  y", CW_QUERY_FIELD_CHANNEL, VALUES ("new"), "x  channel:new  y");
  assert_set ("channel:a x channel:b y", CW_QUERY_FIELD_CHANNEL, VALUES ("c"), "channel:c x y");
  assert_set ("-channel:a x", CW_QUERY_FIELD_CHANNEL, VALUES ("c"), "-channel:a x channel:c");
  assert_set ("category:x", CW_QUERY_FIELD_GAME, VALUES ("say \"hi\""), "game:\"say \\\"hi\\\"\"");
  assert_set ("\"not closed", CW_QUERY_FIELD_TAG, VALUES ("a"), "\"not closed\" tag:a");
  assert_set ("game:\"not closed", CW_QUERY_FIELD_TAG, VALUES ("a"), "game:\"not closed\" tag:a");
  assert_set ("\"C:\\x\"", CW_QUERY_FIELD_TAG, VALUES ("a"), "\"C:\\x\" tag:a");
}

static void
removes_a_term (void)
{
  assert_set ("x channel:a y", CW_QUERY_FIELD_CHANNEL, NULL, "x y");
  assert_set ("x channel:a", CW_QUERY_FIELD_CHANNEL, NULL, "x");
  assert_set ("channel:a,b channel:c", CW_QUERY_FIELD_CHANNEL, NULL, "");
  assert_set ("x -channel:a", CW_QUERY_FIELD_CHANNEL, NULL, "x -channel:a");
}

static void
assert_toggle (const char *text,
               const char *value,
               gboolean    on,
               const char *expected)
{
  g_autofree char *edited = cw_query_edit_toggle (text, CW_QUERY_FIELD_TAG, value, on);

  g_assert_cmpstr (edited, ==, expected);
}

static void
switches_one_of_several (void)
{
  assert_toggle ("x tag:a", "b", TRUE, "x tag:a tag:b");
  assert_toggle ("x tag:a", "A", TRUE, "x tag:a");
  assert_toggle ("x tag:a,b", "a", TRUE, "x tag:a,b tag:a");
  assert_toggle ("tag:a x tag:b", "a", FALSE, "x tag:b");
  assert_toggle ("tag:a,\"b c\" x", "a", FALSE, "tag:\"b c\" x");
  assert_toggle ("-tag:a", "a", FALSE, "-tag:a");
}

/* A bar is where the cursor is; brackets are around what is replaced. */
static void
assert_cursor (const char  *text,
               CwQueryField field,
               const char  *prefix,
               const char  *range)
{
  g_autofree char *plain = NULL;
  g_autofree char *found = NULL;
  g_autoptr (CwQueryCursor) cursor = NULL;
  const char *bar = strchr (text, '|');

  plain = g_strdup_printf ("%.*s%s", (int) (bar - text), text, bar + 1);
  cursor = cw_query_cursor_new (plain, (gsize) (bar - text));
  found = g_strndup (plain + cursor->start, cursor->length);
  g_assert_cmpint (cursor->field, ==, field);
  g_assert_cmpstr (cursor->prefix, ==, prefix);
  g_assert_cmpstr (found, ==, range);
}

static void
knows_what_is_being_written (void)
{
  assert_cursor ("|", CW_QUERY_FIELD_WORDS, "", "");
  assert_cursor ("ace |", CW_QUERY_FIELD_WORDS, "", "");
  assert_cursor ("ace cha|", CW_QUERY_FIELD_WORDS, "cha", "cha");
  assert_cursor ("ace -cha|", CW_QUERY_FIELD_WORDS, "cha", "cha");
  assert_cursor ("ace |cha", CW_QUERY_FIELD_WORDS, "", "");
  assert_cursor ("cha|nnel:foo", CW_QUERY_FIELD_WORDS, "cha", "channel:");
  assert_cursor ("channel:|", CW_QUERY_FIELD_CHANNEL, "", "");
  assert_cursor ("x -channel:fo|o y", CW_QUERY_FIELD_CHANNEL, "fo", "foo");
  assert_cursor ("category:\"Just C| y", CW_QUERY_FIELD_GAME, "Just C", "\"Just C y");
  assert_cursor ("tag:a,b|,c", CW_QUERY_FIELD_TAG, "b", "b");
  assert_cursor ("tag:a,|", CW_QUERY_FIELD_TAG, "", "");
  assert_cursor ("sort:-vi|", CW_QUERY_FIELD_SORT, "-vi", "-vi");
  assert_cursor ("xyz:fo|", CW_QUERY_FIELD_WORDS, "xyz:fo", "xyz:fo");
}

static void
completes_fields_and_values (void)
{
  g_autoptr (CwQueryCursor) field = cw_query_cursor_new ("ace c", 5);
  g_autoptr (CwQueryCursor) value = cw_query_cursor_new ("x game:ju y", 9);
  g_autoptr (CwQueryCursor) last = cw_query_cursor_new ("tag:a,f", 7);
  g_auto (GStrv) names = cw_query_cursor_dup_fields (field);
  g_auto (GStrv) nothing = cw_query_cursor_dup_fields (value);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;
  gsize            cursor;

  g_assert_true (g_strv_equal ((const char *const *) names, VALUES ("channel:", "creator:", "collection:", "created:")));
  g_assert_null (nothing[0]);

  one = cw_query_cursor_complete (field, "ace c", "channel:", &cursor);
  g_assert_cmpstr (one, ==, "ace channel:");
  g_assert_cmpuint (cursor, ==, 12);

  two = cw_query_cursor_complete (value, "x game:ju y", "Just Chatting", &cursor);
  g_assert_cmpstr (two, ==, "x game:\"Just Chatting\" y");
  g_assert_cmpuint (cursor, ==, 22);

  three = cw_query_cursor_complete (last, "tag:a,f", "funny", &cursor);
  g_assert_cmpstr (three, ==, "tag:a,funny ");
  g_assert_cmpuint (cursor, ==, 12);
}

/* What a switch did is what the query then says, whatever else was written. */
static void
edits_any_text (void)
{
  static const char *const parts[] = { " ", " ", "-", "\"", "\\", ",", "tag:", "channel:", "is:", "a", "b", "é", ":", "views:>1", "vertical" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *set = NULL;
      g_autofree char *cleared = NULL;
      g_autoptr (CwQuery) with = NULL;
      g_autoptr (CwQuery) without = NULL;
      gboolean found = FALSE;
      int      n = g_test_rand_int_range (0, 10);

      for (int j = 0; j < n; j++)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);

      set = cw_query_edit_set (text->str, CW_QUERY_FIELD_CHANNEL, VALUES ("new, one"));
      cleared = cw_query_edit_set (text->str, CW_QUERY_FIELD_CHANNEL, NULL);
      with = cw_query_new (set, 0, zone);
      without = cw_query_new (cleared, 0, zone);

      for (guint j = 0; j < cw_query_get_n_terms (with); j++)
        {
          const CwQueryTerm *term = cw_query_get_term (with, j);

          if (term->field != CW_QUERY_FIELD_CHANNEL || term->excluded)
            continue;
          found = TRUE;
          g_assert_cmpuint (term->values->len, ==, 1);
          g_assert_cmpstr (cw_query_term_get_value (term, 0)->text, ==, "new, one");
        }
      g_assert_true (found);
      for (guint j = 0; j < cw_query_get_n_terms (without); j++)
        g_assert_true (cw_query_get_term (without, j)->field != CW_QUERY_FIELD_CHANNEL || cw_query_get_term (without, j)->excluded);

      for (const char *c = text->str;; c = g_utf8_next_char (c))
        {
          g_autoptr (CwQueryCursor) cursor = cw_query_cursor_new (text->str, (gsize) (c - text->str));

          g_assert_cmpuint (cursor->start + cursor->length, <=, text->len);
          if (*c == '\0')
            break;
        }
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/query-edit/sets-a-term-and-keeps-the-rest", sets_a_term_and_keeps_the_rest);
  g_test_add_func ("/query-edit/removes-a-term", removes_a_term);
  g_test_add_func ("/query-edit/switches-one-of-several", switches_one_of_several);
  g_test_add_func ("/query-edit/knows-what-is-being-written", knows_what_is_being_written);
  g_test_add_func ("/query-edit/completes-fields-and-values", completes_fields_and_values);
  g_test_add_func ("/query-edit/edits-any-text", edits_any_text);
  return g_test_run ();
}
