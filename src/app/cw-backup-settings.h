/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_backup_settings_to_text (void);
void  cw_backup_settings_apply (const char *text);

G_END_DECLS
