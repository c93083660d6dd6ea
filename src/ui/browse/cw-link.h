/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cw_link_open (GtkWidget  *widget,
                   const char *url);
void cw_link_copy (GtkWidget  *widget,
                   const char *url);

G_END_DECLS
