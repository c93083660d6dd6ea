/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-storage-dialog.h"

#include "cw-storage-bar.h"
#include "cw-toast.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-storage-report.h"

#include <glib/gi18n.h>

#define GIGABYTE 1000000000.0
#define SWATCH 12

/**
 * CwStorageDialog:
 *
 * What takes the space, and how to have it take less.
 */
struct _CwStorageDialog
{
  AdwDialog parent_instance;

  CwLibraryCare *care;
  GSettings     *settings;
  GPtrArray     *rows; /* in the group of uses */
  DexFuture     *loading;
  DexFuture     *planning;
  DexFuture     *work;

  CwStorageBar        *bar;
  AdwSpinRow          *budget_row;
  AdwButtonRow        *copies_row;
  AdwStatusPage       *failed_page;
  AdwActionRow        *plan_row;
  GtkStack            *stack;
  GtkLabel            *total_label;
  AdwPreferencesGroup *uses_group;
};

G_DEFINE_FINAL_TYPE (CwStorageDialog, cw_storage_dialog, ADW_TYPE_DIALOG)

/* --- what there is ----------------------------------------------------------------------- */

static void
draw_swatch (GtkDrawingArea *area,
             cairo_t        *cairo,
             int             width,
             int             height,
             gpointer        data)
{
  GdkRGBA colour;

  cw_storage_bar_get_colour (GPOINTER_TO_UINT (data), &colour);
  gdk_cairo_set_source_rgba (cairo, &colour);
  cairo_arc (cairo, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cairo);
}

static GtkWidget *
make_swatch (CwStorageKind kind)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch, GUINT_TO_POINTER (kind), NULL);
  return area;
}

static GtkWidget *
make_size (CwStorageUse *use)
{
  g_autofree char *size = g_format_size ((guint64) cw_storage_use_get_size (use));
  GtkWidget       *label = gtk_label_new (size);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dimmed");
  return label;
}

/* Channels are parts of the media before them. */
static gboolean
has_parts (GPtrArray *uses,
           guint      position)
{
  return position + 1 < uses->len && cw_storage_use_get_kind (uses->pdata[position + 1]) == CW_STORAGE_CHANNEL;
}

static GtkWidget *
make_part (CwStorageUse *use)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cw_storage_use_get_title (use));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_size (use));
  return row;
}

static GtkWidget *
make_row (GPtrArray *uses,
          guint      position)
{
  CwStorageUse *use = uses->pdata[position];
  GtkWidget    *row;

  if (!has_parts (uses, position))
    {
      row = make_part (use);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_swatch (cw_storage_use_get_kind (use)));
      return row;
    }

  row = adw_expander_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cw_storage_use_get_title (use));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), make_swatch (cw_storage_use_get_kind (use)));
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), make_size (use));
  for (guint i = position + 1; i < uses->len && cw_storage_use_get_kind (uses->pdata[i]) == CW_STORAGE_CHANNEL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_part (uses->pdata[i]));

  return row;
}

/* What has the focus may go, or it may still be at the menu below; keys would not reach
 * the dialog. Where a question is over it, that has it. */
static void
keep_focus (CwStorageDialog *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || !gtk_widget_get_mapped (focus) || gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG) == NULL))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
show_uses (CwStorageDialog *self,
           GPtrArray       *uses)
{
  g_autofree char *size = g_format_size ((guint64) cw_storage_report_sum (uses));
  gboolean         copies = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->uses_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < uses->len; i++)
    if (cw_storage_use_get_kind (uses->pdata[i]) != CW_STORAGE_CHANNEL && cw_storage_use_get_size (uses->pdata[i]) > 0)
      {
        g_ptr_array_add (self->rows, make_row (uses, i));
        adw_preferences_group_add (self->uses_group, self->rows->pdata[self->rows->len - 1]);
        copies = copies || cw_storage_use_get_kind (uses->pdata[i]) == CW_STORAGE_BACKUPS;
      }

  gtk_widget_set_visible (GTK_WIDGET (self->copies_row), copies);
  gtk_label_set_label (self->total_label, size);
  cw_storage_bar_set_uses (self->bar, uses);
  gtk_stack_set_visible_child_name (self->stack, "uses");
  keep_focus (self);
}

static DexFuture *
load_fiber (CwStorageDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = dex_await_boxed (cw_library_care_load_uses (self->care), &error);

  if (uses != NULL)
    {
      show_uses (self, uses);
    }
  else if (!cw_error_is_cancelled (error))
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed_page, escaped);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }

  return dex_future_new_true ();
}

/* --- the limit ----------------------------------------------------------------------------- */

static gint64
get_budget (CwStorageDialog *self)
{
  return (gint64) g_settings_get_uint64 (self->settings, "storage-budget");
}

static DexFuture *
plan_fiber (CwStorageDialog *self)
{
  g_autoptr (GPtrArray) steps = dex_await_boxed (cw_library_care_plan (self->care, get_budget (self)), NULL);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;

  /* Why it cannot be said is told in place of the uses. */
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      g_autofree char *size = g_format_size ((guint64) cw_storage_use_get_size (steps->pdata[i]));

      /* Translators: what goes, and its size: “Trash: 3 MB” */
      g_strv_builder_take (lines, g_strdup_printf (_ ("%s: %s"), cw_storage_use_get_title (steps->pdata[i]), size));
    }
  all = g_strv_builder_end (lines);
  text = g_strjoinv ("\n", all);
  adw_action_row_set_subtitle (self->plan_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_row), *all != NULL);
  keep_focus (self);

  return dex_future_new_true ();
}

static void
plan (CwStorageDialog *self)
{
  dex_clear (&self->planning);
  if (get_budget (self) > 0)
    self->planning = cw_spawn (G_CALLBACK (plan_fiber), 1, CW_TYPE_STORAGE_DIALOG, self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->plan_row), FALSE);
}

static void
reload (CwStorageDialog *self)
{
  dex_clear (&self->loading);
  self->loading = cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_STORAGE_DIALOG, self);
  plan (self);
}

static gboolean
bytes_to_gigabytes (GValue   *value,
                    GVariant *variant,
                    gpointer  data)
{
  g_value_set_double (value, (double) g_variant_get_uint64 (variant) / GIGABYTE);
  return TRUE;
}

static GVariant *
gigabytes_to_bytes (const GValue       *value,
                    const GVariantType *type,
                    gpointer            data)
{
  return g_variant_new_uint64 ((guint64) (g_value_get_double (value) * GIGABYTE));
}

/* --- having it take less ------------------------------------------------------------------------ */

static void
end_work (CwStorageDialog *self,
          const GError    *error,
          const char      *done)
{
  if (error == NULL)
    cw_toast_show (GTK_WIDGET (self->stack), "%s", done);
  else if (!cw_error_is_cancelled (error))
    cw_toast_show (GTK_WIDGET (self->stack), "%s", error->message);

  reload (self);
}

/* One at a time. Buttons stay, since the focus would go with them. */
static void
begin_work (CwStorageDialog *self,
            GCallback        fiber)
{
  if (self->work != NULL && dex_future_is_pending (self->work))
    return;

  dex_clear (&self->work);
  self->work = cw_spawn (fiber, 1, CW_TYPE_STORAGE_DIALOG, self);
}

static DexFuture *
clear_fiber (CwStorageDialog *self)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_library_care_clear_caches (self->care), &error);
  end_work (self, error, _ ("Cache cleared"));
  return dex_future_new_true ();
}

static void
clear (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  begin_work (CW_STORAGE_DIALOG (widget), G_CALLBACK (clear_fiber));
}

static DexFuture *
empty_fiber (CwStorageDialog *self)
{
  g_autoptr (GError) error = NULL;
  gint64           freed = dex_await_int64 (cw_library_care_empty_trash (self->care), &error);
  g_autofree char *size = g_format_size ((guint64) MAX (freed, 0));
  g_autofree char *done = g_strdup_printf (_ ("Trash emptied: %s freed"), size);

  end_work (self, error, done);
  return dex_future_new_true ();
}

static void
on_empty_response (AdwAlertDialog *question,
                   const char     *response,
                   gpointer        data)
{
  if (g_str_equal (response, "empty"))
    begin_work (data, G_CALLBACK (empty_fiber));
}

static void
empty_trash (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  AdwDialog *question = adw_alert_dialog_new (_ ("Empty Trash?"), _ ("The clips in it are deleted for good, with those of their files that are in the library’s own folder."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "empty", _ ("_Empty Trash"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "empty", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_empty_response), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

static DexFuture *
delete_copies_fiber (CwStorageDialog *self)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_library_care_delete_copies (self->care), &error);
  end_work (self, error, _ ("Old copies deleted"));
  return dex_future_new_true ();
}

static void
on_delete_response (AdwAlertDialog *question,
                    const char     *response,
                    gpointer        data)
{
  if (g_str_equal (response, "delete"))
    begin_work (data, G_CALLBACK (delete_copies_fiber));
}

static void
delete_copies (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  AdwDialog *question = adw_alert_dialog_new (_ ("Delete Old Copies?"), _ ("What was kept of your library from before a backup was restored, or from before an update, is deleted for good."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_delete_response), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

static DexFuture *
enforce_fiber (CwStorageDialog *self)
{
  g_autoptr (GError) error = NULL;
  gint64           excess = dex_await_int64 (cw_library_care_enforce (self->care, get_budget (self)), &error);
  g_autofree char *size = g_format_size ((guint64) MAX (excess, 0));
  g_autofree char *more = g_strdup_printf (_ ("What you keep takes %s more than that"), size);

  end_work (self, error, excess > 0 ? more : _ ("The limit is kept"));
  return dex_future_new_true ();
}

static void
enforce (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  begin_work (CW_STORAGE_DIALOG (widget), G_CALLBACK (enforce_fiber));
}

static void
on_reload (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  reload (CW_STORAGE_DIALOG (widget));
}

/* --- the dialog itself ------------------------------------------------------------------------------ */

static void
drop_work (CwStorageDialog *self)
{
  dex_clear (&self->loading);
  dex_clear (&self->planning);
  dex_clear (&self->work);
}

/* Whoever works for it keeps it. */
static void
cw_storage_dialog_closed (AdwDialog *dialog)
{
  drop_work (CW_STORAGE_DIALOG (dialog));
}

/**
 * cw_storage_dialog_new:
 * @care: of which library
 *
 * Returns: (transfer floating): the dialog
 */
CwStorageDialog *
cw_storage_dialog_new (CwLibraryCare *care)
{
  CwStorageDialog *self = g_object_new (CW_TYPE_STORAGE_DIALOG, NULL);

  self->care = g_object_ref (care);
  g_settings_bind_with_mapping (self->settings, "storage-budget", self->budget_row, "value", G_SETTINGS_BIND_DEFAULT,
                                bytes_to_gigabytes, gigabytes_to_bytes, NULL, NULL);
  g_signal_connect_object (self->settings, "changed::storage-budget", G_CALLBACK (plan), self, G_CONNECT_SWAPPED);
  reload (self);

  return self;
}

static void
cw_storage_dialog_dispose (GObject *object)
{
  CwStorageDialog *self = CW_STORAGE_DIALOG (object);

  drop_work (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_STORAGE_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->care);

  G_OBJECT_CLASS (cw_storage_dialog_parent_class)->dispose (object);
}

static void
cw_storage_dialog_class_init (CwStorageDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_storage_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cw_storage_dialog_closed;

  gtk_widget_class_install_action (widget_class, "storage.reload", NULL, on_reload);
  gtk_widget_class_install_action (widget_class, "storage.clear", NULL, clear);
  gtk_widget_class_install_action (widget_class, "storage.empty-trash", NULL, empty_trash);
  gtk_widget_class_install_action (widget_class, "storage.delete-copies", NULL, delete_copies);
  gtk_widget_class_install_action (widget_class, "storage.enforce", NULL, enforce);

  g_type_ensure (CW_TYPE_STORAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/care/cw-storage-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, budget_row);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, copies_row);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, plan_row);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, total_label);
  gtk_widget_class_bind_template_child (widget_class, CwStorageDialog, uses_group);
}

static void
cw_storage_dialog_init (CwStorageDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  gtk_widget_init_template (GTK_WIDGET (self));
}
