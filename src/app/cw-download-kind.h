/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-sources.h"
#include "cw-download-gate.h"
#include "cw-job-kind.h"
#include "cw-library.h"
#include "cw-watch-cache.h"

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

#define CW_TYPE_DOWNLOAD_KIND (cw_download_kind_get_type ())
G_DECLARE_FINAL_TYPE (CwDownloadKind, cw_download_kind, CW, DOWNLOAD_KIND, CwJobKind)

/**
 * CwDownloadParts:
 * @http: the door
 * @sources: where files come from
 * @cache: (nullable): where they may be already
 * @library: (nullable): where they are kept; without one they are only put into @folder
 * @media: (nullable): the library's own folder, where their files go; without one they
 *   stay in @folder
 * @gate: (nullable): whether this is a time to download
 * @folder: where to put the files
 *
 * What it takes to download.
 */
typedef struct
{
  CwHttp         *http;
  CwClipSources  *sources;
  CwWatchCache   *cache;
  CwLibrary      *library;
  CwMediaStore   *media;
  CwDownloadGate *gate;
  const char     *folder;
} CwDownloadParts;

CwDownloadKind *cw_download_kind_new (const CwDownloadParts *parts);
void            cw_download_kind_set_jobs (CwDownloadKind *self,
                                           GListModel     *jobs);

G_END_DECLS
