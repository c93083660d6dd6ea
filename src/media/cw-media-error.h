/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GError *cw_media_error_new_for_reading (const GError *error,
                                        const char   *path,
                                        const char   *missing);
GError *cw_media_error_new_for_writing (const GError *error,
                                        const char   *debug,
                                        const char   *path);

G_END_DECLS
