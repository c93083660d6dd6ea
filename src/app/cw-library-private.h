/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-store.h"
#include "cw-command-log.h"
#include "cw-importer.h"

G_BEGIN_DECLS

typedef struct _CwLibrary CwLibrary;

/* What cw-library-changes.c needs of the library, borrowed. */

CwClipStore  *cw_library_get_store (CwLibrary *self);
CwCommandLog *cw_library_get_log (CwLibrary *self);
CwImporter   *cw_library_get_importer (CwLibrary *self);
DexFuture    *cw_library_show_change (CwLibrary *self,
                                      DexFuture *changed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
