/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-completion.h"

#include "cw-query-edit.h"
#include "cw-query.h"

#include <glib/gi18n.h>

#define MOST_ROWS 8

/**
 * CwQueryCompletion:
 *
 * The keys stay in the entry: it hands those on that choose. What the library has is
 * looked up while one writes on, and the last question counts.
 */
struct _CwQueryCompletion
{
  GtkPopover parent_instance;

  char          *text;
  CwQueryCursor *cursor;
  DexFuture     *asking; /* nullable */

  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwQueryCompletion, cw_query_completion, GTK_TYPE_POPOVER)

/* What each field is about, with an example where there are no values to choose from. */
static const char *const hints[CW_QUERY_N_FIELDS] = {
  [CW_QUERY_FIELD_TITLE] = N_ ("Words of the title"),
  [CW_QUERY_FIELD_NOTE] = N_ ("Words of your note"),
  [CW_QUERY_FIELD_SAID] = N_ ("What is said"),
  [CW_QUERY_FIELD_CHANNEL] = N_ ("Whose broadcast it is from"),
  [CW_QUERY_FIELD_GAME] = N_ ("Game or category"),
  [CW_QUERY_FIELD_CREATOR] = N_ ("Who clipped it"),
  [CW_QUERY_FIELD_TAG] = N_ ("Your tags"),
  [CW_QUERY_FIELD_COLLECTION] = N_ ("Your collections"),
  [CW_QUERY_FIELD_LANGUAGE] = N_ ("Language"),
  [CW_QUERY_FIELD_BROADCAST] = N_ ("Broadcast"),
  [CW_QUERY_FIELD_SOURCE] = N_ ("Where it came from"),
  [CW_QUERY_FIELD_RIGHTS] = N_ ("Why you may keep it"),
  [CW_QUERY_FIELD_IS] = N_ ("Favourite, vertical, watched"),
  [CW_QUERY_FIELD_CREATED] = N_ ("When: >2026-01"),
  [CW_QUERY_FIELD_ADDED] = N_ ("When: today, 7d"),
  [CW_QUERY_FIELD_WATCHED] = N_ ("When: yesterday"),
  [CW_QUERY_FIELD_DURATION] = N_ ("How long: <30"),
  [CW_QUERY_FIELD_VIEWS] = N_ ("How many: >1000"),
  [CW_QUERY_FIELD_RATING] = N_ ("Stars: >=4"),
  [CW_QUERY_FIELD_SIZE] = N_ ("How large: >100mb"),
  [CW_QUERY_FIELD_SORT] = N_ ("In what order"),
};

static void
add (CwQueryCompletion *self,
     const char        *value,
     const char        *hint)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *name = gtk_label_new (value);
  GtkWidget *note = gtk_label_new (hint);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (note, "dimmed");
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), note);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_can_focus (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, value, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show_rows (CwQueryCompletion *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  /* What is there already needs no completion. */
  if (first != NULL && gtk_list_box_get_row_at_index (self->list, 1) == NULL && g_str_equal (g_object_get_data (G_OBJECT (first), "value"), self->cursor->prefix))
    first = NULL;

  if (first == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }

  /* There may be fewer rows than before. */
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_popover_present (GTK_POPOVER (self));
}

static DexFuture *
on_values (DexFuture *future,
           gpointer   data)
{
  CwQueryCompletion *self = data;
  const GValue      *value = dex_future_get_value (future, NULL);
  GPtrArray         *values = value != NULL ? g_value_get_boxed (value) : NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      CwCompletion    *completion = values->pdata[i];
      g_autofree char *n = completion->n >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, completion->n) : NULL;

      add (self, completion->value, n != NULL ? n : "");
    }
  show_rows (self);

  return dex_future_new_true ();
}

static void
add_fields (CwQueryCompletion *self)
{
  g_auto (GStrv) names = cw_query_cursor_dup_fields (self->cursor);

  for (guint i = 0; names[i] != NULL && (i < MOST_ROWS || *self->cursor->prefix == '\0'); i++)
    {
      CwQueryField field;
      gboolean     found = cw_query_field_find (names[i], (gssize) strlen (names[i]) - 1, &field);

      add (self, names[i], found && hints[field] != NULL ? g_dgettext (GETTEXT_PACKAGE, hints[field]) : "");
    }
}

static void
add_choices (CwQueryCompletion *self)
{
  const char *const *choices = cw_query_field_get_choices (self->cursor->field);

  for (guint i = 0; choices[i] != NULL; i++)
    {
      if (g_str_has_prefix (choices[i], self->cursor->prefix))
        add (self, choices[i], "");
    }
}

/**
 * cw_query_completion_update:
 * @self: the completion
 * @clips: has the values that there are
 * @text: the query's text
 * @position: where the cursor is, in characters
 * @asked: whether the user asks for what there is: then also where nothing is written yet
 *
 * Shows what may be written there, or nothing.
 */
void
cw_query_completion_update (CwQueryCompletion *self,
                            CwClipList        *clips,
                            const char        *text,
                            int                position,
                            gboolean           asked)
{
  g_return_if_fail (CW_IS_QUERY_COMPLETION (self));
  g_return_if_fail (CW_IS_CLIP_LIST (clips));
  g_return_if_fail (text != NULL);

  dex_clear (&self->asking);
  g_clear_pointer (&self->cursor, cw_query_cursor_free);
  g_set_str (&self->text, text);
  self->cursor = cw_query_cursor_new (text, (gsize) (g_utf8_offset_to_pointer (text, position) - text));

  /* Dropping the future takes the callback with it, so @self outlives it. */
  if (cw_query_field_get_kind (self->cursor->field) == CW_QUERY_KIND_NAME)
    {
      self->asking = dex_future_finally (cw_clip_list_complete (clips, self->cursor->field, self->cursor->prefix, MOST_ROWS), on_values, self, NULL);
      return;
    }

  gtk_list_box_remove_all (self->list);
  if (self->cursor->field != CW_QUERY_FIELD_WORDS)
    add_choices (self);
  else if (asked || *self->cursor->prefix != '\0')
    add_fields (self);
  show_rows (self);
}

/* --- choosing ------------------------------------------------------------------------ */

static void
on_row_activated (CwQueryCompletion *self,
                  GtkListBoxRow     *row)
{
  gsize            end;
  g_autofree char *text = cw_query_cursor_complete (self->cursor, self->text, g_object_get_data (G_OBJECT (row), "value"), &end);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, text, (int) g_utf8_pointer_to_offset (text, text + end));
}

static void
move (CwQueryCompletion *self,
      int                by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int            index = row != NULL ? gtk_list_box_row_get_index (row) + by : (by > 0 ? 0 : -1);

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
}

/**
 * cw_query_completion_key:
 * @self: the completion
 * @key: a key that was pressed in the entry
 *
 * Up and Down go through what is offered, Enter takes it, Tab takes the first as well,
 * and Escape wants none of it.
 *
 * Returns: whether the key was for this
 */
gboolean
cw_query_completion_key (CwQueryCompletion *self,
                         guint              key)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (CW_IS_QUERY_COMPLETION (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL && key == GDK_KEY_Tab)
    row = gtk_list_box_get_row_at_index (self->list, 0);

  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    move (self, key == GDK_KEY_Down ? 1 : -1);
  else if (key == GDK_KEY_Escape)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (row != NULL && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_Tab))
    on_row_activated (self, row);
  else
    return FALSE;

  return TRUE;
}

/**
 * cw_query_completion_new:
 *
 * Returns: (transfer floating): it, to be made a child of an entry
 */
CwQueryCompletion *
cw_query_completion_new (void)
{
  return g_object_new (CW_TYPE_QUERY_COMPLETION, NULL);
}

static void
cw_query_completion_dispose (GObject *object)
{
  dex_clear (&CW_QUERY_COMPLETION (object)->asking);

  G_OBJECT_CLASS (cw_query_completion_parent_class)->dispose (object);
}

static void
cw_query_completion_finalize (GObject *object)
{
  CwQueryCompletion *self = CW_QUERY_COMPLETION (object);

  g_clear_pointer (&self->cursor, cw_query_cursor_free);
  g_free (self->text);

  G_OBJECT_CLASS (cw_query_completion_parent_class)->finalize (object);
}

static void
cw_query_completion_class_init (CwQueryCompletionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_query_completion_dispose;
  object_class->finalize = cw_query_completion_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", CW_TYPE_QUERY_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
}

static void
cw_query_completion_init (CwQueryCompletion *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "popover-list");
  gtk_widget_set_size_request (GTK_WIDGET (self->list), 240, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Suggestions"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);

  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
}
