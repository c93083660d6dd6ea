/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *cw_export_folder_dup (GSettings *settings);

G_END_DECLS
