/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-watch.h"

#include "cw-async.h"
#include "cw-channel-check.h"
#include "cw-error.h"
#include "cw-helix.h"
#include "cw-new-clips.h"
#include "cw-watch-store.h"
#include "cw-watched-channels.h"

/* How often to ask, s: once a minute at the most, and so seldom that all channels take
 * a small part of the 800 requests a minute; and how seldom when it fails. */
#define SHORTEST_INTERVAL 60
#define A_CHANNEL 2
#define LONGEST_INTERVAL (15 * 60)
#define MOST_DOUBLINGS 4

/* How often to forget what is too old, s. */
#define PRUNE_S (10 * 60)

/* Between two channels of a round that nobody waits for, ms. */
#define PAUSE_MS 1000

/**
 * CwClipWatch:
 *
 * Looks for new clips of the channels that the user watches, since Twitch tells nobody
 * of them: it is asked again and again, one channel after the other. On the main
 * thread.
 */
struct _CwClipWatch
{
  GObject parent_instance;

  CwWatchStore      *store;
  CwHelix           *helix;
  GListModel        *accounts;
  CwSeen            *seen;
  CwNewClips        *clips;
  CwWatchedChannels *channels;
  guint              unseen;
  GError            *error; /* nullable */

  DexFuture *round; /* nullable */
  guint      n_rounds;
  gint64     began; /* the last round, us monotonic; 0 for none */
  guint      failures;
  gboolean   started;
  guint      timer;
  guint      prune_source;
};

typedef enum
{
  PROP_UNSEEN = 1,
  PROP_CHECKING,
  PROP_ERROR,
} CwClipWatchProperty;

static GParamSpec *properties[PROP_ERROR + 1];

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void cw_clip_watch_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwClipWatch, cw_clip_watch, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cw_clip_watch_list_model_init))

static void
notify (CwClipWatch        *self,
        CwClipWatchProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_unseen (CwClipWatch *self)
{
  guint unseen = cw_new_clips_get_unseen (self->clips);

  if (self->unseen == unseen)
    return;

  self->unseen = unseen;
  notify (self, PROP_UNSEEN);
}

static void
set_error (CwClipWatch  *self,
           const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

/* --- a round ----------------------------------------------------------------- */

static void
tell (CwClipWatch *self,
      GPtrArray   *fresh)
{
  g_autoptr (CwPage) page = NULL;

  update_unseen (self);
  if (fresh->len == 0)
    return;

  page = cw_page_new (fresh, NULL);
  g_signal_emit (self, signals[FOUND], 0, page);
}

static void
check_channel (CwClipWatch *self,
               const char  *id,
               GError     **error)
{
  gint64            now = g_get_real_time ();
  CwWatchedChannel *watched = cw_watched_channels_find (self->channels, id);
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_channel_check_run (self->helix, watched, now), error);
  g_autoptr (GPtrArray) fresh = NULL;

  if (clips == NULL)
    return;

  cw_seen_remember (self->seen, clips);
  fresh = dex_await_boxed (cw_watch_store_add_clips (self->store, id, clips, now), error);
  if (fresh == NULL)
    return;

  /* The user may have had enough of it meanwhile. */
  if (cw_watched_channels_find (self->channels, id) == NULL)
    return;

  /* What is not in the list but known was found by another program of the user's. */
  cw_watched_channels_set_checked (self->channels, id, now);
  cw_new_clips_add (self->clips, clips);
  tell (self, fresh);
}

/* Whether the other channels would fail as well. */
static gboolean
is_general (const GError *error)
{
  return g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE) || g_error_matches (error, CW_ERROR, CW_ERROR_DENIED) || g_error_matches (error, CW_ERROR, CW_ERROR_STORAGE) || g_error_matches (error, CW_ERROR, CW_ERROR_NO_SPACE);
}

static void
pause_between (GError **error)
{
  g_autoptr (GError) ended = NULL;

  dex_await (dex_timeout_new_msec (PAUSE_MS), &ended);
  if (!g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    g_propagate_error (error, g_steal_pointer (&ended));
}

/* All channels that are watched. PROBLEM is the first thing that went wrong, or that
 * this was stopped. */
static void
check_all (CwClipWatch *self,
           gboolean     spread,
           GError     **problem)
{
  g_auto (GStrv) ids = cw_watched_channels_dup_ids (self->channels);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i > 0 && spread)
        pause_between (&error);
      if (error == NULL && cw_watched_channels_find (self->channels, ids[i]) != NULL)
        check_channel (self, ids[i], &error);

      if (error == NULL)
        continue;
      if (cw_error_is_cancelled (error))
        g_clear_error (problem);
      if (*problem == NULL)
        *problem = g_error_copy (error);
      if (is_general (error) || cw_error_is_cancelled (error))
        return;
    }
}

static DexFuture *
prune_fiber (CwClipWatch *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) gone = dex_await_boxed (cw_watch_store_prune (self->store, g_get_real_time ()), &error);

  if (gone == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_new_clips_remove (self->clips, (const char *const *) gone);
  update_unseen (self);
  return dex_future_new_true ();
}

static gboolean
on_prune (gpointer data)
{
  cw_detach (cw_spawn (G_CALLBACK (prune_fiber), 1, CW_TYPE_CLIP_WATCH, data), "Forgetting new clips");

  return G_SOURCE_CONTINUE;
}

static void schedule (CwClipWatch *self);

static DexFuture *
round_fiber (CwClipWatch *self,
             gboolean     spread,
             guint        number)
{
  g_autoptr (GError) problem = NULL;

  check_all (self, spread, &problem);

  /* What was stopped has nothing to say any more. */
  if (number == self->n_rounds)
    {
      self->failures = problem != NULL && is_general (problem) ? self->failures + 1 : 0;
      set_error (self, problem);
      dex_clear (&self->round);
      notify (self, PROP_CHECKING);
      schedule (self);
    }

  return problem != NULL ? dex_future_new_for_error (g_steal_pointer (&problem)) : dex_future_new_true ();
}

static void
begin_round (CwClipWatch *self,
             gboolean     spread)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->began = g_get_monotonic_time ();
  self->n_rounds++;
  self->round = cw_spawn (G_CALLBACK (round_fiber), 3, CW_TYPE_CLIP_WATCH, self, G_TYPE_BOOLEAN, spread, G_TYPE_UINT, self->n_rounds);
  notify (self, PROP_CHECKING);
}

/**
 * cw_clip_watch_check:
 * @self: a watch that is loaded
 *
 * Asks Twitch for new clips of all watched channels now. While it is asked already,
 * this waits for that.
 *
 * Returns: (transfer full): a future that resolves once they are in the list; rejected
 *   with the first error, such as %CW_ERROR_DENIED where nobody is signed in
 */
DexFuture *
cw_clip_watch_check (CwClipWatch *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_WATCH (self));

  if (self->round == NULL)
    begin_round (self, FALSE);

  return cw_follow (dex_ref (self->round));
}

/* --- one round after the other ----------------------------------------------- */

/**
 * cw_clip_watch_find_interval:
 * @n_channels: how many are watched
 * @failures: how often in a row it was impossible to ask
 *
 * Returns: how long it is from one round to the next, s
 */
guint
cw_clip_watch_find_interval (guint n_channels,
                             guint failures)
{
  guint usual = MAX (SHORTEST_INTERVAL, n_channels * A_CHANNEL);

  return MAX (usual, MIN (usual << MIN (failures, MOST_DOUBLINGS), LONGEST_INTERVAL));
}

static gboolean
on_timer (gpointer data)
{
  CwClipWatch *self = data;

  self->timer = 0;
  begin_round (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* Sees to the next round, unless one is under way or there is nobody to ask for. A
 * machine that slept takes up what is left of the time; then it looks back as far as
 * need be. */
static void
schedule (CwClipWatch *self)
{
  gint64 interval = cw_clip_watch_find_interval (g_list_model_get_n_items (cw_watched_channels_get_list (self->channels)), self->failures) * G_USEC_PER_SEC;
  gint64 rest = self->began > 0 ? MAX (self->began + interval - g_get_monotonic_time (), 0) : 0;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->started || self->round != NULL || g_list_model_get_n_items (self->accounts) == 0 || g_list_model_get_n_items (cw_watched_channels_get_list (self->channels)) == 0)
    return;

  self->timer = g_timeout_add ((guint) (rest / 1000), on_timer, self);
}

static void
on_accounts_changed (CwClipWatch *self)
{
  self->failures = 0;
  schedule (self);
}

/**
 * cw_clip_watch_start:
 * @self: a watch that is loaded
 *
 * Looks for new clips from now on, as long as somebody is signed in.
 */
void
cw_clip_watch_start (CwClipWatch *self)
{
  g_return_if_fail (CW_IS_CLIP_WATCH (self));

  self->started = TRUE;
  schedule (self);
}

/**
 * cw_clip_watch_stop:
 * @self: a watch
 *
 * Looks for no new clips any more, and leaves the round that is under way.
 */
void
cw_clip_watch_stop (CwClipWatch *self)
{
  g_return_if_fail (CW_IS_CLIP_WATCH (self));

  self->started = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->round == NULL)
    return;

  self->n_rounds++;
  dex_clear (&self->round);
  notify (self, PROP_CHECKING);
}

/* --- what the user does ------------------------------------------------------ */

static DexFuture *
add_fiber (CwClipWatch *self,
           CwChannel   *channel)
{
  /* Twitch counts in whole seconds. */
  gint64 now = g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC;
  g_autoptr (CwWatchedChannel) record = g_object_new (CW_TYPE_WATCHED_CHANNEL,
                                                      "id", cw_channel_get_id (channel),
                                                      "login", cw_channel_get_login (channel),
                                                      "name", cw_channel_get_name (channel),
                                                      "picture", cw_channel_get_picture (channel),
                                                      "since", now,
                                                      "checked", now,
                                                      NULL);
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_watch_store_add_channel (self->store, record), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_watched_channels_put (self->channels, record);
  schedule (self);
  return dex_future_new_true ();
}

/**
 * cw_clip_watch_add:
 * @self: a watch
 * @channel: a channel; one that is watched already stays so
 *
 * Watches it: clips that are made from now on are told of.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_clip_watch_add (CwClipWatch *self,
                   CwChannel   *channel)
{
  dex_return_error_if_fail (CW_IS_CLIP_WATCH (self));
  dex_return_error_if_fail (CW_IS_CHANNEL (channel));

  return cw_spawn (G_CALLBACK (add_fiber), 2, CW_TYPE_CLIP_WATCH, self, CW_TYPE_CHANNEL, channel);
}

static DexFuture *
remove_fiber (CwClipWatch *self,
              char        *id)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_watch_store_remove_channel (self->store, id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_watched_channels_remove (self->channels, id);
  cw_new_clips_remove_channel (self->clips, id);
  update_unseen (self);
  return dex_future_new_true ();
}

/**
 * cw_clip_watch_remove:
 * @self: a watch
 * @id: a channel's id
 *
 * Watches it no longer; its clips go from the list.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_clip_watch_remove (CwClipWatch *self,
                      const char  *id)
{
  dex_return_error_if_fail (CW_IS_CLIP_WATCH (self));
  dex_return_error_if_fail (id != NULL);

  return cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_CLIP_WATCH, self, G_TYPE_STRING, id);
}

/**
 * cw_clip_watch_get_channels:
 * @self: a watch
 *
 * Returns: (transfer none): the #CwChannel that are watched, in the order in which
 *   they were added
 */
GListModel *
cw_clip_watch_get_channels (CwClipWatch *self)
{
  g_return_val_if_fail (CW_IS_CLIP_WATCH (self), NULL);

  return cw_watched_channels_get_list (self->channels);
}

gboolean
cw_clip_watch_is_watched (CwClipWatch *self,
                          const char  *id)
{
  g_return_val_if_fail (CW_IS_CLIP_WATCH (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return cw_watched_channels_find (self->channels, id) != NULL;
}

/**
 * cw_clip_watch_mark_seen:
 * @self: a watch
 * @id: (nullable): a clip's id; %NULL for all of them
 *
 * Returns: (transfer full): a future that resolves once it is durable that the user
 *   has seen it; the property “unseen” tells so at once
 */
DexFuture *
cw_clip_watch_mark_seen (CwClipWatch *self,
                         const char  *id)
{
  dex_return_error_if_fail (CW_IS_CLIP_WATCH (self));

  cw_new_clips_mark_seen (self->clips, id);
  update_unseen (self);
  return cw_watch_store_mark_seen (self->store, id);
}

gboolean
cw_clip_watch_is_seen (CwClipWatch *self,
                       const char  *id)
{
  g_return_val_if_fail (CW_IS_CLIP_WATCH (self), TRUE);
  g_return_val_if_fail (id != NULL, TRUE);

  return cw_new_clips_is_seen (self->clips, id);
}

guint
cw_clip_watch_get_unseen (CwClipWatch *self)
{
  g_return_val_if_fail (CW_IS_CLIP_WATCH (self), 0);

  return self->unseen;
}

gboolean
cw_clip_watch_get_checking (CwClipWatch *self)
{
  g_return_val_if_fail (CW_IS_CLIP_WATCH (self), FALSE);

  return self->round != NULL;
}

static DexFuture *
forget_fiber (CwClipWatch *self)
{
  static const char *const none[] = { NULL };
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_watch_store_forget (self->store), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_watched_channels_clear (self->channels);
  cw_new_clips_set (self->clips, nothing, none);
  update_unseen (self);
  return dex_future_new_true ();
}

/**
 * cw_clip_watch_forget:
 * @self: a watch
 *
 * Forgets the channels and their clips.
 *
 * Returns: (transfer full): a future that resolves once nothing is left
 */
DexFuture *
cw_clip_watch_forget (CwClipWatch *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_WATCH (self));

  return cw_spawn (G_CALLBACK (forget_fiber), 1, CW_TYPE_CLIP_WATCH, self);
}

/* --- the object -------------------------------------------------------------- */

static DexFuture *
load_fiber (CwClipWatch *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) gone = dex_await_boxed (cw_watch_store_prune (self->store, g_get_real_time ()), &error);
  g_autoptr (GPtrArray) channels = gone != NULL ? dex_await_boxed (cw_watch_store_list_channels (self->store), &error) : NULL;
  g_autoptr (GPtrArray) clips = channels != NULL ? dex_await_boxed (cw_watch_store_list_clips (self->store), &error) : NULL;
  g_auto (GStrv) unseen = clips != NULL ? dex_await_boxed (cw_watch_store_list_unseen (self->store), &error) : NULL;

  if (unseen == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->prune_source == 0)
    self->prune_source = g_timeout_add_seconds (PRUNE_S, on_prune, self);
  for (guint i = 0; i < channels->len; i++)
    cw_watched_channels_put (self->channels, channels->pdata[i]);
  cw_new_clips_set (self->clips, clips, (const char *const *) unseen);
  update_unseen (self);

  return dex_future_new_true ();
}

/**
 * cw_clip_watch_load:
 * @self: a watch
 *
 * Returns: (transfer full): a future that resolves once it is known what is watched
 *   and was found lately; the network is not asked
 */
DexFuture *
cw_clip_watch_load (CwClipWatch *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_WATCH (self));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_CLIP_WATCH, self);
}

/**
 * cw_clip_watch_new:
 * @database: a database, which need not be open yet
 * @helix: whom to ask
 * @accounts: who is signed in, such as a #CwTwitchSession
 * @seen: what remembers the clips
 *
 * Returns: (transfer full): a watch, empty until it is loaded
 */
CwClipWatch *
cw_clip_watch_new (CwDatabase *database,
                   CwHelix    *helix,
                   GListModel *accounts,
                   CwSeen     *seen)
{
  CwClipWatch *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_HELIX (helix), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (accounts), NULL);
  g_return_val_if_fail (CW_IS_SEEN (seen), NULL);

  self = g_object_new (CW_TYPE_CLIP_WATCH, NULL);
  self->store = cw_watch_store_new (database);
  self->helix = g_object_ref (helix);
  self->accounts = g_object_ref (accounts);
  self->seen = g_object_ref (seen);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_accounts_changed), self, G_CONNECT_SWAPPED);

  return self;
}

static GType
cw_clip_watch_get_item_type (GListModel *model)
{
  return CW_TYPE_TWITCH_CLIP;
}

static guint
cw_clip_watch_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CW_CLIP_WATCH (model)->clips));
}

static gpointer
cw_clip_watch_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (CW_CLIP_WATCH (model)->clips), position);
}

static void
cw_clip_watch_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cw_clip_watch_get_item_type;
  iface->get_n_items = cw_clip_watch_get_n_items;
  iface->get_item = cw_clip_watch_get_item;
}

static void
cw_clip_watch_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwClipWatch *self = CW_CLIP_WATCH (object);

  switch ((CwClipWatchProperty) id)
    {
    case PROP_UNSEEN:
      g_value_set_uint (value, self->unseen);
      break;

    case PROP_CHECKING:
      g_value_set_boolean (value, self->round != NULL);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    }
}

static void
cw_clip_watch_dispose (GObject *object)
{
  CwClipWatch *self = CW_CLIP_WATCH (object);

  cw_clip_watch_stop (self);
  g_clear_handle_id (&self->prune_source, g_source_remove);

  G_OBJECT_CLASS (cw_clip_watch_parent_class)->dispose (object);
}

static void
cw_clip_watch_finalize (GObject *object)
{
  CwClipWatch *self = CW_CLIP_WATCH (object);

  g_object_unref (self->store);
  g_object_unref (self->helix);
  g_object_unref (self->accounts);
  g_object_unref (self->seen);
  g_object_unref (self->clips);
  cw_watched_channels_free (self->channels);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (cw_clip_watch_parent_class)->finalize (object);
}

static void
cw_clip_watch_class_init (CwClipWatchClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_clip_watch_dispose;
  object_class->finalize = cw_clip_watch_finalize;
  object_class->get_property = cw_clip_watch_get_property;

  properties[PROP_UNSEEN] = g_param_spec_uint ("unseen", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_CHECKING] = g_param_spec_boolean ("checking", NULL, NULL, FALSE, shown);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, shown);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[FOUND] = g_signal_new ("found", CW_TYPE_CLIP_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_PAGE);
}

static void
cw_clip_watch_init (CwClipWatch *self)
{
  self->clips = cw_new_clips_new ();
  self->channels = cw_watched_channels_new ();
  g_signal_connect_object (self->clips, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}
