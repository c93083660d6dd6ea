/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-crawl.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-helix-clips.h"

/* Twitch leaves clips out of lists of long times, but not of a week; with the
 * margin it has to be less than that. */
#define LONGEST (6 * G_TIME_SPAN_DAY)

/* A time as short as this is not divided any more: Twitch may count in units of
 * ten minutes. For the same reason each is asked for with this much around it. */
#define SHORTEST (G_TIME_SPAN_HOUR)
#define MARGIN (10 * G_TIME_SPAN_MINUTE)

/* How many times are asked for at once. */
#define WORKERS 4

/* How often in a row a list that is not divided brings nothing new until it is
 * taken to be complete. */
#define QUIET_PASSES 2

/**
 * CwClipCrawl:
 *
 * Finds every clip of a channel or a category in a time, which a list of Twitch's
 * does not: that ends after 1,000, leaves some out when the time is long, and
 * reorders itself while one turns the pages, so that some are never seen. So the
 * time is divided until each part's clips are on one page. What is left to do can
 * be kept and taken up again.
 */
struct _CwClipCrawl
{
  GObject parent_instance;

  CwHelix    *helix;
  char       *channel_id;
  char       *category_id;
  GArray     *left;  /* of Window, the next last */
  GHashTable *known; /* slugs */
  gint64      total; /* us of time */
  gint64      done;
  GArray     *under_way; /* of Window */
  gboolean    stopped;   /* one worker has failed */
  guint       n_runs;    /* what is of an earlier one has nothing to say any more */
};

typedef struct
{
  gint64 from; /* us UTC */
  gint64 to;
} Window;

typedef enum
{
  PROP_PROGRESS = 1,
} CwClipCrawlProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipCrawl, cw_clip_crawl, G_TYPE_OBJECT)

/* Tells of what is new on PAGE: how many that is. */
static guint
tell (CwClipCrawl *self,
      CwPage      *page)
{
  GPtrArray *items = cw_page_get_items (page);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CwPage) found = NULL;

  for (guint i = 0; i < items->len; i++)
    if (g_hash_table_add (self->known, g_strdup (cw_twitch_clip_get_id (items->pdata[i]))))
      g_ptr_array_add (fresh, g_object_ref (items->pdata[i]));

  if (fresh->len == 0)
    return 0;

  found = cw_page_new (fresh, NULL);
  g_signal_emit (self, signals[FOUND], 0, found);

  return fresh->len;
}

static CwPage *
ask (CwClipCrawl  *self,
     const Window *window,
     const char   *cursor,
     GError      **error)
{
  CwClipQuery query = { .channel_id = self->channel_id, .category_id = self->category_id, .from = window->from - MARGIN, .to = window->to + MARGIN, .anew = TRUE };

  return dex_await_object (cw_helix_list_clips (self->helix, &query, cursor), error);
}

/* Turns the pages of a time that cannot be divided, again and again, until
 * nothing new comes: what moved from a page to one before is seen the next time. */
static gboolean
turn_pages (CwClipCrawl  *self,
            guint         run,
            const Window *window,
            GError      **error)
{
  for (guint quiet = 0; quiet < QUIET_PASSES;)
    {
      g_autofree char *cursor = NULL;
      guint            fresh = 0, seen = 0;

      do
        {
          g_autoptr (CwPage) page = ask (self, window, cursor, error);

          if (page == NULL)
            return FALSE;
          if (run != self->n_runs)
            return TRUE;

          fresh += tell (self, page);
          seen += cw_page_get_items (page)->len;
          g_set_str (&cursor, cw_page_get_next (page));
        }
      while (cursor != NULL && seen < CW_HELIX_MOST_CLIPS);

      quiet = fresh == 0 ? quiet + 1 : 0;
    }

  return TRUE;
}

static void
divide (CwClipCrawl  *self,
        const Window *window)
{
  gint64 middle = window->from + (window->to - window->from) / 2;
  Window halves[] = { { window->from, middle }, { middle, window->to } };

  g_array_append_vals (self->left, halves, G_N_ELEMENTS (halves));
}

static gboolean
look_at (CwClipCrawl  *self,
         guint         run,
         const Window *window,
         GError      **error)
{
  g_autoptr (CwPage) page = ask (self, window, NULL, error);

  if (page == NULL)
    return FALSE;
  if (run != self->n_runs)
    return TRUE;

  tell (self, page);
  if (cw_page_get_next (page) != NULL && window->to - window->from > SHORTEST)
    {
      divide (self, window);
      return TRUE;
    }
  if (cw_page_get_next (page) != NULL && !turn_pages (self, run, window, error))
    return FALSE;
  if (run != self->n_runs)
    return TRUE;

  self->done += window->to - window->from;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  return TRUE;
}

static void
forget (GArray       *windows,
        const Window *window)
{
  for (guint i = 0; i < windows->len; i++)
    if (memcmp (&g_array_index (windows, Window, i), window, sizeof *window) == 0)
      {
        g_array_remove_index_fast (windows, i);
        return;
      }
}

static DexFuture *
work_fiber (CwClipCrawl *self,
            guint        run)
{
  while (self->left->len > 0 && !self->stopped && run == self->n_runs)
    {
      Window window = g_array_index (self->left, Window, self->left->len - 1);
      g_autoptr (GError) error = NULL;
      gboolean good;

      g_array_set_size (self->left, self->left->len - 1);
      g_array_append_val (self->under_way, window);
      good = look_at (self, run, &window, &error);
      if (run != self->n_runs)
        break;
      forget (self->under_way, &window);

      if (!good)
        {
          g_array_append_val (self->left, window);
          self->stopped = TRUE;
          return dex_future_new_for_error (g_steal_pointer (&error));
        }
    }

  return dex_future_new_true ();
}

/* Whether all of them went well. */
static gboolean
check (GPtrArray *workers,
       GError   **error)
{
  for (guint i = 0; i < workers->len; i++)
    if (dex_future_get_value (workers->pdata[i], error) == NULL)
      return FALSE;

  return TRUE;
}

/* They end what they ask, and say nothing any more. */
static void
let_go (GPtrArray *workers)
{
  for (guint i = 0; i < workers->len; i++)
    dex_future_disown (dex_ref (workers->pdata[i]));
}

/* After an error the others end what they are looking at, and are waited for; when
 * this is dropped they are let go: libdex 0.10 may go in circles over a fiber that is
 * dropped while it wakes up. */
static DexFuture *
run_fiber (CwClipCrawl *self,
           guint        run)
{
  /* A worker may end while another is about to leave it something to do. */
  while (self->left->len > 0 && run == self->n_runs)
    {
      g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func (dex_unref);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < WORKERS; i++)
        g_ptr_array_add (workers, cw_spawn (G_CALLBACK (work_fiber), 2, CW_TYPE_CLIP_CRAWL, self, G_TYPE_UINT, run));

      for (guint i = 0; i < workers->len; i++)
        {
          g_autoptr (GError) ended = NULL;

          if (dex_await (dex_ref (workers->pdata[i]), &ended) || !cw_error_is_cancelled (ended))
            continue;

          if (run == self->n_runs)
            self->n_runs++;
          let_go (workers);
          return dex_future_new_for_error (g_steal_pointer (&ended));
        }
      if (!check (workers, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_for_boolean (run == self->n_runs);
}

/**
 * cw_clip_crawl_run:
 * @self: a crawl
 *
 * Looks at all the time that is left. After an error, or when this was dropped,
 * it can be run again and goes on where it was. One run at a time.
 *
 * Returns: (transfer full): a future of a boolean: %TRUE when every clip was told of,
 *   %FALSE where it was stopped before
 */
DexFuture *
cw_clip_crawl_run (CwClipCrawl *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_CRAWL (self));

  /* What an earlier run that was dropped was looking at. */
  g_array_append_vals (self->left, self->under_way->data, self->under_way->len);
  g_array_set_size (self->under_way, 0);
  self->stopped = FALSE;
  self->n_runs++;

  return cw_spawn (G_CALLBACK (run_fiber), 2, CW_TYPE_CLIP_CRAWL, self, G_TYPE_UINT, self->n_runs);
}

/**
 * cw_clip_crawl_stop:
 * @self: a crawl
 *
 * Has a run end as soon as it can, and tell of nothing any more. It can be run
 * again, and goes on where it was.
 */
void
cw_clip_crawl_stop (CwClipCrawl *self)
{
  g_return_if_fail (CW_IS_CLIP_CRAWL (self));

  self->n_runs++;
}

/**
 * cw_clip_crawl_add:
 * @self: a crawl that is not running
 * @from: us UTC
 * @to: us UTC, later
 *
 * Has it look at that time as well, the end first.
 */
void
cw_clip_crawl_add (CwClipCrawl *self,
                   gint64       from,
                   gint64       to)
{
  g_return_if_fail (CW_IS_CLIP_CRAWL (self));
  g_return_if_fail (from < to);

  self->total += to - from;
  for (gint64 start = from; start < to; start += LONGEST)
    {
      Window window = { start, MIN (start + LONGEST, to) };

      g_array_append_val (self->left, window);
    }
}

/**
 * cw_clip_crawl_dup_state:
 * @self: a crawl
 *
 * Returns: (transfer full): what is left to do, for cw_clip_crawl_restore()
 */
GVariant *
cw_clip_crawl_dup_state (CwClipCrawl *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (CW_IS_CLIP_CRAWL (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(xx)"));
  for (guint i = 0; i < self->left->len; i++)
    g_variant_builder_add (&builder, "(xx)", g_array_index (self->left, Window, i).from, g_array_index (self->left, Window, i).to);
  for (guint i = 0; i < self->under_way->len; i++)
    g_variant_builder_add (&builder, "(xx)", g_array_index (self->under_way, Window, i).from, g_array_index (self->under_way, Window, i).to);

  return g_variant_ref_sink (g_variant_new ("(xx@a(xx))", self->total, self->done, g_variant_builder_end (&builder)));
}

/**
 * cw_clip_crawl_restore:
 * @self: a crawl to which nothing was added
 * @state: what cw_clip_crawl_dup_state() gave
 *
 * Goes on where another one was.
 */
void
cw_clip_crawl_restore (CwClipCrawl *self,
                       GVariant    *state)
{
  g_autoptr (GVariant) left = NULL;
  Window window;

  g_return_if_fail (CW_IS_CLIP_CRAWL (self));
  g_return_if_fail (g_variant_is_of_type (state, G_VARIANT_TYPE ("(xxa(xx))")));

  g_variant_get (state, "(xx@a(xx))", &self->total, &self->done, &left);
  for (gsize i = 0; i < g_variant_n_children (left); i++)
    {
      g_variant_get_child (left, i, "(xx)", &window.from, &window.to);
      if (window.from < window.to)
        g_array_append_val (self->left, window);
    }
}

double
cw_clip_crawl_get_progress (CwClipCrawl *self)
{
  g_return_val_if_fail (CW_IS_CLIP_CRAWL (self), 0);

  return self->total > 0 ? CLAMP ((double) self->done / (double) self->total, 0, 1) : 0;
}

/**
 * cw_clip_crawl_new:
 * @helix: whom to ask
 * @channel_id: (nullable): whose clips
 * @category_id: (nullable): or of what
 *
 * Returns: (transfer full): a crawl of no time yet
 */
CwClipCrawl *
cw_clip_crawl_new (CwHelix    *helix,
                   const char *channel_id,
                   const char *category_id)
{
  CwClipCrawl *self;

  g_return_val_if_fail (CW_IS_HELIX (helix), NULL);
  g_return_val_if_fail ((channel_id == NULL) != (category_id == NULL), NULL);

  self = g_object_new (CW_TYPE_CLIP_CRAWL, NULL);
  self->helix = g_object_ref (helix);
  self->channel_id = g_strdup (channel_id);
  self->category_id = g_strdup (category_id);

  return self;
}

static void
cw_clip_crawl_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((CwClipCrawlProperty) id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, cw_clip_crawl_get_progress (CW_CLIP_CRAWL (object)));
      break;
    }
}

static void
cw_clip_crawl_finalize (GObject *object)
{
  CwClipCrawl *self = CW_CLIP_CRAWL (object);

  g_object_unref (self->helix);
  g_free (self->channel_id);
  g_free (self->category_id);
  g_array_unref (self->left);
  g_array_unref (self->under_way);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (cw_clip_crawl_parent_class)->finalize (object);
}

static void
cw_clip_crawl_class_init (CwClipCrawlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_clip_crawl_finalize;
  object_class->get_property = cw_clip_crawl_get_property;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[FOUND] = g_signal_new ("found", CW_TYPE_CLIP_CRAWL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_PAGE);
}

static void
cw_clip_crawl_init (CwClipCrawl *self)
{
  self->left = g_array_new (FALSE, FALSE, sizeof (Window));
  self->under_way = g_array_new (FALSE, FALSE, sizeof (Window));
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
