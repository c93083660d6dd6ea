/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-keeping-bar.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/**
 * CwKeepingBar:
 *
 * What is on its way into the library, and what did not get there; hidden while
 * there is nothing to tell.
 */
struct _CwKeepingBar
{
  AdwBin parent_instance;

  CwClipKeeper *keeper;

  GtkLabel       *failed_label;
  GtkLabel       *label;
  GtkProgressBar *progress;
  GtkRevealer    *revealer;
  GtkStack       *stack;
};

G_DEFINE_FINAL_TYPE (CwKeepingBar, cw_keeping_bar, ADW_TYPE_BIN)

static CwKeeping *
get_keeping (CwKeepingBar *self,
             guint         position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->keeper), position);
}

static void
show_open (CwKeepingBar *self,
           guint         n_open,
           double        progress)
{
  g_autofree char *text = g_strdup_printf (ngettext ("Keeping %u clip", "Keeping %u clips", n_open), n_open);

  gtk_label_set_label (self->label, text);
  gtk_progress_bar_set_fraction (self->progress, progress / n_open);
  gtk_stack_set_visible_child_name (self->stack, "open");
}

static void
show_failed (CwKeepingBar *self,
             guint         n_failed,
             const char   *why)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u clip could not be kept", "%u clips could not be kept", n_failed), n_failed);

  gtk_label_set_label (self->failed_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->failed_label), why);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
update (CwKeepingBar *self)
{
  guint            n_open = 0, n_failed = 0;
  double           progress = 0;
  g_autofree char *why = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->keeper)); i++)
    {
      g_autoptr (CwKeeping) keeping = get_keeping (self, i);

      if (cw_keeping_is_open (keeping))
        {
          n_open++;
          progress += cw_keeping_get_progress (keeping);
        }
      else if (cw_keeping_get_state (keeping) == CW_KEEPING_FAILED)
        {
          n_failed++;
          g_set_str (&why, cw_keeping_get_error (keeping)->message);
        }
    }

  if (n_open > 0)
    show_open (self, n_open, progress);
  else if (n_failed > 0)
    show_failed (self, n_failed, why);
  gtk_revealer_set_reveal_child (self->revealer, n_open + n_failed > 0);
}

static void
on_items_changed (CwKeepingBar *self,
                  guint         position,
                  guint         n_removed,
                  guint         n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (CwKeeping) keeping = get_keeping (self, i);

      g_signal_connect_object (keeping, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  update (self);
}

/* Those that are as wanted, since what is done to one changes the list. */
static GPtrArray *
collect (CwKeepingBar *self,
         gboolean      failed)
{
  GPtrArray *keepings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->keeper)); i++)
    {
      g_autoptr (CwKeeping) keeping = get_keeping (self, i);

      if (failed ? cw_keeping_get_state (keeping) == CW_KEEPING_FAILED : cw_keeping_is_open (keeping))
        g_ptr_array_add (keepings, g_steal_pointer (&keeping));
    }

  return keepings;
}

static void
stop (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwKeepingBar *self = CW_KEEPING_BAR (widget);
  g_autoptr (GPtrArray) keepings = collect (self, FALSE);

  for (guint i = 0; i < keepings->len; i++)
    cw_clip_keeper_cancel (self->keeper, keepings->pdata[i]);
}

/* How it goes this time is told by the bar. */
static DexFuture *
on_retried (DexFuture *future,
            gpointer   data)
{
  return dex_future_new_true ();
}

static void
retry (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwKeepingBar *self = CW_KEEPING_BAR (widget);
  g_autoptr (GPtrArray) keepings = collect (self, TRUE);

  for (guint i = 0; i < keepings->len; i++)
    dex_future_disown (dex_future_finally (cw_clip_keeper_retry (self->keeper, keepings->pdata[i]), on_retried, NULL, NULL));
}

static void
dismiss (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwKeepingBar *self = CW_KEEPING_BAR (widget);
  g_autoptr (GPtrArray) keepings = collect (self, TRUE);

  for (guint i = 0; i < keepings->len; i++)
    cw_clip_keeper_remove (self->keeper, keepings->pdata[i]);
}

/**
 * cw_keeping_bar_watch:
 * @self: a bar
 * @keeper: what brings clips into the library
 */
void
cw_keeping_bar_watch (CwKeepingBar *self,
                      CwClipKeeper *keeper)
{
  g_return_if_fail (CW_IS_KEEPING_BAR (self));
  g_return_if_fail (CW_IS_CLIP_KEEPER (keeper));

  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (keeper)));
}

static void
cw_keeping_bar_dispose (GObject *object)
{
  CwKeepingBar *self = CW_KEEPING_BAR (object);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  for (guint i = 0; self->keeper != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->keeper)); i++)
    {
      g_autoptr (CwKeeping) keeping = get_keeping (self, i);

      g_signal_handlers_disconnect_by_data (keeping, self);
    }
  g_clear_object (&self->keeper);
  /* The bin does not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_KEEPING_BAR);

  G_OBJECT_CLASS (cw_keeping_bar_parent_class)->dispose (object);
}

static void
cw_keeping_bar_class_init (CwKeepingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_keeping_bar_dispose;

  gtk_widget_class_install_action (widget_class, "keeping.dismiss", NULL, dismiss);
  gtk_widget_class_install_action (widget_class, "keeping.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "keeping.stop", NULL, stop);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/clip/cw-keeping-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CwKeepingBar, failed_label);
  gtk_widget_class_bind_template_child (widget_class, CwKeepingBar, label);
  gtk_widget_class_bind_template_child (widget_class, CwKeepingBar, progress);
  gtk_widget_class_bind_template_child (widget_class, CwKeepingBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, CwKeepingBar, stack);
}

static void
cw_keeping_bar_init (CwKeepingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
