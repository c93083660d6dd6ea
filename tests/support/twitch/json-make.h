/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *json_make (const char *name,
                       ...) G_GNUC_NULL_TERMINATED;
JsonArray  *json_make_strings (const char *const *strings);
JsonNode   *json_make_node (JsonObject *object);
char       *json_make_text (JsonNode *node);
JsonObject *json_make_parse (const char *text,
                             gssize      length,
                             GError    **error);
const char *json_make_get_text (JsonObject *object,
                                const char *name,
                                const char *otherwise);

G_END_DECLS
