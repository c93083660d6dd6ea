/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-migrations.h"
#include "cw-search-store.h"
#include "made-library.h"
#include "test-support.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  CwDatabase    *database;
  CwSearchStore *store;
} Fixture;

static MadeClip
new_clip (const char *title)
{
  return (MadeClip) {
    .title = (char *) title, .note = (char *) "", .source = "twitch", .rights = "own", .channel = (char *) "Kestrel", .game = (char *) "Just Chatting", .creator = (char *) "zoe", .language = "en", .broadcast = (char *) "", .added = MADE_NOW, .created = MADE_NOW, .duration = 30000000000, .size = 1000000, .width = 1920, .height = 1080
  };
}

static void
add (GPtrArray *clips,
     MadeClip   clip)
{
  MadeClip *copy = g_memdup2 (&clip, sizeof clip);

  copy->number = clips->len + 1;
  copy->added = MADE_NOW - 100 * DAY + copy->number;
  g_ptr_array_add (clips, copy);
}

/* 1 The Fortnite save, 2 Ünïcödé clutch, 3 fortress (favourite, vertical), 4 in the
 * trash, 5 of another channel, with tags, said and watched. */
static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  Fixture  fixture = { .database = made_library_open (path) };
  MadeClip clip = new_clip ("The Fortnite save");

  fixture.store = cw_search_store_new (fixture.database);
  clip.views = 500;
  add (clips, clip);

  clip = new_clip ("Ünïcödé clutch \"1v5\"");
  clip.note = (char *) "to be cut";
  clip.views = 2000;
  add (clips, clip);

  clip = new_clip ("fortress of doom");
  clip.favourite = TRUE;
  clip.width = 1080;
  clip.height = 1920;
  clip.rating = 5;
  add (clips, clip);

  clip = new_clip ("The forgotten save");
  clip.removed = MADE_NOW;
  clip.tags[0] = (char *) "funny";
  clip.watched = MADE_NOW;
  clip.best = TRUE;
  add (clips, clip);

  clip = new_clip ("short");
  clip.channel = (char *) "Other Channel";
  clip.tags[0] = (char *) "funny";
  clip.tags[1] = (char *) "so bad";
  clip.said = (char *) "what a magnificent performance";
  clip.watched = MADE_NOW - DAY;
  clip.best = TRUE;
  clip.duration = 5000000000;
  add (clips, clip);

  dex_await (made_library_save (fixture.database, clips), &error);
  g_assert_no_error (error);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
}

static CwQuery *
parse (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return cw_query_new (text, MADE_NOW, zone);
}

static char *
dup_numbers (CwSearchResult *result)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (guint i = 0; i < result->numbers->len; i++)
    g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (result->numbers, gint64, i));

  return g_string_free (g_steal_pointer (&numbers), FALSE);
}

static CwSearchResult *
find (Fixture    *fixture,
      const char *text)
{
  g_autoptr (CwQuery) query = parse (text);
  g_autoptr (GError) error = NULL;
  CwSearchResult *result = dex_await_boxed (cw_search_store_find (fixture->store, query, 0), &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_found (Fixture    *fixture,
              const char *text,
              const char *expected)
{
  g_autoptr (CwSearchResult) result = find (fixture, text);
  g_autofree char *numbers = dup_numbers (result);

  if (!g_str_equal (numbers, expected))
    g_error ("“%s” finds %s, not %s", text, numbers, expected);
}

static void
finds_by_every_field (void)
{
  static const struct
  {
    const char *text;
    const char *numbers;
  } cases[] = {
    { "", "5 3 2 1" },
    { "fort", "3 1" },
    { "FORT save", "1" },
    { "\"fort\"", "" },
    { "\"fortnite save\"", "1" },
    { "unicode", "2" },
    { "ÜNICÖDE", "2" },
    { "-fort", "5 2" },
    { "fort -doom", "1" },
    { "1v5", "2" },
    { "kestrel", "3 2 1" },
    { "funny", "5" },
    { "magnif", "5" },
    { "title:magnif", "" },
    { "said:magnif", "5" },
    { "note:cut", "2" },
    { "title:cut", "" },
    { "title:doom,clutch", "3 2" },
    { "channel:kestrel", "3 2 1" },
    { "channel:kestrel,\"other channel\"", "5 3 2 1" },
    { "-channel:kestrel", "5" },
    { "game:\"just chatting\" duration:<10", "5" },
    { "creator:ZOE views:>1k", "2" },
    { "tag:funny", "5" },
    { "tag:FUNNY tag:\"so bad\"", "5" },
    { "-tag:funny", "3 2 1" },
    { "collection:best", "5" },
    { "-collection:best", "3 2 1" },
    { "collection:best sort:position", "5" },
    { "sort:position", "5 3 2 1" },
    { "collection:\"short ones\"", "5" },
    { "collection:loop", "" },
    { "-collection:loop", "5 3 2 1" },
    { "is:favourite", "3" },
    { "is:vertical", "3" },
    { "is:watched", "5" },
    { "is:unwatched -is:favourite", "2 1" },
    { "rating:5", "3" },
    { "watched:2d", "5" },
    { "watched:today", "" },
    { "sort:views", "2 1 5 3" },
    { "sort:-views", "3 5 1 2" },
    { "sort:title", "3 5 1 2" },
    { "sort:watched", "5 3 2 1" },
    { "sort:channel", "3 2 1 5" },
    { "fort sort:title", "3 1" },
  };
  Fixture fixture = set_up ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (&fixture, cases[i].text, cases[i].numbers);

  tear_down (&fixture);
}

static void
finds_in_the_trash_what_is_there (void)
{
  static const char *const found[] = { "", "forgotten", "\"the forgotten\"", "title:save", "FUNN", "tag:funny", "collection:best", "is:watched", "kestrel -doom", "sort:views", NULL };
  static const char *const missing[] = { "fortnite", "note:save", "-funny", "tag:bad", "collection:loop", "\"forgot\"", NULL };
  Fixture                  fixture = set_up ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; found[i] != NULL; i++)
    {
      g_autoptr (CwQuery) query = parse (found[i]);
      g_autoptr (CwSearchResult) result = dex_await_boxed (cw_search_store_find_in_trash (fixture.store, query, 0), &error);
      g_autofree char *numbers = NULL;

      g_assert_no_error (error);
      numbers = dup_numbers (result);
      g_assert_cmpstr (numbers, ==, "4");
      g_assert_cmpint (dex_await_int64 (cw_search_store_count_in_trash (fixture.store, query), &error), ==, 1);
    }

  for (guint i = 0; missing[i] != NULL; i++)
    {
      g_autoptr (CwQuery) query = parse (missing[i]);

      g_assert_cmpint (dex_await_int64 (cw_search_store_count_in_trash (fixture.store, query), &error), ==, 0);
      g_assert_no_error (error);
    }

  tear_down (&fixture);
}

static void
assert_replaced (Fixture    *fixture,
                 const char *text,
                 const char *numbers,
                 const char *word,
                 const char *by)
{
  g_autoptr (CwSearchResult) result = find (fixture, text);
  g_autofree char *found = dup_numbers (result);
  g_autoptr (CwQuery) query = parse (text);
  const CwReplacedWord *replaced;

  g_assert_cmpstr (found, ==, numbers);
  g_assert_cmpuint (result->replaced->len, ==, 1);
  replaced = g_ptr_array_index (result->replaced, 0);
  g_assert_cmpstr (replaced->word, ==, word);
  g_assert_cmpstr (replaced->by[0], ==, by);
  g_assert_cmpint (dex_await_int64 (cw_search_store_count (fixture->store, query), NULL), ==, result->numbers->len);
}

static void
forgives_what_is_mistyped (void)
{
  Fixture fixture = set_up ();

  assert_replaced (&fixture, "fortnitte", "1", "fortnitte", "fortnite");
  assert_replaced (&fixture, "fotrnite", "1", "fotrnite", "fortnite");
  assert_replaced (&fixture, "fortnihgt", "1", "fortnihgt", "fortnite");
  assert_replaced (&fixture, "clutsh", "2", "clutsh", "clutch");
  assert_replaced (&fixture, "ÜNICÖDDE clutch", "2", "ÜNICÖDDE", "unicode");
  assert_replaced (&fixture, "magnifecen", "5", "magnifecen", "magnificent");
  assert_replaced (&fixture, "\"fortres of doom\"", "3", "fortres", "fortress");

  tear_down (&fixture);
}

static void
takes_only_near_words_for_mistyped (void)
{
  static const char *const texts[] = { "xyzzyqux", "dom", "fortnite magic", "\"save fortnite\"", "title:performanse", "-fortnite save", "2027", NULL };
  Fixture                  fixture = set_up ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (CwSearchResult) result = find (&fixture, texts[i]);

      if (result->numbers->len > 0 || result->replaced->len > 0)
        g_error ("“%s” finds something", texts[i]);
    }

  tear_down (&fixture);
}

static DexFuture *
rename_clip (Fixture    *fixture,
             const char *title)
{
  return cw_database_execute (fixture->database, "UPDATE clips SET title = ? WHERE number = 1", g_variant_new ("(s)", title));
}

static void
learns_new_words (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GError) error = NULL;

  assert_replaced (&fixture, "fortnitte", "1", "fortnitte", "fortnite");
  dex_await (rename_clip (&fixture, "Valorant ace"), &error);
  g_assert_no_error (error);
  assert_found (&fixture, "fortnitte", "");
  assert_replaced (&fixture, "valorent", "1", "valorent", "valorant");

  tear_down (&fixture);
}

static void
takes_anything_for_words (void)
{
  static const char *const texts[] = {
    "\"", "'", "*", "^", "( )", "AND", "NOT", "OR NEAR", "NEAR(a b)", "a:b", "{a b}:c", "title : x", "col*:", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80 fort", "a\"b'c", "\\", "--", "; DROP TABLE clips",
    "\xff\xfe", "\u0301", "e\u0301", "日本語", "\u200b", "\ue000", "ᚠᛇᚻ", "-\"", "title:\"", "said:-", "%s%n", "\u1c89\u1c8a", NULL
  };
  Fixture fixture = set_up ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (CwSearchResult) result = find (&fixture, texts[i]);
      g_autoptr (CwQuery) query = parse (texts[i]);
      g_autoptr (GError) error = NULL;

      dex_await (cw_search_store_find_in_trash (fixture.store, query, 3), &error);
      g_assert_no_error (error);
    }
  assert_found (&fixture, "\xf0\x9f\x98\x80 fort", "3 1");
  assert_found (&fixture, "u\u0308nicode", "2");

  tear_down (&fixture);
}

static void
assert_completed (Fixture     *fixture,
                  CwQueryField field,
                  const char  *prefix,
                  const char  *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) completions = dex_await_boxed (cw_search_store_complete (fixture->store, field, prefix, 3), &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < completions->len; i++)
    {
      const CwCompletion *completion = g_ptr_array_index (completions, i);

      g_string_append_printf (found, "%s%s %" G_GINT64_FORMAT, i > 0 ? ", " : "", completion->value, completion->n);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
completes_what_is_used_most (void)
{
  Fixture fixture = set_up ();

  assert_completed (&fixture, CW_QUERY_FIELD_CHANNEL, "", "Kestrel 3, Other Channel 1");
  assert_completed (&fixture, CW_QUERY_FIELD_CHANNEL, "oTH", "Other Channel 1");
  assert_completed (&fixture, CW_QUERY_FIELD_GAME, "just c", "Just Chatting 4");
  assert_completed (&fixture, CW_QUERY_FIELD_CREATOR, "", "zoe 4");
  assert_completed (&fixture, CW_QUERY_FIELD_LANGUAGE, "", "en 4");
  assert_completed (&fixture, CW_QUERY_FIELD_TAG, "", "funny 1, so bad 1");
  assert_completed (&fixture, CW_QUERY_FIELD_TAG, "S", "so bad 1");
  assert_completed (&fixture, CW_QUERY_FIELD_COLLECTION, "", "Best 1, Loop -1, Short Ones -1");
  assert_completed (&fixture, CW_QUERY_FIELD_SORT, "", "added -1, created -1, views -1");
  assert_completed (&fixture, CW_QUERY_FIELD_IS, "v", "vertical -1");
  assert_completed (&fixture, CW_QUERY_FIELD_TITLE, "", "");
  assert_completed (&fixture, CW_QUERY_FIELD_CHANNEL, "%_'\"\xff", "");

  tear_down (&fixture);
}

static void
what_nobody_waits_for_is_not_done (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwQuery) query = parse ("fort");

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (DexFuture) dropped = cw_search_store_find (fixture.store, query, 0);
    }
  assert_found (&fixture, "fort", "3 1");

  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/search-store/finds-by-every-field", finds_by_every_field);
  test_add_fiber ("/search-store/finds-in-the-trash-what-is-there", finds_in_the_trash_what_is_there);
  test_add_fiber ("/search-store/forgives-what-is-mistyped", forgives_what_is_mistyped);
  test_add_fiber ("/search-store/takes-only-near-words-for-mistyped", takes_only_near_words_for_mistyped);
  test_add_fiber ("/search-store/learns-new-words", learns_new_words);
  test_add_fiber ("/search-store/takes-anything-for-words", takes_anything_for_words);
  test_add_fiber ("/search-store/completes-what-is-used-most", completes_what_is_used_most);
  test_add_fiber ("/search-store/what-nobody-waits-for-is-not-done", what_nobody_waits_for_is_not_done);
  return g_test_run ();
}
