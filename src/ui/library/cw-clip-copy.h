/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-clip-list.h"

G_BEGIN_DECLS

void cw_clip_copy (GtkWidget  *widget,
                   CwClipList *list,
                   GArray     *numbers);

G_END_DECLS
