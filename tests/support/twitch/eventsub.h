/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _Session Session;

/**
 * Subscription:
 * @type: what is told
 * @about: the channel
 * @user: who asked for it
 */
typedef struct
{
  char       *id;
  const char *type;
  User       *about;
  User       *user;
  Session    *session;
  gint64      created_at;
} Subscription;

EventSub     *eventsub_new (StandIn *stand_in);
void          eventsub_free (EventSub *self);
void          eventsub_listen (StandIn    *stand_in,
                               SoupServer *server);
Session      *eventsub_find (EventSub   *self,
                             const char *session_id);
Subscription *eventsub_subscribe (EventSub   *self,
                                  Session    *session,
                                  User       *user,
                                  const char *type,
                                  User       *about);
GPtrArray    *eventsub_get_subscriptions (EventSub *self);
void          eventsub_remove (EventSub     *self,
                               Subscription *subscription);
void          eventsub_notify (EventSub *self,
                               User     *user);
void          eventsub_revoke (EventSub   *self,
                               User       *user,
                               const char *status);
gboolean      eventsub_do (EventSub   *self,
                           const char *what,
                           gint64      code);

JsonObject *subscription_to_json (Subscription *self,
                                  const char   *status);
gint64      subscription_get_cost (Subscription *self);

G_END_DECLS
