/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-keeper.h"

#include "cw-async.h"
#include "cw-clip-address.h"
#include "cw-clip-metadata-builder.h"
#include "cw-clip-name.h"
#include "cw-download.h"
#include "cw-error.h"
#include "cw-helix-downloads.h"
#include "cw-keeping-file.h"
#include "cw-work-queue.h"

#include <glib/gi18n.h>

#define MOST_DOWNLOADS 3

/* For how long an address that was found with others is used, us: Twitch does not say
 * how long it is good. */
#define ADDRESS_LIFE (5 * G_TIME_SPAN_MINUTE)

/**
 * CwClipKeeper:
 *
 * Brings clips into the library, or only into a folder: those of channels that the user
 * owns or edits by Twitch's official way, and others where the user has consented to how
 * they are found and says that they may keep them.
 *
 * A few are downloaded at a time. What is still to come is written down, so it goes on
 * after the program ended, however that was.
 */
struct _CwClipKeeper
{
  GObject parent_instance;

  CwHttp        *http;
  CwClipSources *sources;
  CwWatchCache  *cache;   /* nullable */
  CwLibrary     *library; /* nullable */
  char          *folder;
  char          *state; /* nullable */
  GPtrArray     *items;
  CwWorkQueue   *queue;
  GHashTable    *found;  /* by slug: what was found for the next ones */
  DexPromise    *asking; /* nullable, not owned: while Twitch is asked */
  DexFuture     *save;   /* nullable */
  gboolean       saving;
  gboolean       changed; /* while it was being saved */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwClipKeeper, cw_clip_keeper, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* --- what is still to come -------------------------------------------------------- */

static DexFuture *
save_fiber (CwClipKeeper *self)
{
  do
    {
      g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < self->items->len; i++)
        if (cw_keeping_is_open (self->items->pdata[i]))
          g_ptr_array_add (open, g_object_ref (self->items->pdata[i]));

      self->changed = FALSE;
      if (!dex_await (cw_keeping_file_save (self->state, open), &error))
        g_warning ("What is still to be downloaded cannot be written down: %s", error->message);
    }
  while (self->changed);

  self->saving = FALSE;
  return dex_future_new_true ();
}

static DexFuture *
save (CwClipKeeper *self)
{
  if (self->state == NULL)
    return dex_future_new_true ();

  self->changed = TRUE;
  if (!self->saving)
    {
      self->saving = TRUE;
      dex_clear (&self->save);
      self->save = cw_spawn (G_CALLBACK (save_fiber), 1, CW_TYPE_CLIP_KEEPER, self);
    }

  return cw_follow (dex_ref (self->save));
}

/* --- where a clip's files are ------------------------------------------------------- */

typedef struct
{
  GPtrArray *renditions;
  gint64     when;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->renditions);
  g_free (found);
}

/* This one, and the next ones of its channel: so many are asked for at once. */
static char **
list_batch (CwClipKeeper *self,
            CwTwitchClip *clip,
            gboolean      alone)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = 1;

  g_strv_builder_add (ids, cw_twitch_clip_get_id (clip));
  for (guint i = 0; !alone && i < self->items->len && n < CW_HELIX_MOST_DOWNLOADS; i++)
    {
      CwTwitchClip *other = cw_keeping_get_clip (self->items->pdata[i]);

      if (other == clip || cw_keeping_get_state (self->items->pdata[i]) != CW_KEEPING_WAITING || !g_str_equal (cw_twitch_clip_get_channel_id (other), cw_twitch_clip_get_channel_id (clip)) || g_hash_table_contains (self->found, cw_twitch_clip_get_id (other)))
        continue;

      g_strv_builder_add (ids, cw_twitch_clip_get_id (other));
      n++;
    }

  return g_strv_builder_end (ids);
}

static void
remember (CwClipKeeper *self,
          GHashTable   *downloads)
{
  GHashTableIter iter;
  gpointer       id, renditions;

  g_hash_table_iter_init (&iter, downloads);
  while (g_hash_table_iter_next (&iter, &id, &renditions))
    {
      Found *found = g_new0 (Found, 1);

      found->renditions = g_ptr_array_ref (renditions);
      found->when = g_get_monotonic_time ();
      g_hash_table_replace (self->found, g_strdup (id), found);
    }
}

static GPtrArray *
take_found (CwClipKeeper *self,
            const char   *id)
{
  Found     *found = g_hash_table_lookup (self->found, id);
  GPtrArray *renditions = NULL;

  if (found != NULL && g_get_monotonic_time () - found->when < ADDRESS_LIFE)
    renditions = g_ptr_array_ref (found->renditions);

  g_hash_table_remove (self->found, id);
  return renditions;
}

/* One request at a time: the others wait, and find theirs in what it brought. */
static gboolean
ask (CwClipKeeper *self,
     CwTwitchClip *clip,
     gboolean      alone,
     GError      **error)
{
  g_auto (GStrv) ids = list_batch (self, clip, alone);
  g_autoptr (DexPromise) asking = dex_promise_new ();
  g_autoptr (GHashTable) downloads = NULL;

  self->asking = asking;
  downloads = dex_await_boxed (cw_clip_sources_find_official (self->sources, cw_twitch_clip_get_channel_id (clip), (const char *const *) ids), error);
  self->asking = NULL;
  if (downloads != NULL)
    remember (self, downloads);
  dex_promise_resolve_boolean (asking, TRUE);

  return downloads != NULL;
}

static GPtrArray *
find_official (CwClipKeeper *self,
               CwTwitchClip *clip,
               GError      **error)
{
  const char *id = cw_twitch_clip_get_id (clip);
  g_autoptr (GPtrArray) renditions = NULL;
  gboolean alone = FALSE;

  while ((renditions = take_found (self, id)) == NULL)
    {
      g_autoptr (GError) failure = NULL;

      if (self->asking != NULL)
        dex_await (cw_follow (dex_ref (self->asking)), NULL);
      else if (!ask (self, clip, alone, &failure))
        {
          /* One that Twitch does not know spoils it for the others. */
          if (!alone && g_error_matches (failure, CW_ERROR, CW_ERROR_INVALID))
            {
              alone = TRUE;
              continue;
            }

          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      else if (!g_hash_table_contains (self->found, id))
        break;
    }

  if (renditions != NULL && renditions->len > 0)
    return g_steal_pointer (&renditions);

  g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch is still making this clip: try again in a minute"));
  return NULL;
}

static GPtrArray *
find_renditions (CwClipKeeper *self,
                 CwKeeping    *keeping,
                 gboolean     *official,
                 GError      **error)
{
  CwTwitchClip *clip = cw_keeping_get_clip (keeping);
  g_autoptr (GError) failure = NULL;
  GPtrArray *renditions = find_official (self, clip, &failure);
  gboolean   own = g_strcmp0 (cw_clip_sources_get_account_id (self->sources), cw_twitch_clip_get_channel_id (clip)) == 0;

  *official = renditions != NULL;
  if (renditions != NULL)
    return renditions;

  if (own || (!g_error_matches (failure, CW_ERROR, CW_ERROR_DENIED) && !g_error_matches (failure, CW_ERROR, CW_ERROR_SCOPE)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (!cw_keeping_get_permitted (keeping))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("This clip is of a channel that is not yours: to keep it takes the permission of whom it belongs to"));
      return NULL;
    }

  return dex_await_boxed (cw_clip_sources_find_public (self->sources, cw_twitch_clip_get_id (clip)), error);
}

/* --- keeping one --------------------------------------------------------------------- */

/* How a file is one of several. */
typedef struct
{
  CwKeeping *keeping;
  double     from;
  double     share;
} Progress;

static void
on_received (CwDownload *download,
             GParamSpec *pspec,
             Progress   *progress)
{
  gint64 total = cw_download_get_total (download);

  if (total > 0)
    cw_keeping_set_progress (progress->keeping, progress->from + progress->share * (double) cw_download_get_received (download) / (double) total);
}

static gboolean
download (CwClipKeeper *self,
          Progress     *progress,
          CwRendition  *rendition,
          gboolean      official,
          const char   *path,
          GError      **error)
{
  CwClipAddress *address = cw_clip_address_new (self->sources, cw_keeping_get_clip (progress->keeping), rendition, official ? CW_CLIP_ROUTE_OFFICIAL : CW_CLIP_ROUTE_PUBLIC);
  g_autoptr (CwDownload) one = cw_download_new (self->http, path, cw_clip_address_find, address, cw_clip_address_free);
  gboolean good;

  g_signal_connect (one, "notify::received", G_CALLBACK (on_received), progress);
  good = dex_await (cw_keeping_unless_cancelled (progress->keeping, cw_download_run (one)), error);
  g_signal_handlers_disconnect_by_data (one, progress);

  return good;
}

static gboolean
is_cached (CwClipKeeper *self,
           CwTwitchClip *clip,
           CwRendition  *rendition,
           const char   *path)
{
  return self->cache != NULL && dex_await_boolean (cw_watch_cache_copy (self->cache, cw_twitch_clip_get_id (clip), rendition, path), NULL);
}

/* Twitch advertises qualities that it does not have: then it is the next. */
static gboolean
bring (CwClipKeeper *self,
       Progress     *progress,
       GPtrArray    *renditions,
       gboolean      official,
       gboolean      portrait,
       const char   *path,
       GError      **error)
{
  CwTwitchClip *clip = cw_keeping_get_clip (progress->keeping);

  g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("This clip is not on Twitch any more"));
  for (guint i = 0; i < renditions->len; i++)
    {
      CwRendition *rendition = renditions->pdata[i];

      if (cw_rendition_get_portrait (rendition) != portrait)
        continue;

      g_clear_error (error);
      if (is_cached (self, clip, rendition, path) || download (self, progress, rendition, official, path, error))
        return TRUE;

      /* Of another quality nothing fits. */
      if (g_error_matches (*error, CW_ERROR, CW_ERROR_MISSING) || g_error_matches (*error, CW_ERROR, CW_ERROR_DENIED) || cw_error_is_cancelled (*error))
        dex_await (cw_download_discard (path), NULL);
      if (!g_error_matches (*error, CW_ERROR, CW_ERROR_MISSING) && !g_error_matches (*error, CW_ERROR, CW_ERROR_DENIED))
        return FALSE;
    }

  return FALSE;
}

static char *
make_title (CwTwitchClip *clip,
            gboolean      portrait)
{
  const char *title = cw_twitch_clip_get_title (clip);

  /* Translators: the title of an upright version of a clip. */
  return portrait ? g_strdup_printf (_ ("%s (portrait)"), title) : g_strdup (title);
}

static CwClipMetadata *
make_metadata (CwTwitchClip *clip)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();

  cw_clip_metadata_builder_add_twitch (builder, clip);
  return cw_clip_metadata_builder_end (builder);
}

/* Into the library, under its own name. */
static GObject *
take_in (CwClipKeeper *self,
         CwKeeping    *keeping,
         gboolean      portrait,
         const char   *path,
         GError      **error)
{
  CwTwitchClip    *twitch = cw_keeping_get_clip (keeping);
  g_autofree char *title = make_title (twitch, portrait);
  g_autoptr (CwClipMetadata) metadata = make_metadata (twitch);

  if (portrait)
    cw_keeping_set_portrait_path (keeping, path);
  else
    cw_keeping_set_path (keeping, path);
  if (self->library == NULL)
    return g_object_ref (G_OBJECT (keeping));

  return dex_await_object (cw_library_import_as (self->library, &(CwImport) { .path = path, .title = title, .metadata = metadata, .rights = cw_keeping_get_permitted (keeping) ? "permitted" : "own" }), error);
}

static gboolean
has_portrait (GPtrArray *renditions)
{
  for (guint i = 0; i < renditions->len; i++)
    if (cw_rendition_get_portrait (renditions->pdata[i]))
      return TRUE;

  return FALSE;
}

static GObject *
keep (CwClipKeeper *self,
      CwKeeping    *keeping,
      GError      **error)
{
  gboolean official;
  g_autoptr (GPtrArray) renditions = find_renditions (self, keeping, &official, error);
  g_autoptr (GObject) result = NULL;
  int n;

  if (renditions == NULL)
    return NULL;

  n = official && has_portrait (renditions) ? 2 : 1;
  for (int i = 0; i < n; i++)
    {
      Progress         progress = { keeping, (double) i / n, 1.0 / n };
      g_autofree char *name = cw_clip_name_make (cw_keeping_get_clip (keeping), i > 0);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autoptr (GObject) one = NULL;

      if (!dex_await (cw_keeping_unless_cancelled (keeping, dex_future_new_true ()), error) || !bring (self, &progress, renditions, official, i > 0, path, error))
        return NULL;

      one = take_in (self, keeping, i > 0, path, error);
      if (one == NULL)
        return NULL;
      if (i == 0)
        result = g_steal_pointer (&one);
    }

  return g_steal_pointer (&result);
}

static DexFuture *
keep_fiber (CwClipKeeper *self,
            CwKeeping    *keeping)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) result = NULL;

  if (dex_await (cw_keeping_unless_cancelled (keeping, dex_future_new_true ()), &error))
    {
      cw_keeping_set_state (keeping, CW_KEEPING_RUNNING, NULL);
      result = keep (self, keeping, &error);
    }

  /* Whoever waits finds it written down that it need not come any more. */
  cw_keeping_settle (keeping, error);
  dex_await (save (self), NULL);
  cw_keeping_end (keeping, result, error);
  return dex_future_new_true ();
}

typedef struct
{
  CwClipKeeper *keeper;
  CwKeeping    *keeping;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->keeper);
  g_object_unref (work->keeping);
  g_free (work);
}

static DexFuture *
begin (gpointer data)
{
  Work *work = data;

  return cw_spawn (G_CALLBACK (keep_fiber), 2, CW_TYPE_CLIP_KEEPER, work->keeper, CW_TYPE_KEEPING, work->keeping);
}

static void
enqueue (CwClipKeeper *self,
         CwKeeping    *keeping)
{
  Work *work = g_new0 (Work, 1);

  work->keeper = g_object_ref (self);
  work->keeping = g_object_ref (keeping);
  dex_future_disown (cw_work_queue_run (self->queue, begin, work, work_free));
}

static CwKeeping *
find_keeping (CwClipKeeper *self,
              const char   *id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (cw_twitch_clip_get_id (cw_keeping_get_clip (self->items->pdata[i])), id))
      return self->items->pdata[i];

  return NULL;
}

static void
add (CwClipKeeper *self,
     CwKeeping    *keeping)
{
  g_ptr_array_add (self->items, g_object_ref (keeping));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
}

/**
 * cw_clip_keeper_keep:
 * @self: a keeper
 * @clip: a clip
 * @permitted: whether the user says that they may keep it, though it is of a channel
 *   that is neither theirs nor edited by them
 *
 * It goes on also where nobody waits for it. What is on its way already is not begun
 * with again.
 *
 * Returns: (transfer full): a future of the #CwClip, or of the #CwKeeping where there is
 *   no library; rejected with %CW_ERROR_DENIED where it takes permission or consent,
 *   %CW_ERROR_SCOPE where Twitch has to be asked for more first, and as cw_download_run()
 */
DexFuture *
cw_clip_keeper_keep (CwClipKeeper *self,
                     CwTwitchClip *clip,
                     gboolean      permitted)
{
  g_autoptr (CwKeeping) keeping = NULL;
  CwKeeping *before;
  DexFuture *future;

  dex_return_error_if_fail (CW_IS_CLIP_KEEPER (self));
  dex_return_error_if_fail (CW_IS_TWITCH_CLIP (clip));

  before = find_keeping (self, cw_twitch_clip_get_id (clip));
  if (before != NULL && cw_keeping_is_pending (before))
    return cw_keeping_follow (before);
  if (before != NULL)
    cw_clip_keeper_remove (self, before);

  keeping = cw_keeping_new (clip, permitted);
  future = cw_keeping_begin (keeping);
  add (self, keeping);
  dex_future_disown (save (self));
  enqueue (self, keeping);

  return future;
}

/**
 * cw_clip_keeper_retry:
 * @self: a keeper
 * @keeping: what failed or was cancelled
 *
 * Returns: (transfer full): as cw_clip_keeper_keep()
 */
DexFuture *
cw_clip_keeper_retry (CwClipKeeper *self,
                      CwKeeping    *keeping)
{
  DexFuture *future;

  dex_return_error_if_fail (CW_IS_CLIP_KEEPER (self));
  dex_return_error_if_fail (CW_IS_KEEPING (keeping));

  if (cw_keeping_is_pending (keeping))
    return cw_keeping_follow (keeping);

  cw_http_forget_failures (self->http);
  future = cw_keeping_begin (keeping);
  dex_future_disown (save (self));
  enqueue (self, keeping);

  return future;
}

/**
 * cw_clip_keeper_cancel:
 * @self: a keeper
 * @keeping: what is not wanted any more
 */
void
cw_clip_keeper_cancel (CwClipKeeper *self,
                       CwKeeping    *keeping)
{
  g_return_if_fail (CW_IS_CLIP_KEEPER (self));
  g_return_if_fail (CW_IS_KEEPING (keeping));

  cw_keeping_cancel (keeping);
}

/**
 * cw_clip_keeper_remove:
 * @self: a keeper
 * @keeping: what is not on its way any more
 *
 * Takes it off the list; what became of it stays.
 */
void
cw_clip_keeper_remove (CwClipKeeper *self,
                       CwKeeping    *keeping)
{
  guint at;

  g_return_if_fail (CW_IS_CLIP_KEEPER (self));
  g_return_if_fail (CW_IS_KEEPING (keeping));

  if (cw_keeping_is_pending (keeping) || !g_ptr_array_find (self->items, keeping, &at))
    return;

  g_ptr_array_remove_index (self->items, at);
  g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 0);
}

static DexFuture *
load_fiber (CwClipKeeper *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keepings = dex_await_boxed (cw_keeping_file_load (self->state), &error);

  if (keepings == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < keepings->len; i++)
    {
      CwKeeping *keeping = keepings->pdata[i];

      if (find_keeping (self, cw_twitch_clip_get_id (cw_keeping_get_clip (keeping))) != NULL)
        continue;

      dex_future_disown (cw_keeping_begin (keeping));
      add (self, keeping);
      enqueue (self, keeping);
    }

  return dex_future_new_true ();
}

/**
 * cw_clip_keeper_load:
 * @self: a keeper
 *
 * Goes on with what was still to come when the program ended; call it once it is known
 * who is signed in.
 *
 * Returns: (transfer full): a future that resolves once that is in @self
 */
DexFuture *
cw_clip_keeper_load (CwClipKeeper *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_KEEPER (self));

  if (self->state == NULL)
    return dex_future_new_true ();

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_CLIP_KEEPER, self);
}

/**
 * cw_clip_keeper_new:
 * @http: the door
 * @sources: where files come from
 * @cache: (nullable): where they may be already
 * @library: (nullable): where they are kept; without one they are only put into @folder
 * @folder: where to put the files
 * @state: (nullable): where to write down what is still to come
 *
 * Returns: (transfer full): a keeper with nothing to do
 */
CwClipKeeper *
cw_clip_keeper_new (CwHttp        *http,
                    CwClipSources *sources,
                    CwWatchCache  *cache,
                    CwLibrary     *library,
                    const char    *folder,
                    const char    *state)
{
  CwClipKeeper *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);
  g_return_val_if_fail (CW_IS_CLIP_SOURCES (sources), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP_KEEPER, NULL);
  self->http = g_object_ref (http);
  self->sources = g_object_ref (sources);
  g_set_object (&self->cache, cache);
  g_set_object (&self->library, library);
  self->folder = g_strdup (folder);
  self->state = g_strdup (state);

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_KEEPING;
}

static guint
get_n_items (GListModel *model)
{
  return CW_CLIP_KEEPER (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CwClipKeeper *self = CW_CLIP_KEEPER (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_clip_keeper_finalize (GObject *object)
{
  CwClipKeeper *self = CW_CLIP_KEEPER (object);

  g_object_unref (self->http);
  g_object_unref (self->sources);
  g_clear_object (&self->cache);
  g_clear_object (&self->library);
  g_object_unref (self->queue);
  dex_clear (&self->save);
  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->found);
  g_free (self->folder);
  g_free (self->state);

  G_OBJECT_CLASS (cw_clip_keeper_parent_class)->finalize (object);
}

static void
cw_clip_keeper_class_init (CwClipKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_keeper_finalize;
}

static void
cw_clip_keeper_init (CwClipKeeper *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->queue = cw_work_queue_new (MOST_DOWNLOADS);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
}
