/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-feed.h"

G_BEGIN_DECLS

#define CW_TYPE_MODEL_FEED (cw_model_feed_get_type ())
G_DECLARE_FINAL_TYPE (CwModelFeed, cw_model_feed, CW, MODEL_FEED, CwFeed)

CwModelFeed *cw_model_feed_new (GListModel *model);

G_END_DECLS
