/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "settings.h"

#include "json-make.h"

#include <gio/gio.h>

#define FIRST_PARTY "kimne78kx3ncx6brgo4mv6wki5h1ko kd1unb4b3q4t58fwlpcbzcbnm76a8fp ue6666qo983tsx6so1t0vnawi233wa"
#define HASHES "VideoAccessToken_Clip:36b89d25 VideoAccessToken_Clip:993d9a51 ShareClipRenderStatus:0a02bb97 ShareClipRenderStatus:66038e29"

typedef struct
{
  const char *name;
  enum
  {
    NUMBER,
    TEXT,
    LIST,
  } kind;
  gsize       offset;
  gint64      number;
  const char *text;
} Setting;

#define AT(field) offsetof (Settings, field)

static const Setting settings[] = {
  /* Signing in: seconds between two polls, seconds a device code lives, the
   * poll that approves by itself (-1 for never) and for whom, and what a poll
   * is told after a denial, which nobody has documented. */
  { "interval", NUMBER, AT (interval), 5 },
  { "device_lifetime", NUMBER, AT (device_lifetime), 1800 },
  { "auto_approve", NUMBER, AT (auto_approve), -1 },
  { "auto_approve_login", TEXT, AT (auto_approve_login), .text = "creator_main" },
  { "denied_answer", TEXT, AT (denied_answer), .text = "invalid device code" },
  { "token_lifetime", NUMBER, AT (token_lifetime), 14400 },
  { "token_jitter", NUMBER, AT (token_jitter), 280 },
  { "refresh_lifetime", NUMBER, AT (refresh_lifetime), 30 * 24 * 3600 },
  { "client_id", TEXT, AT (client_id), .text = "cwtestcwtestcwtestcwtestcwtest" },
  { "confidential_client_id", TEXT, AT (confidential_client_id), .text = "secretsecretsecretsecretsecret" },

  /* Everywhere: milliseconds before each answer, seconds that the Date header
   * is ahead; points a minute, and those of Get Clips Download. By what Helix's
   * answers can be asked for only where they have changed, which nobody has
   * documented: 1 for an ETag, 2 for a date that never changes, 0 for nothing. */
  { "latency", NUMBER, AT (latency), 0 },
  { "validators", NUMBER, AT (validators), 0 },
  { "clock_skew", NUMBER, AT (clock_skew), 0 },
  { "rate_limit", NUMBER, AT (rate_limit), 800 },
  { "download_limit", NUMBER, AT (download_limit), 100 },

  /* Clips: after how many the list begins again; how many clips gain views
   * with each request; how many percent are left out of windows wider than so
   * many seconds; to how many seconds the window is widened; whether an end
   * without a start is an error; whether the cursor never changes; whether an
   * unknown category is 404; how old a clip is before it has a VOD; how often
   * one must ask for a new clip until it is there (-1 for ever), and how long
   * it takes at least. */
  { "result_cap", NUMBER, AT (result_cap), 1000 },
  { "view_drift", NUMBER, AT (view_drift), 20 },
  { "omit_percent", NUMBER, AT (omit_percent), 3 },
  { "omit_wider_than", NUMBER, AT (omit_wider_than), 7 * 24 * 3600 },
  { "window_rounding", NUMBER, AT (window_rounding), 60 },
  { "reject_ended_alone", NUMBER, AT (reject_ended_alone), 0 },
  { "stuck_cursor", NUMBER, AT (stuck_cursor), 0 },
  { "game_unknown_is_error", NUMBER, AT (game_unknown_is_error), 0 },
  { "vod_delay", NUMBER, AT (vod_delay), 120 },
  { "create_polls", NUMBER, AT (create_polls), 3 },
  { "create_seconds", NUMBER, AT (create_seconds), 0 },

  /* Media: seconds that a download's address and a playback token live; which
   * part of the clips has a portrait picture; how long all files are, 0 for as
   * long as the clip says; whether no two clips have the same content (they look
   * the same all the same); whether every clip is still being rendered. */
  { "download_lifetime", NUMBER, AT (download_lifetime), 3600 },
  { "portrait_percent", NUMBER, AT (portrait_percent), 40 },
  { "media_token_lifetime", NUMBER, AT (media_token_lifetime), 20 * 3600 },
  { "media_seconds", NUMBER, AT (media_seconds), 0 },
  { "media_differ", NUMBER, AT (media_differ), 0 },
  { "rendering", NUMBER, AT (rendering), 0 },
  { "gql_client_ids", LIST, AT (gql_client_ids), .text = FIRST_PARTY },
  { "gql_hashes", LIST, AT (gql_hashes), .text = HASHES },
  { "gql_integrity", NUMBER, AT (gql_integrity), 0 },

  /* EventSub, milliseconds: between two signs of life (-1 for what the client
   * asks for, 0 for none at all), until a socket without a subscription is
   * closed, and until the old socket is closed once a new address was given. */
  { "keepalive", NUMBER, AT (keepalive), -1 },
  { "subscribe_within", NUMBER, AT (subscribe_within), 10000 },
  { "reconnect_grace", NUMBER, AT (reconnect_grace), 30000 },
};

static const Setting *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].name, name))
      return &settings[i];

  return NULL;
}

void
settings_init (Settings *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      gpointer field = G_STRUCT_MEMBER_P (self, settings[i].offset);

      if (settings[i].kind == NUMBER)
        *(gint64 *) field = settings[i].number;
      else if (settings[i].kind == TEXT)
        *(char **) field = g_strdup (settings[i].text);
      else
        *(char ***) field = g_strsplit (settings[i].text, " ", -1);
    }
}

void
settings_clear (Settings *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      gpointer field = G_STRUCT_MEMBER_P (self, settings[i].offset);

      if (settings[i].kind == TEXT)
        g_clear_pointer ((char **) field, g_free);
      else if (settings[i].kind == LIST)
        g_clear_pointer ((char ***) field, g_strfreev);
    }
}

/* The strings of an array. */
char **
settings_read_list (JsonNode *node)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char        **list;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (element));
    }

  list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return list;
}

static gboolean
set_one (Settings      *self,
         const Setting *setting,
         JsonNode      *node)
{
  gpointer field = G_STRUCT_MEMBER_P (self, setting->offset);
  GType    type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (setting->kind == NUMBER && (type == G_TYPE_INT64 || type == G_TYPE_BOOLEAN))
    *(gint64 *) field = type == G_TYPE_INT64 ? json_node_get_int (node) : json_node_get_boolean (node);
  else if (setting->kind == TEXT && type == G_TYPE_STRING)
    g_set_str ((char **) field, json_node_get_string (node));
  else if (setting->kind == LIST && JSON_NODE_HOLDS_ARRAY (node))
    {
      g_strfreev (*(char ***) field);
      *(char ***) field = settings_read_list (node);
    }
  else
    return FALSE;

  return TRUE;
}

/**
 * settings_set:
 * @values: the settings to change, by name
 *
 * Returns: whether all were known and of the right type; the first that is not
 *   stops it
 */
gboolean
settings_set (Settings   *self,
              JsonObject *values,
              GError    **error)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      const Setting *setting = find (name);

      if (setting == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There is no setting “%s”", name);
          return FALSE;
        }

      if (!set_one (self, setting, node))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "The setting “%s” cannot be that", name);
          return FALSE;
        }
    }

  return TRUE;
}

JsonObject *
settings_to_json (Settings *self)
{
  JsonObject *object = json_make (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      gpointer field = G_STRUCT_MEMBER_P (self, settings[i].offset);

      if (settings[i].kind == NUMBER)
        json_object_set_int_member (object, settings[i].name, *(gint64 *) field);
      else if (settings[i].kind == TEXT)
        json_object_set_string_member (object, settings[i].name, *(char **) field);
      else
        json_object_set_array_member (object, settings[i].name, json_make_strings (*(const char *const **) field));
    }

  return object;
}
