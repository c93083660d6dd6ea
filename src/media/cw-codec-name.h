/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

char *cw_codec_name (const GstCaps *caps);
char *cw_codec_describe (const GstCaps *caps);
char *cw_container_name (const GstCaps *caps);

G_END_DECLS
