/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"

G_BEGIN_DECLS

/**
 * CwSideFileKind:
 * @CW_SIDE_FILE_NONE: something else
 * @CW_SIDE_FILE_OWN: what cw_clip_export_to_json() writes
 * @CW_SIDE_FILE_YT_DLP: “NAME.info.json” of yt-dlp and youtube-dl
 * @CW_SIDE_FILE_TWITCH_DOWNLOADER: a chat that TwitchDownloader saved
 * @CW_SIDE_FILE_GRAPHQL: clips as Twitch's website gets them: twitch-dl's JSON
 * @CW_SIDE_FILE_HELIX: clips as Twitch's interface gives them
 * @CW_SIDE_FILE_FFMETADATA: what TwitchDownloader and yt-dlp give to ffmpeg
 *
 * Whose format a file is in, the most trusted first.
 */
typedef enum
{
  CW_SIDE_FILE_NONE,
  CW_SIDE_FILE_OWN,
  CW_SIDE_FILE_YT_DLP,
  CW_SIDE_FILE_GRAPHQL,
  CW_SIDE_FILE_HELIX,
  CW_SIDE_FILE_TWITCH_DOWNLOADER,
  CW_SIDE_FILE_FFMETADATA,
} CwSideFileKind;

/* Bytes that are looked at. A chat with its pictures in it is the largest there is. */
#define CW_SIDE_FILE_MOST_BYTES (32 * 1024 * 1024)

GPtrArray *cw_side_file_read (const char     *text,
                              gsize           length,
                              CwSideFileKind *kind,
                              GError        **error);

G_END_DECLS
