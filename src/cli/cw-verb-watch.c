/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-printer.h"
#include "cw-verb.h"

#include "cw-error.h"
#include "cw-json.h"
#include "cw-services.h"
#include "cw-twitch-finder.h"

#include <glib/gi18n.h>

static gboolean     once, as_json, take_off;
static GOptionEntry entries[] = {
  { "once", 0, 0, G_OPTION_ARG_NONE, &once, N_ ("Look once, and end"), NULL },
  { "remove", 0, 0, G_OPTION_ARG_NONE, &take_off, N_ ("Watch these channels no longer"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON, a clip a line"), NULL },
  { NULL }
};

static void
print (CwTwitchClip *clip)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  if (!as_json)
    {
      cw_twitch_printer_print_clip (clip);
      return;
    }

  builder = json_builder_new ();
  cw_twitch_printer_add_clip (builder, clip);
  root = json_builder_get_root (builder);
  text = cw_json_to_text (root, FALSE);
  g_print ("%s\n", text);
}

/* The newest last, as they were made. */
static void
on_found (CwClipWatch *watch,
          CwPage      *page,
          gpointer     data)
{
  GPtrArray *clips = cw_page_get_items (page);

  for (guint i = clips->len; i > 0; i--)
    print (clips->pdata[i - 1]);
}

static void
on_error (CwClipWatch *watch,
          GParamSpec  *pspec,
          gpointer     data)
{
  g_autoptr (GError) error = NULL;

  g_object_get (watch, "error", &error, NULL);
  if (error != NULL)
    g_printerr ("clipwright-cli: %s\n", error->message);
}

static DexFuture *
add_all (CwServices *services,
         char      **names)
{
  CwClipWatch *watch = cw_services_get_watch (services);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwChannel) channel = dex_await_object (cw_twitch_finder_find_channel (cw_services_get_helix (services), names[i]), &error);

      if (channel == NULL || !dex_await (cw_clip_watch_add (watch, channel), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/* Without asking Twitch, which may not know the channel any more. */
static CwChannel *
find_watched (CwClipWatch *watch,
              const char  *name)
{
  GListModel *channels = cw_clip_watch_get_channels (watch);

  for (guint i = 0; i < g_list_model_get_n_items (channels); i++)
    {
      g_autoptr (CwChannel) channel = g_list_model_get_item (channels, i);

      if (g_ascii_strcasecmp (cw_channel_get_login (channel), name + (*name == '@')) == 0)
        return g_steal_pointer (&channel);
    }

  return NULL;
}

static DexFuture *
remove_all (CwClipWatch *watch,
            char       **names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CwChannel) channel = find_watched (watch, names[i]);
      g_autoptr (GError) error = NULL;

      if (channel == NULL)
        return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("“%s” is not watched"), names[i]);
      if (!dex_await (cw_clip_watch_remove (watch, cw_channel_get_id (channel)), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/* Until it is interrupted. That Twitch cannot be reached may pass; that nobody is
 * signed in does not. */
static DexFuture *
look (CwClipWatch *watch)
{
  g_autoptr (DexPromise) never = dex_promise_new ();
  g_autoptr (GError) error = NULL;

  g_signal_connect (watch, "found", G_CALLBACK (on_found), NULL);
  if (!dex_await (cw_clip_watch_check (watch), &error) && (once || !g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE)))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (once)
    return dex_future_new_true ();

  on_error (watch, NULL, NULL);
  g_signal_connect (watch, "notify::error", G_CALLBACK (on_error), NULL);
  cw_clip_watch_start (watch);
  g_clear_error (&error);
  dex_await (dex_ref (DEX_FUTURE (never)), &error);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  CwClipWatch *watch;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (take_off && (once || words[0] == NULL))
    return cw_verb_wrong (self, _ ("Name the channels to watch no longer"));

  services = cw_services_new (NULL);
  watch = cw_services_get_watch (services);
  if (!dex_await (cw_services_open_watch (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (take_off)
    return remove_all (watch, words);

  if (!dex_await (add_all (services, words), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_list_model_get_n_items (cw_clip_watch_get_channels (watch)) == 0)
    return cw_verb_wrong (self, _ ("No channel is watched yet: name one"));

  return look (watch);
}

const CwVerb cw_verb_watch = {
  .name = "watch",
  .arguments = "[CHANNEL…]",
  .summary = N_ ("Tell of new clips of channels on Twitch as they come"),
  .description = N_ ("Channels that are named are watched from now on, beside those that are watched\nalready, also by the app. Each clip is told of once."),
  .run = run,
};
