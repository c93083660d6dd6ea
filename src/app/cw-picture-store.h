/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwHttp CwHttp;

#define CW_TYPE_PICTURE_STORE (cw_picture_store_get_type ())
G_DECLARE_FINAL_TYPE (CwPictureStore, cw_picture_store, CW, PICTURE_STORE, GObject)

CwPictureStore *cw_picture_store_new (CwHttp *http);
DexFuture      *cw_picture_store_load (CwPictureStore *self,
                                       const char     *url) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_picture_store_prune (CwPictureStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_picture_store_clear (CwPictureStore *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
