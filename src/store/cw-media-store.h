/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-progress.h"
#include "cw-stored-file.h"

G_BEGIN_DECLS

#define CW_TYPE_MEDIA_STORE (cw_media_store_get_type ())
G_DECLARE_FINAL_TYPE (CwMediaStore, cw_media_store, CW, MEDIA_STORE, GObject)

/* How long a file may be in the folder before its clip is in the library, us. */
#define CW_MEDIA_STORE_GRACE G_TIME_SPAN_DAY

CwMediaStore *cw_media_store_new (CwDatabase *database,
                                  const char *folder);
CwDatabase   *cw_media_store_get_database (CwMediaStore *self);
const char   *cw_media_store_get_folder (CwMediaStore *self);
const char   *cw_media_store_get_usual_folder (CwMediaStore *self);
void          cw_media_store_set_folder (CwMediaStore *self,
                                         const char   *folder);
char         *cw_media_store_resolve (CwMediaStore *self,
                                      const char   *uri);
char         *cw_media_store_locate (CwMediaStore *self,
                                     const char   *path);
DexFuture    *cw_media_store_check (CwMediaStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_media_store_take (CwMediaStore *self,
                                   const char   *path,
                                   CwProgress   *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_media_store_copy (CwMediaStore *self,
                                   const char   *path,
                                   CwProgress   *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_media_store_list_unused (CwMediaStore *self,
                                          gint64        grace) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_media_store_delete_unused (CwMediaStore      *self,
                                            gint64             grace,
                                            const char *const *uris) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
