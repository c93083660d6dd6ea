/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwBackupExtract:
 * @path: a backup
 * @folder: the folder of the library that it is for: files in there are about to go
 * @fresh: the new folder, which is made; what is there is removed
 * @media: (nullable): where the library's own media are to be; %NULL for in @fresh
 * @progress: (nullable): gets the bytes
 *
 * How to take out what is in a backup.
 */
typedef struct
{
  const char *path;
  const char *folder;
  const char *fresh;
  const char *media;
  CwProgress *progress;
} CwBackupExtract;

gboolean cw_backup_extract (const CwBackupExtract *way,
                            GCancellable          *cancellable,
                            GError               **error);

G_END_DECLS
