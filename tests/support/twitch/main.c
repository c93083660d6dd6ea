/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server.h"

#include <gio/gio.h>
#include <glib-unix.h>

/* A stand-in for Twitch on this machine: see control.c for what a test can do
 * to it. It says where it is on stdout and stays until stdin is closed, so that
 * it never outlives the test that started it. By hand:
 * ./dev shell build/tests/support/twitch/twitch-stand-in --port 8080 */

static int   port = 0;
static int   seed = 1;
static int   n_clips = 5000;
static char *media_folder = NULL;

static const GOptionEntry options[] = {
  { "port", 0, 0, G_OPTION_ARG_INT, &port, "Listen there, by default anywhere that is free", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "What channels and clips are made from", "N" },
  { "clips", 0, 0, G_OPTION_ARG_INT, &n_clips, "How many clips the main channel has", "N" },
  { "media", 0, 0, G_OPTION_ARG_FILENAME, &media_folder, "Where video files are kept", "FOLDER" },
  G_OPTION_ENTRY_NULL
};

static gboolean
on_signal (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_stdin (int          fd,
          GIOCondition condition,
          gpointer     data)
{
  char buffer[256];

  if (read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
read_options (int     *argc,
              char  ***argv,
              GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("- stands in for Twitch");

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;

  if (*argc > 1)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "There is no use for “%s”", (*argv)[1]);
  else if (port < 0 || port > 65535)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "There is no port %d", port);
  else if (n_clips < 0 || n_clips > 1000000)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "A channel cannot have %d clips", n_clips);
  else
    return TRUE;

  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (StandIn) stand_in = NULL;
  g_autoptr (SoupServer) server = NULL;

  if (!read_options (&argc, &argv, &error))
    {
      g_printerr ("twitch-stand-in: %s\n", error->message);
      return 2;
    }

  if (media_folder != NULL)
    g_setenv ("CLIPWRIGHT_TEST_MEDIA", media_folder, TRUE);

  stand_in = stand_in_new ((guint32) seed, n_clips);
  server = server_new (stand_in, (guint) port, &error);
  if (server == NULL)
    {
      g_printerr ("twitch-stand-in: %s\n", error->message);
      return 1;
    }

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_stdin, loop);
  g_print ("{\"url\":\"%s\"}\n", stand_in->url);
  fflush (stdout);
  g_main_loop_run (loop);

  soup_server_disconnect (server);
  g_free (media_folder);
  return 0;
}
