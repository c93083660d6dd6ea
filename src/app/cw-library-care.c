/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-care.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-folder-import.h"
#include "cw-folder-scan.h"
#include "cw-library-backup.h"
#include "cw-library-move.h"
#include "cw-library-restore.h"
#include "cw-media-store.h"
#include "cw-storage-report.h"
#include "cw-trash.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* How often to look whether the library's folder is there, and whether a budget is kept, s. */
#define LOOK_INTERVAL 10
#define BUDGET_INTERVAL (60 * 60)
#define BUDGET_KEY "storage-budget"

/**
 * CwLibraryCare:
 *
 * The library as a whole: what it takes, whether it is well, where it is, and all of it in
 * one file and back. What is done here shows in the library's lists.
 */
struct _CwLibraryCare
{
  GObject parent_instance;

  CwMediaStore  *media;
  CwLibrary     *library;
  CwProjectList *projects; /* nullable */
  GSettings     *settings; /* nullable */
  CwFolderWatch *watch;
  char          *folder;

  guint look_source;
  guint budget_source;

  char *restored;
  char *problem;
  char *away;
};

typedef enum
{
  PROP_RESTORED = 1,
  PROP_PROBLEM,
  PROP_AWAY,
  PROP_MEDIA_FOLDER,
} CwLibraryCareProperty;

static GParamSpec *properties[PROP_MEDIA_FOLDER + 1];

G_DEFINE_FINAL_TYPE (CwLibraryCare, cw_library_care, G_TYPE_OBJECT)

static void
set_text (CwLibraryCare        *self,
          char                **member,
          const char           *text,
          CwLibraryCareProperty property)
{
  if (g_set_str (member, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* --- opening it --------------------------------------------------------------------------- */

static DexFuture *
open_fiber (CwLibraryCare *self)
{
  int lock = dex_await_int (cw_library_restore_lock (self->folder), NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) restored = dex_await_boxed (cw_library_restore_apply (self->folder), &problem);
  gboolean opened;

  if (restored == NULL)
    set_text (self, &self->problem, problem->message, PROP_PROBLEM);
  else if (*restored != NULL)
    set_text (self, &self->restored, *restored, PROP_RESTORED);

  opened = dex_await (cw_database_open (cw_media_store_get_database (self->media)), &error);
  if (lock >= 0)
    close (lock);

  return opened ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_care_open:
 * @self: care of the library
 *
 * Opens the library's database, after a backup that waits to become the library has done
 * so. Where that fails the library is as it was, and “problem” says why.
 *
 * Returns: (transfer full): as cw_database_open()
 */
DexFuture *
cw_library_care_open (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_spawn (G_CALLBACK (open_fiber), 1, CW_TYPE_LIBRARY_CARE, self);
}

/* --- while it is open --------------------------------------------------------------------- */

static DexFuture *
look_fiber (CwLibraryCare *self)
{
  g_autoptr (GError) error = NULL;
  gboolean was_away = self->away != NULL;

  dex_await (cw_media_store_check (self->media), &error);
  set_text (self, &self->away, error != NULL ? error->message : NULL, PROP_AWAY);

  /* Its clips were marked as missing. */
  if (was_away && error == NULL)
    return cw_library_check (self->library);

  return dex_future_new_true ();
}

/**
 * cw_library_care_look:
 * @self: care of the library
 *
 * Looks whether the library's folder is there, which cw_library_care_start() has done
 * every now and then.
 *
 * Returns: (transfer full): a future that resolves once “away” says it
 */
DexFuture *
cw_library_care_look (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_spawn (G_CALLBACK (look_fiber), 1, CW_TYPE_LIBRARY_CARE, self);
}

static gboolean
on_look (gpointer data)
{
  cw_detach (cw_library_care_look (data), "Looking for the library's folder");

  return G_SOURCE_CONTINUE;
}

static gboolean
on_budget (gpointer data)
{
  CwLibraryCare *self = data;
  gint64         budget = self->settings != NULL ? (gint64) g_settings_get_uint64 (self->settings, BUDGET_KEY) : 0;

  if (budget > 0 && self->away == NULL)
    cw_detach (cw_library_care_enforce (self, budget), "Keeping to the budget");

  return G_SOURCE_CONTINUE;
}

/**
 * cw_library_care_start:
 * @self: care of the library
 *
 * For the app, once the library is loaded: from now on looks whether the library's folder
 * is there, keeps to the budget, and watches the folder that is to be watched.
 */
void
cw_library_care_start (CwLibraryCare *self)
{
  g_return_if_fail (CW_IS_LIBRARY_CARE (self));

  if (self->look_source != 0)
    return;

  self->look_source = g_timeout_add_seconds (LOOK_INTERVAL, on_look, self);
  self->budget_source = g_timeout_add_seconds (BUDGET_INTERVAL, on_budget, self);
  on_look (self);
  on_budget (self);
  cw_folder_watch_start (self->watch);
}

/**
 * cw_library_care_stop:
 * @self: care of the library
 *
 * Before it is let go of: what is under way would hold on to it.
 */
void
cw_library_care_stop (CwLibraryCare *self)
{
  g_return_if_fail (CW_IS_LIBRARY_CARE (self));

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->budget_source, g_source_remove);
  cw_folder_watch_stop (self->watch);
}

/* --- storage -------------------------------------------------------------------------------- */

/**
 * cw_library_care_load_uses:
 * @self: care of the library
 *
 * Returns: (transfer full): as cw_storage_report_load()
 */
DexFuture *
cw_library_care_load_uses (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_storage_report_load (self->media);
}

/**
 * cw_library_care_plan:
 * @self: care of the library
 * @budget: bytes
 *
 * Returns: (transfer full): as cw_storage_report_plan()
 */
DexFuture *
cw_library_care_plan (CwLibraryCare *self,
                      gint64         budget)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_storage_report_plan (self->media, budget);
}

static DexFuture *
enforce_fiber (CwLibraryCare *self,
               gint64         budget)
{
  g_autoptr (GError) error = NULL;
  gint64 excess = dex_await_int64 (cw_storage_report_enforce (self->media, budget), &error);

  if (error == NULL)
    dex_await (cw_library_refresh (self->library), &error);

  return error == NULL ? dex_future_new_for_int64 (excess) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_care_enforce:
 * @self: care of the library
 * @budget: bytes
 *
 * Returns: (transfer full): as cw_storage_report_enforce()
 */
DexFuture *
cw_library_care_enforce (CwLibraryCare *self,
                         gint64         budget)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_spawn (G_CALLBACK (enforce_fiber), 2, CW_TYPE_LIBRARY_CARE, self, G_TYPE_INT64, budget);
}

/**
 * cw_library_care_clear_caches:
 * @self: care of the library
 *
 * Returns: (transfer full): as cw_storage_report_clear_caches()
 */
DexFuture *
cw_library_care_clear_caches (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_storage_report_clear_caches ();
}

static DexFuture *
empty_fiber (CwLibraryCare *self)
{
  g_autoptr (GError) error = NULL;
  gint64 freed = dex_await_int64 (cw_trash_empty (self->media, g_get_real_time () + 1, CW_TRASH_GRACE), &error);

  if (error == NULL)
    dex_await (cw_library_refresh (self->library), &error);

  return error == NULL ? dex_future_new_for_int64 (freed) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_care_empty_trash:
 * @self: care of the library
 *
 * Returns: (transfer full): as cw_trash_empty(), of all that is in it
 */
DexFuture *
cw_library_care_empty_trash (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_spawn (G_CALLBACK (empty_fiber), 1, CW_TYPE_LIBRARY_CARE, self);
}

static DexFuture *
delete_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  if (g_unlink (data) != 0 && errno != ENOENT)
    return dex_future_new_for_error (cw_file_error_new (errno, data));

  return dex_future_new_true ();
}

static DexFuture *
delete_copies_fiber (CwLibraryCare *self)
{
  const char *database = cw_database_get_path (cw_media_store_get_database (self->media));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) old = dex_await_boxed (cw_library_restore_list_old (self->folder), &error);

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    if (!dex_await (cw_library_restore_delete_old (self->folder, old[i]), &error))
      break;

  if (error == NULL)
    dex_await (cw_run_in_thread (delete_in_thread, g_strconcat (database, ".before-migration", NULL), g_free), &error);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_care_delete_copies:
 * @self: care of the library
 *
 * Returns: (transfer full): a future that resolves once what was kept from before a
 *   restored backup, or from before a newer program, is gone for good
 */
DexFuture *
cw_library_care_delete_copies (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_spawn (G_CALLBACK (delete_copies_fiber), 1, CW_TYPE_LIBRARY_CARE, self);
}

/* --- whether all is well ----------------------------------------------------------------------- */

/**
 * cw_library_care_check:
 * @self: care of the library
 * @read_all: as for cw_library_check_run()
 * @progress: (nullable): gets the bytes
 *
 * Returns: (transfer full): as cw_library_check_run()
 */
DexFuture *
cw_library_care_check (CwLibraryCare *self,
                       gboolean       read_all,
                       CwProgress    *progress)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_library_check_run (self->media, read_all, CW_MEDIA_STORE_GRACE, progress);
}

static DexFuture *
repair_fiber (CwLibraryCare *self,
              CwFinding     *finding,
              int            how)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_check_repair (self->media, self->library, finding, (CwLibraryRepair) how, CW_MEDIA_STORE_GRACE), &error) || !dex_await (cw_library_refresh (self->library), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->projects != NULL && cw_finding_get_kind (finding) == CW_FINDING_PROJECT)
    return cw_project_list_load (self->projects);
  return dex_future_new_true ();
}

/**
 * cw_library_care_repair:
 * @self: care of the library
 * @finding: what cw_library_care_check() has found
 * @how: how to repair it
 *
 * Returns: (transfer full): as cw_library_check_repair(); it shows in lists, too
 */
DexFuture *
cw_library_care_repair (CwLibraryCare  *self,
                        CwFinding      *finding,
                        CwLibraryRepair how)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));
  dex_return_error_if_fail (CW_IS_FINDING (finding));

  return cw_spawn (G_CALLBACK (repair_fiber), 3, CW_TYPE_LIBRARY_CARE, self, CW_TYPE_FINDING, finding, G_TYPE_INT, (int) how);
}

/* --- all of it at once ---------------------------------------------------------------------------- */

/**
 * cw_library_care_back_up:
 * @self: care of the library
 * @path: where to
 * @include_elsewhere: as for cw_library_backup_write()
 * @progress: (nullable): gets the bytes
 *
 * Returns: (transfer full): as cw_library_backup_write()
 */
DexFuture *
cw_library_care_back_up (CwLibraryCare *self,
                         const char    *path,
                         gboolean       include_elsewhere,
                         CwProgress    *progress)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_library_backup_write (self->media, path, include_elsewhere, progress);
}

/* Where the user has chosen it, and not with the database. */
static const char *
get_chosen_folder (CwLibraryCare *self)
{
  const char *folder = cw_media_store_get_folder (self->media);

  return g_str_equal (folder, cw_media_store_get_usual_folder (self->media)) ? NULL : folder;
}

/**
 * cw_library_care_stage_restore:
 * @self: care of the library, which may be one that could not be opened
 * @path: a backup
 * @progress: (nullable): gets the bytes
 *
 * Returns: (transfer full): as cw_library_restore_stage(); it becomes the library with the
 *   next cw_library_care_open()
 */
DexFuture *
cw_library_care_stage_restore (CwLibraryCare *self,
                               const char    *path,
                               CwProgress    *progress)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_library_restore_stage (path, self->folder, get_chosen_folder (self), progress);
}

/**
 * cw_library_care_discard_restore:
 * @self: care of the library
 *
 * Returns: (transfer full): as cw_library_restore_discard()
 */
DexFuture *
cw_library_care_discard_restore (CwLibraryCare *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  return cw_library_restore_discard (self->folder);
}

static DexFuture *
move_fiber (CwLibraryCare *self,
            const char    *folder,
            CwProgress    *progress)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_move_start (self->media, folder, progress), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEDIA_FOLDER]);
  return cw_library_refresh (self->library);
}

/**
 * cw_library_care_move:
 * @self: care of the library
 * @folder: (nullable): where the library's own media are to be; %NULL for the usual folder
 * @progress: (nullable): gets the bytes
 *
 * Returns: (transfer full): as cw_library_move_start()
 */
DexFuture *
cw_library_care_move (CwLibraryCare *self,
                      const char    *folder,
                      CwProgress    *progress)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));

  if (folder == NULL)
    folder = cw_media_store_get_usual_folder (self->media);
  return cw_spawn (G_CALLBACK (move_fiber), 3, CW_TYPE_LIBRARY_CARE, self, G_TYPE_STRING, folder, CW_TYPE_PROGRESS, progress);
}

typedef struct
{
  guint         n_taken;
  GStrvBuilder *told;
} Summary;

static void
on_entry (const CwImportEntry *entry,
          CwClip              *clip,
          const GError        *error,
          gpointer             data)
{
  Summary *summary = data;

  summary->n_taken += clip != NULL;
  if (error != NULL)
    g_strv_builder_add (summary->told, error->message);
  for (guint i = 0; entry->warnings != NULL && entry->warnings[i] != NULL; i++)
    g_strv_builder_add (summary->told, entry->warnings[i]);
}

static char *
count_taken (guint n_taken,
             guint n)
{
  if (n == 0)
    return g_strdup (_ ("There are no videos in that folder"));
  if (n_taken < n)
    return g_strdup_printf (ngettext ("%u of %u video is in the library now", "%u of %u videos are in the library now", n), n_taken, n);

  return g_strdup_printf (ngettext ("%u video is in the library now", "%u videos are in the library now", n), n);
}

static DexFuture *
import_fiber (CwLibraryCare  *self,
              const char     *path,
              CwStepProgress *progress)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwImportPlan) plan = dex_await_object (cw_folder_scan ((const char *const[]) { path, NULL }, TRUE, NULL), &error);
  g_autoptr (GStrvBuilder) told = g_strv_builder_new ();
  g_auto (GStrv) rest = NULL;
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  Summary           summary = { .told = told };
  CwFolderImportWay way = { .take_in = cw_take_in, .take_in_data = G_OBJECT (self->library), .told = on_entry, .told_data = &summary, .progress = progress };

  if (plan == NULL || !dex_await (cw_folder_import (plan, &way), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  rest = g_strv_builder_end (told);
  g_strv_builder_take (all, count_taken (summary.n_taken, cw_import_plan_get_n_entries (plan)));
  g_strv_builder_addv (all, (const char **) cw_import_plan_get_warnings (plan));
  g_strv_builder_addv (all, (const char **) rest);
  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (all));
}

/**
 * cw_library_care_import_folder:
 * @self: care of the library
 * @path: a folder
 * @progress: (nullable): told how many are done
 *
 * Takes in all videos in a folder and those in it, with what other tools wrote of them.
 * Dropping the future ends it; what was taken in stays.
 *
 * Returns: (transfer full): a future of a boxed #GStrv of sentences: how many it were, and
 *   then what went wrong
 */
DexFuture *
cw_library_care_import_folder (CwLibraryCare  *self,
                               const char     *path,
                               CwStepProgress *progress)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_CARE (self));
  dex_return_error_if_fail (path != NULL);

  return cw_spawn (G_CALLBACK (import_fiber), 3, CW_TYPE_LIBRARY_CARE, self, G_TYPE_STRING, path, CW_TYPE_STEP_PROGRESS, progress);
}

/* --- the object itself --------------------------------------------------------------------------- */

CwFolderWatch *
cw_library_care_get_watch (CwLibraryCare *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_CARE (self), NULL);

  return self->watch;
}

const char *
cw_library_care_get_restored (CwLibraryCare *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_CARE (self), NULL);

  return self->restored;
}

const char *
cw_library_care_get_problem (CwLibraryCare *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_CARE (self), NULL);

  return self->problem;
}

const char *
cw_library_care_get_away (CwLibraryCare *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_CARE (self), NULL);

  return self->away;
}

const char *
cw_library_care_get_media_folder (CwLibraryCare *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_CARE (self), NULL);

  return cw_media_store_get_folder (self->media);
}

/**
 * cw_library_care_new:
 * @media: the library's media
 * @library: the library
 * @projects: (nullable): the projects
 * @settings: (nullable): the user's settings
 *
 * Returns: (transfer full): what takes care of them
 */
CwLibraryCare *
cw_library_care_new (CwMediaStore  *media,
                     CwLibrary     *library,
                     CwProjectList *projects,
                     GSettings     *settings)
{
  CwLibraryCare *self;

  g_return_val_if_fail (CW_IS_MEDIA_STORE (media) && CW_IS_LIBRARY (library), NULL);

  self = g_object_new (CW_TYPE_LIBRARY_CARE, NULL);
  self->media = g_object_ref (media);
  self->library = g_object_ref (library);
  g_set_object (&self->projects, projects);
  g_set_object (&self->settings, settings);
  self->folder = g_path_get_dirname (cw_database_get_path (cw_media_store_get_database (media)));
  self->watch = cw_folder_watch_new (library, self->folder, settings);

  return self;
}

static void
cw_library_care_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwLibraryCare *self = CW_LIBRARY_CARE (object);

  switch ((CwLibraryCareProperty) id)
    {
    case PROP_RESTORED:
      g_value_set_string (value, self->restored);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;

    case PROP_AWAY:
      g_value_set_string (value, self->away);
      break;

    case PROP_MEDIA_FOLDER:
      g_value_set_string (value, cw_media_store_get_folder (self->media));
      break;
    }
}

static void
cw_library_care_finalize (GObject *object)
{
  CwLibraryCare *self = CW_LIBRARY_CARE (object);

  cw_library_care_stop (self);
  g_clear_object (&self->watch);
  g_clear_object (&self->settings);
  g_clear_object (&self->projects);
  g_clear_object (&self->library);
  g_clear_object (&self->media);
  g_free (self->folder);
  g_free (self->restored);
  g_free (self->problem);
  g_free (self->away);

  G_OBJECT_CLASS (cw_library_care_parent_class)->finalize (object);
}

static void
cw_library_care_class_init (CwLibraryCareClass *klass)
{
  static const char *const names[] = { [PROP_RESTORED] = "restored", [PROP_PROBLEM] = "problem", [PROP_AWAY] = "away", [PROP_MEDIA_FOLDER] = "media-folder" };
  GObjectClass            *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_library_care_finalize;
  object_class->get_property = cw_library_care_get_property;

  for (guint i = PROP_RESTORED; i < G_N_ELEMENTS (names); i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_library_care_init (CwLibraryCare *self)
{
}
