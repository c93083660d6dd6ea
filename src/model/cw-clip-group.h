/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_GROUP (cw_clip_group_get_type ())
G_DECLARE_FINAL_TYPE (CwClipGroup, cw_clip_group, CW, CLIP_GROUP, CwRecord)

/**
 * CwGrouping:
 * @CW_GROUPING_BROADCAST: what comes from one broadcast
 * @CW_GROUPING_CHANNEL: what comes from one channel
 * @CW_GROUPING_DATE: what was made in one month
 */
typedef enum
{
  CW_GROUPING_BROADCAST,
  CW_GROUPING_CHANNEL,
  CW_GROUPING_DATE,
} CwGrouping;

/* Properties: title, query (what shows its clips), n (int64), covers (GStrv: ids of its
 * newest clips). */

CwClipGroup       *cw_clip_group_new (const char        *title,
                                      const char        *query,
                                      gint64             n,
                                      const char *const *covers);
const char        *cw_clip_group_get_title (CwClipGroup *self);
const char        *cw_clip_group_get_query (CwClipGroup *self);
gint64             cw_clip_group_get_n (CwClipGroup *self);
const char *const *cw_clip_group_get_covers (CwClipGroup *self);
gboolean           cw_grouping_from_nick (const char *nick,
                                          CwGrouping *grouping);

G_END_DECLS
