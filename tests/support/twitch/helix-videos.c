/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "helix.h"
#include "json-make.h"
#include "sessions.h"

#define DAY (24 * 3600)
#define MOST_IDS 100
#define MOST_OF_GAME 500
#define MOST_DELETED 5

static char *
write_duration (gint64 seconds)
{
  gint64 hours = seconds / 3600, minutes = seconds / 60 % 60;

  if (hours > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "h%" G_GINT64_FORMAT "m%" G_GINT64_FORMAT "s", hours, minutes, seconds % 60);
  if (minutes > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "m%" G_GINT64_FORMAT "s", minutes, seconds % 60);
  return g_strdup_printf ("%" G_GINT64_FORMAT "s", seconds);
}

static JsonObject *
video_to_json (StandIn *self,
               Video   *video)
{
  JsonObject *object = json_make ("id", 's', video->id,
                                  "stream_id", 's', g_str_equal (video->type, "archive") ? "40000000000" : NULL,
                                  "user_id", 's', video->user->id,
                                  "user_login", 's', video->user->login,
                                  "user_name", 's', video->user->display_name,
                                  "title", 's', video->title,
                                  "description", 's', "",
                                  "created_at", 't', world_time (video->created_at),
                                  "published_at", 't', world_time (video->created_at + 60),
                                  "url", 't', g_strdup_printf ("https://www.twitch.tv/videos/%s", video->id),
                                  "thumbnail_url", 't', video->no_thumbnail ? g_strdup ("") : g_strdup_printf ("%s/cdn/vod/%s/thumb-%%{width}x%%{height}.jpg", self->url, video->id),
                                  "viewable", 's', "public",
                                  "view_count", 'i', video->views,
                                  "language", 's', video->user->language,
                                  "type", 's', video->type,
                                  "duration", 't', write_duration (video->seconds),
                                  NULL);

  if (video->muted)
    {
      JsonArray *segments = json_array_new ();

      json_array_add_object_element (segments, json_make ("duration", 'i', (gint64) 30, "offset", 'i', (gint64) 10, NULL));
      json_object_set_array_member (object, "muted_segments", segments);
    }
  else
    {
      json_object_set_null_member (object, "muted_segments");
    }

  return object;
}

static int
compare_time (gconstpointer a,
              gconstpointer b)
{
  const Video *first = *(Video **) a;
  const Video *second = *(Video **) b;

  if (first->created_at != second->created_at)
    return first->created_at < second->created_at ? 1 : -1;

  return strcmp (first->id, second->id);
}

static int
compare_views (gconstpointer a,
               gconstpointer b)
{
  const Video *first = *(Video **) a;
  const Video *second = *(Video **) b;

  if (first->views != second->views)
    return first->views < second->views ? 1 : -1;

  return strcmp (first->id, second->id);
}

static void
reply_by_id (StandIn *self,
             Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "id");
  JsonArray *data;

  if (g_strv_length (ids) > MOST_IDS)
    {
      request_fail (request, 400, "The parameter \"id\" was malformed: the number of values must be less than or equal to %d", MOST_IDS);
      return;
    }

  data = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Video *video = g_hash_table_lookup (self->world->videos_by_id, ids[i]);

      if (video != NULL)
        json_array_add_object_element (data, video_to_json (self, video));
    }

  if (json_array_get_length (data) > 0)
    {
      helix_reply (request, 200, data, json_make ("pagination", 'o', json_object_new (), NULL));
      return;
    }

  json_array_unref (data);
  request_fail (request, 404, "Not Found");
}

static gint64
read_period (Request *request)
{
  const char *period = request_get (request, "period");

  if (g_strcmp0 (period, "day") == 0)
    return DAY;
  if (g_strcmp0 (period, "week") == 0)
    return 7 * DAY;
  if (g_strcmp0 (period, "month") == 0)
    return 30 * DAY;
  return G_MAXINT32;
}

static gboolean
is_wanted (Request *request,
           Video   *video)
{
  const char *user_id = request_get (request, "user_id");
  const char *game_id = request_get (request, "game_id");
  const char *type = request_get (request, "type");

  if (user_id != NULL && !g_str_equal (video->user->id, user_id))
    return FALSE;

  if (game_id != NULL && !g_str_equal (video->game->id, game_id))
    return FALSE;

  return type == NULL || g_str_equal (type, "all") || g_str_equal (video->type, type);
}

static GPtrArray *
list_videos (StandIn *self,
             Request *request)
{
  gint64         since = stand_in_now (self) - read_period (request);
  GPtrArray     *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->world->videos_by_id);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Video *video = value;

      if (is_wanted (request, video) && video->created_at >= since)
        g_ptr_array_add (list, video);
    }

  g_ptr_array_sort (list, g_strcmp0 (request_get (request, "sort"), "views") == 0 ? compare_views : compare_time);
  if (request_get (request, "game_id") != NULL && list->len > MOST_OF_GAME)
    g_ptr_array_set_size (list, MOST_OF_GAME);
  return list;
}

void
helix_get_videos (StandIn *self,
                  Request *request)
{
  int n = (request_get (request, "id") != NULL) + (request_get (request, "user_id") != NULL) + (request_get (request, "game_id") != NULL);
  g_autoptr (GPtrArray) list = NULL;
  JsonArray *data;
  Page       page;

  if (n != 1)
    {
      request_fail (request, 400, "Must provide only one of the following query params: user ID, game ID,or one or more video IDs.");
      return;
    }

  if (request_get (request, "id") != NULL)
    {
      reply_by_id (self, request);
      return;
    }

  if (!helix_read_page (request, CURSOR_NESTED, 20, &page))
    return;

  list = list_videos (self, request);
  data = json_array_new ();
  for (gint64 i = page.start; i < helix_page_end (&page, list->len); i++)
    json_array_add_object_element (data, video_to_json (self, g_ptr_array_index (list, i)));
  helix_reply_page (request, data, &page, list->len, NULL);
}

static void
delete_video (StandIn *self,
              Video   *video)
{
  /* Its clips stay, and have no video any more. */
  for (guint i = 0; i < video->user->clips->len; i++)
    {
      Clip *clip = g_ptr_array_index (video->user->clips, i);

      if (clip->video == video)
        clip->video = NULL;
    }

  g_hash_table_remove (self->world->videos_by_id, video->id);
  g_ptr_array_remove (video->user->videos, video);
}

void
helix_delete_videos (StandIn *self,
                     Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "id");
  JsonArray *data;

  if (ids[0] == NULL || g_strv_length (ids) > MOST_DELETED)
    {
      request_fail (request, 400, ids[0] == NULL ? "Missing required parameter \"id\"" : "The parameter \"id\" was malformed: too many values");
      return;
    }

  for (guint i = 0; ids[i] != NULL; i++)
    {
      Video *video = g_hash_table_lookup (self->world->videos_by_id, ids[i]);

      if (video == NULL || video->user != request->token->user)
        {
          request_fail (request, 401, "The user is not allowed to delete the video %s", ids[i]);
          return;
        }
    }

  data = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Video *video = g_hash_table_lookup (self->world->videos_by_id, ids[i]);

      json_array_add_string_element (data, ids[i]);
      if (video != NULL)
        delete_video (self, video);
    }
  helix_reply (request, 200, data, NULL);
}
