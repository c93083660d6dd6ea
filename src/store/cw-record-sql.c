/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-record-sql.h"

/* A record in a table that has a column for each of its fields, named as the
 * property is but for the hyphens. Lists of strings are not kept. */

/* The class stays as long as the program does, once it was asked for. */
static CwRecordClass *
get_class (GType type)
{
  CwRecordClass *klass = g_type_class_peek (type);

  return klass != NULL ? klass : g_type_class_ref (type);
}

static char *
dup_column (const CwRecordField *field)
{
  return g_strdelimit (g_strdup (field->name), "-", '_');
}

/**
 * cw_record_sql_dup_columns:
 * @type: a type of record
 * @table: (nullable): what to name the table by
 *
 * Returns: (transfer full): the columns in the order of the fields: "t.id, t.url"
 */
char *
cw_record_sql_dup_columns (GType       type,
                           const char *table)
{
  CwRecordClass *klass = get_class (type);
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      g_autofree char *column = dup_column (&klass->fields[i]);

      g_string_append_printf (columns, "%s%s%s%s", i > 0 ? ", " : "", table != NULL ? table : "", table != NULL ? "." : "", column);
    }

  return g_string_free (g_steal_pointer (&columns), FALSE);
}

/* Where SQL says what becomes of a row that is there already. */
static void
append_update (GString             *sql,
               const CwRecordField *field,
               gboolean             merge)
{
  g_autofree char *column = dup_column (field);

  if (merge && field->type == G_TYPE_STRING)
    g_string_append_printf (sql, "%s = iif (excluded.%s = '', %s, excluded.%s), ", column, column, column, column);
  else if (merge && field->type == G_TYPE_INT64)
    g_string_append_printf (sql, "%s = iif (excluded.%s = 0, %s, excluded.%s), ", column, column, column, column);
  else
    g_string_append_printf (sql, "%s = excluded.%s, ", column, column);
}

/**
 * cw_record_sql_dup_put:
 * @type: a type of record with an “id”
 * @table: where it is kept
 * @more: one column more, whose value is bound after the record's
 * @merge: whether what a record does not say ("", 0) stays as it was
 *
 * Returns: (transfer full): a statement that inserts a record, or renews the one
 *   with the same id
 */
char *
cw_record_sql_dup_put (GType       type,
                       const char *table,
                       const char *more,
                       gboolean    merge)
{
  CwRecordClass   *klass = get_class (type);
  g_autofree char *columns = cw_record_sql_dup_columns (type, NULL);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (%s, %s) VALUES (", table, columns, more);
  for (guint i = 0; i < klass->n_fields; i++)
    g_string_append (sql, "?, ");
  g_string_append (sql, "?) ON CONFLICT (id) DO UPDATE SET ");
  for (guint i = 0; i < klass->n_fields; i++)
    if (!g_str_equal (klass->fields[i].name, "id"))
      append_update (sql, &klass->fields[i], merge);
  g_string_append_printf (sql, "%s = excluded.%s", more, more);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/**
 * cw_record_sql_bind:
 * @statement: a statement whose first values are a record's
 * @record: the record, which has to outlive the step
 *
 * Returns: the number of the value after them
 */
int
cw_record_sql_bind (sqlite3_stmt *statement,
                    CwRecord     *record)
{
  CwRecordClass *klass = CW_RECORD_GET_CLASS (record);
  int            at = 1;

  for (guint i = 0; i < klass->n_fields; i++, at++)
    {
      gpointer member = G_STRUCT_MEMBER_P (record, klass->fields[i].offset);

      if (klass->fields[i].type == G_TYPE_STRING)
        sqlite3_bind_text (statement, at, *(char **) member, -1, SQLITE_STATIC);
      else if (klass->fields[i].type == G_TYPE_INT64)
        sqlite3_bind_int64 (statement, at, *(gint64 *) member);
      else if (klass->fields[i].type == G_TYPE_BOOLEAN)
        sqlite3_bind_int (statement, at, *(gboolean *) member);
      else
        g_assert_not_reached ();
    }

  return at;
}

static void
read_field (sqlite3_stmt *row,
            int           column,
            GType         type,
            GValue       *value)
{
  g_value_init (value, type);
  if (type == G_TYPE_STRING)
    g_value_set_string (value, (const char *) sqlite3_column_text (row, column));
  else if (type == G_TYPE_INT64)
    g_value_set_int64 (value, sqlite3_column_int64 (row, column));
  else
    g_value_set_boolean (value, sqlite3_column_int (row, column));
}

/**
 * cw_record_sql_read:
 * @row: a row that begins with the columns of cw_record_sql_dup_columns()
 * @type: of what
 *
 * Returns: (transfer full): the record
 */
gpointer
cw_record_sql_read (sqlite3_stmt *row,
                    GType         type)
{
  CwRecordClass          *klass = get_class (type);
  g_autofree const char **names = g_new (const char *, klass->n_fields);
  g_autofree GValue      *values = g_new0 (GValue, klass->n_fields);
  GObject                *record;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      names[i] = klass->fields[i].name;
      read_field (row, (int) i, klass->fields[i].type, &values[i]);
    }

  record = g_object_new_with_properties (type, klass->n_fields, names, values);
  for (guint i = 0; i < klass->n_fields; i++)
    g_value_unset (&values[i]);

  return record;
}
