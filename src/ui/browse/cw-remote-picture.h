/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-picture.h"

#include "cw-picture-store.h"

G_BEGIN_DECLS

#define CW_TYPE_REMOTE_PICTURE (cw_remote_picture_get_type ())
G_DECLARE_FINAL_TYPE (CwRemotePicture, cw_remote_picture, CW, REMOTE_PICTURE, CwPicture)

void cw_remote_picture_show (CwRemotePicture *self,
                             CwPictureStore  *pictures,
                             const char      *url);

G_END_DECLS
