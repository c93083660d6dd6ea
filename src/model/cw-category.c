/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-category.h"

/**
 * CwCategory:
 *
 * A game, or another thing that broadcasts are about.
 */
struct _CwCategory
{
  CwRecord parent_instance;

  char *id;
  char *name;
  char *art;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwCategory, id) },
  { "name", G_TYPE_STRING, G_STRUCT_OFFSET (CwCategory, name) },
  { "art", G_TYPE_STRING, G_STRUCT_OFFSET (CwCategory, art) },
};

G_DEFINE_FINAL_TYPE (CwCategory, cw_category, CW_TYPE_RECORD)

const char *
cw_category_get_id (CwCategory *self)
{
  g_return_val_if_fail (CW_IS_CATEGORY (self), NULL);

  return self->id;
}

const char *
cw_category_get_name (CwCategory *self)
{
  g_return_val_if_fail (CW_IS_CATEGORY (self), NULL);

  return self->name;
}

const char *
cw_category_get_art (CwCategory *self)
{
  g_return_val_if_fail (CW_IS_CATEGORY (self), NULL);

  return self->art;
}

static void
cw_category_class_init (CwCategoryClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_category_init (CwCategory *self)
{
}
