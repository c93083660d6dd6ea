/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-import-memory.h"
#include "cw-take-in.h"

G_BEGIN_DECLS

#define CW_TYPE_WATCHED_FOLDER (cw_watched_folder_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchedFolder, cw_watched_folder, CW, WATCHED_FOLDER, GObject)

/* Properties: folder (where it looks), busy (boolean: it looks or takes in), error
 * (string: why it cannot look, or NULL).
 *
 * Signals: “taken-in” (a CwClip); “failed” (a path, and a sentence) for a file that rests
 * and still is no video. */

CwWatchedFolder *cw_watched_folder_new (const char     *folder,
                                        CwImportMemory *memory,
                                        CwTakeInFunc    take_in,
                                        GObject        *take_in_data);
void             cw_watched_folder_set_rest (CwWatchedFolder *self,
                                             guint            rest);
DexFuture       *cw_watched_folder_start (CwWatchedFolder *self) G_GNUC_WARN_UNUSED_RESULT;

void cw_watched_folder_stop (CwWatchedFolder *self);

G_END_DECLS
