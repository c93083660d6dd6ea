/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-session.h"

#include "cw-account-store.h"
#include "cw-async.h"
#include "cw-error.h"
#include "cw-secret-store.h"
#include "cw-token-keeper.h"
#include "cw-token-source.h"
#include "cw-twitch-auth.h"

#include <glib/gi18n.h>

/* How often Twitch wants to be asked whether a sign-in is still good. */
#define VALIDATE_S (60 * 60)

/**
 * CwTwitchSession:
 *
 * Who is signed in to Twitch, in whose name it is asked, and whether Twitch still
 * lets us.
 */
struct _CwTwitchSession
{
  GObject parent_instance;

  CwAccountStore *store;
  CwSecretStore  *secrets;
  CwTwitchAuth   *auth;
  CwTokenKeeper  *keeper;
  GPtrArray      *accounts;
  CwTwitchToken  *token;    /* nullable: the chosen account's, once it was needed */
  GHashTable     *renewals; /* by account id: futures, not owned */
  gboolean        ended;
  guint           validation;
};

typedef enum
{
  PROP_ACCOUNT = 1,
  PROP_PERSISTENT,
  PROP_ENDED,
} CwTwitchSessionProperty;

static GParamSpec *properties[PROP_ENDED + 1];

static void cw_twitch_session_list_model_init (GListModelInterface *iface);
static void cw_twitch_session_token_source_init (CwTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwTwitchSession, cw_twitch_session, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cw_twitch_session_list_model_init) G_IMPLEMENT_INTERFACE (CW_TYPE_TOKEN_SOURCE, cw_twitch_session_token_source_init))

static void
notify (CwTwitchSession        *self,
        CwTwitchSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_ended (CwTwitchSession *self,
           gboolean         ended)
{
  if (self->ended == ended)
    return;

  self->ended = ended;
  notify (self, PROP_ENDED);
}

static int
find_account (CwTwitchSession *self,
              const char      *id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    if (g_str_equal (cw_account_get_id (self->accounts->pdata[i]), id))
      return (int) i;

  return -1;
}

/* Takes the account with that id off the list. */
static void
drop_account (CwTwitchSession *self,
              const char      *id)
{
  int at = find_account (self, id);

  if (at < 0)
    return;

  g_ptr_array_remove_index (self->accounts, (guint) at);
  g_list_model_items_changed (G_LIST_MODEL (self), (guint) at, 1, 0);
}

/* Puts ACCOUNT first, which is the chosen one. */
static void
put_first (CwTwitchSession *self,
           CwAccount       *account)
{
  drop_account (self, cw_account_get_id (account));
  g_ptr_array_insert (self->accounts, 0, g_object_ref (account));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  notify (self, PROP_ACCOUNT);
}

static DexFuture *
reject_signed_out (void)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("You are not signed in to Twitch"));
}

static gboolean
is_chosen (CwTwitchSession *self,
           CwTwitchToken   *token)
{
  CwAccount *account = cw_twitch_session_get_account (self);

  return account != NULL && g_str_equal (cw_account_get_id (account), cw_twitch_token_get_account_id (token));
}

/* Another account may have been chosen meanwhile. */
static void
set_token (CwTwitchSession *self,
           CwTwitchToken   *token)
{
  if (is_chosen (self, token))
    g_set_object (&self->token, token);
}

static DexFuture *
renew_fiber (CwTwitchSession *self,
             CwTwitchToken   *refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = dex_await_object (cw_token_keeper_renew (self->keeper, refused), &error);

  if (token == NULL)
    {
      if (g_error_matches (error, CW_ERROR, CW_ERROR_DENIED) && is_chosen (self, refused))
        set_ended (self, TRUE);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  if (is_chosen (self, token))
    set_ended (self, FALSE);
  set_token (self, token);

  return dex_future_new_take_object (g_steal_pointer (&token));
}

typedef struct
{
  CwTwitchSession *session;
  char            *account_id;
} Renewal;

static void
renewal_free (gpointer data)
{
  Renewal *renewal = data;

  g_object_unref (renewal->session);
  g_free (renewal->account_id);
  g_free (renewal);
}

static DexFuture *
on_renewed (DexFuture *future,
            gpointer   data)
{
  Renewal *renewal = data;

  g_hash_table_remove (renewal->session->renewals, renewal->account_id);

  return dex_ref (future);
}

/* Everybody who meets a bad token of an account waits for the same one. It goes on when they do
 * not wait any more: what it has used up has to be kept. */
static DexFuture *
cw_twitch_session_renew (CwTokenSource *source,
                         CwTwitchToken *refused)
{
  CwTwitchSession *self = CW_TWITCH_SESSION (source);
  const char      *account_id = cw_twitch_token_get_account_id (refused);
  DexFuture       *future = g_hash_table_lookup (self->renewals, account_id);
  Renewal         *renewal;

  if (future != NULL)
    return cw_follow (dex_ref (future));

  renewal = g_new0 (Renewal, 1);
  renewal->session = g_object_ref (self);
  renewal->account_id = g_strdup (account_id);
  future = dex_future_finally (cw_spawn (G_CALLBACK (renew_fiber), 2, CW_TYPE_TWITCH_SESSION, self, CW_TYPE_TWITCH_TOKEN, refused), on_renewed, renewal, renewal_free);
  if (dex_future_is_pending (future))
    {
      g_hash_table_insert (self->renewals, g_strdup (account_id), future);
      dex_future_disown (dex_ref (future));
    }

  return cw_follow (future);
}

static DexFuture *
get_fiber (CwTwitchSession *self)
{
  CwAccount *account = cw_twitch_session_get_account (self);
  g_autoptr (CwTwitchToken) token = NULL;
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return reject_signed_out ();

  token = self->token != NULL ? g_object_ref (self->token) : dex_await_object (cw_token_keeper_recall (self->keeper, cw_account_get_id (account)), &error);
  if (token == NULL && g_error_matches (error, CW_ERROR, CW_ERROR_MISSING))
    {
      set_ended (self, TRUE);
      return reject_signed_out ();
    }
  if (token == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  set_token (self, token);
  if (cw_token_keeper_is_due (token))
    return cw_token_source_renew (CW_TOKEN_SOURCE (self), token);

  return dex_future_new_take_object (g_steal_pointer (&token));
}

static DexFuture *
cw_twitch_session_get (CwTokenSource *source)
{
  return cw_spawn (G_CALLBACK (get_fiber), 1, CW_TYPE_TWITCH_SESSION, source);
}

static DexFuture *
validate_fiber (CwTwitchSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = dex_await_object (cw_token_source_get (CW_TOKEN_SOURCE (self)), &error);
  g_autoptr (CwTwitchToken) valid = NULL;

  if (token == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  valid = dex_await_object (cw_twitch_auth_validate (self->auth, token), &error);
  if (valid == NULL && g_error_matches (error, CW_ERROR, CW_ERROR_DENIED))
    return cw_token_source_renew (CW_TOKEN_SOURCE (self), token);
  if (valid == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  set_token (self, valid);
  set_ended (self, FALSE);
  return dex_future_new_take_object (g_steal_pointer (&valid));
}

/**
 * cw_twitch_session_validate:
 * @self: a session
 *
 * Asks Twitch whether the sign-in is still good, as it wants at the start of each
 * program and every hour; the hours are seen to after that.
 *
 * Returns: (transfer full): a future of the #CwTwitchToken; rejected with
 *   %CW_ERROR_DENIED where the user has to sign in (again), which the property
 *   “ended” tells as well
 */
DexFuture *
cw_twitch_session_validate (CwTwitchSession *self)
{
  dex_return_error_if_fail (CW_IS_TWITCH_SESSION (self));

  return cw_spawn (G_CALLBACK (validate_fiber), 1, CW_TYPE_TWITCH_SESSION, self);
}

static DexFuture *
on_validated (DexFuture *future,
              gpointer   data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_debug ("The sign-in could not be validated: %s", error->message);

  return dex_future_new_true ();
}

static gboolean
on_hour (gpointer data)
{
  CwTwitchSession *self = data;

  if (cw_twitch_session_get_account (self) != NULL)
    dex_future_disown (dex_future_finally (cw_twitch_session_validate (self), on_validated, NULL, NULL));

  return G_SOURCE_CONTINUE;
}

static DexFuture *
load_fiber (CwTwitchSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = dex_await_boxed (cw_account_store_list (self->store), &error);
  guint before = self->accounts->len;

  if (accounts == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_set_size (self->accounts, 0);
  g_ptr_array_extend (self->accounts, accounts, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->accounts->len);
  notify (self, PROP_ACCOUNT);
  if (self->validation == 0)
    self->validation = g_timeout_add_seconds (VALIDATE_S, on_hour, self);

  return dex_future_new_true ();
}

/**
 * cw_twitch_session_load:
 * @self: a session
 *
 * Returns: (transfer full): a future that resolves once it is known who has signed
 *   in; the network is not asked
 */
DexFuture *
cw_twitch_session_load (CwTwitchSession *self)
{
  dex_return_error_if_fail (CW_IS_TWITCH_SESSION (self));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_TWITCH_SESSION, self);
}

/* The name and the picture are asked for later. */
static CwAccount *
make_account (CwTwitchSession *self,
              CwTwitchToken   *token)
{
  int at = find_account (self, cw_twitch_token_get_account_id (token));

  if (at >= 0)
    return g_object_ref (self->accounts->pdata[at]);

  return g_object_new (CW_TYPE_ACCOUNT,
                       "id", cw_twitch_token_get_account_id (token),
                       "login", cw_twitch_token_get_login (token),
                       "name", cw_twitch_token_get_login (token),
                       NULL);
}

static DexFuture *
adopt_fiber (CwTwitchSession *self,
             CwTwitchToken   *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) valid = dex_await_object (cw_twitch_auth_validate (self->auth, token), &error);
  g_autoptr (CwAccount) account = NULL;

  if (valid == NULL || !dex_await (cw_token_keeper_keep (self->keeper, valid), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  account = make_account (self, valid);
  if (!dex_await (cw_account_store_save (self->store, account), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  put_first (self, account);
  g_set_object (&self->token, valid);
  set_ended (self, FALSE);

  return dex_future_new_take_object (g_steal_pointer (&account));
}

/**
 * cw_twitch_session_adopt:
 * @self: a session
 * @token: what a sign-in gave
 *
 * Keeps @token, and asks in the name of whose it is from now on.
 *
 * Returns: (transfer full): a future of the #CwAccount
 */
DexFuture *
cw_twitch_session_adopt (CwTwitchSession *self,
                         CwTwitchToken   *token)
{
  dex_return_error_if_fail (CW_IS_TWITCH_SESSION (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (token));

  return cw_spawn (G_CALLBACK (adopt_fiber), 2, CW_TYPE_TWITCH_SESSION, self, CW_TYPE_TWITCH_TOKEN, token);
}

static DexFuture *
choose_fiber (CwTwitchSession *self,
              CwAccount       *account)
{
  g_autoptr (GError) error = NULL;
  CwAccount *before = cw_twitch_session_get_account (self);

  if (!dex_await (cw_account_store_save (self->store, account), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (before == NULL || !g_str_equal (cw_account_get_id (before), cw_account_get_id (account)))
    g_clear_object (&self->token);
  put_first (self, account);
  set_ended (self, FALSE);

  return dex_future_new_true ();
}

/**
 * cw_twitch_session_choose:
 * @self: a session
 * @account: somebody who has signed in
 *
 * Asks in the name of @account from now on.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_twitch_session_choose (CwTwitchSession *self,
                          CwAccount       *account)
{
  dex_return_error_if_fail (CW_IS_TWITCH_SESSION (self));
  dex_return_error_if_fail (CW_IS_ACCOUNT (account));

  return cw_spawn (G_CALLBACK (choose_fiber), 2, CW_TYPE_TWITCH_SESSION, self, CW_TYPE_ACCOUNT, account);
}

static DexFuture *
update_fiber (CwTwitchSession *self,
              CwAccount       *account)
{
  g_autoptr (GError) error = NULL;
  int at = find_account (self, cw_account_get_id (account));

  if (at != 0 || cw_record_equal (CW_RECORD (self->accounts->pdata[0]), CW_RECORD (account)))
    return dex_future_new_true ();
  if (!dex_await (cw_account_store_save (self->store, account), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  put_first (self, account);
  return dex_future_new_true ();
}

/**
 * cw_twitch_session_update:
 * @self: a session
 * @account: what Twitch says now of the one that is chosen
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_twitch_session_update (CwTwitchSession *self,
                          CwAccount       *account)
{
  dex_return_error_if_fail (CW_IS_TWITCH_SESSION (self));
  dex_return_error_if_fail (CW_IS_ACCOUNT (account));

  return cw_spawn (G_CALLBACK (update_fiber), 2, CW_TYPE_TWITCH_SESSION, self, CW_TYPE_ACCOUNT, account);
}

/* Also without the network: then Twitch lets the token expire by itself. */
static DexFuture *
sign_out_fiber (CwTwitchSession *self,
                CwAccount       *account)
{
  const char *id = cw_account_get_id (account);
  g_autoptr (CwTwitchToken) token = dex_await_object (cw_token_keeper_recall (self->keeper, id), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) revoked = NULL;

  if (token != NULL && !dex_await (cw_twitch_auth_revoke (self->auth, token), &revoked))
    g_debug ("The token could not be revoked: %s", revoked->message);
  if (cw_error_is_cancelled (revoked))
    return dex_future_new_for_error (g_steal_pointer (&revoked));

  if (!dex_await (cw_secret_store_remove (self->secrets, id), &error) && !g_error_matches (error, CW_ERROR, CW_ERROR_MISSING))
    return dex_future_new_for_error (g_steal_pointer (&error));
  g_clear_error (&error);
  if (!dex_await (cw_account_store_remove (self->store, id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (find_account (self, id) == 0)
    g_clear_object (&self->token);
  drop_account (self, id);
  set_ended (self, FALSE);
  notify (self, PROP_ACCOUNT);

  return dex_future_new_true ();
}

/**
 * cw_twitch_session_sign_out:
 * @self: a session
 * @account: somebody who has signed in
 *
 * Tells Twitch that the sign-in is over, where it can be reached, and forgets it.
 *
 * Returns: (transfer full): a future that resolves once nothing is left of it
 */
DexFuture *
cw_twitch_session_sign_out (CwTwitchSession *self,
                            CwAccount       *account)
{
  dex_return_error_if_fail (CW_IS_TWITCH_SESSION (self));
  dex_return_error_if_fail (CW_IS_ACCOUNT (account));

  return cw_spawn (G_CALLBACK (sign_out_fiber), 2, CW_TYPE_TWITCH_SESSION, self, CW_TYPE_ACCOUNT, account);
}

/**
 * cw_twitch_session_get_account:
 * @self: a session
 *
 * Returns: (nullable) (transfer none): in whose name Twitch is asked
 */
CwAccount *
cw_twitch_session_get_account (CwTwitchSession *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_SESSION (self), NULL);

  return self->accounts->len > 0 ? self->accounts->pdata[0] : NULL;
}

gboolean
cw_twitch_session_get_persistent (CwTwitchSession *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_SESSION (self), FALSE);

  return cw_secret_store_get_persistent (self->secrets);
}

gboolean
cw_twitch_session_get_ended (CwTwitchSession *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_SESSION (self), FALSE);

  return self->ended;
}

CwTwitchAuth *
cw_twitch_session_get_auth (CwTwitchSession *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_SESSION (self), NULL);

  return self->auth;
}

static void
on_persistent (CwTwitchSession *self)
{
  notify (self, PROP_PERSISTENT);
}

/**
 * cw_twitch_session_new:
 * @accounts: who has signed in
 * @secrets: where tokens are kept
 * @auth: Twitch's sign-in
 * @lock: a file that all programs of the user lock while they renew a token
 *
 * Returns: (transfer full): a session, empty until it is loaded
 */
CwTwitchSession *
cw_twitch_session_new (CwAccountStore *accounts,
                       CwSecretStore  *secrets,
                       CwTwitchAuth   *auth,
                       const char     *lock)
{
  CwTwitchSession *self;

  g_return_val_if_fail (CW_IS_ACCOUNT_STORE (accounts), NULL);
  g_return_val_if_fail (CW_IS_SECRET_STORE (secrets), NULL);
  g_return_val_if_fail (CW_IS_TWITCH_AUTH (auth), NULL);
  g_return_val_if_fail (lock != NULL, NULL);

  self = g_object_new (CW_TYPE_TWITCH_SESSION, NULL);
  self->store = g_object_ref (accounts);
  self->secrets = g_object_ref (secrets);
  self->auth = g_object_ref (auth);
  self->keeper = cw_token_keeper_new (secrets, auth, lock);
  g_signal_connect_object (secrets, "notify::persistent", G_CALLBACK (on_persistent), self, G_CONNECT_SWAPPED);

  return self;
}

static GType
cw_twitch_session_get_item_type (GListModel *model)
{
  return CW_TYPE_ACCOUNT;
}

static guint
cw_twitch_session_get_n_items (GListModel *model)
{
  return CW_TWITCH_SESSION (model)->accounts->len;
}

static gpointer
cw_twitch_session_get_item (GListModel *model,
                            guint       position)
{
  CwTwitchSession *self = CW_TWITCH_SESSION (model);

  return position < self->accounts->len ? g_object_ref (self->accounts->pdata[position]) : NULL;
}

static void
cw_twitch_session_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CwTwitchSession *self = CW_TWITCH_SESSION (object);

  switch ((CwTwitchSessionProperty) id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, cw_twitch_session_get_account (self));
      break;

    case PROP_PERSISTENT:
      g_value_set_boolean (value, cw_twitch_session_get_persistent (self));
      break;

    case PROP_ENDED:
      g_value_set_boolean (value, self->ended);
      break;
    }
}

static void
cw_twitch_session_finalize (GObject *object)
{
  CwTwitchSession *self = CW_TWITCH_SESSION (object);

  g_clear_handle_id (&self->validation, g_source_remove);
  g_object_unref (self->store);
  g_object_unref (self->secrets);
  g_object_unref (self->auth);
  g_object_unref (self->keeper);
  g_clear_object (&self->token);
  g_ptr_array_unref (self->accounts);
  g_hash_table_unref (self->renewals);

  G_OBJECT_CLASS (cw_twitch_session_parent_class)->finalize (object);
}

static void
cw_twitch_session_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cw_twitch_session_get_item_type;
  iface->get_n_items = cw_twitch_session_get_n_items;
  iface->get_item = cw_twitch_session_get_item;
}

static void
cw_twitch_session_token_source_init (CwTokenSourceInterface *iface)
{
  iface->get = cw_twitch_session_get;
  iface->renew = cw_twitch_session_renew;
}

static void
cw_twitch_session_class_init (CwTwitchSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_twitch_session_finalize;
  object_class->get_property = cw_twitch_session_get_property;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CW_TYPE_ACCOUNT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_twitch_session_init (CwTwitchSession *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->renewals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
