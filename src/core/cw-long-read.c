/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-long-read.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/* How long to wait while another process opens or closes the database. */
#define BUSY_MILLISECONDS 5000

/* How many of SQLite's steps there are from one look whether to go on to the next. */
#define STEPS 10000

/* Reading that takes long, beside the one connection that everything else goes
 * through: SQLite's write-ahead log lets both go on. */

typedef struct
{
  char          *path;
  CwLongReadFunc func;
  gpointer       data;
  GDestroyNotify data_free;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  if (reading->data_free != NULL)
    reading->data_free (reading->data);
  g_free (reading->path);
  g_free (reading);
}

/**
 * cw_long_read_open:
 * @path: a database's file
 * @error: a sentence for the user
 *
 * Blocks: for threads only.
 *
 * Returns: (transfer full) (nullable): a connection that cannot write; close it with
 *   sqlite3_close()
 */
sqlite3 *
cw_long_read_open (const char *path,
                   GError    **error)
{
  g_autoptr (sqlite3) connection = NULL;
  int result = sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);

  if (result != SQLITE_OK)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_STORAGE, _ ("The library's database cannot be read: %s"), sqlite3_errstr (result));
      return NULL;
    }

  sqlite3_busy_timeout (connection, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (connection, 1);
  return g_steal_pointer (&connection);
}

static int
on_steps (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/**
 * cw_long_read_watch:
 * @connection: a connection of this thread
 * @cancellable: (nullable): ends what it does, as a failure; it has to live as long as
 *   @connection is used
 */
void
cw_long_read_watch (sqlite3      *connection,
                    GCancellable *cancellable)
{
  /* Interrupting would do nothing between two statements. */
  sqlite3_progress_handler (connection, STEPS, cancellable != NULL ? on_steps : NULL, cancellable);
}

static DexFuture *
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) connection = cw_long_read_open (reading->path, &error);
  g_autoptr (DexFuture) result = NULL;

  if (connection == NULL || !cw_database_change (connection, "BEGIN", NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_long_read_watch (connection, cancellable);
  result = reading->func (connection, reading->data, cancellable);
  cw_long_read_watch (connection, NULL);
  sqlite3_exec (connection, "ROLLBACK", NULL, NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return g_steal_pointer (&result);
}

/**
 * cw_long_read_run:
 * @path: the file of a database that is open, or was
 * @func: what to read, in one transaction
 * @data: given to @func
 * @data_free: (nullable): frees @data, on the thread
 *
 * For what reads long: nothing else waits for it, and it does not wait for others.
 * Dropping what is returned ends also a statement that is under way.
 *
 * Returns: (transfer full): a future with what @func's future holds
 */
DexFuture *
cw_long_read_run (const char    *path,
                  CwLongReadFunc func,
                  gpointer       data,
                  GDestroyNotify data_free)
{
  Reading *reading;

  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (func != NULL);

  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (path);
  reading->func = func;
  reading->data = data;
  reading->data_free = data_free;

  return cw_run_in_thread (read_in_thread, reading, reading_free);
}
