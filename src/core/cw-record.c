/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-record.h"

/**
 * CwRecord:
 *
 * Something that others told us: each of its fields is a property that is set when it
 * is made. A string that is not given is "". It never changes, but for those that
 * stand for something that is told of again: see cw_record_assign().
 */
G_DEFINE_ABSTRACT_TYPE (CwRecord, cw_record, G_TYPE_OBJECT)

static const CwRecordField *
find_field (GObject *object,
            guint    id)
{
  return &CW_RECORD_GET_CLASS (object)->fields[id - 1];
}

static void
cw_record_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  const CwRecordField *field = find_field (object, id);
  gpointer             member = G_STRUCT_MEMBER_P (object, field->offset);

  if (field->type == G_TYPE_STRING)
    g_value_set_string (value, *(char **) member);
  else if (field->type == G_TYPE_BOXED)
    g_value_set_boxed (value, *(char ***) member);
  else if (field->type == G_TYPE_INT64)
    g_value_set_int64 (value, *(gint64 *) member);
  else
    g_value_set_boolean (value, *(gboolean *) member);
}

static void
cw_record_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  const CwRecordField *field = find_field (object, id);
  gpointer             member = G_STRUCT_MEMBER_P (object, field->offset);

  if (field->type == G_TYPE_STRING)
    *(char **) member = g_strdup (g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
  else if (field->type == G_TYPE_BOXED)
    *(char ***) member = g_value_get_boxed (value) != NULL ? g_value_dup_boxed (value) : g_new0 (char *, 1);
  else if (field->type == G_TYPE_INT64)
    *(gint64 *) member = g_value_get_int64 (value);
  else
    *(gboolean *) member = g_value_get_boolean (value);
}

static void
cw_record_finalize (GObject *object)
{
  CwRecordClass *klass = CW_RECORD_GET_CLASS (object);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].type == G_TYPE_STRING)
      g_free (G_STRUCT_MEMBER (char *, object, klass->fields[i].offset));
    else if (klass->fields[i].type == G_TYPE_BOXED)
      g_strfreev (G_STRUCT_MEMBER (char **, object, klass->fields[i].offset));

  G_OBJECT_CLASS (cw_record_parent_class)->finalize (object);
}

static GParamSpec *
make_property (const CwRecordField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  if (field->type == G_TYPE_STRING)
    return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
  if (field->type == G_TYPE_BOXED)
    return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
  if (field->type == G_TYPE_INT64)
    return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
}

/**
 * cw_record_class_set_fields:
 * @klass: the class that is being set up
 * @fields: (array length=n): its fields; they are not copied
 * @n: how many
 *
 * Makes a property of each field. Call it once, from the class's initialiser.
 */
void
cw_record_class_set_fields (CwRecordClass       *klass,
                            const CwRecordField *fields,
                            guint                n)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->fields = fields;
  klass->n_fields = n;

  /* GObject does not inherit these two. */
  object_class->get_property = cw_record_get_property;
  object_class->set_property = cw_record_set_property;

  for (guint i = 0; i < n; i++)
    g_object_class_install_property (object_class, i + 1, make_property (&fields[i]));
}

static gboolean
is_equal (const CwRecordField *field,
          gconstpointer        a,
          gconstpointer        b)
{
  if (field->type == G_TYPE_STRING)
    return g_str_equal (*(char *const *) a, *(char *const *) b);
  if (field->type == G_TYPE_BOXED)
    return g_strv_equal (*(const char *const *const *) a, *(const char *const *const *) b);
  if (field->type == G_TYPE_INT64)
    return *(const gint64 *) a == *(const gint64 *) b;

  return *(const gboolean *) a == *(const gboolean *) b;
}

/**
 * cw_record_equal:
 * @a: a record
 * @b: another
 *
 * Returns: whether they are of the same kind and say the same
 */
gboolean
cw_record_equal (CwRecord *a,
                 CwRecord *b)
{
  CwRecordClass *klass;

  g_return_val_if_fail (CW_IS_RECORD (a), FALSE);
  g_return_val_if_fail (CW_IS_RECORD (b), FALSE);

  klass = CW_RECORD_GET_CLASS (a);
  if (klass != CW_RECORD_GET_CLASS (b))
    return FALSE;

  for (guint i = 0; i < klass->n_fields; i++)
    if (!is_equal (&klass->fields[i], G_STRUCT_MEMBER_P (a, klass->fields[i].offset), G_STRUCT_MEMBER_P (b, klass->fields[i].offset)))
      return FALSE;

  return TRUE;
}

static void
copy (const CwRecordField *field,
      gpointer             to,
      gconstpointer        from)
{
  if (field->type == G_TYPE_STRING)
    {
      g_set_str ((char **) to, *(char *const *) from);
    }
  else if (field->type == G_TYPE_BOXED)
    {
      g_strfreev (*(char ***) to);
      *(char ***) to = g_strdupv (*(char **const *) from);
    }
  else if (field->type == G_TYPE_INT64)
    {
      *(gint64 *) to = *(const gint64 *) from;
    }
  else
    {
      *(gboolean *) to = *(const gboolean *) from;
    }
}

/**
 * cw_record_assign:
 * @self: a record
 * @other: what is known of the same thing now
 *
 * Makes @self say what @other says, and notifies of each field that says something
 * else than before.
 */
void
cw_record_assign (CwRecord *self,
                  CwRecord *other)
{
  CwRecordClass *klass;

  g_return_if_fail (CW_IS_RECORD (self));
  g_return_if_fail (CW_IS_RECORD (other));

  klass = CW_RECORD_GET_CLASS (self);
  g_return_if_fail (klass == CW_RECORD_GET_CLASS (other));

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      gpointer mine = G_STRUCT_MEMBER_P (self, klass->fields[i].offset);
      gpointer its = G_STRUCT_MEMBER_P (other, klass->fields[i].offset);

      if (is_equal (&klass->fields[i], mine, its))
        continue;

      copy (&klass->fields[i], mine, its);
      g_object_notify (G_OBJECT (self), klass->fields[i].name);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
cw_record_class_init (CwRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_record_finalize;
}

static void
cw_record_init (CwRecord *self)
{
}
