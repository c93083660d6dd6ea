/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "faults.h"
#include "handlers.h"
#include "json-make.h"
#include "media.h"
#include "pictures.h"

#define DENIED "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>AccessDenied</Code><Message>Access denied</Message></Error>"

static void
refuse (Request *request,
        guint    status)
{
  request_reply_text (request, status, "application/xml", DENIED);
}

/* Of the one range that is asked for. More at once nobody needs, and gets the
 * whole file. */
static gboolean
read_range (const char *header,
            gint64      size,
            gint64     *start,
            gint64     *end)
{
  g_auto (GStrv) parts = NULL;

  if (header == NULL || !g_str_has_prefix (header, "bytes=") || strchr (header, ',') != NULL)
    return FALSE;

  parts = g_strsplit (header + strlen ("bytes="), "-", 2);
  if (g_strv_length (parts) != 2)
    return FALSE;

  *end = size - 1;
  if (*parts[0] == '\0')
    {
      if (!g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT64, start, NULL))
        return FALSE;

      *start = MAX (size - *start, 0);
      return TRUE;
    }

  if (!g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, start, NULL))
    return FALSE;

  if (*parts[1] != '\0' && !g_ascii_string_to_signed (parts[1], 10, *start, G_MAXINT64, end, NULL))
    return FALSE;

  *end = MIN (*end, size - 1);
  return TRUE;
}

/* With a clip's id in a box that players leave out. */
static GBytes *
make_different (GBytes     *content,
                const char *id)
{
  guint8      length = (guint8) (8 + strlen (id));
  guint8      head[] = { 0, 0, 0, length, 'f', 'r', 'e', 'e' };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (content, NULL), (guint) g_bytes_get_size (content));
  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) id, (guint) strlen (id));
  return g_byte_array_free_to_bytes (bytes);
}

/* The ETag is of what is in the file, as with Amazon's store: the same at another address. */
static void
on_media (GBytes  *all,
          gpointer data)
{
  g_autoptr (SoupServerMessage) message = data;
  Request    *request = g_object_get_data (G_OBJECT (message), "request");
  const char *id = g_object_get_data (G_OBJECT (message), "clip");
  g_autoptr (GBytes) content = id != NULL ? make_different (all, id) : g_bytes_ref (all);
  gint64           size = (gint64) g_bytes_get_size (content);
  gboolean         changed = request->fault != NULL && fault_changes_etag (request->fault);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, content);
  g_autofree char *etag = g_strdup_printf ("\"%s%s\"", sum, changed ? "-2" : "");
  const char      *condition = request_get_header (request, "If-Range");
  gint64           start, end;

  request_set_header (request, "ETag", etag);
  request_set_header (request, "Accept-Ranges", "bytes");
  if ((condition != NULL && !g_str_equal (condition, etag)) || !read_range (request_get_header (request, "Range"), size, &start, &end))
    {
      request_reply (request, 200, "video/mp4", content);
    }
  else if (start >= size)
    {
      g_autofree char *range = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);

      request_set_header (request, "Content-Range", range);
      request_reply_text (request, 416, NULL, "");
    }
  else
    {
      g_autofree char *range = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, start, end, size);
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (content, (gsize) start, (gsize) (end - start + 1));

      request_set_header (request, "Content-Range", range);
      request_reply (request, 206, "video/mp4", part);
    }

  server_finish (request);
}

static void
send_media (StandIn       *self,
            Request       *request,
            Clip          *clip,
            const Quality *quality)
{
  double seconds = self->settings.media_seconds > 0 ? (double) self->settings.media_seconds : clip->duration;

  if (self->settings.media_differ)
    g_object_set_data_full (G_OBJECT (request->message), "clip", g_strdup (clip->id), g_free);

  /* The message keeps its request, also if the client leaves meanwhile. */
  media_get (self->media, quality, seconds, on_media, g_object_ref (request->message));
}

static const Quality *
find_quality (gboolean    is_portrait,
              const char *label)
{
  guint          n;
  const Quality *list = media_list_qualities (is_portrait, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (list[i].label, label))
      return &list[i];

  return NULL;
}

static gboolean
token_allows (StandIn    *self,
              const char *text,
              Clip       *clip)
{
  g_autoptr (JsonObject) token = json_make_parse (text, -1, NULL);

  return token != NULL && json_object_get_int_member_with_default (token, "expires", 0) > stand_in_now (self) && g_str_equal (json_make_get_text (token, "clip_slug", ""), clip->id);
}

/* SLUG/landscape/QUALITY/video.mp4 */
void
cdn_get_media (StandIn *self,
               Request *request)
{
  g_auto (GStrv) parts = g_strsplit (request->rest, "/", -1);
  const char    *signature = request_get (request, "sig");
  const char    *token = request_get (request, "token");
  Clip          *clip = parts[0] != NULL ? g_hash_table_lookup (self->world->clips_by_id, parts[0]) : NULL;
  const Quality *quality = NULL;

  if (g_strv_length (parts) == 4)
    quality = find_quality (g_str_equal (parts[1], "portrait"), parts[2]);

  /* One who shows no token does not learn whether there is such a file. */
  if (clip == NULL || quality == NULL || signature == NULL || token == NULL)
    refuse (request, 404);
  else if (!media_check_signature (self, token, signature) || !token_allows (self, token, clip))
    refuse (request, 403);
  else
    send_media (self, request, clip, quality);
}

static gboolean
policy_allows (StandIn    *self,
               Request    *request,
               const char *policy)
{
  g_autoptr (JsonNode) node = json_from_string (policy, NULL);
  g_autoptr (JsonNode) time = NULL;
  JsonArray *times;

  if (node == NULL)
    return FALSE;

  time = json_path_query ("$.Statement[0].Condition.DateLessThan['AWS:EpochTime']", node, NULL);
  times = time != NULL ? json_node_get_array (time) : NULL;
  return times != NULL && json_array_get_length (times) == 1 && json_array_get_int_element (times, 0) > stand_in_now (self) && strstr (policy, request->path) != NULL;
}

/* UNIQUE/SLUG/landscape/index.mp4 */
void
cdn_get_download (StandIn *self,
                  Request *request)
{
  g_auto (GStrv) parts = g_strsplit (request->rest, "/", -1);
  g_autofree char *encoded = g_strdup (request_get (request, "Policy"));
  const char      *signature = request_get (request, "Signature");
  Clip            *clip = g_strv_length (parts) == 4 ? g_hash_table_lookup (self->world->clips_by_id, parts[1]) : NULL;
  g_autofree char *policy = NULL;
  gsize            length;

  if (encoded == NULL || signature == NULL)
    {
      refuse (request, 403);
      return;
    }

  g_strdelimit (encoded, "-", '+');
  g_strdelimit (encoded, "_", '=');
  g_strdelimit (encoded, "~", '/');
  g_base64_decode_inplace (encoded, &length);
  policy = g_strndup (encoded, length);

  if (!media_check_signature (self, policy, signature) || !policy_allows (self, request, policy))
    refuse (request, 403);
  else if (clip == NULL)
    refuse (request, 404);
  else
    send_media (self, request, clip, media_list_qualities (g_str_equal (parts[2], "portrait"), &(guint) { 0 }));
}

static gboolean
has_picture (StandIn    *self,
             const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  Clip *clip;

  if (g_strcmp0 (parts[0], "twitch-clips-thumbnails-prod") != 0)
    return TRUE;

  clip = parts[1] != NULL ? g_hash_table_lookup (self->world->clips_by_id, parts[1]) : NULL;
  return clip != NULL && !clip->thumbnail_broken;
}

/* Anything that ends in -WIDTHxHEIGHT.jpg or .png; the part before says what it
 * looks like. */
void
cdn_get_picture (StandIn *self,
                 Request *request)
{
  g_autoptr (GBytes) picture = has_picture (self, request->rest) ? pictures_make (request->rest) : NULL;

  if (picture == NULL)
    {
      refuse (request, 404);
      return;
    }

  request_set_header (request, "Cache-Control", "public, max-age=86400");
  request_reply (request, 200, g_str_has_suffix (request->rest, ".png") ? "image/png" : "image/jpeg", picture);
}
