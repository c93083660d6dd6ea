/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-id.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-project-folder.h"
#include "cw-project-list.h"
#include "cw-project-store.h"
#include "cw-work-queue.h"

/* What a new project is made for, as most are. */
#define PRESET "shorts"

struct _CwProjectList
{
  GObject parent_instance;

  CwProjectStore *store;
  char           *folder;
  CwWorkQueue    *saves;
  GPtrArray      *entries;
  DexFuture      *load;
  gboolean        loading;
  gboolean        loaded;
  gboolean        empty;
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_EMPTY,
} CwProjectListProperty;

static GParamSpec *properties[PROP_EMPTY + 1];

typedef struct
{
  CwProjectList *list;
  CwProject     *project;
} Saving;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwProjectList, cw_project_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
update_empty (CwProjectList *self)
{
  gboolean empty = self->loaded && self->entries->len == 0;

  if (self->empty == empty)
    return;

  self->empty = empty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

static guint
find_position (CwProjectList *self,
               const char    *id)
{
  guint i = 0;

  while (i < self->entries->len && !g_str_equal (cw_project_entry_get_id (g_ptr_array_index (self->entries, i)), id))
    i++;

  return i;
}

static void
take_out (CwProjectList *self,
          guint          position)
{
  g_ptr_array_remove_index (self->entries, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Puts ENTRY where its time says; the object of a project that is listed already
 * stays the same one. */
static void
put (CwProjectList  *self,
     CwProjectEntry *entry)
{
  guint position = find_position (self, cw_project_entry_get_id (entry));
  g_autoptr (CwProjectEntry) kept = g_object_ref (entry);

  if (position < self->entries->len)
    {
      g_set_object (&kept, g_ptr_array_index (self->entries, position));
      cw_project_entry_update (kept, entry);
      if (position == 0)
        return;

      take_out (self, position);
    }

  position = 0;
  while (position < self->entries->len && cw_project_entry_get_changed (g_ptr_array_index (self->entries, position)) > cw_project_entry_get_changed (kept))
    position++;

  g_ptr_array_insert (self->entries, (int) position, g_object_ref (kept));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  update_empty (self);
}

static CwProjectEntry *
entry_from_project (CwProject *project)
{
  CwItem *media = cw_project_find_media (project);

  return cw_project_entry_new (cw_project_get_id (project),
                               cw_project_get_title (project),
                               g_get_real_time (),
                               cw_project_get_duration (project),
                               media != NULL ? cw_item_get_path (media) : NULL);
}

/* --- loading -------------------------------------------------------------- */

/* Files that the database does not know, such as after it was lost, are listed
 * again. One that is broken stays out of the list, and where it is. */
static DexFuture *
adopt_files_fiber (CwProjectList *self)
{
  g_auto (GStrv) ids = dex_await_boxed (cw_project_folder_list (self->folder), NULL);
  g_auto (GStrv) unknown = NULL;
  g_autoptr (GError) error = NULL;

  if (ids == NULL)
    return dex_future_new_true ();

  unknown = dex_await_boxed (cw_project_store_find_unknown (self->store, (const char *const *) ids), &error);
  for (guint i = 0; unknown != NULL && unknown[i] != NULL; i++)
    {
      g_autofree char *path = cw_project_folder_build_path (self->folder, unknown[i]);
      g_autoptr (GError) problem = NULL;
      g_autoptr (CwProject) project = dex_await_object (cw_project_folder_read (path), &problem);
      g_autoptr (CwProjectEntry) entry = NULL;

      if (project == NULL || !g_str_equal (cw_project_get_id (project), unknown[i]))
        {
          g_message ("%s is left alone: %s", path, problem != NULL ? problem->message : "it is another project");
          continue;
        }

      entry = entry_from_project (project);
      if (!dex_await (cw_project_store_put (self->store, entry), &error))
        break;
    }

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
load_fiber (CwProjectList *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (dex_await (cw_spawn (G_CALLBACK (adopt_files_fiber), 1, CW_TYPE_PROJECT_LIST, self), &error))
    entries = dex_await_boxed (cw_project_store_list (self->store), &error);

  self->loading = FALSE;
  if (entries != NULL)
    {
      guint before = self->entries->len;

      g_ptr_array_unref (self->entries);
      self->entries = g_ptr_array_ref (entries);
      self->loaded = TRUE;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, before, entries->len);
      update_empty (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return entries != NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_project_list_load:
 * @self: a list
 *
 * Reads which projects there are; call it once the database is open.
 *
 * Returns: (transfer full): a future that resolves once they are in @self
 */
DexFuture *
cw_project_list_load (CwProjectList *self)
{
  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));

  if (!self->loading)
    {
      dex_clear (&self->load);
      self->loading = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
      self->load = cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_PROJECT_LIST, self);
    }

  return dex_ref (self->load);
}

/* --- saving --------------------------------------------------------------- */

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->list);
  g_object_unref (saving->project);
  g_free (saving);
}

static DexFuture *
save_fiber (CwProjectList *self,
            CwProject     *project)
{
  g_autoptr (CwProjectEntry) entry = entry_from_project (project);
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_project_folder_write (self->folder, project), &error) || !dex_await (cw_project_store_put (self->store, entry), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  put (self, entry);
  return dex_future_new_true ();
}

static DexFuture *
begin_saving (gpointer data)
{
  Saving *saving = data;

  return cw_spawn (G_CALLBACK (save_fiber), 2, CW_TYPE_PROJECT_LIST, saving->list, CW_TYPE_PROJECT, saving->project);
}

/**
 * cw_project_list_save:
 * @self: a list
 * @project: a project
 *
 * Saves @project as it is now; changes made while this runs are of the next
 * time. Two saves never overtake one another, and one goes on where nobody
 * waits for it.
 *
 * Returns: (transfer full): a future that resolves once it is on the disk, or
 *   rejects with a sentence for the user
 */
DexFuture *
cw_project_list_save (CwProjectList *self,
                      CwProject     *project)
{
  Saving    *saving;
  DexFuture *done;

  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));
  dex_return_error_if_fail (CW_IS_PROJECT (project));

  saving = g_new0 (Saving, 1);
  saving->list = g_object_ref (self);
  saving->project = cw_project_copy (project);

  done = cw_work_queue_run (self->saves, begin_saving, saving, saving_free);
  dex_future_disown (dex_ref (done));
  return done;
}

/* --- making and opening --------------------------------------------------- */

static DexFuture *
save_new_fiber (CwProjectList *self,
                CwProject     *project)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_project_list_save (self, project), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_object_ref (project));
}

/**
 * cw_project_list_create:
 * @self: a list
 * @clip: what it is to be cut from
 *
 * Makes an upright project of the whole clip, over its own blurred picture.
 *
 * Returns: (transfer full): a future that resolves to the #CwProject once it is
 *   on the disk
 */
DexFuture *
cw_project_list_create (CwProjectList *self,
                        CwClip        *clip)
{
  g_autoptr (CwProject) project = NULL;
  g_autoptr (GError) error = NULL;
  CwLayout layout = cw_layout_default (CW_LAYOUT_BLURRED);

  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  project = cw_project_new_for_media (cw_clip_get_path (clip), cw_clip_get_info (clip), cw_clip_get_id (clip), cw_clip_get_title (clip),
                                      0, -1, &layout, cw_presets_find (PRESET), &error);
  if (project == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_spawn (G_CALLBACK (save_new_fiber), 2, CW_TYPE_PROJECT_LIST, self, CW_TYPE_PROJECT, project);
}

/**
 * cw_project_list_open:
 * @self: a list
 * @id: a project's id
 *
 * Returns: (transfer full): a future that resolves to the #CwProject, or
 *   rejects with a sentence for the user
 */
DexFuture *
cw_project_list_open (CwProjectList *self,
                      const char    *id)
{
  g_autofree char *path = NULL;

  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));
  dex_return_error_if_fail (id != NULL);

  path = cw_project_folder_build_path (self->folder, id);
  return cw_project_folder_read (path);
}

static DexFuture *
import_fiber (CwProjectList *self,
              const char    *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = dex_await_object (cw_project_folder_read (path), &error);
  const char *ids[2] = { NULL, NULL };
  g_auto (GStrv) unknown = NULL;

  if (project == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Another version of a project that is here already is one of its own. */
  ids[0] = cw_project_get_id (project);
  unknown = dex_await_boxed (cw_project_store_find_unknown (self->store, ids), &error);
  if (unknown == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (unknown[0] == NULL)
    {
      g_autofree char *id = cw_id_new ();

      cw_project_set_id (project, id);
    }

  return save_new_fiber (self, project);
}

/**
 * cw_project_list_import:
 * @self: a list
 * @path: an .otio file, of ours or of another editor
 *
 * Takes a copy of a project into the list; the file stays as it is.
 *
 * Returns: (transfer full): a future that resolves to the #CwProject, or
 *   rejects with a sentence for the user
 */
DexFuture *
cw_project_list_import (CwProjectList *self,
                        const char    *path)
{
  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));
  dex_return_error_if_fail (path != NULL);

  return cw_spawn (G_CALLBACK (import_fiber), 2, CW_TYPE_PROJECT_LIST, self, G_TYPE_STRING, path);
}

static DexFuture *
remove_fiber (CwProjectList *self,
              const char    *id)
{
  g_autoptr (GError) error = NULL;
  guint position;

  if (!dex_await (cw_project_store_remove (self->store, id, g_get_real_time ()), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  position = find_position (self, id);
  if (position < self->entries->len)
    take_out (self, position);
  update_empty (self);

  return dex_future_new_true ();
}

/**
 * cw_project_list_remove:
 * @self: a list
 * @id: a project's id
 *
 * Takes a project out of the list; cw_project_list_restore() takes that back.
 *
 * Returns: (transfer full): a future that resolves once it is out
 */
DexFuture *
cw_project_list_remove (CwProjectList *self,
                        const char    *id)
{
  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));
  dex_return_error_if_fail (id != NULL);

  return cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_PROJECT_LIST, self, G_TYPE_STRING, id);
}

static DexFuture *
restore_fiber (CwProjectList *self,
               const char    *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProjectEntry) entry = dex_await_object (cw_project_store_restore (self->store, id), &error);

  if (entry == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  put (self, entry);
  return dex_future_new_true ();
}

/**
 * cw_project_list_restore:
 * @self: a list
 * @id: a removed project's id
 *
 * Returns: (transfer full): a future that resolves once it is back at its place
 */
DexFuture *
cw_project_list_restore (CwProjectList *self,
                         const char    *id)
{
  dex_return_error_if_fail (CW_IS_PROJECT_LIST (self));
  dex_return_error_if_fail (id != NULL);

  return cw_spawn (G_CALLBACK (restore_fiber), 2, CW_TYPE_PROJECT_LIST, self, G_TYPE_STRING, id);
}

/* --- the object ----------------------------------------------------------- */

/**
 * cw_project_list_new:
 * @database: a database, which need not be open yet
 * @folder: where the projects' files are, made when there is one
 *
 * Returns: (transfer full): a list, empty until cw_project_list_load()
 */
CwProjectList *
cw_project_list_new (CwDatabase *database,
                     const char *folder)
{
  CwProjectList *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (CW_TYPE_PROJECT_LIST, NULL);
  self->store = cw_project_store_new (database);
  self->folder = g_strdup (folder);

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_PROJECT_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return CW_PROJECT_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *entries = CW_PROJECT_LIST (model)->entries;

  return position < entries->len ? g_object_ref (g_ptr_array_index (entries, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_project_list_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwProjectList *self = CW_PROJECT_LIST (object);

  switch ((CwProjectListProperty) id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;

    case PROP_EMPTY:
      g_value_set_boolean (value, self->empty);
      break;
    }
}

static void
cw_project_list_finalize (GObject *object)
{
  CwProjectList *self = CW_PROJECT_LIST (object);

  dex_clear (&self->load);
  g_clear_object (&self->store);
  g_object_unref (self->saves);
  g_ptr_array_unref (self->entries);
  g_free (self->folder);

  G_OBJECT_CLASS (cw_project_list_parent_class)->finalize (object);
}

static void
cw_project_list_class_init (CwProjectListClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_project_list_finalize;
  object_class->get_property = cw_project_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, shown);
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, FALSE, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_project_list_init (CwProjectList *self)
{
  self->saves = cw_work_queue_new (1);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
}
