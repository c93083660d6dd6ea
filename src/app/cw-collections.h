/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-collection.h"
#include "cw-database.h"
#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_COLLECTIONS (cw_collections_get_type ())
G_DECLARE_FINAL_TYPE (CwCollections, cw_collections, CW, COLLECTIONS, GObject)

/* A list of CwCollection. What changes them resolves once it is durable, and seen in
 * this list and those of clips; all can be undone. Clips are CwClip s, which need not be loaded. */

CwCollections *cw_collections_new (CwDatabase *database,
                                   CwLibrary  *library);
DexFuture     *cw_collections_refresh (CwCollections *self) G_GNUC_WARN_UNUSED_RESULT;
CwLibrary     *cw_collections_get_library (CwCollections *self);
CwCollection  *cw_collections_find (CwCollections *self,
                                    const char    *id);
DexFuture     *cw_collections_create (CwCollections *self,
                                      const char    *title,
                                      const char    *query,
                                      GPtrArray     *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_collections_rename (CwCollections *self,
                                      CwCollection  *collection,
                                      const char    *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_collections_set_query (CwCollections *self,
                                         CwCollection  *collection,
                                         const char    *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_collections_delete (CwCollections *self,
                                      CwCollection  *collection) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_collections_add (CwCollections *self,
                                   CwCollection  *collection,
                                   GPtrArray     *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_collections_remove (CwCollections *self,
                                      CwCollection  *collection,
                                      GPtrArray     *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_collections_move (CwCollections *self,
                                    CwCollection  *collection,
                                    GPtrArray     *clips,
                                    CwClip        *before) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
