/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-stored-file.h"

/**
 * CwStoredFile:
 *
 * A file in the library's own folder.
 */
struct _CwStoredFile
{
  CwRecord parent_instance;

  char  *uri;
  char  *path;
  gint64 size;
  gint64 changed;
};

static const CwRecordField fields[] = {
  { "uri", G_TYPE_STRING, G_STRUCT_OFFSET (CwStoredFile, uri) },
  { "path", G_TYPE_STRING, G_STRUCT_OFFSET (CwStoredFile, path) },
  { "size", G_TYPE_INT64, G_STRUCT_OFFSET (CwStoredFile, size) },
  { "changed", G_TYPE_INT64, G_STRUCT_OFFSET (CwStoredFile, changed) },
};

G_DEFINE_FINAL_TYPE (CwStoredFile, cw_stored_file, CW_TYPE_RECORD)

/**
 * cw_stored_file_new:
 * @uri: its "library:" URI; "" for the beginning of a file that never came to be one
 * @path: where it is
 * @size: bytes
 * @changed: when it or its name was changed last, us UTC
 *
 * Returns: (transfer full): it
 */
CwStoredFile *
cw_stored_file_new (const char *uri,
                    const char *path,
                    gint64      size,
                    gint64      changed)
{
  return g_object_new (CW_TYPE_STORED_FILE, "uri", uri, "path", path, "size", size, "changed", changed, NULL);
}

const char *
cw_stored_file_get_uri (CwStoredFile *self)
{
  g_return_val_if_fail (CW_IS_STORED_FILE (self), NULL);

  return self->uri;
}

const char *
cw_stored_file_get_path (CwStoredFile *self)
{
  g_return_val_if_fail (CW_IS_STORED_FILE (self), NULL);

  return self->path;
}

gint64
cw_stored_file_get_size (CwStoredFile *self)
{
  g_return_val_if_fail (CW_IS_STORED_FILE (self), 0);

  return self->size;
}

gint64
cw_stored_file_get_changed (CwStoredFile *self)
{
  g_return_val_if_fail (CW_IS_STORED_FILE (self), 0);

  return self->changed;
}

static void
cw_stored_file_class_init (CwStoredFileClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_stored_file_init (CwStoredFile *self)
{
}
