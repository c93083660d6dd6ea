/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CwBackupWriter CwBackupWriter;
typedef struct _CwBackupReader CwBackupReader;

CwBackupWriter *cw_backup_writer_new (const char *path,
                                      GError    **error);
void            cw_backup_writer_free (CwBackupWriter *self);
gboolean        cw_backup_writer_add_text (CwBackupWriter *self,
                                           const char     *name,
                                           const char     *text,
                                           GError        **error);
char           *cw_backup_writer_add_file (CwBackupWriter *self,
                                           const char     *name,
                                           const char     *path,
                                           gint64          size,
                                           CwProgress     *progress,
                                           GCancellable   *cancellable,
                                           GError        **error);
gboolean        cw_backup_writer_finish (CwBackupWriter *self,
                                         GError        **error);

CwBackupReader *cw_backup_reader_new (const char *path,
                                      GError    **error);
void            cw_backup_reader_free (CwBackupReader *self);
const char     *cw_backup_reader_next (CwBackupReader *self,
                                       GError        **error);
char           *cw_backup_reader_read_text (CwBackupReader *self,
                                            GError        **error);
char           *cw_backup_reader_extract (CwBackupReader *self,
                                          const char     *path,
                                          CwProgress     *progress,
                                          GCancellable   *cancellable,
                                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBackupWriter, cw_backup_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBackupReader, cw_backup_reader_free)

G_END_DECLS
