/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "helix-clips.h"
#include "helix.h"
#include "json-make.h"
#include "buckets.h"
#include "media.h"
#include "sessions.h"

#define MOST_IDS 10

static JsonObject *
download_to_json (StandIn *self,
                  Clip    *clip)
{
  /* A clip that is not rendered has no file yet. */
  gboolean is_ready = helix_clip_is_there (self, clip) && !self->settings.rendering;

  return json_make ("clip_id", 's', clip->id,
                    "landscape_download_url", 't', is_ready ? media_make_download_url (self, clip, FALSE) : NULL,
                    "portrait_download_url", 't', is_ready && media_has_portrait (self, clip) ? media_make_download_url (self, clip, TRUE) : NULL,
                    NULL);
}

static gboolean
take_point (StandIn *self,
            Request *request)
{
  g_autofree char *bucket = g_strdup_printf ("downloads %s", request->token->user->id);
  gint64           remaining, seconds;

  if (buckets_take (self->buckets, bucket, self->settings.download_limit, &remaining, &seconds))
    return TRUE;

  /* The headers are those of the other bucket, which is not empty. */
  request_fail (request, 429, "Request limit exceeded");
  return FALSE;
}

void
helix_get_downloads (StandIn *self,
                     Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "clip_id");
  User      *channel;
  JsonArray *data;

  if (!take_point (self, request))
    return;

  channel = helix_require_editor (request);
  if (channel == NULL)
    return;

  if (ids[0] == NULL || g_strv_length (ids) > MOST_IDS)
    {
      request_fail (request, 400, ids[0] == NULL ? "Missing required parameter \"clip_id\"" : "The parameter \"clip_id\" was malformed: too many values");
      return;
    }

  data = json_array_new ();
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Clip *clip = g_hash_table_lookup (self->world->clips_by_id, ids[i]);

      if (clip == NULL || clip->broadcaster != channel)
        {
          json_array_unref (data);
          request_fail (request, 400, "The clip_id %s is not valid for this broadcaster", ids[i]);
          return;
        }

      json_array_add_object_element (data, download_to_json (self, clip));
    }

  helix_reply (request, 200, data, NULL);
}
