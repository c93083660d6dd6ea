/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What it does is in the environment: STAND_IN is a list of words, done one
 * after the other. */

static void
say (const char *line)
{
  printf ("%s\n", line);
  fflush (stdout);
}

static void
on_interrupt (int number)
{
  _exit (130);
}

static const char *
find_output (int    argc,
             char **argv)
{
  for (int i = 0; i + 1 < argc; i++)
    if (strcmp (argv[i], "-o") == 0)
      return argv[i + 1];

  return NULL;
}

int
main (int    argc,
      char **argv)
{
  g_auto (GStrv) words = g_strsplit (g_getenv ("STAND_IN"), " ", -1);
  g_autofree char *arguments = g_strjoinv (" ", argv);

  signal (SIGINT, on_interrupt);

  /* Held for as long as it lives, so that a test can wait for its end. */
  if (g_getenv ("STAND_IN_FIFO") != NULL && open (g_getenv ("STAND_IN_FIFO"), O_WRONLY) < 0)
    return 2;

  if (g_getenv ("STAND_IN_LOG") != NULL)
    {
      FILE *log = fopen (g_getenv ("STAND_IN_LOG"), "a");

      fprintf (log, "%s\n", arguments);
      fclose (log);
    }

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strcmp (words[i], "half") == 0)
        say ("{\"progress\":0.5,\"speed\":2.5,\"eta\":7}");
      else if (strcmp (words[i], "noise") == 0)
        say ("Hello?\n{\"progress\":\"x\"}\n[]\n\xff\xfe\n{\"progress\":1e999}");
      else if (strcmp (words[i], "error") == 0)
        say ("{\"error\":\"The source has moved\",\"code\":\"missing\"}");
      else if (strcmp (words[i], "write") == 0)
        g_file_set_contents (find_output (argc, argv), "video", -1, NULL);
      else if (strcmp (words[i], "done") == 0)
        say ("{\"done\":true,\"output\":\"x\",\"frames\":1}");
      else if (strcmp (words[i], "fail") == 0)
        return 1;
      else if (strcmp (words[i], "crash") == 0)
        abort ();
      else if (strcmp (words[i], "deaf") == 0)
        signal (SIGINT, SIG_IGN);
      else if (strcmp (words[i], "wait") == 0)
        for (;;)
          pause ();
    }

  return 0;
}
