/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *many_videos_make (const char *folder,
                             guint       n);

G_END_DECLS
