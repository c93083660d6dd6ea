/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_location_from_path (const char *path);
char *cw_location_to_path (const char *uri);

G_END_DECLS
