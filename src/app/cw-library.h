/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip-list.h"
#include "cw-clip.h"
#include "cw-command.h"
#include "cw-database.h"
#include "cw-importer.h"

G_BEGIN_DECLS

#define CW_TYPE_LIBRARY (cw_library_get_type ())
G_DECLARE_FINAL_TYPE (CwLibrary, cw_library, CW, LIBRARY, GObject)

/* The clips on this machine. Properties: loading (boolean), importing (uint: files still
 * to import), empty (boolean: loaded, and nothing in it), undo, redo (CwCommand, nullable: what would be undone or done again).
 * The signal “changed” tells that something in it may be different, “failed” (GError)
 * that it cannot be read. */

CwLibrary  *cw_library_new (CwDatabase *database);
DexFuture  *cw_library_load (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_library_refresh (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_library_check (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
CwClipList *cw_library_get_clips (CwLibrary *self);
CwClipList *cw_library_make_list (CwLibrary  *self,
                                  const char *query,
                                  gboolean    trash);
DexFuture  *cw_library_search (CwLibrary  *self,
                               const char *query) G_GNUC_WARN_UNUSED_RESULT;
CwClip     *cw_library_find (CwLibrary  *self,
                             const char *id);
DexFuture  *cw_library_load_clip (CwLibrary  *self,
                                  const char *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_library_load_transcript (CwLibrary *self,
                                        CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_library_load_thumbnail (CwLibrary *self,
                                       CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;

/* What the user may do; all can be undone, but for how far they watched. */
DexFuture *cw_library_import (CwLibrary  *self,
                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_import_as (CwLibrary      *self,
                                 const CwImport *import) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_rename (CwLibrary  *self,
                              CwClip     *clip,
                              const char *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_remove (CwLibrary *self,
                              GPtrArray *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore (CwLibrary *self,
                               GPtrArray *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_rate (CwLibrary *self,
                            GPtrArray *clips,
                            int        rating) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_set_favourite (CwLibrary *self,
                                     GPtrArray *clips,
                                     gboolean   favourite) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_set_note (CwLibrary  *self,
                                CwClip     *clip,
                                const char *note) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_tag (CwLibrary  *self,
                           GPtrArray  *clips,
                           const char *tag) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_untag (CwLibrary  *self,
                             GPtrArray  *clips,
                             const char *tag) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_locate (CwLibrary  *self,
                              CwClip     *clip,
                              const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_watch (CwLibrary *self,
                             CwClip    *clip,
                             gint64     position) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_forget_watching (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_undo (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_redo (CwLibrary *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
