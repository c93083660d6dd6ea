/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-popover.h"

#include "cw-query-edit.h"
#include "cw-query.h"

#include <glib/gi18n.h>

#define MOST_CHOICES 6

/**
 * CwQueryPopover:
 *
 * It has no state but the query's text: what is chosen edits the text, and whatever
 * changes the text is seen here. What was written otherwise than this offers is “Custom”.
 */
struct _CwQueryPopover
{
  GtkPopover parent_instance;

  char    *query;
  gboolean showing; /* what the query says, so that nothing is chosen */

  GtkGrid         *grid;
  GtkDropDown     *drop_downs[5];
  GtkDropDown     *order;
  GtkToggleButton *reversed;
  GtkToggleButton *favourite;
  GtkToggleButton *vertical;
};

typedef enum
{
  PROP_QUERY = 1,
} CwQueryPopoverProperty;

static GParamSpec *properties[PROP_QUERY + 1];

G_DEFINE_FINAL_TYPE (CwQueryPopover, cw_query_popover, GTK_TYPE_POPOVER)

typedef struct
{
  const char *name;
  const char *value; /* NULL for any */
} Choice;

/* A field for each drop-down. */
static const struct
{
  CwQueryField field;
  const char  *name;
  Choice       choices[MOST_CHOICES];
} filters[] = {
  { CW_QUERY_FIELD_RATING,
    N_ ("Rating"),
    { { N_ ("Any"), NULL }, { N_ ("None"), "0" }, { "★ +", ">=1" }, { "★★★ +", ">=3" }, { "★★★★ +", ">=4" }, { "★★★★★", ">=5" } } },
  { CW_QUERY_FIELD_DURATION,
    N_ ("Duration"),
    { { N_ ("Any"), NULL }, { N_ ("Up to 15 seconds"), "<=15" }, { N_ ("15 to 30 seconds"), "15..30" }, { N_ ("30 seconds and more"), ">=30" } } },
  { CW_QUERY_FIELD_VIEWS,
    N_ ("Views"),
    { { N_ ("Any"), NULL }, { N_ ("100 and more"), ">=100" }, { N_ ("1,000 and more"), ">=1000" }, { N_ ("10,000 and more"), ">=10000" } } },
  { CW_QUERY_FIELD_ADDED,
    N_ ("Added"),
    { { N_ ("Any time"), NULL }, { N_ ("Today"), "today" }, { N_ ("Last 7 days"), "7d" }, { N_ ("Last 30 days"), "30d" }, { N_ ("Last 12 months"), "12m" } } },
  { CW_QUERY_FIELD_SOURCE,
    N_ ("From"),
    { { N_ ("Anywhere"), NULL }, { N_ ("Twitch"), "twitch" }, { N_ ("Files"), "file" } } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (filters) == G_N_ELEMENTS (((CwQueryPopover *) NULL)->drop_downs));

/* In the order of CwQuerySort. */
static const char *const orders[] = {
  N_ ("Date added"),
  N_ ("Date created"),
  N_ ("Views"),
  N_ ("Duration"),
  N_ ("Title"),
  N_ ("Rating"),
  N_ ("File size"),
  N_ ("Last watched"),
  N_ ("Channel"),
  N_ ("Category"),
};

static guint
count_choices (guint filter)
{
  guint n = 0;

  while (n < MOST_CHOICES && filters[filter].choices[n].name != NULL)
    n++;

  return n;
}

/* --- what the query says ----------------------------------------------------------- */

static const CwQueryTerm *
find_term (CwQuery     *query,
           CwQueryField field)
{
  for (guint i = 0; i < cw_query_get_n_terms (query); i++)
    {
      const CwQueryTerm *term = cw_query_get_term (query, i);

      if (term->field == field && !term->excluded)
        return term;
    }

  return NULL;
}

static gboolean
has_value (CwQuery     *query,
           CwQueryField field,
           const char  *value)
{
  for (guint i = 0; i < cw_query_get_n_terms (query); i++)
    {
      const CwQueryTerm *term = cw_query_get_term (query, i);

      if (term->field == field && !term->excluded && term->values->len == 1 && g_str_equal (cw_query_term_get_value (term, 0)->text, value))
        return TRUE;
    }

  return FALSE;
}

/* By what it means, however it is written. */
static gboolean
says (CwQuery           *query,
      const CwQueryTerm *term,
      CwQueryField       field,
      const char        *value)
{
  g_autofree char *text = g_strdup_printf ("%s:%s", cw_query_field_get_name (field), value);
  g_autoptr (CwQuery) other = cw_query_new (text, cw_query_get_now (query), cw_query_get_zone (query));
  const CwQueryTerm  *other_term = find_term (other, field);
  const CwQueryValue *a, *b;

  if (other_term == NULL || term->values->len != 1)
    return FALSE;

  a = cw_query_term_get_value (term, 0);
  b = cw_query_term_get_value (other_term, 0);
  if (!cw_query_field_has_ranges (field))
    return g_str_equal (a->text, b->text);

  return a->from == b->from && a->to == b->to;
}

static guint
find_choice (CwQuery *query,
             guint    filter)
{
  CwQueryField       field = filters[filter].field;
  const CwQueryTerm *term = find_term (query, field);

  if (term == NULL)
    return 0;

  for (guint i = 1; i < count_choices (filter); i++)
    {
      if (says (query, term, field, filters[filter].choices[i].value))
        return i;
    }

  return count_choices (filter);
}

static void
show_query (CwQueryPopover *self)
{
  g_autoptr (CwQuery) query = cw_query_new_now (self->query);
  gboolean    descending;
  CwQuerySort sort = cw_query_get_sort (query, &descending);

  self->showing = TRUE;
  gtk_drop_down_set_selected (self->order, sort);
  gtk_toggle_button_set_active (self->reversed, descending != cw_query_sort_is_descending (sort));
  gtk_toggle_button_set_active (self->favourite, has_value (query, CW_QUERY_FIELD_IS, "favourite"));
  gtk_toggle_button_set_active (self->vertical, has_value (query, CW_QUERY_FIELD_IS, "vertical"));
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    gtk_drop_down_set_selected (self->drop_downs[i], find_choice (query, i));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "query.reset", *self->query != '\0');
  self->showing = FALSE;
}

static void
set_query (CwQueryPopover *self,
           const char     *query)
{
  if (!g_set_str (&self->query, query != NULL ? query : ""))
    return;

  show_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/* --- what is chosen ------------------------------------------------------------------ */

static void
choose (CwQueryPopover *self,
        CwQueryField    field,
        const char     *value)
{
  const char *const values[] = { value, NULL };
  g_autofree char  *edited = cw_query_edit_set (self->query, field, values);

  set_query (self, edited);
}

static void
on_filter_selected (CwQueryPopover *self,
                    GParamSpec     *pspec,
                    GtkDropDown    *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  for (guint i = 0; i < G_N_ELEMENTS (filters) && !self->showing; i++)
    {
      if (self->drop_downs[i] == drop_down && selected < count_choices (i))
        choose (self, filters[i].field, filters[i].choices[selected].value);
    }

  /* “Custom” is what is written, and nothing that can be chosen. */
  if (!self->showing)
    show_query (self);
}

static void
on_order_changed (CwQueryPopover *self)
{
  CwQuerySort      sort = (CwQuerySort) gtk_drop_down_get_selected (self->order);
  gboolean         reversed = gtk_toggle_button_get_active (self->reversed);
  g_autofree char *value = NULL;

  if (self->showing)
    return;

  if (sort != CW_QUERY_SORT_ADDED || reversed)
    value = g_strconcat (reversed ? "-" : "", cw_query_field_get_choices (CW_QUERY_FIELD_SORT)[sort], NULL);
  choose (self, CW_QUERY_FIELD_SORT, value);
}

static void
on_toggled (CwQueryPopover  *self,
            GtkToggleButton *button)
{
  const char      *value = button == self->favourite ? "favourite" : "vertical";
  g_autofree char *edited = NULL;

  if (self->showing)
    return;

  edited = cw_query_edit_toggle (self->query, CW_QUERY_FIELD_IS, value, gtk_toggle_button_get_active (button));
  set_query (self, edited);
}

static void
reset (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  set_query (CW_QUERY_POPOVER (widget), "");
}

/* --- the popover itself ------------------------------------------------------------- */

static GtkDropDown *
new_drop_down (const char *name)
{
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL);

  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_DROP_DOWN (drop_down);
}

static void
append (GtkDropDown *drop_down,
        const char  *name)
{
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (drop_down)), g_dgettext (GETTEXT_PACKAGE, name));
}

static void
add_filter (CwQueryPopover *self,
            guint           filter,
            int             row)
{
  const char *name = g_dgettext (GETTEXT_PACKAGE, filters[filter].name);
  GtkWidget  *label = gtk_label_new (name);

  self->drop_downs[filter] = new_drop_down (name);
  for (guint i = 0; i < count_choices (filter); i++)
    append (self->drop_downs[filter], filters[filter].choices[i].name);
  append (self->drop_downs[filter], N_ ("Custom"));

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, GTK_WIDGET (self->drop_downs[filter]), 1, row, 1, 1);
  g_signal_connect_object (self->drop_downs[filter], "notify::selected", G_CALLBACK (on_filter_selected), self, G_CONNECT_SWAPPED);
}

static void
cw_query_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_QUERY_POPOVER);

  G_OBJECT_CLASS (cw_query_popover_parent_class)->dispose (object);
}

static void
cw_query_popover_finalize (GObject *object)
{
  g_free (CW_QUERY_POPOVER (object)->query);

  G_OBJECT_CLASS (cw_query_popover_parent_class)->finalize (object);
}

static void
cw_query_popover_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((CwQueryPopoverProperty) id)
    {
    case PROP_QUERY:
      g_value_set_string (value, CW_QUERY_POPOVER (object)->query);
      break;
    }
}

static void
cw_query_popover_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((CwQueryPopoverProperty) id)
    {
    case PROP_QUERY:
      set_query (CW_QUERY_POPOVER (object), g_value_get_string (value));
      break;
    }
}

static void
cw_query_popover_class_init (CwQueryPopoverClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_query_popover_dispose;
  object_class->finalize = cw_query_popover_finalize;
  object_class->get_property = cw_query_popover_get_property;
  object_class->set_property = cw_query_popover_set_property;

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "query.reset", NULL, reset);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-query-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CwQueryPopover, favourite);
  gtk_widget_class_bind_template_child (widget_class, CwQueryPopover, grid);
  gtk_widget_class_bind_template_child (widget_class, CwQueryPopover, order);
  gtk_widget_class_bind_template_child (widget_class, CwQueryPopover, reversed);
  gtk_widget_class_bind_template_child (widget_class, CwQueryPopover, vertical);
  gtk_widget_class_bind_template_callback (widget_class, on_order_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
cw_query_popover_init (CwQueryPopover *self)
{
  self->query = g_strdup ("");
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    append (self->order, orders[i]);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    add_filter (self, i, (int) i + 2);
  show_query (self);
}
