/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-image.h"

G_BEGIN_DECLS

/* The picture at TIME (ns), or the nearest key frame where EXACT is not asked,
 * scaled to fit into the box; rotated upright. Resolves to a CwImage boxed. */
DexFuture *cw_thumbnail_load (const char *path,
                              gint64      time,
                              gboolean    exact,
                              int         max_width,
                              int         max_height) G_GNUC_WARN_UNUSED_RESULT;

/* COUNT pictures evenly over the file, for a filmstrip; from key frames only,
 * so it is quick. Resolves to a GPtrArray boxed of CwImage. */
DexFuture *cw_filmstrip_load (const char *path,
                              guint       count,
                              int         height) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a PNG or JPEG by the path's extension; blocking. */
gboolean cw_image_save (const CwImage *image,
                        const char    *path,
                        GError       **error);

G_END_DECLS
