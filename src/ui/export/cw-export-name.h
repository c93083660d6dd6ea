/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of exported files, without folder and extension, as the user writes them. */

char       *cw_export_name_suggest (const char *title);
const char *cw_export_name_find_problem (const char *name);
char       *cw_export_name_number (const char *name,
                                   guint       number);
char       *cw_export_name_to_file (const char *name);

G_END_DECLS
