/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"
#include "cw-import-plan.h"

G_BEGIN_DECLS

typedef struct _CwImportPrinter CwImportPrinter;

CwImportPrinter *cw_import_printer_new (gboolean as_json);
void             cw_import_printer_free (CwImportPrinter *self);
void             cw_import_printer_add_entry (CwImportPrinter     *self,
                                              const CwImportEntry *entry);
void             cw_import_printer_add_clip (CwImportPrinter     *self,
                                             const CwImportEntry *entry,
                                             CwClip              *clip);
void             cw_import_printer_end (CwImportPrinter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwImportPrinter, cw_import_printer_free)

G_END_DECLS
