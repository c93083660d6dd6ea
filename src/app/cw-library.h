/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip.h"
#include "cw-database.h"

G_BEGIN_DECLS

#define CW_TYPE_LIBRARY (cw_library_get_type ())
G_DECLARE_FINAL_TYPE (CwLibrary, cw_library, CW, LIBRARY, GObject)

/* The clips on this machine, newest first: a GListModel of CwClip.
 * Properties: loading (boolean), importing (uint: files still to import),
 * empty (boolean: loaded, and nothing in it), query (string: filters by title).
 * The signal “changed” (string: a clip's id, or NULL for any) tells that a clip came
 * or went, whether the query shows it or not. */

CwLibrary *cw_library_new (CwDatabase *database);
DexFuture *cw_library_load (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_check (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_import (CwLibrary  *self,
                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_rename (CwLibrary  *self,
                              CwClip     *clip,
                              const char *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_remove (CwLibrary *self,
                              CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore (CwLibrary *self,
                               CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_locate (CwLibrary  *self,
                              CwClip     *clip,
                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
CwClip    *cw_library_find (CwLibrary  *self,
                            const char *id);
DexFuture *cw_library_load_thumbnail (CwLibrary *self,
                                      CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
