/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crawl.h"
#include "cw-printer.h"
#include "cw-twitch-printer.h"
#include "cw-verb.h"

#include "cw-error.h"
#include "cw-services.h"
#include "cw-twitch-finder.h"

#include <glib/gi18n.h>

static gboolean     as_json, category;
static char        *from_text, *to_text, *sort;
static int          limit;
static GOptionEntry entries[] = {
  { "category", 0, 0, G_OPTION_ARG_NONE, &category, N_ ("The name is a category’s, and no channel’s"), NULL },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("Only clips made from then on: 2026-01-31, or with a time"), N_ ("DATE") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_text, N_ ("Only clips made before"), N_ ("DATE") },
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, N_ ("“views” (if nothing is said), “newest”, “oldest” or “longest” first"), N_ ("ORDER") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("No more than so many"), N_ ("N") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static int
compare (gint64 a,
         gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_views (gconstpointer a,
               gconstpointer b)
{
  return compare (cw_twitch_clip_get_views (*(CwTwitchClip *const *) b), cw_twitch_clip_get_views (*(CwTwitchClip *const *) a));
}

static int
compare_oldest (gconstpointer a,
                gconstpointer b)
{
  return compare (cw_twitch_clip_get_created (*(CwTwitchClip *const *) a), cw_twitch_clip_get_created (*(CwTwitchClip *const *) b));
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  return compare_oldest (b, a);
}

static int
compare_longest (gconstpointer a,
                 gconstpointer b)
{
  return compare (cw_twitch_clip_get_duration (*(CwTwitchClip *const *) b), cw_twitch_clip_get_duration (*(CwTwitchClip *const *) a));
}

static const struct
{
  const char  *name;
  GCompareFunc compare;
} orders[] = { { "views", compare_views }, { "newest", compare_newest }, { "oldest", compare_oldest }, { "longest", compare_longest } };

static GCompareFunc
find_order (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_strcmp0 (name, orders[i].name) == 0)
      return orders[i].compare;

  return NULL;
}

static DexFuture *
find (CwHelix    *helix,
      const char *name,
      gint64      from,
      gint64      to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChannel) channel = NULL;
  g_autoptr (CwCategory) found_category = NULL;

  if (category)
    {
      found_category = dex_await_object (cw_twitch_finder_find_category (helix, name), &error);
      if (found_category == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      return cw_crawl_run (helix, NULL, cw_category_get_id (found_category), from, to);
    }

  channel = dex_await_object (cw_twitch_finder_find_channel (helix, name), &error);
  if (channel == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_crawl_run (helix, cw_channel_get_id (channel), NULL, from, to);
}

static void
print (GPtrArray *clips)
{
  guint n = limit > 0 ? MIN ((guint) limit, clips->len) : clips->len;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!as_json)
    {
      for (guint i = 0; i < n; i++)
        cw_twitch_printer_print_clip (clips->pdata[i]);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    cw_twitch_printer_add_clip (builder, clips->pdata[i]);
  json_builder_end_array (builder);
  cw_printer_print_json (builder);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  gint64       from, to;
  GCompareFunc order;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] == NULL || words[1] != NULL)
    return cw_verb_wrong (self, _ ("Name one channel, or one category with --category"));
  if (!cw_crawl_parse_dates (from_text, to_text, &from, &to, &error))
    return cw_verb_wrong (self, error->message);
  order = find_order (sort != NULL ? sort : "views");
  if (order == NULL)
    return cw_verb_wrong (self, _ ("--sort is “views”, “newest”, “oldest” or “longest”"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_session (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  clips = dex_await_boxed (find (cw_services_get_helix (services), words[0], from, to), &error);
  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_sort (clips, order);
  print (clips);

  return dex_future_new_true ();
}

const CwVerb cw_verb_clips = {
  .name = "clips",
  .arguments = "CHANNEL",
  .summary = N_ ("List all clips of a channel or a category on Twitch"),
  .description = N_ ("All means all: also the ones that Twitch’s own lists leave out."),
  .run = run,
};
