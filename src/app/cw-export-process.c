/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-export-process.h"
#include "cw-json.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <math.h>
#include <signal.h>
#include <sys/prctl.h>

/* How long it may take to end after it was told to, in s. */
#define GRACE 5

/* Progress is for the eye: more often is only work. */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

/**
 * CwExportProcess:
 *
 * A rendering in a process of its own: a crash there is an error here, and its
 * memory is given back. What it prints is one JSON object a line.
 */
struct _CwExportProcess
{
  GObject parent_instance;

  char                *project_file;
  char                *preset_id;
  char                *output;
  gboolean             replace;
  CwExportProgressFunc func;
  gpointer             data;

  GSubprocess *process;
  gboolean     stopped;
  guint        grace_source;
  gint64       shown;

  /* What it said last. */
  gboolean done;
  char    *error;
};

G_DEFINE_FINAL_TYPE (CwExportProcess, cw_export_process, G_TYPE_OBJECT)

static void
on_line (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, &error);

  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_string (promise, line);
}

/* Resolves to a string, which is NULL at the end. */
static DexFuture *
read_line (GDataInputStream *stream)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise), on_line, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
on_ended (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (g_subprocess_wait_finish (G_SUBPROCESS (object), result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static DexFuture *
wait_for_end (GSubprocess *process)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  g_subprocess_wait_async (process, dex_promise_get_cancellable (promise), on_ended, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
understand (CwExportProcess *self,
            const char      *line)
{
  g_autoptr (JsonNode) node = g_utf8_validate (line, -1, NULL) ? json_from_string (line, NULL) : NULL;
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *error = cw_json_get_string (object, "error");
  double      progress = 0;
  double      speed = 0;
  double      eta = -1;

  if (error != NULL)
    {
      g_set_str (&self->error, error);
      return;
    }

  cw_json_get_boolean (object, "done", &self->done);
  if (!cw_json_get_double (object, "progress", &progress) || !isfinite (progress) || self->shown + PROGRESS_INTERVAL > g_get_monotonic_time ())
    return;

  cw_json_get_double (object, "speed", &speed);
  cw_json_get_double (object, "eta", &eta);
  self->shown = g_get_monotonic_time ();
  if (self->func != NULL)
    self->func (progress, speed, eta >= 0 && eta < G_MAXINT ? (gint64) eta : -1, self->data);
}

/* What became of it, now that it has ended. */
static DexFuture *
conclude (CwExportProcess *self)
{
  if (self->done && g_subprocess_get_if_exited (self->process) && g_subprocess_get_exit_status (self->process) == 0)
    return dex_future_new_true ();

  if (self->stopped)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The export was cancelled");

  if (self->error != NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_ENGINE, "%s", self->error);

  if (g_subprocess_get_if_signaled (self->process))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_ENGINE,
                                  _ ("The export stopped unexpectedly (%s): please try again"),
                                  g_strsignal (g_subprocess_get_term_sig (self->process)));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_ENGINE,
                                _ ("The export stopped unexpectedly (exit status %d): please try again"),
                                g_subprocess_get_exit_status (self->process));
}

static char *
find_program (void)
{
  const char      *given = g_getenv ("CLIPWRIGHT_CLI");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, "clipwright-cli", NULL) : NULL;

  if (given != NULL)
    return g_strdup (given);

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);

  return g_build_filename (BINDIR, "clipwright-cli", NULL);
}

/* In the child: ends with this program, also where that is killed, since the
 * next one begins the job anew. */
static void
set_up_child (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGINT);
}

static gboolean
start (CwExportProcess *self,
       GError         **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = find_program ();
  g_autoptr (GError) problem = NULL;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &problem, program, "render", self->project_file,
                                               "--preset", self->preset_id, "--progress", "json", "-o", self->output,
                                               self->replace ? "--force" : NULL, NULL);
  if (self->process != NULL)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("The program that exports cannot be started: %s. Is Clipwright installed completely?"), problem->message);
  return FALSE;
}

static DexFuture *
run_fiber (CwExportProcess *self)
{
  g_autoptr (GDataInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (self->stopped)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The export was cancelled");

  if (!start (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  while (TRUE)
    {
      g_autofree char *line = dex_await_string (read_line (stream), &error);

      if (line == NULL)
        break;
      understand (self, line);
    }

  g_clear_error (&error);
  if (!dex_await (wait_for_end (self->process), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_clear_handle_id (&self->grace_source, g_source_remove);
  return conclude (self);
}

/**
 * cw_export_process_new:
 * @project_file: the project's path
 * @preset_id: what to export to
 * @output: the path of the file to make
 * @replace: whether it may take the place of one that is there
 * @func: (nullable): told of the progress, at most ten times a second
 * @data: given to @func
 *
 * Returns: (transfer full): a rendering that has not begun
 */
CwExportProcess *
cw_export_process_new (const char          *project_file,
                       const char          *preset_id,
                       const char          *output,
                       gboolean             replace,
                       CwExportProgressFunc func,
                       gpointer             data)
{
  CwExportProcess *self;

  g_return_val_if_fail (project_file != NULL && preset_id != NULL && output != NULL, NULL);

  self = g_object_new (CW_TYPE_EXPORT_PROCESS, NULL);
  self->project_file = g_strdup (project_file);
  self->preset_id = g_strdup (preset_id);
  self->output = g_strdup (output);
  self->replace = replace;
  self->func = func;
  self->data = data;

  return self;
}

/**
 * cw_export_process_run:
 * @self: a rendering that has not begun
 *
 * Returns: (transfer full): a future that resolves once the file is there, or
 *   rejects with a sentence for the user, with %G_IO_ERROR_CANCELLED where
 *   cw_export_process_stop() ended it
 */
DexFuture *
cw_export_process_run (CwExportProcess *self)
{
  dex_return_error_if_fail (CW_IS_EXPORT_PROCESS (self));
  dex_return_error_if_fail (self->process == NULL);

  return cw_spawn (G_CALLBACK (run_fiber), 1, CW_TYPE_EXPORT_PROCESS, self);
}

static void
on_grace_over (gpointer data)
{
  CwExportProcess *self = data;

  self->grace_source = 0;
  g_message ("The export does not end by itself and is killed");
  g_subprocess_force_exit (self->process);
}

/**
 * cw_export_process_stop:
 * @self: a rendering
 *
 * Tells it to end and to remove what it has written; where it does not, it is
 * killed.
 */
void
cw_export_process_stop (CwExportProcess *self)
{
  g_return_if_fail (CW_IS_EXPORT_PROCESS (self));

  if (self->stopped)
    return;

  self->stopped = TRUE;
  if (self->process == NULL || g_subprocess_get_identifier (self->process) == NULL)
    return;

  g_subprocess_send_signal (self->process, SIGINT);
  self->grace_source = g_timeout_add_seconds_once (GRACE, on_grace_over, self);
}

static void
cw_export_process_finalize (GObject *object)
{
  CwExportProcess *self = CW_EXPORT_PROCESS (object);

  g_clear_handle_id (&self->grace_source, g_source_remove);
  g_clear_object (&self->process);
  g_free (self->project_file);
  g_free (self->preset_id);
  g_free (self->output);
  g_free (self->error);

  G_OBJECT_CLASS (cw_export_process_parent_class)->finalize (object);
}

static void
cw_export_process_class_init (CwExportProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_export_process_finalize;
}

static void
cw_export_process_init (CwExportProcess *self)
{
}
