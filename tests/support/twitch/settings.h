/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * Settings:
 *
 * What a test may change while the stand-in runs. settings.c says what each
 * means and what it is at first.
 */
typedef struct
{
  gint64 interval;
  gint64 device_lifetime;
  gint64 auto_approve;
  char  *auto_approve_login;
  char  *denied_answer;
  gint64 token_lifetime;
  gint64 token_jitter;
  gint64 refresh_lifetime;
  char  *client_id;
  char  *confidential_client_id;

  gint64 latency;
  gint64 validators;
  gint64 clock_skew;
  gint64 rate_limit;
  gint64 download_limit;

  gint64 result_cap;
  gint64 view_drift;
  gint64 omit_percent;
  gint64 omit_wider_than;
  gint64 window_rounding;
  gint64 reject_ended_alone;
  gint64 stuck_cursor;
  gint64 game_unknown_is_error;
  gint64 vod_delay;
  gint64 create_polls;
  gint64 create_seconds;

  gint64 download_lifetime;
  gint64 portrait_percent;
  gint64 media_token_lifetime;
  gint64 media_seconds;
  gint64 media_differ;
  gint64 rendering;
  char **gql_client_ids;
  char **gql_hashes;
  gint64 gql_integrity;

  gint64 keepalive;
  gint64 subscribe_within;
  gint64 reconnect_grace;
} Settings;

void        settings_init (Settings *self);
void        settings_clear (Settings *self);
gboolean    settings_set (Settings   *self,
                          JsonObject *values,
                          GError    **error);
JsonObject *settings_to_json (Settings *self);
char      **settings_read_list (JsonNode *node);

G_END_DECLS
