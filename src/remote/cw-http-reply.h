/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

#define CW_TYPE_HTTP_REPLY (cw_http_reply_get_type ())
G_DECLARE_FINAL_TYPE (CwHttpReply, cw_http_reply, CW, HTTP_REPLY, GObject)

CwHttpReply *cw_http_reply_new (SoupMessage *message,
                                GBytes      *body);
guint        cw_http_reply_get_status (CwHttpReply *self);
GBytes      *cw_http_reply_get_body (CwHttpReply *self);
const char  *cw_http_reply_get_host (CwHttpReply *self);
const char  *cw_http_reply_get_header (CwHttpReply *self,
                                       const char  *name);
gint64       cw_http_reply_get_number (CwHttpReply *self,
                                       const char  *name);
gboolean     cw_http_reply_get_range (CwHttpReply *self,
                                      gint64      *start,
                                      gint64      *total);
gint64       cw_http_reply_get_date (CwHttpReply *self);
gboolean     cw_http_reply_check_web_page (CwHttpReply *self,
                                           GError     **error);
JsonNode    *cw_http_reply_parse_json (CwHttpReply *self,
                                       GError     **error);

G_END_DECLS
