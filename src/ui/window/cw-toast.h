/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

void cw_toast_add (GtkWidget *widget,
                   AdwToast  *toast);
void cw_toast_replace (GtkWidget *widget,
                       AdwToast  *toast);
void cw_toast_show (GtkWidget  *widget,
                    const char *format,
                    ...) G_GNUC_PRINTF (2, 3);
void cw_toast_watch (GtkWidget *widget,
                     DexFuture *change);

G_END_DECLS
