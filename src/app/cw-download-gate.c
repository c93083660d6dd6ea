/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download-gate.h"

#include "cw-app-settings.h"

#include <glib/gi18n.h>

/**
 * CwDownloadGate:
 *
 * Whether this is a time to download: not while the computer goes to sleep, not without a
 * network, and not where the network costs by what is transferred, unless the user wants
 * that.
 *
 * That there is no network is believed when it goes, or once a download has failed: what
 * the system says is wrong with some VPNs, and in containers.
 */
struct _CwDownloadGate
{
  GObject parent_instance;

  GNetworkMonitor *network;
  CwSleepWatch    *sleep;
  GSettings       *settings; /* nullable */
  gboolean         offline;
  const char      *reason; /* nullable */
};

typedef enum
{
  PROP_REASON = 1,
} CwDownloadGateProperty;

static GParamSpec *properties[PROP_REASON + 1];

G_DEFINE_FINAL_TYPE (CwDownloadGate, cw_download_gate, G_TYPE_OBJECT)

static gboolean
may_cost (CwDownloadGate *self)
{
  return self->settings != NULL && g_settings_get_boolean (self->settings, "download-when-metered");
}

static const char *
find_reason (CwDownloadGate *self)
{
  if (cw_sleep_watch_get_asleep (self->sleep))
    return _ ("Paused while the computer sleeps");
  if (self->offline)
    return _ ("Waiting for the network");
  if (g_network_monitor_get_network_metered (self->network) && !may_cost (self))
    return _ ("Paused, since this network is metered");

  return NULL;
}

static void
update (CwDownloadGate *self)
{
  const char *reason = find_reason (self);

  if (g_strcmp0 (reason, self->reason) == 0)
    return;

  self->reason = reason;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

static void
on_available (CwDownloadGate *self)
{
  self->offline = !g_network_monitor_get_network_available (self->network);
  update (self);
}

/**
 * cw_download_gate_get_reason:
 * @self: a gate
 *
 * Returns: (nullable): why nothing is to be downloaded now, for the user
 */
const char *
cw_download_gate_get_reason (CwDownloadGate *self)
{
  g_return_val_if_fail (CW_IS_DOWNLOAD_GATE (self), NULL);

  return self->reason;
}

/**
 * cw_download_gate_doubt:
 * @self: a gate
 *
 * Tells it that something could not be reached: if there is no network that is why.
 */
void
cw_download_gate_doubt (CwDownloadGate *self)
{
  g_return_if_fail (CW_IS_DOWNLOAD_GATE (self));

  on_available (self);
}

/**
 * cw_download_gate_new:
 * @network: (nullable): what tells of the network, or %NULL for the system's
 * @sleep: what tells of sleep
 *
 * Returns: (transfer full): a gate
 */
CwDownloadGate *
cw_download_gate_new (GNetworkMonitor *network,
                      CwSleepWatch    *sleep)
{
  CwDownloadGate *self;

  g_return_val_if_fail (network == NULL || G_IS_NETWORK_MONITOR (network), NULL);
  g_return_val_if_fail (CW_IS_SLEEP_WATCH (sleep), NULL);

  self = g_object_new (CW_TYPE_DOWNLOAD_GATE, NULL);
  self->network = g_object_ref (network != NULL ? network : g_network_monitor_get_default ());
  self->sleep = g_object_ref (sleep);
  g_signal_connect_object (self->network, "notify::network-available", G_CALLBACK (on_available), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::network-metered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sleep, "notify::asleep", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::download-when-metered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

static void
cw_download_gate_finalize (GObject *object)
{
  CwDownloadGate *self = CW_DOWNLOAD_GATE (object);

  g_object_unref (self->network);
  g_object_unref (self->sleep);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_download_gate_parent_class)->finalize (object);
}

static void
cw_download_gate_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((CwDownloadGateProperty) id)
    {
    case PROP_REASON:
      g_value_set_string (value, CW_DOWNLOAD_GATE (object)->reason);
      break;
    }
}

static void
cw_download_gate_class_init (CwDownloadGateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_download_gate_finalize;
  object_class->get_property = cw_download_gate_get_property;

  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_download_gate_init (CwDownloadGate *self)
{
  self->settings = cw_app_settings_new ();
}
