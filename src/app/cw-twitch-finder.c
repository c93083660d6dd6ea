/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-finder.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-helix-categories.h"
#include "cw-helix-channels.h"
#include "cw-helix-clips.h"
#include "cw-twitch-link.h"

#include <glib/gi18n.h>

/* The first thing on a page, or that there is none: ERROR. */
static DexFuture *
resolve_first (CwPage *page,
               GError *error)
{
  g_autoptr (GError) none = error;

  if (cw_page_get_first (page) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&none));

  return dex_future_new_take_object (g_object_ref (cw_page_get_first (page)));
}

static DexFuture *
find_channel_fiber (CwHelix *helix,
                    char    *text)
{
  g_autofree char *linked = NULL;
  g_autofree char *login = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = NULL;

  if (cw_twitch_link_parse (text, &linked) == CW_TWITCH_LINK_CHANNEL)
    login = g_steal_pointer (&linked);
  else
    login = g_ascii_strdown (text + (*text == '@'), -1);

  page = dex_await_object (cw_helix_find_channels_by_login (helix, (const char *const[]) { login, NULL }), &error);
  if (page == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return resolve_first (page, g_error_new (CW_ERROR, CW_ERROR_MISSING, _ ("There is no channel “%s” on Twitch"), text));
}

/**
 * cw_twitch_finder_find_channel:
 * @helix: whom to ask
 * @text: a channel's name as in links, with or without @, or a link
 *
 * Returns: (transfer full): a future of the #CwChannel; rejected with
 *   %CW_ERROR_MISSING where there is none
 */
DexFuture *
cw_twitch_finder_find_channel (CwHelix    *helix,
                               const char *text)
{
  dex_return_error_if_fail (CW_IS_HELIX (helix));
  dex_return_error_if_fail (text != NULL);

  return cw_spawn (G_CALLBACK (find_channel_fiber), 2, CW_TYPE_HELIX, helix, G_TYPE_STRING, text);
}

static DexFuture *
find_category_fiber (CwHelix *helix,
                     char    *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = dex_await_object (cw_helix_find_categories_by_name (helix, (const char *const[]) { text, NULL }), &error);
  g_autoptr (CwPage) similar = NULL;

  if (page == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (cw_page_get_first (page) != NULL)
    return dex_future_new_take_object (g_object_ref (cw_page_get_first (page)));

  similar = dex_await_object (cw_helix_search_categories (helix, text, NULL), &error);
  if (similar == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return resolve_first (similar, g_error_new (CW_ERROR, CW_ERROR_MISSING, _ ("There is no category “%s” on Twitch"), text));
}

/**
 * cw_twitch_finder_find_category:
 * @helix: whom to ask
 * @text: a category's name, or words of it
 *
 * Returns: (transfer full): a future of the #CwCategory of that name, or of the
 *   first that has those words; rejected with %CW_ERROR_MISSING where there is none
 */
DexFuture *
cw_twitch_finder_find_category (CwHelix    *helix,
                                const char *text)
{
  dex_return_error_if_fail (CW_IS_HELIX (helix));
  dex_return_error_if_fail (text != NULL);

  return cw_spawn (G_CALLBACK (find_category_fiber), 2, CW_TYPE_HELIX, helix, G_TYPE_STRING, text);
}

static DexFuture *
find_clip_fiber (CwHelix *helix,
                 char    *text)
{
  g_autofree char *slug = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = NULL;

  if (cw_twitch_link_parse (text, &slug) != CW_TWITCH_LINK_CLIP)
    {
      g_clear_pointer (&slug, g_free);
      if (!cw_twitch_link_is_slug (text))
        return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no link to a clip"), text);
      slug = g_strdup (text);
    }

  page = dex_await_object (cw_helix_find_clips (helix, (const char *const[]) { slug, NULL }), &error);
  if (page == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return resolve_first (page, g_error_new (CW_ERROR, CW_ERROR_MISSING, _ ("There is no clip “%s” on Twitch, or not any more"), slug));
}

/**
 * cw_twitch_finder_find_clip:
 * @helix: whom to ask
 * @text: a link to a clip, or its slug
 *
 * Returns: (transfer full): a future of the #CwTwitchClip; rejected with
 *   %CW_ERROR_INVALID where @text is none, %CW_ERROR_MISSING where it is gone
 */
DexFuture *
cw_twitch_finder_find_clip (CwHelix    *helix,
                            const char *text)
{
  dex_return_error_if_fail (CW_IS_HELIX (helix));
  dex_return_error_if_fail (text != NULL);

  return cw_spawn (G_CALLBACK (find_clip_fiber), 2, CW_TYPE_HELIX, helix, G_TYPE_STRING, text);
}
