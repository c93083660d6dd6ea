/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "helix.h"
#include "json-make.h"
#include "sessions.h"

#define MOST_IDS 100

static JsonObject *
stream_to_json (StandIn *self,
                User    *user)
{
  const char *none[] = { NULL };
  const char *tags[] = { "English", NULL };

  return json_make ("id", 's', user->stream_id,
                    "user_id", 's', user->id,
                    "user_login", 's', user->login,
                    "user_name", 's', user->display_name,
                    "game_id", 's', user->game->id,
                    "game_name", 's', user->game->name,
                    "type", 's', "live",
                    "title", 's', user->title,
                    "tags", 'a', json_make_strings (tags),
                    "viewer_count", 'i', user->viewers,
                    "started_at", 't', world_time (user->live_since),
                    "language", 's', user->language,
                    "thumbnail_url", 't', g_strdup_printf ("%s/cdn/previews/live_user_%s-{width}x{height}.jpg", self->url, user->login),
                    "tag_ids", 'a', json_make_strings (none),
                    "is_mature", 'b', FALSE,
                    NULL);
}

static int
compare_viewers (gconstpointer a,
                 gconstpointer b)
{
  const User *first = *(User **) a;
  const User *second = *(User **) b;

  if (first->viewers != second->viewers)
    return first->viewers < second->viewers ? 1 : -1;

  return strcmp (first->id, second->id);
}

static void
reply_streams (StandIn   *self,
               Request   *request,
               GPtrArray *users,
               gint64     usual)
{
  JsonArray *data;
  Page       page;

  if (!helix_read_page (request, CURSOR_NESTED, usual, &page))
    return;

  g_ptr_array_sort (users, compare_viewers);
  data = json_array_new ();
  for (gint64 i = page.start; i < helix_page_end (&page, users->len); i++)
    json_array_add_object_element (data, stream_to_json (self, g_ptr_array_index (users, i)));
  helix_reply_page (request, data, &page, users->len, NULL);
}

static gboolean
is_wanted (GStrv       list,
           const char *value)
{
  return list[0] == NULL || g_strv_contains ((const char *const *) list, value);
}

void
helix_get_streams (StandIn *self,
                   Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "user_id");
  g_auto (GStrv) logins = request_get_all (request, "user_login");
  g_auto (GStrv) games = request_get_all (request, "game_id");
  g_auto (GStrv) languages = request_get_all (request, "language");
  g_autoptr (GPtrArray) users = g_ptr_array_new ();

  if (MAX (MAX (g_strv_length (ids), g_strv_length (logins)), MAX (g_strv_length (games), g_strv_length (languages))) > MOST_IDS)
    {
      request_fail (request, 400, "A parameter was malformed: the number of values must be less than or equal to %d", MOST_IDS);
      return;
    }

  for (guint i = 0; i < self->world->users->len; i++)
    {
      User    *user = g_ptr_array_index (self->world->users, i);
      gboolean named = ids[0] == NULL && logins[0] == NULL;

      named = named || g_strv_contains ((const char *const *) ids, user->id) || g_strv_contains ((const char *const *) logins, user->login);
      if (user->live_since > 0 && named && is_wanted (games, user->game->id) && is_wanted (languages, user->language))
        g_ptr_array_add (users, user);
    }

  reply_streams (self, request, users, 20);
}

void
helix_get_followed_streams (StandIn *self,
                            Request *request)
{
  User *user = helix_require_self (request, "user_id");
  g_autoptr (GPtrArray) users = g_ptr_array_new ();

  if (user == NULL)
    return;

  for (guint i = 0; i < user->follows->len; i++)
    {
      User *channel = ((Follow *) g_ptr_array_index (user->follows, i))->channel;

      if (channel->live_since > 0)
        g_ptr_array_add (users, channel);
    }

  reply_streams (self, request, users, 100);
}

static JsonObject *
found_to_json (StandIn *self,
               User    *user)
{
  const char *none[] = { NULL };
  const char *tags[] = { "English", NULL };
  gboolean    is_live = user->live_since > 0;

  return json_make ("broadcaster_language", 's', user->language,
                    "broadcaster_login", 's', user->login,
                    "display_name", 's', user->display_name,
                    "game_id", 's', user->game->id,
                    "game_name", 's', user->game->name,
                    "id", 's', user->id,
                    "is_live", 'b', is_live,
                    "tag_ids", 'a', json_make_strings (none),
                    "tags", 'a', json_make_strings (tags),
                    "thumbnail_url", 't', g_strdup_printf ("%s/cdn/profile/%s-300x300.png", self->url, user->id),
                    "title", 's', user->title,
                    "started_at", 't', is_live ? world_time (user->live_since) : g_strdup (""),
                    NULL);
}

static gboolean
is_found (User       *user,
          const char *query,
          gboolean    live_only)
{
  g_autofree char *display_name = g_utf8_casefold (user->display_name, -1);
  g_autofree char *game = g_utf8_casefold (user->game->name, -1);

  if (g_str_has_prefix (user->login, query))
    return !live_only || user->live_since > 0;

  return live_only && user->live_since > 0 && (strstr (display_name, query) != NULL || strstr (game, query) != NULL);
}

void
helix_search_channels (StandIn *self,
                       Request *request)
{
  const char      *query = request_get (request, "query");
  g_autofree char *folded = g_utf8_casefold (query != NULL ? query : "", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  JsonArray *data;
  Page       page;

  if (query == NULL || *query == '\0')
    {
      request_fail (request, 400, "Missing required parameter \"query\"");
      return;
    }

  if (!helix_read_page (request, CURSOR_BARE, 20, &page))
    return;

  for (guint i = 0; i < self->world->users->len; i++)
    if (is_found (g_ptr_array_index (self->world->users, i), folded, request_get_flag (request, "live_only")))
      g_ptr_array_add (found, g_ptr_array_index (self->world->users, i));

  data = json_array_new ();
  for (gint64 i = page.start; i < helix_page_end (&page, found->len); i++)
    json_array_add_object_element (data, found_to_json (self, g_ptr_array_index (found, i)));
  helix_reply_page (request, data, &page, found->len, NULL);
}
