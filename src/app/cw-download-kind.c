/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download-kind.h"

#include "cw-app-settings.h"
#include "cw-async.h"
#include "cw-clip-address.h"
#include "cw-clip-metadata-builder.h"
#include "cw-clip-name.h"
#include "cw-decode-check.h"
#include "cw-download-job.h"
#include "cw-download.h"
#include "cw-error.h"
#include "cw-helix-downloads.h"
#include "cw-media-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* How many downloads there are of one server at a time. */
#define MOST_OF_A_HOST 3

/* How many at a time, where there are no settings. */
#define MOST_AT_ONCE 4

/* For how long an address that was found with others is used, us: Twitch does not say
 * how long it is good. */
#define ADDRESS_LIFE (5 * G_TIME_SPAN_MINUTE)

/**
 * CwDownloadKind:
 *
 * How clips are downloaded into the library, or only into a folder: those of channels
 * that the user owns or edits by Twitch's official way, and others where the user has
 * consented to how they are found and says that they may keep them.
 *
 * What has come is decoded before it is taken in. What is stopped goes on where it was.
 */
struct _CwDownloadKind
{
  CwJobKind parent_instance;

  CwHttp           *http;
  CwTransferLimits *limits;
  CwClipSources    *sources;
  CwWatchCache     *cache;    /* nullable */
  CwLibrary        *library;  /* nullable */
  CwMediaStore     *media;    /* nullable */
  CwDownloadGate   *gate;     /* nullable */
  GSettings        *settings; /* nullable */
  char             *folder;
  GListModel       *jobs;       /* nullable, not owned: with those that come next */
  GHashTable       *runs;       /* by job: a promise that is rejected to stop it */
  GHashTable       *asking_for; /* slugs that are waited for */
  GHashTable       *found;      /* by slug: what was found for the next ones */
  DexPromise       *asking;     /* nullable, not owned: while Twitch is asked */
};

G_DEFINE_FINAL_TYPE (CwDownloadKind, cw_download_kind, CW_TYPE_JOB_KIND)

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

/* Also while it is being done, and waits for what Twitch says. */
static gboolean
is_waiting (CwDownloadKind *self,
            CwJob          *job)
{
  if (!g_str_equal (cw_job_get_kind (job), CW_DOWNLOAD_JOB_KIND))
    return FALSE;

  return cw_job_get_state (job) == CW_JOB_QUEUED || g_hash_table_contains (self->asking_for, cw_job_get_subject (job));
}

/* This one, and the next ones of its channel: so many are asked for at once. */
static char **
list_batch (CwDownloadKind *self,
            CwTwitchClip   *clip,
            gboolean        alone)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n = 1;

  g_strv_builder_add (ids, cw_twitch_clip_get_id (clip));
  for (guint i = self->jobs != NULL ? g_list_model_get_n_items (self->jobs) : 0; !alone && i > 0 && n < CW_HELIX_MOST_DOWNLOADS; i--)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (self->jobs, i - 1);
      g_autoptr (CwTwitchClip) other = is_waiting (self, job) ? cw_download_job_dup_clip (job) : NULL;

      if (other == NULL || g_str_equal (cw_twitch_clip_get_id (other), cw_twitch_clip_get_id (clip)) || !g_str_equal (cw_twitch_clip_get_channel_id (other), cw_twitch_clip_get_channel_id (clip)) || g_hash_table_contains (self->found, cw_twitch_clip_get_id (other)))
        continue;

      g_strv_builder_add (ids, cw_twitch_clip_get_id (other));
      n++;
    }

  return g_strv_builder_end (ids);
}

static void
remember (CwDownloadKind *self,
          GHashTable     *downloads)
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
take_found (CwDownloadKind *self,
            const char     *id)
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
ask (CwDownloadKind *self,
     CwTwitchClip   *clip,
     gboolean        alone,
     GError        **error)
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
find_official (CwDownloadKind *self,
               CwTwitchClip   *clip,
               GError        **error)
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
find_renditions (CwDownloadKind *self,
                 CwTwitchClip   *clip,
                 gboolean        permitted,
                 gboolean       *official,
                 GError        **error)
{
  g_autoptr (GError) failure = NULL;
  GPtrArray *renditions;
  gboolean   own = g_strcmp0 (cw_clip_sources_get_account_id (self->sources), cw_twitch_clip_get_channel_id (clip)) == 0;

  g_hash_table_add (self->asking_for, (gpointer) cw_twitch_clip_get_id (clip));
  renditions = find_official (self, clip, &failure);
  g_hash_table_remove (self->asking_for, cw_twitch_clip_get_id (clip));
  *official = renditions != NULL;
  if (renditions != NULL)
    return renditions;

  if (own || (!g_error_matches (failure, CW_ERROR, CW_ERROR_DENIED) && !g_error_matches (failure, CW_ERROR, CW_ERROR_SCOPE)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (!permitted)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("This clip is of a channel that is not yours: to keep it takes the permission of whom it belongs to"));
      return NULL;
    }

  return dex_await_boxed (cw_clip_sources_find_public (self->sources, cw_twitch_clip_get_id (clip)), error);
}

/* --- one file ---------------------------------------------------------------------- */

/* A job that is being done, and how a file of it is one of several. */
typedef struct
{
  CwJob        *job;
  CwTwitchClip *clip;
  DexPromise   *stop;
  double        from;
  double        share;
  gint64        before; /* bytes of the files before */
} Run;

static DexFuture *
unless_stopped (Run       *run,
                DexFuture *future)
{
  return dex_future_first (future, dex_ref (run->stop), NULL);
}

static void
on_received (CwDownload *download,
             GParamSpec *pspec,
             Run        *run)
{
  gint64 total = cw_download_get_total (download);
  gint64 received = cw_download_get_received (download);

  cw_job_set_received (run->job, run->before + received, total > 0 ? run->before + total : 0);
  if (total > 0)
    cw_job_set_progress (run->job, run->from + run->share * (double) received / (double) total, 0, -1);
}

static gboolean
download (CwDownloadKind *self,
          Run            *run,
          CwRendition    *rendition,
          gboolean        official,
          const char     *path,
          GError        **error)
{
  CwClipAddress *address = cw_clip_address_new (self->sources, run->clip, rendition, official ? CW_CLIP_ROUTE_OFFICIAL : CW_CLIP_ROUTE_PUBLIC);
  g_autoptr (CwDownload) one = cw_download_new (self->http, path, cw_clip_address_find, address, cw_clip_address_free);
  gboolean good;

  cw_download_set_limits (one, self->limits);
  cw_download_set_check (one, cw_decode_check);
  g_signal_connect (one, "notify::received", G_CALLBACK (on_received), run);
  good = dex_await (unless_stopped (run, cw_download_run (one)), error);
  g_signal_handlers_disconnect_by_data (one, run);
  if (good)
    run->before += cw_download_get_total (one);

  return good;
}

static DexFuture *
unlink_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  g_unlink (data);
  return dex_future_new_true ();
}

static gboolean
take_cached (CwDownloadKind *self,
             Run            *run,
             CwRendition    *rendition,
             const char     *path)
{
  if (self->cache == NULL || !dex_await_boolean (cw_watch_cache_copy (self->cache, cw_twitch_clip_get_id (run->clip), rendition, path), NULL))
    return FALSE;
  if (dex_await (cw_decode_check (path), NULL))
    return TRUE;

  dex_await (cw_run_in_thread (unlink_in_thread, g_strdup (path), g_free), NULL);
  return FALSE;
}

/* Whether another quality may be there where this one is not. */
static gboolean
is_of_one_quality (const GError *error)
{
  return g_error_matches (error, CW_ERROR, CW_ERROR_MISSING) || g_error_matches (error, CW_ERROR, CW_ERROR_DENIED);
}

/* Twitch advertises qualities that it does not have: then it is the next. */
static gboolean
bring (CwDownloadKind *self,
       Run            *run,
       GPtrArray      *renditions,
       gboolean        official,
       gboolean        portrait,
       const char     *path,
       GError        **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("This clip is not on Twitch any more"));
  for (guint i = 0; i < renditions->len; i++)
    {
      CwRendition *rendition = renditions->pdata[i];

      if (cw_rendition_get_portrait (rendition) != portrait)
        continue;

      g_clear_error (error);
      if (take_cached (self, run, rendition, path) || download (self, run, rendition, official, path, error))
        return TRUE;

      /* Of another quality nothing fits. */
      if (!is_of_one_quality (*error))
        break;
      dex_await (cw_download_discard (path), NULL);
    }

  if (g_error_matches (*error, CW_ERROR, CW_ERROR_MALFORMED))
    {
      g_clear_error (error);
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged on Twitch’s side: it came twice and cannot be played"), cw_job_get_title (run->job));
    }
  return FALSE;
}

/* --- one clip ---------------------------------------------------------------------- */

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

/* The library may have had the same under another name, which stays. */
static DexFuture *
drop_double (CwClip     *clip,
             const char *path)
{
  const char *kept = cw_clip_get_path (clip);

  if (kept == NULL || g_strcmp0 (kept, path) == 0 || cw_clip_get_missing (clip))
    return dex_future_new_true ();

  return cw_run_in_thread (unlink_in_thread, g_strdup (path), g_free);
}

/* Where the library keeps it: among its own files, or where it was put. */
static char *
settle (CwDownloadKind *self,
        const char     *path,
        GError        **error)
{
  g_autofree char *uri = NULL;

  if (self->media == NULL)
    return g_strdup (path);

  uri = dex_await_string (cw_media_store_take (self->media, path, NULL), error);
  return uri != NULL ? cw_media_store_resolve (self->media, uri) : NULL;
}

/* Into the library, under its own name. */
static GObject *
take_in (CwDownloadKind *self,
         Run            *run,
         gboolean        portrait,
         const char     *path,
         GError        **error)
{
  g_autofree char *title = make_title (run->clip, portrait);
  g_autoptr (CwClipMetadata) metadata = make_metadata (run->clip);
  g_autofree char *place = NULL;
  const char      *rights = cw_download_job_is_permitted (run->job) ? "permitted" : "own";
  CwClip          *clip;

  if (self->library == NULL)
    return g_object_ref (G_OBJECT (run->job));

  place = settle (self, path, error);
  if (place == NULL)
    return NULL;

  clip = dex_await_object (cw_library_import_as (self->library, &(CwImport) { .path = place, .title = title, .metadata = metadata, .rights = rights }), error);
  if (clip != NULL)
    dex_await (drop_double (clip, place), NULL);

  return (GObject *) clip;
}

static gboolean
has_portrait (GPtrArray *renditions)
{
  for (guint i = 0; i < renditions->len; i++)
    if (cw_rendition_get_portrait (renditions->pdata[i]))
      return TRUE;

  return FALSE;
}

static char *
build_path (CwDownloadKind *self,
            CwTwitchClip   *clip,
            gboolean        portrait)
{
  g_autofree char *name = cw_clip_name_make (clip, portrait);

  return g_build_filename (self->folder, name, NULL);
}

static GObject *
keep (CwDownloadKind *self,
      Run            *run,
      GError        **error)
{
  gboolean official;
  g_autoptr (GPtrArray) renditions = find_renditions (self, run->clip, cw_download_job_is_permitted (run->job), &official, error);
  g_autoptr (GObject) result = NULL;
  int n;

  if (renditions == NULL)
    return NULL;

  n = official && has_portrait (renditions) ? 2 : 1;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *path = build_path (self, run->clip, i > 0);
      g_autoptr (GObject) one = NULL;

      run->from = (double) i / n;
      run->share = 1.0 / n;
      if (!dex_await (unless_stopped (run, dex_future_new_true ()), error) || !bring (self, run, renditions, official, i > 0, path, error))
        return NULL;

      one = take_in (self, run, i > 0, path, error);
      if (one == NULL)
        return NULL;
      if (i == 0)
        result = g_steal_pointer (&one);
    }

  return g_steal_pointer (&result);
}

static DexFuture *
run_fiber (CwDownloadKind *self,
           CwJob          *job)
{
  g_autoptr (CwTwitchClip) clip = cw_download_job_dup_clip (job);
  g_autoptr (DexPromise) promise = dex_ref (g_hash_table_lookup (self->runs, job));
  Run run = { .job = job, .clip = clip, .stop = promise };
  g_autoptr (GObject) result = NULL;
  g_autoptr (GError) error = NULL;

  if (clip == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("What to download was lost: please keep the clip again"));

  /* It is begun again because somebody wants that, or since there is hope. */
  if (cw_job_get_attempts (job) > 1)
    cw_http_forget_failures (self->http);

  result = keep (self, &run, &error);
  g_hash_table_remove (self->runs, job);
  if (result != NULL)
    return dex_future_new_take_object (g_steal_pointer (&result));

  if (self->gate != NULL && g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE))
    cw_download_gate_doubt (self->gate);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
cw_download_kind_prepare (CwJobKind *kind,
                          CwJob     *job)
{
  g_autoptr (CwTwitchClip) clip = cw_download_job_dup_clip (job);

  return dex_future_new_take_string (clip != NULL ? build_path (CW_DOWNLOAD_KIND (kind), clip, FALSE) : NULL);
}

static DexFuture *
cw_download_kind_run (CwJobKind *kind,
                      CwJob     *job)
{
  g_hash_table_insert (CW_DOWNLOAD_KIND (kind)->runs, job, dex_promise_new ());

  return cw_spawn (G_CALLBACK (run_fiber), 2, CW_TYPE_DOWNLOAD_KIND, kind, CW_TYPE_JOB, job);
}

static void
cw_download_kind_stop (CwJobKind *kind,
                       CwJob     *job)
{
  DexPromise *stop = g_hash_table_lookup (CW_DOWNLOAD_KIND (kind)->runs, job);

  if (stop != NULL && dex_future_is_pending (DEX_FUTURE (stop)))
    dex_promise_reject (stop, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The download was stopped"));
}

/* What the library has taken in is where it wants it. */
static char *
cw_download_kind_find_output (CwJobKind    *kind,
                              CwJob        *job,
                              const GValue *result)
{
  GObject *object = g_value_get_object (result);

  return g_strdup (CW_IS_CLIP (object) ? cw_clip_get_path (CW_CLIP (object)) : cw_job_get_output (job));
}

/* What failed may be gone on with. */
static DexFuture *
cw_download_kind_clean_up (CwJobKind *kind,
                           CwJob     *job,
                           CwJobState state)
{
  CwDownloadKind *self = CW_DOWNLOAD_KIND (kind);
  g_autoptr (CwTwitchClip) clip = state == CW_JOB_CANCELLED ? cw_download_job_dup_clip (job) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *portrait = NULL;

  if (clip == NULL)
    return dex_future_new_true ();

  path = build_path (self, clip, FALSE);
  portrait = build_path (self, clip, TRUE);
  return dex_future_all_race (cw_download_discard (path), cw_download_discard (portrait), NULL);
}

static void
on_gate (CwDownloadKind *self)
{
  cw_job_kind_set_hold (CW_JOB_KIND (self), cw_download_gate_get_reason (self->gate));
}

static void
on_settings (CwDownloadKind *self)
{
  cw_transfer_limits_set_rate (self->limits, (gint64) MIN (g_settings_get_uint64 (self->settings, "download-rate"), G_MAXINT64));
}

/**
 * cw_download_kind_set_jobs:
 * @self: how downloads are done
 * @jobs: the list that has them, which outlives @self
 *
 * Twitch is asked for the files of several at a time, of those that wait in @jobs.
 */
void
cw_download_kind_set_jobs (CwDownloadKind *self,
                           GListModel     *jobs)
{
  g_return_if_fail (CW_IS_DOWNLOAD_KIND (self));
  g_return_if_fail (G_IS_LIST_MODEL (jobs));

  g_set_weak_pointer (&self->jobs, jobs);
}

/**
 * cw_download_kind_new:
 * @parts: what it takes
 *
 * Returns: (transfer full): how clips are downloaded
 */
CwDownloadKind *
cw_download_kind_new (const CwDownloadParts *parts)
{
  CwDownloadKind *self;

  g_return_val_if_fail (parts != NULL, NULL);
  g_return_val_if_fail (parts->http != NULL && CW_IS_CLIP_SOURCES (parts->sources) && parts->folder != NULL, NULL);

  self = g_object_new (CW_TYPE_DOWNLOAD_KIND, "name", CW_DOWNLOAD_JOB_KIND, "resumes", TRUE, "most", MOST_AT_ONCE, NULL);
  self->http = g_object_ref (parts->http);
  self->sources = g_object_ref (parts->sources);
  g_set_object (&self->cache, parts->cache);
  g_set_object (&self->library, parts->library);
  g_set_object (&self->media, parts->media);
  g_set_object (&self->gate, parts->gate);
  self->folder = g_strdup (parts->folder);
  if (self->settings != NULL)
    {
      g_settings_bind (self->settings, "downloads-at-once", self, "most", G_SETTINGS_BIND_GET);
      g_signal_connect_object (self->settings, "changed::download-rate", G_CALLBACK (on_settings), self, G_CONNECT_SWAPPED);
      on_settings (self);
    }
  if (self->gate != NULL)
    {
      g_signal_connect_object (self->gate, "notify::reason", G_CALLBACK (on_gate), self, G_CONNECT_SWAPPED);
      on_gate (self);
    }

  return self;
}

static void
cw_download_kind_finalize (GObject *object)
{
  CwDownloadKind *self = CW_DOWNLOAD_KIND (object);

  g_clear_weak_pointer (&self->jobs);
  g_clear_object (&self->http);
  g_object_unref (self->limits);
  g_clear_object (&self->sources);
  g_clear_object (&self->cache);
  g_clear_object (&self->library);
  g_clear_object (&self->media);
  g_clear_object (&self->gate);
  g_clear_object (&self->settings);
  g_hash_table_unref (self->runs);
  g_hash_table_unref (self->asking_for);
  g_hash_table_unref (self->found);
  g_free (self->folder);

  G_OBJECT_CLASS (cw_download_kind_parent_class)->finalize (object);
}

static void
cw_download_kind_class_init (CwDownloadKindClass *klass)
{
  CwJobKindClass *kind_class = CW_JOB_KIND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_download_kind_finalize;
  kind_class->prepare = cw_download_kind_prepare;
  kind_class->run = cw_download_kind_run;
  kind_class->stop = cw_download_kind_stop;
  kind_class->find_output = cw_download_kind_find_output;
  kind_class->clean_up = cw_download_kind_clean_up;
}

static void
cw_download_kind_init (CwDownloadKind *self)
{
  self->settings = cw_app_settings_new ();
  self->limits = cw_transfer_limits_new (MOST_OF_A_HOST);
  self->runs = g_hash_table_new_full (NULL, NULL, NULL, dex_unref);
  self->asking_for = g_hash_table_new (g_str_hash, g_str_equal);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
}
