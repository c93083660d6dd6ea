/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gql-clip.h"

#include "helix-clips.h"
#include "json-make.h"
#include "media.h"

static gboolean
is_rendered (StandIn *self,
             Clip    *clip)
{
  return !self->settings.rendering && helix_clip_is_there (self, clip);
}

static JsonObject *
quality_to_json (StandIn       *self,
                 Clip          *clip,
                 gboolean       portrait,
                 const Quality *quality)
{
  return json_make ("frameRate", 'd', quality->frame_rate,
                    "quality", 's', quality->label,
                    "sourceURL", 't', is_rendered (self, clip) ? media_make_source_url (self, clip, portrait, quality) : g_strdup (""),
                    "width", 'i', quality->real_width,
                    "height", 'i', quality->real_height,
                    "bitrate", 'i', quality->real_width * quality->real_height * 3,
                    "codecs", 's', "avc1.64001F,mp4a.40.2",
                    "videoCodec", 's', "h264",
                    NULL);
}

/* In any order, as Twitch has them. */
static JsonArray *
list_qualities (StandIn *self,
                Clip    *clip,
                gboolean portrait)
{
  JsonArray     *array = json_array_new ();
  guint          n;
  const Quality *qualities = media_list_qualities (portrait, &n);
  guint          first = (guint) g_random_int_range (0, (int) n);
  gboolean       backwards = g_random_boolean ();

  for (guint i = 0; i < n; i++)
    json_array_add_object_element (array, quality_to_json (self, clip, portrait, &qualities[(first + (backwards ? n - i : i)) % n]));

  return array;
}

static JsonObject *
make_playback_token (StandIn *self,
                     Clip    *clip)
{
  char *signature;
  char *value = media_make_token (self, clip, &signature);

  return json_make ("signature", 't', signature, "value", 't', value, NULL);
}

/**
 * gql_clip_make_token:
 *
 * Returns: (transfer full): what VideoAccessToken_Clip tells of @clip
 */
JsonObject *
gql_clip_make_token (StandIn *self,
                     Clip    *clip)
{
  return json_make ("id", 't', g_strdup_printf ("%" G_GINT64_FORMAT, clip->number),
                    "playbackAccessToken", 'o', make_playback_token (self, clip),
                    "videoQualities", 'a', list_qualities (self, clip, FALSE),
                    "__typename", 's', "Clip",
                    NULL);
}

static JsonObject *
corner (double x,
        double y)
{
  return json_make ("xPercentage", 'd', x, "yPercentage", 'd', y, NULL);
}

static JsonObject *
frame (double left,
       double top,
       double right,
       double bottom)
{
  return json_make ("topLeft", 'o', corner (left, top), "bottomRight", 'o', corner (right, bottom), NULL);
}

/* How the portrait picture was cut out of the other. */
static JsonObject *
make_portrait_layout (Clip *clip)
{
  gboolean stacked = clip->hash & 1;

  return json_make ("portraitClipLayout", 's', stacked ? "STACKED" : "FULL",
                    "fullTemplateMetadata", 'o', stacked ? NULL : json_make ("mainFrame", 'o', frame (34.2, 0, 65.8, 100), NULL),
                    "stackedTemplateMetadata", 'o', stacked ? json_make ("topFrame", 'o', frame (0, 0, 30, 40), "bottomFrame", 'o', frame (20, 0, 80, 100), NULL) : NULL,
                    NULL);
}

static JsonObject *
asset_to_json (StandIn *self,
               Clip    *clip,
               gboolean portrait)
{
  gboolean ready = is_rendered (self, clip);

  return json_make ("id", 't', g_strdup_printf ("%08x-%d", clip->hash, portrait),
                    "aspectRatio", 'd', portrait ? 0.5625 : 1.7777777778,
                    "type", 's', portrait ? "RECOMPOSED" : "SOURCE",
                    "creationState", 's', ready ? "CREATED" : "CREATING",
                    "createdAt", 't', world_time (clip->created_at),
                    "thumbnailURL", 't', ready ? g_strdup_printf ("%s/cdn/twitch-clips-thumbnails-prod/%s/%08x/preview-480x272.jpg", self->url, clip->id, clip->hash) : g_strdup (""),
                    "videoQualities", 'a', list_qualities (self, clip, portrait),
                    "portraitMetadata", 'o', portrait ? make_portrait_layout (clip) : NULL,
                    NULL);
}

static JsonArray *
list_assets (StandIn *self,
             Clip    *clip)
{
  JsonArray *array = json_array_new ();

  json_array_add_object_element (array, asset_to_json (self, clip, FALSE));
  if (media_has_portrait (self, clip))
    json_array_add_object_element (array, asset_to_json (self, clip, TRUE));

  return array;
}

static JsonObject *
person_to_json (StandIn *self,
                User    *user)
{
  if (user == NULL)
    return NULL;

  return json_make ("id", 's', user->id, "login", 's', user->login, "displayName", 's', user->display_name,
                    "profileImageURL", 't', g_strdup_printf ("%s/cdn/profile/%s-70x70.png", self->url, user->id), NULL);
}

static JsonObject *
broadcaster_to_json (StandIn *self,
                     User    *user)
{
  JsonObject *object = person_to_json (self, user);

  json_object_set_boolean_member (object, "isPartner", g_str_equal (user->broadcaster_type, "partner"));
  json_object_set_object_member (object, "followers", json_make ("totalCount", 'i', (gint64) 1234, NULL));
  if (user->live_since > 0)
    json_object_set_object_member (object, "stream", json_make ("id", 's', user->stream_id, NULL));
  else
    json_object_set_null_member (object, "stream");
  json_object_set_null_member (object, "lastBroadcast");
  return object;
}

static JsonObject *
game_to_json (StandIn *self,
              Game    *game)
{
  if (game == NULL)
    return NULL;

  return json_make ("id", 's', game->id, "name", 's', game->name, "displayName", 's', game->name, "slug", 't', g_strdup_printf ("game-%s", game->id),
                    "boxArtURL", 't', g_strdup_printf ("%s/cdn/boxart/%s-52x72.jpg", self->url, game->id), NULL);
}

/**
 * gql_clip_make_full:
 *
 * Returns: (transfer full): what ShareClipRenderStatus tells of @clip
 */
JsonObject *
gql_clip_make_full (StandIn *self,
                    Clip    *clip)
{
  JsonObject *object = json_make ("id", 't', g_strdup_printf ("%" G_GINT64_FORMAT, clip->number),
                                  "slug", 's', clip->id,
                                  "url", 't', g_strdup_printf ("https://clips.twitch.tv/%s", clip->id),
                                  "embedURL", 't', g_strdup_printf ("https://clips.twitch.tv/embed?clip=%s", clip->id),
                                  "title", 's', clip->title,
                                  "viewCount", 'i', clip->views,
                                  "language", 't', g_ascii_strup (clip->language, -1),
                                  "isFeatured", 'b', clip->featured,
                                  "isPublished", 'b', TRUE,
                                  "createdAt", 't', world_time (clip->created_at),
                                  "durationSeconds", 'i', (gint64) (clip->duration + 0.5),
                                  "thumbnailURL", 't', g_strdup_printf ("%s/cdn/twitch-clips-thumbnails-prod/%s/%08x/preview-480x272.jpg", self->url, clip->id, clip->hash),
                                  "isViewerEditRestricted", 'b', FALSE,
                                  "playbackAccessToken", 'o', make_playback_token (self, clip),
                                  "curator", 'o', person_to_json (self, clip->creator),
                                  "broadcaster", 'o', broadcaster_to_json (self, clip->broadcaster),
                                  "game", 'o', game_to_json (self, clip->game),
                                  "broadcast", 'o', json_make ("id", 's', "40000000000", NULL),
                                  "video", 'o', clip->video != NULL ? json_make ("id", 's', clip->video->id, "broadcastType", 's', "ARCHIVE", "title", 's', clip->video->title, NULL) : NULL,
                                  "assets", 'a', list_assets (self, clip),
                                  "videoQualities", 'a', list_qualities (self, clip, FALSE),
                                  "__typename", 's', "Clip",
                                  NULL);

  if (clip->video != NULL && clip->vod_offset >= 0)
    json_object_set_int_member (object, "videoOffsetSeconds", clip->vod_offset);
  else
    json_object_set_null_member (object, "videoOffsetSeconds");
  return object;
}
