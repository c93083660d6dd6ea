/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-file.h"

/**
 * CwClipFile:
 *
 * What is known of a clip's file.
 */
struct _CwClipFile
{
  CwRecord parent_instance;

  gint64 number;
  char  *title;
  char  *uri;
  gint64 size;
  gint64 modified;
  char  *hash;
};

static const CwRecordField fields[] = {
  { "number", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipFile, number) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipFile, title) },
  { "uri", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipFile, uri) },
  { "size", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipFile, size) },
  { "modified", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipFile, modified) },
  { "hash", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipFile, hash) },
};

G_DEFINE_FINAL_TYPE (CwClipFile, cw_clip_file, CW_TYPE_RECORD)

/**
 * cw_clip_file_new:
 * @number: the clip's number
 * @title: what it is called
 * @uri: where the file is
 * @size: bytes
 * @modified: the file's time when it was hashed, us UTC; 0 where it was not
 * @hash: the SHA-256 of all of it; "" where it was not read yet
 *
 * Returns: (transfer full): it
 */
CwClipFile *
cw_clip_file_new (gint64      number,
                  const char *title,
                  const char *uri,
                  gint64      size,
                  gint64      modified,
                  const char *hash)
{
  return g_object_new (CW_TYPE_CLIP_FILE, "number", number, "title", title, "uri", uri, "size", size, "modified", modified, "hash", hash, NULL);
}

gint64
cw_clip_file_get_number (CwClipFile *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILE (self), 0);

  return self->number;
}

const char *
cw_clip_file_get_title (CwClipFile *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILE (self), NULL);

  return self->title;
}

const char *
cw_clip_file_get_uri (CwClipFile *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILE (self), NULL);

  return self->uri;
}

gint64
cw_clip_file_get_size (CwClipFile *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILE (self), 0);

  return self->size;
}

gint64
cw_clip_file_get_modified (CwClipFile *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILE (self), 0);

  return self->modified;
}

const char *
cw_clip_file_get_hash (CwClipFile *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILE (self), NULL);

  return self->hash;
}

static void
cw_clip_file_class_init (CwClipFileClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_clip_file_init (CwClipFile *self)
{
}
