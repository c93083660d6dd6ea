/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

#include "cw-library.h"

G_BEGIN_DECLS

void cw_undo_toast_show (GtkWidget  *widget,
                         CwLibrary  *library,
                         const char *title);
void cw_undo_toast_watch (GtkWidget *widget,
                          CwLibrary *library,
                          DexFuture *change,
                          char      *title);
void cw_undo_toast_undo (GtkWidget *widget,
                         CwLibrary *library,
                         gboolean   again);

G_END_DECLS
