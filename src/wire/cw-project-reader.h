/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

CwProject *cw_project_reader_read (JsonNode   *root,
                                   const char *text,
                                   gsize       length,
                                   GError    **error);

G_END_DECLS
