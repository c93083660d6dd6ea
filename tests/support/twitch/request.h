/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _Fault Fault;
typedef struct _Token Token;
typedef struct _Route Route;

/**
 * Request:
 *
 * One request and what it will be answered with. It lives as long as @message.
 * @token is there for Helix's handlers only.
 */
typedef struct
{
  StandIn           *stand_in;
  Stats             *stats;
  SoupServerMessage *message;
  const Route       *route;
  char              *path;
  const char        *rest;
  GPtrArray         *names;
  GPtrArray         *values;
  Token             *token;
  Fault             *fault;
  guint              source;

  gboolean is_sent;
  guint    status;
  char    *content_type;
  GBytes  *body;
} Request;

Request    *request_new (StandIn           *stand_in,
                         SoupServerMessage *message,
                         const char        *path);
void        request_free (Request *self);
const char *request_get (Request    *self,
                         const char *name);
GStrv       request_get_all (Request    *self,
                             const char *name);
gboolean    request_get_number (Request    *self,
                                const char *name,
                                gint64     *number);
gboolean    request_get_flag (Request    *self,
                              const char *name);
char       *request_dup_body (Request *self);
void        request_read_form (Request *self);
JsonObject *request_read_json (Request *self,
                               GError **error);
const char *request_get_header (Request    *self,
                                const char *name);
void        request_set_header (Request    *self,
                                const char *name,
                                const char *value);
void        request_reply (Request    *self,
                           guint       status,
                           const char *content_type,
                           GBytes     *body);
void        request_reply_text (Request    *self,
                                guint       status,
                                const char *content_type,
                                const char *text);
void        request_reply_node (Request  *self,
                                guint     status,
                                JsonNode *node);
void        request_reply_json (Request    *self,
                                guint       status,
                                JsonObject *object);
void        request_fail (Request    *self,
                          guint       status,
                          const char *format,
                          ...) G_GNUC_PRINTF (3, 4);
void        request_fail_id (Request    *self,
                             guint       status,
                             const char *message);

G_END_DECLS
