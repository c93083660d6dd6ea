/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-helix.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

/* How many results a list of clips has at the most, however many there are. */
#define CW_HELIX_MOST_CLIPS 1000

/**
 * CwClipQuery:
 * @channel_id: (nullable): whose clips
 * @category_id: (nullable): or of what
 * @from: us UTC, 0 for no limit
 * @to: us UTC, 0 for no limit
 * @featured: whether only those that the channel has picked
 * @anew: whether Twitch is to be asked, though it was lately; the answer is not kept
 *
 * Which clips to list: of a channel or of a category.
 */
typedef struct
{
  const char *channel_id;
  const char *category_id;
  gint64      from;
  gint64      to;
  gboolean    featured;
  gboolean    anew;
} CwClipQuery;

DexFuture *cw_helix_list_clips (CwHelix           *self,
                                const CwClipQuery *query,
                                const char        *cursor) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_find_clips (CwHelix           *self,
                                const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
