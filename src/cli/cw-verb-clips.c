/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-twitch-printer.h"
#include "cw-verb.h"

#include "cw-clip-crawl.h"
#include "cw-error.h"
#include "cw-services.h"
#include "cw-twitch-finder.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Nobody made clips before. */
#define FIRST_CLIPS "2016-05-01T00:00:00Z"

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

/* A date as the user writes it, in local time unless it says otherwise. */
static gboolean
parse_date (const char *text,
            gint64      otherwise,
            gint64     *time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *whole = text != NULL && strchr (text, 'T') == NULL ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (whole, zone) : NULL;

  *time = date != NULL ? g_date_time_to_unix_usec (date) : otherwise;
  return text == NULL || date != NULL;
}

/* What was found so far, of the time that was asked for. */
typedef struct
{
  GPtrArray *clips;
  gint64     from;
  gint64     to;
} Found;

static void
on_found (CwClipCrawl *crawl,
          CwPage      *page,
          Found       *found)
{
  GPtrArray *items = cw_page_get_items (page);

  for (guint i = 0; i < items->len; i++)
    {
      gint64 created = cw_twitch_clip_get_created (items->pdata[i]);

      if (created >= found->from && created < found->to)
        g_ptr_array_add (found->clips, g_object_ref (items->pdata[i]));
    }
}

static void
on_progress (CwClipCrawl *crawl,
             GParamSpec  *pspec,
             Found       *found)
{
  g_printerr (_ ("\r%3d %%, %u clips"), (int) (100 * cw_clip_crawl_get_progress (crawl)), found->clips->len);
}

static DexFuture *
crawl (CwHelix    *helix,
       const char *channel_id,
       const char *category_id,
       Found      *found)
{
  g_autoptr (CwClipCrawl) self = cw_clip_crawl_new (helix, channel_id, category_id);
  g_autoptr (GError) error = NULL;
  gboolean shown = isatty (STDERR_FILENO);

  g_signal_connect (self, "found", G_CALLBACK (on_found), found);
  if (shown)
    g_signal_connect (self, "notify::progress", G_CALLBACK (on_progress), found);
  cw_clip_crawl_add (self, found->from, found->to);
  dex_await (cw_clip_crawl_run (self), &error);
  if (shown)
    g_printerr ("\r\033[K");

  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

static DexFuture *
find (CwHelix    *helix,
      const char *name,
      Found      *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChannel) channel = NULL;
  g_autoptr (CwCategory) found_category = NULL;

  if (category)
    {
      found_category = dex_await_object (cw_twitch_finder_find_category (helix, name), &error);
      if (found_category == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      return crawl (helix, NULL, cw_category_get_id (found_category), found);
    }

  channel = dex_await_object (cw_twitch_finder_find_channel (helix, name), &error);
  if (channel == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return crawl (helix, cw_channel_get_id (channel), NULL, found);
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
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) beginning = g_date_time_new_from_iso8601 (FIRST_CLIPS, NULL);
  Found        found = { .clips = clips };
  GCompareFunc order;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] == NULL || words[1] != NULL)
    return cw_verb_wrong (self, _ ("Name one channel, or one category with --category"));
  if (!parse_date (from_text, g_date_time_to_unix_usec (beginning), &found.from) || !parse_date (to_text, g_get_real_time (), &found.to))
    return cw_verb_wrong (self, _ ("A date is written as 2026-01-31 or 2026-01-31T20:15:00"));
  if (found.from >= found.to)
    return cw_verb_wrong (self, _ ("There is no time between these two dates"));
  order = find_order (sort != NULL ? sort : "views");
  if (order == NULL)
    return cw_verb_wrong (self, _ ("--sort is “views”, “newest”, “oldest” or “longest”"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_session (services), &error) || !dex_await (find (cw_services_get_helix (services), words[0], &found), &error))
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
