/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"

#define CLIP_EDITING "channel:manage:clips editor:manage:clips"

/* The first that fits is taken. */
static const Route routes[] = {
  { "POST", "/oauth2/device", ACCESS_FREE, NULL, oauth_start_device },
  { "POST", "/oauth2/token", ACCESS_FREE, NULL, oauth_give_token },
  { "GET", "/oauth2/validate", ACCESS_FREE, NULL, oauth_validate },
  { "POST", "/oauth2/revoke", ACCESS_FREE, NULL, oauth_revoke },
  { "GET", "/activate", ACCESS_FREE, NULL, activate_show },
  { "POST", "/activate", ACCESS_FREE, NULL, activate_answer },

  { "GET", "/helix/users", ACCESS_HELIX, NULL, helix_get_users },
  { "GET", "/helix/channels", ACCESS_HELIX, NULL, helix_get_channels },
  { "GET", "/helix/channels/editors", ACCESS_HELIX, "channel:read:editors", helix_get_editors },
  { "GET", "/helix/channels/followed", ACCESS_HELIX, "user:read:follows", helix_get_followed },
  { "GET", "/helix/channels/followers", ACCESS_HELIX, NULL, helix_get_followers },
  { "GET", "/helix/clips", ACCESS_HELIX, NULL, helix_get_clips },
  { "POST", "/helix/clips", ACCESS_HELIX, "clips:edit", helix_create_clip },
  { "POST", "/helix/videos/clips", ACCESS_HELIX, CLIP_EDITING, helix_create_clip_from_video },
  { "GET", "/helix/clips/downloads", ACCESS_HELIX, CLIP_EDITING, helix_get_downloads },
  { "GET", "/helix/games/top", ACCESS_HELIX, NULL, helix_get_top_games },
  { "GET", "/helix/games", ACCESS_HELIX, NULL, helix_get_games },
  { "GET", "/helix/search/categories", ACCESS_HELIX, NULL, helix_search_categories },
  { "GET", "/helix/search/channels", ACCESS_HELIX, NULL, helix_search_channels },
  { "GET", "/helix/streams", ACCESS_HELIX, NULL, helix_get_streams },
  { "GET", "/helix/streams/followed", ACCESS_HELIX, "user:read:follows", helix_get_followed_streams },
  { "GET", "/helix/videos", ACCESS_HELIX, NULL, helix_get_videos },
  { "DELETE", "/helix/videos", ACCESS_HELIX, "channel:manage:videos", helix_delete_videos },
  { "POST", "/helix/eventsub/subscriptions", ACCESS_HELIX, NULL, helix_subscribe },
  { "GET", "/helix/eventsub/subscriptions", ACCESS_HELIX, NULL, helix_get_subscriptions },
  { "DELETE", "/helix/eventsub/subscriptions", ACCESS_HELIX, NULL, helix_unsubscribe },

  { "POST", "/gql", ACCESS_FREE, NULL, gql_answer },
  { "GET", "/cdn/v2/media/", ACCESS_FREE, NULL, cdn_get_media },
  { "GET", "/cdn/download/", ACCESS_FREE, NULL, cdn_get_download },
  { "GET", "/cdn/", ACCESS_FREE, NULL, cdn_get_picture },

  { "POST", "/control/set", ACCESS_CONTROL, NULL, control_set },
  { "GET", "/control/settings", ACCESS_CONTROL, NULL, control_get_settings },
  { "GET", "/control/devices", ACCESS_CONTROL, NULL, control_get_devices },
  { "POST", "/control/approve", ACCESS_CONTROL, NULL, control_approve },
  { "POST", "/control/deny", ACCESS_CONTROL, NULL, control_deny },
  { "POST", "/control/sign-in", ACCESS_CONTROL, NULL, control_sign_in },
  { "POST", "/control/disconnect", ACCESS_CONTROL, NULL, control_disconnect },
  { "POST", "/control/expire", ACCESS_CONTROL, NULL, control_expire },
  { "POST", "/control/advance", ACCESS_CONTROL, NULL, control_advance },
  { "POST", "/control/faults", ACCESS_CONTROL, NULL, control_add_faults },
  { "POST", "/control/clear-faults", ACCESS_CONTROL, NULL, control_clear_faults },
  { "POST", "/control/add-clips", ACCESS_CONTROL, NULL, control_add_clips },
  { "POST", "/control/delete-clip", ACCESS_CONTROL, NULL, control_delete_clip },
  { "POST", "/control/live", ACCESS_CONTROL, NULL, control_live },
  { "POST", "/control/restrict", ACCESS_CONTROL, NULL, control_restrict },
  { "POST", "/control/eventsub", ACCESS_CONTROL, NULL, control_eventsub },
  { "GET", "/control/stats", ACCESS_CONTROL, NULL, control_get_stats },
  { "GET", "/control/requests", ACCESS_CONTROL, NULL, control_get_requests },
  { "GET", "/control/world", ACCESS_CONTROL, NULL, control_get_world },
  { "GET", "/control/clips", ACCESS_CONTROL, NULL, control_get_clips },
  { "POST", "/control/reset", ACCESS_CONTROL, NULL, control_reset },
};

const Route *
handlers_get_routes (guint *n)
{
  *n = G_N_ELEMENTS (routes);
  return routes;
}
