/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

gboolean cw_nal_is_readable (GstCaps *caps);
gboolean cw_nal_is_disposable (GstBuffer *buffer);

G_END_DECLS
