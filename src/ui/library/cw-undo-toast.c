/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-undo-toast.h"

#include "cw-toast.h"

#include "cw-async.h"
#include "cw-command-text.h"

#include <glib/gi18n.h>

#define SECONDS 10

typedef struct
{
  GtkWidget *widget;
  CwLibrary *library;
  char      *title;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->widget);
  g_object_unref (change->library);
  g_free (change->title);
  g_free (change);
}

static CwCommand *
get_last (CwLibrary *library)
{
  CwCommand *command = NULL;

  g_object_get (library, "undo", &command, NULL);
  return command;
}

/* What it offers is to undo what it tells of, and nothing else. */
static void
on_library_undo (CwLibrary  *library,
                 GParamSpec *pspec,
                 AdwToast   *toast)
{
  g_autoptr (CwCommand) last = get_last (library);

  if (last == NULL || g_strcmp0 (cw_command_get_id (last), g_object_get_data (G_OBJECT (toast), "command")) != 0)
    adw_toast_dismiss (toast);
}

static void
on_clicked (AdwToast *toast,
            gpointer  data)
{
  Change *change = data;

  cw_toast_watch (change->widget, cw_library_undo (change->library));
}

static void
on_change_gone (gpointer  data,
                GClosure *closure)
{
  change_free (data);
}

/**
 * cw_undo_toast_show:
 * @widget: a widget in a window
 * @library: a library in which something was just done
 * @title: what, as a sentence
 *
 * Tells the user what was done, and offers to undo it for a while, or until something
 * else is done.
 */
void
cw_undo_toast_show (GtkWidget  *widget,
                    CwLibrary  *library,
                    const char *title)
{
  g_autoptr (CwCommand) last = NULL;
  AdwToast *toast;
  Change   *change;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CW_IS_LIBRARY (library));
  g_return_if_fail (title != NULL);

  toast = adw_toast_new (title);
  last = get_last (library);
  if (last != NULL)
    {
      change = g_new0 (Change, 1);
      change->widget = g_object_ref (widget);
      change->library = g_object_ref (library);
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_timeout (toast, SECONDS);
      g_object_set_data_full (G_OBJECT (toast), "command", g_strdup (cw_command_get_id (last)), g_free);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_clicked), change, on_change_gone, G_CONNECT_DEFAULT);
      g_signal_connect_object (library, "notify::undo", G_CALLBACK (on_library_undo), toast, G_CONNECT_DEFAULT);
    }

  cw_toast_replace (widget, toast);
}

static DexFuture *
on_done (DexFuture *future,
         gpointer   data)
{
  Change *change = data;

  cw_undo_toast_show (change->widget, change->library, change->title);
  return dex_ref (future);
}

/**
 * cw_undo_toast_watch:
 * @widget: where the user asked for it
 * @library: where it is done
 * @change: (transfer full): what is done
 * @title: (transfer full) (nullable): what was done, once it is; %NULL where the user
 *   sees that anyway
 *
 * Tells the user that @change is done, and offers to undo it; or why it is not.
 */
void
cw_undo_toast_watch (GtkWidget *widget,
                     CwLibrary *library,
                     DexFuture *change,
                     char      *title)
{
  Change *data;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CW_IS_LIBRARY (library));
  g_return_if_fail (DEX_IS_FUTURE (change));

  if (title == NULL)
    {
      cw_toast_watch (widget, change);
      return;
    }

  data = g_new0 (Change, 1);
  data->widget = g_object_ref (widget);
  data->library = g_object_ref (library);
  data->title = title;
  cw_toast_watch (widget, dex_future_then (change, on_done, data, change_free));
}

static DexFuture *
undo_fiber (GtkWidget *widget,
            CwLibrary *library,
            gboolean   again)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCommand) command = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  g_object_get (library, again ? "redo" : "undo", &command, NULL);
  if (command == NULL)
    return dex_future_new_false ();
  if (!dex_await (again ? cw_library_redo (library) : cw_library_undo (library), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  text = cw_command_text (command);
  if (*text == '\0')
    return dex_future_new_true ();

  /* Translators: %s is what was done, such as “Move to Trash” */
  title = again ? g_strdup_printf (_ ("Redone: %s"), text) : g_strdup_printf (_ ("Undone: %s"), text);
  cw_toast_replace (widget, adw_toast_new (title));
  return dex_future_new_true ();
}

/**
 * cw_undo_toast_undo:
 * @widget: where the user asked for it
 * @library: where it is undone
 * @again: whether to do again what was undone last
 *
 * Undoes what the user did last and tells what that was, or why it cannot be.
 */
void
cw_undo_toast_undo (GtkWidget *widget,
                    CwLibrary *library,
                    gboolean   again)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CW_IS_LIBRARY (library));

  cw_toast_watch (widget, cw_spawn (G_CALLBACK (undo_fiber), 3, GTK_TYPE_WIDGET, widget, CW_TYPE_LIBRARY, library, G_TYPE_BOOLEAN, again));
}
