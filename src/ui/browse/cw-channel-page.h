/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

#include "cw-channel.h"

G_BEGIN_DECLS

#define CW_TYPE_CHANNEL_PAGE (cw_channel_page_get_type ())
G_DECLARE_FINAL_TYPE (CwChannelPage, cw_channel_page, CW, CHANNEL_PAGE, CwBrowsePage)

CwChannelPage *cw_channel_page_new (CwTwitch   *twitch,
                                    const char *channel_id,
                                    const char *name);

G_END_DECLS
