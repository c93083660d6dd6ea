/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_FILE (cw_clip_file_get_type ())
G_DECLARE_FINAL_TYPE (CwClipFile, cw_clip_file, CW, CLIP_FILE, CwRecord)

CwClipFile *cw_clip_file_new (gint64      number,
                              const char *title,
                              const char *uri,
                              gint64      size,
                              gint64      modified,
                              const char *hash);
gint64      cw_clip_file_get_number (CwClipFile *self);
const char *cw_clip_file_get_title (CwClipFile *self);
const char *cw_clip_file_get_uri (CwClipFile *self);
gint64      cw_clip_file_get_size (CwClipFile *self);
gint64      cw_clip_file_get_modified (CwClipFile *self);
const char *cw_clip_file_get_hash (CwClipFile *self);

G_END_DECLS
