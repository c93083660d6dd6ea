/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-broadcasts.h"

static const CwHelixField stream_fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "user_id", "channel-id", CW_HELIX_TEXT },
  { "user_login", "channel-login", CW_HELIX_TEXT },
  { "user_name", "channel-name", CW_HELIX_TEXT },
  { "game_id", "category-id", CW_HELIX_TEXT },
  { "game_name", "category-name", CW_HELIX_TEXT },
  { "title", "title", CW_HELIX_TEXT },
  { "viewer_count", "viewers", CW_HELIX_NUMBER },
  { "started_at", "started", CW_HELIX_TIME },
  { "language", "language", CW_HELIX_TEXT },
  { "thumbnail_url", "thumbnail", CW_HELIX_TEXT },
};

static const CwHelixField vod_fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "stream_id", "stream-id", CW_HELIX_TEXT },
  { "user_id", "channel-id", CW_HELIX_TEXT },
  { "user_login", "channel-login", CW_HELIX_TEXT },
  { "user_name", "channel-name", CW_HELIX_TEXT },
  { "title", "title", CW_HELIX_TEXT },
  { "created_at", "created", CW_HELIX_TIME },
  { "url", "url", CW_HELIX_TEXT },
  { "thumbnail_url", "thumbnail", CW_HELIX_TEXT },
  { "view_count", "views", CW_HELIX_NUMBER },
  { "language", "language", CW_HELIX_TEXT },
  { "type", "kind", CW_HELIX_TEXT },
  { "duration", "duration", CW_HELIX_SPAN },
};

static const CwHelixShape stream_shape = { cw_stream_get_type, stream_fields, G_N_ELEMENTS (stream_fields) };
static const CwHelixShape vod_shape = { cw_vod_get_type, vod_fields, G_N_ELEMENTS (vod_fields) };

/**
 * cw_helix_find_streams:
 * @self: Twitch's interface
 * @channel_ids: whose
 *
 * Returns: (transfer full): a future of a #CwPage of #CwStream, of those channels
 *   that are live
 */
DexFuture *
cw_helix_find_streams (CwHelix           *self,
                       const char *const *channel_ids)
{
  return cw_helix_find (self, "/streams", "user_id", channel_ids, &stream_shape);
}

/**
 * cw_helix_list_streams:
 * @self: Twitch's interface
 * @category_id: (nullable): of what, %NULL for all
 * @cursor: (nullable): the “next” of the page before
 *
 * Returns: (transfer full): a future of a #CwPage of #CwStream, the one that is
 *   watched most first
 */
DexFuture *
cw_helix_list_streams (CwHelix    *self,
                       const char *category_id,
                       const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/streams");

  cw_http_request_add_query (request, "game_id", category_id);
  cw_http_request_add_query (request, "first", "50");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &stream_shape);
}

/**
 * cw_helix_list_followed_streams:
 * @self: Twitch's interface
 * @account_id: in whose name is asked
 * @cursor: (nullable): the “next” of the page before
 *
 * Returns: (transfer full): a future of a #CwPage of #CwStream; rejected with
 *   %CW_ERROR_SCOPE unless “user:read:follows” is given
 */
DexFuture *
cw_helix_list_followed_streams (CwHelix    *self,
                                const char *account_id,
                                const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/streams/followed");

  cw_http_request_add_query (request, "user_id", account_id);
  cw_http_request_add_query (request, "first", "100");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &stream_shape);
}

/**
 * cw_helix_list_vods:
 * @self: Twitch's interface
 * @channel_id: whose
 * @cursor: (nullable): the “next” of the page before
 *
 * Returns: (transfer full): a future of a #CwPage of #CwVod, the newest first
 */
DexFuture *
cw_helix_list_vods (CwHelix    *self,
                    const char *channel_id,
                    const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/videos");

  cw_http_request_add_query (request, "user_id", channel_id);
  cw_http_request_add_query (request, "sort", "time");
  cw_http_request_add_query (request, "first", "50");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &vod_shape);
}

/**
 * cw_helix_find_vods:
 * @self: Twitch
 * @ids: (array zero-terminated=1): their ids
 *
 * Returns: (transfer full): a future of a #CwPage of each #CwVod that there is
 */
DexFuture *
cw_helix_find_vods (CwHelix           *self,
                    const char *const *ids)
{
  return cw_helix_find (self, "/videos", "id", ids, &vod_shape);
}
