/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *cw_json_get_string (JsonObject *object,
                                const char *member);
gboolean    cw_json_get_int (JsonObject *object,
                             const char *member,
                             gint64     *value);
gboolean    cw_json_get_double (JsonObject *object,
                                const char *member,
                                double     *value);
gboolean    cw_json_get_boolean (JsonObject *object,
                                 const char *member,
                                 gboolean   *value);
JsonObject *cw_json_get_object (JsonObject *object,
                                const char *member);
JsonArray  *cw_json_get_array (JsonObject *object,
                               const char *member);
char      **cw_json_dup_strings (JsonObject *object,
                                 const char *member);
JsonObject *cw_json_get_element_object (JsonArray *array,
                                        guint      index);
char       *cw_json_to_text (JsonNode *node,
                             gboolean  pretty);

G_END_DECLS
