/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

#define CW_DOWNLOAD_JOB_KIND "download"

CwJob        *cw_download_job_make (CwTwitchClip *clip,
                                    gboolean      permitted);
CwJob        *cw_download_job_parse (const char *payload);
CwTwitchClip *cw_download_job_dup_clip (CwJob *job);
gboolean      cw_download_job_is_permitted (CwJob *job);
char         *cw_download_job_dup_portrait_path (CwJob *job);

G_END_DECLS
