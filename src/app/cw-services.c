/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account-store.h"
#include "cw-app-settings.h"
#include "cw-async.h"
#include "cw-client-id.h"
#include "cw-export-kind.h"
#include "cw-helix.h"
#include "cw-library-folder.h"
#include "cw-library-move.h"
#include "cw-media-store.h"
#include "cw-migrations.h"
#include "cw-paths.h"
#include "cw-secret-store.h"
#include "cw-services.h"
#include "cw-token-source.h"
#include "cw-twitch-auth.h"

struct _CwServices
{
  GObject parent_instance;

  CwDatabase     *database;
  CwLibrary      *library;
  CwCollections  *collections;
  CwLibraryTrash *trash;
  CwProjectList  *projects;
  CwJobQueue     *jobs;

  CwHttp          *http;
  CwTwitchSession *session;
  CwHelix         *helix;
  CwPictureStore  *pictures;
  CwTwitch        *twitch;

  CwSeen        *seen;
  CwMediaStore  *media;
  CwLibraryCare *care;
  GSettings     *settings; /* nullable */
  CwClipOrigins *origins;
  CwClipWatch   *watch;
  CwClipSources *sources;
  CwWatchCache  *cache;  /* nullable: made when it is needed */
  CwClipKeeper  *keeper; /* nullable: made when it is needed */
  char          *folder;
};

G_DEFINE_FINAL_TYPE (CwServices, cw_services, G_TYPE_OBJECT)

/* Also when somebody signs out, and then in again with other permissions. */
static void
on_account (CwServices *self)
{
  CwAccount *account = cw_twitch_session_get_account (self->session);

  cw_helix_forget_answers (self->helix);
  cw_clip_sources_set_account_id (self->sources, account != NULL ? cw_account_get_id (account) : NULL);
}

/* What was found with the user's consent goes with it. */
static void
on_consent (CwServices *self)
{
  if (!cw_clip_sources_get_consent (self->sources))
    cw_detach (cw_watch_cache_clear (cw_services_get_watch_cache (self)), "Clearing what was watched");
}

static void
make_twitch (CwServices *self,
             const char *folder)
{
  g_autofree char *client_id = cw_client_id_dup ();
  g_autofree char *lock = g_build_filename (folder, "twitch.lock", NULL);
  g_autoptr (CwAccountStore) accounts = cw_account_store_new (self->database);
  g_autoptr (CwSecretStore) secrets = cw_secret_store_new ();
  g_autoptr (CwTwitchAuth) auth = NULL;

  self->http = cw_http_new ();
  auth = cw_twitch_auth_new (self->http, client_id);
  self->session = cw_twitch_session_new (accounts, secrets, auth, lock);
  self->helix = cw_helix_new (self->http, CW_TOKEN_SOURCE (self->session), client_id);
  self->pictures = cw_picture_store_new (self->http);
  self->sources = cw_clip_sources_new (self->http, self->helix, CW_TOKEN_SOURCE (self->session));
  g_signal_connect_object (self->session, "notify::account", G_CALLBACK (on_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sources, "notify::consent", G_CALLBACK (on_consent), self, G_CONNECT_SWAPPED);
}

static CwTwitch *
put_together (CwServices *self)
{
  const CwTwitchParts parts = {
    .database = self->database,
    .http = self->http,
    .helix = self->helix,
    .session = self->session,
    .pictures = self->pictures,
    .seen = self->seen,
    .origins = self->origins,
    .watch = self->watch,
    .sources = self->sources,
    .cache = cw_services_get_watch_cache (self),
    .keeper = cw_services_get_keeper (self),
  };

  return cw_twitch_new (&parts);
}

/* Also when another process has moved it. */
static void
on_folder_changed (CwServices *self)
{
  g_autofree char *folder = cw_library_folder_dup ();

  cw_media_store_set_folder (self->media, folder);
}

static void
make_media (CwServices *self,
            gboolean    chosen)
{
  g_autofree char *folder = chosen ? cw_library_folder_dup () : NULL;

  self->media = cw_media_store_new (self->database, folder);
  self->settings = chosen ? cw_app_settings_new () : NULL;
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::library-folder", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
}

/**
 * cw_services_new:
 * @folder: (nullable): where everything is kept; %NULL for the user's own
 *
 * Returns: (transfer full): the services, empty until they are opened
 */
CwServices *
cw_services_new (const char *folder)
{
  g_autofree char *own = folder != NULL ? g_strdup (folder) : cw_paths_build_data (NULL, NULL);
  g_autofree char *path = g_build_filename (own, "library.db", NULL);
  g_autofree char *projects = g_build_filename (own, "projects", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (CwJobKind) exports = cw_export_kind_new ();
  CwServices *self = g_object_new (CW_TYPE_SERVICES, NULL);

  self->database = cw_database_new (path, (const char *const *) migrations);
  make_media (self, folder == NULL);
  self->library = cw_library_new (self->database);
  self->collections = cw_collections_new (self->database, self->library);
  self->trash = cw_library_trash_new (self->library, self->media);
  self->projects = cw_project_list_new (self->database, projects);
  self->care = cw_library_care_new (self->media, self->library, self->projects, self->settings);
  self->jobs = cw_job_queue_new (self->database);
  cw_job_queue_add_kind (self->jobs, exports);
  make_twitch (self, own);
  self->folder = g_steal_pointer (&own);
  self->seen = cw_seen_new (self->database, G_LIST_MODEL (self->session));
  self->origins = cw_clip_origins_new (self->database, self->library);
  self->watch = cw_clip_watch_new (self->database, self->helix, G_LIST_MODEL (self->session), self->seen);

  return self;
}

static DexFuture *
open_library_fiber (CwServices *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_care_open (self->care), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_detach (cw_library_move_resume (self->media), "Moving the library on");
  return cw_library_load (self->library);
}

/* Waits for all of them, also after one has failed: libdex 0.10 may go in circles
 * over a fiber that is dropped while it wakes up. The first error is told. */
static gboolean
await_all (DexFuture *const *futures,
           guint             n,
           GError          **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (!dex_await (futures[i], &problem) && first == NULL)
        first = g_steal_pointer (&problem);
    }

  if (first == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* That the sign-in is over is told by the session, and that Twitch cannot be reached
 * by whatever asks it for something. */
static DexFuture *
on_validated (DexFuture *future,
              gpointer   data)
{
  return dex_future_new_true ();
}

/* Twitch wants that at each start. */
static void
validate (CwServices *self)
{
  if (cw_twitch_session_get_account (self->session) != NULL)
    dex_future_disown (dex_future_finally (cw_twitch_session_validate (self->session), on_validated, NULL, NULL));
}

static DexFuture *
open_fiber (CwServices *self)
{
  g_autofree char *old = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_services_open_library (self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!await_all ((DexFuture *const[]) { cw_project_list_load (self->projects), cw_job_queue_load (self->jobs), cw_twitch_session_load (self->session) }, 3, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Only now it is known what is the user's own. */
  if (!await_all ((DexFuture *const[]) { cw_seen_load (self->seen), cw_clip_watch_load (self->watch) }, 2, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_detach (cw_picture_store_prune (self->pictures), "Pruning the pictures");
  cw_clip_watch_start (self->watch);
  cw_library_care_start (self->care);
  validate (self);

  /* Which needs to know who is signed in. */
  old = g_build_filename (self->folder, "downloads.json", NULL);
  return cw_clip_keeper_load (cw_services_get_keeper (self), old);
}

/**
 * cw_services_open:
 * @self: services
 *
 * For the app: opens the database, reads all lists, goes on with the jobs that are
 * open, and looks for new clips.
 *
 * Returns: (transfer full): a future that resolves once all is there, or
 *   rejects with a sentence for the user
 */
DexFuture *
cw_services_open (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_fiber), 1, CW_TYPE_SERVICES, self);
}

/**
 * cw_services_open_library:
 * @self: services
 *
 * For a verb of the CLI that needs no more than the library: jobs are left to
 * the app.
 *
 * Returns: (transfer full): as cw_services_open()
 */
DexFuture *
cw_services_open_library (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_library_fiber), 1, CW_TYPE_SERVICES, self);
}

static DexFuture *
open_jobs_fiber (CwServices *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_care_open (self->care), &error) || !dex_await (cw_job_queue_look (self->jobs), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What is cancelled leaves nothing behind. */
  cw_clip_keeper_start (cw_services_get_keeper (self));
  return dex_future_new_true ();
}

/**
 * cw_services_open_jobs:
 * @self: services
 *
 * For the verb of the CLI that lists and changes jobs, which the app does.
 *
 * Returns: (transfer full): as cw_services_open()
 */
DexFuture *
cw_services_open_jobs (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_jobs_fiber), 1, CW_TYPE_SERVICES, self);
}

static DexFuture *
open_session_fiber (CwServices *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_care_open (self->care), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_twitch_session_load (self->session);
}

/**
 * cw_services_open_session:
 * @self: services
 *
 * For a verb of the CLI that asks Twitch and needs nothing of the library.
 *
 * Returns: (transfer full): as cw_services_open()
 */
DexFuture *
cw_services_open_session (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_session_fiber), 1, CW_TYPE_SERVICES, self);
}

static DexFuture *
open_watch_fiber (CwServices *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_services_open_session (self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_clip_watch_load (self->watch);
}

/**
 * cw_services_open_watch:
 * @self: services
 *
 * For the verb of the CLI that looks for new clips; it does not begin to.
 *
 * Returns: (transfer full): as cw_services_open()
 */
DexFuture *
cw_services_open_watch (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_watch_fiber), 1, CW_TYPE_SERVICES, self);
}

CwTwitchSession *
cw_services_get_session (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->session;
}

CwHelix *
cw_services_get_helix (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->helix;
}

/**
 * cw_services_get_twitch:
 * @self: services
 *
 * For the app.
 *
 * Returns: (transfer none): Twitch, for views
 */
CwTwitch *
cw_services_get_twitch (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  if (self->twitch == NULL)
    self->twitch = put_together (self);

  return self->twitch;
}

/* FOLDER is %NULL for the library's own; GATE where a good time is waited for. */
static CwDownloadKind *
make_downloads (CwServices     *self,
                const char     *folder,
                CwDownloadGate *gate)
{
  g_autofree char *clips = folder != NULL ? g_strdup (folder) : g_build_filename (self->folder, "clips", NULL);
  CwDownloadParts  parts = {
     .http = self->http,
     .sources = self->sources,
     .cache = cw_services_get_watch_cache (self),
     .library = folder == NULL ? self->library : NULL,
     .media = folder == NULL ? self->media : NULL,
     .gate = gate,
     .folder = clips,
  };

  return cw_download_kind_new (&parts);
}

/**
 * cw_services_get_media:
 * @self: services
 *
 * Returns: (transfer none): the library's own files
 */
CwMediaStore *
cw_services_get_media (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->media;
}

/**
 * cw_services_get_care:
 * @self: services
 *
 * Returns: (transfer none): what can be done with the library as a whole
 */
CwLibraryCare *
cw_services_get_care (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->care;
}

CwClipSources *
cw_services_get_sources (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->sources;
}

CwWatchCache *
cw_services_get_watch_cache (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  if (self->cache == NULL)
    self->cache = cw_watch_cache_new (NULL, 0);

  return self->cache;
}

/**
 * cw_services_get_keeper:
 * @self: services
 *
 * Returns: (transfer none): what brings clips into the library
 */
CwClipKeeper *
cw_services_get_keeper (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  if (self->keeper == NULL)
    {
      g_autoptr (CwSleepWatch) sleep = cw_sleep_watch_new ();
      g_autoptr (CwDownloadGate) gate = cw_download_gate_new (NULL, sleep);
      g_autoptr (CwDownloadKind) downloads = make_downloads (self, NULL, gate);

      self->keeper = cw_clip_keeper_new (self->jobs, downloads, self->library, self->origins);
    }

  return self->keeper;
}

/**
 * cw_services_make_keeper:
 * @self: services
 * @folder: (nullable): where to put files, and no more; %NULL for the library
 *
 * For the command line: what is still to come is not gone on with by another program.
 *
 * Returns: (transfer full): a keeper with a queue of its own
 */
CwClipKeeper *
cw_services_make_keeper (CwServices *self,
                         const char *folder)
{
  g_autoptr (CwDownloadKind) downloads = NULL;
  g_autoptr (CwJobQueue) jobs = NULL;
  CwClipKeeper *keeper;

  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  downloads = make_downloads (self, folder, NULL);
  jobs = cw_job_queue_new (NULL);
  keeper = cw_clip_keeper_new (jobs, downloads, folder == NULL ? self->library : NULL, folder == NULL ? self->origins : NULL);
  cw_clip_keeper_start (keeper);

  return keeper;
}

/**
 * cw_services_make_clip_media:
 * @self: services
 * @clip: a clip
 *
 * Returns: (transfer full): what is needed to watch it
 */
CwClipMedia *
cw_services_make_clip_media (CwServices   *self,
                             CwTwitchClip *clip)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return cw_clip_media_new (self->http, self->sources, cw_services_get_watch_cache (self), clip);
}

CwLibrary *
cw_services_get_library (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->library;
}

CwCollections *
cw_services_get_collections (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->collections;
}

CwLibraryTrash *
cw_services_get_trash (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->trash;
}

/**
 * cw_services_make_groups:
 * @self: services
 * @grouping: what clips are to have in common
 *
 * Returns: (transfer full): the library's clips by that, soon to be filled
 */
CwClipGroups *
cw_services_make_groups (CwServices *self,
                         CwGrouping  grouping)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return cw_clip_groups_new (self->database, self->library, grouping);
}

CwProjectList *
cw_services_get_projects (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->projects;
}

CwJobQueue *
cw_services_get_jobs (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->jobs;
}

CwSeen *
cw_services_get_seen (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->seen;
}

CwClipOrigins *
cw_services_get_origins (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->origins;
}

CwClipWatch *
cw_services_get_watch (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->watch;
}

static void
cw_services_finalize (GObject *object)
{
  CwServices *self = CW_SERVICES (object);

  /* A round that is under way would hold on to everything. */
  cw_clip_watch_stop (self->watch);
  cw_library_care_stop (self->care);
  g_clear_object (&self->twitch);
  g_clear_object (&self->pictures);
  g_clear_object (&self->watch);
  g_clear_object (&self->care);
  g_clear_object (&self->media);
  g_clear_object (&self->settings);
  g_clear_object (&self->origins);
  g_clear_object (&self->seen);
  g_clear_object (&self->keeper);
  g_clear_object (&self->cache);
  g_clear_object (&self->sources);
  g_clear_object (&self->helix);
  g_clear_object (&self->session);
  g_clear_object (&self->http);
  g_clear_object (&self->jobs);
  g_clear_object (&self->projects);
  g_clear_object (&self->trash);
  g_clear_object (&self->collections);
  g_clear_object (&self->library);
  g_clear_object (&self->database);
  g_free (self->folder);

  G_OBJECT_CLASS (cw_services_parent_class)->finalize (object);
}

static void
cw_services_class_init (CwServicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_services_finalize;
}

static void
cw_services_init (CwServices *self)
{
}
