/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

G_BEGIN_DECLS

typedef enum
{
  DEVICE_PENDING,
  DEVICE_APPROVED,
  DEVICE_DENIED,
} DeviceState;

typedef struct
{
  char       *device_code;
  char       *user_code;
  char       *client_id;
  char      **scopes;
  gint64      expires_at;
  gint64      polls;
  gint64      last_poll;
  DeviceState state;
  User       *user;
} Device;

/**
 * Token:
 *
 * An access token or, in another table, a refresh token. A refresh token is
 * good for one use.
 */
typedef struct _Token
{
  char  *text;
  char  *client_id;
  char **scopes;
  User  *user;
  gint64 expires_at;
} Token;

Sessions *sessions_new (void);
void      sessions_free (Sessions *self);
Device   *sessions_start_device (Sessions          *self,
                                 const char        *client_id,
                                 const char *const *scopes,
                                 gint64             expires_at);
Device   *sessions_find_device (Sessions   *self,
                                const char *device_code);
Device   *sessions_find_user_code (Sessions   *self,
                                   const char *user_code);
Device   *sessions_get_newest_device (Sessions *self,
                                      guint     position);
void      sessions_end_device (Sessions *self,
                               Device   *device);
void      sessions_issue (Sessions          *self,
                          const char        *client_id,
                          const char *const *scopes,
                          User              *user,
                          gint64             access_expires_at,
                          gint64             refresh_expires_at,
                          Token            **access,
                          Token            **refresh);
Token    *sessions_find_access (Sessions   *self,
                                const char *text,
                                gint64      now);
Token    *sessions_find_refresh (Sessions   *self,
                                 const char *text,
                                 gint64      now);
void      sessions_remove (Sessions *self,
                           Token    *token);
void      sessions_disconnect (Sessions *self,
                               User     *user);
void      sessions_expire (Sessions *self,
                           gboolean  access,
                           gboolean  refresh);
gint64    sessions_jitter (Sessions *self,
                           gint64    most);
gboolean  token_has_scope (Token      *self,
                           const char *scope);

G_END_DECLS
