/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-finding.h"
#include "cw-library.h"
#include "cw-progress.h"

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

/**
 * CwLibraryRepair:
 * @CW_LIBRARY_REPAIR_USUAL: what cw_finding_get_repair() says
 * @CW_LIBRARY_REPAIR_TAKE_BACK: make a clip of an unused file, in place of deleting it
 */
typedef enum
{
  CW_LIBRARY_REPAIR_USUAL,
  CW_LIBRARY_REPAIR_TAKE_BACK,
} CwLibraryRepair;

DexFuture *cw_library_check_run (CwMediaStore *media,
                                 gboolean      read_all,
                                 gint64        grace,
                                 CwProgress   *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_check_repair (CwMediaStore   *media,
                                    CwLibrary      *library,
                                    CwFinding      *finding,
                                    CwLibraryRepair how,
                                    gint64          grace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
