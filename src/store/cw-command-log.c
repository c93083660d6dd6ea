/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-command-log.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-record-sql.h"

#include <glib/gi18n.h>

/* What is the user's own, and so can be undone. Tables that are made from these by
 * triggers are not among them: the triggers do that again. */
static const char *const tables[] = {
  "clips",
  "clip_tags",
  "transcripts",
  "watching",
  "collections",
  "collection_clips",
  "projects",
};

/* So many are remembered, and with the oldest of them all that were done together with it. */
#define MOST_COMMANDS "1000"

#define COLUMNS "id, batch, kind, subject, n, made"
#define FORGET_UNDONE "DELETE FROM commands INDEXED BY commands_undone WHERE undone IS NOT NULL"
#define FORGET_OLD                                                                                                                   \
  "DELETE FROM commands WHERE number < "                                                                                             \
  "(SELECT iif (batch = '', number, (SELECT min (number) FROM commands AS one WHERE one.batch = oldest.batch AND one.batch <> '')) " \
  "FROM commands AS oldest WHERE number > (SELECT max (number) FROM commands) - " MOST_COMMANDS " ORDER BY number LIMIT 1)"
#define INSERT "INSERT INTO commands (" COLUMNS ", changes) VALUES (?, ?, ?, ?, ?, ?, ?)"
#define LAST_DONE "SELECT " COLUMNS ", number, changes FROM commands INDEXED BY commands_done WHERE undone IS NULL ORDER BY number DESC LIMIT 1"
#define FIRST_UNDONE "SELECT " COLUMNS ", number, changes FROM commands INDEXED BY commands_undone WHERE undone IS NOT NULL ORDER BY number LIMIT 1"
#define MARK "UPDATE commands SET undone = ? WHERE number = ?"
#define FORGET "DELETE FROM commands WHERE number = ?"
/* Only from the beginning on, and never a part of what was done at once: what came later
 * builds upon it. Of what is undone the first would be done again before the others. */
#define FORGET_UNDONE_BEFORE "DELETE FROM commands WHERE undone IS NOT NULL AND EXISTS (SELECT 1 FROM commands WHERE undone IS NOT NULL AND made < ?)"
#define FORGET_BEFORE                                                                       \
  "DELETE FROM commands WHERE number < (SELECT ifnull (min (number), 9223372036854775807) " \
  "FROM commands WHERE made >= ?1 OR (batch <> '' AND batch IN (SELECT batch FROM commands WHERE made >= ?1)))"
#define COUNT "SELECT count (*) FROM commands"
#define LIST "SELECT " COLUMNS " FROM commands WHERE undone IS NULL ORDER BY number DESC LIMIT ?"

/* The columns after those of a command. */
#define NUMBER_COLUMN 6
#define CHANGES_COLUMN 7

/**
 * CwCommandLog:
 *
 * Does what the user wants done to the library, and remembers how to undo it, also
 * over restarts. Each is one transaction, and what it changed in the user's tables is
 * kept as a changeset of SQLite's session extension: undoing applies the inverse of
 * that, doing it again the changeset itself. So nothing has to know how to undo itself.
 *
 * What is done otherwise, such as by a check of the files, is not undone; where it
 * changed the same value, undoing wins, and what it deleted stays deleted.
 */
struct _CwCommandLog
{
  GObject parent_instance;

  CwDatabase *database;
  CwCommand  *undo; /* nullable */
  CwCommand  *redo; /* nullable */

  /* Resolved once it is known what can be undone after what was done before. */
  DexPromise *look; /* nullable: under way */
  DexPromise *next; /* nullable: to come after that */
};

typedef enum
{
  PROP_UNDO = 1,
  PROP_REDO,
} CwCommandLogProperty;

static GParamSpec *properties[PROP_REDO + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwCommandLog, cw_command_log, G_TYPE_OBJECT)

/* --- what can be undone -------------------------------------------------------- */

/* Boxed: an array of two, with NULL for none. */
static void
command_unref (gpointer command)
{
  g_clear_object ((CwCommand **) &command);
}

static CwCommand *
read_command (sqlite3    *connection,
              const char *sql,
              GError    **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, error);

  return row != NULL && cw_database_step (row, error) ? cw_record_sql_read (row, CW_TYPE_COMMAND) : NULL;
}

static DexFuture *
read_next (sqlite3 *connection,
           gpointer data)
{
  g_autoptr (GPtrArray) next = g_ptr_array_new_with_free_func (command_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (next, read_command (connection, LAST_DONE, &error));
  if (error == NULL)
    g_ptr_array_add (next, read_command (connection, FIRST_UNDONE, &error));
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&next));
}

static DexFuture *
load_fiber (CwCommandLog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) next = dex_await_boxed (cw_database_run (self->database, read_next, NULL, NULL), &error);

  if (next == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (g_set_object (&self->undo, next->pdata[0]))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO]);
  if (g_set_object (&self->redo, next->pdata[1]))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO]);

  return dex_future_new_true ();
}

/**
 * cw_command_log_load:
 * @self: a log whose database is open
 *
 * Finds out what can be undone: at the start, and when another process may have done
 * something.
 *
 * Returns: (transfer full): a future that resolves once the properties say it
 */
DexFuture *
cw_command_log_load (CwCommandLog *self)
{
  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_COMMAND_LOG, self);
}

static void begin_look (CwCommandLog *self,
                        DexPromise   *promise);

static DexFuture *
on_looked (DexFuture *future,
           gpointer   data)
{
  CwCommandLog *self = data;
  g_autoptr (DexPromise) looked = g_steal_pointer (&self->look);

  if (self->next != NULL)
    begin_look (self, g_steal_pointer (&self->next));
  dex_promise_resolve_boolean (looked, TRUE);

  return dex_ref (future);
}

static void
begin_look (CwCommandLog *self,
            DexPromise   *promise)
{
  self->look = promise;
  cw_detach (dex_future_finally (cw_command_log_load (self), on_looked, g_object_ref (self), g_object_unref), "Looking for what can be undone");
}

/* After something was done; of many things at once, not after each. That it is not known
 * what to undo next is no reason to say that it went wrong. */
static void
look (CwCommandLog *self)
{
  if (self->look == NULL)
    begin_look (self, dex_promise_new ());
  else if (self->next == NULL)
    self->next = dex_promise_new ();
}

/**
 * cw_command_log_settle:
 * @self: a log
 *
 * Returns: (transfer full): a future that resolves once the properties say what can be
 *   undone after all that was done through @self so far
 */
DexFuture *
cw_command_log_settle (CwCommandLog *self)
{
  DexPromise *last;

  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));

  last = self->next != NULL ? self->next : self->look;
  return last != NULL ? DEX_FUTURE (dex_ref (last)) : dex_future_new_true ();
}

static void
tell (CwCommandLog *self)
{
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- doing ---------------------------------------------------------------------- */

typedef struct
{
  CwCommand     *command;
  CwDatabaseFunc func;
  gpointer       data;
  GDestroyNotify data_free;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL)
    work->data_free (work->data);
  g_object_unref (work->command);
  g_free (work);
}

static gboolean
fail (sqlite3 *connection,
      int      code,
      GError **error)
{
  if (code == SQLITE_OK)
    return FALSE;

  g_set_error (error, CW_ERROR, CW_ERROR_STORAGE, _ ("The library's database failed: %s"), code == SQLITE_NOMEM ? sqlite3_errstr (code) : sqlite3_errmsg (connection));
  return TRUE;
}

static sqlite3_session *
watch (sqlite3 *connection,
       GError **error)
{
  sqlite3_session *session = NULL;
  int              code = sqlite3session_create (connection, "main", &session);

  for (gsize i = 0; code == SQLITE_OK && i < G_N_ELEMENTS (tables); i++)
    code = sqlite3session_attach (session, tables[i]);
  if (!fail (connection, code, error))
    return session;

  g_clear_pointer (&session, sqlite3session_delete);
  return NULL;
}

static gboolean
write_down (sqlite3   *connection,
            CwCommand *command,
            gpointer   changes,
            int        size,
            GError   **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) insert = NULL;

  if (cw_database_change (connection, FORGET_UNDONE, NULL, &problem))
    insert = cw_database_prepare (connection, INSERT, NULL, &problem);
  if (insert != NULL)
    {
      sqlite3_bind_blob (insert, cw_record_sql_bind (insert, CW_RECORD (command)), changes, size, SQLITE_STATIC);
      cw_database_step (insert, &problem);
    }
  if (problem == NULL)
    cw_database_change (connection, FORGET_OLD, NULL, &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static DexFuture *
run (sqlite3 *connection,
     gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) result = NULL;
  sqlite3_session *session = watch (connection, &error);
  gpointer         changes = NULL;
  int              size = 0;

  if (session == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  result = work->func (connection, work->data);
  if (dex_future_is_resolved (result))
    fail (connection, sqlite3session_changeset (session, &size, &changes), &error);
  sqlite3session_delete (session);

  /* What changed nothing is not undone either. */
  if (error == NULL && size > 0)
    write_down (connection, work->command, changes, size, &error);
  sqlite3_free (changes);

  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : g_steal_pointer (&result);
}

static DexFuture *
on_done (DexFuture *future,
         gpointer   data)
{
  tell (data);

  return dex_ref (future);
}

/**
 * cw_command_log_run:
 * @self: a log
 * @command: what the user is told of it
 * @func: does it, in one transaction with its entry in the log
 * @data: given to @func
 * @data_free: (nullable): frees @data, on the database's thread
 *
 * Does something that can be undone. What was undone before cannot be done again then.
 *
 * Returns: (transfer full): a future with what @func's future holds, resolved only
 *   once it is durable
 */
DexFuture *
cw_command_log_run (CwCommandLog  *self,
                    CwCommand     *command,
                    CwDatabaseFunc func,
                    gpointer       data,
                    GDestroyNotify data_free)
{
  Work *work;

  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));
  dex_return_error_if_fail (CW_IS_COMMAND (command));
  dex_return_error_if_fail (func != NULL);

  work = g_new0 (Work, 1);
  work->command = g_object_ref (command);
  work->func = func;
  work->data = data;
  work->data_free = data_free;

  return dex_future_then (cw_database_run (self->database, run, work, work_free), on_done, g_object_ref (self), g_object_unref);
}

/* --- undoing and doing again ----------------------------------------------------- */

/**
 * Outcome:
 * @n_lost: changes to what is not there any more
 * @n: all changes
 */
typedef struct
{
  int n_lost;
  int n;
} Outcome;

/* What is gone cannot be changed back, and what came meanwhile in the place of what
 * was deleted is kept. Other values than expected are written over: undoing is what
 * the user wants now. */
static int
on_conflict (void                   *data,
             int                     kind,
             sqlite3_changeset_iter *iter)
{
  Outcome *outcome = data;

  switch (kind)
    {
    case SQLITE_CHANGESET_DATA:
      return SQLITE_CHANGESET_REPLACE;
    case SQLITE_CHANGESET_NOTFOUND:
    case SQLITE_CHANGESET_CONFLICT:
      outcome->n_lost++;
      return SQLITE_CHANGESET_OMIT;
    case SQLITE_CHANGESET_CONSTRAINT:
    case SQLITE_CHANGESET_FOREIGN_KEY:
    default:
      return SQLITE_CHANGESET_ABORT;
    }
}

static gboolean
count (int      size,
       void    *changes,
       Outcome *outcome)
{
  sqlite3_changeset_iter *iter = NULL;
  int                     code = sqlite3changeset_start (&iter, size, changes);

  while (code == SQLITE_OK && sqlite3changeset_next (iter) == SQLITE_ROW)
    outcome->n++;
  sqlite3changeset_finalize (iter);

  return code == SQLITE_OK;
}

/* Returns FALSE with no ERROR where that cannot be done any more. */
static gboolean
apply (sqlite3      *connection,
       sqlite3_stmt *row,
       gboolean      undo,
       GError      **error)
{
  Outcome outcome = { 0 };
  int     size = sqlite3_column_bytes (row, CHANGES_COLUMN);
  void   *changes = (void *) sqlite3_column_blob (row, CHANGES_COLUMN);
  void   *inverse = NULL;
  int     code = undo ? sqlite3changeset_invert (size, changes, &size, &inverse) : SQLITE_OK;

  if (code == SQLITE_OK && !count (size, undo ? inverse : changes, &outcome))
    code = SQLITE_CORRUPT;
  if (code == SQLITE_OK)
    code = sqlite3changeset_apply (connection, size, undo ? inverse : changes, NULL, on_conflict, &outcome);
  sqlite3_free (inverse);

  /* The latter where something else needs what would be gone. */
  if (code == SQLITE_ABORT || code == SQLITE_CONSTRAINT)
    return FALSE;

  return !fail (connection, code, error) && outcome.n_lost < outcome.n;
}

/* One that stands for all of COMMANDS, in their place. */
static void
put_together (GPtrArray *commands)
{
  CwCommand *first = commands->pdata[0];
  CwCommand *all;
  guint      n = 0;

  for (guint i = 0; i < commands->len; i++)
    n += cw_command_get_n (commands->pdata[i]);

  all = cw_command_new (cw_command_get_kind (first), NULL, n, cw_command_get_batch (first));
  g_ptr_array_set_size (commands, 0);
  g_ptr_array_add (commands, all);
}

/* Undoes or does again what is next, and what was done together with it. A command
 * that nothing can be done about any more is forgotten, so that it is not in the way
 * of those before it. Resolves to a GPtrArray of one command, which stands for all of
 * them; where there is none, something was next and could not be done. */
static DexFuture *
move (sqlite3 *connection,
      gpointer data)
{
  gboolean undo = GPOINTER_TO_INT (data);
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *batch = NULL;
  gboolean         any = FALSE;

  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, undo ? LAST_DONE : FIRST_UNDONE, NULL, &error);
      g_autoptr (CwCommand) command = NULL;
      gint64   number;
      gboolean done;

      if (row != NULL && cw_database_step (row, &error))
        command = cw_record_sql_read (row, CW_TYPE_COMMAND);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (command == NULL || (any && (*batch == '\0' || !g_str_equal (batch, cw_command_get_batch (command)))))
        break;

      any = TRUE;
      g_set_str (&batch, cw_command_get_batch (command));
      number = sqlite3_column_int64 (row, NUMBER_COLUMN);
      done = apply (connection, row, undo, &error);
      sqlite3_reset (row);
      if (error == NULL && done)
        cw_database_change (connection, MARK, g_variant_new ("(mxx)", undo, g_get_real_time (), number), &error);
      else if (error == NULL)
        cw_database_change (connection, FORGET, g_variant_new ("(x)", number), &error);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (done)
        g_ptr_array_add (moved, g_steal_pointer (&command));
    }

  if (!any)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, "%s", undo ? _ ("There is nothing to undo") : _ ("There is nothing to do again"));

  if (moved->len > 1)
    put_together (moved);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&moved));
}

static DexFuture *
move_fiber (CwCommandLog *self,
            gboolean      undo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moved = dex_await_boxed (cw_database_run (self->database, move, GINT_TO_POINTER (undo), NULL), &error);

  if (moved == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  tell (self);
  if (moved->len == 0)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, "%s", undo ? _ ("That cannot be undone any more, since what it was done to is gone") : _ ("That cannot be done again, since what it was done to is gone"));

  return dex_future_new_take_object (g_object_ref (moved->pdata[0]));
}

/**
 * cw_command_log_undo:
 * @self: a log
 *
 * Undoes what was done last, by this process or another, and what was done together
 * with it.
 *
 * Returns: (transfer full): a future of the #CwCommand that is undone, once that is
 *   durable; rejected with %CW_ERROR_MISSING where there is none, and with
 *   %CW_ERROR_INVALID where it cannot be undone any more; then it is forgotten
 */
DexFuture *
cw_command_log_undo (CwCommandLog *self)
{
  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));

  return cw_spawn (G_CALLBACK (move_fiber), 2, CW_TYPE_COMMAND_LOG, self, G_TYPE_BOOLEAN, TRUE);
}

/**
 * cw_command_log_redo:
 * @self: a log
 *
 * Returns: (transfer full): as cw_command_log_undo(), for what was undone last
 */
DexFuture *
cw_command_log_redo (CwCommandLog *self)
{
  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));

  return cw_spawn (G_CALLBACK (move_fiber), 2, CW_TYPE_COMMAND_LOG, self, G_TYPE_BOOLEAN, FALSE);
}

static gint64
count_commands (sqlite3 *connection,
                GError **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, COUNT, NULL, error);

  return row != NULL && cw_database_step (row, error) ? sqlite3_column_int64 (row, 0) : -1;
}

static DexFuture *
forget_before (sqlite3 *connection,
               gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 before = count_commands (connection, &error);
  gint64 after = -1;

  if (before >= 0 && cw_database_change (connection, FORGET_UNDONE_BEFORE, data, &error) && cw_database_change (connection, FORGET_BEFORE, data, &error))
    after = count_commands (connection, &error);

  return after >= 0 ? dex_future_new_for_int64 (before - after) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_command_log_forget_before:
 * @self: a log
 * @time: us UTC
 *
 * Has what was done before then not be undone any more. What was done together stays as
 * a whole.
 *
 * Returns: (transfer full): a future of an int64: how many commands these were
 */
DexFuture *
cw_command_log_forget_before (CwCommandLog *self,
                              gint64        time)
{
  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));

  return cw_database_run (self->database, forget_before, g_variant_ref_sink (g_variant_new ("(x)", time)), (GDestroyNotify) g_variant_unref);
}

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, g_variant_new ("(i)", GPOINTER_TO_INT (data)), &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (commands, cw_record_sql_read (row, CW_TYPE_COMMAND));
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&commands));
}

/**
 * cw_command_log_list:
 * @self: a log
 * @limit: how many at the most
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwCommand: what can be
 *   undone, the last first
 */
DexFuture *
cw_command_log_list (CwCommandLog *self,
                     guint         limit)
{
  dex_return_error_if_fail (CW_IS_COMMAND_LOG (self));

  return cw_database_run (self->database, list, GUINT_TO_POINTER (limit), NULL);
}

/**
 * cw_command_log_get_undo:
 * @self: a log
 *
 * Returns: (transfer none) (nullable): what would be undone
 */
CwCommand *
cw_command_log_get_undo (CwCommandLog *self)
{
  g_return_val_if_fail (CW_IS_COMMAND_LOG (self), NULL);

  return self->undo;
}

/**
 * cw_command_log_get_redo:
 * @self: a log
 *
 * Returns: (transfer none) (nullable): what would be done again
 */
CwCommand *
cw_command_log_get_redo (CwCommandLog *self)
{
  g_return_val_if_fail (CW_IS_COMMAND_LOG (self), NULL);

  return self->redo;
}

/**
 * cw_command_log_new:
 * @database: where the library is
 *
 * Returns: (transfer full): its log; a program needs one
 */
CwCommandLog *
cw_command_log_new (CwDatabase *database)
{
  CwCommandLog *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_COMMAND_LOG, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_command_log_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwCommandLog *self = CW_COMMAND_LOG (object);

  switch ((CwCommandLogProperty) id)
    {
    case PROP_UNDO:
      g_value_set_object (value, self->undo);
      break;
    case PROP_REDO:
      g_value_set_object (value, self->redo);
      break;
    }
}

static void
cw_command_log_finalize (GObject *object)
{
  CwCommandLog *self = CW_COMMAND_LOG (object);

  g_clear_object (&self->database);
  g_clear_object (&self->undo);
  g_clear_object (&self->redo);

  G_OBJECT_CLASS (cw_command_log_parent_class)->finalize (object);
}

static void
cw_command_log_class_init (CwCommandLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_command_log_finalize;
  object_class->get_property = cw_command_log_get_property;

  properties[PROP_UNDO] = g_param_spec_object ("undo", NULL, NULL, CW_TYPE_COMMAND, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REDO] = g_param_spec_object ("redo", NULL, NULL, CW_TYPE_COMMAND, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_COMMAND_LOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_command_log_init (CwCommandLog *self)
{
}
