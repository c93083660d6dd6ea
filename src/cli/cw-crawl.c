/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crawl.h"

#include "cw-async.h"
#include "cw-clip-crawl.h"
#include "cw-error.h"
#include "cw-page.h"
#include "cw-twitch-clip.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Nobody made clips before. */
#define FIRST_CLIPS "2016-05-01T00:00:00Z"

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

/**
 * cw_crawl_parse_dates:
 * @from_text: (nullable): the date that the user typed, %NULL for all since the first
 * @to_text: (nullable): or up to now
 * @from: (out): us UTC
 * @to: (out): us UTC
 * @error: %CW_ERROR_INVALID, a sentence
 *
 * Returns: whether that makes sense
 */
gboolean
cw_crawl_parse_dates (const char *from_text,
                      const char *to_text,
                      gint64     *from,
                      gint64     *to,
                      GError    **error)
{
  g_autoptr (GDateTime) beginning = g_date_time_new_from_iso8601 (FIRST_CLIPS, NULL);

  if (!parse_date (from_text, g_date_time_to_unix_usec (beginning), from) || !parse_date (to_text, g_get_real_time (), to))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("A date is written as 2026-01-31 or 2026-01-31T20:15:00"));
  else if (*from >= *to)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("There is no time between these two dates"));
  else
    return TRUE;

  return FALSE;
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
crawl_fiber (CwClipCrawl *self,
             gint64       from,
             gint64       to)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  Found    found = { .clips = clips, .from = from, .to = to };
  gboolean shown = isatty (STDERR_FILENO);

  g_signal_connect (self, "found", G_CALLBACK (on_found), &found);
  if (shown)
    g_signal_connect (self, "notify::progress", G_CALLBACK (on_progress), &found);
  cw_clip_crawl_add (self, from, to);
  dex_await (cw_clip_crawl_run (self), &error);
  if (shown)
    g_printerr ("\r\033[K");
  g_signal_handlers_disconnect_by_data (self, &found);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

/**
 * cw_crawl_run:
 * @helix: whom to ask
 * @channel_id: (nullable): whose clips
 * @category_id: (nullable): or of what
 * @from: us UTC
 * @to: us UTC
 *
 * Shows how far it is where the user can see that.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of all #CwTwitchClip, in no
 *   order
 */
DexFuture *
cw_crawl_run (CwHelix    *helix,
              const char *channel_id,
              const char *category_id,
              gint64      from,
              gint64      to)
{
  g_autoptr (CwClipCrawl) crawl = cw_clip_crawl_new (helix, channel_id, category_id);

  return cw_spawn (G_CALLBACK (crawl_fiber), 3, CW_TYPE_CLIP_CRAWL, crawl, G_TYPE_INT64, from, G_TYPE_INT64, to);
}
