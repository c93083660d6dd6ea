/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"

G_BEGIN_DECLS

#define CW_TYPE_IMPORT_PLAN (cw_import_plan_get_type ())
G_DECLARE_FINAL_TYPE (CwImportPlan, cw_import_plan, CW, IMPORT_PLAN, GObject)

/**
 * CwImportEntry:
 * @path: a media file, absolute
 * @metadata: what is known of it, a title at the least
 * @sources: names of the files beside it that tell of it
 * @warnings: what is wrong with those, a sentence each
 */
typedef struct
{
  char           *path;
  CwClipMetadata *metadata;
  char          **sources;
  char          **warnings;
} CwImportEntry;

CwImportEntry       *cw_import_entry_new (const char        *path,
                                          CwClipMetadata    *metadata,
                                          const char *const *sources,
                                          const char *const *warnings);
void                 cw_import_entry_free (CwImportEntry *self);
CwImportPlan        *cw_import_plan_new (GPtrArray         *entries,
                                         const char *const *warnings);
guint                cw_import_plan_get_n_entries (CwImportPlan *self);
const CwImportEntry *cw_import_plan_get_entry (CwImportPlan *self,
                                               guint         index);
const char *const   *cw_import_plan_get_warnings (CwImportPlan *self);

G_END_DECLS
