/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-page.h"

G_BEGIN_DECLS

#define CW_TYPE_SEEN_RESULTS (cw_seen_results_get_type ())
G_DECLARE_FINAL_TYPE (CwSeenResults, cw_seen_results, CW, SEEN_RESULTS, GObject)

CwSeenResults *cw_seen_results_new (GPtrArray *clips,
                                    GPtrArray *channels,
                                    GPtrArray *categories);
GPtrArray     *cw_seen_results_get_clips (CwSeenResults *self);
GPtrArray     *cw_seen_results_get_channels (CwSeenResults *self);
GPtrArray     *cw_seen_results_get_categories (CwSeenResults *self);

G_END_DECLS
