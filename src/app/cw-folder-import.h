/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-plan.h"
#include "cw-step-progress.h"
#include "cw-take-in.h"

G_BEGIN_DECLS

/**
 * CwFolderImportFunc:
 * @entry: an entry of the plan
 * @clip: (nullable): what it is in the library now
 * @error: (nullable): why it is not
 * @data: what was given to cw_folder_import()
 *
 * Called for each entry when it is done, on the main thread.
 */
typedef void (*CwFolderImportFunc) (const CwImportEntry *entry,
                                    CwClip              *clip,
                                    const GError        *error,
                                    gpointer             data);

/**
 * CwFolderImportWay:
 * @take_in: takes a file in; cw_take_in()
 * @take_in_data: given to @take_in: the #CwLibrary
 * @told: (nullable): told of each file
 * @told_data: given to @told; nothing is told after the future was dropped
 * @progress: (nullable): told how far it is
 *
 * How to carry out a plan.
 */
typedef struct
{
  CwTakeInFunc       take_in;
  GObject           *take_in_data;
  CwFolderImportFunc told;
  gpointer           told_data;
  CwStepProgress    *progress;
} CwFolderImportWay;

DexFuture *cw_folder_import (CwImportPlan            *plan,
                             const CwFolderImportWay *way) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
