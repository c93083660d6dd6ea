/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-token-text.h"

#include "cw-error.h"
#include "cw-json.h"

#include <glib/gi18n.h>

/**
 * cw_twitch_token_to_text:
 * @token: a token
 *
 * Returns: (transfer full): what to keep in the keyring
 */
char *
cw_twitch_token_to_text (CwTwitchToken *token)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  const char *const *scopes = cw_twitch_token_get_scopes (token);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "access_token");
  json_builder_add_string_value (builder, cw_twitch_token_get_access (token));
  json_builder_set_member_name (builder, "refresh_token");
  json_builder_add_string_value (builder, cw_twitch_token_get_refresh (token));
  json_builder_set_member_name (builder, "expires");
  json_builder_add_int_value (builder, cw_twitch_token_get_expires (token));
  json_builder_set_member_name (builder, "account_id");
  json_builder_add_string_value (builder, cw_twitch_token_get_account_id (token));
  json_builder_set_member_name (builder, "login");
  json_builder_add_string_value (builder, cw_twitch_token_get_login (token));
  json_builder_set_member_name (builder, "scopes");
  json_builder_begin_array (builder);
  for (int i = 0; scopes[i] != NULL; i++)
    json_builder_add_string_value (builder, scopes[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return cw_json_to_text (root, FALSE);
}

/**
 * cw_twitch_token_from_text:
 * @text: what was kept
 * @error: place for %CW_ERROR_MALFORMED
 *
 * Returns: (nullable) (transfer full): the token
 */
CwTwitchToken *
cw_twitch_token_from_text (const char *text,
                           GError    **error)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *access = cw_json_get_string (object, "access_token");
  g_auto (GStrv) scopes = cw_json_dup_strings (object, "scopes");
  gint64 expires = 0;

  if (access == NULL)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("What was kept of the sign-in cannot be read: sign in again"));
      return NULL;
    }

  cw_json_get_int (object, "expires", &expires);

  return g_object_new (CW_TYPE_TWITCH_TOKEN,
                       "access", access,
                       "refresh", cw_json_get_string (object, "refresh_token"),
                       "expires", expires,
                       "scopes", scopes,
                       "account-id", cw_json_get_string (object, "account_id"),
                       "login", cw_json_get_string (object, "login"),
                       NULL);
}
