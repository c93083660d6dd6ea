/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_relative_time_format (gint64     time,
                               GDateTime *now);

G_END_DECLS
