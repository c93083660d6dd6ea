/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_RENDITION (cw_rendition_get_type ())
G_DECLARE_FINAL_TYPE (CwRendition, cw_rendition, CW, RENDITION, CwRecord)

/* Properties: url (good for hours only), height (px of the picture's smaller side,
 * as Twitch names it: 1080; 0 unknown), rate (thousandths of a frame a second: 60023; 0
 * unknown), portrait (boolean). */

CwRendition *cw_rendition_new (const char *url,
                               gint64      height,
                               gint64      rate,
                               gboolean    portrait);
const char  *cw_rendition_get_url (CwRendition *self);
gint64       cw_rendition_get_height (CwRendition *self);
gint64       cw_rendition_get_rate (CwRendition *self);
gboolean     cw_rendition_get_portrait (CwRendition *self);
char        *cw_rendition_dup_name (CwRendition *self);
int          cw_rendition_compare (gconstpointer a,
                                   gconstpointer b);

G_END_DECLS
