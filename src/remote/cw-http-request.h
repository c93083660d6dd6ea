/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define CW_TYPE_HTTP_REQUEST (cw_http_request_get_type ())
G_DECLARE_FINAL_TYPE (CwHttpRequest, cw_http_request, CW, HTTP_REQUEST, GObject)

CwHttpRequest *cw_http_request_new (const char *method,
                                    const char *url);
void           cw_http_request_add_query (CwHttpRequest *self,
                                          const char    *name,
                                          const char    *value);
void           cw_http_request_set_header (CwHttpRequest *self,
                                           const char    *name,
                                           const char    *value);
void           cw_http_request_set_form (CwHttpRequest *self,
                                         const char    *first_name,
                                         ...) G_GNUC_NULL_TERMINATED;
void           cw_http_request_set_json (CwHttpRequest *self,
                                         const char    *json);
gboolean       cw_http_request_is_repeatable (CwHttpRequest *self);
void           cw_http_request_set_repeatable (CwHttpRequest *self,
                                               gboolean       repeatable);
void           cw_http_request_set_lifetime (CwHttpRequest *self,
                                             gint64         lifetime);
gint64         cw_http_request_get_lifetime (CwHttpRequest *self);
char          *cw_http_request_dup_key (CwHttpRequest *self);
char          *cw_http_request_dup_host (CwHttpRequest *self);
SoupMessage   *cw_http_request_make_message (CwHttpRequest *self);

G_END_DECLS
