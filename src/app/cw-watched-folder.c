/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watched-folder.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-fingerprint.h"
#include "cw-folder-look.h"
#include "cw-folder-monitor.h"
#include "cw-folder-scan.h"

/* How long a file has to stay as it is before it counts as whole, ms. */
#define REST 3000

/* How often to look though nothing was told of, s: servers' disks tell of nothing. */
#define LOOK_INTERVAL 300

/**
 * CwWatchedFolder:
 *
 * Takes in what comes into a folder, and what came while nobody looked: a file that is
 * still being written when it rests, and what the user has taken out of the library not
 * again.
 */
struct _CwWatchedFolder
{
  GObject parent_instance;

  char           *folder;
  CwImportMemory *memory;
  CwTakeInFunc    take_in;
  GObject        *take_in_data;

  CwFolderMonitor *monitor;
  GHashTable      *waiting; /* of path: its CwSeenFile at the last look */
  GHashTable      *tried;   /* of path: its CwSeenFile when it was no video */
  guint            rest;
  guint            look_source;
  guint            interval_source;
  gboolean         busy;
  gboolean         again;
  gboolean         stopped;
  char            *error;
};

typedef enum
{
  PROP_FOLDER = 1,
  PROP_BUSY,
  PROP_ERROR,
} CwWatchedFolderProperty;

static GParamSpec *properties[PROP_ERROR + 1];

enum
{
  TAKEN_IN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwWatchedFolder, cw_watched_folder, G_TYPE_OBJECT)

static void look (CwWatchedFolder *self);

static gboolean
on_look (gpointer data)
{
  CwWatchedFolder *self = data;

  self->look_source = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

/* Not put off by what comes in the meantime, or a busy folder would never be looked at. */
static void
look_soon (CwWatchedFolder *self)
{
  if (self->look_source == 0 && !self->stopped)
    self->look_source = g_timeout_add (self->rest, on_look, self);
}

static gboolean
on_changed (gpointer data)
{
  look_soon (data);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_interval (gpointer data)
{
  look_soon (data);

  return G_SOURCE_CONTINUE;
}

static gboolean
is_same (GHashTable       *files,
         const CwSeenFile *file)
{
  const CwSeenFile *before = g_hash_table_lookup (files, file->path);

  return before != NULL && before->size == file->size && before->modified == file->modified;
}

static void
keep (GHashTable       *files,
      const CwSeenFile *file)
{
  g_hash_table_replace (files, g_strdup (file->path), cw_seen_file_copy (file));
}

/* Those that rest; the others are looked at again. */
static GPtrArray *
choose (CwWatchedFolder *self,
        GPtrArray       *files)
{
  GPtrArray *resting = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_seen_file_free);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->waiting);

  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_seen_file_free);
  for (guint i = 0; i < files->len; i++)
    {
      const CwSeenFile *file = files->pdata[i];

      if (cw_import_memory_has_file (self->memory, file->path, file->size, file->modified) || is_same (self->tried, file))
        continue;

      if (is_same (before, file))
        g_ptr_array_add (resting, cw_seen_file_copy (file));
      else
        keep (self->waiting, file);
    }

  return resting;
}

static DexFuture *
remember (CwWatchedFolder  *self,
          const CwSeenFile *file,
          const char       *digest)
{
  return cw_import_memory_add (self->memory, file->path, file->size, file->modified, digest);
}

/* What is wrong with one file is told, and stops none of the others. */
static void
tell_failure (CwWatchedFolder  *self,
              const CwSeenFile *file,
              const GError     *error)
{
  keep (self->tried, file);
  if (!cw_error_is_cancelled (error) && !self->stopped)
    g_signal_emit (self, signals[FAILED], 0, file->path, error->message);
}

static void
take_one (CwWatchedFolder  *self,
          const CwSeenFile *file,
          CwClipMetadata   *metadata)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = dex_await_string (cw_fingerprint_load (file->path), &error);
  g_autoptr (CwClip) clip = NULL;

  if (digest != NULL && !cw_import_memory_has_digest (self->memory, digest))
    clip = dex_await_object (self->take_in (file->path, metadata, self->take_in_data), &error);

  /* Also what was known under another name: it need not be read again. */
  if (error == NULL)
    dex_await (remember (self, file, digest), &error);

  if (error != NULL)
    tell_failure (self, file, error);
  if (clip != NULL && !self->stopped)
    g_signal_emit (self, signals[TAKEN_IN], 0, clip);
}

/* What is beside them is read only now that they rest. */
static void
take_all (CwWatchedFolder *self,
          GPtrArray       *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CwImportPlan) plan = NULL;
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      CwSeenFile *file = files->pdata[i];

      g_strv_builder_add (builder, file->path);
      g_hash_table_insert (by_path, file->path, file);
    }

  paths = g_strv_builder_end (builder);
  plan = dex_await_object (cw_folder_scan ((const char *const *) paths, FALSE, NULL), NULL);

  for (guint i = 0; plan != NULL && i < cw_import_plan_get_n_entries (plan) && !self->stopped; i++)
    {
      const CwImportEntry *entry = cw_import_plan_get_entry (plan, i);
      const CwSeenFile    *file = g_hash_table_lookup (by_path, entry->path);

      if (file != NULL)
        take_one (self, file, entry->metadata);
    }
}

static void
set_busy (CwWatchedFolder *self,
          gboolean         busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  if (!self->stopped)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
set_error (CwWatchedFolder *self,
           const char      *error)
{
  if (g_set_str (&self->error, error) && !self->stopped)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Nobody drops it: it ends by itself once the folder is not watched any more. */
static DexFuture *
look_fiber (CwWatchedFolder *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwFolderLook) found = dex_await_boxed (cw_folder_look (self->folder), &error);
  g_autoptr (GPtrArray) resting = NULL;

  if (found != NULL && !self->stopped)
    {
      set_error (self, found->problem);
      cw_folder_monitor_set_folders (self->monitor, (const char *const *) found->folders);
      resting = choose (self, found->files);
      if (resting->len > 0)
        take_all (self, resting);
    }
  else if (error != NULL)
    set_error (self, error->message);

  set_busy (self, FALSE);
  if (self->again || g_hash_table_size (self->waiting) > 0)
    look_soon (self);
  self->again = FALSE;

  return dex_future_new_true ();
}

static void
look (CwWatchedFolder *self)
{
  if (self->busy)
    {
      self->again = TRUE;
      return;
    }

  set_busy (self, TRUE);
  cw_detach (cw_spawn (G_CALLBACK (look_fiber), 1, CW_TYPE_WATCHED_FOLDER, self), "Looking into a watched folder");
}

static DexFuture *
start_fiber (CwWatchedFolder *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_import_memory_load (self->memory), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->stopped || self->interval_source != 0)
    return dex_future_new_true ();

  self->interval_source = g_timeout_add_seconds (LOOK_INTERVAL, on_interval, self);
  look (self);
  return dex_future_new_true ();
}

/**
 * cw_watched_folder_start:
 * @self: a watched folder
 *
 * Begins to look. It goes on until cw_watched_folder_stop().
 *
 * Returns: (transfer full): a future that resolves once it has begun; rejects where what
 *   was taken in before cannot be read, since all of it would come again
 */
DexFuture *
cw_watched_folder_start (CwWatchedFolder *self)
{
  dex_return_error_if_fail (CW_IS_WATCHED_FOLDER (self));

  return cw_spawn (G_CALLBACK (start_fiber), 1, CW_TYPE_WATCHED_FOLDER, self);
}

/**
 * cw_watched_folder_stop:
 * @self: a watched folder
 *
 * Looks no more, for good. A file that is being taken in still is, but nothing is told of
 * it. What is under way has a reference to @self, so letting go of it is not enough.
 */
void
cw_watched_folder_stop (CwWatchedFolder *self)
{
  g_return_if_fail (CW_IS_WATCHED_FOLDER (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->interval_source, g_source_remove);
  cw_folder_monitor_set_folders (self->monitor, (const char *const[]) { NULL });
}

/**
 * cw_watched_folder_set_rest:
 * @self: a watched folder
 * @rest: how long a file has to stay as it is before it counts as whole, ms
 */
void
cw_watched_folder_set_rest (CwWatchedFolder *self,
                            guint            rest)
{
  g_return_if_fail (CW_IS_WATCHED_FOLDER (self));

  self->rest = rest;
}

/**
 * cw_watched_folder_new:
 * @folder: where to look, also in the folders in it
 * @memory: what was taken in before; it need not be loaded
 * @take_in: takes a file in: cw_take_in()
 * @take_in_data: given to @take_in: the #CwLibrary
 *
 * Returns: (transfer full): a folder that is watched from cw_watched_folder_start() on
 */
CwWatchedFolder *
cw_watched_folder_new (const char     *folder,
                       CwImportMemory *memory,
                       CwTakeInFunc    take_in,
                       GObject        *take_in_data)
{
  CwWatchedFolder *self;

  g_return_val_if_fail (folder != NULL && CW_IS_IMPORT_MEMORY (memory) && take_in != NULL, NULL);

  self = g_object_new (CW_TYPE_WATCHED_FOLDER, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->memory = g_object_ref (memory);
  self->take_in = take_in;
  g_set_object (&self->take_in_data, take_in_data);

  return self;
}

static void
cw_watched_folder_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  CwWatchedFolder *self = CW_WATCHED_FOLDER (object);

  switch ((CwWatchedFolderProperty) id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    }
}

static void
cw_watched_folder_finalize (GObject *object)
{
  CwWatchedFolder *self = CW_WATCHED_FOLDER (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_handle_id (&self->interval_source, g_source_remove);
  cw_folder_monitor_free (self->monitor);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->tried);
  g_object_unref (self->memory);
  g_clear_object (&self->take_in_data);
  g_free (self->folder);
  g_free (self->error);

  G_OBJECT_CLASS (cw_watched_folder_parent_class)->finalize (object);
}

static void
cw_watched_folder_class_init (CwWatchedFolderClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_watched_folder_finalize;
  object_class->get_property = cw_watched_folder_get_property;

  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, shown);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, shown);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[TAKEN_IN] = g_signal_new ("taken-in", CW_TYPE_WATCHED_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_CLIP);
  signals[FAILED] = g_signal_new ("failed", CW_TYPE_WATCHED_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cw_watched_folder_init (CwWatchedFolder *self)
{
  self->rest = REST;
  self->monitor = cw_folder_monitor_new (on_changed, self);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_seen_file_free);
  self->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_seen_file_free);
}
