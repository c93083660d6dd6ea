/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CwJsonReader:
 * @text: what was parsed
 * @length: bytes of @text
 * @path: names of members and indexes of elements, down to what is being read
 * @error: (nullable): the first thing that was wrong
 *
 * Reads parsed JSON that may hold anything, and says on which line what is
 * wrong. Functions give the wanted member only when it is of its type: a member
 * that is missing or null is no error unless it is needed, one of another type
 * always is. On the stack; end it with cw_json_reader_finish().
 */
typedef struct
{
  const char *text;
  gsize       length;
  GPtrArray  *path;
  GError     *error;
} CwJsonReader;

void     cw_json_reader_init (CwJsonReader *self,
                              const char   *text,
                              gsize         length);
gboolean cw_json_reader_finish (CwJsonReader *self,
                                GError      **error);
void     cw_json_reader_enter (CwJsonReader *self,
                               const char   *member);
void     cw_json_reader_enter_element (CwJsonReader *self,
                                       guint         index);
void     cw_json_reader_leave (CwJsonReader *self);
void     cw_json_reader_fail (CwJsonReader *self,
                              const char   *member,
                              const char   *format,
                              ...) G_GNUC_PRINTF (3, 4);

JsonObject *cw_json_reader_get_object (CwJsonReader *self,
                                       JsonObject   *object,
                                       const char   *member,
                                       gboolean      needed);
JsonArray  *cw_json_reader_get_array (CwJsonReader *self,
                                      JsonObject   *object,
                                      const char   *member,
                                      gboolean      needed);
const char *cw_json_reader_get_string (CwJsonReader *self,
                                       JsonObject   *object,
                                       const char   *member,
                                       gboolean      needed);
gboolean    cw_json_reader_get_double (CwJsonReader *self,
                                       JsonObject   *object,
                                       const char   *member,
                                       gboolean      needed,
                                       double       *value);
gboolean    cw_json_reader_get_int (CwJsonReader *self,
                                    JsonObject   *object,
                                    const char   *member,
                                    gboolean      needed,
                                    gint64        least,
                                    gint64        most,
                                    gint64       *value);
gboolean    cw_json_reader_get_boolean (CwJsonReader *self,
                                        JsonObject   *object,
                                        const char   *member,
                                        gboolean      needed,
                                        gboolean     *value);

G_END_DECLS
