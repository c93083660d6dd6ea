/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-step-progress.h"

/**
 * CwStepProgress:
 *
 * How far something is that runs on a thread, as views want to know it: told from any
 * thread, seen on the main one, and no more often than that has time for.
 */
struct _CwStepProgress
{
  GObject parent_instance;

  GMutex   mutex;
  guint    next_done;
  guint    next_total;
  double   next_part;
  gboolean scheduled;

  guint  done;
  guint  total;
  double part;
};

typedef enum
{
  PROP_DONE = 1,
  PROP_TOTAL,
  PROP_FRACTION,
} CwStepProgressProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

G_DEFINE_FINAL_TYPE (CwStepProgress, cw_step_progress, G_TYPE_OBJECT)

static gboolean
on_idle (gpointer data)
{
  CwStepProgress *self = data;
  guint           done = self->done, total = self->total;
  double          fraction = cw_step_progress_get_fraction (self);

  g_mutex_lock (&self->mutex);
  self->scheduled = FALSE;
  self->done = self->next_done;
  self->total = self->next_total;
  self->part = self->next_part;
  g_mutex_unlock (&self->mutex);

  if (self->done != done)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  if (self->total != total)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  if (cw_step_progress_get_fraction (self) != fraction)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);

  return G_SOURCE_REMOVE;
}

/**
 * cw_step_progress_set:
 * @self: (nullable): where to tell it
 * @done: how many things are done
 * @total: of how many, 0 where that is not known yet
 * @part: how much of the next one is done, 0 to 1
 *
 * From any thread.
 */
void
cw_step_progress_set (CwStepProgress *self,
                      guint           done,
                      guint           total,
                      double          part)
{
  gboolean schedule;

  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->next_done = done;
  self->next_total = total;
  self->next_part = CLAMP (part, 0, 1);
  schedule = !self->scheduled;
  self->scheduled = TRUE;
  g_mutex_unlock (&self->mutex);

  if (schedule)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, g_object_ref (self), g_object_unref);
}

guint
cw_step_progress_get_done (CwStepProgress *self)
{
  g_return_val_if_fail (CW_IS_STEP_PROGRESS (self), 0);

  return self->done;
}

guint
cw_step_progress_get_total (CwStepProgress *self)
{
  g_return_val_if_fail (CW_IS_STEP_PROGRESS (self), 0);

  return self->total;
}

double
cw_step_progress_get_fraction (CwStepProgress *self)
{
  g_return_val_if_fail (CW_IS_STEP_PROGRESS (self), 0);

  return self->total > 0 ? CLAMP ((self->done + self->part) / self->total, 0, 1) : 0;
}

/**
 * cw_step_progress_new:
 *
 * Returns: (transfer full): nothing is done yet
 */
CwStepProgress *
cw_step_progress_new (void)
{
  return g_object_new (CW_TYPE_STEP_PROGRESS, NULL);
}

static void
cw_step_progress_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CwStepProgress *self = CW_STEP_PROGRESS (object);

  switch ((CwStepProgressProperty) id)
    {
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;

    case PROP_TOTAL:
      g_value_set_uint (value, self->total);
      break;

    case PROP_FRACTION:
      g_value_set_double (value, cw_step_progress_get_fraction (self));
      break;
    }
}

static void
cw_step_progress_finalize (GObject *object)
{
  g_mutex_clear (&CW_STEP_PROGRESS (object)->mutex);

  G_OBJECT_CLASS (cw_step_progress_parent_class)->finalize (object);
}

static void
cw_step_progress_class_init (CwStepProgressClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_step_progress_finalize;
  object_class->get_property = cw_step_progress_get_property;

  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_step_progress_init (CwStepProgress *self)
{
  g_mutex_init (&self->mutex);
}
