/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_COMMAND (cw_command_get_type ())
G_DECLARE_FINAL_TYPE (CwCommand, cw_command, CW, COMMAND, CwRecord)

/* Something that the user did to the library, and may undo. Properties: id, batch (""
 * unless it was done together with others), kind ("rename"), subject (the title of
 * what it was done to, where that is one thing, else ""), n (to how many things),
 * made (us UTC). */

CwCommand  *cw_command_new (const char *kind,
                            const char *subject,
                            guint       n,
                            const char *batch);
const char *cw_command_get_id (CwCommand *self);
const char *cw_command_get_batch (CwCommand *self);
const char *cw_command_get_kind (CwCommand *self);
const char *cw_command_get_subject (CwCommand *self);
guint       cw_command_get_n (CwCommand *self);
gint64      cw_command_get_made (CwCommand *self);

G_END_DECLS
