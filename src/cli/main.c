/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-verb.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-log.h"
#include "cw-scheduling.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

#define EXIT_WRONG_USE 2
#define EXIT_INTERRUPTED 130

static const CwVerb *const verbs[] = {
  &cw_verb_probe,
  &cw_verb_import,
  &cw_verb_library,
  &cw_verb_thumbnail,
  &cw_verb_trim,
  &cw_verb_render,
  &cw_verb_presets,
  &cw_verb_login,
  &cw_verb_logout,
  &cw_verb_whoami,
  &cw_verb_clips,
  &cw_verb_clip,
  &cw_verb_watch,
  &cw_verb_download,
  &cw_verb_jobs,
};

/* A verb that runs, until it ends or the user has had enough. */
typedef struct
{
  GMainLoop *loop;
  DexFuture *future;
  int        status;
} Run;

static void
print_help (void)
{
  g_print ("%s\n  clipwright-cli %s\n\n%s\n\n%s\n", _ ("Usage:"), _ ("VERB [ARGUMENT…]"),
           _ ("Turns clips into vertical videos, without a window."), _ ("Verbs:"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-10s %s\n", verbs[i]->name, _ (verbs[i]->summary));
  g_print ("\n%s\n", _ ("“clipwright-cli VERB --help” tells more. It ends with 0 when all went well, 1 when\nsomething failed, 2 when it was called wrongly, and 130 when it was interrupted."));
}

static const CwVerb *
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (name, verbs[i]->name))
      return verbs[i];

  return NULL;
}

static int
get_status (const GError *error)
{
  if (cw_error_is_cancelled (error))
    return EXIT_INTERRUPTED;

  return error->domain == G_OPTION_ERROR || g_error_matches (error, CW_ERROR, CW_ERROR_INVALID) ? EXIT_WRONG_USE : EXIT_FAILURE;
}

static DexFuture *
on_ended (DexFuture *future,
          gpointer   data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    {
      g_printerr ("clipwright-cli: %s\n", error->message);
      run->status = get_status (error);
    }

  g_main_loop_quit (run->loop);
  return dex_future_new_true ();
}

static gboolean
on_all_told (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

/* Dropping the future cancels its fibers, but they hear of it one by one, each
 * when it is scheduled: so the loop ends only once none of them is. */
static gboolean
on_interrupted (gpointer data)
{
  Run *run = data;

  if (run->future == NULL)
    return G_SOURCE_CONTINUE;

  dex_clear (&run->future);
  g_printerr ("clipwright-cli: %s\n", _ ("Interrupted"));
  run->status = EXIT_INTERRUPTED;
  g_idle_add_full (G_PRIORITY_LOW, G_SOURCE_FUNC (on_all_told), run->loop, NULL);

  return G_SOURCE_CONTINUE;
}

static DexFuture *
verb_fiber (gpointer verb,
            GStrv    arguments)
{
  return ((const CwVerb *) verb)->run (verb, arguments);
}

static int
run_verb (const CwVerb *verb,
          char        **arguments)
{
  Run   run = { .loop = g_main_loop_new (NULL, FALSE), .status = EXIT_SUCCESS };
  guint interrupt = g_unix_signal_add (SIGINT, on_interrupted, &run);
  guint terminate = g_unix_signal_add (SIGTERM, on_interrupted, &run);

  run.future = dex_future_finally (cw_spawn (G_CALLBACK (verb_fiber), 2, G_TYPE_POINTER, verb, G_TYPE_STRV, arguments),
                                   on_ended, &run, NULL);
  g_main_loop_run (run.loop);

  /* What was cancelled still has to take its half files away. */
  dex_clear (&run.future);
  cw_async_finish ();

  g_source_remove (interrupt);
  g_source_remove (terminate);
  g_main_loop_unref (run.loop);

  return run.status;
}

int
main (int    argc,
      char **argv)
{
  g_auto (GStrv) arguments = NULL;
  const CwVerb *verb;

  cw_scheduling_set_batch ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("clipwright-cli");
  cw_log_init ();
  dex_init ();

  if (argc < 2)
    {
      g_printerr ("clipwright-cli: %s\n", _ ("Say what to do: “clipwright-cli --help” lists the verbs"));
      return EXIT_WRONG_USE;
    }

  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return EXIT_SUCCESS;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("clipwright-cli %s\n", VERSION);
      return EXIT_SUCCESS;
    }

  verb = find_verb (argv[1]);
  if (verb == NULL)
    {
      g_printerr (_ ("clipwright-cli: There is no verb “%s”: “clipwright-cli --help” lists them\n"), argv[1]);
      return EXIT_WRONG_USE;
    }

  arguments = g_strdupv (argv + 1);
  return run_verb (verb, arguments);
}
