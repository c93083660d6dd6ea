/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"
#include "cw-clip.h"

G_BEGIN_DECLS

CwClipMetadata *cw_clip_description_make (CwClip *clip);

G_END_DECLS
