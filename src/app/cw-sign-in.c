/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-sign-in.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-helix-channels.h"
#include "cw-token-source.h"
#include "cw-twitch-auth.h"
#include "cw-twitch-token.h"

#include <glib/gi18n.h>

/**
 * CwSignIn:
 *
 * Signing in to Twitch: gets a code, which the user confirms in a browser on any
 * device, and waits until that is done. It can begin again any number of times.
 */
struct _CwSignIn
{
  GObject parent_instance;

  CwTwitchSession *session;
  CwHelix         *helix;
  char           **scopes;
  gboolean         another;
  CwDeviceCode    *code; /* nullable */
};

typedef enum
{
  PROP_URL = 1,
  PROP_CODE,
  PROP_EXPIRES,
} CwSignInProperty;

static GParamSpec *properties[PROP_EXPIRES + 1];

G_DEFINE_FINAL_TYPE (CwSignIn, cw_sign_in, G_TYPE_OBJECT)

static void
set_code (CwSignIn     *self,
          CwDeviceCode *code)
{
  if (!g_set_object (&self->code, code))
    return;

  for (guint i = PROP_URL; i <= PROP_EXPIRES; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* A new token has only the scopes that are asked for now, so what was allowed
 * before is asked for again. */
static void
keep_scopes (CwSignIn *self)
{
  g_autoptr (CwTwitchToken) token = dex_await_object (cw_token_source_get (CW_TOKEN_SOURCE (self->session)), NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *before = token != NULL ? cw_twitch_token_get_scopes (token) : NULL;

  g_strv_builder_addv (builder, (const char **) self->scopes);
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) self->scopes, before[i]))
      g_strv_builder_add (builder, before[i]);

  g_strfreev (self->scopes);
  self->scopes = g_strv_builder_end (builder);
}

static DexFuture *
begin_fiber (CwSignIn *self)
{
  CwTwitchAuth *auth = cw_twitch_session_get_auth (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDeviceCode) code = NULL;

  set_code (self, NULL);
  if (!self->another)
    keep_scopes (self);
  if (*cw_twitch_auth_get_client_id (auth) == '\0')
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("This build of Clipwright has no client ID for Twitch: register one in Twitch’s developer console, as a public client, and enter it in Preferences"));

  code = dex_await_object (cw_twitch_auth_begin (auth, (const char *const *) self->scopes), &error);
  if (code == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  set_code (self, code);
  return dex_future_new_true ();
}

/**
 * cw_sign_in_begin:
 * @self: a sign-in
 *
 * Returns: (transfer full): a future that resolves once there is a code to show
 */
DexFuture *
cw_sign_in_begin (CwSignIn *self)
{
  dex_return_error_if_fail (CW_IS_SIGN_IN (self));

  return cw_spawn (G_CALLBACK (begin_fiber), 1, CW_TYPE_SIGN_IN, self);
}

static DexFuture *
wait_fiber (CwSignIn *self)
{
  CwTwitchAuth *auth = cw_twitch_session_get_auth (self->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = NULL;
  g_autoptr (CwAccount) account = NULL;
  g_autoptr (CwAccount) known = NULL;

  if (self->code == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("There is no code to confirm"));

  token = dex_await_object (cw_twitch_auth_wait (auth, self->code, (const char *const *) self->scopes), &error);
  set_code (self, NULL);
  account = token != NULL ? dex_await_object (cw_twitch_session_adopt (self->session, token), &error) : NULL;
  if (account == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* The name and the picture can wait until Twitch tells. */
  known = dex_await_object (cw_helix_find_account (self->helix), &error);
  if (known == NULL)
    {
      g_debug ("%s", error->message);
      return dex_future_new_take_object (g_steal_pointer (&account));
    }

  g_clear_error (&error);
  if (!dex_await (cw_twitch_session_update (self->session, known), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_steal_pointer (&known));
}

/**
 * cw_sign_in_wait:
 * @self: a sign-in that has a code
 *
 * Returns: (transfer full): a future of the #CwAccount, once the user has confirmed
 *   the code; rejected with %CW_ERROR_DENIED where it expired or was refused
 */
DexFuture *
cw_sign_in_wait (CwSignIn *self)
{
  dex_return_error_if_fail (CW_IS_SIGN_IN (self));

  return cw_spawn (G_CALLBACK (wait_fiber), 1, CW_TYPE_SIGN_IN, self);
}

const char *
cw_sign_in_get_url (CwSignIn *self)
{
  g_return_val_if_fail (CW_IS_SIGN_IN (self), NULL);

  return self->code != NULL ? cw_device_code_get_url (self->code) : NULL;
}

const char *
cw_sign_in_get_code (CwSignIn *self)
{
  g_return_val_if_fail (CW_IS_SIGN_IN (self), NULL);

  return self->code != NULL ? cw_device_code_get_user_code (self->code) : NULL;
}

/**
 * cw_sign_in_get_expires:
 * @self: a sign-in
 *
 * Returns: until when the code is good, us of the monotonic clock, 0 without one
 */
gint64
cw_sign_in_get_expires (CwSignIn *self)
{
  g_return_val_if_fail (CW_IS_SIGN_IN (self), 0);

  return self->code != NULL ? cw_device_code_get_expires (self->code) : 0;
}

/**
 * cw_sign_in_new:
 * @session: what to sign in to
 * @helix: whom to ask for the account's name
 * @scopes: what to ask the user for, no more than is needed
 * @another: whether it is for another account than the one that is signed in; if
 *   not, what that has allowed before stays allowed
 *
 * Returns: (transfer full): a sign-in without a code yet
 */
CwSignIn *
cw_sign_in_new (CwTwitchSession   *session,
                CwHelix           *helix,
                const char *const *scopes,
                gboolean           another)
{
  CwSignIn *self;

  g_return_val_if_fail (CW_IS_TWITCH_SESSION (session), NULL);
  g_return_val_if_fail (CW_IS_HELIX (helix), NULL);
  g_return_val_if_fail (scopes != NULL, NULL);

  self = g_object_new (CW_TYPE_SIGN_IN, NULL);
  self->session = g_object_ref (session);
  self->helix = g_object_ref (helix);
  self->scopes = g_strdupv ((char **) scopes);
  self->another = another;

  return self;
}

static void
cw_sign_in_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwSignIn *self = CW_SIGN_IN (object);

  switch ((CwSignInProperty) id)
    {
    case PROP_URL:
      g_value_set_string (value, cw_sign_in_get_url (self));
      break;

    case PROP_CODE:
      g_value_set_string (value, cw_sign_in_get_code (self));
      break;

    case PROP_EXPIRES:
      g_value_set_int64 (value, cw_sign_in_get_expires (self));
      break;
    }
}

static void
cw_sign_in_finalize (GObject *object)
{
  CwSignIn *self = CW_SIGN_IN (object);

  g_object_unref (self->session);
  g_object_unref (self->helix);
  g_strfreev (self->scopes);
  g_clear_object (&self->code);

  G_OBJECT_CLASS (cw_sign_in_parent_class)->finalize (object);
}

static void
cw_sign_in_class_init (CwSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_sign_in_finalize;
  object_class->get_property = cw_sign_in_get_property;

  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXPIRES] = g_param_spec_int64 ("expires", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_sign_in_init (CwSignIn *self)
{
}
