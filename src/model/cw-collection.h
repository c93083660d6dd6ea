/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_COLLECTION (cw_collection_get_type ())
G_DECLARE_FINAL_TYPE (CwCollection, cw_collection, CW, COLLECTION, GObject)

/* Properties: id, title, query (nullable: filled by hand), n (int64: how many clips;
 * -1 while that is not known). */

CwCollection *cw_collection_new (const char *id,
                                 const char *title,
                                 const char *query,
                                 gint64      n);
const char   *cw_collection_get_id (CwCollection *self);
const char   *cw_collection_get_title (CwCollection *self);
const char   *cw_collection_get_query (CwCollection *self);
gboolean      cw_collection_is_smart (CwCollection *self);
gint64        cw_collection_get_n (CwCollection *self);
char         *cw_collection_dup_shown (CwCollection *self);
void          cw_collection_set_n (CwCollection *self,
                                   gint64        n);
void          cw_collection_update (CwCollection *self,
                                    CwCollection *now);

G_END_DECLS
