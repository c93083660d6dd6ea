/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-editor-page.h"
#include "cw-editor-controls.h"
#include "cw-editor-stage.h"
#include "cw-export-dialog.h"
#include "cw-toast.h"

#include "cw-probe.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwEditorPage:
 *
 * Where one project is edited: the stage, the controls, and the actions and
 * keys for both.
 */
struct _CwEditorPage
{
  AdwNavigationPage parent_instance;

  CwEditor   *editor;
  CwJobQueue *jobs;

  /* Whether the source is gone, and not only broken. */
  gboolean   missing;
  DexFuture *probing;
  DexFuture *locating;
  DexFuture *saving;

  CwEditorStage *stage;
};

typedef enum
{
  PROP_EDITOR = 1,
  PROP_JOBS,
  PROP_REMEDY,
} CwEditorPageProperty;

static GParamSpec *properties[PROP_REMEDY + 1];

G_DEFINE_FINAL_TYPE (CwEditorPage, cw_editor_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- a source that is gone ----------------------------------------------- */

static void
set_missing (CwEditorPage *self,
             gboolean      missing)
{
  if (self->missing == missing)
    return;

  self->missing = missing;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.locate", missing);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMEDY]);
}

/* Runs only while this page owns the future. */
static DexFuture *
on_probed (DexFuture *future,
           gpointer   data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  set_missing (data, g_error_matches (error, CW_ERROR, CW_ERROR_MISSING));

  return dex_future_new_true ();
}

static void
on_stage_error (CwEditorPage *self)
{
  g_autofree char *error = NULL;

  g_object_get (self->stage, "error", &error, NULL);
  dex_clear (&self->probing);

  if (error == NULL || self->editor == NULL)
    set_missing (self, FALSE);
  else
    self->probing = dex_future_finally (cw_probe (cw_editor_get_source_path (self->editor)), on_probed, self, NULL);
}

static DexFuture *
on_located (DexFuture *future,
            gpointer   data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && !cw_error_is_cancelled (error))
    cw_toast_show (data, "%s", error->message);

  return dex_future_new_true ();
}

static void
on_file_chosen (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (CwEditorPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL || self->editor == NULL)
    return;

  dex_clear (&self->locating);
  self->locating = dex_future_finally (cw_editor_locate (self->editor, g_file_peek_path (file)), on_located, self, NULL);
}

static void
locate (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Locate the Video"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, g_object_ref (widget));
}

/* --- other actions ------------------------------------------------------- */

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  cw_editor_undo (CW_EDITOR_PAGE (widget)->editor);
}

static void
redo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  cw_editor_redo (CW_EDITOR_PAGE (widget)->editor);
}

/* How it went the editor says itself, in its error. */
static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwEditorPage *self = CW_EDITOR_PAGE (widget);

  dex_clear (&self->saving);
  self->saving = cw_editor_save (self->editor);
}

static void
on_exported (CwEditorPage *self)
{
  AdwToast *toast = adw_toast_new (_ ("The video is being exported"));

  adw_toast_set_button_label (toast, _ ("_View Exports"));
  adw_toast_set_action_name (toast, "win.page");
  adw_toast_set_action_target (toast, "s", "exports");
  cw_toast_add (GTK_WIDGET (self), toast);
}

static void
export_project (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CwEditorPage   *self = CW_EDITOR_PAGE (widget);
  CwExportDialog *dialog = cw_export_dialog_new (self->editor, self->jobs);

  cw_editor_stage_set_playing (self->stage, FALSE);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (on_exported), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
play (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwEditorStage *stage = CW_EDITOR_PAGE (widget)->stage;

  if (g_str_equal (action, "editor.play"))
    cw_editor_stage_toggle_playing (stage);
  else
    cw_editor_stage_set_playing (stage, g_str_equal (action, "editor.go"));
}

static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwEditorStage *stage = CW_EDITOR_PAGE (widget)->stage;

  if (g_str_equal (action, "editor.step"))
    cw_editor_stage_step (stage, g_variant_get_int32 (parameter));
  else
    cw_editor_stage_skip (stage, g_variant_get_int32 (parameter));
}

static void
jump (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  cw_editor_stage_jump (CW_EDITOR_PAGE (widget)->stage, g_str_equal (action, "editor.last"));
}

static void
mark (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  cw_editor_stage_mark (CW_EDITOR_PAGE (widget)->stage, g_str_equal (action, "editor.mark-out"));
}

static void
update_actions (CwEditorPage *self)
{
  gboolean can_undo = FALSE;
  gboolean can_redo = FALSE;

  g_object_get (self->editor, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo", can_redo);
}

/* --- templates ----------------------------------------------------------- */

static char *
format_saved (CwEditorPage *self,
              gboolean      saved)
{
  return g_strdup (saved ? _ ("Saved") : _ ("Saving…"));
}

/* A banner cannot do without a title, even where it is not shown. */
static char *
or_empty (CwEditorPage *self,
          const char   *text)
{
  return g_strdup (text != NULL ? text : "");
}

static gboolean
is_set (CwEditorPage *self,
        const char   *text)
{
  return text != NULL && *text != '\0';
}

/**
 * cw_editor_page_new:
 * @editor: the open project
 * @jobs: where its exports go
 *
 * Returns: (transfer floating): a page that edits @editor's project
 */
CwEditorPage *
cw_editor_page_new (CwEditor   *editor,
                    CwJobQueue *jobs)
{
  return g_object_new (CW_TYPE_EDITOR_PAGE, "editor", editor, "jobs", jobs, NULL);
}

static void
cw_editor_page_constructed (GObject *object)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  G_OBJECT_CLASS (cw_editor_page_parent_class)->constructed (object);

  g_signal_connect_object (self->editor, "notify::can-undo", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::can-redo", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stage, "notify::error", G_CALLBACK (on_stage_error), self, G_CONNECT_SWAPPED);
  update_actions (self);
  on_stage_error (self);
}

static void
cw_editor_page_shown (AdwNavigationPage *page)
{
  cw_editor_stage_grab_focus (CW_EDITOR_PAGE (page)->stage);
}

static DexFuture *
on_kept (DexFuture *future,
         gpointer   application)
{
  g_application_release (application);
  return dex_future_new_true ();
}

/* Closing the window ends the program, but not before the last change is on the disk. */
static void
keep (CwEditor *editor)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;

  g_application_hold (application);
  dex_future_disown (dex_future_finally (cw_editor_save (editor), on_kept, g_object_ref (application), g_object_unref));
}

static void
cw_editor_page_dispose (GObject *object)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  dex_clear (&self->probing);
  dex_clear (&self->locating);
  dex_clear (&self->saving);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EDITOR_PAGE);
  if (self->editor != NULL)
    keep (self->editor);
  g_clear_object (&self->editor);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (cw_editor_page_parent_class)->dispose (object);
}

static void
cw_editor_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  switch ((CwEditorPageProperty) id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;

    case PROP_REMEDY:
      g_value_set_string (value, self->missing ? _ ("Locate…") : NULL);
      break;
    }
}

static void
cw_editor_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  switch ((CwEditorPageProperty) id)
    {
    case PROP_EDITOR:
      g_set_object (&self->editor, g_value_get_object (value));
      break;

    case PROP_JOBS:
      g_set_object (&self->jobs, g_value_get_object (value));
      break;

    case PROP_REMEDY:
      g_assert_not_reached ();
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.export", NULL, export_project);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, redo);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "editor.locate", NULL, locate);
  gtk_widget_class_install_action (widget_class, "editor.play", NULL, play);
  gtk_widget_class_install_action (widget_class, "editor.go", NULL, play);
  gtk_widget_class_install_action (widget_class, "editor.pause", NULL, play);
  gtk_widget_class_install_action (widget_class, "editor.step", "i", step);
  gtk_widget_class_install_action (widget_class, "editor.skip", "i", step);
  gtk_widget_class_install_action (widget_class, "editor.first", NULL, jump);
  gtk_widget_class_install_action (widget_class, "editor.last", NULL, jump);
  gtk_widget_class_install_action (widget_class, "editor.mark-in", NULL, mark);
  gtk_widget_class_install_action (widget_class, "editor.mark-out", NULL, mark);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "editor.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "editor.redo" },
    { GDK_KEY_space, 0, "editor.play" },
    { GDK_KEY_k, 0, "editor.pause" },
    { GDK_KEY_l, 0, "editor.go" },
    { GDK_KEY_Home, 0, "editor.first" },
    { GDK_KEY_End, 0, "editor.last" },
    { GDK_KEY_bracketleft, 0, "editor.mark-in" },
    { GDK_KEY_bracketright, 0, "editor.mark-out" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, 0, "editor.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_period, 0, "editor.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "editor.skip", "i", -1);
}

static void
cw_editor_page_class_init (CwEditorPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_editor_page_constructed;
  object_class->dispose = cw_editor_page_dispose;
  object_class->get_property = cw_editor_page_get_property;
  object_class->set_property = cw_editor_page_set_property;

  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = cw_editor_page_shown;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CW_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, CW_TYPE_JOB_QUEUE,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REMEDY] = g_param_spec_string ("remedy", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  install_actions (widget_class);
  install_keys (widget_class);

  g_type_ensure (CW_TYPE_EDITOR_CONTROLS);
  g_type_ensure (CW_TYPE_EDITOR_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/editor/cw-editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwEditorPage, stage);
  gtk_widget_class_bind_template_callback (widget_class, format_saved);
  gtk_widget_class_bind_template_callback (widget_class, is_set);
  gtk_widget_class_bind_template_callback (widget_class, or_empty);
}

static void
cw_editor_page_init (CwEditorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.locate", FALSE);
}
