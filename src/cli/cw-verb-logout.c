/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-verb.h"

#include "cw-error.h"
#include "cw-services.h"

#include <glib/gi18n.h>

static gboolean     all;
static GOptionEntry entries[] = {
  { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Sign all accounts out"), NULL },
  { NULL }
};

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  CwTwitchSession *session;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("“logout” takes no argument"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_session (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  session = cw_services_get_session (services);
  if (cw_twitch_session_get_account (session) == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("You are not signed in to Twitch"));

  do
    {
      g_autoptr (CwAccount) account = g_object_ref (cw_twitch_session_get_account (session));

      if (!dex_await (cw_twitch_session_sign_out (session, account), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_print (_ ("%s is signed out\n"), cw_account_get_name (account));
    }
  while (all && cw_twitch_session_get_account (session) != NULL);

  return dex_future_new_true ();
}

const CwVerb cw_verb_logout = {
  .name = "logout",
  .arguments = "",
  .summary = N_ ("Sign out of Twitch"),
  .description = N_ ("Your library stays as it is."),
  .run = run,
};
