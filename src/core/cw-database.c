/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-database.h"

#include "cw-answer.h"
#include "cw-database-reader.h"
#include "cw-database-work.h"
#include "cw-error.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* How long to wait for another process that writes. */
#define BUSY_MILLISECONDS 5000

/**
 * CwDatabase:
 *
 * One SQLite database on a thread of its own, in the order it is asked, and a
 * second one for what only reads and is not to wait.
 *
 * A #CwDatabaseFunc sees the connection; what it gives back crosses to the
 * caller's thread as a future, so it is a value or an object nobody else holds.
 */
struct _CwDatabase
{
  GObject parent_instance;

  char             *path;
  GAsyncQueue      *work;
  GThread          *thread;
  DexFuture        *opened;
  CwDatabaseReader *reader;
};

/* What the thread owns; it outlives the object by the time it takes to close. */
typedef struct
{
  char             *path;
  char            **migrations;
  GAsyncQueue      *work;
  CwDatabaseReader *reader;
  sqlite3          *connection;
} Worker;

G_DEFINE_FINAL_TYPE (CwDatabase, cw_database, G_TYPE_OBJECT)

static gboolean
read_version (sqlite3 *connection,
              int     *version,
              GError **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "PRAGMA user_version", NULL, error);

  if (row == NULL || !cw_database_step (row, error))
    return FALSE;

  *version = sqlite3_column_int (row, 0);
  return TRUE;
}

/* A whole copy beside the database, made by SQLite itself so that it is of one
 * moment. Only the one of the last migration is kept. */
static gboolean
back_up (Worker  *self,
         GError **error)
{
  g_autofree char *copy = g_strconcat (self->path, ".before-migration", NULL);

  g_unlink (copy);
  return cw_database_change (self->connection, "VACUUM INTO ?", g_variant_new ("(s)", copy), error);
}

static gboolean
apply_migration (sqlite3    *connection,
                 const char *sql,
                 int         version,
                 GError    **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (cw_database_run_script (connection, "BEGIN IMMEDIATE", error) && cw_database_run_script (connection, sql, error) && cw_database_run_script (connection, mark, error) && cw_database_run_script (connection, "COMMIT", error))
    return TRUE;

  sqlite3_exec (connection, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
migrate (Worker  *self,
         GError **error)
{
  int newest = (int) g_strv_length (self->migrations);
  int version;

  if (!read_version (self->connection, &version, error))
    return FALSE;

  if (version > newest)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED,
                   _ ("The library was made by a newer Clipwright (its version is %d, this one knows %d): please update"),
                   version, newest);
      return FALSE;
    }

  if (version > 0 && version < newest && !back_up (self, error))
    return FALSE;

  for (; version < newest; version++)
    if (!apply_migration (self->connection, self->migrations[version], version + 1, error))
      return FALSE;

  return TRUE;
}

static gboolean
open_connection (Worker  *self,
                 GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("The folder %s cannot be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  if (sqlite3_open_v2 (self->path, &self->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, cw_database_new_error (self->connection));
      return FALSE;
    }

  sqlite3_busy_timeout (self->connection, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (self->connection, 1);

  /* FULL, since what was acknowledged has to be there after a power cut. */
  return cw_database_run_script (self->connection, "PRAGMA journal_mode = WAL", error) && cw_database_run_script (self->connection, "PRAGMA synchronous = FULL", error) && cw_database_run_script (self->connection, "PRAGMA foreign_keys = ON", error) && migrate (self, error);
}

static DexFuture *
open_database (Worker *self)
{
  g_autoptr (GError) error = NULL;
  gboolean opened = open_connection (self, &error);

  cw_database_reader_allow (self->reader, opened);
  if (opened)
    return dex_future_new_true ();

  sqlite3_close (g_steal_pointer (&self->connection));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
run_in_transaction (sqlite3        *connection,
                    CwDatabaseWork *work)
{
  g_autoptr (DexFuture) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!cw_database_run_script (connection, "BEGIN IMMEDIATE", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  result = work->func (connection, work->data);

  if (dex_future_is_resolved (result) && cw_database_run_script (connection, "COMMIT", &error))
    return g_steal_pointer (&result);

  sqlite3_exec (connection, "ROLLBACK", NULL, NULL, NULL);
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : g_steal_pointer (&result);
}

static DexFuture *
run_work (CwDatabaseWork *work,
          gpointer        data)
{
  Worker *self = data;
  g_autoptr (GError) error = NULL;

  if (work->func == NULL)
    return open_database (self);

  if (g_cancellable_set_error_if_cancelled (cw_answer_get_cancellable (work->answer), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->connection == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_STORAGE, "%s", _ ("The library is not open"));

  if (work->without_transaction)
    return work->func (self->connection, work->data);

  return run_in_transaction (self->connection, work);
}

static gpointer
run_thread (gpointer data)
{
  Worker *self = data;

  cw_database_work_loop (self->work, run_work, self);
  sqlite3_close (self->connection);
  g_async_queue_unref (self->work);
  g_strfreev (self->migrations);
  g_free (self->path);
  g_free (self);

  return NULL;
}

static DexFuture *
push (CwDatabase    *self,
      CwDatabaseFunc func,
      gpointer       data,
      GDestroyNotify data_free,
      gboolean       without_transaction)
{
  CwDatabaseWork *work = cw_database_work_new (func, data, data_free);

  work->without_transaction = without_transaction;
  return cw_database_work_push (work, self->work);
}

/**
 * cw_database_open:
 * @self: a database
 *
 * Opens the file, making it where there is none, and brings its schema up to
 * date; before that, a copy is left beside it. Call it once, first.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with
 *   %CW_ERROR_UNSUPPORTED where the schema is newer than this program,
 *   %CW_ERROR_MALFORMED where the file is no database or damaged,
 *   %CW_ERROR_DENIED where it may not be written
 */
DexFuture *
cw_database_open (CwDatabase *self)
{
  dex_return_error_if_fail (CW_IS_DATABASE (self));

  if (self->opened == NULL)
    self->opened = push (self, NULL, NULL, NULL, FALSE);

  return dex_ref (self->opened);
}

/**
 * cw_database_run:
 * @self: an open database
 * @func: what to do, in one transaction
 * @data: given to @func
 * @data_free: (nullable): frees @data, on the database's thread
 *
 * Returns: (transfer full): a future with what @func's future holds, resolved
 *   only once it is durable
 */
DexFuture *
cw_database_run (CwDatabase    *self,
                 CwDatabaseFunc func,
                 gpointer       data,
                 GDestroyNotify data_free)
{
  dex_return_error_if_fail (CW_IS_DATABASE (self));
  dex_return_error_if_fail (func != NULL);

  return push (self, func, data, data_free, FALSE);
}

/**
 * cw_database_read:
 * @self: a database that was told to open
 * @func: what to ask, in one transaction; it cannot change anything
 * @data: given to @func
 * @data_free: (nullable): frees @data, on any thread
 *
 * As cw_database_run(), but on a connection of its own that never waits behind
 * what is being written, and sees what was durable when @func began. Dropping
 * what is returned interrupts the statement that @func runs; it fails with
 * %G_IO_ERROR_CANCELLED. Call it on the main thread.
 *
 * Returns: (transfer full): a future with what @func's future holds
 */
DexFuture *
cw_database_read (CwDatabase    *self,
                  CwDatabaseFunc func,
                  gpointer       data,
                  GDestroyNotify data_free)
{
  dex_return_error_if_fail (CW_IS_DATABASE (self));
  dex_return_error_if_fail (func != NULL);

  if (self->opened == NULL)
    {
      if (data_free != NULL)
        data_free (data);
      return dex_future_new_reject (CW_ERROR, CW_ERROR_STORAGE, "%s", _ ("The library is not open"));
    }

  return cw_database_reader_push (self->reader, func, data, data_free);
}

static DexFuture *
ask_version (sqlite3 *connection,
             gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "PRAGMA data_version", NULL, &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_for_int64 (sqlite3_column_int64 (row, 0));

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_database_read_version:
 * @self: a database that was told to open
 *
 * Returns: (transfer full): a future of an #int64 that is another one after
 *   anybody, this process too, changed the database; the numbers mean nothing else
 */
DexFuture *
cw_database_read_version (CwDatabase *self)
{
  return cw_database_read (self, ask_version, NULL, NULL);
}

/**
 * cw_database_read_foreign_version:
 * @self: an open database
 *
 * Asks the connection that writes, behind what it was asked before, since only
 * that one can tell its own changes from those of others.
 *
 * Returns: (transfer full): a future of an #int64 that is another one after
 *   another process, or another #CwDatabase, changed the database
 */
DexFuture *
cw_database_read_foreign_version (CwDatabase *self)
{
  dex_return_error_if_fail (CW_IS_DATABASE (self));

  return push (self, ask_version, NULL, NULL, TRUE);
}

/**
 * cw_database_execute:
 * @self: an open database
 * @sql: one statement that gives no rows
 * @values: (nullable): as for cw_database_prepare()
 *
 * Returns: (transfer full): a future that resolves to how many rows were
 *   changed, once that is durable
 */
DexFuture *
cw_database_execute (CwDatabase *self,
                     const char *sql,
                     GVariant   *values)
{
  dex_return_error_if_fail (CW_IS_DATABASE (self));
  dex_return_error_if_fail (sql != NULL);

  return push (self, cw_statement_run, cw_statement_new (sql, values), cw_statement_free, FALSE);
}

const char *
cw_database_get_path (CwDatabase *self)
{
  g_return_val_if_fail (CW_IS_DATABASE (self), NULL);

  return self->path;
}

/**
 * cw_database_new:
 * @path: the database's file
 * @migrations: (array zero-terminated=1): SQL that takes a schema from one
 *   version to the next; the first makes version 1 out of nothing
 *
 * Returns: (transfer full): a database to be opened with cw_database_open()
 */
CwDatabase *
cw_database_new (const char        *path,
                 const char *const *migrations)
{
  CwDatabase *self;
  Worker     *worker;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (migrations != NULL, NULL);

  self = g_object_new (CW_TYPE_DATABASE, NULL);
  self->path = g_strdup (path);
  self->reader = cw_database_reader_new (path);

  worker = g_new0 (Worker, 1);
  worker->path = g_strdup (path);
  worker->migrations = g_strdupv ((char **) migrations);
  worker->reader = self->reader;
  worker->work = g_async_queue_ref (self->work);
  self->thread = g_thread_new ("cw-database", run_thread, worker);

  return self;
}

/* Waits for what was asked before, so that nothing acknowledged to the user's
 * eye is dropped at exit. */
static void
cw_database_finalize (GObject *object)
{
  CwDatabase *self = CW_DATABASE (object);

  /* First, so that the connection that goes last is the one that tidies the file up. */
  cw_database_reader_stop (self->reader);
  cw_database_work_push_end (self->work);
  g_thread_join (self->thread);
  cw_database_reader_free (self->reader);
  dex_clear (&self->opened);
  g_async_queue_unref (self->work);
  g_free (self->path);

  G_OBJECT_CLASS (cw_database_parent_class)->finalize (object);
}

static void
cw_database_class_init (CwDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_database_finalize;
}

static void
cw_database_init (CwDatabase *self)
{
  self->work = g_async_queue_new ();
}
