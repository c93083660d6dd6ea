/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-database-reader.h"

#include "cw-database-work.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/* How long to wait for another process that brings the file back after a crash. */
#define BUSY_MILLISECONDS 5000

/* After how many of SQLite's steps (some 20 ns each) it is asked whether anybody still waits. */
#define STEPS_BETWEEN_LOOKS 2000

/* KiB of the database that are kept in memory, so that typing reads no file. */
#define CACHE_KIB "16384"

/**
 * CwDatabaseReader:
 *
 * A second connection to a database, on a thread of its own, that only reads: it
 * never waits for what is being written (the file is in WAL mode).
 */
struct _CwDatabaseReader
{
  char        *path;
  GAsyncQueue *work;
  GThread     *thread;
  sqlite3     *connection;

  /* Of the connection that writes, which brings the file up to date first. */
  GMutex mutex;
  GCond  cond;
  enum
  {
    NOT_YET,
    OPENED,
    FAILED
  } state;
};

static int
on_progress (void *data)
{
  return g_cancellable_is_cancelled (data);
}

static gboolean
wait_for_schema (CwDatabaseReader *self)
{
  gboolean opened;

  g_mutex_lock (&self->mutex);
  while (self->state == NOT_YET)
    g_cond_wait (&self->cond, &self->mutex);
  opened = self->state == OPENED;
  g_mutex_unlock (&self->mutex);

  return opened;
}

/* It could write, so that it can repair what another process left behind, but does not. */
static gboolean
open_connection (CwDatabaseReader *self,
                 GError          **error)
{
  if (self->connection != NULL)
    return TRUE;

  if (!wait_for_schema (self))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_STORAGE, _ ("The library is not open"));
      return FALSE;
    }

  if (sqlite3_open_v2 (self->path, &self->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_propagate_error (error, cw_database_new_error (self->connection));
      sqlite3_close (g_steal_pointer (&self->connection));
      return FALSE;
    }

  sqlite3_busy_timeout (self->connection, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (self->connection, 1);
  if (cw_database_run_script (self->connection, "PRAGMA query_only = ON; PRAGMA cache_size = -" CACHE_KIB, error))
    return TRUE;

  sqlite3_close (g_steal_pointer (&self->connection));
  return FALSE;
}

/* In a transaction, so that several statements see the same moment. */
static DexFuture *
run_work (CwDatabaseWork *work,
          gpointer        data)
{
  CwDatabaseReader *self = data;
  GCancellable     *cancellable = cw_answer_get_cancellable (work->answer);
  g_autoptr (DexFuture) result = NULL;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!open_connection (self, &error) || !cw_database_run_script (self->connection, "BEGIN", &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  sqlite3_progress_handler (self->connection, STEPS_BETWEEN_LOOKS, on_progress, cancellable);
  result = work->func (self->connection, work->data);
  sqlite3_progress_handler (self->connection, 0, NULL, NULL);
  sqlite3_exec (self->connection, "ROLLBACK", NULL, NULL, NULL);

  return g_steal_pointer (&result);
}

static gpointer
run_thread (gpointer data)
{
  CwDatabaseReader *self = data;

  cw_database_work_loop (self->work, run_work, self);
  sqlite3_close (self->connection);
  return NULL;
}

/**
 * cw_database_reader_push:
 * @self: a reader
 * @func: what to ask, in one transaction
 * @data: given to @func
 * @data_free: (nullable): frees @data, on the reader's thread
 *
 * Returns: (transfer full): a future with what @func's future holds; dropping it
 *   interrupts @func's statement, and nobody else's
 */
DexFuture *
cw_database_reader_push (CwDatabaseReader *self,
                         DexFuture *(*func) (sqlite3 *, gpointer),
                         gpointer       data,
                         GDestroyNotify data_free)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("cw-database-read", run_thread, self);

  return cw_database_work_push (cw_database_work_new (func, data, data_free), self->work);
}

/**
 * cw_database_reader_new:
 * @path: a database's file
 *
 * Returns: (transfer full): a reader, which opens the file when it is asked first
 *   and cw_database_reader_allow() was called
 */
CwDatabaseReader *
cw_database_reader_new (const char *path)
{
  CwDatabaseReader *self = g_new0 (CwDatabaseReader, 1);

  self->path = g_strdup (path);
  self->work = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  return self;
}

/**
 * cw_database_reader_allow:
 * @self: a reader
 * @opened: whether the file is there and its schema up to date
 *
 * Lets what was asked begin, or fail. On any thread.
 */
void
cw_database_reader_allow (CwDatabaseReader *self,
                          gboolean          opened)
{
  g_mutex_lock (&self->mutex);
  self->state = opened ? OPENED : FAILED;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_database_reader_stop:
 * @self: a reader
 *
 * Closes the connection, after what was asked before and is still wanted.
 */
void
cw_database_reader_stop (CwDatabaseReader *self)
{
  if (self->thread == NULL)
    return;

  cw_database_work_push_end (self->work);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
cw_database_reader_free (CwDatabaseReader *self)
{
  g_assert (self->thread == NULL);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_async_queue_unref (self->work);
  g_free (self->path);
  g_free (self);
}
