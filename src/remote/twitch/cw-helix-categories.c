/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-categories.h"

static const CwHelixField fields[] = {
  { "id", "id", CW_HELIX_ID },
  { "name", "name", CW_HELIX_TEXT },
  { "box_art_url", "art", CW_HELIX_TEXT },
};

static const CwHelixShape shape = { cw_category_get_type, fields, G_N_ELEMENTS (fields) };

/**
 * cw_helix_list_categories:
 * @self: Twitch's interface
 * @cursor: (nullable): the “next” of the page before
 *
 * Returns: (transfer full): a future of a #CwPage of #CwCategory, the one that is
 *   watched most first
 */
DexFuture *
cw_helix_list_categories (CwHelix    *self,
                          const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/games/top");

  cw_http_request_add_query (request, "first", "100");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &shape);
}

/**
 * cw_helix_find_categories:
 * @self: Twitch's interface
 * @ids: their ids
 *
 * Returns: (transfer full): a future of a #CwPage of those #CwCategory that there are
 */
DexFuture *
cw_helix_find_categories (CwHelix           *self,
                          const char *const *ids)
{
  return cw_helix_find (self, "/games", "id", ids, &shape);
}

/**
 * cw_helix_find_categories_by_name:
 * @self: Twitch's interface
 * @names: their whole names
 *
 * Returns: (transfer full): a future of a #CwPage of those #CwCategory that there are
 */
DexFuture *
cw_helix_find_categories_by_name (CwHelix           *self,
                                  const char *const *names)
{
  return cw_helix_find (self, "/games", "name", names, &shape);
}

/**
 * cw_helix_search_categories:
 * @self: Twitch's interface
 * @words: what the user typed; every word has to occur
 * @cursor: (nullable): the “next” of the page before
 *
 * The same may come twice, and pictures are small.
 *
 * Returns: (transfer full): a future of a #CwPage of #CwCategory
 */
DexFuture *
cw_helix_search_categories (CwHelix    *self,
                            const char *words,
                            const char *cursor)
{
  g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/search/categories");

  cw_http_request_add_query (request, "query", words);
  cw_http_request_add_query (request, "first", "50");
  cw_http_request_add_query (request, "after", cursor);

  return cw_helix_list (self, request, &shape);
}
