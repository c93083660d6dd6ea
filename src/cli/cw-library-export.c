/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-export.h"

#include "cw-async.h"
#include "cw-clip-description.h"
#include "cw-error.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Where nobody watches it would only fill a log. */
static void
on_progress (CwStepProgress *progress)
{
  g_printerr ("\r%3d %%", (int) (100 * cw_step_progress_get_fraction (progress)));
  if (cw_step_progress_get_done (progress) == cw_step_progress_get_total (progress))
    g_printerr ("\n");
}

static DexFuture *
print_list (CwSelection      *selection,
            CwSelectionFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dex_await_string (cw_selection_to_text (selection, format == CW_SELECTION_NO_LIST ? CW_SELECTION_JSON : format), &error);

  if (text == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_print ("%s", text);
  return dex_future_new_true ();
}

static DexFuture *
copy_clips (CwSelection      *selection,
            const char       *folder,
            CwSelectionFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  g_auto (GStrv) warnings = NULL;
  guint n;

  if (isatty (STDERR_FILENO))
    g_signal_connect (progress, "notify::fraction", G_CALLBACK (on_progress), NULL);

  warnings = dex_await_boxed (cw_selection_export (selection, folder, TRUE, format, progress), &error);
  if (warnings == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  n = g_strv_length (warnings);
  if (n == 0)
    return dex_future_new_true ();
  for (guint i = 0; i + 1 < n; i++)
    g_printerr ("clipwright-cli: %s\n", warnings[i]);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, "%s", warnings[n - 1]);
}

/**
 * cw_library_export:
 * @services: the services, the library being open
 * @ids: (array zero-terminated=1): clips of the library
 * @folder: (nullable): where to copy them; %NULL to print the list only
 * @format: which list; with a folder it may be none
 *
 * “clipwright-cli library export”, on a fiber.
 *
 * Returns: (transfer full): a future that resolves once all is written
 */
DexFuture *
cw_library_export (CwServices        *services,
                   const char *const *ids,
                   const char        *folder,
                   CwSelectionFormat  format)
{
  g_autoptr (CwSelection) selection = cw_selection_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwClip) clip = dex_await_object (cw_library_load_clip (cw_services_get_library (services), ids[i]), &error);
      g_autoptr (CwClipMetadata) metadata = NULL;

      if (clip == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      metadata = cw_clip_description_make (clip);
      cw_selection_add (selection, cw_clip_get_path (clip), metadata);
    }

  return folder != NULL ? copy_clips (selection, folder, format) : print_list (selection, format);
}
