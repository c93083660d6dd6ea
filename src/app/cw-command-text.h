/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command.h"

G_BEGIN_DECLS

char *cw_command_text (CwCommand *command);
char *cw_command_text_undo (CwCommand *command);
char *cw_command_text_redo (CwCommand *command);

G_END_DECLS
