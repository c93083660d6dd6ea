/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server.h"

G_BEGIN_DECLS

const Route *handlers_get_routes (guint *n);

void oauth_start_device (StandIn *self, Request *request);
void oauth_give_token (StandIn *self, Request *request);
void oauth_validate (StandIn *self, Request *request);
void oauth_revoke (StandIn *self, Request *request);
void activate_show (StandIn *self, Request *request);
void activate_answer (StandIn *self, Request *request);

void helix_get_users (StandIn *self, Request *request);
void helix_get_channels (StandIn *self, Request *request);
void helix_get_editors (StandIn *self, Request *request);
void helix_get_followed (StandIn *self, Request *request);
void helix_get_followers (StandIn *self, Request *request);
void helix_get_clips (StandIn *self, Request *request);
void helix_create_clip (StandIn *self, Request *request);
void helix_create_clip_from_video (StandIn *self, Request *request);
void helix_get_downloads (StandIn *self, Request *request);
void helix_get_top_games (StandIn *self, Request *request);
void helix_get_games (StandIn *self, Request *request);
void helix_search_categories (StandIn *self, Request *request);
void helix_get_streams (StandIn *self, Request *request);
void helix_get_followed_streams (StandIn *self, Request *request);
void helix_search_channels (StandIn *self, Request *request);
void helix_get_videos (StandIn *self, Request *request);
void helix_delete_videos (StandIn *self, Request *request);
void helix_subscribe (StandIn *self, Request *request);
void helix_get_subscriptions (StandIn *self, Request *request);
void helix_unsubscribe (StandIn *self, Request *request);

/* What more than one of them needs. */
User *helix_require_editor (Request *request);

void gql_answer (StandIn *self, Request *request);
void cdn_get_media (StandIn *self, Request *request);
void cdn_get_download (StandIn *self, Request *request);
void cdn_get_picture (StandIn *self, Request *request);

void control_set (StandIn *self, Request *request);
void control_get_settings (StandIn *self, Request *request);
void control_get_devices (StandIn *self, Request *request);
void control_approve (StandIn *self, Request *request);
void control_deny (StandIn *self, Request *request);
void control_sign_in (StandIn *self, Request *request);
void control_disconnect (StandIn *self, Request *request);
void control_expire (StandIn *self, Request *request);
void control_advance (StandIn *self, Request *request);
void control_add_faults (StandIn *self, Request *request);
void control_clear_faults (StandIn *self, Request *request);
void control_add_clips (StandIn *self, Request *request);
void control_delete_clip (StandIn *self, Request *request);
void control_live (StandIn *self, Request *request);
void control_restrict (StandIn *self, Request *request);
void control_eventsub (StandIn *self, Request *request);
void control_get_stats (StandIn *self, Request *request);
void control_get_requests (StandIn *self, Request *request);
void control_get_world (StandIn *self, Request *request);
void control_get_clips (StandIn *self, Request *request);
void control_reset (StandIn *self, Request *request);

G_END_DECLS
