/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-storage-use.h"

/**
 * CwStorageUse:
 *
 * What one kind of files takes of the disk.
 */
struct _CwStorageUse
{
  CwRecord parent_instance;

  gint64 kind;
  char  *title;
  gint64 n;
  gint64 size;
};

static const CwRecordField fields[] = {
  { "kind", G_TYPE_INT64, G_STRUCT_OFFSET (CwStorageUse, kind) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwStorageUse, title) },
  { "n", G_TYPE_INT64, G_STRUCT_OFFSET (CwStorageUse, n) },
  { "size", G_TYPE_INT64, G_STRUCT_OFFSET (CwStorageUse, size) },
};

G_DEFINE_FINAL_TYPE (CwStorageUse, cw_storage_use, CW_TYPE_RECORD)

/**
 * cw_storage_use_new:
 * @kind: which
 * @title: what it is called; for %CW_STORAGE_CHANNEL the channel's name, "" where there
 *   is none
 * @n: how many files
 * @size: bytes
 *
 * Returns: (transfer full): it
 */
CwStorageUse *
cw_storage_use_new (CwStorageKind kind,
                    const char   *title,
                    gint64        n,
                    gint64        size)
{
  return g_object_new (CW_TYPE_STORAGE_USE, "kind", (gint64) kind, "title", title, "n", n, "size", size, NULL);
}

CwStorageKind
cw_storage_use_get_kind (CwStorageUse *self)
{
  g_return_val_if_fail (CW_IS_STORAGE_USE (self), CW_STORAGE_MEDIA);

  return (CwStorageKind) self->kind;
}

const char *
cw_storage_use_get_title (CwStorageUse *self)
{
  g_return_val_if_fail (CW_IS_STORAGE_USE (self), NULL);

  return self->title;
}

gint64
cw_storage_use_get_n (CwStorageUse *self)
{
  g_return_val_if_fail (CW_IS_STORAGE_USE (self), 0);

  return self->n;
}

gint64
cw_storage_use_get_size (CwStorageUse *self)
{
  g_return_val_if_fail (CW_IS_STORAGE_USE (self), 0);

  return self->size;
}

/**
 * cw_storage_kind_get_nick:
 * @kind: a kind
 *
 * Returns: a word for it, for scripts
 */
const char *
cw_storage_kind_get_nick (CwStorageKind kind)
{
  static const char *const nicks[] = { "watched", "pictures", "previews", "thumbnails", "trash", "media", "channel", "unused", "projects", "database", "backups", "exports" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}

static void
cw_storage_use_class_init (CwStorageUseClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_storage_use_init (CwStorageUse *self)
{
}
