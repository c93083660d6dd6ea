/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-sleep-watch.h"

#define LOGIND "org.freedesktop.login1"
#define PATH "/org/freedesktop/login1"

/**
 * CwSleepWatch:
 *
 * Says when the computer goes to sleep and when it is back, as logind tells. Where there
 * is no system bus or no logind it never does.
 */
struct _CwSleepWatch
{
  GObject parent_instance;

  GCancellable    *cancellable;
  GDBusConnection *bus; /* nullable */
  guint            subscription;
  gboolean         asleep;
};

typedef enum
{
  PROP_ASLEEP = 1,
} CwSleepWatchProperty;

static GParamSpec *properties[PROP_ASLEEP + 1];

G_DEFINE_FINAL_TYPE (CwSleepWatch, cw_sleep_watch, G_TYPE_OBJECT)

static void
on_prepare (GDBusConnection *bus,
            const char      *sender,
            const char      *path,
            const char      *interface,
            const char      *signal,
            GVariant        *parameters,
            gpointer         data)
{
  CwSleepWatch *self = data;
  gboolean      asleep;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &asleep);
  if (self->asleep == asleep)
    return;

  self->asleep = asleep;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASLEEP]);
}

static void
on_bus (GObject      *object,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  CwSleepWatch *self;

  /* When it is cancelled the watch is gone. */
  if (bus == NULL)
    {
      g_debug ("Nobody tells when the computer sleeps: %s", error->message);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = data;
  self->bus = g_steal_pointer (&bus);
  self->subscription = g_dbus_connection_signal_subscribe (self->bus, LOGIND, LOGIND ".Manager", "PrepareForSleep", PATH, NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE, on_prepare, self, NULL);
}

gboolean
cw_sleep_watch_get_asleep (CwSleepWatch *self)
{
  g_return_val_if_fail (CW_IS_SLEEP_WATCH (self), FALSE);

  return self->asleep;
}

/**
 * cw_sleep_watch_new:
 *
 * Returns: (transfer full): a watch over this computer
 */
CwSleepWatch *
cw_sleep_watch_new (void)
{
  CwSleepWatch *self = g_object_new (CW_TYPE_SLEEP_WATCH, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, self);
  return self;
}

static void
cw_sleep_watch_dispose (GObject *object)
{
  CwSleepWatch *self = CW_SLEEP_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (cw_sleep_watch_parent_class)->dispose (object);
}

static void
cw_sleep_watch_finalize (GObject *object)
{
  g_object_unref (CW_SLEEP_WATCH (object)->cancellable);

  G_OBJECT_CLASS (cw_sleep_watch_parent_class)->finalize (object);
}

static void
cw_sleep_watch_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((CwSleepWatchProperty) id)
    {
    case PROP_ASLEEP:
      g_value_set_boolean (value, CW_SLEEP_WATCH (object)->asleep);
      break;
    }
}

static void
cw_sleep_watch_class_init (CwSleepWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_sleep_watch_dispose;
  object_class->finalize = cw_sleep_watch_finalize;
  object_class->get_property = cw_sleep_watch_get_property;

  properties[PROP_ASLEEP] = g_param_spec_boolean ("asleep", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_sleep_watch_init (CwSleepWatch *self)
{
  self->cancellable = g_cancellable_new ();
}
