/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-clip-store.h"
#include "cw-editor.h"
#include "cw-id.h"
#include "cw-job-store.h"
#include "cw-migrations.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-services.h"
#include "test-support.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define ROUNDS 20

/* --- the child: writes as fast as it can, and says what is acknowledged ---- */

static void
acknowledge (const char *kind,
             const char *id,
             int         number)
{
  char line[128];
  int  length = g_snprintf (line, sizeof line, "%s %s %d\n", kind, id, number);

  /* Whole or not at all, since a pipe takes so little at once. */
  if (write (STDOUT_FILENO, line, (size_t) length) != length)
    _exit (1);
}

static void
must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (future, &error))
    g_error ("%s", error->message);
}

static CwProject *
new_project (int number)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autofree char *title = g_strdup_printf ("%d", number);

  info->duration = 30 * SECOND;
  info->has_video = TRUE;
  info->width = 1920;
  info->height = 1080;
  return cw_project_new_for_media ("/tmp/a.mp4", info, NULL, title, 0, -1, NULL, cw_presets_find ("shorts"), NULL);
}

static void
write_clip (CwClipStore *clips,
            int          number)
{
  g_autofree char *id = cw_id_new ();
  g_autofree char *path = g_strdup_printf ("/tmp/%s.mp4", id);
  g_autofree char *title = g_strdup_printf ("%d", number);
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwClip) clip = cw_clip_new (id, "new", path, info, number);

  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CwClip) stored = dex_await_object (cw_clip_store_insert (clips, clip, id, NULL, NULL, NULL, NULL), NULL);
  gint64 at;

  g_assert_nonnull (stored);
  at = cw_clip_get_number (stored);
  g_array_append_val (numbers, at);
  must (cw_clip_store_change (clips, CW_CLIP_CHANGE_TITLE, g_variant_new_string (title), numbers, NULL));
  acknowledge ("clip", id, number);
}

static void
write_job (CwJobStore *jobs,
           int         number)
{
  g_autofree char *id = cw_id_new ();
  g_autofree char *message = g_strdup_printf ("%d", number);
  g_autoptr (CwJob) job = cw_job_new (id, "export", "Title", NULL, "{}", "/tmp/x.mp4", number);

  must (cw_job_store_insert (jobs, job));
  must (cw_job_store_set_state (jobs, job, CW_JOB_FAILED, message, "offline", number));
  acknowledge ("job", id, number);
}

static DexFuture *
write_for_ever (const char *folder)
{
  int              number = atoi (g_getenv ("CRASH_NUMBER"));
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (CwDatabase) database = cw_database_new (path, (const char *const *) migrations);
  g_autofree char *projects_folder = g_build_filename (folder, "projects", NULL);
  g_autoptr (CwProjectList) projects = cw_project_list_new (database, projects_folder);
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) clips = cw_clip_store_new (database, log);
  g_autoptr (CwJobStore) jobs = cw_job_store_new (database);
  g_autoptr (CwProject) project = NULL;

  must (cw_database_open (database));
  must (cw_project_list_load (projects));

  /* Longer than it lives, so that it ends all the same should nobody kill it. */
  for (int last = number + 50000; number < last; number++)
    {
      if (number % 10 == 0 || project == NULL)
        {
          g_clear_object (&project);
          project = new_project (number);
        }
      else
        {
          g_autofree char *title = g_strdup_printf ("%d", number);

          cw_project_set_title (project, title);
        }

      write_clip (clips, number);
      write_job (jobs, number);
      must (cw_project_list_save (projects, project));
      acknowledge ("project", cw_project_get_id (project), number);
    }

  _exit (1);
}

static void
on_progress (CwJob *job)
{
  if (cw_job_get_progress (job) > 0)
    acknowledge ("exporting", cw_job_get_id (job), 0);
}

static DexFuture *
export_for_ever (const char *folder)
{
  g_autoptr (CwServices) services = cw_services_new (folder);
  g_autoptr (CwProject) project = new_project (1);
  g_autofree char *output = g_build_filename (folder, "out.mp4", NULL);
  g_autoptr (DexPromise) never = dex_promise_new ();
  g_autoptr (CwJob) job = NULL;

  must (cw_services_open (services));
  job = dex_await_object (cw_job_queue_export (cw_services_get_jobs (services), project, "shorts", output), NULL);
  g_signal_connect (job, "notify::progress", G_CALLBACK (on_progress), NULL);
  on_progress (job);
  must (dex_ref (never));

  return dex_future_new_true ();
}

/* --- the parent: kills it, and looks what is left -------------------------- */

/* Runs the child until it has acknowledged so many things, and a moment more
 * that differs each time; takes down what it has acknowledged. */
static void
run_and_kill (const char *folder,
              int         number,
              guint       lines,
              guint       microseconds,
              GHashTable *acknowledged)
{
  g_autofree char *start = g_strdup_printf ("%d", number);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  gint64           until = 0;

  g_subprocess_launcher_setenv (launcher, "CRASH_FOLDER", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "CRASH_NUMBER", start, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));

  for (guint i = 0;; i++)
    {
      g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
      g_auto (GStrv) parts = NULL;

      if (line == NULL)
        break;

      parts = g_strsplit (line, " ", 3);
      if (g_strv_length (parts) == 3)
        g_hash_table_insert (acknowledged, g_strjoin (" ", parts[0], parts[1], NULL), g_strdup (parts[2]));

      if (i == lines)
        until = g_get_monotonic_time () + microseconds;
      if (until != 0 && g_get_monotonic_time () >= until)
        {
          g_subprocess_force_exit (child);
          until = 0;
        }
    }

  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
}

static DexFuture *
check_integrity (sqlite3 *connection,
                 gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "PRAGMA integrity_check", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (cw_database_step (row, &error));
  return dex_future_new_take_string (g_strdup ((const char *) sqlite3_column_text (row, 0)));
}

/* What was acknowledged is there: as it was, or newer. */
static void
assert_not_lost (GHashTable *acknowledged,
                 const char *kind,
                 const char *id,
                 const char *number)
{
  g_autofree char *key = g_strjoin (" ", kind, id, NULL);
  const char      *expected = g_hash_table_lookup (acknowledged, key);

  if (expected == NULL)
    return;

  g_assert_cmpint (atoi (number), >=, atoi (expected));
  g_hash_table_remove (acknowledged, key);
}

static DexFuture *
list_numbers (sqlite3 *connection,
              gpointer data)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT number FROM clips WHERE removed IS NULL", NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    {
      gint64 number = sqlite3_column_int64 (row, 0);

      g_array_append_val (numbers, number);
    }
  g_assert_no_error (error);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&numbers));
}

static void
assert_all_there (const char *folder,
                  GHashTable *acknowledged)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *projects_folder = g_build_filename (folder, "projects", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (CwDatabase) database = cw_database_new (path, (const char *const *) migrations);
  g_autoptr (CwProjectList) projects = cw_project_list_new (database, projects_folder);
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) clips = cw_clip_store_new (database, log);
  g_autoptr (CwJobStore) jobs = cw_job_store_new (database);
  g_autofree char *integrity = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) clip_list = NULL;
  g_autoptr (GPtrArray) job_list = NULL;

  must (cw_database_open (database));
  integrity = dex_await_string (cw_database_run (database, check_integrity, NULL, NULL), NULL);
  g_assert_cmpstr (integrity, ==, "ok");
  must (cw_project_list_load (projects));

  numbers = dex_await_boxed (cw_database_run (database, list_numbers, NULL, NULL), NULL);
  clip_list = dex_await_boxed (cw_clip_store_load (clips, numbers), NULL);
  for (guint i = 0; i < clip_list->len; i++)
    assert_not_lost (acknowledged, "clip", cw_clip_get_id (g_ptr_array_index (clip_list, i)), cw_clip_get_title (g_ptr_array_index (clip_list, i)));

  job_list = dex_await_boxed (cw_job_store_list (jobs), NULL);
  for (guint i = 0; i < job_list->len; i++)
    assert_not_lost (acknowledged, "job", cw_job_get_id (g_ptr_array_index (job_list, i)), cw_job_get_message (g_ptr_array_index (job_list, i)));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (projects)); i++)
    {
      g_autoptr (CwProjectEntry) entry = g_list_model_get_item (G_LIST_MODEL (projects), i);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwProject) project = dex_await_object (cw_project_list_open (projects, cw_project_entry_get_id (entry)), &error);

      /* The file itself, and not only what the list says of it. */
      g_assert_no_error (error);
      assert_not_lost (acknowledged, "project", cw_project_get_id (project), cw_project_get_title (project));
    }

  g_assert_cmpuint (g_hash_table_size (acknowledged), ==, 0);
}

static void
nothing_acknowledged_is_lost_by_kill_9 (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GHashTable) acknowledged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint total = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      run_and_kill (folder, round * 100000, (guint) g_test_rand_int_range (1, 40), (guint) g_test_rand_int_range (0, 3000), acknowledged);
      total += g_hash_table_size (acknowledged);
      g_assert_cmpuint (g_hash_table_size (acknowledged), >, 0);
      assert_all_there (folder, acknowledged);
    }

  g_test_message ("%u things acknowledged in %d rounds", total, ROUNDS);
}

static void
on_finished (CwJobQueue *queue,
             CwJob      *job,
             DexPromise *promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
}

static DexFuture *
wait_for_end (CwJobQueue *queue,
              CwJob      *job)
{
  DexPromise *promise = dex_promise_new ();

  if (cw_job_get_state (job) == CW_JOB_QUEUED || cw_job_get_state (job) == CW_JOB_RUNNING)
    g_signal_connect_data (queue, "job-finished", G_CALLBACK (on_finished), dex_ref (promise), (GClosureNotify) (GCallback) dex_unref, 0);
  else
    dex_promise_resolve_boolean (promise, TRUE);

  return DEX_FUTURE (promise);
}

/* As the app is killed, its export ends with it, and begins anew with the next. */
static void
an_export_goes_on_after_kill_9 (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (CwJob) job = NULL;
  g_autofree char *line = NULL;
  int              alive;
  char             byte;

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  alive = open (fifo, O_RDONLY | O_NONBLOCK);
  g_assert_cmpint (alive, >=, 0);

  g_setenv ("CLIPWRIGHT_CLI", g_getenv ("STAND_IN_CLI"), TRUE);
  g_subprocess_launcher_setenv (launcher, "CRASH_FOLDER", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "CLIPWRIGHT_CLI", g_getenv ("STAND_IN_CLI"), TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "STAND_IN", "half wait", TRUE);
  g_subprocess_launcher_setenv (launcher, "STAND_IN_FIFO", fifo, TRUE);
  child = g_subprocess_launcher_spawn (launcher, NULL, self, NULL);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);
  g_assert_true (g_str_has_prefix (line, "exporting "));

  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));

  /* The end of the file is the end of who held it. */
  g_assert_true (g_unix_set_fd_nonblocking (alive, FALSE, NULL));
  g_assert_cmpint (read (alive, &byte, 1), ==, 0);
  close (alive);

  g_setenv ("STAND_IN", "write done", TRUE);
  services = cw_services_new (folder);
  must (cw_services_open (services));
  job = g_list_model_get_item (G_LIST_MODEL (cw_services_get_jobs (services)), 0);
  must (wait_for_end (cw_services_get_jobs (services), job));
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_SUCCEEDED);
  g_assert_true (g_file_test (cw_job_get_output (job), G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv ("CRASH_FOLDER") != NULL)
    {
      g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

      dex_init ();
      cw_detach (cw_spawn (G_CALLBACK (g_getenv ("CRASH_NUMBER") != NULL ? write_for_ever : export_for_ever), 1, G_TYPE_STRING, g_getenv ("CRASH_FOLDER")), "Writing");
      g_main_loop_run (loop);
    }

  test_init (&argc, &argv);
  test_add_fiber ("/crash/nothing-acknowledged-is-lost-by-kill-9", nothing_acknowledged_is_lost_by_kill_9);
  test_add_fiber ("/crash/an-export-goes-on-after-kill-9", an_export_goes_on_after_kill_9);
  return g_test_run ();
}
