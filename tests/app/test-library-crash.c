/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crash-model.h"
#include "crash-world.h"
#include "cw-library-check.h"
#include "cw-media-store.h"
#include "cw-migrations.h"
#include "cw-services.h"
#include "test-support.h"

#include <gio/gio.h>
#include <stdlib.h>

/* Kills a program that uses a library, again and again, and looks what is left each time:
 * all that was acknowledged, nothing by halves, and nothing that has to be repaired.
 * CRASH_RUNS says how often, --seed repeats a run. */

#define RUNS 40
#define RUNS_OF_A_LIBRARY 10
#define MOST_LINES 90
#define MOST_MICROSECONDS 20000
#define MOST_MOVES 8

#define N_OLD_CLIPS 500

static guint
get_runs (guint usual)
{
  const char *runs = g_getenv ("CRASH_RUNS");

  return runs != NULL ? (guint) atoi (runs) : usual;
}

/* --- the one that is killed ------------------------------------------------------------ */

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

/* What was on its way stays for a day, since it may still be wanted. After that it is
 * found, as no more than untidy, and goes; the library stays as it is. */
static void
tidy_up (CwServices *services,
         CrashModel *model)
{
  g_autoptr (GPtrArray) findings = crash_world_check (services, 0);

  for (guint i = 0; i < findings->len; i++)
    {
      CwFinding *finding = findings->pdata[i];

      if (cw_finding_get_severity (finding) != CW_SEVERITY_NOTE)
        g_error ("The check finds: %s", cw_finding_get_sentence (finding));
      crash_world_must (cw_library_check_repair (cw_services_get_media (services), cw_services_get_library (services), finding, CW_LIBRARY_REPAIR_USUAL, 0));
    }

  crash_world_assert_sound (services, 0);
  crash_model_assert (model, crash_world_get_database (services));
}

static void
undo_and_redo (CwServices *services,
               CrashModel *model,
               guint       n)
{
  CwLibrary  *library = cw_services_get_library (services);
  CwDatabase *database = crash_world_get_database (services);
  guint       undone = 0;

  for (guint i = 0; i < n && crash_model_move (model, TRUE); i++, undone++)
    {
      crash_world_must (cw_library_undo (library));
      crash_model_assert (model, database);
    }
  for (; undone > 0; undone--)
    {
      g_assert_true (crash_model_move (model, FALSE));
      crash_world_must (cw_library_redo (library));
      crash_model_assert (model, database);
    }
}

static void
assert_is_whole (const char *folder,
                 CrashModel *model,
                 gboolean    tidy)
{
  g_autoptr (CwServices) services = cw_services_new (folder);
  CwDatabase *database = crash_world_get_database (services);

  crash_world_must (cw_services_open_library (services));
  crash_model_settle (model, database);
  crash_model_assert (model, database);
  crash_world_assert_sound (services, CW_MEDIA_STORE_GRACE);
  undo_and_redo (services, model, (guint) g_test_rand_int_range (1, MOST_MOVES));
  if (tidy)
    tidy_up (services, model);
}

static void
nothing_acknowledged_is_lost_and_nothing_is_by_halves (void)
{
  g_autoptr (CrashWorld) world = crash_world_new ();
  g_autoptr (CrashModel) model = NULL;
  g_autofree char *folder = NULL;
  guint            runs = get_runs (RUNS);
  guint            n_downloads = 0;
  guint            n_done = 0;

  for (guint run = 0; run < runs; run++)
    {
      guint seed = (guint) g_test_rand_int_range (0, 100000);
      guint lines = (guint) g_test_rand_int_range (1, MOST_LINES);
      guint microseconds = (guint) g_test_rand_int_range (0, MOST_MICROSECONDS);
      g_autoptr (GSubprocess) worker = NULL;

      if (run % RUNS_OF_A_LIBRARY == 0)
        {
          n_done += model != NULL ? crash_model_count_done (model) : 0;
          g_clear_pointer (&model, crash_model_free);
          g_free (folder);
          model = crash_model_new ();
          folder = crash_world_make_folder ();
          n_downloads = 0;
        }

      g_test_message ("run %u: seed %u, %u lines and %u us", run, seed, lines, microseconds);
      worker = crash_world_use (world, folder, seed, n_downloads);
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
  crash_world_must (cw_database_open (database));
  crash_world_must (cw_database_execute (database, sql, g_variant_new ("(i)", N_OLD_CLIPS)));
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
  g_autoptr (GSubprocess) worker = crash_world_start (NULL, folder, (const char *const[]) { g_getenv ("CRASH_WORKER"), "open", folder, NULL });
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
          database = crash_world_get_database (services);
          crash_world_must (cw_services_open_library (services));
          crash_world_assert_intact (services);
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
