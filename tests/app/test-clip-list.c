/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-list.h"
#include "test-support.h"

static CwClip *
new_clip (const char *id,
          const char *title,
          gint64      added)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();

  return cw_clip_new (id, title, "/tmp/a", info, added);
}

static void
put (CwClipList *list,
     const char *id,
     const char *title,
     gint64      added)
{
  g_autoptr (CwClip) clip = new_clip (id, title, added);

  cw_clip_list_put (list, clip);
}

/* What is shown, as the first letters of the ids. */
static void
assert_shown (CwClipList *list,
              const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_c (shown, cw_clip_get_id (clip)[0]);
    }

  g_assert_cmpstr (shown->str, ==, expected);
}

static void
the_newest_is_first (void)
{
  g_autoptr (CwClipList) list = cw_clip_list_new ();

  put (list, "b", "B", 20);
  put (list, "c", "C", 30);
  put (list, "a", "A", 10);
  assert_shown (list, "cba");

  /* Another object of the same clip takes its place. */
  put (list, "b", "Bee", 99);
  assert_shown (list, "cba");
  g_assert_cmpstr (cw_clip_get_title (cw_clip_list_find (list, "b")), ==, "Bee");

  cw_clip_list_remove (list, "c");
  cw_clip_list_remove (list, "nowhere");
  assert_shown (list, "ba");
}

static void
a_query_filters_by_words (void)
{
  g_autoptr (CwClipList) list = cw_clip_list_new ();

  put (list, "a", "Great SAVE in Überwald", 30);
  put (list, "b", "Saved by the bell", 20);
  put (list, "c", "Nothing", 10);

  g_assert_true (cw_clip_list_set_query (list, "save"));
  assert_shown (list, "ab");
  g_assert_false (cw_clip_list_set_query (list, "save"));

  cw_clip_list_set_query (list, "  überwald save ");
  assert_shown (list, "a");
  cw_clip_list_set_query (list, "u\xcc\x88"
                                "BERWALD");
  assert_shown (list, "a");
  cw_clip_list_set_query (list, "nowhere");
  assert_shown (list, "");
  g_assert_nonnull (cw_clip_list_find (list, "c"));
  cw_clip_list_set_query (list, NULL);
  assert_shown (list, "abc");
}

static void
a_new_title_counts_after_an_update (void)
{
  g_autoptr (CwClipList) list = cw_clip_list_new ();

  put (list, "a", "One", 30);
  put (list, "b", "Two", 20);
  cw_clip_list_set_query (list, "one");
  cw_clip_set_title (cw_clip_list_find (list, "b"), "One more");
  cw_clip_list_update (list);
  assert_shown (list, "ab");
}

/* A copy of the list that only listens. */
static void
on_changed (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            GPtrArray  *mirror)
{
  g_assert_cmpuint (removed + added, >, 0);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
says_exactly_what_changes (void)
{
  g_autoptr (CwClipList) list = cw_clip_list_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  const char *queries[] = { "", "1", "2", "12", "3", "x" };

  g_signal_connect (list, "items-changed", G_CALLBACK (on_changed), mirror);

  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", g_test_rand_int_range (0, 40));
      g_autofree char *title = g_strdup_printf ("%d", g_test_rand_int_range (0, 400));

      switch (g_test_rand_int_range (0, 3))
        {
        case 0:
          cw_clip_list_remove (list, id);
          break;
        case 1:
          cw_clip_list_set_query (list, queries[g_test_rand_int_range (0, G_N_ELEMENTS (queries))]);
          break;
        default:
          put (list, id, title, g_test_rand_int_range (0, 100));
        }

      g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
      for (guint j = 0; j < mirror->len; j++)
        {
          g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (list), j);

          g_assert_true (clip == g_ptr_array_index (mirror, j));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/clip-list/the-newest-is-first", the_newest_is_first);
  g_test_add_func ("/clip-list/a-query-filters-by-words", a_query_filters_by_words);
  g_test_add_func ("/clip-list/a-new-title-counts-after-an-update", a_new_title_counts_after_an_update);
  g_test_add_func ("/clip-list/says-exactly-what-changes", says_exactly_what_changes);
  return g_test_run ();
}
