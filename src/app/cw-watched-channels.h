/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-watched-channel.h"

G_BEGIN_DECLS

typedef struct _CwWatchedChannels CwWatchedChannels;

CwWatchedChannels *cw_watched_channels_new (void);
void               cw_watched_channels_free (CwWatchedChannels *self);
GListModel        *cw_watched_channels_get_list (CwWatchedChannels *self);
char             **cw_watched_channels_dup_ids (CwWatchedChannels *self);
CwWatchedChannel  *cw_watched_channels_find (CwWatchedChannels *self,
                                             const char        *id);
void               cw_watched_channels_put (CwWatchedChannels *self,
                                            CwWatchedChannel  *record);
void               cw_watched_channels_set_checked (CwWatchedChannels *self,
                                                    const char        *id,
                                                    gint64             checked);
void               cw_watched_channels_remove (CwWatchedChannels *self,
                                               const char        *id);
void               cw_watched_channels_clear (CwWatchedChannels *self);

G_END_DECLS
