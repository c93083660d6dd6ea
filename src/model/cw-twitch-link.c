/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-link.h"

#include <string.h>

#define SLUG_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-"
#define LOGIN_CHARACTERS G_CSET_a_2_z G_CSET_DIGITS "_"
#define MOST_SLUG 128
#define MOST_LOGIN 25

/* How many characters come after the words of a slug since 2021. */
#define SUFFIX 16

/* Pages of Twitch's own that are in the place of a channel's name. */
static const char *const not_channels[] = { "directory", "videos", "clip", "settings", "downloads", "jobs", "p", "search", "subscriptions", "inventory", "wallet", "drops", "turbo", "store", "login", "signup", "activate", "popout", "moderator", "embed", "friends", "prime", "products", "team", "event", "collections", NULL };

static gboolean
consists_of (const char *text,
             const char *characters,
             gsize       most)
{
  gsize length = strlen (text);

  return length > 0 && length <= most && strspn (text, characters) == length;
}

static gboolean
is_number (const char *text)
{
  return consists_of (text, G_CSET_DIGITS, 20);
}

/**
 * cw_twitch_link_is_slug:
 * @text: a text
 *
 * Returns: whether @text could be the id of a clip; words could be, too
 */
gboolean
cw_twitch_link_is_slug (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return consists_of (text, SLUG_CHARACTERS, MOST_SLUG) && !is_number (text);
}

/* Words run together, a hyphen, and what nobody types by accident. */
static gboolean
is_modern_slug (const char *text)
{
  gsize length = strlen (text);

  return cw_twitch_link_is_slug (text) && g_ascii_isupper (text[0]) && length > SUFFIX + 8 && text[length - SUFFIX - 1] == '-' && strcspn (text, "-_") <= length - SUFFIX - 1;
}

static CwTwitchLinkKind
take (CwTwitchLinkKind kind,
      const char      *text,
      char           **id)
{
  gboolean good = FALSE;

  switch (kind)
    {
    case CW_TWITCH_LINK_CLIP:
      good = cw_twitch_link_is_slug (text);
      break;
    case CW_TWITCH_LINK_VOD:
      good = is_number (text);
      break;
    case CW_TWITCH_LINK_CHANNEL:
      good = consists_of (text, LOGIN_CHARACTERS, MOST_LOGIN) && !g_strv_contains (not_channels, text);
      break;
    case CW_TWITCH_LINK_NONE:
      break;
    }

  if (!good)
    return CW_TWITCH_LINK_NONE;

  *id = g_strdup (text);
  return kind;
}

/* In old links the channel comes first. */
static CwTwitchLinkKind
parse_embed (GUri  *uri,
             char **id)
{
  g_autoptr (GHashTable) query = g_uri_get_query (uri) != NULL ? g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL) : NULL;
  const char *clip = query != NULL ? g_hash_table_lookup (query, "clip") : NULL;
  const char *slash = clip != NULL ? strrchr (clip, '/') : NULL;

  return clip != NULL ? take (CW_TWITCH_LINK_CLIP, slash != NULL ? slash + 1 : clip, id) : CW_TWITCH_LINK_NONE;
}

/* clips.twitch.tv: SLUG, CHANNEL/SLUG, SLUG/edit, embed?clip=SLUG. */
static CwTwitchLinkKind
parse_clips_host (GUri              *uri,
                  const char *const *parts,
                  guint              n,
                  char             **id)
{
  if (n == 1 && g_str_equal (parts[0], "embed"))
    return parse_embed (uri, id);
  if (n == 1 || (n == 2 && g_str_equal (parts[1], "edit")))
    return take (CW_TWITCH_LINK_CLIP, parts[0], id);
  if (n == 2)
    return take (CW_TWITCH_LINK_CLIP, parts[1], id);

  return CW_TWITCH_LINK_NONE;
}

/* www.twitch.tv: LOGIN, LOGIN/clip/SLUG, clip/SLUG, videos/ID, LOGIN/v/ID. */
static CwTwitchLinkKind
parse_site (const char *const *parts,
            guint              n,
            char             **id)
{
  g_autofree char *login = NULL;

  if (n == 3 && g_str_equal (parts[1], "clip"))
    return take (CW_TWITCH_LINK_CLIP, parts[2], id);
  if (n == 2 && g_str_equal (parts[0], "clip"))
    return take (CW_TWITCH_LINK_CLIP, parts[1], id);
  if (n == 2 && g_str_equal (parts[0], "videos"))
    return take (CW_TWITCH_LINK_VOD, parts[1], id);
  if (n == 3 && (g_str_equal (parts[1], "v") || g_str_equal (parts[1], "video")))
    return take (CW_TWITCH_LINK_VOD, parts[2], id);
  if (n != 1 && !(n == 2 && (g_str_equal (parts[1], "clips") || g_str_equal (parts[1], "videos") || g_str_equal (parts[1], "about") || g_str_equal (parts[1], "schedule"))))
    return CW_TWITCH_LINK_NONE;

  login = g_ascii_strdown (parts[0], -1);
  return take (CW_TWITCH_LINK_CHANNEL, login, id);
}

static CwTwitchLinkKind
parse_uri (GUri  *uri,
           char **id)
{
  const char *host = g_uri_get_host (uri);
  g_auto (GStrv) all = g_strsplit (g_uri_get_path (uri), "/", -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (int i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (parts, all[i]);

  if (parts->len == 0 || host == NULL)
    return CW_TWITCH_LINK_NONE;
  if (g_ascii_strcasecmp (host, "clips.twitch.tv") == 0)
    return parse_clips_host (uri, (const char *const *) parts->pdata, parts->len, id);
  if (g_ascii_strcasecmp (host, "twitch.tv") == 0 || g_ascii_strcasecmp (host, "www.twitch.tv") == 0 || g_ascii_strcasecmp (host, "m.twitch.tv") == 0 || g_ascii_strcasecmp (host, "go.twitch.tv") == 0)
    return parse_site ((const char *const *) parts->pdata, parts->len, id);

  return CW_TWITCH_LINK_NONE;
}

/**
 * cw_twitch_link_parse:
 * @text: what the user pasted: a link, with or without its scheme, or a slug
 * @id: (out) (transfer full): what it leads to, untouched where that is nothing
 *
 * Returns: what kind of thing it leads to
 */
CwTwitchLinkKind
cw_twitch_link_parse (const char *text,
                      char      **id)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL && id != NULL, CW_TWITCH_LINK_NONE);

  if (!g_utf8_validate (text, -1, NULL))
    return CW_TWITCH_LINK_NONE;

  trimmed = g_strstrip (g_strdup (text));
  if (is_modern_slug (trimmed))
    return take (CW_TWITCH_LINK_CLIP, trimmed, id);

  whole = strstr (trimmed, "://") != NULL ? g_steal_pointer (&trimmed) : g_strconcat ("https://", trimmed, NULL);
  uri = g_uri_parse (whole, G_URI_FLAGS_ENCODED_PATH, NULL);

  return uri != NULL && (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http")) ? parse_uri (uri, id) : CW_TWITCH_LINK_NONE;
}
