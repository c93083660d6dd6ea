/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-database-watch.h"

#include "cw-async.h"

/* How often to look, in s. It is one question that reads no page of the file. */
#define INTERVAL 2

/**
 * CwDatabaseWatch:
 *
 * Notices that another process has changed the database, such as the command line while
 * the app runs. On the main thread.
 */
struct _CwDatabaseWatch
{
  GObject parent_instance;

  CwDatabase *database;
  gint64      version; /* 0 until it was looked at */
  gboolean    looking;
  guint       source;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwDatabaseWatch, cw_database_watch, G_TYPE_OBJECT)

static DexFuture *
on_version (DexFuture *future,
            gpointer   data)
{
  CwDatabaseWatch *self = data;
  const GValue    *value = dex_future_get_value (future, NULL);
  gint64           before = self->version;

  self->looking = FALSE;
  if (value == NULL)
    return dex_ref (future);

  self->version = g_value_get_int64 (value);
  if (before != 0 && before != self->version)
    g_signal_emit (self, signals[CHANGED], 0);

  return dex_future_new_true ();
}

/**
 * cw_database_watch_look:
 * @self: a watch
 *
 * Looks now: the first time only to know how it is.
 *
 * Returns: (transfer full): a future that resolves once the signal has told of what
 *   there was
 */
DexFuture *
cw_database_watch_look (CwDatabaseWatch *self)
{
  dex_return_error_if_fail (CW_IS_DATABASE_WATCH (self));

  self->looking = TRUE;
  return dex_future_finally (cw_database_read_foreign_version (self->database), on_version, g_object_ref (self), g_object_unref);
}

static gboolean
on_interval (gpointer data)
{
  CwDatabaseWatch *self = data;

  if (!self->looking)
    cw_detach (cw_database_watch_look (self), "Looking for what others have changed");

  return G_SOURCE_CONTINUE;
}

/**
 * cw_database_watch_start:
 * @self: a watch whose database is open
 *
 * Has it look every now and then, as long as it exists.
 */
void
cw_database_watch_start (CwDatabaseWatch *self)
{
  g_return_if_fail (CW_IS_DATABASE_WATCH (self));

  if (self->source != 0)
    return;

  on_interval (self);
  self->source = g_timeout_add_seconds (INTERVAL, on_interval, self);
}

/**
 * cw_database_watch_new:
 * @database: a database
 *
 * Returns: (transfer full): a watch that does not look by itself yet
 */
CwDatabaseWatch *
cw_database_watch_new (CwDatabase *database)
{
  CwDatabaseWatch *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_DATABASE_WATCH, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_database_watch_dispose (GObject *object)
{
  g_clear_handle_id (&CW_DATABASE_WATCH (object)->source, g_source_remove);

  G_OBJECT_CLASS (cw_database_watch_parent_class)->dispose (object);
}

static void
cw_database_watch_finalize (GObject *object)
{
  g_clear_object (&CW_DATABASE_WATCH (object)->database);

  G_OBJECT_CLASS (cw_database_watch_parent_class)->finalize (object);
}

static void
cw_database_watch_class_init (CwDatabaseWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_database_watch_dispose;
  object_class->finalize = cw_database_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_DATABASE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_database_watch_init (CwDatabaseWatch *self)
{
}
