/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-token-keeper.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-process-lock.h"
#include "cw-secret-store.h"
#include "cw-twitch-auth.h"
#include "cw-twitch-token-text.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* A token that is good for less than this is renewed first. */
#define MARGIN (2 * G_TIME_SPAN_MINUTE)

/* How often to look whether another program has renewed it, and for how long. */
#define LOOK_MS 100
#define MOST_LOOKS 300

/**
 * CwTokenKeeper:
 *
 * Keeps tokens in the keyring, and renews them. What renews a token works once: so
 * one program at a time does that, and the next token is kept before it is used.
 */
struct _CwTokenKeeper
{
  GObject parent_instance;

  CwSecretStore *secrets;
  CwTwitchAuth  *auth;
  char          *lock;
};

G_DEFINE_FINAL_TYPE (CwTokenKeeper, cw_token_keeper, G_TYPE_OBJECT)

/* What cannot be made durable is good until the program ends, as the secret store
 * tells. */
static DexFuture *
keep_fiber (CwTokenKeeper *self,
            CwTwitchToken *token)
{
  g_autofree char *text = cw_twitch_token_to_text (token);
  g_autofree char *label = g_strdup_printf (_ ("Clipwright: the Twitch account “%s”"), cw_twitch_token_get_login (token));
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_secret_store_save (self->secrets, cw_twitch_token_get_account_id (token), label, text), &error))
    g_message ("%s", error->message);

  return dex_future_new_true ();
}

/**
 * cw_token_keeper_keep:
 * @self: a keeper
 * @token: a token, of whom it is known
 *
 * Returns: (transfer full): a future that resolves once @token is as durable as it
 *   can be made
 */
DexFuture *
cw_token_keeper_keep (CwTokenKeeper *self,
                      CwTwitchToken *token)
{
  dex_return_error_if_fail (CW_IS_TOKEN_KEEPER (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (token));

  return cw_spawn (G_CALLBACK (keep_fiber), 2, CW_TYPE_TOKEN_KEEPER, self, CW_TYPE_TWITCH_TOKEN, token);
}

static DexFuture *
recall_fiber (CwTokenKeeper *self,
              char          *account_id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dex_await_string (cw_secret_store_load (self->secrets, account_id), &error);
  CwTwitchToken   *token = text != NULL ? cw_twitch_token_from_text (text, &error) : NULL;

  return token != NULL ? dex_future_new_take_object (token) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_token_keeper_recall:
 * @self: a keeper
 * @account_id: whose
 *
 * Returns: (transfer full): a future of the #CwTwitchToken that was kept; rejected
 *   with %CW_ERROR_MISSING where there is none
 */
DexFuture *
cw_token_keeper_recall (CwTokenKeeper *self,
                        const char    *account_id)
{
  dex_return_error_if_fail (CW_IS_TOKEN_KEEPER (self));
  dex_return_error_if_fail (account_id != NULL);

  return cw_spawn (G_CALLBACK (recall_fiber), 2, CW_TYPE_TOKEN_KEEPER, self, G_TYPE_STRING, account_id);
}

/**
 * cw_token_keeper_is_due:
 * @token: a token
 *
 * Returns: whether @token is to be renewed before it is used
 */
gboolean
cw_token_keeper_is_due (CwTwitchToken *token)
{
  return cw_twitch_token_get_expires (token) < g_get_real_time () + MARGIN;
}

/* Waits for the right to renew: the lock's file, or -1. */
static int
take_lock (CwTokenKeeper *self,
           GError       **error)
{
  for (int looks = 0;; looks++)
    {
      g_autoptr (GError) taken = NULL;
      g_autoptr (GError) waited = NULL;
      int file = dex_await_int (cw_process_lock_take (self->lock), &taken);

      if (taken == NULL)
        return file;
      if (!g_error_matches (taken, CW_ERROR, CW_ERROR_DENIED))
        {
          g_propagate_error (error, g_steal_pointer (&taken));
          return -1;
        }
      if (looks == MOST_LOOKS)
        {
          g_set_error_literal (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("Another program is renewing the sign-in to Twitch and does not get done: try again in a while"));
          return -1;
        }

      dex_await (dex_timeout_new_msec (LOOK_MS), &waited);
      if (!g_error_matches (waited, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        {
          g_propagate_error (error, g_steal_pointer (&waited));
          return -1;
        }
    }
}

/* Asks Twitch for the next token in place of REFUSED, and keeps it. */
static CwTwitchToken *
refresh (CwTokenKeeper *self,
         CwTwitchToken *refused,
         GError       **error)
{
  g_autoptr (CwTwitchToken) fresh = dex_await_object (cw_twitch_auth_refresh (self->auth, refused), error);

  if (fresh != NULL && !dex_await (cw_token_keeper_keep (self, fresh), error))
    return NULL;

  return g_steal_pointer (&fresh);
}

/* With the lock: what another program has renewed meanwhile counts, and Twitch's
 * word on whether the token is bad at all. */
static CwTwitchToken *
renew (CwTokenKeeper *self,
       CwTwitchToken *refused,
       GError       **error)
{
  g_autoptr (CwTwitchToken) kept = dex_await_object (cw_token_keeper_recall (self, cw_twitch_token_get_account_id (refused)), NULL);
  g_autoptr (CwTwitchToken) valid = NULL;
  g_autoptr (GError) invalid = NULL;

  if (kept != NULL && !g_str_equal (cw_twitch_token_get_access (kept), cw_twitch_token_get_access (refused)))
    return g_steal_pointer (&kept);

  if (!cw_token_keeper_is_due (refused))
    {
      valid = dex_await_object (cw_twitch_auth_validate (self->auth, refused), &invalid);
      if (valid != NULL)
        return g_steal_pointer (&valid);
      if (!g_error_matches (invalid, CW_ERROR, CW_ERROR_DENIED))
        {
          g_propagate_error (error, g_steal_pointer (&invalid));
          return NULL;
        }
    }

  return refresh (self, refused, error);
}

static DexFuture *
renew_fiber (CwTokenKeeper *self,
             CwTwitchToken *refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = NULL;
  int file = take_lock (self, &error);

  if (file < 0)
    return dex_future_new_for_error (g_steal_pointer (&error));

  token = renew (self, refused, &error);
  close (file);

  return token != NULL ? dex_future_new_take_object (g_steal_pointer (&token)) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_token_keeper_renew:
 * @self: a keeper
 * @refused: a token that was not accepted, or is due
 *
 * Must not be dropped: what it has used up has to be kept.
 *
 * Returns: (transfer full): a future of the #CwTwitchToken to use: the next one, one
 *   that another program got meanwhile, or @refused where Twitch says that it is good;
 *   rejected with %CW_ERROR_DENIED where the user has to sign in again
 */
DexFuture *
cw_token_keeper_renew (CwTokenKeeper *self,
                       CwTwitchToken *refused)
{
  dex_return_error_if_fail (CW_IS_TOKEN_KEEPER (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (refused));

  return cw_spawn (G_CALLBACK (renew_fiber), 2, CW_TYPE_TOKEN_KEEPER, self, CW_TYPE_TWITCH_TOKEN, refused);
}

/**
 * cw_token_keeper_new:
 * @secrets: where tokens are kept
 * @auth: Twitch's sign-in
 * @lock: a file that all programs of the user lock while they renew a token
 *
 * Returns: (transfer full): a keeper
 */
CwTokenKeeper *
cw_token_keeper_new (CwSecretStore *secrets,
                     CwTwitchAuth  *auth,
                     const char    *lock)
{
  CwTokenKeeper *self;

  g_return_val_if_fail (CW_IS_SECRET_STORE (secrets), NULL);
  g_return_val_if_fail (CW_IS_TWITCH_AUTH (auth), NULL);
  g_return_val_if_fail (lock != NULL, NULL);

  self = g_object_new (CW_TYPE_TOKEN_KEEPER, NULL);
  self->secrets = g_object_ref (secrets);
  self->auth = g_object_ref (auth);
  self->lock = g_strdup (lock);

  return self;
}

static void
cw_token_keeper_finalize (GObject *object)
{
  CwTokenKeeper *self = CW_TOKEN_KEEPER (object);

  g_object_unref (self->secrets);
  g_object_unref (self->auth);
  g_free (self->lock);

  G_OBJECT_CLASS (cw_token_keeper_parent_class)->finalize (object);
}

static void
cw_token_keeper_class_init (CwTokenKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_token_keeper_finalize;
}

static void
cw_token_keeper_init (CwTokenKeeper *self)
{
}
