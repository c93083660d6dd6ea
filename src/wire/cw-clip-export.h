/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is known of clips, for other programs and for another library of ours.
 *
 * As JSON, the same for a list of clips and for one beside its file (NAME.clip.json):
 *
 *   {
 *     "format": "clipwright-clips",
 *     "version": 1,
 *     "clips": [
 *       {
 *         "file": "Channel - Title [Slug].mp4",     in the folder of this file
 *         "title": "…", "note": "…", "tags": ["…"],
 *         "rating": 4,                              1 to 5
 *         "favourite": true,
 *         "channel": "…", "channel_id": "…",
 *         "creator": "…", "creator_id": "…",
 *         "category": "…", "category_id": "…",
 *         "language": "en", "url": "https://…",
 *         "twitch_id": "Slug",
 *         "vod_id": "…", "vod_offset": 1234.5,      s
 *         "created": "2024-01-31T18:30:00.000000Z",
 *         "duration": 29.5,                         s
 *         "views": 17,
 *         "transcript": "…"
 *       }
 *     ]
 *   }
 *
 * A member that is not known is left out. Readers ignore members that they do not
 * know; “version” grows only when an old reader would be wrong.
 *
 * As CSV (RFC 4180): UTF-8 with a line of names, the same members in that order, tags
 * joined by “; ”. A cell that a spreadsheet would run as a formula begins with an
 * apostrophe. */

#define CW_CLIP_EXPORT_SUFFIX ".clip.json"

char      *cw_clip_export_to_json (GPtrArray *clips);
char      *cw_clip_export_to_csv (GPtrArray *clips);
gboolean   cw_clip_export_is_own (JsonNode *root);
GPtrArray *cw_clip_export_read (JsonNode *root,
                                GError  **error);

G_END_DECLS
