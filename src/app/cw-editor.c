/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-editor.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-same-media.h"
#include "cw-single-cut.h"

/* How long after a change it is saved, in ms: what a crash may take. */
#define SAVE_DELAY 500

#define MOST_STEPS 500

struct _CwEditor
{
  GObject parent_instance;

  CwProjectList *projects;
  CwProject     *project;

  /* Whole projects: small, and never wrong. The last is the newest. */
  GPtrArray *undone;
  GPtrArray *done;
  guint      drags;
  CwProject *before_drag;

  CwProject *saved;
  guint      save_source;
  guint      saving;
  char      *error;
};

typedef enum
{
  PROP_PROJECT = 1,
  PROP_TITLE,
  PROP_IN,
  PROP_OUT,
  PROP_SOURCE_DURATION,
  PROP_SOURCE_PATH,
  PROP_LAYOUT,
  PROP_TEXT,
  PROP_VOLUME,
  PROP_PRESET_ID,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_SAVED,
  PROP_ERROR,
} CwEditorProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (CwEditor, cw_editor, G_TYPE_OBJECT)

static void
notify (CwEditor        *self,
        CwEditorProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_differences (CwEditor  *self,
                    CwProject *before,
                    CwProject *now)
{
  if (g_strcmp0 (cw_project_get_title (before), cw_project_get_title (now)) != 0)
    notify (self, PROP_TITLE);
  if (cw_single_cut_get_in (before) != cw_single_cut_get_in (now))
    notify (self, PROP_IN);
  if (cw_single_cut_get_out (before) != cw_single_cut_get_out (now))
    notify (self, PROP_OUT);
  if (cw_single_cut_get_source_duration (before) != cw_single_cut_get_source_duration (now))
    notify (self, PROP_SOURCE_DURATION);
  if (g_strcmp0 (cw_single_cut_get_source_path (before), cw_single_cut_get_source_path (now)) != 0)
    notify (self, PROP_SOURCE_PATH);
  if (!cw_layout_equal (cw_single_cut_get_layout (before), cw_single_cut_get_layout (now)))
    notify (self, PROP_LAYOUT);
  if (g_strcmp0 (cw_single_cut_get_text (before), cw_single_cut_get_text (now)) != 0)
    notify (self, PROP_TEXT);
  if (cw_single_cut_get_volume (before) != cw_single_cut_get_volume (now))
    notify (self, PROP_VOLUME);
  if (g_strcmp0 (cw_project_get_preset_id (before), cw_project_get_preset_id (now)) != 0)
    notify (self, PROP_PRESET_ID);
}

/* --- saving --------------------------------------------------------------- */

static void
set_saved (CwEditor  *self,
           CwProject *project)
{
  gboolean before = self->saved == self->project;

  g_set_object (&self->saved, project);
  if (before != (self->saved == self->project))
    notify (self, PROP_SAVED);
}

static DexFuture *
save_fiber (CwEditor *self)
{
  g_autoptr (CwProject) project = g_object_ref (self->project);
  g_autoptr (GError) error = NULL;
  gboolean right;

  self->saving++;
  right = dex_await (cw_project_list_save (self->projects, project), &error);
  self->saving--;

  if (right)
    set_saved (self, project);

  if (g_set_str (&self->error, right ? NULL : error->message))
    notify (self, PROP_ERROR);

  return right ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
on_saved (DexFuture *future,
          gpointer   data)
{
  /* A failure is in the property, where the page shows it. */
  return dex_future_new_true ();
}

static void
on_save (gpointer data)
{
  CwEditor *self = data;

  self->save_source = 0;
  cw_detach (dex_future_finally (cw_editor_save (self), on_saved, NULL, NULL), "Saving a project");
}

/**
 * cw_editor_save:
 * @self: an editor
 *
 * Saves at once, without waiting for the usual moment.
 *
 * Returns: (transfer full): a future that resolves once the project is on the
 *   disk as it is now
 */
DexFuture *
cw_editor_save (CwEditor *self)
{
  dex_return_error_if_fail (CW_IS_EDITOR (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->saved == self->project && self->saving == 0)
    return dex_future_new_true ();

  return cw_spawn (G_CALLBACK (save_fiber), 1, CW_TYPE_EDITOR, self);
}

/* --- steps ---------------------------------------------------------------- */

static void
show (CwEditor  *self,
      CwProject *project)
{
  g_autoptr (CwProject) before = g_object_ref (self->project);
  gboolean was_saved = self->saved == before;

  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->project, project);
  notify (self, PROP_PROJECT);
  notify_differences (self, before, project);
  if (was_saved != (self->saved == project))
    notify (self, PROP_SAVED);
  g_object_thaw_notify (G_OBJECT (self));

  /* Not put off by the next change: a long drag is saved now and then as well. */
  if (self->save_source == 0)
    self->save_source = g_timeout_add_once (SAVE_DELAY, on_save, self);
}

static void
push_step (CwEditor  *self,
           CwProject *before)
{
  gboolean could_undo = self->done->len > 0;
  gboolean could_redo = self->undone->len > 0;

  g_ptr_array_add (self->done, g_object_ref (before));
  if (self->done->len > MOST_STEPS)
    g_ptr_array_remove_index (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);

  if (!could_undo)
    notify (self, PROP_CAN_UNDO);
  if (could_redo)
    notify (self, PROP_CAN_REDO);
}

/* Makes CHANGED, which is taken, the project. */
static void
commit (CwEditor  *self,
        CwProject *changed)
{
  g_autoptr (CwProject) taken = changed;

  if (self->drags == 0)
    push_step (self, self->project);

  show (self, taken);
}

/**
 * cw_editor_begin_drag:
 * @self: an editor
 *
 * Makes one step of all changes until cw_editor_end_drag(). May be nested.
 */
void
cw_editor_begin_drag (CwEditor *self)
{
  g_return_if_fail (CW_IS_EDITOR (self));

  if (self->drags++ == 0)
    g_set_object (&self->before_drag, self->project);
}

void
cw_editor_end_drag (CwEditor *self)
{
  g_return_if_fail (CW_IS_EDITOR (self));

  /* Undoing lets go of what is held, and whoever held it says so afterwards. */
  if (self->drags == 0 || --self->drags > 0)
    return;

  if (self->before_drag != self->project)
    push_step (self, self->before_drag);
  g_clear_object (&self->before_drag);
}

/* Goes to the newest of FROM and leaves what is now on TO. */
static void
step (CwEditor        *self,
      GPtrArray       *from,
      CwEditorProperty can_from,
      GPtrArray       *to,
      CwEditorProperty can_to)
{
  g_autoptr (CwProject) project = NULL;

  /* What a hand holds is let go of first. */
  while (self->drags > 0)
    cw_editor_end_drag (self);

  if (from->len == 0)
    return;

  project = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, g_object_ref (self->project));

  show (self, project);
  if (from->len == 0)
    notify (self, can_from);
  if (to->len == 1)
    notify (self, can_to);
}

/**
 * cw_editor_undo:
 * @self: an editor
 *
 * Takes the last step back, if there is one.
 */
void
cw_editor_undo (CwEditor *self)
{
  g_return_if_fail (CW_IS_EDITOR (self));

  step (self, self->done, PROP_CAN_UNDO, self->undone, PROP_CAN_REDO);
}

/**
 * cw_editor_redo:
 * @self: an editor
 *
 * Takes the last undoing back, if there is one.
 */
void
cw_editor_redo (CwEditor *self)
{
  g_return_if_fail (CW_IS_EDITOR (self));

  step (self, self->undone, PROP_CAN_REDO, self->done, PROP_CAN_UNDO);
}

/* --- changes -------------------------------------------------------------- */

/* The least that a cut is long. */
static gint64
get_frame (CwEditor *self)
{
  return MIN (cw_rate_get_frame_time (cw_project_get_rate (self->project), 1), cw_single_cut_get_source_duration (self->project));
}

/**
 * cw_editor_set_range:
 * @self: an editor
 * @in: ns into the source
 * @out: ns into the source
 *
 * Sets what part of the source is shown: the two are put in order, kept within
 * the source, and at least a frame apart.
 */
void
cw_editor_set_range (CwEditor *self,
                     gint64    in,
                     gint64    out)
{
  CwProject *changed;
  gint64     duration, frame;

  g_return_if_fail (CW_IS_EDITOR (self));

  if (cw_project_find_media (self->project) == NULL)
    return;

  duration = cw_single_cut_get_source_duration (self->project);
  frame = get_frame (self);
  if (in > out)
    {
      gint64 other = in;

      in = out;
      out = other;
    }
  in = CLAMP (in, 0, duration - frame);
  out = CLAMP (out, in + frame, duration);

  if (in == cw_single_cut_get_in (self->project) && out == cw_single_cut_get_out (self->project))
    return;

  changed = cw_project_copy (self->project);
  cw_project_set_media_range (changed, in, out - in);
  commit (self, changed);
}

/**
 * cw_editor_set_layout:
 * @self: an editor
 * @layout: how the first media's picture lies on the canvas
 */
void
cw_editor_set_layout (CwEditor       *self,
                      const CwLayout *layout)
{
  CwProject *changed;
  CwLayout   clamped;

  g_return_if_fail (CW_IS_EDITOR (self));
  g_return_if_fail (layout != NULL);

  clamped = cw_layout_clamp (layout);
  if (cw_project_find_media (self->project) == NULL || cw_layout_equal (&clamped, cw_single_cut_get_layout (self->project)))
    return;

  changed = cw_project_copy (self->project);
  cw_project_set_layout (changed, &clamped);
  commit (self, changed);
}

/**
 * cw_editor_place_text:
 * @self: an editor
 * @x: the title's centre, a share of the canvas's width
 * @y: the title's centre, a share of the canvas's height
 * @size: height of a line, a share of the canvas's height
 *
 * Does nothing where there is no title.
 */
void
cw_editor_place_text (CwEditor *self,
                      double    x,
                      double    y,
                      double    size)
{
  g_autoptr (CwProject) changed = NULL;

  g_return_if_fail (CW_IS_EDITOR (self));

  changed = cw_project_copy (self->project);
  if (cw_project_place_text (changed, x, y, size))
    commit (self, g_steal_pointer (&changed));
}

static void
set_title (CwEditor   *self,
           const char *title)
{
  CwProject *changed;

  if (title == NULL || g_str_equal (title, cw_project_get_title (self->project)))
    return;

  changed = cw_project_copy (self->project);
  cw_project_set_title (changed, title);
  commit (self, changed);
}

static void
set_text (CwEditor   *self,
          const char *text)
{
  CwProject *changed;

  if (g_strcmp0 (text != NULL ? text : "", cw_single_cut_get_text (self->project)) == 0)
    return;

  changed = cw_project_copy (self->project);
  cw_project_set_text (changed, text);
  commit (self, changed);
}

static void
set_volume (CwEditor *self,
            double    volume)
{
  CwProject *changed;

  if (cw_project_find_media (self->project) == NULL || volume == cw_single_cut_get_volume (self->project))
    return;

  changed = cw_project_copy (self->project);
  cw_item_set_volume (cw_project_find_media (changed), volume);
  commit (self, changed);
}

static void
set_preset_id (CwEditor   *self,
               const char *id)
{
  const CwPreset *preset = cw_presets_find (id);
  CwProject      *changed;

  if (preset == NULL || g_strcmp0 (id, cw_project_get_preset_id (self->project)) == 0)
    return;

  changed = cw_project_copy (self->project);
  cw_project_apply_preset (changed, preset);
  commit (self, changed);
}

static DexFuture *
locate_fiber (CwEditor   *self,
              const char *path)
{
  CwItem          *media = cw_project_find_media (self->project);
  g_autofree char *from = NULL;
  g_autoptr (GError) error = NULL;
  CwProject *changed;

  if (media == NULL)
    return dex_future_new_true ();

  from = g_strdup (cw_item_get_path (media));
  if (!dex_await (cw_same_media_check (path, cw_item_get_source_width (media), cw_item_get_source_height (media), cw_item_get_available (media)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (g_str_equal (from, path))
    return dex_future_new_true ();

  changed = cw_project_copy (self->project);
  cw_single_cut_move (changed, from, path);
  commit (self, changed);

  return dex_future_new_true ();
}

/**
 * cw_editor_locate:
 * @self: an editor
 * @path: where the first media's file is now
 *
 * For a source that was moved: points the project at its new place. One step
 * of undo.
 *
 * Returns: (transfer full): a future that resolves once that is done; rejects
 *   with %CW_ERROR_INVALID where the file is another video
 */
DexFuture *
cw_editor_locate (CwEditor   *self,
                  const char *path)
{
  g_autofree char *absolute = NULL;

  dex_return_error_if_fail (CW_IS_EDITOR (self));
  dex_return_error_if_fail (path != NULL);

  absolute = g_canonicalize_filename (path, NULL);
  return cw_spawn (G_CALLBACK (locate_fiber), 2, CW_TYPE_EDITOR, self, G_TYPE_STRING, absolute);
}

/* --- the object ----------------------------------------------------------- */

/**
 * cw_editor_new:
 * @projects: where @project is saved
 * @project: a project that is on the disk as it is now
 *
 * Returns: (transfer full): an editor of a copy of @project
 */
CwEditor *
cw_editor_new (CwProjectList *projects,
               CwProject     *project)
{
  CwEditor *self;

  g_return_val_if_fail (CW_IS_PROJECT_LIST (projects), NULL);
  g_return_val_if_fail (CW_IS_PROJECT (project), NULL);

  self = g_object_new (CW_TYPE_EDITOR, NULL);
  self->projects = g_object_ref (projects);
  self->project = cw_project_copy (project);
  self->saved = g_object_ref (self->project);

  return self;
}

/**
 * cw_editor_get_project:
 * @self: an editor
 *
 * Returns: (transfer none): the project as it is now. A change makes another
 *   object, so this one may be kept, and read on another thread
 */
CwProject *
cw_editor_get_project (CwEditor *self)
{
  g_return_val_if_fail (CW_IS_EDITOR (self), NULL);

  return self->project;
}

gint64
cw_editor_get_in (CwEditor *self)
{
  g_return_val_if_fail (CW_IS_EDITOR (self), 0);

  return cw_single_cut_get_in (self->project);
}

gint64
cw_editor_get_out (CwEditor *self)
{
  g_return_val_if_fail (CW_IS_EDITOR (self), 0);

  return cw_single_cut_get_out (self->project);
}

gint64
cw_editor_get_source_duration (CwEditor *self)
{
  g_return_val_if_fail (CW_IS_EDITOR (self), 0);

  return cw_single_cut_get_source_duration (self->project);
}

/**
 * cw_editor_get_source_path:
 * @self: an editor
 *
 * Returns: (nullable): the first media's file; %NULL where there is none
 */
const char *
cw_editor_get_source_path (CwEditor *self)
{
  g_return_val_if_fail (CW_IS_EDITOR (self), NULL);

  return cw_single_cut_get_source_path (self->project);
}

/**
 * cw_editor_get_layout:
 * @self: an editor
 *
 * Returns: (transfer none): how the first media's picture lies on the canvas,
 *   good until the next change
 */
const CwLayout *
cw_editor_get_layout (CwEditor *self)
{
  g_return_val_if_fail (CW_IS_EDITOR (self), NULL);

  return cw_single_cut_get_layout (self->project);
}

static void
cw_editor_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CwEditor *self = CW_EDITOR (object);

  switch ((CwEditorProperty) id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;

    case PROP_TITLE:
      g_value_set_string (value, cw_project_get_title (self->project));
      break;

    case PROP_IN:
      g_value_set_int64 (value, cw_single_cut_get_in (self->project));
      break;

    case PROP_OUT:
      g_value_set_int64 (value, cw_single_cut_get_out (self->project));
      break;

    case PROP_SOURCE_DURATION:
      g_value_set_int64 (value, cw_single_cut_get_source_duration (self->project));
      break;

    case PROP_SOURCE_PATH:
      g_value_set_string (value, cw_single_cut_get_source_path (self->project));
      break;

    case PROP_LAYOUT:
      g_value_set_boxed (value, cw_single_cut_get_layout (self->project));
      break;

    case PROP_TEXT:
      g_value_set_string (value, cw_single_cut_get_text (self->project));
      break;

    case PROP_VOLUME:
      g_value_set_double (value, cw_single_cut_get_volume (self->project));
      break;

    case PROP_PRESET_ID:
      g_value_set_string (value, cw_project_get_preset_id (self->project));
      break;

    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->done->len > 0);
      break;

    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->undone->len > 0);
      break;

    case PROP_SAVED:
      g_value_set_boolean (value, self->saved == self->project);
      break;

    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    }
}

static void
cw_editor_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  CwEditor *self = CW_EDITOR (object);
  gint64    in, out;

  switch ((CwEditorProperty) id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;

    /* One end alone stops at the other. */
    case PROP_IN:
      out = cw_single_cut_get_out (self->project);
      cw_editor_set_range (self, MIN (g_value_get_int64 (value), out - get_frame (self)), out);
      break;

    case PROP_OUT:
      in = cw_single_cut_get_in (self->project);
      cw_editor_set_range (self, in, MAX (g_value_get_int64 (value), in + get_frame (self)));
      break;

    case PROP_LAYOUT:
      cw_editor_set_layout (self, g_value_get_boxed (value));
      break;

    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;

    case PROP_VOLUME:
      set_volume (self, g_value_get_double (value));
      break;

    case PROP_PRESET_ID:
      set_preset_id (self, g_value_get_string (value));
      break;

    case PROP_PROJECT:
    case PROP_SOURCE_DURATION:
    case PROP_SOURCE_PATH:
    case PROP_CAN_UNDO:
    case PROP_CAN_REDO:
    case PROP_SAVED:
    case PROP_ERROR:
      g_assert_not_reached ();
    }
}

static void
cw_editor_dispose (GObject *object)
{
  CwEditor *self = CW_EDITOR (object);

  /* The list goes on with it when the editor is gone. */
  if (self->saved != self->project)
    cw_detach (cw_project_list_save (self->projects, self->project), "Saving a project that was closed");
  g_set_object (&self->saved, self->project);
  g_clear_handle_id (&self->save_source, g_source_remove);

  G_OBJECT_CLASS (cw_editor_parent_class)->dispose (object);
}

static void
cw_editor_finalize (GObject *object)
{
  CwEditor *self = CW_EDITOR (object);

  g_clear_object (&self->projects);
  g_clear_object (&self->project);
  g_clear_object (&self->saved);
  g_clear_object (&self->before_drag);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_free (self->error);

  G_OBJECT_CLASS (cw_editor_parent_class)->finalize (object);
}

static void
cw_editor_class_init (CwEditorClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_editor_dispose;
  object_class->finalize = cw_editor_finalize;
  object_class->get_property = cw_editor_get_property;
  object_class->set_property = cw_editor_set_property;

  properties[PROP_PROJECT] = g_param_spec_object ("project", NULL, NULL, CW_TYPE_PROJECT, shown);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, writable);
  properties[PROP_IN] = g_param_spec_int64 ("in", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[PROP_OUT] = g_param_spec_int64 ("out", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[PROP_SOURCE_DURATION] = g_param_spec_int64 ("source-duration", NULL, NULL, 0, G_MAXINT64, 0, shown);
  properties[PROP_SOURCE_PATH] = g_param_spec_string ("source-path", NULL, NULL, NULL, shown);
  properties[PROP_LAYOUT] = g_param_spec_boxed ("layout", NULL, NULL, CW_TYPE_LAYOUT, writable);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, writable);
  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0, CW_ITEM_MOST_VOLUME, 1, writable);
  properties[PROP_PRESET_ID] = g_param_spec_string ("preset-id", NULL, NULL, NULL, writable);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, shown);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, shown);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, shown);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_editor_init (CwEditor *self)
{
  self->done = g_ptr_array_new_with_free_func (g_object_unref);
  self->undone = g_ptr_array_new_with_free_func (g_object_unref);
}
