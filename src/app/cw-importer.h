/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip-metadata.h"
#include "cw-clip.h"

G_BEGIN_DECLS

typedef struct _CwClipStore CwClipStore;

#define CW_TYPE_IMPORTER (cw_importer_get_type ())
G_DECLARE_FINAL_TYPE (CwImporter, cw_importer, CW, IMPORTER, GObject)

/**
 * CwImport:
 * @path: a media file; relative to the current folder where it is not absolute
 * @title: (nullable): what to call it where it is new; by default as the file
 * @metadata: (nullable): what else is known of it
 * @rights: (nullable): why it may be kept: "own", "edited" or "permitted"
 * @batch: (nullable): the same for what is undone together
 *
 * What to take into the library.
 */
typedef struct
{
  const char     *path;
  const char     *title;
  CwClipMetadata *metadata;
  const char     *rights;
  const char     *batch;
} CwImport;

/* Property: importing (uint: files still to take in). */

CwImporter *cw_importer_new (CwClipStore *store);
guint       cw_importer_get_importing (CwImporter *self);
DexFuture  *cw_importer_import (CwImporter     *self,
                                const CwImport *import) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_importer_locate (CwImporter *self,
                                CwClip     *clip,
                                const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
