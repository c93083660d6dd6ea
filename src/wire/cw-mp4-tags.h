/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"

G_BEGIN_DECLS

CwClipMetadata *cw_mp4_tags_read (const guint8 *moov,
                                  gsize         length);

G_END_DECLS
