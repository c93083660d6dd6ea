/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-twitch-clip.h"

G_BEGIN_DECLS

/**
 * CwClipSort:
 * @CW_CLIP_SORT_VIEWS: the most watched first
 * @CW_CLIP_SORT_NEWEST: the newest first
 * @CW_CLIP_SORT_OLDEST: the oldest first
 * @CW_CLIP_SORT_LONGEST: the longest first
 * @CW_CLIP_SORT_SHORTEST: the shortest first
 *
 * In what order to show clips.
 */
typedef enum
{
  CW_CLIP_SORT_VIEWS,
  CW_CLIP_SORT_NEWEST,
  CW_CLIP_SORT_OLDEST,
  CW_CLIP_SORT_LONGEST,
  CW_CLIP_SORT_SHORTEST,
} CwClipSort;

#define CW_N_CLIP_SORTS (CW_CLIP_SORT_SHORTEST + 1)

/**
 * CwClipFilter:
 * @language: (nullable): in which they are, as Twitch calls it: "en"
 * @creator: (nullable): part of the name of who has made them
 * @words: (nullable): part of the title
 * @shortest: ns, 0 for any
 * @longest: ns, 0 for any
 * @least_views: how often they were watched at least
 * @featured: whether only those that the channel has picked
 *
 * Which clips to show; all of them where it is all zero.
 */
typedef struct
{
  char    *language;
  char    *creator;
  char    *words;
  gint64   shortest;
  gint64   longest;
  gint64   least_views;
  gboolean featured;
} CwClipFilter;

void     cw_clip_filter_copy_to (const CwClipFilter *self,
                                 CwClipFilter       *copy);
void     cw_clip_filter_clear (CwClipFilter *self);
gboolean cw_clip_filter_is_empty (const CwClipFilter *self);
gboolean cw_clip_filter_equal (const CwClipFilter *a,
                               const CwClipFilter *b);
gboolean cw_clip_filter_matches (const CwClipFilter *self,
                                 CwTwitchClip       *clip);
int      cw_clip_sort_compare (CwClipSort    sort,
                               CwTwitchClip *a,
                               CwTwitchClip *b);

G_END_DECLS
