/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cw_export_notifier_watch (GtkWindow  *window,
                               CwJobQueue *jobs);

G_END_DECLS
