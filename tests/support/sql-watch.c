/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "sql-watch.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Stands between a program and SQLite, and counts what is asked on which thread: linked
 * into a test, or before any program's SQLite by LD_PRELOAD. There it writes, at its end,
 * "MAIN OTHERS" as a line more of the file that SQL_WATCH names. */

static atomic_long n_on_main;
static atomic_long n_on_others;

static void
count (void)
{
  atomic_fetch_add (gettid () == getpid () ? &n_on_main : &n_on_others, 1);
}

int
sqlite3_step (sqlite3_stmt *statement)
{
  static int (*real) (sqlite3_stmt *);

  if (real == NULL)
    real = dlsym (RTLD_NEXT, "sqlite3_step");
  count ();
  return real (statement);
}

int
sqlite3_exec (sqlite3    *connection,
              const char *sql,
              int (*func) (void *, int, char **, char **),
              void  *data,
              char **message)
{
  static int (*real) (sqlite3 *, const char *, int (*) (void *, int, char **, char **), void *, char **);

  if (real == NULL)
    real = dlsym (RTLD_NEXT, "sqlite3_exec");
  count ();
  return real (connection, sql, func, data, message);
}

int
sqlite3_prepare_v2 (sqlite3       *connection,
                    const char    *sql,
                    int            length,
                    sqlite3_stmt **statement,
                    const char   **tail)
{
  static int (*real) (sqlite3 *, const char *, int, sqlite3_stmt **, const char **);

  if (real == NULL)
    real = dlsym (RTLD_NEXT, "sqlite3_prepare_v2");
  count ();
  return real (connection, sql, length, statement, tail);
}

/* How often SQLite was called to read or write: on the main thread, or on others. */
long
sql_watch_count (int on_main)
{
  return atomic_load (on_main ? &n_on_main : &n_on_others);
}

__attribute__ ((destructor)) static void
tell (void)
{
  const char *path = getenv ("SQL_WATCH");
  FILE       *file = path != NULL && sql_watch_count (1) + sql_watch_count (0) > 0 ? fopen (path, "a") : NULL;

  if (file == NULL)
    return;

  fprintf (file, "%ld %ld\n", sql_watch_count (1), sql_watch_count (0));
  fclose (file);
}
