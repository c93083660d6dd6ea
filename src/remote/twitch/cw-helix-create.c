/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-create.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-json.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Twitch has one status for several reasons: only its words tell them apart, which
 * cw_helix_send() puts into its own. */
static const struct
{
  CwError     code;
  const char *words;
  const char *sentence;
} refusals[] = {
  { CW_ERROR_MISSING, "offline channel", N_ ("This channel is not live: only what is on the air can be clipped") },
  { CW_ERROR_MISSING, "VOD", N_ ("Twitch does not have this broadcast any more") },
  { CW_ERROR_DENIED, "restricted for this channel", N_ ("This channel has switched clips off") },
  { CW_ERROR_DENIED, "restricted for this category", N_ ("Twitch allows no clips of this category") },
  { CW_ERROR_DENIED, "does not have permissions", N_ ("This channel lets only some of its viewers make clips: its followers or subscribers, say") },
  { CW_ERROR_DENIED, "not an editor", N_ ("Only the channel itself and its editors can make clips of its past broadcasts") },
  { CW_ERROR_INVALID, "itle", N_ ("Twitch does not accept this title: choose another") },
};

static DexFuture *
reject (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, CW_ERROR, (int) refusals[i].code) && strstr (error->message, refusals[i].words) != NULL)
      return dex_future_new_reject (CW_ERROR, (int) refusals[i].code, "%s", _ (refusals[i].sentence));

  return dex_future_new_for_error (g_error_copy (error));
}

static DexFuture *
create_fiber (CwHelix       *self,
              CwHttpRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = dex_await_boxed (cw_helix_send (self, request), &error);
  JsonArray  *data = root != NULL ? cw_json_get_array (json_node_get_object (root), "data") : NULL;
  JsonObject *clip = data != NULL && json_array_get_length (data) > 0 ? cw_json_get_element_object (data, 0) : NULL;
  const char *id = clip != NULL ? cw_json_get_string (clip, "id") : NULL;

  if (root == NULL)
    return reject (error);
  if (id == NULL || *id == '\0')
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch changed something: look for an update of Clipwright. Your library still works"));

  return dex_future_new_take_string (g_strdup (id));
}

/* To a tenth of a second, which is all that Twitch knows. */
static void
add_duration (CwHttpRequest *request,
              gint64         duration)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  cw_http_request_add_query (request, "duration", g_ascii_formatd (text, sizeof text, "%.1f", (double) duration / SECOND));
}

static DexFuture *
check_duration (gint64 duration)
{
  if (duration >= CW_HELIX_SHORTEST_CLIP && duration <= CW_HELIX_LONGEST_CLIP)
    return NULL;

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A clip is between 5 and 60 seconds long"));
}

/**
 * cw_helix_create_clip:
 * @self: Twitch's interface
 * @channel_id: who is live
 * @title: (nullable): what to call it; otherwise it is called what the broadcast is
 * @duration: ns, 5 to 60 s
 *
 * Clips what was on the air right before. Twitch needs some time until the clip can
 * be found, and sometimes never has it. It is asked once: asking again might make
 * another clip.
 *
 * Returns: (transfer full): a future of a string, the clip's slug. Rejected with
 *   %CW_ERROR_MISSING where the channel is not live, %CW_ERROR_DENIED where it does
 *   not want clips, %CW_ERROR_INVALID where the title is not accepted,
 *   %CW_ERROR_SCOPE unless “clips:edit” is given
 */
DexFuture *
cw_helix_create_clip (CwHelix    *self,
                      const char *channel_id,
                      const char *title,
                      gint64      duration)
{
  g_autoptr (CwHttpRequest) request = NULL;
  DexFuture *wrong;

  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (channel_id != NULL);

  wrong = check_duration (duration);
  if (wrong != NULL)
    return wrong;

  request = cw_helix_make_request ("POST", "/clips");
  cw_http_request_add_query (request, "broadcaster_id", channel_id);
  cw_http_request_add_query (request, "title", title);
  add_duration (request, duration);

  return cw_spawn (G_CALLBACK (create_fiber), 2, CW_TYPE_HELIX, self, CW_TYPE_HTTP_REQUEST, request);
}

/**
 * cw_helix_create_clip_from_vod:
 * @self: Twitch's interface
 * @editor_id: in whose name is asked
 * @channel_id: whose broadcast it was: the same person's, or one's who has made them
 *   an editor
 * @vod_id: the broadcast
 * @end: where in it the clip ends, ns
 * @duration: ns, 5 to 60 s
 * @title: what to call it
 *
 * Like cw_helix_create_clip(), of what was on the air before. Twitch knows whole
 * seconds of @end only; the next one is taken.
 *
 * Returns: (transfer full): a future of a string, the clip's slug. Rejected with
 *   %CW_ERROR_MISSING where the broadcast is gone, %CW_ERROR_DENIED where they may not
 *   edit the channel, %CW_ERROR_INVALID where the title is not accepted or the clip
 *   would begin too early, %CW_ERROR_SCOPE unless “channel:manage:clips” or
 *   “editor:manage:clips” is given
 */
DexFuture *
cw_helix_create_clip_from_vod (CwHelix    *self,
                               const char *editor_id,
                               const char *channel_id,
                               const char *vod_id,
                               gint64      end,
                               gint64      duration,
                               const char *title)
{
  g_autoptr (CwHttpRequest) request = NULL;
  g_autofree char *offset = NULL;
  DexFuture       *wrong;

  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (editor_id != NULL && channel_id != NULL && vod_id != NULL && title != NULL);

  wrong = check_duration (duration);
  if (wrong != NULL)
    return wrong;
  if (end < duration)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("The clip would begin before the broadcast does"));
  if (*title == '\0')
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A clip needs a name"));

  offset = g_strdup_printf ("%" G_GINT64_FORMAT, (end - 1) / SECOND + 1);
  request = cw_helix_make_request ("POST", "/videos/clips");
  cw_http_request_add_query (request, "editor_id", editor_id);
  cw_http_request_add_query (request, "broadcaster_id", channel_id);
  cw_http_request_add_query (request, "vod_id", vod_id);
  cw_http_request_add_query (request, "vod_offset", offset);
  add_duration (request, duration);
  cw_http_request_add_query (request, "title", title);

  return cw_spawn (G_CALLBACK (create_fiber), 2, CW_TYPE_HELIX, self, CW_TYPE_HTTP_REQUEST, request);
}
