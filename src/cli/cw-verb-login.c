/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-twitch-printer.h"
#include "cw-verb.h"

#include "cw-services.h"
#include "cw-sign-in.h"

#include <glib/gi18n.h>

/* What the app asks for at first; more is asked for when it is needed. */
static const char *const first_scopes[] = { "user:read:follows", NULL };

static gboolean     as_json;
static char       **more_scopes;
static GOptionEntry entries[] = {
  { "scope", 0, 0, G_OPTION_ARG_STRING_ARRAY, &more_scopes, N_ ("Ask for this permission as well"), N_ ("SCOPE") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: first the code, then the account"), NULL },
  { NULL }
};

static void
print_code (CwSignIn *sign_in)
{
  g_autoptr (JsonBuilder) builder = NULL;
  gint64 left = (cw_sign_in_get_expires (sign_in) - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  if (!as_json)
    {
      g_print (_ ("Open this page in a browser, on this or any other device:\n\n  %s\n\nand confirm the code %s. It is good for %d minutes.\n"),
               cw_sign_in_get_url (sign_in), cw_sign_in_get_code (sign_in), (int) ((left + 59) / 60));
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "url");
  json_builder_add_string_value (builder, cw_sign_in_get_url (sign_in));
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, cw_sign_in_get_code (sign_in));
  json_builder_set_member_name (builder, "expires_in");
  json_builder_add_int_value (builder, left);
  json_builder_end_object (builder);
  cw_printer_print_json (builder);
}

static void
print_account (CwAccount *account)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!as_json)
    {
      g_print (_ ("You are signed in as %s\n"), cw_account_get_name (account));
      return;
    }

  builder = json_builder_new ();
  cw_twitch_printer_add_account (builder, account);
  cw_printer_print_json (builder);
}

static char **
make_scopes (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) first_scopes);
  for (guint i = 0; more_scopes != NULL && more_scopes[i] != NULL; i++)
    g_strv_builder_add (builder, more_scopes[i]);

  return g_strv_builder_end (builder);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) scopes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (CwSignIn) sign_in = NULL;
  g_autoptr (CwAccount) account = NULL;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("“login” takes no argument"));

  scopes = make_scopes ();
  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_session (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  sign_in = cw_sign_in_new (cw_services_get_session (services), cw_services_get_helix (services), (const char *const *) scopes, more_scopes == NULL);
  if (!dex_await (cw_sign_in_begin (sign_in), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  print_code (sign_in);
  account = dex_await_object (cw_sign_in_wait (sign_in), &error);
  if (account == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!cw_twitch_session_get_persistent (cw_services_get_session (services)))
    g_printerr ("clipwright-cli: %s\n", _ ("There is no keyring that could keep the sign-in, so it ends with this program"));
  print_account (account);

  return dex_future_new_true ();
}

const CwVerb cw_verb_login = {
  .name = "login",
  .arguments = "",
  .summary = N_ ("Sign in to Twitch"),
  .description = N_ ("The sign-in is kept in the keyring, and is the app’s as well."),
  .run = run,
};
