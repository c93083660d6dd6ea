/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "helix.h"
#include "json-make.h"
#include "sessions.h"

static gboolean
read_duration (Request *request,
               double  *duration)
{
  const char *text = request_get (request, "duration");
  char       *end = NULL;

  *duration = 30;
  if (text == NULL)
    return TRUE;

  *duration = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && *duration >= 5 && *duration <= 60)
    {
      *duration = (double) (gint64) (*duration * 10 + 0.5) / 10;
      return TRUE;
    }

  request_fail (request, 400, "The parameter \"duration\" was malformed: the value must be between 5 and 60");
  return FALSE;
}

/* Twitch says the same status for all three, and only the text tells which. */
static gboolean
may_be_clipped (Request *request,
                User    *channel)
{
  switch (channel->clip_rule)
    {
    case CLIPS_FREE:
      return TRUE;

    case CLIPS_DISABLED:
      request_fail (request, 403, "Clips are restricted for this channel.");
      break;

    case CLIPS_FOLLOWERS:
      request_fail (request, 403, "User does not have permissions to Clip on this channel.");
      break;

    case CLIPS_CATEGORY:
      request_fail (request, 403, "Clips are restricted for this category.");
      break;
    }

  return FALSE;
}

/* A new clip cannot be found at once, and sometimes never. */
static Clip *
create (StandIn *self,
        Request *request,
        User    *channel,
        double   duration)
{
  Clip       *clip = world_add_clip (self->world, channel, stand_in_now (self));
  const char *title = request_get (request, "title");

  g_set_str (&clip->title, title != NULL ? title : channel->title);
  clip->creator = request->token->user;
  clip->creator_id = clip->creator->id;
  clip->creator_name = clip->creator->display_name;
  clip->duration = duration;
  clip->views = 0;
  clip->featured = FALSE;
  clip->game = channel->game;
  clip->polls_left = self->settings.create_polls;
  clip->appears_at = stand_in_now (self) + self->settings.create_seconds;
  return clip;
}

static void
reply_created (Request *request,
               Clip    *clip)
{
  JsonArray *data = json_array_new ();

  json_array_add_object_element (data, json_make ("id", 's', clip->id,
                                                  "edit_url", 't', g_strdup_printf ("https://www.twitch.tv/%s/clip/%s", clip->broadcaster->login, clip->id),
                                                  NULL));
  request_set_header (request, "Ratelimit-Helixclipscreation-Limit", "600");
  request_set_header (request, "Ratelimit-Helixclipscreation-Remaining", "598");
  helix_reply (request, 202, data, NULL);
}

void
helix_create_clip (StandIn *self,
                   Request *request)
{
  User  *channel = helix_require_user (request, "broadcaster_id");
  double duration;

  if (channel == NULL || !read_duration (request, &duration))
    return;

  if (channel->live_since == 0)
    request_fail (request, 404, "Clipping is not possible for an offline channel.");
  else if (may_be_clipped (request, channel))
    reply_created (request, create (self, request, channel, duration));
}

static gboolean
may_edit (Request *request,
          User    *channel)
{
  User *user = request->token->user;

  if (user == channel || g_ptr_array_find (channel->editors, user, NULL))
    return TRUE;

  request_fail (request, 403, "The user is not an editor for the specified broadcaster.");
  return FALSE;
}

static gboolean
is_editor_self (Request *request)
{
  if (g_strcmp0 (request_get (request, "editor_id"), request->token->user->id) == 0)
    return TRUE;

  request_fail (request, 400, "The ID in editor_id must match the user ID found in the request's OAuth token.");
  return FALSE;
}

/**
 * helix_require_editor:
 *
 * Returns: (nullable): the channel whose clips the token's user may work on, or
 *   %NULL if @request has been answered
 */
User *
helix_require_editor (Request *request)
{
  User *channel = is_editor_self (request) ? helix_require_user (request, "broadcaster_id") : NULL;

  return channel != NULL && may_edit (request, channel) ? channel : NULL;
}

void
helix_create_clip_from_video (StandIn *self,
                              Request *request)
{
  User  *channel = helix_require_editor (request);
  Video *video;
  Clip  *clip;
  gint64 offset = -1;
  double duration;

  if (channel == NULL || !read_duration (request, &duration))
    return;

  video = request_get (request, "vod_id") != NULL ? g_hash_table_lookup (self->world->videos_by_id, request_get (request, "vod_id")) : NULL;

  if (request_get (request, "vod_id") == NULL)
    request_fail (request, 400, "Missing required parameter \"vod_id\"");
  else if (request_get (request, "title") == NULL || *request_get (request, "title") == '\0')
    request_fail (request, 400, "Missing required parameter \"title\"");
  else if (video == NULL || video->user != channel)
    request_fail (request, 404, "VOD not found");
  else if (!request_get_number (request, "vod_offset", &offset) || (double) offset < duration || offset > video->seconds)
    request_fail (request, 400, "The parameter \"vod_offset\" was malformed: the value must not be less than the duration");
  else if (may_be_clipped (request, channel))
    {
      clip = create (self, request, channel, duration);
      clip->video = video;
      clip->vod_offset = offset - (gint64) duration;
      reply_created (request, clip);
    }
}
