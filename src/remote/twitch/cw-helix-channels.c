/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-channels.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

static const CwHelixField user_fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "login", "login", CW_HELIX_TEXT },
  { "display_name", "name", CW_HELIX_TEXT },
  { "description", "description", CW_HELIX_TEXT },
  { "profile_image_url", "picture", CW_HELIX_TEXT },
  { "broadcaster_type", "kind", CW_HELIX_TEXT },
  { "created_at", "created", CW_HELIX_TIME },
};

static const CwHelixField account_fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "login", "login", CW_HELIX_TEXT },
  { "display_name", "name", CW_HELIX_TEXT },
  { "profile_image_url", "picture", CW_HELIX_TEXT },
};

static const CwHelixField found_fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "broadcaster_login", "login", CW_HELIX_TEXT },
  { "display_name", "name", CW_HELIX_TEXT },
  { "thumbnail_url", "picture", CW_HELIX_TEXT },
  { "is_live", "live", CW_HELIX_FLAG },
  { "title", "title", CW_HELIX_TEXT },
  { "game_id", "category-id", CW_HELIX_TEXT },
  { "game_name", "category-name", CW_HELIX_TEXT },
  { "broadcaster_language", "language", CW_HELIX_TEXT },
  { "started_at", "started", CW_HELIX_TIME },
};

static const CwHelixField followed_fields[] = {
  { "broadcaster_id", "id", CW_HELIX_ID },
  { "broadcaster_login", "login", CW_HELIX_TEXT },
  { "broadcaster_name", "name", CW_HELIX_TEXT },
  { "followed_at", "followed", CW_HELIX_TIME },
};

static const CwHelixShape user_shape = { cw_channel_get_type, user_fields, G_N_ELEMENTS (user_fields) };
static const CwHelixShape account_shape = { cw_account_get_type, account_fields, G_N_ELEMENTS (account_fields) };
static const CwHelixShape found_shape = { cw_channel_get_type, found_fields, G_N_ELEMENTS (found_fields) };
static const CwHelixShape followed_shape = { cw_channel_get_type, followed_fields, G_N_ELEMENTS (followed_fields) };

/**
 * cw_helix_find_channels:
 * @self: Twitch's interface
 * @ids: their ids
 *
 * Returns: (transfer full): a future of a #CwPage of those #CwChannel that there are
 */
DexFuture *
cw_helix_find_channels (CwHelix           *self,
                        const char *const *ids)
{
  return cw_helix_find (self, "/users", "id", ids, &user_shape);
}

/**
 * cw_helix_find_channels_by_login:
 * @self: Twitch's interface
 * @logins: what they are called in links
 *
 * Returns: (transfer full): a future of a #CwPage of those #CwChannel that there are
 */
DexFuture *
cw_helix_find_channels_by_login (CwHelix           *self,
                                 const char *const *logins)
{
  return cw_helix_find (self, "/users", "login", logins, &user_shape);
}

static DexFuture *
find_account_fiber (CwHelix *self)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/users");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = NULL;

  /* It also tells whether the sign-in is still good. */
  cw_http_request_set_lifetime (request, 0);
  page = dex_await_object (cw_helix_list (self, request, &account_shape), &error);
  if (page == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (cw_page_get_first (page) == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("Twitch does not know this account any more"));

  return dex_future_new_take_object (g_object_ref (cw_page_get_first (page)));
}

/**
 * cw_helix_find_account:
 * @self: Twitch's interface
 *
 * Returns: (transfer full): a future of the #CwAccount in whose name is asked
 */
DexFuture *
cw_helix_find_account (CwHelix *self)
{
  dex_return_error_if_fail (CW_IS_HELIX (self));

  return cw_spawn (G_CALLBACK (find_account_fiber), 1, CW_TYPE_HELIX, self);
}

/**
 * cw_helix_search_channels:
 * @self: Twitch's interface
 * @words: what the user typed
 * @live: whether only those that broadcast now; then titles count, too
 * @cursor: (nullable): the “next” of the page before
 *
 * Returns: (transfer full): a future of a #CwPage of #CwChannel
 */
DexFuture *
cw_helix_search_channels (CwHelix    *self,
                          const char *words,
                          gboolean    live,
                          const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/search/channels");

  cw_http_request_add_query (request, "query", words);
  cw_http_request_add_query (request, "live_only", live ? "true" : NULL);
  cw_http_request_add_query (request, "first", "50");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &found_shape);
}

/**
 * cw_helix_list_followed:
 * @self: Twitch's interface
 * @account_id: in whose name is asked
 * @cursor: (nullable): the “next” of the page before
 *
 * Returns: (transfer full): a future of a #CwPage of #CwChannel, the one followed
 *   last first; rejected with %CW_ERROR_SCOPE unless “user:read:follows” is given
 */
DexFuture *
cw_helix_list_followed (CwHelix    *self,
                        const char *account_id,
                        const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/channels/followed");

  cw_http_request_add_query (request, "user_id", account_id);
  cw_http_request_add_query (request, "first", "100");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &followed_shape);
}
