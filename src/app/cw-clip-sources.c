/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-sources.h"

#include "cw-async.h"
#include "cw-clip-resolver.h"
#include "cw-error.h"
#include "cw-helix-downloads.h"

#include <glib/gi18n.h>

#define SCHEMA "io.github.clipwright.Clipwright"
#define KEY "watch-public-clips"

/**
 * CwClipSources:
 *
 * Where the files of clips come from. Of channels that the user owns or edits Twitch
 * gives them out officially; those of others are found as Twitch's own site does it,
 * only where the user has consented to that.
 */
struct _CwClipSources
{
  GObject parent_instance;

  CwHelix        *helix;
  CwTokenSource  *tokens;
  CwClipResolver *resolver;
  GSettings      *settings; /* nullable: the command line may be without */
  gboolean        consent;
  char           *account_id; /* nullable */
  GHashTable     *denied;     /* ids of channels that the account does not edit */
};

typedef enum
{
  PROP_CONSENT = 1,
  PROP_ACCOUNT_ID,
} CwClipSourcesProperty;

static GParamSpec *properties[PROP_ACCOUNT_ID + 1];

G_DEFINE_FINAL_TYPE (CwClipSources, cw_clip_sources, G_TYPE_OBJECT)

static DexFuture *
reject_foreign (void)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Only the channel itself and its editors can download its clips from Twitch"));
}

/* A token that does not say what it allows may allow it. */
static gboolean
allows (CwTwitchToken *token,
        gboolean       own)
{
  const char *const *scopes = cw_twitch_token_get_scopes (token);

  if (scopes == NULL || scopes[0] == NULL)
    return TRUE;

  return g_strv_contains (scopes, "editor:manage:clips") || (own && g_strv_contains (scopes, "channel:manage:clips"));
}

static DexFuture *
find_official_fiber (CwClipSources *self,
                     char          *channel_id,
                     char         **ids)
{
  g_autofree char *account_id = g_strdup (self->account_id);
  gboolean         own = g_strcmp0 (account_id, channel_id) == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = NULL;
  g_autoptr (GHashTable) downloads = NULL;

  if (account_id == NULL || *channel_id == '\0' || g_hash_table_contains (self->denied, channel_id))
    return reject_foreign ();

  token = dex_await_object (cw_token_source_get (self->tokens), &error);
  if (token == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!allows (token, own))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_SCOPE, _ ("Downloading clips of your channel takes a permission that you have not given yet"));

  downloads = dex_await_boxed (cw_helix_find_downloads (self->helix, account_id, channel_id, (const char *const *) ids), &error);
  if (downloads == NULL)
    {
      /* Another account may ask meanwhile. */
      if (!own && (g_error_matches (error, CW_ERROR, CW_ERROR_DENIED) || g_error_matches (error, CW_ERROR, CW_ERROR_SCOPE)) && g_strcmp0 (account_id, self->account_id) == 0)
        g_hash_table_add (self->denied, g_strdup (channel_id));
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_take_boxed (G_TYPE_HASH_TABLE, g_steal_pointer (&downloads));
}

/**
 * cw_clip_sources_find_official:
 * @self: the sources
 * @channel_id: whose clips
 * @ids: their slugs
 *
 * That somebody does not edit a channel is remembered until another account is asked
 * for, so Twitch is asked once.
 *
 * Returns: (transfer full): a future of a boxed #GHashTable: for each slug a
 *   #GPtrArray of #CwRendition, empty while it is not rendered; rejected with
 *   %CW_ERROR_DENIED where the account does not edit the channel, %CW_ERROR_SCOPE where
 *   it has not allowed this
 */
DexFuture *
cw_clip_sources_find_official (CwClipSources     *self,
                               const char        *channel_id,
                               const char *const *ids)
{
  dex_return_error_if_fail (CW_IS_CLIP_SOURCES (self));
  dex_return_error_if_fail (channel_id != NULL && ids != NULL);

  return cw_spawn (G_CALLBACK (find_official_fiber), 3, CW_TYPE_CLIP_SOURCES, self, G_TYPE_STRING, channel_id, G_TYPE_STRV, ids);
}

/**
 * cw_clip_sources_find_public:
 * @self: the sources
 * @id: a clip's slug
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwRendition, the best
 *   first; rejected with %CW_ERROR_DENIED without the user's consent, and as
 *   cw_clip_resolver_find()
 */
DexFuture *
cw_clip_sources_find_public (CwClipSources *self,
                             const char    *id)
{
  dex_return_error_if_fail (CW_IS_CLIP_SOURCES (self));
  dex_return_error_if_fail (id != NULL);

  if (!self->consent)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Clips of channels that are not yours are fetched only once you have allowed it"));

  return cw_clip_resolver_find (self->resolver, id);
}

static DexFuture *
find_fiber (CwClipSources *self,
            CwTwitchClip  *clip)
{
  const char *id = cw_twitch_clip_get_id (clip);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) downloads = dex_await_boxed (cw_clip_sources_find_official (self, cw_twitch_clip_get_channel_id (clip), (const char *const[]) { id, NULL }), &error);
  GPtrArray *renditions = downloads != NULL ? g_hash_table_lookup (downloads, id) : NULL;

  if (renditions != NULL && renditions->len > 0)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (renditions));
  if (downloads != NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch is still making this clip: try again in a minute"));
  if (!g_error_matches (error, CW_ERROR, CW_ERROR_DENIED) && !g_error_matches (error, CW_ERROR, CW_ERROR_SCOPE))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_clip_sources_find_public (self, id);
}

/**
 * cw_clip_sources_find:
 * @self: the sources
 * @clip: a clip to watch
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwRendition, the best
 *   first, official where that goes; rejected with %CW_ERROR_DENIED where it takes the
 *   user's consent, which is not there
 */
DexFuture *
cw_clip_sources_find (CwClipSources *self,
                      CwTwitchClip  *clip)
{
  dex_return_error_if_fail (CW_IS_CLIP_SOURCES (self));
  dex_return_error_if_fail (CW_IS_TWITCH_CLIP (clip));

  return cw_spawn (G_CALLBACK (find_fiber), 2, CW_TYPE_CLIP_SOURCES, self, CW_TYPE_TWITCH_CLIP, clip);
}

gboolean
cw_clip_sources_get_consent (CwClipSources *self)
{
  g_return_val_if_fail (CW_IS_CLIP_SOURCES (self), FALSE);

  return self->consent;
}

/**
 * cw_clip_sources_set_consent:
 * @self: the sources
 * @consent: whether the user lets us find the files of anybody's public clips
 *
 * Is kept in the settings.
 */
void
cw_clip_sources_set_consent (CwClipSources *self,
                             gboolean       consent)
{
  g_return_if_fail (CW_IS_CLIP_SOURCES (self));

  if (self->consent == consent)
    return;

  self->consent = consent;
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, KEY, consent);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONSENT]);
}

/**
 * cw_clip_sources_allow_once:
 * @self: the sources
 *
 * Like consent, but for this run of the program only.
 */
void
cw_clip_sources_allow_once (CwClipSources *self)
{
  g_return_if_fail (CW_IS_CLIP_SOURCES (self));

  if (self->consent)
    return;

  self->consent = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONSENT]);
}

const char *
cw_clip_sources_get_account_id (CwClipSources *self)
{
  g_return_val_if_fail (CW_IS_CLIP_SOURCES (self), NULL);

  return self->account_id;
}

/**
 * cw_clip_sources_set_account_id:
 * @self: the sources
 * @account_id: (nullable): in whose name Twitch is asked, also where the same person
 *   has allowed something else now
 */
void
cw_clip_sources_set_account_id (CwClipSources *self,
                                const char    *account_id)
{
  g_return_if_fail (CW_IS_CLIP_SOURCES (self));

  g_hash_table_remove_all (self->denied);
  if (g_set_str (&self->account_id, account_id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
}

static void
on_setting (CwClipSources *self)
{
  cw_clip_sources_set_consent (self, g_settings_get_boolean (self->settings, KEY));
}

/**
 * cw_clip_sources_new:
 * @http: the door
 * @helix: Twitch's interface
 * @tokens: who knows in whose name to ask, and what they have allowed
 *
 * Returns: (transfer full): the sources
 */
CwClipSources *
cw_clip_sources_new (CwHttp        *http,
                     CwHelix       *helix,
                     CwTokenSource *tokens)
{
  CwClipSources *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);
  g_return_val_if_fail (CW_IS_HELIX (helix), NULL);
  g_return_val_if_fail (CW_IS_TOKEN_SOURCE (tokens), NULL);

  self = g_object_new (CW_TYPE_CLIP_SOURCES, NULL);
  self->helix = g_object_ref (helix);
  self->tokens = g_object_ref (tokens);
  self->resolver = cw_clip_resolver_new (http);

  return self;
}

static void
cw_clip_sources_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwClipSources *self = CW_CLIP_SOURCES (object);

  switch ((CwClipSourcesProperty) id)
    {
    case PROP_CONSENT:
      g_value_set_boolean (value, self->consent);
      break;

    case PROP_ACCOUNT_ID:
      g_value_set_string (value, self->account_id);
      break;
    }
}

static void
cw_clip_sources_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwClipSources *self = CW_CLIP_SOURCES (object);

  switch ((CwClipSourcesProperty) id)
    {
    case PROP_CONSENT:
      cw_clip_sources_set_consent (self, g_value_get_boolean (value));
      break;

    case PROP_ACCOUNT_ID:
      cw_clip_sources_set_account_id (self, g_value_get_string (value));
      break;
    }
}

static void
cw_clip_sources_finalize (GObject *object)
{
  CwClipSources *self = CW_CLIP_SOURCES (object);

  g_object_unref (self->helix);
  g_object_unref (self->tokens);
  g_object_unref (self->resolver);
  g_clear_object (&self->settings);
  g_free (self->account_id);
  g_hash_table_unref (self->denied);

  G_OBJECT_CLASS (cw_clip_sources_parent_class)->finalize (object);
}

static void
cw_clip_sources_class_init (CwClipSourcesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_clip_sources_finalize;
  object_class->get_property = cw_clip_sources_get_property;
  object_class->set_property = cw_clip_sources_set_property;

  properties[PROP_CONSENT] = g_param_spec_boolean ("consent", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT_ID] = g_param_spec_string ("account-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_sources_init (CwClipSources *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  self->denied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (schema == NULL || !g_settings_schema_has_key (schema, KEY))
    return;

  self->settings = g_settings_new_full (schema, NULL, NULL);
  self->consent = g_settings_get_boolean (self->settings, KEY);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (on_setting), self, G_CONNECT_SWAPPED);
}
