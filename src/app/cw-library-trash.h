/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library.h"

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

#define CW_TYPE_LIBRARY_TRASH (cw_library_trash_get_type ())
G_DECLARE_FINAL_TYPE (CwLibraryTrash, cw_library_trash, CW, LIBRARY_TRASH, GObject)

/* What the user has removed from the library. What is restored can be undone; what is
 * deleted is gone. */

CwLibraryTrash *cw_library_trash_new (CwLibrary    *library,
                                      CwMediaStore *media);
CwLibrary      *cw_library_trash_get_library (CwLibraryTrash *self);
CwClipList     *cw_library_trash_get_clips (CwLibraryTrash *self);
DexFuture      *cw_library_trash_delete (CwLibraryTrash *self,
                                         GPtrArray      *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_library_trash_empty (CwLibraryTrash *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
