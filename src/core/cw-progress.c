/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-progress.h"

/* How often a change is told at the most, in ms. */
#define INTERVAL 100

/**
 * CwProgress:
 *
 * How far work is that others do on their threads, in bytes or whatever else it is
 * counted in. Any thread may add to it; that something changed is told on the main
 * one, at most ten times a second.
 */
struct _CwProgress
{
  GObject parent_instance;

  GMutex mutex;
  gint64 done;
  gint64 total;
  guint  source;
};

typedef enum
{
  PROP_FRACTION = 1,
} CwProgressProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

G_DEFINE_FINAL_TYPE (CwProgress, cw_progress, G_TYPE_OBJECT)

static gboolean
on_tell (gpointer data)
{
  CwProgress *self = data;

  g_mutex_lock (&self->mutex);
  self->source = 0;
  g_mutex_unlock (&self->mutex);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  return G_SOURCE_REMOVE;
}

static void
add (CwProgress *self,
     gint64      done,
     gint64      total)
{
  g_mutex_lock (&self->mutex);
  self->done += done;
  self->total += total;
  if (self->source == 0)
    self->source = g_timeout_add_full (G_PRIORITY_DEFAULT, INTERVAL, on_tell, g_object_ref (self), g_object_unref);
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_progress_add_total:
 * @self: (nullable): where somebody looks; %NULL does nothing
 * @n: how much more is to be done
 *
 * On any thread.
 */
void
cw_progress_add_total (CwProgress *self,
                       gint64      n)
{
  g_return_if_fail (self == NULL || CW_IS_PROGRESS (self));

  if (self != NULL)
    add (self, 0, n);
}

/**
 * cw_progress_add:
 * @self: (nullable): where somebody looks; %NULL does nothing
 * @n: how much more is done
 *
 * On any thread.
 */
void
cw_progress_add (CwProgress *self,
                 gint64      n)
{
  g_return_if_fail (self == NULL || CW_IS_PROGRESS (self));

  if (self != NULL)
    add (self, n, 0);
}

gint64
cw_progress_get_done (CwProgress *self)
{
  gint64 done;

  g_return_val_if_fail (CW_IS_PROGRESS (self), 0);

  g_mutex_lock (&self->mutex);
  done = self->done;
  g_mutex_unlock (&self->mutex);

  return done;
}

gint64
cw_progress_get_total (CwProgress *self)
{
  gint64 total;

  g_return_val_if_fail (CW_IS_PROGRESS (self), 0);

  g_mutex_lock (&self->mutex);
  total = self->total;
  g_mutex_unlock (&self->mutex);

  return total;
}

/**
 * cw_progress_get_fraction:
 * @self: a progress
 *
 * Returns: from 0 to 1; 0 while nobody knows how much there is to be done
 */
double
cw_progress_get_fraction (CwProgress *self)
{
  double fraction;

  g_return_val_if_fail (CW_IS_PROGRESS (self), 0);

  g_mutex_lock (&self->mutex);
  fraction = self->total > 0 ? CLAMP ((double) self->done / (double) self->total, 0, 1) : 0;
  g_mutex_unlock (&self->mutex);

  return fraction;
}

/**
 * cw_progress_new:
 *
 * Returns: (transfer full): a progress of nothing yet
 */
CwProgress *
cw_progress_new (void)
{
  return g_object_new (CW_TYPE_PROGRESS, NULL);
}

static void
cw_progress_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CwProgress *self = CW_PROGRESS (object);

  switch ((CwProgressProperty) id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, cw_progress_get_fraction (self));
      break;
    }
}

static void
cw_progress_finalize (GObject *object)
{
  g_mutex_clear (&CW_PROGRESS (object)->mutex);

  G_OBJECT_CLASS (cw_progress_parent_class)->finalize (object);
}

static void
cw_progress_class_init (CwProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_progress_finalize;
  object_class->get_property = cw_progress_get_property;

  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_progress_init (CwProgress *self)
{
  g_mutex_init (&self->mutex);
}
