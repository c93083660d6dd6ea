/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-keeper.h"

#include "cw-async.h"
#include "cw-download-job.h"
#include "cw-old-downloads.h"

/**
 * CwClipKeeper:
 *
 * Has clips of Twitch's downloaded, each once: by a job, where the library does not have
 * it and no job is about it.
 */
struct _CwClipKeeper
{
  GObject parent_instance;

  CwJobQueue     *jobs;
  CwDownloadKind *downloads;
  CwLibrary      *library; /* nullable */
  CwClipOrigins  *origins; /* nullable */
};

G_DEFINE_FINAL_TYPE (CwClipKeeper, cw_clip_keeper, G_TYPE_OBJECT)

CwJobQueue *
cw_clip_keeper_get_jobs (CwClipKeeper *self)
{
  g_return_val_if_fail (CW_IS_CLIP_KEEPER (self), NULL);

  return self->jobs;
}

/**
 * cw_clip_keeper_find:
 * @self: a keeper
 * @clip: a clip
 *
 * Returns: (nullable) (transfer none): the last job that was to bring it
 */
CwJob *
cw_clip_keeper_find (CwClipKeeper *self,
                     CwTwitchClip *clip)
{
  g_return_val_if_fail (CW_IS_CLIP_KEEPER (self), NULL);
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  return cw_job_queue_find_subject (self->jobs, CW_DOWNLOAD_JOB_KIND, cw_twitch_clip_get_id (clip));
}

/* Resolves as a clip, where its file is there, too. */
static CwClip *
find_kept (CwClipKeeper *self,
           CwTwitchClip *clip)
{
  g_autofree char *id = NULL;
  g_autoptr (CwClip) kept = NULL;

  id = dex_await_string (cw_clip_origins_look_up (self->origins, cw_twitch_clip_get_id (clip)), NULL);
  if (id != NULL)
    kept = dex_await_object (cw_library_load_clip (self->library, id), NULL);

  return kept != NULL && g_file_test (cw_clip_get_path (kept), G_FILE_TEST_EXISTS) ? g_steal_pointer (&kept) : NULL;
}

typedef struct
{
  CwClipKeeper *keeper;
  CwJob        *job;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->keeper);
  g_object_unref (adding->job);
  g_free (adding);
}

static DexFuture *
on_added (DexFuture *future,
          gpointer   data)
{
  Adding *adding = data;

  return cw_job_queue_follow (adding->keeper->jobs, adding->job);
}

static DexFuture *
add (CwClipKeeper *self,
     CwJob        *job)
{
  Adding    *adding = g_new0 (Adding, 1);
  DexFuture *followed;

  adding->keeper = g_object_ref (self);
  adding->job = g_object_ref (job);
  followed = dex_future_then (cw_job_queue_add (self->jobs, job), on_added, adding, adding_free);

  /* It goes on also where nobody waits for it. */
  dex_future_disown (dex_ref (followed));
  return cw_follow (followed);
}

/* Where it is on its way already, that goes on. */
static DexFuture *
bring (CwClipKeeper *self,
       CwTwitchClip *clip,
       gboolean      permitted)
{
  CwJob *before = cw_clip_keeper_find (self, clip);
  g_autoptr (CwJob) job = NULL;

  if (before != NULL && !cw_job_has_ended (before))
    {
      cw_detach (cw_job_queue_resume (self->jobs, before), "Going on with a download");
      return cw_job_queue_follow (self->jobs, before);
    }

  if (before != NULL)
    cw_detach (cw_job_queue_remove (self->jobs, before), "Forgetting a download");

  job = cw_download_job_make (clip, permitted);
  return add (self, job);
}

static DexFuture *
keep_fiber (CwClipKeeper *self,
            CwTwitchClip *clip,
            gboolean      permitted)
{
  g_autoptr (CwClip) kept = find_kept (self, clip);

  return kept != NULL ? dex_future_new_take_object (g_steal_pointer (&kept)) : bring (self, clip, permitted);
}

/**
 * cw_clip_keeper_keep:
 * @self: a keeper
 * @clip: a clip
 * @permitted: whether the user says that they may keep it, though it is of a channel
 *   that is neither theirs nor edited by them
 *
 * It goes on also where nobody waits for it. What is in the library already, or on its
 * way, is not begun with again; what was paused goes on.
 *
 * Returns: (transfer full): a future of the #CwClip, or of the #CwJob where there is no
 *   library; rejected with %CW_ERROR_DENIED where it takes permission or consent,
 *   %CW_ERROR_SCOPE where Twitch has to be asked for more first, and as cw_download_run()
 */
DexFuture *
cw_clip_keeper_keep (CwClipKeeper *self,
                     CwTwitchClip *clip,
                     gboolean      permitted)
{
  DexFuture *kept;

  dex_return_error_if_fail (CW_IS_CLIP_KEEPER (self));
  dex_return_error_if_fail (CW_IS_TWITCH_CLIP (clip));

  if (self->origins == NULL || self->library == NULL)
    return bring (self, clip, permitted);

  /* Nor does looking end with who asked. */
  kept = cw_spawn (G_CALLBACK (keep_fiber), 3, CW_TYPE_CLIP_KEEPER, self, CW_TYPE_TWITCH_CLIP, clip, G_TYPE_BOOLEAN, permitted);
  dex_future_disown (dex_ref (kept));
  return cw_follow (kept);
}

/**
 * cw_clip_keeper_start:
 * @self: a keeper
 *
 * Lets downloads begin, once it is known who is signed in.
 */
void
cw_clip_keeper_start (CwClipKeeper *self)
{
  g_return_if_fail (CW_IS_CLIP_KEEPER (self));

  cw_job_queue_add_kind (self->jobs, CW_JOB_KIND (self->downloads));
}

static DexFuture *
load_fiber (CwClipKeeper *self,
            const char   *old)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = dex_await_boxed (cw_old_downloads_load (old), &error);

  if (jobs == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* The newest is added last. */
  for (guint i = 0; i < jobs->len; i++)
    if (cw_job_queue_find_subject (self->jobs, CW_DOWNLOAD_JOB_KIND, cw_job_get_subject (jobs->pdata[i])) == NULL && !dex_await (cw_job_queue_add (self->jobs, jobs->pdata[i]), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  dex_await (cw_old_downloads_remove (old), NULL);
  cw_clip_keeper_start (self);
  return dex_future_new_true ();
}

/**
 * cw_clip_keeper_load:
 * @self: a keeper whose jobs are loaded
 * @old: a file of what was still to be downloaded, from before downloads were jobs
 *
 * Takes over what is in @old, and starts.
 *
 * Returns: (transfer full): a future that resolves once that is there to stay
 */
DexFuture *
cw_clip_keeper_load (CwClipKeeper *self,
                     const char   *old)
{
  dex_return_error_if_fail (CW_IS_CLIP_KEEPER (self));
  dex_return_error_if_fail (old != NULL);

  return cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_CLIP_KEEPER, self, G_TYPE_STRING, old);
}

/**
 * cw_clip_keeper_new:
 * @jobs: the queue
 * @downloads: how clips are downloaded, which @jobs does not know yet
 * @library: (nullable): where clips are kept
 * @origins: (nullable): which clips of Twitch's @library has
 *
 * Returns: (transfer full): a keeper, which begins with nothing yet
 */
CwClipKeeper *
cw_clip_keeper_new (CwJobQueue     *jobs,
                    CwDownloadKind *downloads,
                    CwLibrary      *library,
                    CwClipOrigins  *origins)
{
  CwClipKeeper *self;

  g_return_val_if_fail (CW_IS_JOB_QUEUE (jobs), NULL);
  g_return_val_if_fail (CW_IS_DOWNLOAD_KIND (downloads), NULL);

  self = g_object_new (CW_TYPE_CLIP_KEEPER, NULL);
  self->jobs = g_object_ref (jobs);
  self->downloads = g_object_ref (downloads);
  cw_download_kind_set_jobs (downloads, G_LIST_MODEL (jobs));
  g_set_object (&self->library, library);
  g_set_object (&self->origins, origins);

  return self;
}

static void
cw_clip_keeper_finalize (GObject *object)
{
  CwClipKeeper *self = CW_CLIP_KEEPER (object);

  g_object_unref (self->jobs);
  g_object_unref (self->downloads);
  g_clear_object (&self->library);
  g_clear_object (&self->origins);

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
}
