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
 * empty (boolean: loaded, and nothing in it), query (string: filters by title). */

CwLibrary *cw_library_new (CwDatabase *database);
DexFuture *cw_library_load (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes a file in where it is: nothing is copied. The same file twice is the
 * same clip. Resolves to the CwClip. */
DexFuture *cw_library_import (CwLibrary  *self,
                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_rename (CwLibrary  *self,
                              CwClip     *clip,
                              const char *title) G_GNUC_WARN_UNUSED_RESULT;
/* Removes it from the list only, never the file; restore takes that back. */
DexFuture *cw_library_remove (CwLibrary *self,
                              CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore (CwLibrary *self,
                               CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;
/* For a clip whose file was moved: points it at the new place once that is the
 * same media (same duration and size of picture). */
DexFuture *cw_library_locate (CwLibrary  *self,
                              CwClip     *clip,
                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
CwClip    *cw_library_find (CwLibrary  *self, /* transfer none, nullable */
                            const char *id);
/* A clip's picture for its card, kept in the cache folder. Resolves to CwImage. */
DexFuture *cw_library_load_thumbnail (CwLibrary *self,
                                      CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
