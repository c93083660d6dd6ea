/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_METADATA (cw_clip_metadata_get_type ())
G_DECLARE_FINAL_TYPE (CwClipMetadata, cw_clip_metadata, CW, CLIP_METADATA, CwRecord)

/* Properties: title, channel-id, channel-name, creator-id, creator-name, category-id,
 * category-name, language (ISO 639-1), url, twitch-id (the slug), vod-id, vod-offset
 * (ns, -1 unknown), created (us UTC), duration (ns), views, rating (1 to 5), favourite,
 * tags (a #GStrv), note, transcript, file (the media's name in its folder, where the
 * one who wrote this knew it). What is not known is "", 0 or empty. */

const char        *cw_clip_metadata_get_title (CwClipMetadata *self);
const char        *cw_clip_metadata_get_channel_id (CwClipMetadata *self);
const char        *cw_clip_metadata_get_channel_name (CwClipMetadata *self);
const char        *cw_clip_metadata_get_creator_id (CwClipMetadata *self);
const char        *cw_clip_metadata_get_creator_name (CwClipMetadata *self);
const char        *cw_clip_metadata_get_category_id (CwClipMetadata *self);
const char        *cw_clip_metadata_get_category_name (CwClipMetadata *self);
const char        *cw_clip_metadata_get_language (CwClipMetadata *self);
const char        *cw_clip_metadata_get_url (CwClipMetadata *self);
const char        *cw_clip_metadata_get_twitch_id (CwClipMetadata *self);
const char        *cw_clip_metadata_get_vod_id (CwClipMetadata *self);
gint64             cw_clip_metadata_get_vod_offset (CwClipMetadata *self);
gint64             cw_clip_metadata_get_created (CwClipMetadata *self);
gint64             cw_clip_metadata_get_duration (CwClipMetadata *self);
gint64             cw_clip_metadata_get_views (CwClipMetadata *self);
gint64             cw_clip_metadata_get_rating (CwClipMetadata *self);
gboolean           cw_clip_metadata_get_favourite (CwClipMetadata *self);
const char *const *cw_clip_metadata_get_tags (CwClipMetadata *self);
const char        *cw_clip_metadata_get_note (CwClipMetadata *self);
const char        *cw_clip_metadata_get_transcript (CwClipMetadata *self);
const char        *cw_clip_metadata_get_file (CwClipMetadata *self);

G_END_DECLS
