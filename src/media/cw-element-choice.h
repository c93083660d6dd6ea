/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GstElement *cw_element_choose (GstElementFactoryListType type,
                               GstCaps                  *caps);

G_END_DECLS
