/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-answer.h"

#include "cw-error.h"
#include "cw-json.h"
#include "cw-rendition.h"

#include <glib/gi18n.h>

/* What is read into, and what was seen on the way. */
typedef struct
{
  GPtrArray  *renditions;
  const char *signature;
  const char *token;
  gboolean    rendering;
} Reading;

/* The server shows a file only to who brings these. */
static char *
sign (Reading    *self,
      const char *url)
{
  g_autofree char *token = g_uri_escape_string (self->token, NULL, FALSE);

  return g_strdup_printf ("%s%csig=%s&token=%s", url, strchr (url, '?') != NULL ? '&' : '?', self->signature, token);
}

static gboolean
is_there (Reading    *self,
          const char *url)
{
  for (guint i = 0; i < self->renditions->len; i++)
    if (g_str_equal (cw_rendition_get_url (self->renditions->pdata[i]), url))
      return TRUE;

  return FALSE;
}

static void
add (Reading    *self,
     const char *url,
     gint64      height,
     double      rate,
     gboolean    portrait)
{
  g_autofree char *signed_url = sign (self, url);

  if ((g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")) && !is_there (self, signed_url))
    g_ptr_array_add (self->renditions, cw_rendition_new (signed_url, height, (gint64) (CLAMP (rate, 0, 1000) * 1000 + 0.5), portrait));
}

static gint64
read_height (JsonObject *quality)
{
  const char *label = cw_json_get_string (quality, "quality");
  gint64      height = 0;
  gint64      width = 0;

  if (label != NULL && g_ascii_string_to_signed (label, 10, 1, 100000, &height, NULL))
    return height;

  cw_json_get_int (quality, "height", &height);
  cw_json_get_int (quality, "width", &width);
  return CLAMP (width > 0 ? MIN (width, height) : height, 0, 100000);
}

static void
read_qualities (Reading   *self,
                JsonArray *qualities,
                gboolean   portrait)
{
  for (guint i = 0; qualities != NULL && i < json_array_get_length (qualities); i++)
    {
      JsonObject *quality = cw_json_get_element_object (qualities, i);
      const char *url = quality != NULL ? cw_json_get_string (quality, "sourceURL") : NULL;
      double      rate = 0;

      if (url == NULL || *url == '\0')
        {
          self->rendering = TRUE;
          continue;
        }

      cw_json_get_double (quality, "frameRate", &rate);
      add (self, url, read_height (quality), rate, portrait);
    }
}

static gboolean
is_portrait (JsonObject *asset)
{
  double ratio = 0;

  if (cw_json_get_double (asset, "aspectRatio", &ratio) && ratio > 0)
    return ratio < 1;

  return cw_json_get_object (asset, "portraitMetadata") != NULL;
}

static void
read_assets (Reading   *self,
             JsonArray *assets)
{
  for (guint i = 0; assets != NULL && i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = cw_json_get_element_object (assets, i);
      const char *state = asset != NULL ? cw_json_get_string (asset, "creationState") : NULL;

      if (asset == NULL)
        continue;

      self->rendering = self->rendering || g_strcmp0 (state, "CREATING") == 0;
      read_qualities (self, cw_json_get_array (asset, "videoQualities"), is_portrait (asset));
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return cw_rendition_compare (*(CwRendition *const *) a, *(CwRendition *const *) b);
}

static gboolean
is_allowed (JsonObject *token,
            GError    **error)
{
  JsonObject *authorization = cw_json_get_object (token, "authorization");
  const char *reason = cw_json_get_string (authorization, "reason");
  gboolean    forbidden = FALSE;

  cw_json_get_boolean (authorization, "forbidden", &forbidden);
  if (!forbidden)
    return TRUE;

  if (reason != NULL && *reason != '\0')
    g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("Twitch does not show this clip to everybody (“%s”)"), reason);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("Twitch does not show this clip to everybody"));
  return FALSE;
}

/**
 * cw_clip_answer_read:
 * @clip: what Twitch says of a clip
 * @error: %CW_ERROR_DENIED where it may not be watched, %CW_ERROR_OFFLINE while it is
 *   being rendered, %CW_ERROR_UNSUPPORTED where there is nothing that we know
 *
 * Understands both the long answer, with what was made of the clip, and the short
 * one with only the landscape picture.
 *
 * Returns: (nullable) (transfer full): the #CwRendition there are, the best first
 */
GPtrArray *
cw_clip_answer_read (JsonObject *clip,
                     GError    **error)
{
  JsonObject *access = cw_json_get_object (clip, "playbackAccessToken");
  g_autoptr (GPtrArray) renditions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  Reading     self = { .renditions = renditions, .signature = cw_json_get_string (access, "signature"), .token = cw_json_get_string (access, "value") };
  JsonObject *token = NULL;
  const char *url;

  if (self.signature != NULL && self.token != NULL && json_parser_load_from_data (parser, self.token, -1, NULL) && JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    token = json_node_get_object (json_parser_get_root (parser));
  if (token == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, "There is no token");
      return NULL;
    }
  if (!is_allowed (token, error))
    return NULL;

  read_assets (&self, cw_json_get_array (clip, "assets"));
  read_qualities (&self, cw_json_get_array (clip, "videoQualities"), FALSE);

  /* One that the token names itself, which may be there when the others are not. */
  url = cw_json_get_string (token, "clip_uri");
  if (url != NULL && *url != '\0' && !self.rendering)
    add (&self, url, 0, 0, FALSE);

  if (renditions->len == 0 && self.rendering)
    g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch is still making this clip: try again in a minute"));
  else if (renditions->len == 0)
    g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, "There are no files");
  if (renditions->len == 0)
    return NULL;

  g_ptr_array_sort (renditions, compare);
  return g_steal_pointer (&renditions);
}
