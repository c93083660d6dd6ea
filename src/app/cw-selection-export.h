/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip-metadata.h"
#include "cw-step-progress.h"

G_BEGIN_DECLS

/**
 * CwSelectionFormat:
 * @CW_SELECTION_NO_LIST: no list
 * @CW_SELECTION_JSON: a list that can be imported again
 * @CW_SELECTION_CSV: a table for spreadsheets
 */
typedef enum
{
  CW_SELECTION_NO_LIST,
  CW_SELECTION_JSON,
  CW_SELECTION_CSV,
} CwSelectionFormat;

typedef struct _CwSelection CwSelection;

CwSelection *cw_selection_new (void);
void         cw_selection_free (CwSelection *self);
void         cw_selection_add (CwSelection    *self,
                               const char     *path,
                               CwClipMetadata *metadata);
DexFuture   *cw_selection_to_text (CwSelection      *self,
                                   CwSelectionFormat format) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_selection_export (CwSelection      *self,
                                  const char       *folder,
                                  gboolean          media,
                                  CwSelectionFormat list,
                                  CwStepProgress   *progress) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSelection, cw_selection_free)

G_END_DECLS
