/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-twitch.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * Client:
 *
 * What the stand-in is tested with: it sends @token and @client_id, where they
 * are set, with all it asks.
 */
typedef struct
{
  TestTwitch  *twitch;
  SoupSession *session;
  char        *token;
  char        *client_id;
  char        *user_id;
} Client;

/**
 * Reply:
 * @json: (nullable): the body, if it is an object
 * @error: (nullable): why there is no whole answer
 */
typedef struct
{
  SoupMessage *message;
  guint        status;
  GBytes      *body;
  JsonNode    *node;
  JsonObject  *json;
  GError      *error;
} Reply;

Client      *client_new (const char *scopes,
                         const char *n_clips);
void         client_free (Client *self);
void         client_sign_in (Client     *self,
                             const char *login,
                             const char *scopes);
Reply       *client_send (Client      *self,
                          SoupMessage *message);
Reply       *client_get (Client     *self,
                         const char *format,
                         ...) G_GNUC_PRINTF (2, 3);
Reply       *client_post (Client     *self,
                          const char *path,
                          const char *content_type,
                          const char *body);
SoupMessage *client_new_message (Client     *self,
                                 const char *method,
                                 const char *path);
void         reply_free (Reply *self);
const char  *reply_get_header (Reply      *self,
                               const char *name);
JsonArray   *reply_get_data (Reply *self);
JsonObject  *reply_get_first (Reply *self);
const char  *reply_get_cursor (Reply *self);
void         reply_assert (Reply      *self,
                           guint       status,
                           const char *message);

void test_auth_add (void);
void test_clips_add (void);
void test_faults_add (void);
void test_helix_add (void);
void test_media_files_add (void);
void test_sockets_add (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

G_END_DECLS
