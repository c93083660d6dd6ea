/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clear-history.h"

#include "cw-toast.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/* Over the preferences, where it is asked for. */
static void
show (AdwApplicationWindow *window,
      AdwToast             *toast)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (window);

  adw_toast_set_use_markup (toast, FALSE);
  if (ADW_IS_PREFERENCES_DIALOG (dialog))
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
  else
    cw_toast_add (adw_application_window_get_content (window), toast);
}

static DexFuture *
undo_fiber (AdwApplicationWindow *window,
            CwLibrary            *library)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_undo (library), &error) && !cw_error_is_cancelled (error))
    show (window, adw_toast_new (error->message));

  return dex_future_new_true ();
}

static void
on_undo (AdwToast             *toast,
         AdwApplicationWindow *window)
{
  CwLibrary *library = g_object_get_data (G_OBJECT (toast), "library");

  dex_future_disown (cw_spawn (G_CALLBACK (undo_fiber), 2, ADW_TYPE_APPLICATION_WINDOW, window, CW_TYPE_LIBRARY, library));
}

static void
offer_undo (AdwApplicationWindow *window,
            CwLibrary            *library)
{
  AdwToast *toast = adw_toast_new (_ ("Watch history cleared"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "library", g_object_ref (library), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), window, G_CONNECT_DEFAULT);
  show (window, toast);
}

static DexFuture *
clear_fiber (AdwApplicationWindow *window,
             CwLibrary            *library)
{
  g_autoptr (GError) error = NULL;
  gint64 n = dex_await_int (cw_library_forget_watching (library), &error);

  if (error != NULL)
    {
      if (!cw_error_is_cancelled (error))
        show (window, adw_toast_new (error->message));
    }
  else if (n > 0)
    offer_undo (window, library);
  else
    show (window, adw_toast_new (_ ("There is no watch history")));

  return dex_future_new_true ();
}

/**
 * cw_clear_history:
 * @window: where the user asked for it
 * @library: a library
 *
 * Forgets which clips of @library were watched, and up to where, and offers to undo
 * that.
 */
void
cw_clear_history (AdwApplicationWindow *window,
                  CwLibrary            *library)
{
  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (CW_IS_LIBRARY (library));

  dex_future_disown (cw_spawn (G_CALLBACK (clear_fiber), 2, ADW_TYPE_APPLICATION_WINDOW, window, CW_TYPE_LIBRARY, library));
}
