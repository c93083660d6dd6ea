/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-side-file.h"

#include "cw-clip-export.h"
#include "cw-error.h"
#include "cw-ffmetadata.h"
#include "cw-json-text.h"
#include "cw-json.h"
#include "cw-side-shape.h"

#include <glib/gi18n.h>
#include <string.h>

/* A list of all clips of a large channel, and no more. */
#define MOST_CLIPS 200000

/* “creator” is the channel, “uploader” the one who made the clip. Before 2023 the id
 * and the display_id were the other way round. */
static const CwSideField yt_dlp_clip[] = {
  { "title", "title", CW_SIDE_TEXT },
  { "webpage_url", "twitch-id", CW_SIDE_CLIP_LINK },
  { "original_url", "twitch-id", CW_SIDE_CLIP_LINK },
  { "display_id", "twitch-id", CW_SIDE_SLUG },
  { "id", "twitch-id", CW_SIDE_SLUG },
  { "webpage_url", "url", CW_SIDE_LINK },
  { "original_url", "url", CW_SIDE_LINK },
  { "channel", "channel-name", CW_SIDE_TEXT },
  { "creators", "channel-name", CW_SIDE_FIRST },
  { "creator", "channel-name", CW_SIDE_TEXT },
  { "channel_id", "channel-id", CW_SIDE_ID },
  { "uploader", "creator-name", CW_SIDE_TEXT },
  { "uploader_id", "creator-id", CW_SIDE_ID },
  { "categories", "category-name", CW_SIDE_FIRST },
  { "game", "category-name", CW_SIDE_TEXT },
  { "timestamp", "created", CW_SIDE_UNIX },
  { "upload_date", "created", CW_SIDE_DAY },
  { "view_count", "views", CW_SIDE_NUMBER },
  { "views", "views", CW_SIDE_NUMBER },
  { "duration", "duration", CW_SIDE_SECONDS },
  { "language", "language", CW_SIDE_TEXT },
  { "tags", "tags", CW_SIDE_TEXTS },
};

/* Of a broadcast, or of another site. */
static const CwSideField yt_dlp_video[] = {
  { "title", "title", CW_SIDE_TEXT },
  { "webpage_url", "url", CW_SIDE_LINK },
  { "original_url", "url", CW_SIDE_LINK },
  { "channel", "channel-name", CW_SIDE_TEXT },
  { "uploader", "channel-name", CW_SIDE_TEXT },
  { "creators", "channel-name", CW_SIDE_FIRST },
  { "creator", "channel-name", CW_SIDE_TEXT },
  { "categories", "category-name", CW_SIDE_FIRST },
  { "game", "category-name", CW_SIDE_TEXT },
  { "timestamp", "created", CW_SIDE_UNIX },
  { "upload_date", "created", CW_SIDE_DAY },
  { "view_count", "views", CW_SIDE_NUMBER },
  { "duration", "duration", CW_SIDE_SECONDS },
  { "language", "language", CW_SIDE_TEXT },
  { "tags", "tags", CW_SIDE_TEXTS },
};

static const CwSideField yt_dlp_vod[] = {
  { "id", "vod-id", CW_SIDE_VOD },
  { "section_start", "vod-offset", CW_SIDE_SECONDS },
};

static const CwSideField twitch_downloader[] = {
  { "video/title", "title", CW_SIDE_TEXT },
  { "video/id", "twitch-id", CW_SIDE_SLUG },
  { "video/id", "vod-id", CW_SIDE_VOD },
  { "video/created_at", "created", CW_SIDE_TIME },
  { "video/viewCount", "views", CW_SIDE_NUMBER },
  { "video/game", "category-name", CW_SIDE_TEXT },
  { "streamer/name", "channel-name", CW_SIDE_TEXT },
  { "streamer/login", "channel-name", CW_SIDE_TEXT },
  { "streamer/id", "channel-id", CW_SIDE_ID },
  { "clipper/name", "creator-name", CW_SIDE_TEXT },
  { "clipper/login", "creator-name", CW_SIDE_TEXT },
  { "clipper/id", "creator-id", CW_SIDE_ID },
};

/* Of a clip the chat is as long as it is; of a broadcast it may be a part. */
static const CwSideField twitch_downloader_clip[] = {
  { "video/length", "duration", CW_SIDE_SECONDS },
};

/* What Twitch's website gets, and what its interface before Helix gave. */
static const CwSideField graphql[] = {
  { "title", "title", CW_SIDE_TEXT },
  { "slug", "twitch-id", CW_SIDE_SLUG },
  { "url", "twitch-id", CW_SIDE_CLIP_LINK },
  { "url", "url", CW_SIDE_LINK },
  { "broadcaster/displayName", "channel-name", CW_SIDE_TEXT },
  { "broadcaster/display_name", "channel-name", CW_SIDE_TEXT },
  { "broadcaster/login", "channel-name", CW_SIDE_TEXT },
  { "broadcaster/id", "channel-id", CW_SIDE_ID },
  { "curator/displayName", "creator-name", CW_SIDE_TEXT },
  { "curator/display_name", "creator-name", CW_SIDE_TEXT },
  { "curator/login", "creator-name", CW_SIDE_TEXT },
  { "curator/id", "creator-id", CW_SIDE_ID },
  { "game/displayName", "category-name", CW_SIDE_TEXT },
  { "game/name", "category-name", CW_SIDE_TEXT },
  { "game", "category-name", CW_SIDE_TEXT },
  { "game/id", "category-id", CW_SIDE_ID },
  { "createdAt", "created", CW_SIDE_TIME },
  { "created_at", "created", CW_SIDE_TIME },
  { "viewCount", "views", CW_SIDE_NUMBER },
  { "views", "views", CW_SIDE_NUMBER },
  { "durationSeconds", "duration", CW_SIDE_SECONDS },
  { "duration", "duration", CW_SIDE_SECONDS },
  { "language", "language", CW_SIDE_TEXT },
  { "video/id", "vod-id", CW_SIDE_VOD },
  { "vod/id", "vod-id", CW_SIDE_VOD },
  { "videoOffsetSeconds", "vod-offset", CW_SIDE_SECONDS },
  { "vod/offset", "vod-offset", CW_SIDE_SECONDS },
};

static const CwSideField helix[] = {
  { "id", "twitch-id", CW_SIDE_SLUG },
  { "url", "url", CW_SIDE_LINK },
  { "title", "title", CW_SIDE_TEXT },
  { "broadcaster_id", "channel-id", CW_SIDE_ID },
  { "broadcaster_name", "channel-name", CW_SIDE_TEXT },
  { "creator_id", "creator-id", CW_SIDE_ID },
  { "creator_name", "creator-name", CW_SIDE_TEXT },
  { "video_id", "vod-id", CW_SIDE_VOD },
  { "vod_offset", "vod-offset", CW_SIDE_SECONDS },
  { "game_id", "category-id", CW_SIDE_ID },
  { "game_name", "category-name", CW_SIDE_TEXT },
  { "language", "language", CW_SIDE_TEXT },
  { "view_count", "views", CW_SIDE_NUMBER },
  { "created_at", "created", CW_SIDE_TIME },
  { "duration", "duration", CW_SIDE_SECONDS },
};

typedef struct
{
  GPtrArray     *clips;
  CwSideFileKind kind;
} Reading;

#define READ(fields, object, builder) cw_side_shape_read (fields, G_N_ELEMENTS (fields), object, builder)

static void
read_yt_dlp (JsonObject            *object,
             const char            *extractor,
             CwClipMetadataBuilder *builder)
{
  if (g_ascii_strcasecmp (extractor, "twitch:clips") == 0 || g_ascii_strcasecmp (extractor, "TwitchClips") == 0)
    {
      READ (yt_dlp_clip, object, builder);
      return;
    }

  READ (yt_dlp_video, object, builder);
  if (g_ascii_strcasecmp (extractor, "twitch:vod") == 0 || g_ascii_strcasecmp (extractor, "TwitchVod") == 0)
    READ (yt_dlp_vod, object, builder);
}

static void
read_twitch_downloader (JsonObject            *object,
                        CwClipMetadataBuilder *builder)
{
  READ (twitch_downloader, object, builder);
  if (cw_clip_metadata_builder_has (builder, "twitch-id"))
    READ (twitch_downloader_clip, object, builder);
}

/* A string or a number. */
static gboolean
has_value (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node);
}

/* Whether it is a clip that anybody of them wrote. */
static gboolean
read_clip (JsonObject            *object,
           CwClipMetadataBuilder *builder,
           CwSideFileKind        *kind)
{
  const char *extractor = cw_json_get_string (object, "extractor");

  if (extractor == NULL)
    extractor = cw_json_get_string (object, "extractor_key");

  if (extractor != NULL)
    {
      *kind = CW_SIDE_FILE_YT_DLP;
      read_yt_dlp (object, extractor, builder);
      return TRUE;
    }

  if (cw_json_get_object (object, "streamer") != NULL && (cw_json_get_object (object, "video") != NULL || cw_json_get_array (object, "comments") != NULL))
    {
      *kind = CW_SIDE_FILE_TWITCH_DOWNLOADER;
      read_twitch_downloader (object, builder);
      return TRUE;
    }

  if (cw_json_get_object (object, "broadcaster") != NULL && (has_value (object, "title") || has_value (object, "slug")))
    {
      *kind = CW_SIDE_FILE_GRAPHQL;
      READ (graphql, object, builder);
      return TRUE;
    }

  if (has_value (object, "id") && (has_value (object, "broadcaster_id") || has_value (object, "broadcaster_name")))
    {
      *kind = CW_SIDE_FILE_HELIX;
      READ (helix, object, builder);
      return TRUE;
    }

  return FALSE;
}

static void
add_clip (Reading    *reading,
          JsonObject *object)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();

  if (object != NULL && reading->clips->len < MOST_CLIPS && read_clip (object, builder, &reading->kind))
    g_ptr_array_add (reading->clips, cw_clip_metadata_builder_end (builder));
}

static void
add_clips (Reading   *reading,
           JsonArray *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = cw_json_get_element_object (array, i);
      JsonObject *node = cw_json_get_object (element, "node");

      add_clip (reading, node != NULL ? node : element);
    }
}

/* One clip, or wherever a list of them may be. */
static void
read_object (Reading    *reading,
             JsonObject *object)
{
  JsonObject *data = cw_json_get_object (object, "data");

  add_clip (reading, object);
  if (reading->clips->len > 0)
    return;

  add_clip (reading, cw_json_get_object (data, "clip"));
  add_clips (reading, cw_json_get_array (object, "data"));
  add_clips (reading, cw_json_get_array (object, "clips"));
  add_clips (reading, cw_json_get_array (cw_json_get_object (object, "clips"), "edges"));
}

static GPtrArray *
read_json (const char     *text,
           gsize           length,
           CwSideFileKind *kind,
           GError        **error)
{
  g_autoptr (JsonNode) root = cw_json_text_parse (text, length, error);
  g_autoptr (GPtrArray) clips = NULL;
  Reading reading = { NULL, CW_SIDE_FILE_NONE };

  if (root == NULL)
    return NULL;

  if (cw_clip_export_is_own (root))
    {
      *kind = CW_SIDE_FILE_OWN;
      return cw_clip_export_read (root, error);
    }

  reading.clips = clips = g_ptr_array_new_with_free_func (g_object_unref);
  if (JSON_NODE_HOLDS_OBJECT (root))
    read_object (&reading, json_node_get_object (root));
  else if (JSON_NODE_HOLDS_ARRAY (root))
    add_clips (&reading, json_node_get_array (root));

  *kind = reading.kind;
  return clips->len > 0 ? g_steal_pointer (&clips) : NULL;
}

/**
 * cw_side_file_read:
 * @text: what a file holds, anything
 * @length: bytes of @text
 * @kind: (out) (optional): whose format it is in
 * @error: %CW_ERROR_MALFORMED where it is broken, with the line and the reason;
 *   %CW_ERROR_UNSUPPORTED where a later version of this program wrote it
 *
 * Reads what a download tool wrote about clips. What it did not write, or wrote in
 * another way than expected, is unknown. It may take long: call it on a thread.
 *
 * Returns: (transfer full) (nullable) (element-type CwClipMetadata): the clips that it
 *   tells of, mostly one; %NULL with @error where it is broken, and without where it is
 *   something else
 */
GPtrArray *
cw_side_file_read (const char     *text,
                   gsize           length,
                   CwSideFileKind *kind,
                   GError        **error)
{
  CwSideFileKind other;
  gsize          start = 0;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  kind = kind != NULL ? kind : &other;
  *kind = CW_SIDE_FILE_NONE;

  if (length > CW_SIDE_FILE_MOST_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("It is too large: more than %d MiB"), CW_SIDE_FILE_MOST_BYTES / (1024 * 1024));
      return NULL;
    }

  /* The mark that Windows' tools begin a text with. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    start = 3;
  while (start < length && g_ascii_isspace (text[start]))
    start++;

  if (start == length)
    return NULL;

  if (text[start] == '{' || text[start] == '[')
    return read_json (text + start, length - start, kind, error);

  if (cw_ffmetadata_is (text + start, length - start))
    {
      GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);

      *kind = CW_SIDE_FILE_FFMETADATA;
      g_ptr_array_add (clips, cw_ffmetadata_read (text + start, length - start));
      return clips;
    }

  return NULL;
}
