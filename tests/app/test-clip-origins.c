/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-metadata-builder.h"
#include "cw-clip-origins.h"
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
keep (Fixture    *fixture,
      const char *media,
      const char *twitch_id)
{
  g_autofree char *path = test_media_path (media);
  g_autoptr (CwTwitchClip) source = g_object_new (CW_TYPE_TWITCH_CLIP,
                                                  "id", twitch_id,
                                                  "url", "https://clips.twitch.tv/A",
                                                  "title", "A title",
                                                  "channel-id", "1",
                                                  "channel-name", "Kanal",
                                                  "creator-name", "Zuschauer",
                                                  "category-id", "12",
                                                  "created", G_GINT64_CONSTANT (1700000000000000),
                                                  "duration", G_GINT64_CONSTANT (8),
                                                  NULL);
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autoptr (CwClipMetadata) metadata = NULL;
  g_autoptr (GError) error = NULL;
  CwClip *clip;

  cw_clip_metadata_builder_add_twitch (builder, source);
  metadata = cw_clip_metadata_builder_end (builder);
  clip = dex_await_object (cw_library_import_as (fixture->library, &(CwImport) { .path = path, .metadata = metadata }), &error);

  g_assert_no_error (error);
  return clip;
}

static void
change (Fixture *fixture,
        DexFuture *(*func) (CwLibrary *, GPtrArray *),
        CwClip *clip)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  g_ptr_array_add (clips, clip);
  await (func (fixture->library, clips));
}

/* What is said of a clip of Twitch's, once that is known: at first it is not. */
static void
assert_found (Fixture    *fixture,
              const char *twitch_id,
              CwClip     *clip)
{
  const char      *expected = clip != NULL ? cw_clip_get_id (clip) : NULL;
  gint64           deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  g_autofree char *id = dex_await_string (cw_clip_origins_look_up (fixture->origins, twitch_id), NULL);

  g_assert_cmpstr (id, ==, expected);
  while (g_strcmp0 (cw_clip_origins_find (fixture->origins, twitch_id), expected) != 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

static void
assert_told (Fixture    *fixture,
             const char *twitch_id)
{
  g_assert_nonnull (strstr (fixture->told->str, twitch_id));
  g_string_truncate (fixture->told, 0);
}

static void
a_clip_that_was_kept_is_in_the_library_also_after_a_restart (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *id = NULL;

  {
    Fixture fixture = open_folder (folder);
    g_autoptr (CwClip) clip = NULL;

    await (cw_database_execute (fixture.database, "INSERT INTO seen_categories (id, name, art, fetched) VALUES ('12', 'Chess', '', 1)", NULL));
    assert_found (&fixture, "A", NULL);
    clip = keep (&fixture, "h264-30", "A");
    assert_found (&fixture, "A", clip);
    assert_told (&fixture, "A");
    id = g_strdup (cw_clip_get_id (clip));
    tear_down (&fixture);
  }

  {
    Fixture fixture = open_folder (folder);
    g_autoptr (CwClip) clip = dex_await_object (cw_library_load_clip (fixture.library, id), NULL);

    assert_found (&fixture, "A", clip);
    assert_found (&fixture, "B", NULL);
    g_assert_cmpstr (cw_clip_get_twitch_id (clip), ==, "A");
    g_assert_cmpstr (cw_clip_get_channel_name (clip), ==, "Kanal");
    g_assert_cmpstr (cw_clip_get_category_name (clip), ==, "Chess");
    g_assert_cmpint (cw_clip_get_created (clip), ==, 1700000000000000);
    tear_down (&fixture);
  }
}

static void
a_clip_in_the_trash_is_not_in_the_library_until_it_is_back (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwClip) clip = keep (&fixture, "h264-30", "A");
  g_autoptr (CwClip) again = NULL;

  assert_found (&fixture, "A", clip);
  change (&fixture, cw_library_remove, clip);
  assert_found (&fixture, "A", NULL);
  assert_told (&fixture, "A");
  change (&fixture, cw_library_restore, clip);
  assert_found (&fixture, "A", clip);
  assert_told (&fixture, "A");
  await (cw_library_undo (fixture.library));
  assert_found (&fixture, "A", NULL);
  tear_down (&fixture);

  fixture = open_folder (folder);
  assert_found (&fixture, "A", NULL);
  again = keep (&fixture, "h264-30", "A");
  assert_found (&fixture, "A", again);
  tear_down (&fixture);
}

/* In two qualities, say. */
static void
a_clip_that_was_kept_twice_is_there_while_one_is (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwClip) first = keep (&fixture, "h264-30", "A");
  g_autoptr (CwClip) second = keep (&fixture, "h264-60", "A");

  assert_found (&fixture, "A", second);
  change (&fixture, cw_library_remove, second);
  assert_found (&fixture, "A", first);
  change (&fixture, cw_library_remove, first);
  assert_found (&fixture, "A", NULL);
  change (&fixture, cw_library_restore, first);
  assert_found (&fixture, "A", first);
  tear_down (&fixture);
}

static void
what_a_clip_is_can_be_corrected (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = open_folder (folder);
  g_autoptr (CwClip) wrong = keep (&fixture, "h264-30", "A");
  g_autoptr (CwClip) right = keep (&fixture, "h264-30", "B");

  g_assert_cmpstr (cw_clip_get_id (wrong), ==, cw_clip_get_id (right));
  assert_found (&fixture, "A", NULL);
  assert_found (&fixture, "B", right);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-origins/a clip that was kept is in the library also after a restart", a_clip_that_was_kept_is_in_the_library_also_after_a_restart);
  test_add_fiber ("/clip-origins/a clip in the trash is not in the library until it is back", a_clip_in_the_trash_is_not_in_the_library_until_it_is_back);
  test_add_fiber ("/clip-origins/a clip that was kept twice is there while one is", a_clip_that_was_kept_twice_is_there_while_one_is);
  test_add_fiber ("/clip-origins/what a clip is can be corrected", what_a_clip_is_can_be_corrected);

  return g_test_run ();
}
