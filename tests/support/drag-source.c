/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>

#define SIDE 100 /* px */

/* drag-source FILE: a small window at the screen's corner that stands in for a
 * file manager. Who drags from it drags the file. It says when it can be
 * seen, and ends once the file is dropped, with 0 where somebody took it. */

/* The first frame: once the X server has heard of everything before it. */
static gboolean
on_frame (GtkWidget     *window,
          GdkFrameClock *clock,
          gpointer       data)
{
  gdk_display_sync (gtk_widget_get_display (window));
  g_print ("ready\n");
  fflush (stdout);
  return G_SOURCE_REMOVE;
}

static void
on_end (GtkDragSource *source,
        GdkDrag       *drag,
        gboolean       moved,
        gpointer       data)
{
  exit (EXIT_SUCCESS);
}

static gboolean
on_cancel (GtkDragSource      *source,
           GdkDrag            *drag,
           GdkDragCancelReason reason,
           gpointer            data)
{
  exit (EXIT_FAILURE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  GdkFileList   *files;
  GtkDragSource *source;
  GtkWidget     *window;

  gtk_init ();

  file = g_file_new_for_commandline_arg (argv[1]);
  files = gdk_file_list_new_from_array (&file, 1);
  content = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);

  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, content);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_end), NULL);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (on_cancel), NULL);

  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), SIDE, SIDE);
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_tick_callback (window, on_frame, NULL, NULL);
  gtk_window_present (GTK_WINDOW (window));

  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
