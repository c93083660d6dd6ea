/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-statement.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * cw_database_new_error:
 * @connection: a database, whose last call failed
 *
 * Returns: (transfer full): what went wrong, as a sentence for the user
 */
GError *
cw_database_new_error (sqlite3 *connection)
{
  switch (sqlite3_errcode (connection) & 0xff)
    {
    case SQLITE_FULL:
      return g_error_new (CW_ERROR, CW_ERROR_NO_SPACE, _ ("There is no space left on the disk for the library"));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return g_error_new (CW_ERROR, CW_ERROR_DENIED, _ ("The library cannot be written: %s"), sqlite3_errmsg (connection));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return g_error_new (CW_ERROR, CW_ERROR_MALFORMED, _ ("The library's database is damaged: %s"), sqlite3_errmsg (connection));
    case SQLITE_INTERRUPT:
      return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for what the database was asked");
    default:
      return g_error_new (CW_ERROR, CW_ERROR_STORAGE, _ ("The library's database failed: %s"), sqlite3_errmsg (connection));
    }
}

/**
 * cw_database_run_script:
 * @connection: the database, on its own thread
 * @sql: any number of statements without values
 * @error: as for cw_database_prepare()
 *
 * Returns: whether all of them ran to their ends
 */
gboolean
cw_database_run_script (sqlite3    *connection,
                        const char *sql,
                        GError    **error)
{
  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_propagate_error (error, cw_database_new_error (connection));
  return FALSE;
}

static int
bind_value (sqlite3_stmt *statement,
            int           index,
            GVariant     *value)
{
  g_autoptr (GVariant) inner = NULL;

  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_MAYBE:
      inner = g_variant_get_maybe (value);
      return inner != NULL ? bind_value (statement, index, inner) : sqlite3_bind_null (statement, index);
    case G_VARIANT_CLASS_BOOLEAN:
      return sqlite3_bind_int (statement, index, g_variant_get_boolean (value));
    case G_VARIANT_CLASS_INT32:
      return sqlite3_bind_int (statement, index, g_variant_get_int32 (value));
    case G_VARIANT_CLASS_INT64:
      return sqlite3_bind_int64 (statement, index, g_variant_get_int64 (value));
    case G_VARIANT_CLASS_DOUBLE:
      return sqlite3_bind_double (statement, index, g_variant_get_double (value));
    case G_VARIANT_CLASS_STRING:
      return sqlite3_bind_text (statement, index, g_variant_get_string (value, NULL), -1, SQLITE_TRANSIENT);
    case G_VARIANT_CLASS_BYTE:
    case G_VARIANT_CLASS_INT16:
    case G_VARIANT_CLASS_UINT16:
    case G_VARIANT_CLASS_UINT32:
    case G_VARIANT_CLASS_UINT64:
    case G_VARIANT_CLASS_HANDLE:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
    case G_VARIANT_CLASS_VARIANT:
    case G_VARIANT_CLASS_ARRAY:
    case G_VARIANT_CLASS_TUPLE:
    case G_VARIANT_CLASS_DICT_ENTRY:
    default:
      g_return_val_if_reached (SQLITE_MISUSE);
    }
}

/**
 * cw_database_prepare:
 * @connection: the database, on its own thread
 * @sql: one statement with a ? for each value
 * @values: (nullable): a tuple of the values, sunk if floating: b, i, x, d, s, or a maybe of one
 * @error: %CW_ERROR_STORAGE, or more precise
 *
 * Returns: (transfer full) (nullable): the statement, ready for cw_database_step()
 */
sqlite3_stmt *
cw_database_prepare (sqlite3    *connection,
                     const char *sql,
                     GVariant   *values,
                     GError    **error)
{
  g_autoptr (GVariant) tuple = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, cw_database_new_error (connection));
      return NULL;
    }

  for (gsize i = 0; tuple != NULL && i < g_variant_n_children (tuple); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (tuple, i);

      if (bind_value (statement, (int) i + 1, value) != SQLITE_OK)
        {
          g_propagate_error (error, cw_database_new_error (connection));
          return NULL;
        }
    }

  return g_steal_pointer (&statement);
}

/**
 * cw_database_step:
 * @statement: a prepared statement
 * @error: set where the step failed
 *
 * Returns: %TRUE on a row; %FALSE at the end, and with @error set on failure
 */
gboolean
cw_database_step (sqlite3_stmt *statement,
                  GError      **error)
{
  int result = sqlite3_step (statement);

  if (result != SQLITE_ROW && result != SQLITE_DONE)
    g_propagate_error (error, cw_database_new_error (sqlite3_db_handle (statement)));

  return result == SQLITE_ROW;
}

/**
 * cw_database_change:
 * @connection: the database, on its own thread
 * @sql: one statement that gives no rows
 * @values: (nullable): as for cw_database_prepare()
 * @error: as for cw_database_prepare()
 *
 * Returns: whether the statement ran to its end
 */
gboolean
cw_database_change (sqlite3    *connection,
                    const char *sql,
                    GVariant   *values,
                    GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) statement = cw_database_prepare (connection, sql, values, &problem);

  if (statement != NULL)
    while (cw_database_step (statement, &problem))
      ;

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

struct _CwStatement
{
  char     *sql;
  GVariant *values;
};

/**
 * cw_statement_new:
 * @sql: one statement that gives no rows
 * @values: (nullable): as for cw_database_prepare()
 *
 * Returns: (transfer full): what cw_statement_run() runs
 */
CwStatement *
cw_statement_new (const char *sql,
                  GVariant   *values)
{
  CwStatement *self = g_new0 (CwStatement, 1);

  self->sql = g_strdup (sql);
  self->values = values != NULL ? g_variant_ref_sink (values) : NULL;

  return self;
}

/**
 * cw_statement_free:
 * @statement: (transfer full): a #CwStatement
 */
void
cw_statement_free (gpointer statement)
{
  CwStatement *self = statement;

  g_clear_pointer (&self->values, g_variant_unref);
  g_free (self->sql);
  g_free (self);
}

/**
 * cw_statement_run:
 * @connection: the database, on its own thread
 * @statement: a #CwStatement
 *
 * Returns: (transfer full): a future of how many rows were changed
 */
DexFuture *
cw_statement_run (sqlite3 *connection,
                  gpointer statement)
{
  CwStatement *self = statement;
  g_autoptr (GError) error = NULL;

  if (!cw_database_change (connection, self->sql, self->values, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int (sqlite3_changes (connection));
}
