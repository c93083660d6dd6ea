/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-locate.h"

#include "cw-import.h"

#include "cw-async.h"

#include <glib/gi18n.h>

static void
on_chosen (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message));
}

static DexFuture *
choose (GtkWindow *window,
        CwClip    *clip)
{
  DexPromise      *promise = dex_promise_new_cancellable ();
  g_autofree char *title = g_strdup_printf (_ ("Where Is “%s” Now?"), cw_clip_get_title (clip));
  g_autoptr (GtkFileDialog) dialog = cw_import_dialog_new (title);

  gtk_file_dialog_open (dialog, window, dex_promise_get_cancellable (promise), on_chosen, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
locate_fiber (GtkWindow *window,
              CwLibrary *library,
              CwClip    *clip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = dex_await_object (choose (window, clip), &error);

  if (file == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (g_file_peek_path (file) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("That file is not on this computer: save it here first"));

  return cw_library_locate (library, clip, g_file_peek_path (file));
}

/**
 * cw_locate:
 * @window: what to ask over
 * @library: has @clip
 * @clip: a clip whose file is gone
 *
 * Asks the user where @clip's file is now.
 *
 * Returns: (transfer full): a future that resolves once @clip is there, and is
 *   rejected with %G_IO_ERROR_CANCELLED where the user chose nothing
 */
DexFuture *
cw_locate (GtkWindow *window,
           CwLibrary *library,
           CwClip    *clip)
{
  dex_return_error_if_fail (GTK_IS_WINDOW (window));
  dex_return_error_if_fail (CW_IS_LIBRARY (library));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_spawn (G_CALLBACK (locate_fiber), 3, GTK_TYPE_WINDOW, window, CW_TYPE_LIBRARY, library, CW_TYPE_CLIP, clip);
}
