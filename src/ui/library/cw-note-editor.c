/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-note-editor.h"

#include "cw-toast.h"

#include "cw-error.h"

#include <glib/gi18n.h>

#define MS_TO_SAVE 1500

struct _CwNoteEditor
{
  AdwBin parent_instance;

  CwLibrary *library; /* nullable */
  CwClip    *clip;    /* nullable */
  char      *saved;   /* what was kept last, or is about to be */
  guint      saving;  /* how many notes of this clip are under way */
  guint      pause;
  gboolean   filling; /* the text is put in, nobody writes it */

  GtkTextBuffer *buffer;
  GtkWidget     *placeholder;
};

/* A note on its way into the library. */
typedef struct
{
  CwNoteEditor *editor;
  CwClip       *clip;
  char         *note;
} Saving;

G_DEFINE_FINAL_TYPE (CwNoteEditor, cw_note_editor, ADW_TYPE_BIN)

static char *
dup_text (CwNoteEditor *self)
{
  char *text = NULL;

  g_object_get (self->buffer, "text", &text, NULL);
  return text;
}

static gboolean
is_dirty (CwNoteEditor *self)
{
  g_autofree char *text = NULL;

  if (self->clip == NULL || self->buffer == NULL)
    return FALSE;

  text = dup_text (self);
  return !g_str_equal (text, self->saved);
}

/* Undoing in the text does not lead to what another clip's note was. */
static void
fill (CwNoteEditor *self,
      const char   *note)
{
  g_autofree char *text = dup_text (self);

  g_set_str (&self->saved, note);
  if (g_str_equal (text, note))
    return;

  self->filling = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, note, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->filling = FALSE;
}

/* What was written since stays; what was noted elsewhere, or undone, is shown. */
static void
on_note (CwNoteEditor *self)
{
  if (self->saving == 0 && cw_clip_get_loaded (self->clip) && !is_dirty (self))
    fill (self, cw_clip_get_note (self->clip));
}

/* --- keeping it ---------------------------------------------------------- */

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->editor);
  g_object_unref (saving->clip);
  g_free (saving->note);
  g_free (saving);
}

/* What could not be kept is still there, and is tried again with the next word. */
static DexFuture *
on_saved (DexFuture *future,
          gpointer   data)
{
  Saving       *saving = data;
  CwNoteEditor *self = saving->editor;
  g_autoptr (GError) error = NULL;
  gboolean here = self->clip == saving->clip;

  if (here)
    self->saving--;
  if (dex_future_get_value (future, &error) == NULL)
    {
      if (!cw_error_is_cancelled (error))
        cw_toast_show (GTK_WIDGET (self), "%s", error->message);
      if (here && g_str_equal (self->saved, saving->note))
        g_set_str (&self->saved, cw_clip_get_note (self->clip));
    }
  else if (here)
    on_note (self);

  return dex_future_new_true ();
}

/**
 * cw_note_editor_save:
 * @self: a note editor
 *
 * Keeps what was written, if there is something new.
 */
void
cw_note_editor_save (CwNoteEditor *self)
{
  Saving *saving;

  g_return_if_fail (CW_IS_NOTE_EDITOR (self));

  g_clear_handle_id (&self->pause, g_source_remove);
  if (!is_dirty (self))
    return;

  saving = g_new0 (Saving, 1);
  saving->editor = g_object_ref (self);
  saving->clip = g_object_ref (self->clip);
  saving->note = dup_text (self);
  g_set_str (&self->saved, saving->note);
  self->saving++;
  dex_future_disown (dex_future_finally (cw_library_set_note (self->library, self->clip, saving->note), on_saved, saving, saving_free));
}

static void
on_pause (gpointer data)
{
  CwNoteEditor *self = data;

  self->pause = 0;
  cw_note_editor_save (self);
}

static void
on_changed (CwNoteEditor *self)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (self->filling || self->clip == NULL)
    return;

  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (MS_TO_SAVE, on_pause, self);
}

/* --- whose it is ----------------------------------------------------------- */

/**
 * cw_note_editor_show:
 * @self: a note editor
 * @library: (nullable): has @clip
 * @clip: (nullable): a clip, which is loaded; %NULL for none
 *
 * Shows the note of @clip. What was written of another is kept first.
 */
void
cw_note_editor_show (CwNoteEditor *self,
                     CwLibrary    *library,
                     CwClip       *clip)
{
  g_return_if_fail (CW_IS_NOTE_EDITOR (self));
  g_return_if_fail (clip == NULL || (CW_IS_LIBRARY (library) && cw_clip_get_loaded (clip)));

  if (self->clip == clip)
    return;

  cw_note_editor_save (self);
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, on_note, self);

  g_set_object (&self->library, library);
  g_set_object (&self->clip, clip);
  self->saving = 0;
  fill (self, clip != NULL ? cw_clip_get_note (clip) : "");
  if (clip != NULL)
    g_signal_connect_object (clip, "notify::note", G_CALLBACK (on_note), self, G_CONNECT_SWAPPED);
}

/* The window is closed, or the pane. */
static void
cw_note_editor_unroot (GtkWidget *widget)
{
  cw_note_editor_save (CW_NOTE_EDITOR (widget));

  GTK_WIDGET_CLASS (cw_note_editor_parent_class)->unroot (widget);
}

static void
cw_note_editor_unmap (GtkWidget *widget)
{
  cw_note_editor_save (CW_NOTE_EDITOR (widget));

  GTK_WIDGET_CLASS (cw_note_editor_parent_class)->unmap (widget);
}

static void
cw_note_editor_dispose (GObject *object)
{
  CwNoteEditor *self = CW_NOTE_EDITOR (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_NOTE_EDITOR);
  self->buffer = NULL;
  g_clear_object (&self->clip);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_note_editor_parent_class)->dispose (object);
}

static void
cw_note_editor_finalize (GObject *object)
{
  g_free (CW_NOTE_EDITOR (object)->saved);

  G_OBJECT_CLASS (cw_note_editor_parent_class)->finalize (object);
}

static void
cw_note_editor_class_init (CwNoteEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_note_editor_dispose;
  object_class->finalize = cw_note_editor_finalize;
  widget_class->unmap = cw_note_editor_unmap;
  widget_class->unroot = cw_note_editor_unroot;

  gtk_widget_class_set_css_name (widget_class, "noteeditor");
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CwNoteEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, CwNoteEditor, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, cw_note_editor_save);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cw_note_editor_init (CwNoteEditor *self)
{
  self->saved = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
