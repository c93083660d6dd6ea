/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crash-model.h"
#include "cw-library-check.h"
#include "cw-media-store.h"
#include "cw-migrations.h"
#include "cw-services.h"
#include "many-videos.h"
#include "test-support.h"
#include "test-twitch.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* Kills a program that uses a library, again and again, and looks what is left each time:
 * all that was acknowledged, nothing by halves, and nothing that has to be repaired.
 * CRASH_RUNS says how often, --seed repeats a run. */

#define RUNS 40
#define RUNS_OF_A_LIBRARY 10
#define MOST_LINES 90
#define MOST_MICROSECONDS 20000
#define MOST_MOVES 8

#define N_VIDEOS 12
#define N_DOWNLOADS 60
#define N_OLD_CLIPS 500

static guint
get_runs (guint usual)
{
  const char *runs = g_getenv ("CRASH_RUNS");

  return runs != NULL ? (guint) atoi (runs) : usual;
}

static void
must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

/* --- what is used ------------------------------------------------------------------- */

typedef struct
{
  TestTwitch *twitch;
  char       *access;
  char       *channel;
  GStrv       ids; /* of clips to download */
  char       *videos;
} World;

static World *
world_new (void)
{
  World           *world = g_new0 (World, 1);
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

static void
world_free (World *world)
{
  test_twitch_stop (world->twitch);
  g_free (world->access);
  g_free (world->channel);
  g_strfreev (world->ids);
  g_free (world->videos);
  g_free (world);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* --- the one that is killed ------------------------------------------------------------ */

static GSubprocess *
start_worker (const char        *folder,
              World             *world,
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

/* Runs it until it has said so much, and a moment more that differs each time. */
static void
run_and_kill (GSubprocess *worker,
              CrashModel  *model,
              guint       *n_downloads,
              guint        lines,
              guint        microseconds)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (worker));

  for (guint i = 0;; i++)
    {
      g_autofree char *line = NULL;
      g_auto (GStrv) fields = NULL;

      if (i == lines)
        {
          g_usleep (microseconds);
          g_subprocess_force_exit (worker);
        }
      line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
      if (line == NULL)
        break;

      fields = g_strsplit (line, "\t", -1);
      if (!g_str_equal (fields[0], "begin"))
        {
          crash_model_end (model, (const char *const *) fields);
          continue;
        }
      crash_model_begin (model, (const char *const *) fields + 1);
      *n_downloads += g_str_equal (fields[1], "keep");
    }

  g_assert_true (g_subprocess_wait (worker, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (worker));
  g_assert_cmpint (g_subprocess_get_term_sig (worker), ==, SIGKILL);
}

/* --- what is left ------------------------------------------------------------------------ */

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
static GPtrArray *
check (CwServices *services,
       gint64      grace)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = dex_await_boxed (cw_library_check_run (cw_services_get_media (services), TRUE, grace, NULL), &error);

  g_assert_no_error (error);
  return findings;
}

static void
assert_nothing_is_found (CwServices *services,
                         gint64      grace)
{
  g_autoptr (GPtrArray) findings = check (services, grace);

  if (findings->len > 0)
    g_error ("The check finds: %s", cw_finding_get_sentence (findings->pdata[0]));
}

/* What was on its way stays for a day, since it may still be wanted. After that it is
 * found, as no more than untidy, and goes; the library stays as it is. */
static void
tidy_up (CwServices *services,
         CrashModel *model)
{
  g_autoptr (GPtrArray) findings = check (services, 0);

  for (guint i = 0; i < findings->len; i++)
    {
      CwFinding *finding = findings->pdata[i];

      if (cw_finding_get_severity (finding) != CW_SEVERITY_NOTE)
        g_error ("The check finds: %s", cw_finding_get_sentence (finding));
      must (cw_library_check_repair (cw_services_get_media (services), cw_services_get_library (services), finding, CW_LIBRARY_REPAIR_USUAL, 0));
    }

  assert_nothing_is_found (services, 0);
  crash_model_assert (model, cw_media_store_get_database (cw_services_get_media (services)));
}

static void
undo_and_redo (CwServices *services,
               CrashModel *model,
               guint       n)
{
  CwLibrary  *library = cw_services_get_library (services);
  CwDatabase *database = cw_media_store_get_database (cw_services_get_media (services));
  guint       undone = 0;

  for (guint i = 0; i < n && crash_model_move (model, TRUE); i++, undone++)
    {
      must (cw_library_undo (library));
      crash_model_assert (model, database);
    }
  for (; undone > 0; undone--)
    {
      g_assert_true (crash_model_move (model, FALSE));
      must (cw_library_redo (library));
      crash_model_assert (model, database);
    }
}

static void
assert_is_whole (const char *folder,
                 CrashModel *model,
                 gboolean    tidy)
{
  g_autoptr (CwServices) services = cw_services_new (folder);
  CwDatabase *database = cw_media_store_get_database (cw_services_get_media (services));

  must (cw_services_open_library (services));
  must (cw_database_run (database, look_inside, NULL, NULL));
  crash_model_settle (model, database);
  crash_model_assert (model, database);
  assert_nothing_is_found (services, CW_MEDIA_STORE_GRACE);
  undo_and_redo (services, model, (guint) g_test_rand_int_range (1, MOST_MOVES));
  must (cw_database_run (database, look_inside, NULL, NULL));
  if (tidy)
    tidy_up (services, model);
}

static void
nothing_acknowledged_is_lost_and_nothing_is_by_halves (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (CrashModel) model = NULL;
  g_autofree char *folder = NULL;
  guint            runs = get_runs (RUNS);
  guint            n_downloads = 0;
  guint            n_done = 0;

  for (guint run = 0; run < runs; run++)
    {
      g_autofree char *seed = g_strdup_printf ("%d", g_test_rand_int_range (0, 100000));
      guint            lines = (guint) g_test_rand_int_range (1, MOST_LINES);
      guint            microseconds = (guint) g_test_rand_int_range (0, MOST_MICROSECONDS);
      g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
      g_auto (GStrv) words = NULL;
      g_autoptr (GSubprocess) worker = NULL;

      if (run % RUNS_OF_A_LIBRARY == 0)
        {
          g_autofree char *moved = NULL;

          n_done += model != NULL ? crash_model_count_done (model) : 0;
          g_clear_pointer (&model, crash_model_free);
          g_free (folder);
          model = crash_model_new ();
          folder = test_folder ();
          moved = g_build_filename (folder, "moved", NULL);
          g_assert_cmpint (g_mkdir (moved, 0700), ==, 0);
          n_downloads = 0;
        }

      g_test_message ("run %u: seed %s, %u lines and %u us", run, seed, lines, microseconds);
      g_strv_builder_add_many (arguments, g_getenv ("CRASH_WORKER"), "use", folder, world->videos, seed, NULL);
      g_strv_builder_addv (arguments, (const char **) world->ids + MIN (n_downloads, g_strv_length (world->ids) - 1));
      words = g_strv_builder_end (arguments);
      worker = start_worker (folder, world, (const char *const *) words);
      run_and_kill (worker, model, &n_downloads, lines, microseconds);
      assert_is_whole (folder, model, run % RUNS_OF_A_LIBRARY == RUNS_OF_A_LIBRARY - 1);
    }

  n_done += crash_model_count_done (model);
  g_test_message ("%u things were acknowledged in %u runs", n_done, runs);
  g_assert_cmpuint (n_done, >, runs);
}

/* --- migrations ----------------------------------------------------------------------- */

#define OLD_CLIPS                                                                                                                     \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "                                                     \
  "INSERT INTO clips (id, title, uri, digest, duration, size, has_video, width, height, coded_width, coded_height, rotation, "        \
  "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, "       \
  "audio_bitrate, added%s) SELECT 'id-' || i, 'old clip ' || i, 'file:///nowhere/' || i, i, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 30, 1, 0, " \
  "8, 0, 0, 0, 0, 0, i%s FROM n"

/* A library as the program of VERSION has left it. */
static void
make_old (const char *folder,
          guint       version)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autofree char *sql = g_strdup_printf (OLD_CLIPS, version < 4 ? "" : ", created", version < 4 ? "" : ", i");
  g_autoptr (CwDatabase) database = NULL;

  for (guint i = version; migrations[i] != NULL; i++)
    g_clear_pointer (&migrations[i], g_free);
  database = cw_database_new (path, (const char *const *) migrations);
  must (cw_database_open (database));
  must (cw_database_execute (database, sql, g_variant_new ("(i)", N_OLD_CLIPS)));
}

static DexFuture *
count_old (sqlite3 *connection,
           gpointer data)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT count (*) FROM clips WHERE title = 'old clip ' || added AND id = 'id-' || added AND removed IS NULL", NULL, NULL);

  g_assert_true (cw_database_step (row, NULL));
  return dex_future_new_for_int (sqlite3_column_int (row, 0));
}

/* Tells how long it took where it was not killed before it had ended. */
static guint
migrate_and_kill (const char *folder,
                  guint       microseconds)
{
  g_autoptr (GSubprocess) worker = start_worker (folder, NULL, (const char *const[]) { g_getenv ("CRASH_WORKER"), "open", folder, NULL });
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (worker));
  g_autofree char *ready = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
  g_autofree char *done = NULL;
  gint64           began = g_get_monotonic_time ();

  g_assert_cmpstr (ready, ==, "ready");
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (worker), "x", 1, NULL, NULL, NULL));
  if (microseconds > 0)
    g_usleep (microseconds);
  else
    done = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
  g_subprocess_force_exit (worker);
  g_assert_true (g_subprocess_wait (worker, NULL, NULL));

  return (guint) (g_get_monotonic_time () - began);
}

static void
a_migration_is_done_or_not_begun (void)
{
  g_auto (GStrv) migrations = cw_migrations_load ();
  guint newest = g_strv_length (migrations);
  guint runs = MAX (get_runs (RUNS) / 2 / (newest - 1), 1);

  for (guint version = 1; version < newest; version++)
    {
      g_autofree char *first = test_folder ();
      guint            time;

      make_old (first, version);
      time = migrate_and_kill (first, 0);
      g_test_message ("from version %u: %u us, %u runs", version, time, runs);
      for (guint run = 0; run < runs; run++)
        {
          g_autofree char *folder = test_folder ();
          g_autoptr (CwServices) services = NULL;
          CwDatabase *database;

          make_old (folder, version);
          migrate_and_kill (folder, (guint) g_test_rand_int_range (1, (gint32) time));

          services = cw_services_new (folder);
          database = cw_media_store_get_database (cw_services_get_media (services));
          must (cw_services_open_library (services));
          must (cw_database_run (database, look_inside, NULL, NULL));
          g_assert_cmpint (dex_await_int (cw_database_run (database, count_old, NULL, NULL), NULL), ==, N_OLD_CLIPS);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/library-crash/nothing acknowledged is lost and nothing is by halves", nothing_acknowledged_is_lost_and_nothing_is_by_halves);
  test_add_fiber ("/library-crash/a migration is done or not begun", a_migration_is_done_or_not_begun);
  return g_test_run ();
}
