/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-tasks.h"

#include "cw-locate.h"
#include "cw-rename-dialog.h"
#include "cw-tag-dialog.h"
#include "cw-toast.h"
#include "cw-undo-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/* --- at once ------------------------------------------------------------------------- */

/* ONE has a %s for its title, MANY a %u. */
static char *
format (GPtrArray  *clips,
        const char *one,
        const char *many)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  if (clips->len == 1)
    return g_strdup_printf (one, cw_clip_get_title (clips->pdata[0]));

  return g_strdup_printf (many, clips->len);
#pragma GCC diagnostic pop
}

/**
 * cw_clip_tasks_set_favourite:
 * @widget: where that was asked for
 * @library: has the clips
 * @clips: (element-type CwClip): some
 * @favourite: whether they are
 */
void
cw_clip_tasks_set_favourite (GtkWidget *widget,
                             CwLibrary *library,
                             GPtrArray *clips,
                             gboolean   favourite)
{
  const char *text = favourite ? ngettext ("%u clip added to the favourites", "%u clips added to the favourites", clips->len)
                               : ngettext ("%u clip removed from the favourites", "%u clips removed from the favourites", clips->len);

  cw_undo_toast_watch (widget, library, cw_library_set_favourite (library, clips, favourite), clips->len > 1 ? format (clips, "%s", text) : NULL);
}

/**
 * cw_clip_tasks_rate:
 * @widget: where that was asked for
 * @library: has the clips
 * @clips: (element-type CwClip): some
 * @rating: 1 to 5 stars, or 0 for none
 */
void
cw_clip_tasks_rate (GtkWidget *widget,
                    CwLibrary *library,
                    GPtrArray *clips,
                    int        rating)
{
  const char *text = ngettext ("%u clip rated", "%u clips rated", clips->len);

  cw_undo_toast_watch (widget, library, cw_library_rate (library, clips, rating), clips->len > 1 ? format (clips, "%s", text) : NULL);
}

/**
 * cw_clip_tasks_remove:
 * @widget: where that was asked for
 * @library: has the clips
 * @clips: (element-type CwClip): what goes into the trash
 */
void
cw_clip_tasks_remove (GtkWidget *widget,
                      CwLibrary *library,
                      GPtrArray *clips)
{
  char *text = format (clips, _ ("“%s” moved to the trash"), ngettext ("%u clip moved to the trash", "%u clips moved to the trash", clips->len));

  cw_undo_toast_watch (widget, library, cw_library_remove (library, clips), text);
}

/**
 * cw_clip_tasks_restore:
 * @widget: where that was asked for
 * @library: has the clips
 * @clips: (element-type CwClip): what comes back from the trash
 */
void
cw_clip_tasks_restore (GtkWidget *widget,
                       CwLibrary *library,
                       GPtrArray *clips)
{
  char *text = format (clips, _ ("“%s” restored"), ngettext ("%u clip restored", "%u clips restored", clips->len));

  cw_undo_toast_watch (widget, library, cw_library_restore (library, clips), text);
}

/* --- with a question ------------------------------------------------------------------ */

typedef struct
{
  GtkWidget *widget;
  CwLibrary *library;
  GPtrArray *clips;
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->widget);
  g_object_unref (question->library);
  g_ptr_array_unref (question->clips);
  g_free (question);
}

static void
ask (AdwDialog *dialog,
     GtkWidget *widget,
     CwLibrary *library,
     GPtrArray *clips,
     GCallback  on_response)
{
  Question *question = g_new0 (Question, 1);

  question->widget = g_object_ref (widget);
  question->library = g_object_ref (library);
  question->clips = g_ptr_array_ref (clips);
  g_signal_connect_data (dialog, "response", on_response, question, question_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

static void
on_tag_response (CwTagDialog *dialog,
                 const char  *response,
                 Question    *question)
{
  const char *tag = cw_tag_dialog_get_tag (dialog);
  guint       n = question->clips->len;

  if (!g_str_equal (response, "tag"))
    return;

  cw_undo_toast_watch (question->widget, question->library, cw_library_tag (question->library, question->clips, tag),
                       g_strdup_printf (ngettext ("%u clip tagged “%s”", "%u clips tagged “%s”", n), n, tag));
}

/**
 * cw_clip_tasks_tag:
 * @widget: where that was asked for
 * @library: has the clips
 * @clips: (element-type CwClip): some
 *
 * Asks for a tag, and gives it to all of them.
 */
void
cw_clip_tasks_tag (GtkWidget *widget,
                   CwLibrary *library,
                   GPtrArray *clips)
{
  ask (ADW_DIALOG (cw_tag_dialog_new (cw_library_get_clips (library), clips->len)), widget, library, clips, G_CALLBACK (on_tag_response));
}

static void
on_rename_response (CwRenameDialog *dialog,
                    const char     *response,
                    Question       *question)
{
  CwClip     *clip = question->clips->pdata[0];
  const char *title = cw_rename_dialog_get_title (dialog);

  if (g_str_equal (response, "rename") && !g_str_equal (title, cw_clip_get_title (clip)))
    cw_toast_watch (question->widget, cw_library_rename (question->library, clip, title));
}

/**
 * cw_clip_tasks_rename:
 * @widget: where that was asked for
 * @library: has the clip
 * @clip: a clip
 *
 * Asks what it is to be called.
 */
void
cw_clip_tasks_rename (GtkWidget *widget,
                      CwLibrary *library,
                      CwClip    *clip)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (clips, g_object_ref (clip));
  ask (ADW_DIALOG (cw_rename_dialog_new (cw_clip_get_id (clip), cw_clip_get_title (clip))), widget, library, clips, G_CALLBACK (on_rename_response));
}

/* --- files --------------------------------------------------------------------------- */

static DexFuture *
locate_fiber (GtkWidget *widget,
              CwLibrary *library,
              CwClip    *clip)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_locate (GTK_WINDOW (gtk_widget_get_root (widget)), library, clip), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_toast_show (widget, _ ("“%s” can be played again"), cw_clip_get_title (clip));
  return dex_future_new_true ();
}

/**
 * cw_clip_tasks_locate:
 * @widget: where that was asked for, in a window
 * @library: has the clip
 * @clip: a clip whose file is gone
 *
 * Asks where it is now.
 */
void
cw_clip_tasks_locate (GtkWidget *widget,
                      CwLibrary *library,
                      CwClip    *clip)
{
  cw_toast_watch (widget, cw_spawn (G_CALLBACK (locate_fiber), 3, GTK_TYPE_WIDGET, widget, CW_TYPE_LIBRARY, library, CW_TYPE_CLIP, clip));
}
