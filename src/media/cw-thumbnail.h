/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-image.h"

G_BEGIN_DECLS

DexFuture *cw_thumbnail_load (const char *path,
                              gint64      time,
                              gboolean    exact,
                              int         max_width,
                              int         max_height) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_filmstrip_load (const char *path,
                              guint       count,
                              int         height) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cw_image_save (const CwImage *image,
                          const char    *path,
                          GError       **error);

G_END_DECLS
