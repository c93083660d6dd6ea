/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-twitch-printer.h"
#include "cw-verb.h"

#include "cw-services.h"
#include "cw-twitch-finder.h"

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
  g_autoptr (CwTwitchClip) clip = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] == NULL || words[1] != NULL)
    return cw_verb_wrong (self, _ ("Give the link of one clip"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_session (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  clip = dex_await_object (cw_twitch_finder_find_clip (cw_services_get_helix (services), words[0]), &error);
  if (clip == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (as_json)
    {
      builder = json_builder_new ();
      cw_twitch_printer_add_clip (builder, clip);
      cw_printer_print_json (builder);
    }
  else
    cw_twitch_printer_print_clip (clip);

  return dex_future_new_true ();
}

const CwVerb cw_verb_clip = {
  .name = "clip",
  .arguments = "LINK",
  .summary = N_ ("Say what Twitch knows of a clip"),
  .run = run,
};
