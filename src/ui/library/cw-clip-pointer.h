/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cw_clip_pointer_watch (GtkWidget *list);

G_END_DECLS
