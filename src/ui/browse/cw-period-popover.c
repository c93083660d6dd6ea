/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-period-popover.h"

#include <glib/gi18n.h>

struct _CwPeriodPopover
{
  GtkPopover parent_instance;

  guint  chosen;
  char  *name;
  gint64 from; /* us UTC, of a range of days */
  gint64 to;

  GtkCalendar *first;
  GtkCalendar *last;
  GtkListBox  *list;
  GtkStack    *stack;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwPeriodPopover, cw_period_popover, GTK_TYPE_POPOVER)

/* In the order of the rows. */
static const struct
{
  const char *name;
  gint64      span; /* us, 0 for all times */
} periods[] = {
  { N_ ("Last 24 hours"), G_TIME_SPAN_DAY },
  { N_ ("Last 7 days"), 7 * G_TIME_SPAN_DAY },
  { N_ ("Last 30 days"), 30 * G_TIME_SPAN_DAY },
  { N_ ("All times"), 0 },
};

#define ALL_TIMES 3
#define RANGE G_N_ELEMENTS (periods)

static void
choose (CwPeriodPopover *self,
        guint            period,
        const char      *name)
{
  self->chosen = period;
  g_set_str (&self->name, name);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row (CwPeriodPopover *self,
        GtkListBoxRow   *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < RANGE)
    choose (self, index, _ (periods[index].name));
  else
    gtk_stack_set_visible_child_name (self->stack, "range");
}

/* The beginning of that day, as it is here. */
static GDateTime *
get_day (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  return g_date_time_new_local (g_date_time_get_year (date), g_date_time_get_month (date), g_date_time_get_day_of_month (date), 0, 0, 0);
}

static void
apply (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwPeriodPopover *self = CW_PERIOD_POPOVER (widget);
  g_autoptr (GDateTime) one = get_day (self->first);
  g_autoptr (GDateTime) other = get_day (self->last);
  gboolean   reversed = g_date_time_compare (one, other) > 0;
  GDateTime *first = reversed ? other : one;
  GDateTime *last = reversed ? one : other;
  g_autoptr (GDateTime) end = g_date_time_add_days (last, 1);
  g_autofree char *from = g_date_time_format (first, "%x");
  g_autofree char *to = g_date_time_format (last, "%x");
  /* Translators: from one day to another */
  g_autofree char *name = g_strdup_printf (_ ("%s – %s"), from, to);

  self->from = g_date_time_to_unix_usec (first);
  self->to = g_date_time_to_unix_usec (end);
  choose (self, RANGE, name);
}

static void
back (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (CW_PERIOD_POPOVER (widget)->stack, "list");
}

const char *
cw_period_popover_get_name (CwPeriodPopover *self)
{
  g_return_val_if_fail (CW_IS_PERIOD_POPOVER (self), NULL);

  return self->name;
}

/**
 * cw_period_popover_get_period:
 * @self: a popover
 * @from: (out): us UTC, 0 for no limit
 * @to: (out): us UTC, 0 for no limit
 */
void
cw_period_popover_get_period (CwPeriodPopover *self,
                              gint64          *from,
                              gint64          *to)
{
  g_return_if_fail (CW_IS_PERIOD_POPOVER (self));

  *from = 0;
  *to = 0;
  if (self->chosen == RANGE)
    {
      *from = self->from;
      *to = MIN (self->to, g_get_real_time ());
      *from = MIN (*from, *to - 1);
    }
  else if (periods[self->chosen].span > 0)
    *from = g_get_real_time () - periods[self->chosen].span;
}

static void
on_closed (CwPeriodPopover *self)
{
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
cw_period_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_PERIOD_POPOVER);

  G_OBJECT_CLASS (cw_period_popover_parent_class)->dispose (object);
}

static void
cw_period_popover_finalize (GObject *object)
{
  g_free (CW_PERIOD_POPOVER (object)->name);

  G_OBJECT_CLASS (cw_period_popover_parent_class)->finalize (object);
}

static void
cw_period_popover_class_init (CwPeriodPopoverClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_period_popover_dispose;
  object_class->finalize = cw_period_popover_finalize;

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_PERIOD_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "period.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "period.back", NULL, back);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-period-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPeriodPopover, first);
  gtk_widget_class_bind_template_child (widget_class, CwPeriodPopover, last);
  gtk_widget_class_bind_template_child (widget_class, CwPeriodPopover, list);
  gtk_widget_class_bind_template_child (widget_class, CwPeriodPopover, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_row);
}

static void
cw_period_popover_init (CwPeriodPopover *self)
{
  self->chosen = ALL_TIMES;
  self->name = g_strdup (_ (periods[ALL_TIMES].name));
  gtk_widget_init_template (GTK_WIDGET (self));
}
