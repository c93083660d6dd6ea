/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_RECORD (cw_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwRecord, cw_record, CW, RECORD, GObject)

/**
 * CwRecordField:
 * @name: the property: "view-count"
 * @type: %G_TYPE_STRING, %G_TYPE_INT64, %G_TYPE_BOOLEAN, or %G_TYPE_BOXED for a
 *   #GStrv
 * @offset: where it is in the instance, as G_STRUCT_OFFSET() tells
 */
typedef struct
{
  const char *name;
  GType       type;
  gsize       offset;
} CwRecordField;

struct _CwRecordClass
{
  GObjectClass parent_class;

  const CwRecordField *fields;
  guint                n_fields;
};

void     cw_record_class_set_fields (CwRecordClass       *klass,
                                     const CwRecordField *fields,
                                     guint                n);
gboolean cw_record_equal (CwRecord *a,
                          CwRecord *b);
void     cw_record_assign (CwRecord *self,
                           CwRecord *other);

G_END_DECLS
