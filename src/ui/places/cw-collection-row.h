/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-collection.h"

G_BEGIN_DECLS

#define CW_TYPE_COLLECTION_ROW (cw_collection_row_get_type ())
G_DECLARE_FINAL_TYPE (CwCollectionRow, cw_collection_row, CW, COLLECTION_ROW, GtkListBoxRow)

/* A collection in the sidebar. What can be done to it are actions of the group
 * “places”. Property: collection (CwCollection). */

CwCollectionRow *cw_collection_row_new (CwCollection *collection);
CwCollection    *cw_collection_row_get_collection (CwCollectionRow *self);
char            *cw_collection_row_dup_page (CwCollection *collection);

G_END_DECLS
