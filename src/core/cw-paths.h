/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_paths_build_data (const char *first,
                           ...) G_GNUC_NULL_TERMINATED;
char *cw_paths_build_cache (const char *first,
                            ...) G_GNUC_NULL_TERMINATED;
char *cw_paths_build_config (const char *first,
                             ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
