/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-clips.h"

static const CwHelixField fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "url", "url", CW_HELIX_TEXT },
  { "title", "title", CW_HELIX_TEXT },
  { "broadcaster_id", "channel-id", CW_HELIX_TEXT },
  { "broadcaster_name", "channel-name", CW_HELIX_TEXT },
  { "creator_id", "creator-id", CW_HELIX_TEXT },
  { "creator_name", "creator-name", CW_HELIX_TEXT },
  { "video_id", "vod-id", CW_HELIX_TEXT },
  { "vod_offset", "vod-offset", CW_HELIX_OFFSET },
  { "game_id", "category-id", CW_HELIX_TEXT },
  { "language", "language", CW_HELIX_TEXT },
  { "view_count", "views", CW_HELIX_NUMBER },
  { "created_at", "created", CW_HELIX_TIME },
  { "duration", "duration", CW_HELIX_SECONDS },
  { "thumbnail_url", "thumbnail", CW_HELIX_TEXT },
  { "is_featured", "featured", CW_HELIX_FLAG },
};

static const CwHelixShape shape = { cw_twitch_clip_get_type, fields, G_N_ELEMENTS (fields) };

static void
add_time (CwHttpRequest *request,
          const char    *parameter,
          gint64         time)
{
  g_autoptr (GDateTime) date = time > 0 ? g_date_time_new_from_unix_utc_usec (time) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  cw_http_request_add_query (request, parameter, text);
}

/**
 * cw_helix_list_clips:
 * @self: Twitch's interface
 * @query: which clips; with a @from there has to be a @to, or it is a week
 * @cursor: (nullable): the “next” of the page before
 *
 * The most watched first. Twitch counts in whole seconds at best, ends after
 * %CW_HELIX_MOST_CLIPS or goes round, and lists again what has moved: leave out
 * what was there before.
 *
 * Returns: (transfer full): a future of a #CwPage of #CwTwitchClip
 */
DexFuture *
cw_helix_list_clips (CwHelix           *self,
                     const CwClipQuery *query,
                     const char        *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/clips");

  cw_http_request_add_query (request, "broadcaster_id", query->channel_id);
  cw_http_request_add_query (request, "game_id", query->category_id);
  add_time (request, "started_at", query->from);
  add_time (request, "ended_at", query->to);
  cw_http_request_add_query (request, "is_featured", query->featured ? "true" : NULL);
  cw_http_request_add_query (request, "first", "100");
  cw_http_request_add_query (request, "after", cursor);
  if (query->anew)
    cw_http_request_set_lifetime (request, 0);

  return cw_helix_list (self, request, &shape);
}

/**
 * cw_helix_find_clips:
 * @self: Twitch's interface
 * @ids: their slugs
 *
 * Returns: (transfer full): a future of a #CwPage of those #CwTwitchClip that there
 *   are
 */
DexFuture *
cw_helix_find_clips (CwHelix           *self,
                     const char *const *ids)
{
  return cw_helix_find (self, "/clips", "id", ids, &shape);
}
