/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-collections.h"

G_BEGIN_DECLS

#define CW_TYPE_COLLECTION_DIALOG (cw_collection_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwCollectionDialog, cw_collection_dialog, CW, COLLECTION_DIALOG, AdwAlertDialog)

/* Asks how a collection is to be called, and what it is to show where it is not filled
 * by hand. The response is “save”, only where both can be taken, or “cancel”. */

CwCollectionDialog *cw_collection_dialog_new (CwCollections *collections,
                                              CwCollection  *collection,
                                              const char    *query);
CwCollection       *cw_collection_dialog_get_collection (CwCollectionDialog *self);
const char         *cw_collection_dialog_get_title (CwCollectionDialog *self);
const char         *cw_collection_dialog_get_query (CwCollectionDialog *self);

G_END_DECLS
