/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-feed-grid.h"

#include "cw-browse-card.h"
#include "cw-failure-page.h"

#include <glib/gi18n.h>

#define CARD_WIDTH 200
#define MOST_COLUMNS 12

/* How far before the end more is asked for, in heights of what is seen. */
#define AHEAD 1.5

/* How many cards stand for what has not come yet. */
#define N_BLANKS 24

struct _CwFeedGrid
{
  CwFeedView parent_instance;

  int card_width;

  AdwStatusPage     *empty;
  CwFailurePage     *failure;
  GtkButton         *failure_button;
  GtkLabel          *failure_label;
  GtkStack          *footer;
  GtkRevealer       *footer_revealer;
  GtkGridView       *grid;
  GtkFlowBox        *blanks;
  GtkLabel          *loading_label;
  GtkScrolledWindow *scroller;
  GtkStack          *stack;
  AdwBreakpointBin  *bin;
};

typedef enum
{
  PROP_CARD_WIDTH = 1,
  PROP_EMPTY_ICON,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_TEXT,
  PROP_LABEL,
} CwFeedGridProperty;

static GParamSpec *properties[PROP_LABEL + 1];

G_DEFINE_FINAL_TYPE (CwFeedGrid, cw_feed_grid, CW_TYPE_FEED_VIEW)

/* --- what is shown ---------------------------------------------------------- */

static void
show_blanks (CwFeedGrid *self)
{
  CwTwitch *twitch = cw_feed_view_get_twitch (CW_FEED_VIEW (self));

  if (twitch == NULL || gtk_flow_box_get_child_at_index (self->blanks, 0) != NULL)
    return;

  for (int i = 0; i < N_BLANKS; i++)
    gtk_flow_box_append (self->blanks, GTK_WIDGET (cw_browse_card_new (twitch)));
}

static const char *
choose_footer (CwFeedGrid *self,
               CwFeed     *feed)
{
  if (cw_feed_is_loading (feed))
    return "loading";
  if (cw_feed_get_failure (feed) != NULL)
    return "failure";
  if (CW_IS_CLIP_FEED (feed) && cw_clip_feed_may_lack (CW_CLIP_FEED (feed)))
    return "closer";

  return NULL;
}

static void
show_footer (CwFeedGrid *self)
{
  CwFeed          *feed = cw_feed_view_get_feed (CW_FEED_VIEW (self));
  const char      *name = choose_footer (self, feed);
  double           progress = cw_feed_get_progress (feed);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->footer_revealer, name != NULL);
  if (name == NULL)
    return;

  gtk_stack_set_visible_child_name (self->footer, name);
  if (cw_feed_get_failure (feed) != NULL)
    {
      gtk_label_set_label (self->failure_label, cw_feed_get_failure (feed)->message);
      cw_failure_page_set_button (self->failure_button, cw_feed_view_get_twitch (CW_FEED_VIEW (self)), cw_feed_get_failure (feed), "feed.retry", "basics");
    }

  if (progress > 0)
    text = g_strdup_printf (_ ("Looking through all times… %d %%"), (int) (progress * 100));
  gtk_label_set_label (self->loading_label, text != NULL ? text : _ ("Loading more…"));
}

/* Asks on until what is there fills what can be seen, and some more. */
static void
fill (CwFeedGrid *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  CwFeed        *feed = cw_feed_view_get_feed (CW_FEED_VIEW (self));
  double         left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (feed == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || cw_feed_get_failure (feed) != NULL)
    return;

  if (cw_feed_view_get_state (CW_FEED_VIEW (self)) != CW_FEED_VIEW_FULL || left < AHEAD * gtk_adjustment_get_page_size (adjustment))
    cw_feed_view_load_more (CW_FEED_VIEW (self));
}

static void
set_model (CwFeedGrid *self,
           CwFeed     *feed)
{
  GtkSelectionModel *before = gtk_grid_view_get_model (self->grid);
  g_autoptr (GtkNoSelection) selection = NULL;

  if (before != NULL && gtk_no_selection_get_model (GTK_NO_SELECTION (before)) == G_LIST_MODEL (feed))
    return;

  selection = feed != NULL ? gtk_no_selection_new (G_LIST_MODEL (g_object_ref (feed))) : NULL;
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
}

static void
cw_feed_grid_update (CwFeedView *view)
{
  CwFeedGrid *self = CW_FEED_GRID (view);
  CwFeed     *feed = cw_feed_view_get_feed (view);

  set_model (self, feed);
  switch (cw_feed_view_get_state (view))
    {
    case CW_FEED_VIEW_BLANK:
      show_blanks (self);
      gtk_stack_set_visible_child_name (self->stack, "blank");
      break;

    case CW_FEED_VIEW_FAILED:
      cw_failure_page_show (self->failure, cw_feed_view_get_twitch (view), cw_feed_get_failure (feed), "feed.retry", "basics");
      gtk_stack_set_visible_child_name (self->stack, "failure");
      break;

    case CW_FEED_VIEW_EMPTY:
      gtk_stack_set_visible_child_name (self->stack, "empty");
      break;

    case CW_FEED_VIEW_FULL:
      gtk_stack_set_visible_child_name (self->stack, "grid");
      show_footer (self);
      break;
    }

  fill (self);
}

static void
on_activate (CwFeedGrid *self,
             guint       position)
{
  cw_feed_view_open (CW_FEED_VIEW (self), position);
}

static void
look_closer (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwFeed *feed = cw_feed_view_get_feed (CW_FEED_VIEW (widget));

  cw_clip_feed_look_closer (CW_CLIP_FEED (feed));
  cw_feed_view_load_more (CW_FEED_VIEW (widget));
}

/**
 * cw_feed_grid_scroll_to_top:
 * @self: a grid
 *
 * For when it shows something else than before.
 */
void
cw_feed_grid_scroll_to_top (CwFeedGrid *self)
{
  g_return_if_fail (CW_IS_FEED_GRID (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* --- the grid itself -------------------------------------------------------- */

/* As many columns as there is room for, two at least. */
static void
add_breakpoints (CwFeedGrid *self)
{
  for (guint n = 3; n <= MOST_COLUMNS; n++)
    {
      AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MIN_WIDTH, n * self->card_width, ADW_LENGTH_UNIT_PX));
      GValue         value = G_VALUE_INIT;

      g_value_init (&value, G_TYPE_UINT);
      g_value_set_uint (&value, n);
      adw_breakpoint_add_setter (breakpoint, G_OBJECT (self->grid), "max-columns", &value);
      adw_breakpoint_add_setter (breakpoint, G_OBJECT (self->blanks), "max-children-per-line", &value);
      adw_breakpoint_bin_add_breakpoint (self->bin, breakpoint);
    }
}

static void
cw_feed_grid_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_feed_grid_parent_class)->map (widget);
  fill (CW_FEED_GRID (widget));
}

static void
cw_feed_grid_constructed (GObject *object)
{
  CwFeedGrid    *self = CW_FEED_GRID (object);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  G_OBJECT_CLASS (cw_feed_grid_parent_class)->constructed (object);

  add_breakpoints (self);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
}

static void
cw_feed_grid_dispose (GObject *object)
{
  /* The bin does not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_FEED_GRID);

  G_OBJECT_CLASS (cw_feed_grid_parent_class)->dispose (object);
}

static void
cw_feed_grid_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwFeedGrid *self = CW_FEED_GRID (object);

  switch ((CwFeedGridProperty) id)
    {
    case PROP_CARD_WIDTH:
      g_value_set_int (value, self->card_width);
      break;

    case PROP_EMPTY_ICON:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_TEXT:
    case PROP_LABEL:
      g_assert_not_reached ();
    }
}

static void
cw_feed_grid_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwFeedGrid *self = CW_FEED_GRID (object);

  switch ((CwFeedGridProperty) id)
    {
    case PROP_CARD_WIDTH:
      self->card_width = g_value_get_int (value);
      break;

    case PROP_EMPTY_ICON:
      adw_status_page_set_icon_name (self->empty, g_value_get_string (value));
      break;

    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (self->empty, g_value_get_string (value));
      break;

    case PROP_EMPTY_TEXT:
      adw_status_page_set_description (self->empty, g_value_get_string (value));
      break;

    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
      break;
    }
}

static void
cw_feed_grid_class_init (CwFeedGridClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     text = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cw_feed_grid_constructed;
  object_class->dispose = cw_feed_grid_dispose;
  object_class->get_property = cw_feed_grid_get_property;
  object_class->set_property = cw_feed_grid_set_property;
  widget_class->map = cw_feed_grid_map;
  CW_FEED_VIEW_CLASS (klass)->update = cw_feed_grid_update;

  properties[PROP_CARD_WIDTH] = g_param_spec_int ("card-width", NULL, NULL, 1, 1000, CARD_WIDTH,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EMPTY_ICON] = g_param_spec_string ("empty-icon", NULL, NULL, NULL, text);
  properties[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, text);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, text);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, text);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "feed.look-closer", NULL, look_closer);

  g_type_ensure (CW_TYPE_FAILURE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-feed-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, bin);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, blanks);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, empty);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, failure);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, failure_button);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, failure_label);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, footer);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, footer_revealer);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, grid);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, loading_label);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwFeedGrid, stack);
  gtk_widget_class_bind_template_callback (widget_class, cw_feed_view_bind);
  gtk_widget_class_bind_template_callback (widget_class, cw_feed_view_setup);
  gtk_widget_class_bind_template_callback (widget_class, cw_feed_view_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
cw_feed_grid_init (CwFeedGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
