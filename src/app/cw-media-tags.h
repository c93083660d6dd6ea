/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"

G_BEGIN_DECLS

CwClipMetadata *cw_media_tags_load (const char *path);

G_END_DECLS
