/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cw-media-info.h"

G_BEGIN_DECLS

void  cw_printer_print_json (JsonBuilder *builder);
void  cw_printer_add_info (JsonBuilder       *builder,
                           const CwMediaInfo *info);
void  cw_printer_add_seconds (JsonBuilder *builder,
                              const char  *member,
                              gint64       time);
char *cw_printer_format_date (gint64 time);
char *cw_printer_format_local (gint64 time);
char *cw_printer_describe (const CwMediaInfo *info);

G_END_DECLS
