/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_STORED_FILE (cw_stored_file_get_type ())
G_DECLARE_FINAL_TYPE (CwStoredFile, cw_stored_file, CW, STORED_FILE, CwRecord)

CwStoredFile *cw_stored_file_new (const char *uri,
                                  const char *path,
                                  gint64      size,
                                  gint64      changed);
const char   *cw_stored_file_get_uri (CwStoredFile *self);
const char   *cw_stored_file_get_path (CwStoredFile *self);
gint64        cw_stored_file_get_size (CwStoredFile *self);
gint64        cw_stored_file_get_changed (CwStoredFile *self);

G_END_DECLS
