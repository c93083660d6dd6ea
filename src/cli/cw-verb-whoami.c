/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-twitch-printer.h"
#include "cw-verb.h"

#include "cw-services.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  CwTwitchSession *session;
  CwAccount       *account;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("“whoami” takes no argument"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_session (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  session = cw_services_get_session (services);
  if (!dex_await (cw_twitch_session_validate (session), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  account = cw_twitch_session_get_account (session);
  if (!as_json)
    {
      g_print ("%s (%s)\n", cw_account_get_name (account), cw_account_get_login (account));
      return dex_future_new_true ();
    }

  builder = json_builder_new ();
  cw_twitch_printer_add_account (builder, account);
  cw_printer_print_json (builder);

  return dex_future_new_true ();
}

const CwVerb cw_verb_whoami = {
  .name = "whoami",
  .arguments = "",
  .summary = N_ ("Say who is signed in to Twitch, and whether that is still so"),
  .run = run,
};
