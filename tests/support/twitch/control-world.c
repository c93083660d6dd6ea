/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eventsub.h"
#include "handlers.h"
#include "json-make.h"
#include "media.h"

static const char *const rules[] = { "free", "disabled", "followers", "category", NULL };

/* The part of the control interface that looks at the world and changes it;
 * control.c says what there is. */

/* What is asked for and whose channel that is about, or NULL if REQUEST has been
 * answered. */
static JsonObject *
read_body (StandIn *self,
           Request *request,
           User   **user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = request_read_json (request, &error);

  if (body == NULL)
    {
      request_reply_json (request, 400, json_make ("message", 's', error->message, NULL));
      return NULL;
    }

  *user = g_hash_table_lookup (self->world->users_by_login, json_make_get_text (body, "login", MAIN_LOGIN));
  if (*user == NULL)
    {
      request_reply_json (request, 400, json_make ("message", 's', "There is no such login", NULL));
      return NULL;
    }

  return g_steal_pointer (&body);
}

void
control_add_clips (StandIn *self,
                   Request *request)
{
  User *user;
  g_autoptr (JsonObject) body = read_body (self, request, &user);
  JsonArray *ids;

  if (body == NULL)
    return;

  ids = json_array_new ();
  for (gint64 i = json_object_get_int_member_with_default (body, "n", 1); i > 0; i--)
    json_array_add_string_element (ids, world_add_clip (self->world, user, stand_in_now (self) - json_object_get_int_member_with_default (body, "age", 0))->id);
  request_reply_json (request, 200, json_make ("ids", 'a', ids, NULL));
}

void
control_delete_clip (StandIn *self,
                     Request *request)
{
  User *user;
  g_autoptr (JsonObject) body = read_body (self, request, &user);
  Clip *clip;

  if (body == NULL)
    return;

  clip = g_hash_table_lookup (self->world->clips_by_id, json_make_get_text (body, "id", ""));
  if (clip != NULL)
    world_delete_clip (self->world, clip);
  request_reply_json (request, clip != NULL ? 200 : 400, clip != NULL ? json_make (NULL, NULL) : json_make ("message", 's', "There is no such clip", NULL));
}

void
control_live (StandIn *self,
              Request *request)
{
  User *user;
  g_autoptr (JsonObject) body = read_body (self, request, &user);
  gboolean was_live, is_live;

  if (body == NULL)
    return;

  was_live = user->live_since > 0;
  is_live = json_object_get_boolean_member_with_default (body, "live", TRUE);
  if (was_live != is_live)
    world_set_live (self->world, user, is_live ? stand_in_now (self) : 0);
  user->viewers = json_object_get_int_member_with_default (body, "viewers", user->viewers);
  g_set_str (&user->title, json_make_get_text (body, "title", user->title));
  if (was_live != is_live)
    eventsub_notify (self->eventsub, user);
  request_reply_json (request, 200, json_make (NULL, NULL));
}

void
control_restrict (StandIn *self,
                  Request *request)
{
  User *user;
  g_autoptr (JsonObject) body = read_body (self, request, &user);
  const char *rule;

  if (body == NULL)
    return;

  rule = json_make_get_text (body, "clips", "");
  for (guint i = 0; rules[i] != NULL; i++)
    if (g_str_equal (rules[i], rule))
      {
        user->clip_rule = (ClipRule) i;
        request_reply_json (request, 200, json_make (NULL, NULL));
        return;
      }

  request_reply_json (request, 400, json_make ("message", 's', "There is no such rule", NULL));
}

static JsonArray *
list_games (StandIn *self)
{
  JsonArray *games = json_array_new ();

  for (guint i = 0; i < self->world->games->len; i++)
    {
      Game  *game = g_ptr_array_index (self->world->games, i);
      gint64 n = 0;

      for (guint j = 0; j < self->world->clips->len; j++)
        n += ((Clip *) g_ptr_array_index (self->world->clips, j))->game == game;
      json_array_add_object_element (games, json_make ("id", 's', game->id, "name", 's', game->name, "clips", 'i', n, NULL));
    }

  return games;
}

void
control_get_world (StandIn *self,
                   Request *request)
{
  JsonArray *channels = json_array_new ();

  for (guint i = 0; i < self->world->users->len; i++)
    {
      User *user = g_ptr_array_index (self->world->users, i);

      json_array_add_object_element (channels, json_make ("id", 's', user->id,
                                                          "login", 's', user->login,
                                                          "display_name", 's', user->display_name,
                                                          "clips", 'i', (gint64) user->clips->len,
                                                          "videos", 'i', (gint64) user->videos->len,
                                                          "follows", 'i', (gint64) user->follows->len,
                                                          "live", 'b', user->live_since > 0,
                                                          "restricted", 's', rules[user->clip_rule],
                                                          NULL));
    }

  request_reply_json (request, 200, json_make ("channels", 'a', channels, "games", 'a', list_games (self), NULL));
}

void
control_get_clips (StandIn *self,
                   Request *request)
{
  const char *login = request_get (request, "login");
  User       *user = g_hash_table_lookup (self->world->users_by_login, login != NULL ? login : MAIN_LOGIN);
  JsonArray  *clips;

  if (user == NULL)
    {
      request_reply_json (request, 400, json_make ("message", 's', "There is no such login", NULL));
      return;
    }

  clips = json_array_new ();
  for (guint i = 0; i < user->clips->len; i++)
    {
      Clip *clip = g_ptr_array_index (user->clips, i);

      json_array_add_object_element (clips, json_make ("id", 's', clip->id,
                                                       "created_at", 'i', clip->created_at,
                                                       "views", 'i', clip->views,
                                                       "duration", 'd', clip->duration,
                                                       "portrait", 'b', media_has_portrait (self, clip),
                                                       NULL));
    }
  request_reply_json (request, 200, json_make ("clips", 'a', clips, NULL));
}
