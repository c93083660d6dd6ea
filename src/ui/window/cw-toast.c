/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-toast.h"

#include "cw-error.h"

/* Of an overlay: what the next takes the place of. */
#define REPLACED "replaced-toast"

/**
 * cw_toast_add:
 * @widget: a widget in a window or dialog
 * @toast: (transfer full): what to show
 *
 * Shows @toast in the nearest #AdwToastOverlay around @widget. Where @widget is
 * in no window any more there is nobody to tell, and nothing happens. The
 * title is taken as it is, never as markup.
 */
void
cw_toast_add (GtkWidget *widget,
              AdwToast  *toast)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ADW_IS_TOAST (toast));

  adw_toast_set_use_markup (toast, FALSE);
  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

/**
 * cw_toast_replace:
 * @widget: a widget in a window or dialog
 * @toast: (transfer full): what to show
 *
 * As cw_toast_add(), in place of the last that was shown so and is there still: where the
 * user does one thing after the other, each is told of at once.
 */
void
cw_toast_replace (GtkWidget *widget,
                  AdwToast  *toast)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ADW_IS_TOAST (toast));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    {
      AdwToast *before = g_object_get_data (G_OBJECT (overlay), REPLACED);

      if (before != NULL)
        adw_toast_dismiss (before);
      g_object_set_data_full (G_OBJECT (overlay), REPLACED, g_object_ref (toast), g_object_unref);
    }

  cw_toast_add (widget, toast);
}

/**
 * cw_toast_show:
 * @widget: a widget in a window or dialog
 * @format: a sentence for the user
 * @...: what @format needs
 *
 * Tells the user something that needs no answer.
 */
void
cw_toast_show (GtkWidget  *widget,
               const char *format,
               ...)
{
  g_autofree char *title = NULL;
  va_list          list;

  va_start (list, format);
  title = g_strdup_vprintf (format, list);
  va_end (list);

  cw_toast_add (widget, adw_toast_new (title));
}

static DexFuture *
on_changed (DexFuture *future,
            gpointer   data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && !cw_error_is_cancelled (error))
    cw_toast_show (data, "%s", error->message);

  return dex_future_new_true ();
}

/**
 * cw_toast_watch:
 * @widget: where the user asked for it
 * @change: (transfer full): a small change, which goes on even where @widget goes away
 *   meanwhile
 *
 * Tells the user where @change fails.
 */
void
cw_toast_watch (GtkWidget *widget,
                DexFuture *change)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (DEX_IS_FUTURE (change));

  dex_future_disown (dex_future_finally (change, on_changed, g_object_ref (widget), g_object_unref));
}
