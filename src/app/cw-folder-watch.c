/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-watch.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-watched-folder.h"

#include <glib/gi18n.h>

#define ON_KEY "watch-folder"
#define FOLDER_KEY "watched-folder"

/* Beside the database: what was taken in before. */
#define MEMORY "watched-files.txt"

/**
 * CwFolderWatch:
 *
 * The folder that the user has set to be watched, if they have: it begins, ends and goes
 * elsewhere as the settings say.
 */
struct _CwFolderWatch
{
  GObject parent_instance;

  CwLibrary       *library;
  GSettings       *settings;
  char            *memory;
  CwWatchedFolder *watched; /* nullable */
  gboolean         started;
  guint            taken;
  char            *failure; /* nullable: of a file, or of the start */
};

typedef enum
{
  PROP_ACTIVE = 1,
  PROP_BUSY,
  PROP_TAKEN,
  PROP_ERROR,
} CwFolderWatchProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (CwFolderWatch, cw_folder_watch, G_TYPE_OBJECT)

static void
set_failure (CwFolderWatch *self,
             const char    *failure)
{
  if (g_set_str (&self->failure, failure))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
on_busy (CwFolderWatch *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
on_error (CwFolderWatch *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
on_taken_in (CwFolderWatch *self)
{
  self->taken++;
  set_failure (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAKEN]);
}

static void
on_failed (CwFolderWatch *self,
           const char    *path,
           const char    *sentence)
{
  set_failure (self, sentence);
}

static DexFuture *
start_fiber (CwFolderWatch   *self,
             CwWatchedFolder *watched)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_watched_folder_start (watched), &error) && self->watched == watched && !cw_error_is_cancelled (error))
    set_failure (self, error->message);

  return dex_future_new_true ();
}

static void
let_go (CwFolderWatch *self)
{
  if (self->watched == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->watched, self);
  cw_watched_folder_stop (self->watched);
  g_clear_object (&self->watched);
}

static void
watch (CwFolderWatch *self,
       const char    *folder)
{
  g_autoptr (CwImportMemory) memory = cw_import_memory_new (self->memory);

  self->watched = cw_watched_folder_new (folder, memory, cw_take_in, G_OBJECT (self->library));
  g_signal_connect_object (self->watched, "notify::busy", G_CALLBACK (on_busy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watched, "notify::error", G_CALLBACK (on_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watched, "taken-in", G_CALLBACK (on_taken_in), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watched, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  cw_detach (cw_spawn (G_CALLBACK (start_fiber), 2, CW_TYPE_FOLDER_WATCH, self, CW_TYPE_WATCHED_FOLDER, self->watched), "Watching a folder");
}

static void
update (CwFolderWatch *self)
{
  g_autofree char *folder = g_settings_get_string (self->settings, FOLDER_KEY);
  g_autofree char *now = NULL;
  gboolean         wanted = self->started && g_settings_get_boolean (self->settings, ON_KEY) && g_path_is_absolute (folder);

  if (self->watched != NULL)
    g_object_get (self->watched, "folder", &now, NULL);
  if (g_strcmp0 (wanted ? folder : NULL, now) == 0)
    return;

  let_go (self);
  set_failure (self, NULL);
  if (wanted)
    watch (self, folder);

  for (guint i = PROP_ACTIVE; i <= PROP_ERROR; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/**
 * cw_folder_watch_start:
 * @self: what watches
 *
 * Once the library is loaded: begins, if the user wants so.
 */
void
cw_folder_watch_start (CwFolderWatch *self)
{
  g_return_if_fail (CW_IS_FOLDER_WATCH (self));

  self->started = TRUE;
  if (self->settings != NULL)
    update (self);
}

/**
 * cw_folder_watch_stop:
 * @self: what watches
 *
 * Before it is let go of: what is under way would hold on to the library.
 */
void
cw_folder_watch_stop (CwFolderWatch *self)
{
  g_return_if_fail (CW_IS_FOLDER_WATCH (self));

  self->started = FALSE;
  let_go (self);
}

/**
 * cw_folder_watch_new:
 * @library: what takes clips in
 * @folder: the folder of the library's database
 * @settings: (nullable): the user's; without them nothing is ever watched
 *
 * Returns: (transfer full): it; see cw_folder_watch_start()
 */
CwFolderWatch *
cw_folder_watch_new (CwLibrary  *library,
                     const char *folder,
                     GSettings  *settings)
{
  CwFolderWatch *self;

  g_return_val_if_fail (CW_IS_LIBRARY (library) && folder != NULL, NULL);

  self = g_object_new (CW_TYPE_FOLDER_WATCH, NULL);
  self->library = g_object_ref (library);
  self->memory = g_build_filename (folder, MEMORY, NULL);
  if (g_set_object (&self->settings, settings))
    {
      g_signal_connect_object (settings, "changed::" ON_KEY, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (settings, "changed::" FOLDER_KEY, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  return self;
}

static void
cw_folder_watch_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwFolderWatch *self = CW_FOLDER_WATCH (object);

  switch ((CwFolderWatchProperty) id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->watched != NULL);
      break;

    case PROP_BUSY:
      if (self->watched != NULL)
        g_object_get_property (G_OBJECT (self->watched), "busy", value);
      break;

    case PROP_TAKEN:
      g_value_set_uint (value, self->taken);
      break;

    case PROP_ERROR:
      if (self->watched != NULL)
        g_object_get_property (G_OBJECT (self->watched), "error", value);
      if (g_value_get_string (value) == NULL)
        g_value_set_string (value, self->failure);
      break;
    }
}

static void
cw_folder_watch_dispose (GObject *object)
{
  CwFolderWatch *self = CW_FOLDER_WATCH (object);

  let_go (self);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_folder_watch_parent_class)->dispose (object);
}

static void
cw_folder_watch_finalize (GObject *object)
{
  CwFolderWatch *self = CW_FOLDER_WATCH (object);

  g_free (self->memory);
  g_free (self->failure);

  G_OBJECT_CLASS (cw_folder_watch_parent_class)->finalize (object);
}

static void
cw_folder_watch_class_init (CwFolderWatchClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_folder_watch_dispose;
  object_class->finalize = cw_folder_watch_finalize;
  object_class->get_property = cw_folder_watch_get_property;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, shown);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, shown);
  properties[PROP_TAKEN] = g_param_spec_uint ("taken", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_folder_watch_init (CwFolderWatch *self)
{
}
