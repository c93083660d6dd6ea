/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-groups.h"
#include "cw-migrations.h"
#include "cw-query.h"
#include "test-support.h"

#define JUNE "1750000000000000"
#define MAY "1747000000000000"

typedef struct
{
  CwDatabase *database;
  CwLibrary  *library;
} Fixture;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
add (Fixture    *fixture,
     const char *id,
     const char *channel,
     const char *broadcast,
     const char *created)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO clips (id, added, created, duration, size, width, height, title, uri, digest, has_video, coded_width, coded_height, rotation, "
                                          "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, audio_bitrate, "
                                          "channel_name, vod_id) VALUES (?1, 1, %s, 2, 3, 4, 5, ?1, ?1, ?1, 1, 4, 5, 0, 1, 1, 60, 1, 0, 8, 1, 0, 0, 0, 0, ?2, ?3)",
                                          created);

  await (cw_database_execute (fixture->database, sql, g_variant_new ("(sss)", id, channel, broadcast)));
}

static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations) };

  await (cw_database_open (fixture.database));
  add (&fixture, "a", "Kestrel", "11", MAY);
  add (&fixture, "b", "kestrel", "11", MAY);
  add (&fixture, "c", "Kestrel", "12", JUNE);
  add (&fixture, "d", "Kestrel", "", JUNE);
  add (&fixture, "e", "Other, \"one\"", "13", JUNE);
  add (&fixture, "f", "", "", JUNE);
  fixture.library = cw_library_new (fixture.database);
  await (cw_library_load (fixture.library));

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->library);
  g_object_unref (fixture->database);
}

static CwClipGroups *
group (Fixture   *fixture,
       CwGrouping grouping)
{
  CwClipGroups *groups = cw_clip_groups_new (fixture->database, fixture->library, grouping);

  await (cw_clip_groups_refresh (groups));
  return groups;
}

/* "title n covers", and that its query finds them. */
static void
assert_group (Fixture      *fixture,
              CwClipGroups *groups,
              guint         position,
              const char   *title,
              guint         n,
              const char   *covers)
{
  g_autoptr (CwClipGroup) one = g_list_model_get_item (G_LIST_MODEL (groups), position);
  g_autoptr (CwClipList) list = NULL;
  g_autofree char *ids = NULL;

  g_assert_nonnull (one);
  if (title != NULL)
    g_assert_cmpstr (cw_clip_group_get_title (one), ==, title);
  g_assert_cmpint (cw_clip_group_get_n (one), ==, n);
  ids = g_strjoinv (" ", (char **) cw_clip_group_get_covers (one));
  g_assert_cmpstr (ids, ==, covers);

  list = cw_library_make_list (fixture->library, cw_clip_group_get_query (one), FALSE);
  await (cw_clip_list_refresh (list));
  g_assert_cmpuint (cw_query_get_n_problems (cw_clip_list_get_parsed (list)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
}

static void
clips_are_grouped_by_channel (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwClipGroups) groups = group (&fixture, CW_GROUPING_CHANNEL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (groups)), ==, 2);
  assert_group (&fixture, groups, 0, NULL, 4, "d c b");
  assert_group (&fixture, groups, 1, "Other, \"one\"", 1, "e");
  tear_down (&fixture);
}

static void
clips_are_grouped_by_broadcast (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwClipGroups) groups = group (&fixture, CW_GROUPING_BROADCAST);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (groups)), ==, 3);
  assert_group (&fixture, groups, 2, NULL, 2, "b a");
  tear_down (&fixture);
}

static void
clips_are_grouped_by_month (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwClipGroups) groups = group (&fixture, CW_GROUPING_DATE);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (groups)), ==, 2);
  assert_group (&fixture, groups, 0, "June 2025", 4, "f e d");
  assert_group (&fixture, groups, 1, "May 2025", 2, "b a");
  tear_down (&fixture);
}

static void
groups_follow_the_library (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwClipGroups) groups = group (&fixture, CW_GROUPING_CHANNEL);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (clips, dex_await_object (cw_library_load_clip (fixture.library, "e"), NULL));
  await (cw_library_remove (fixture.library, clips));
  await (cw_clip_groups_refresh (groups));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (groups)), ==, 1);
  await (cw_library_undo (fixture.library));
  await (cw_clip_groups_refresh (groups));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (groups)), ==, 2);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/groups/clips are grouped by channel", clips_are_grouped_by_channel);
  test_add_fiber ("/groups/clips are grouped by broadcast", clips_are_grouped_by_broadcast);
  test_add_fiber ("/groups/clips are grouped by month", clips_are_grouped_by_month);
  test_add_fiber ("/groups/groups follow the library", groups_follow_the_library);

  return g_test_run ();
}
