/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the first and the last file in a backup are called. */
#define CW_BACKUP_MANIFEST "manifest.json"
#define CW_BACKUP_END "end.json"

/**
 * CwBackupFile:
 * @name: what it is called in the backup
 * @path: (nullable): where it is read from
 * @hash: its SHA-256
 * @uri: (nullable): where it was, of a file that a clip has outside the library's own folder
 * @size: bytes
 */
typedef struct
{
  char  *name;
  char  *path;
  char  *hash;
  char  *uri;
  gint64 size;
} CwBackupFile;

/**
 * CwBackupManifest:
 * @files: (element-type CwBackupFile): what is in it, in its order; a name that comes
 *   again is the same file for another clip, and in the backup once
 * @missing: (element-type utf8): URIs of files that were not there when it was made
 * @version: which version of the database's schema it is of
 * @made: when, us UTC
 */
typedef struct
{
  GPtrArray *files;
  GPtrArray *missing;
  int        version;
  gint64     made;
} CwBackupManifest;

CwBackupManifest *cw_backup_manifest_new (void);
void              cw_backup_manifest_free (CwBackupManifest *self);
void              cw_backup_manifest_add (CwBackupManifest *self,
                                          const char       *name,
                                          const char       *path,
                                          const char       *hash,
                                          const char       *uri,
                                          gint64            size);
gint64            cw_backup_manifest_get_size (CwBackupManifest *self);
char             *cw_backup_manifest_to_text (CwBackupManifest *self);
CwBackupManifest *cw_backup_manifest_parse (const char *text,
                                            GError    **error);
char             *cw_backup_end_to_text (GPtrArray *damaged);
char            **cw_backup_end_parse (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBackupManifest, cw_backup_manifest_free)

G_END_DECLS
