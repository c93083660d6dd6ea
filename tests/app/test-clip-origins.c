/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-origins.h"
#include "cw-error.h"
#include "cw-migrations.h"
#include "test-media.h"
#include "test-support.h"

typedef struct
{
  CwDatabase    *database;
  CwLibrary     *library;
  CwClipOrigins *origins;
  GString       *told; /* what “changed” told, "A A B " */
} Fixture;

static void
on_changed (CwClipOrigins *origins,
            const char    *twitch_id,
            GString       *told)
{
  g_string_append_printf (told, "%s ", twitch_id);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static Fixture
open_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations), .told = g_string_new (NULL) };

  await (cw_database_open (fixture.database));
  fixture.library = cw_library_new (fixture.database);
  fixture.origins = cw_clip_origins_new (fixture.database, fixture.library);
  await (cw_library_load (fixture.library));
  await (cw_clip_origins_load (fixture.origins));
  g_signal_connect (fixture.origins, "changed", G_CALLBACK (on_changed), fixture.told);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->origins);
  g_object_unref (fixture->library);
  g_object_unref (fixture->database);
  g_string_free (fixture->told, TRUE);
}

static CwClip *
import (Fixture    *fixture,
        const char *media)
{
  g_autofree char *path = test_media_path (media);
  g_autoptr (GError) error = NULL;
  CwClip *clip = dex_await_object (cw_library_import (fixture->library, path), &error);

  g_assert_no_error (error);
  return clip;
}

static CwTwitchClip *
make_source (const char *id)
{
  return g_object_new (CW_TYPE_TWITCH_CLIP,
                       "id", id,
                       "url", "https://clips.twitch.tv/A",
                       "title", "A title",
                       "channel-id", "1",
                       "channel-name", "Kanal",
                       "creator-name", "Zuschauer",
                       "category-id", "12",
                       "created", G_GINT64_CONSTANT (7),
                       "duration", G_GINT64_CONSTANT (8),
                       NULL);
}

static CwClipOrigin *
add (Fixture    *fixture,
     const char *twitch_id,
     CwClip     *clip)
{
  g_autoptr (CwTwitchClip) source = make_source (twitch_id);
  g_autoptr (GError) error = NULL;
  CwClipOrigin *origin = dex_await_object (cw_clip_origins_add (fixture->origins, source, clip), &error);

  g_assert_no_error (error);
  return origin;
}

/* What was told since the last time. */
static void
check_told (Fixture    *fixture,
            const char *told)
{
  g_assert_cmpstr (fixture->told->str, ==, told);
  g_string_truncate (fixture->told, 0);
}

static void
a_clip_that_was_kept_is_in_the_library_also_after_a_restart (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *id = NULL;

  {
    Fixture fixture = open_folder (folder);
    g_autoptr (CwClip) clip = import (&fixture, "h264-30");
    g_autoptr (CwClipOrigin) origin = NULL;

    await (cw_database_execute (fixture.database, "INSERT INTO seen_categories (id, name, art, fetched) VALUES ('12', 'Chess', '', 1)", NULL));
    g_assert_null (cw_clip_origins_find (fixture.origins, "A"));
    origin = add (&fixture, "A", clip);
    check_told (&fixture, "A ");
    id = g_strdup (cw_clip_get_id (clip));
    g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "A"), ==, id);
    g_assert_cmpstr (cw_clip_origin_get_category_name (origin), ==, "Chess");
    tear_down (&fixture);
  }

  {
    Fixture       fixture = open_folder (folder);
    CwClipOrigin *origin = cw_clip_origins_get_origin (fixture.origins, id);

    g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "A"), ==, id);
    g_assert_null (cw_clip_origins_find (fixture.origins, "B"));
    g_assert_cmpstr (cw_clip_origin_get_twitch_id (origin), ==, "A");
    g_assert_cmpstr (cw_clip_origin_get_channel_name (origin), ==, "Kanal");
    g_assert_cmpstr (cw_clip_origin_get_category_name (origin), ==, "Chess");
    tear_down (&fixture);
  }
}

/* Whatever the library's query shows. */
static void
a_removed_clip_is_not_in_the_library_until_it_is_back (gconstpointer query)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwClip) clip = import (&fixture, "h264-30");
  g_autoptr (CwClip) again = NULL;
  g_autoptr (CwClipOrigin) origin = add (&fixture, "A", clip);

  g_object_set (fixture.library, "query", query, NULL);
  check_told (&fixture, "A ");
  await (cw_library_remove (fixture.library, clip));
  g_assert_null (cw_clip_origins_find (fixture.origins, "A"));
  check_told (&fixture, "A ");

  await (cw_library_restore (fixture.library, clip));
  g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "A"), ==, cw_clip_get_id (clip));
  check_told (&fixture, "A ");

  await (cw_library_remove (fixture.library, clip));
  tear_down (&fixture);
  fixture = open_folder (folder);
  g_assert_null (cw_clip_origins_find (fixture.origins, "A"));

  again = import (&fixture, "h264-30");
  g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "A"), ==, cw_clip_get_id (again));
  check_told (&fixture, "A ");
  tear_down (&fixture);
}

/* In two qualities, say. */
static void
a_clip_that_was_kept_twice_is_there_while_one_is (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwClip) first = import (&fixture, "h264-30");
  g_autoptr (CwClip) second = import (&fixture, "h264-60");
  g_autoptr (CwClipOrigin) one = add (&fixture, "A", first);
  g_autoptr (CwClipOrigin) two = add (&fixture, "A", second);
  g_autoptr (CwClip) other = NULL;

  check_told (&fixture, "A A ");
  g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "A"), ==, cw_clip_get_id (second));
  await (cw_library_remove (fixture.library, second));
  g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "A"), ==, cw_clip_get_id (first));
  await (cw_library_remove (fixture.library, first));
  g_assert_null (cw_clip_origins_find (fixture.origins, "A"));
  check_told (&fixture, "A A ");

  await (cw_library_restore (fixture.library, first));
  check_told (&fixture, "A ");
  other = import (&fixture, "h264-25");
  check_told (&fixture, "");
  tear_down (&fixture);
}

static void
what_a_clip_is_can_be_corrected (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwClip) clip = import (&fixture, "h264-30");
  g_autoptr (CwClipOrigin) wrong = add (&fixture, "A", clip);
  g_autoptr (CwClipOrigin) right = add (&fixture, "B", clip);

  g_assert_null (cw_clip_origins_find (fixture.origins, "A"));
  g_assert_cmpstr (cw_clip_origins_find (fixture.origins, "B"), ==, cw_clip_get_id (clip));
  check_told (&fixture, "A A B ");
  tear_down (&fixture);
}

static void
a_clip_that_is_not_in_the_database_has_no_origin (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwClip) stranger = cw_clip_new ("nowhere", "A", "/tmp/a", info, 1);
  g_autoptr (CwTwitchClip) source = make_source ("A");
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_clip_origins_add (fixture.origins, source, stranger), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  g_assert_null (cw_clip_origins_find (fixture.origins, "A"));
  check_told (&fixture, "");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-origins/a clip that was kept is in the library also after a restart", a_clip_that_was_kept_is_in_the_library_also_after_a_restart);
  test_add_fiber_with_data ("/clip-origins/a removed clip is not in the library until it is back/shown", a_removed_clip_is_not_in_the_library_until_it_is_back, "");
  test_add_fiber_with_data ("/clip-origins/a removed clip is not in the library until it is back/not shown", a_removed_clip_is_not_in_the_library_until_it_is_back, "nothing like it");
  test_add_fiber ("/clip-origins/a clip that was kept twice is there while one is", a_clip_that_was_kept_twice_is_there_while_one_is);
  test_add_fiber ("/clip-origins/what a clip is can be corrected", what_a_clip_is_can_be_corrected);
  test_add_fiber ("/clip-origins/a clip that is not in the database has no origin", a_clip_that_is_not_in_the_database_has_no_origin);

  return g_test_run ();
}
