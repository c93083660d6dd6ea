/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crash-world.h"

#include "cw-library-check.h"
#include "cw-media-store.h"
#include "many-videos.h"
#include "test-support.h"

#include <glib/gstdio.h>

#define N_VIDEOS 12
#define N_DOWNLOADS 60

void
crash_world_must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

CwDatabase *
crash_world_get_database (CwServices *services)
{
  return cw_media_store_get_database (cw_services_get_media (services));
}

CrashWorld *
crash_world_new (void)
{
  CrashWorld      *world = g_new0 (CrashWorld, 1);
  g_autofree char *what = NULL;
  g_autofree char *n = g_strdup_printf ("%d", N_DOWNLOADS);
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *clips;

  world->twitch = test_twitch_start ((const char *const[]) { "--clips", n, NULL });
  world->access = test_twitch_sign_in (world->twitch, "creator_main", "channel:manage:clips");
  world->channel = test_twitch_find_id (world->twitch, "creator_main");
  test_twitch_control (world->twitch, "set", "{\"media_seconds\": 1, \"media_differ\": 1, \"download_limit\": 1000000, \"rate_limit\": 1000000}");
  answer = test_twitch_ask (world->twitch, "clips?login=creator_main");
  clips = json_object_get_array_member (answer, "clips");
  for (guint i = 0; i < json_array_get_length (clips); i++)
    g_strv_builder_add (ids, json_object_get_string_member (json_array_get_object_element (clips, i), "id"));
  world->ids = g_strv_builder_end (ids);
  world->videos = test_folder ();
  g_ptr_array_unref (many_videos_make (world->videos, N_VIDEOS));

  return world;
}

void
crash_world_free (CrashWorld *world)
{
  test_twitch_stop (world->twitch);
  g_free (world->access);
  g_free (world->channel);
  g_strfreev (world->ids);
  g_free (world->videos);
  g_free (world);
}

/**
 * crash_world_start:
 * @world: (nullable): what it needs to download
 * @folder: where the library is
 * @arguments: the worker, and what it is to do
 *
 * Returns: (transfer full): the worker, with pipes
 */
GSubprocess *
crash_world_start (CrashWorld        *world,
                   const char        *folder,
                   const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *worker;

  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", folder, TRUE);
  if (world != NULL)
    {
      g_subprocess_launcher_setenv (launcher, "CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (world->twitch), TRUE);
      g_subprocess_launcher_setenv (launcher, "CRASH_TOKEN", world->access, TRUE);
      g_subprocess_launcher_setenv (launcher, "CRASH_CHANNEL", world->channel, TRUE);
    }
  worker = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);

  return worker;
}

/**
 * crash_world_use:
 * @seed: what it does
 * @n_downloads: how many clips it has downloaded before
 *
 * Returns: (transfer full): a worker that uses the library in @folder
 */
GSubprocess *
crash_world_use (CrashWorld *world,
                 const char *folder,
                 guint       seed,
                 guint       n_downloads)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_autofree char *text = g_strdup_printf ("%u", seed);
  g_auto (GStrv) words = NULL;

  g_strv_builder_add_many (arguments, g_getenv ("CRASH_WORKER"), "use", folder, world->videos, text, NULL);
  g_strv_builder_addv (arguments, (const char **) world->ids + MIN (n_downloads, g_strv_length (world->ids) - 1));
  words = g_strv_builder_end (arguments);
  return crash_world_start (world, folder, (const char *const *) words);
}

/**
 * crash_world_make_folder:
 *
 * Returns: (transfer full): a folder for a new library
 */
char *
crash_world_make_folder (void)
{
  char            *folder = test_folder ();
  g_autofree char *moved = g_build_filename (folder, "moved", NULL);

  g_assert_cmpint (g_mkdir (moved, 0700), ==, 0);
  return folder;
}

static DexFuture *
look_inside (sqlite3 *connection,
             gpointer data)
{
  static const char *const empty[] = { "SELECT 1 FROM pragma_foreign_key_check", "SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'", "SELECT 1 FROM clips WHERE uri LIKE '%.part'" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, empty[i], NULL, &error);

      g_assert_no_error (error);
      if (cw_database_step (row, &error))
        g_error ("“%s” finds something", empty[i]);
      g_assert_no_error (error);
    }
  cw_database_change (connection, "INSERT INTO clip_words (clip_words) VALUES ('integrity-check')", NULL, &error);
  g_assert_no_error (error);

  return dex_future_new_true ();
}

/* Reads all files, so that also the half of one would be found. */
GPtrArray *
crash_world_check (CwServices *services,
                   gint64      grace)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = dex_await_boxed (cw_library_check_run (cw_services_get_media (services), TRUE, grace, NULL), &error);

  g_assert_no_error (error);
  return findings;
}

/**
 * crash_world_assert_intact:
 *
 * Fails the test where the database is damaged.
 */
void
crash_world_assert_intact (CwServices *services)
{
  crash_world_must (cw_database_run (crash_world_get_database (services), look_inside, NULL, NULL));
}

/**
 * crash_world_assert_sound:
 * @grace: as for cw_library_check_run()
 *
 * Fails the test where anything is wrong with a library.
 */
void
crash_world_assert_sound (CwServices *services,
                          gint64      grace)
{
  g_autoptr (GPtrArray) findings = crash_world_check (services, grace);

  crash_world_assert_intact (services);
  if (findings->len > 0)
    g_error ("The check finds: %s", cw_finding_get_sentence (findings->pdata[0]));
}
