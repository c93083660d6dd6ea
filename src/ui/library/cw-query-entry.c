/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-entry.h"

#include "cw-query-completion.h"

#include "cw-query.h"

#include <glib/gi18n.h>

/* What is wrong is told when one stops writing: half a term always is. */
#define PATIENCE_MS 700

/**
 * CwQueryEntry:
 *
 * The list's query is the only one there is: what is written becomes it at once, and
 * what else changes it is shown here.
 */
struct _CwQueryEntry
{
  AdwBin parent_instance;

  CwClipList        *clips;
  CwQueryCompletion *completion;
  guint              source;
  gboolean           patient; /* what is wrong is not told yet */
  gboolean           showing; /* the list's query */

  GtkSearchEntry *entry;
  GtkLabel       *hint;
};

typedef enum
{
  PROP_CLIPS = 1,
} CwQueryEntryProperty;

static GParamSpec *properties[PROP_CLIPS + 1];

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwQueryEntry, cw_query_entry, ADW_TYPE_BIN)

/* --- what is wrong, and what was taken for mistyped ------------------------------------ */

static char *
format_replaced (GPtrArray *replaced)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < replaced->len; i++)
    {
      const CwReplacedWord *word = replaced->pdata[i];
      g_autofree char      *by = g_strjoinv (", ", word->by);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", by);
    }

  return g_strdup_printf (_ ("Showing results for “%s”"), text->str);
}

/* Under what cannot be understood is a line. */
static void
underline (CwQueryEntry *self,
           CwQuery      *query)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; query != NULL && i < cw_query_get_n_problems (query); i++)
    {
      const CwQueryProblem *problem = cw_query_get_problem (query, i);
      PangoAttribute       *line = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

      line->start_index = (guint) problem->start;
      line->end_index = (guint) (problem->start + problem->length);
      pango_attr_list_insert (attributes, line);
    }

  gtk_text_set_attributes (GTK_TEXT (text), attributes);
}

static void
update_hint (CwQueryEntry *self)
{
  CwQuery         *query = cw_clip_list_get_parsed (self->clips);
  GPtrArray       *replaced = cw_clip_list_get_replaced (self->clips);
  gboolean         wrong = cw_query_get_n_problems (query) > 0 && !self->patient;
  g_autofree char *text = NULL;

  if (wrong)
    text = g_strdup (cw_query_get_problem (query, 0)->message);
  else if (replaced->len > 0 && *cw_clip_list_get_query (self->clips) != '\0')
    text = format_replaced (replaced);

  underline (self, wrong ? query : NULL);
  gtk_label_set_label (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID, wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
on_patience_over (gpointer data)
{
  CwQueryEntry *self = data;

  self->source = 0;
  self->patient = FALSE;
  update_hint (self);

  return G_SOURCE_REMOVE;
}

/* --- writing ------------------------------------------------------------------------- */

static void
complete (CwQueryEntry *self,
          gboolean      asked)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);

  cw_query_completion_update (self->completion, self->clips, gtk_editable_get_text (editable), gtk_editable_get_position (editable), asked);
}

static void
on_changed (CwQueryEntry *self)
{
  if (self->clips == NULL || self->showing)
    return;

  self->patient = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PATIENCE_MS, on_patience_over, self);
  cw_clip_list_set_query (self->clips, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* The cursor follows a change of the text, and what may be written goes by it. */
static void
on_cursor_moved (CwQueryEntry *self)
{
  if (self->clips != NULL && !self->showing && (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    complete (self, FALSE);
}

static void
show_query (CwQueryEntry *self)
{
  const char *query = cw_clip_list_get_query (self->clips);

  if (!g_str_equal (query, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    {
      self->showing = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      self->showing = FALSE;
    }
  update_hint (self);
}

static void
on_chosen (CwQueryEntry *self,
           const char   *text,
           int           position)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
  complete (self, FALSE);
}

static gboolean
on_key (CwQueryEntry   *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  if (self->clips == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (cw_query_completion_key (self->completion, key))
    return TRUE;
  if (key != GDK_KEY_Down)
    return FALSE;

  complete (self, TRUE);
  return TRUE;
}

static void
on_leave (CwQueryEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->completion));
}

static void
on_activate (CwQueryEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->completion));
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/**
 * cw_query_entry_get_editable:
 * @self: an entry
 *
 * Returns: (transfer none): where one writes
 */
GtkEditable *
cw_query_entry_get_editable (CwQueryEntry *self)
{
  g_return_val_if_fail (CW_IS_QUERY_ENTRY (self), NULL);

  return GTK_EDITABLE (self->entry);
}

/* --- the entry itself ---------------------------------------------------------------- */

static void
set_clips (CwQueryEntry *self,
           CwClipList   *clips)
{
  if (self->clips == clips)
    return;

  if (self->clips != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->clips, show_query, self);
      g_signal_handlers_disconnect_by_func (self->clips, update_hint, self);
    }
  g_set_object (&self->clips, clips);
  if (clips != NULL)
    {
      g_signal_connect_object (clips, "notify::query", G_CALLBACK (show_query), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (clips, "notify::loading", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
      show_query (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIPS]);
}

static void
cw_query_entry_dispose (GObject *object)
{
  CwQueryEntry *self = CW_QUERY_ENTRY (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->completion)));
  set_clips (self, NULL);
  /* Else disposing of the template takes away the child that AdwBin points to. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_QUERY_ENTRY);

  G_OBJECT_CLASS (cw_query_entry_parent_class)->dispose (object);
}

static void
cw_query_entry_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((CwQueryEntryProperty) id)
    {
    case PROP_CLIPS:
      g_value_set_object (value, CW_QUERY_ENTRY (object)->clips);
      break;
    }
}

static void
cw_query_entry_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((CwQueryEntryProperty) id)
    {
    case PROP_CLIPS:
      set_clips (CW_QUERY_ENTRY (object), g_value_get_object (value));
      break;
    }
}

static void
cw_query_entry_class_init (CwQueryEntryClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_query_entry_dispose;
  object_class->get_property = cw_query_entry_get_property;
  object_class->set_property = cw_query_entry_set_property;

  properties[PROP_CLIPS] = g_param_spec_object ("clips", NULL, NULL, CW_TYPE_CLIP_LIST, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ACTIVATE] = g_signal_new ("activate", CW_TYPE_QUERY_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-query-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, CwQueryEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, CwQueryEntry, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cw_query_entry_init (CwQueryEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  self->completion = cw_query_completion_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->completion), GTK_WIDGET (self->entry));
  g_signal_connect_object (self->completion, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "notify::cursor-position", G_CALLBACK (on_cursor_moved), self, G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}
