/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-library.h"

G_BEGIN_DECLS

/* What the user can do to clips of the library, with the questions and the toasts that
 * come of it. WIDGET is where they asked for it. */

void cw_clip_tasks_set_favourite (GtkWidget *widget,
                                  CwLibrary *library,
                                  GPtrArray *clips,
                                  gboolean   favourite);
void cw_clip_tasks_rate (GtkWidget *widget,
                         CwLibrary *library,
                         GPtrArray *clips,
                         int        rating);
void cw_clip_tasks_tag (GtkWidget *widget,
                        CwLibrary *library,
                        GPtrArray *clips);
void cw_clip_tasks_rename (GtkWidget *widget,
                           CwLibrary *library,
                           CwClip    *clip);
void cw_clip_tasks_remove (GtkWidget *widget,
                           CwLibrary *library,
                           GPtrArray *clips);
void cw_clip_tasks_restore (GtkWidget *widget,
                            CwLibrary *library,
                            GPtrArray *clips);
void cw_clip_tasks_locate (GtkWidget *widget,
                           CwLibrary *library,
                           CwClip    *clip);

G_END_DECLS
