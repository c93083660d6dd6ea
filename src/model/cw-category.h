/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_CATEGORY (cw_category_get_type ())
G_DECLARE_FINAL_TYPE (CwCategory, cw_category, CW, CATEGORY, CwRecord)

/* Properties: id, name, art (URL, with {width}x{height} where any size can be
 * had). */

const char *cw_category_get_id (CwCategory *self);
const char *cw_category_get_name (CwCategory *self);
const char *cw_category_get_art (CwCategory *self);

G_END_DECLS
