/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_GROWING_FILE (cw_growing_file_get_type ())
G_DECLARE_FINAL_TYPE (CwGrowingFile, cw_growing_file, CW, GROWING_FILE, GObject)

CwGrowingFile *cw_growing_file_new (const char *path);
gboolean       cw_growing_file_open (CwGrowingFile *self,
                                     GError       **error);
gboolean       cw_growing_file_open_whole (CwGrowingFile *self,
                                           const char    *path,
                                           GError       **error);
gboolean       cw_growing_file_append (CwGrowingFile *self,
                                       gconstpointer  data,
                                       gsize          size,
                                       GError       **error);
gboolean       cw_growing_file_restart (CwGrowingFile *self,
                                        GError       **error);
void           cw_growing_file_set_total (CwGrowingFile *self,
                                          goffset        total);
gboolean       cw_growing_file_complete (CwGrowingFile *self,
                                         const char    *target,
                                         GError       **error);
void           cw_growing_file_fail (CwGrowingFile *self,
                                     const GError  *error);

gssize   cw_growing_file_read (CwGrowingFile *self,
                               goffset        offset,
                               gpointer       buffer,
                               gsize          size,
                               GCancellable  *cancellable,
                               GError       **error);
gboolean cw_growing_file_wait (CwGrowingFile *self,
                               goffset        length,
                               GCancellable  *cancellable,
                               GError       **error);
goffset  cw_growing_file_wait_total (CwGrowingFile *self,
                                     GCancellable  *cancellable,
                                     GError       **error);
gboolean cw_growing_file_has (CwGrowingFile *self,
                              goffset        offset,
                              gsize          size);
goffset  cw_growing_file_get_length (CwGrowingFile *self);
goffset  cw_growing_file_get_total (CwGrowingFile *self);
gboolean cw_growing_file_is_complete (CwGrowingFile *self);
GError  *cw_growing_file_dup_error (CwGrowingFile *self);
char    *cw_growing_file_dup_path (CwGrowingFile *self);

G_END_DECLS
