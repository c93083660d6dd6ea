/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * CwSeenFile:
 * @path: a video, absolute
 * @size: bytes
 * @modified: us UTC
 */
typedef struct
{
  char   *path;
  goffset size;
  gint64  modified;
} CwSeenFile;

/**
 * CwFolderLook:
 * @files: (element-type CwSeenFile): the videos
 * @folders: the folders, the first being the one that was asked for
 * @problem: (nullable): why that one cannot be looked at, a sentence
 *
 * What is in a folder and below it. A boxed type.
 */
typedef struct
{
  GPtrArray *files;
  char     **folders;
  char      *problem;
} CwFolderLook;

#define CW_TYPE_FOLDER_LOOK (cw_folder_look_get_type ())

GType         cw_folder_look_get_type (void);
CwFolderLook *cw_folder_look_copy (CwFolderLook *self);
void          cw_folder_look_free (CwFolderLook *self);
CwSeenFile   *cw_seen_file_copy (const CwSeenFile *self);
void          cw_seen_file_free (CwSeenFile *self);
DexFuture    *cw_folder_look (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFolderLook, cw_folder_look_free)

G_END_DECLS
