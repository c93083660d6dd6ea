/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_IMPORT_MEMORY (cw_import_memory_get_type ())
G_DECLARE_FINAL_TYPE (CwImportMemory, cw_import_memory, CW, IMPORT_MEMORY, GObject)

CwImportMemory *cw_import_memory_new (const char *path);
DexFuture      *cw_import_memory_load (CwImportMemory *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean        cw_import_memory_has_file (CwImportMemory *self,
                                           const char     *path,
                                           goffset         size,
                                           gint64          modified);
gboolean        cw_import_memory_has_digest (CwImportMemory *self,
                                             const char     *digest);
DexFuture      *cw_import_memory_add (CwImportMemory *self,
                                      const char     *path,
                                      goffset         size,
                                      gint64          modified,
                                      const char     *digest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
