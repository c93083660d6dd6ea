/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "helix.h"
#include "json-make.h"
#include "sessions.h"

#define MOST_IDS 100

/* The address is for the user alone, and only if that was allowed. */
static JsonObject *
user_to_json (Request *request,
              User    *user)
{
  gboolean    shows_email = user == request->token->user && token_has_scope (request->token, "user:read:email");
  JsonObject *object = json_make ("id", 's', user->id,
                                  "login", 's', user->login,
                                  "display_name", 's', user->display_name,
                                  "type", 's', "",
                                  "broadcaster_type", 's', user->broadcaster_type,
                                  "description", 's', user->description,
                                  "profile_image_url", 't', g_strdup_printf ("%s/cdn/profile/%s-300x300.png", request->stand_in->url, user->id),
                                  "offline_image_url", 's', "",
                                  "view_count", 'i', (gint64) 0,
                                  "created_at", 't', world_time (user->created_at),
                                  NULL);

  if (shows_email)
    json_object_set_string_member (object, "email", "someone@example.org");
  return object;
}

static void
add_users (Request    *request,
           const char *name,
           GHashTable *table,
           GHashTable *seen,
           JsonArray  *data)
{
  g_auto (GStrv) keys = request_get_all (request, name);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = g_ascii_strdown (keys[i], -1);
      User            *user = g_hash_table_lookup (table, key);

      if (user != NULL && g_hash_table_add (seen, user))
        json_array_add_object_element (data, user_to_json (request, user));
    }
}

void
helix_get_users (StandIn *self,
                 Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "id");
  g_auto (GStrv) logins = request_get_all (request, "login");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint      n = g_strv_length (ids) + g_strv_length (logins);
  JsonArray *data;

  if (n > MOST_IDS)
    {
      request_fail (request, 400, "The total number of IDs and logins must be less than or equal to %d", MOST_IDS);
      return;
    }

  for (guint i = 0; ids[i] != NULL; i++)
    if (!helix_is_numeric (ids[i]))
      {
        request_fail (request, 400, "Invalid value \"%s\" in parameter \"id\"", ids[i]);
        return;
      }

  data = json_array_new ();
  if (n == 0)
    json_array_add_object_element (data, user_to_json (request, request->token->user));
  add_users (request, "id", self->world->users_by_id, seen, data);
  add_users (request, "login", self->world->users_by_login, seen, data);
  helix_reply (request, 200, data, NULL);
}

static JsonObject *
channel_to_json (User *user)
{
  const char *tags[] = { "English", "Cozy", NULL };
  const char *labels[] = { NULL };

  return json_make ("broadcaster_id", 's', user->id,
                    "broadcaster_login", 's', user->login,
                    "broadcaster_name", 's', user->display_name,
                    "broadcaster_language", 's', user->language,
                    "game_name", 's', user->game->name,
                    "game_id", 's', user->game->id,
                    "title", 's', user->title,
                    "delay", 'i', (gint64) 0,
                    "tags", 'a', json_make_strings (tags),
                    "content_classification_labels", 'a', json_make_strings (labels),
                    "is_branded_content", 'b', FALSE,
                    NULL);
}

void
helix_get_channels (StandIn *self,
                    Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "broadcaster_id");
  JsonArray *data;

  if (ids[0] == NULL || g_strv_length (ids) > MOST_IDS)
    {
      request_fail (request, 400, ids[0] == NULL ? "Missing required parameter \"broadcaster_id\"" : "The parameter \"broadcaster_id\" was malformed: too many values");
      return;
    }

  for (guint i = 0; ids[i] != NULL; i++)
    if (!helix_is_numeric (ids[i]))
      {
        request_fail (request, 400, "broadcaster_id \"%s\" must be numeric", ids[i]);
        return;
      }

  data = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      User *user = g_hash_table_lookup (self->world->users_by_id, ids[i]);

      if (user != NULL)
        json_array_add_object_element (data, channel_to_json (user));
    }
  helix_reply (request, 200, data, NULL);
}

void
helix_get_editors (StandIn *self,
                   Request *request)
{
  User      *user = helix_require_self (request, "broadcaster_id");
  JsonArray *data;

  if (user == NULL)
    return;

  data = json_array_new ();
  for (guint i = 0; i < user->editors->len; i++)
    {
      User *editor = g_ptr_array_index (user->editors, i);

      json_array_add_object_element (data, json_make ("user_id", 's', editor->id, "user_name", 's', editor->display_name, "created_at", 's', "2019-02-15T21:19:50.380833Z", NULL));
    }
  helix_reply (request, 200, data, NULL);
}

static JsonObject *
follow_to_json (Follow *follow)
{
  return json_make ("broadcaster_id", 's', follow->channel->id,
                    "broadcaster_login", 's', follow->channel->login,
                    "broadcaster_name", 's', follow->channel->display_name,
                    "followed_at", 't', world_time (follow->since),
                    NULL);
}

/* The newest comes first, as the world has them. */
void
helix_get_followed (StandIn *self,
                    Request *request)
{
  User       *user = helix_require_self (request, "user_id");
  const char *only = request_get (request, "broadcaster_id");
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  JsonArray *data;
  Page       page;

  if (user == NULL || !helix_read_page (request, CURSOR_NESTED, 20, &page))
    return;

  for (guint i = 0; i < user->follows->len; i++)
    {
      Follow *follow = g_ptr_array_index (user->follows, i);

      if (only == NULL || g_str_equal (follow->channel->id, only))
        g_ptr_array_add (list, follow);
    }

  data = json_array_new ();
  for (gint64 i = page.start; i < helix_page_end (&page, list->len); i++)
    json_array_add_object_element (data, follow_to_json (g_ptr_array_index (list, i)));
  helix_reply_page (request, data, &page, list->len, json_make ("total", 'i', (gint64) user->follows->len, NULL));
}

/* Who follows is for moderators; how many is for all. */
void
helix_get_followers (StandIn *self,
                     Request *request)
{
  User  *channel = helix_require_user (request, "broadcaster_id");
  gint64 total = 0;

  if (channel == NULL)
    return;

  for (guint i = 0; i < self->world->users->len; i++)
    {
      User *user = g_ptr_array_index (self->world->users, i);

      for (guint j = 0; j < user->follows->len; j++)
        total += ((Follow *) g_ptr_array_index (user->follows, j))->channel == channel;
    }

  helix_reply (request, 200, json_array_new (), json_make ("total", 'i', total, "pagination", 'o', json_object_new (), NULL));
}
