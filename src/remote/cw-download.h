/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-growing-file.h"
#include "cw-http.h"
#include "cw-transfer-limits.h"

G_BEGIN_DECLS

#define CW_TYPE_DOWNLOAD (cw_download_get_type ())
G_DECLARE_FINAL_TYPE (CwDownload, cw_download, CW, DOWNLOAD, GObject)

/**
 * CwDownloadUrlFunc:
 * @data: what was given to cw_download_new()
 *
 * Finds where the file is, on the main thread; again where the address is no
 * longer good.
 *
 * Returns: (transfer full): a future of a string
 */
typedef DexFuture *(*CwDownloadUrlFunc) (gpointer data);

/**
 * CwDownloadCheckFunc:
 * @path: where the whole file is for now
 *
 * Looks whether a file is good, on the main thread.
 *
 * Returns: (transfer full): a future that resolves where it is, and is rejected with
 *   %CW_ERROR_MALFORMED where it is not
 */
typedef DexFuture *(*CwDownloadCheckFunc) (const char *path);

/* Properties: received (int64: bytes that are there), total (int64: bytes, 0 while
 * that is not known). */

CwDownload    *cw_download_new (CwHttp           *http,
                                const char       *path,
                                CwDownloadUrlFunc func,
                                gpointer          data,
                                GDestroyNotify    data_free);
void           cw_download_set_limits (CwDownload       *self,
                                       CwTransferLimits *limits);
void           cw_download_set_check (CwDownload         *self,
                                      CwDownloadCheckFunc check);
DexFuture     *cw_download_run (CwDownload *self) G_GNUC_WARN_UNUSED_RESULT;
CwGrowingFile *cw_download_get_file (CwDownload *self);
gint64         cw_download_get_received (CwDownload *self);
gint64         cw_download_get_total (CwDownload *self);
DexFuture     *cw_download_discard (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
