/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command.h"
#include "cw-database.h"

G_BEGIN_DECLS

#define CW_TYPE_COMMAND_LOG (cw_command_log_get_type ())
G_DECLARE_FINAL_TYPE (CwCommandLog, cw_command_log, CW, COMMAND_LOG, GObject)

/* Properties: undo, redo (CwCommand, nullable: what would be undone or done again
 * next; as it was when the log was last loaded or used). The signal “changed” tells
 * that what the user has may be different now. */

CwCommandLog *cw_command_log_new (CwDatabase *database);
DexFuture    *cw_command_log_load (CwCommandLog *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_command_log_settle (CwCommandLog *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_command_log_run (CwCommandLog  *self,
                                  CwCommand     *command,
                                  CwDatabaseFunc func,
                                  gpointer       data,
                                  GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_command_log_undo (CwCommandLog *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_command_log_redo (CwCommandLog *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_command_log_list (CwCommandLog *self,
                                   guint         limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_command_log_forget_before (CwCommandLog *self,
                                            gint64        time) G_GNUC_WARN_UNUSED_RESULT;
CwCommand    *cw_command_log_get_undo (CwCommandLog *self);
CwCommand    *cw_command_log_get_redo (CwCommandLog *self);

G_END_DECLS
