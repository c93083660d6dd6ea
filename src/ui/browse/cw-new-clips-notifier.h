/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-clip-watch.h"

G_BEGIN_DECLS

void cw_new_clips_notifier_watch (GtkWindow   *window,
                                  CwClipWatch *watch);

G_END_DECLS
