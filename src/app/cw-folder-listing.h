/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwFoundFile:
 * @name: its name in its folder
 * @size: bytes
 * @modified: us UTC
 * @identity: the same for two names of one file; "" where the disk does not say
 */
typedef struct
{
  char   *name;
  goffset size;
  gint64  modified;
  char   *identity;
} CwFoundFile;

/**
 * CwFolderListing:
 * @path: the folder, absolute
 * @files: (element-type CwFoundFile): its files by name, but hidden ones
 * @folders: its folders by name, but hidden ones
 */
typedef struct
{
  char      *path;
  GPtrArray *files;
  GPtrArray *folders;
} CwFolderListing;

/**
 * CwFolderFunc:
 * @listing: what is in a folder
 * @data: what was given to cw_folder_walk()
 *
 * Returns: whether to go on
 */
typedef gboolean (*CwFolderFunc) (const CwFolderListing *listing,
                                  gpointer               data);

CwFolderListing *cw_folder_listing_load (const char   *path,
                                         GCancellable *cancellable,
                                         GError      **error);
void             cw_folder_listing_free (CwFolderListing *self);
gboolean         cw_folder_walk (const char   *path,
                                 gboolean      recursive,
                                 GHashTable   *seen,
                                 CwFolderFunc  func,
                                 gpointer      data,
                                 GStrvBuilder *warnings,
                                 GCancellable *cancellable);
gboolean         cw_folder_is_media_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFolderListing, cw_folder_listing_free)

G_END_DECLS
