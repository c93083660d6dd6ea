/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-feed.h"

#include "cw-async.h"
#include "cw-clip-crawl.h"
#include "cw-helix-clips.h"
#include "cw-saved-crawl.h"

/* How many more clips an asking shows at least, if there are as many. */
#define ENOUGH 48

/* Twitch has clips since May 2016, in us UTC. */
#define FIRST_CLIP (G_GINT64_CONSTANT (1462060800) * G_USEC_PER_SEC)

/* How much time is walked through at once, us: more where there are few clips in
 * it, less where there are many. */
#define FIRST_STEP (6 * G_TIME_SPAN_DAY)
#define LONGEST_STEP (180 * G_TIME_SPAN_DAY)
#define SHORTEST_STEP (G_TIME_SPAN_HOUR)
#define FEW_CLIPS 50
#define MANY_CLIPS 200

/* Lists of a time that is not longer than this have all clips of it, us. */
#define SURE (6 * G_TIME_SPAN_DAY)

/**
 * CwClipStage:
 * @STAGE_PAGES: turns the pages of Twitch's own list, the most watched first
 * @STAGE_WALK: goes through the time from one end, a step at a time
 * @STAGE_ALL: looks at all of the time, each part closely
 * @STAGE_END: there is no more
 *
 * How the next clips are found.
 */
typedef enum
{
  STAGE_PAGES,
  STAGE_WALK,
  STAGE_ALL,
  STAGE_END,
} CwClipStage;

/**
 * CwClipFeed:
 *
 * The clips of a channel or of a category, in any order: as many as are looked at.
 *
 * Twitch lists clips by views only, and no more than 1,000 of them. So the most
 * watched come from its list, and what that has left out from looking at each part
 * of the time; the newest and the oldest from walking through the time, and other
 * orders from looking at all of it. Of a category, which has millions, only what
 * Twitch lists can be had.
 */
struct _CwClipFeed
{
  CwFeed parent_instance;

  CwHelix     *helix;
  CwDatabase  *database;    /* nullable */
  CwSeen      *seen;        /* nullable */
  char        *channel_id;  /* nullable */
  char        *category_id; /* nullable */
  gint64       from;        /* us UTC, 0 without limit */
  gint64       to;
  CwClipSort   sort;
  CwClipFilter filter;

  CwClipStage   stage;
  char         *cursor; /* nullable: the next page */
  guint         n_listed;
  gint64        walked_to; /* us UTC */
  gint64        step;
  CwClipCrawl  *crawl;  /* nullable: what is under way, or left to do */
  CwSavedCrawl *saved;  /* nullable: what keeps it over restarts */
  GHashTable   *known;  /* ids */
  GPtrArray    *found;  /* all, in no order */
  gboolean      stale;  /* what is shown is of before: it goes when something comes */
  gboolean      closer; /* the user wants what the list lacks */
};

G_DEFINE_FINAL_TYPE (CwClipFeed, cw_clip_feed, CW_TYPE_FEED)

/* --- what is shown -------------------------------------------------------- */

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  CwClipFeed *self = data;

  return cw_clip_sort_compare (self->sort, *(CwTwitchClip *const *) a, *(CwTwitchClip *const *) b);
}

/* Those of CLIPS that pass, in order. */
static GPtrArray *
pick (CwClipFeed *self,
      GPtrArray  *clips)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < clips->len; i++)
    if (cw_clip_filter_matches (&self->filter, clips->pdata[i]))
      g_ptr_array_add (picked, g_object_ref (clips->pdata[i]));

  g_ptr_array_sort_with_data (picked, compare, self);
  return picked;
}

/* Where CLIP has its place in what is shown. */
static guint
find_place (CwClipFeed   *self,
            CwTwitchClip *clip)
{
  GPtrArray *shown = cw_feed_get_items (CW_FEED (self));
  guint      low = 0;
  guint      high = shown->len;

  /* Mostly it comes after all others. */
  if (high > 0 && cw_clip_sort_compare (self->sort, shown->pdata[high - 1], clip) < 0)
    return high;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cw_clip_sort_compare (self->sort, shown->pdata[middle], clip) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Neighbours are told of at once. */
static void
show (CwClipFeed *self,
      GPtrArray  *clips)
{
  g_autoptr (GPtrArray) picked = pick (self, clips);

  for (guint i = 0; i < picked->len;)
    {
      g_autoptr (GPtrArray) together = g_ptr_array_new ();
      guint      place = find_place (self, picked->pdata[i]);
      GPtrArray *shown = cw_feed_get_items (CW_FEED (self));
      gpointer   next = place < shown->len ? shown->pdata[place] : NULL;

      do
        g_ptr_array_add (together, picked->pdata[i++]);
      while (i < picked->len && (next == NULL || cw_clip_sort_compare (self->sort, picked->pdata[i], next) < 0));

      cw_feed_splice (CW_FEED (self), place, 0, together);
    }
}

static void
show_all (CwClipFeed *self)
{
  g_autoptr (GPtrArray) picked = pick (self, self->found);

  cw_feed_splice (CW_FEED (self), 0, cw_feed_get_items (CW_FEED (self))->len, picked);
}

/* Returns how many of ITEMS were not known. */
static guint
add (CwClipFeed *self,
     CwPage     *page)
{
  GPtrArray *items = cw_page_get_items (page);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();

  if (self->stale)
    cw_feed_splice (CW_FEED (self), 0, cw_feed_get_items (CW_FEED (self))->len, NULL);
  self->stale = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      CwTwitchClip *clip = items->pdata[i];
      gint64        created = cw_twitch_clip_get_created (clip);

      /* Twitch rounds the ends of a time. */
      if ((self->from > 0 && created < self->from) || (self->to > 0 && created > self->to))
        continue;
      if (!g_hash_table_add (self->known, g_strdup (cw_twitch_clip_get_id (clip))))
        continue;

      g_ptr_array_add (self->found, g_object_ref (clip));
      g_ptr_array_add (fresh, clip);
    }

  cw_feed_tell (CW_FEED (self), page);
  show (self, fresh);

  return fresh->len;
}

/* --- finding -------------------------------------------------------------- */

static gint64
get_end (CwClipFeed *self)
{
  return self->to > 0 ? self->to : g_get_real_time ();
}

static gint64
get_beginning (CwClipFeed *self)
{
  return self->from > 0 ? self->from : FIRST_CLIP;
}

static void
end (CwClipFeed *self)
{
  self->stage = STAGE_END;
  if (self->stale)
    cw_feed_splice (CW_FEED (self), 0, cw_feed_get_items (CW_FEED (self))->len, NULL);
  self->stale = FALSE;
  cw_feed_set_progress (CW_FEED (self), 0);
  cw_feed_set_complete (CW_FEED (self), TRUE);
}

static gboolean
load_page (CwClipFeed *self,
           guint       run,
           GError    **error)
{
  CwClipQuery      query = { .channel_id = self->channel_id, .category_id = self->category_id, .from = self->from, .to = self->to, .featured = self->filter.featured };
  g_autofree char *cursor = g_strdup (self->cursor);
  g_autoptr (CwPage) page = NULL;
  guint n_fresh;

  /* A start alone would be taken for the start of a week. */
  if (query.from > 0 && query.to == 0)
    query.to = get_end (self);

  page = dex_await_object (cw_helix_list_clips (self->helix, &query, cursor), error);
  if (page == NULL)
    return FALSE;
  if (!cw_feed_is_wanted (CW_FEED (self), run))
    return TRUE;

  n_fresh = add (self, page);
  self->n_listed += cw_page_get_items (page)->len;
  g_set_str (&self->cursor, cw_page_get_next (page));

  /* After 1,000 Twitch begins again with the first ones. */
  if (self->cursor != NULL && self->n_listed < CW_HELIX_MOST_CLIPS && n_fresh > 0)
    return TRUE;

  if (self->channel_id != NULL && !self->filter.featured && (self->closer || self->n_listed >= CW_HELIX_MOST_CLIPS))
    self->stage = STAGE_ALL;
  else
    end (self);

  return TRUE;
}

static void
on_found (CwClipFeed *self,
          CwPage     *page)
{
  add (self, page);
}

static void
on_progress (CwClipFeed *self)
{
  if (self->stage == STAGE_ALL)
    cw_feed_set_progress (CW_FEED (self), cw_clip_crawl_get_progress (self->crawl));
}

static void
drop_crawl (CwClipFeed *self)
{
  if (self->crawl == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->crawl, self);
  cw_clip_crawl_stop (self->crawl);
  g_clear_object (&self->crawl);
  g_clear_object (&self->saved);
}

static void
watch_crawl (CwClipFeed *self)
{
  g_signal_connect_object (self->crawl, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->crawl, "notify::progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
}

static void
cw_clip_feed_stop (CwFeed *feed)
{
  CwClipFeed *self = CW_CLIP_FEED (feed);

  if (self->crawl != NULL)
    cw_clip_crawl_stop (self->crawl);
}

/* After an error, or when it was stopped, it goes on where it was. */
static gboolean
crawl (CwClipFeed *self,
       gint64      from,
       gint64      to,
       guint       run,
       GError    **error)
{
  g_autoptr (CwClipCrawl) held = NULL;
  gboolean good;

  if (self->crawl == NULL)
    {
      self->crawl = cw_clip_crawl_new (self->helix, self->channel_id, self->category_id);
      cw_clip_crawl_add (self->crawl, from, to);
      watch_crawl (self);
    }

  held = g_object_ref (self->crawl);
  good = dex_await (cw_clip_crawl_run (held), error);
  if (good && cw_feed_is_wanted (CW_FEED (self), run))
    drop_crawl (self);

  return good;
}

static gboolean
walk (CwClipFeed *self,
      guint       run,
      GError    **error)
{
  gboolean back = self->sort == CW_CLIP_SORT_NEWEST;
  gint64   beginning = get_beginning (self);
  gint64   finish = get_end (self);
  guint    n_before = self->found->len;
  gint64   from, to;
  guint    n_found;

  if (self->walked_to == 0)
    self->walked_to = back ? finish : beginning;
  from = back ? MAX (self->walked_to - self->step, beginning) : self->walked_to;
  to = back ? self->walked_to : MIN (self->walked_to + self->step, finish);

  if (from < to && !crawl (self, from, to, run, error))
    return FALSE;
  if (!cw_feed_is_wanted (CW_FEED (self), run))
    return TRUE;

  n_found = self->found->len - n_before;
  if (n_found < FEW_CLIPS)
    self->step = MIN (self->step * 2, LONGEST_STEP);
  else if (n_found > MANY_CLIPS)
    self->step = MAX (self->step / 2, SHORTEST_STEP);

  self->walked_to = back ? from : to;
  cw_feed_set_progress (CW_FEED (self), (double) (back ? finish - from : to - beginning) / (double) MAX (finish - beginning, 1));
  if (back ? from <= beginning : to >= finish)
    end (self);

  return TRUE;
}

/* How many clips of an earlier run are taken at once. */
#define TAKEN_AT_ONCE 500

/* Those that were found before the program was started again. */
static gboolean
take_found (CwClipFeed *self,
            gint64      from,
            gint64      to,
            guint       run,
            GError    **error)
{
  for (guint offset = 0;; offset += TAKEN_AT_ONCE)
    {
      g_autoptr (GPtrArray) clips = dex_await_boxed (cw_seen_list_clips (self->seen, self->channel_id, self->category_id, from, to, TAKEN_AT_ONCE, offset), error);
      g_autoptr (CwPage) page = NULL;

      if (clips == NULL)
        return FALSE;
      if (!cw_feed_is_wanted (CW_FEED (self), run))
        return TRUE;

      page = cw_page_new (clips, NULL);
      add (self, page);
      if (clips->len < TAKEN_AT_ONCE)
        return TRUE;
    }
}

/* Goes on over restarts. The end is that of the day, so that it is the same crawl
 * for as long as what it found is remembered. */
static gboolean
crawl_saved (CwClipFeed *self,
             guint       run,
             GError    **error)
{
  gint64 from = get_beginning (self);
  gint64 to = (get_end (self) / G_TIME_SPAN_DAY + 1) * G_TIME_SPAN_DAY;
  g_autoptr (CwSavedCrawl) held = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean resumes;

  if (self->saved == NULL)
    {
      self->saved = cw_saved_crawl_new (self->database, self->helix, self->seen, self->channel_id, self->category_id, from, to);
      held = g_object_ref (self->saved);
      resumes = dex_await_boolean (cw_saved_crawl_load (held), &problem);
      if (problem != NULL)
        {
          g_clear_object (&self->saved);
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (!cw_feed_is_wanted (CW_FEED (self), run))
        return TRUE;

      self->crawl = g_object_ref (cw_saved_crawl_get_crawl (held));
      watch_crawl (self);
      if (resumes && !take_found (self, from, to, run, error))
        return FALSE;
    }

  g_set_object (&held, self->saved);
  if (!dex_await (cw_saved_crawl_run (held), error))
    return FALSE;

  if (cw_feed_is_wanted (CW_FEED (self), run))
    drop_crawl (self);
  return TRUE;
}

static gboolean
look_at_all (CwClipFeed *self,
             guint       run,
             GError    **error)
{
  gboolean good = self->seen != NULL ? crawl_saved (self, run, error) : crawl (self, get_beginning (self), get_end (self), run, error);

  if (!good)
    return FALSE;

  if (cw_feed_is_wanted (CW_FEED (self), run))
    end (self);

  return TRUE;
}

static DexFuture *
load_fiber (CwClipFeed *self,
            guint       run)
{
  GPtrArray *shown = cw_feed_get_items (CW_FEED (self));
  guint      n_wanted = (self->stale ? 0 : shown->len) + ENOUGH;

  while (cw_feed_is_wanted (CW_FEED (self), run) && self->stage != STAGE_END && (self->stale || shown->len < n_wanted))
    {
      g_autoptr (GError) error = NULL;
      gboolean good = FALSE;

      switch (self->stage)
        {
        case STAGE_PAGES:
          good = load_page (self, run, &error);
          break;

        case STAGE_WALK:
          good = walk (self, run, &error);
          break;

        case STAGE_ALL:
          good = look_at_all (self, run, &error);
          break;

        case STAGE_END:
          g_assert_not_reached ();
        }

      if (!good)
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

static DexFuture *
cw_clip_feed_load (CwFeed *feed,
                   guint   run)
{
  return cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_CLIP_FEED, feed, G_TYPE_UINT, run);
}

static CwClipStage
choose_stage (CwClipFeed *self)
{
  /* What the channel has picked is never so much that Twitch would not list it. */
  if (self->channel_id == NULL || self->filter.featured || self->sort == CW_CLIP_SORT_VIEWS)
    return STAGE_PAGES;

  return self->sort == CW_CLIP_SORT_NEWEST || self->sort == CW_CLIP_SORT_OLDEST ? STAGE_WALK : STAGE_ALL;
}

static void
cw_clip_feed_reset (CwFeed *feed)
{
  CwClipFeed *self = CW_CLIP_FEED (feed);

  drop_crawl (self);
  g_clear_pointer (&self->cursor, g_free);
  g_hash_table_remove_all (self->known);
  g_ptr_array_set_size (self->found, 0);
  self->n_listed = 0;
  self->walked_to = 0;
  self->step = FIRST_STEP;
  self->closer = FALSE;
  self->stale = TRUE;
  self->stage = choose_stage (self);
}

/**
 * cw_clip_feed_set_memory:
 * @self: a feed that was not asked yet
 * @database: where to keep how far it got
 * @seen: what remembers clips
 *
 * Has it go on after a restart of the program where it was, when it looks at all
 * times.
 */
void
cw_clip_feed_set_memory (CwClipFeed *self,
                         CwDatabase *database,
                         CwSeen     *seen)
{
  g_return_if_fail (CW_IS_CLIP_FEED (self));

  g_set_object (&self->database, database);
  g_set_object (&self->seen, seen);
}

/* --- what is wanted -------------------------------------------------------- */

/**
 * cw_clip_feed_set_period:
 * @self: a feed
 * @from: us UTC, 0 for no limit
 * @to: us UTC, 0 for no limit
 *
 * Of when the clips are to be.
 */
void
cw_clip_feed_set_period (CwClipFeed *self,
                         gint64      from,
                         gint64      to)
{
  g_return_if_fail (CW_IS_CLIP_FEED (self));
  g_return_if_fail (to == 0 || from < to);

  if (self->from == from && self->to == to)
    return;

  self->from = from;
  self->to = to;
  cw_feed_reload (CW_FEED (self));
}

CwClipSort
cw_clip_feed_get_sort (CwClipFeed *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FEED (self), CW_CLIP_SORT_VIEWS);

  return self->sort;
}

/**
 * cw_clip_feed_set_sort:
 * @self: a feed
 * @sort: the order to show them in
 *
 * Where all clips are there they are put in order at once, else asked for again.
 */
void
cw_clip_feed_set_sort (CwClipFeed *self,
                       CwClipSort  sort)
{
  g_return_if_fail (CW_IS_CLIP_FEED (self));

  if (self->sort == sort)
    return;

  self->sort = sort;
  if (self->channel_id == NULL || (self->stage == STAGE_END && !cw_clip_feed_may_lack (self)))
    show_all (self);
  else
    cw_feed_reload (CW_FEED (self));
}

const CwClipFilter *
cw_clip_feed_get_filter (CwClipFeed *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FEED (self), NULL);

  return &self->filter;
}

/**
 * cw_clip_feed_set_filter:
 * @self: a feed
 * @filter: what to show
 *
 * What was found already is shown or hidden at once.
 */
void
cw_clip_feed_set_filter (CwClipFeed         *self,
                         const CwClipFilter *filter)
{
  gboolean featured;

  g_return_if_fail (CW_IS_CLIP_FEED (self));
  g_return_if_fail (filter != NULL);

  if (cw_clip_filter_equal (&self->filter, filter))
    return;

  featured = self->filter.featured;
  cw_clip_filter_clear (&self->filter);
  cw_clip_filter_copy_to (filter, &self->filter);

  /* That one is up to Twitch. */
  if (featured != filter->featured)
    cw_feed_reload (CW_FEED (self));
  else
    show_all (self);
}

/**
 * cw_clip_feed_may_lack:
 * @self: a feed
 *
 * Returns: whether it has come to an end, but of a time so long that Twitch may
 *   have left clips out of it, which cw_clip_feed_look_closer() would find
 */
gboolean
cw_clip_feed_may_lack (CwClipFeed *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FEED (self), FALSE);

  return self->stage == STAGE_END && self->channel_id != NULL && self->sort == CW_CLIP_SORT_VIEWS && !self->closer && !self->filter.featured && self->n_listed < CW_HELIX_MOST_CLIPS && get_end (self) - get_beginning (self) > SURE;
}

/**
 * cw_clip_feed_look_closer:
 * @self: a feed
 *
 * Goes on after the end of Twitch's list with what that may have left out, at the
 * next asking.
 */
void
cw_clip_feed_look_closer (CwClipFeed *self)
{
  g_return_if_fail (CW_IS_CLIP_FEED (self));

  if (!cw_clip_feed_may_lack (self))
    return;

  self->closer = TRUE;
  self->stage = STAGE_ALL;
  cw_feed_set_complete (CW_FEED (self), FALSE);
}

/**
 * cw_clip_feed_get_n_found:
 * @self: a feed
 *
 * Returns: how many clips were found, shown or not
 */
guint
cw_clip_feed_get_n_found (CwClipFeed *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FEED (self), 0);

  return self->found->len;
}

/**
 * cw_clip_feed_new:
 * @helix: whom to ask
 * @channel_id: (nullable): whose clips
 * @category_id: (nullable): or of what
 *
 * Returns: (transfer full): an empty feed, by views, of all times
 */
CwClipFeed *
cw_clip_feed_new (CwHelix    *helix,
                  const char *channel_id,
                  const char *category_id)
{
  CwClipFeed *self;

  g_return_val_if_fail (CW_IS_HELIX (helix), NULL);
  g_return_val_if_fail ((channel_id == NULL) != (category_id == NULL), NULL);

  self = g_object_new (CW_TYPE_CLIP_FEED, NULL);
  self->helix = g_object_ref (helix);
  self->channel_id = g_strdup (channel_id);
  self->category_id = g_strdup (category_id);

  return self;
}

static void
cw_clip_feed_finalize (GObject *object)
{
  CwClipFeed *self = CW_CLIP_FEED (object);

  drop_crawl (self);
  g_clear_object (&self->helix);
  g_clear_object (&self->database);
  g_clear_object (&self->seen);
  g_free (self->channel_id);
  g_free (self->category_id);
  g_free (self->cursor);
  cw_clip_filter_clear (&self->filter);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->found);

  G_OBJECT_CLASS (cw_clip_feed_parent_class)->finalize (object);
}

static void
cw_clip_feed_class_init (CwClipFeedClass *klass)
{
  CwFeedClass *feed_class = CW_FEED_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_clip_feed_finalize;
  feed_class->load = cw_clip_feed_load;
  feed_class->reset = cw_clip_feed_reset;
  feed_class->stop = cw_clip_feed_stop;
}

static void
cw_clip_feed_init (CwClipFeed *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->step = FIRST_STEP;
}
