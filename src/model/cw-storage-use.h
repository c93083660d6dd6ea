/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_STORAGE_USE (cw_storage_use_get_type ())
G_DECLARE_FINAL_TYPE (CwStorageUse, cw_storage_use, CW, STORAGE_USE, CwRecord)

/**
 * CwStorageKind:
 * @CW_STORAGE_WATCHED: clips that were watched, for a day
 * @CW_STORAGE_PICTURES: pictures of what Twitch has
 * @CW_STORAGE_PREVIEWS: what exports and the editor have put aside
 * @CW_STORAGE_THUMBNAILS: pictures of the library's clips
 * @CW_STORAGE_TRASH: files of clips in the trash, as far as they are the library's own
 * @CW_STORAGE_MEDIA: the library's own files of clips that are not in the trash
 * @CW_STORAGE_CHANNEL: those of one channel, which are among the media
 * @CW_STORAGE_UNUSED: files in the library's own folder that no clip has
 * @CW_STORAGE_PROJECTS: projects and their versions
 * @CW_STORAGE_DATABASE: what is known of the clips
 * @CW_STORAGE_BACKUPS: copies from before a migration or a restored backup
 * @CW_STORAGE_EXPORTS: videos that were exported, wherever they are
 */
typedef enum
{
  CW_STORAGE_WATCHED,
  CW_STORAGE_PICTURES,
  CW_STORAGE_PREVIEWS,
  CW_STORAGE_THUMBNAILS,
  CW_STORAGE_TRASH,
  CW_STORAGE_MEDIA,
  CW_STORAGE_CHANNEL,
  CW_STORAGE_UNUSED,
  CW_STORAGE_PROJECTS,
  CW_STORAGE_DATABASE,
  CW_STORAGE_BACKUPS,
  CW_STORAGE_EXPORTS,
} CwStorageKind;

CwStorageUse *cw_storage_use_new (CwStorageKind kind,
                                  const char   *title,
                                  gint64        n,
                                  gint64        size);
CwStorageKind cw_storage_use_get_kind (CwStorageUse *self);
const char   *cw_storage_use_get_title (CwStorageUse *self);
gint64        cw_storage_use_get_n (CwStorageUse *self);
gint64        cw_storage_use_get_size (CwStorageUse *self);
const char   *cw_storage_kind_get_nick (CwStorageKind kind);

G_END_DECLS
