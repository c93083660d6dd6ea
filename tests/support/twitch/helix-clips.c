/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "helix-clips.h"

#include "handlers.h"
#include "helix.h"
#include "json-make.h"

#define WEEK (7 * 24 * 3600)
#define MOST_IDS 100

/* What part of a channel's or a category's clips is asked for. */
typedef struct
{
  gint64   from;
  gint64   until;
  gboolean any_time;
  gboolean only_featured;
  gboolean only_others;
} Filter;

/* Whether a clip that was made a moment ago can be seen yet. */
gboolean
helix_clip_is_there (StandIn *self,
                     Clip    *clip)
{
  return clip->polls_left == 0 && clip->appears_at <= stand_in_now (self);
}

static JsonObject *
clip_to_json (StandIn *self,
              Clip    *clip)
{
  gboolean    has_vod = clip->video != NULL && clip->created_at + self->settings.vod_delay <= stand_in_now (self);
  JsonObject *object = json_make ("id", 's', clip->id,
                                  "url", 't', g_strdup_printf ("https://clips.twitch.tv/%s", clip->id),
                                  "embed_url", 't', g_strdup_printf ("https://clips.twitch.tv/embed?clip=%s", clip->id),
                                  "broadcaster_id", 's', clip->broadcaster->id,
                                  "broadcaster_name", 's', clip->broadcaster->display_name,
                                  "creator_id", 's', clip->creator_id,
                                  "creator_name", 's', clip->creator_name,
                                  "video_id", 's', has_vod ? clip->video->id : "",
                                  "game_id", 's', clip->game != NULL ? clip->game->id : "",
                                  "language", 's', clip->language,
                                  "title", 's', clip->title,
                                  "view_count", 'i', clip->views,
                                  "created_at", 't', world_time (clip->created_at),
                                  "thumbnail_url", 't', g_strdup_printf ("%s/cdn/twitch-clips-thumbnails-prod/%s/%08x/preview-480x272.jpg", self->url, clip->id, clip->hash),
                                  "duration", 'd', clip->duration,
                                  NULL);

  if (has_vod && clip->vod_offset >= 0)
    json_object_set_int_member (object, "vod_offset", clip->vod_offset);
  else
    json_object_set_null_member (object, "vod_offset");
  json_object_set_boolean_member (object, "is_featured", clip->featured);
  return object;
}

static gboolean
read_time (Request    *request,
           const char *name,
           gint64     *time)
{
  const char *text = request_get (request, name);
  g_autoptr (GDateTime) date = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;

  if (strlen (text) >= strlen ("2006-01-02T15:04:05Z") && text[4] == '-' && text[10] == 'T')
    date = g_date_time_new_from_iso8601 (text, NULL);

  if (date == NULL)
    {
      request_fail (request, 400, "parsing time \"%s\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"%s\" as \"2006\"", text, text);
      return FALSE;
    }

  *time = g_date_time_to_unix (date);
  return TRUE;
}

static gboolean
read_window (Request *request,
             Filter  *filter)
{
  Settings *settings = &request->stand_in->settings;
  gint64    rounding = MAX (settings->window_rounding, 1);

  filter->from = G_MININT64;
  filter->until = G_MAXINT64;
  if (!read_time (request, "started_at", &filter->from) || !read_time (request, "ended_at", &filter->until))
    return FALSE;

  if (filter->from == G_MININT64 && filter->until != G_MAXINT64 && settings->reject_ended_alone)
    {
      request_fail (request, 400, "Missing required parameter \"started_at\"");
      return FALSE;
    }

  /* An end without a start is ignored. */
  filter->any_time = filter->from == G_MININT64;
  if (filter->any_time)
    return TRUE;

  if (filter->until == G_MAXINT64)
    filter->until = filter->from + WEEK;
  filter->from = filter->from / rounding * rounding;
  filter->until = (filter->until + rounding - 1) / rounding * rounding;
  return TRUE;
}

static gboolean
read_filter (Request *request,
             Filter  *filter)
{
  const char *featured = request_get (request, "is_featured");

  filter->only_featured = g_strcmp0 (featured, "true") == 0;
  filter->only_others = g_strcmp0 (featured, "false") == 0;
  if (featured != NULL && !filter->only_featured && !filter->only_others)
    {
      request_fail (request, 400, "The parameter \"is_featured\" was malformed: the value must be a boolean");
      return FALSE;
    }

  return read_window (request, filter);
}

/* Wide windows lack some clips, always the same ones. */
static gboolean
is_omitted (StandIn      *self,
            const Filter *filter,
            Clip         *clip)
{
  gboolean wide = filter->any_time || filter->until - filter->from > self->settings.omit_wider_than + 2 * self->settings.window_rounding;

  return wide && clip->hash % 100 < self->settings.omit_percent;
}

static int
compare_views (gconstpointer a,
               gconstpointer b)
{
  const Clip *first = *(Clip **) a;
  const Clip *second = *(Clip **) b;

  if (first->views != second->views)
    return first->views < second->views ? 1 : -1;

  return strcmp (first->id, second->id);
}

static gboolean
is_wanted (const Filter *filter,
           Game         *game,
           Clip         *clip)
{
  if (game != NULL && clip->game != game)
    return FALSE;

  if (!filter->any_time && (clip->created_at < filter->from || clip->created_at >= filter->until))
    return FALSE;

  return clip->featured ? !filter->only_others : !filter->only_featured;
}

/* Asking makes a new clip appear, here as by its id. */
static gboolean
is_there_or_later (StandIn *self,
                   Clip    *clip)
{
  if (helix_clip_is_there (self, clip))
    return TRUE;

  if (clip->polls_left > 0)
    clip->polls_left--;
  return FALSE;
}

static GPtrArray *
list_clips (StandIn      *self,
            GPtrArray    *source,
            Game         *game,
            const Filter *filter)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < source->len; i++)
    {
      Clip *clip = g_ptr_array_index (source, i);

      if (is_wanted (filter, game, clip) && is_there_or_later (self, clip) && !is_omitted (self, filter, clip))
        g_ptr_array_add (list, clip);
    }

  return list;
}

/* After the cap, the list does not end but begins again. */
static void
reply_list (StandIn    *self,
            Request    *request,
            GPtrArray  *list,
            const Page *page)
{
  JsonArray *data = json_array_new ();
  gint64     cap = MAX (self->settings.result_cap, 1);
  gboolean   loops = list->len > cap;
  gint64     total = loops ? G_MAXINT64 : list->len;
  Page       answered = *page;

  for (gint64 i = page->start; i < helix_page_end (page, total); i++)
    json_array_add_object_element (data, clip_to_json (self, g_ptr_array_index (list, loops ? i % cap : i)));

  if (self->settings.stuck_cursor)
    answered.start = 0;
  helix_reply_page (request, data, &answered, total, NULL);
}

static void
reply_by_id (StandIn *self,
             Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "id");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *data;

  if (g_strv_length (ids) > MOST_IDS)
    {
      request_fail (request, 400, "The parameter \"id\" was malformed: the value must be less than or equal to %d", MOST_IDS);
      return;
    }

  data = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Clip *clip = g_hash_table_lookup (self->world->clips_by_id, ids[i]);

      if (clip == NULL || !g_hash_table_add (seen, ids[i]))
        continue;

      if (is_there_or_later (self, clip))
        json_array_add_object_element (data, clip_to_json (self, clip));
    }

  helix_reply (request, 200, data, json_make ("pagination", 'o', json_object_new (), NULL));
}

static void
reply_listed (StandIn *self,
              Request *request)
{
  const char *channel_id = request_get (request, "broadcaster_id");
  const char *game_id = request_get (request, "game_id");
  User       *channel = channel_id != NULL ? g_hash_table_lookup (self->world->users_by_id, channel_id) : NULL;
  Game       *game = game_id != NULL ? g_hash_table_lookup (self->world->games_by_id, game_id) : NULL;
  g_autoptr (GPtrArray) list = NULL;
  Filter filter;
  Page   page;

  if (!read_filter (request, &filter) || !helix_read_page (request, CURSOR_NESTED, 20, &page))
    return;

  if (request_get (request, "before") != NULL)
    {
      request_fail (request, 400, "Invalid cursor.");
      return;
    }

  if (game_id != NULL && game == NULL && self->settings.game_unknown_is_error)
    {
      request_fail (request, 404, "The ID in game_id was not found");
      return;
    }

  if (channel != NULL || game != NULL)
    list = list_clips (self, channel != NULL ? channel->clips : self->world->clips, game, &filter);
  else
    list = g_ptr_array_new ();

  world_drift (self->world, list, self->settings.view_drift);
  g_ptr_array_sort (list, compare_views);
  reply_list (self, request, list, &page);
}

void
helix_get_clips (StandIn *self,
                 Request *request)
{
  int n = (request_get (request, "broadcaster_id") != NULL) + (request_get (request, "game_id") != NULL) + (request_get (request, "id") != NULL);

  if (n == 0)
    request_fail (request, 400, "Must provide one of the following query params: broadcaster ID, game ID, or one or more clip IDs.");
  else if (n > 1)
    request_fail (request, 400, "Must provide only one of the following query params: broadcaster ID, game ID, or one or more clip IDs.");
  else if (request_get (request, "id") != NULL)
    reply_by_id (self, request);
  else
    reply_listed (self, request);
}
