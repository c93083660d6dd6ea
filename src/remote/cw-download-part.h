/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-growing-file.h"

G_BEGIN_DECLS

#define CW_TYPE_DOWNLOAD_PART (cw_download_part_get_type ())
G_DECLARE_FINAL_TYPE (CwDownloadPart, cw_download_part, CW, DOWNLOAD_PART, GObject)

CwDownloadPart *cw_download_part_new (const char *path);
CwGrowingFile  *cw_download_part_get_file (CwDownloadPart *self);
const char     *cw_download_part_get_validator (CwDownloadPart *self);
DexFuture      *cw_download_part_open (CwDownloadPart *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_download_part_begin (CwDownloadPart *self,
                                        const char     *validator,
                                        gint64          total) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_download_part_append (CwDownloadPart *self,
                                         GBytes         *bytes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_download_part_finish (CwDownloadPart *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_download_part_discard (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
