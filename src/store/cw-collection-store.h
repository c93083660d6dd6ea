/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-collection.h"
#include "cw-command-log.h"

G_BEGIN_DECLS

#define CW_TYPE_COLLECTION_STORE (cw_collection_store_get_type ())
G_DECLARE_FINAL_TYPE (CwCollectionStore, cw_collection_store, CW, COLLECTION_STORE, GObject)

CwCollectionStore *cw_collection_store_new (CwDatabase   *database,
                                            CwCommandLog *log);
DexFuture         *cw_collection_store_list (CwCollectionStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_create (CwCollectionStore *self,
                                               const char        *title,
                                               const char        *query,
                                               GArray            *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_rename (CwCollectionStore *self,
                                               CwCollection      *collection,
                                               const char        *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_set_query (CwCollectionStore *self,
                                                  CwCollection      *collection,
                                                  const char        *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_delete (CwCollectionStore *self,
                                               CwCollection      *collection) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_add (CwCollectionStore *self,
                                            CwCollection      *collection,
                                            GArray            *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_remove (CwCollectionStore *self,
                                               CwCollection      *collection,
                                               GArray            *clips) G_GNUC_WARN_UNUSED_RESULT;
DexFuture         *cw_collection_store_move (CwCollectionStore *self,
                                             CwCollection      *collection,
                                             GArray            *clips,
                                             gint64             before) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
