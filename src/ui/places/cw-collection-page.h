/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-collections.h"

#include "cw-clip-view.h"

G_BEGIN_DECLS

#define CW_TYPE_COLLECTION_PAGE (cw_collection_page_get_type ())
G_DECLARE_FINAL_TYPE (CwCollectionPage, cw_collection_page, CW, COLLECTION_PAGE, AdwNavigationPage)

/* The clips of a collection. Where it is filled by hand, they can be put in order, by
 * dragging or by Alt and the arrow keys, and be taken out. */

CwCollectionPage *cw_collection_page_new (CwCollections *collections,
                                          CwCollection  *collection);
CwClipView       *cw_collection_page_get_view (CwCollectionPage *self);

G_END_DECLS
