/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-sleep-watch.h"

G_BEGIN_DECLS

#define CW_TYPE_DOWNLOAD_GATE (cw_download_gate_get_type ())
G_DECLARE_FINAL_TYPE (CwDownloadGate, cw_download_gate, CW, DOWNLOAD_GATE, GObject)

/* Properties: reason (nullable string: why nothing is to be downloaded now). */

CwDownloadGate *cw_download_gate_new (GNetworkMonitor *network,
                                      CwSleepWatch    *sleep);
const char     *cw_download_gate_get_reason (CwDownloadGate *self);
void            cw_download_gate_doubt (CwDownloadGate *self);

G_END_DECLS
