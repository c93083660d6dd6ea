/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crash-model.h"

#include <string.h>

/* A library is a table of what is known of its clips and collections: "ID title" to the
 * title, and so on; what is not in it is as it was at first. */
#define KNOWN                                                                                                                                                                                               \
  "SELECT number, id || char (10) || 'title', title FROM clips UNION ALL "                                                                                                                                  \
  "SELECT number, id || char (10) || 'uri', uri FROM clips UNION ALL "                                                                                                                                      \
  "SELECT number, id || char (10) || 'note', note FROM clips WHERE note <> '' UNION ALL "                                                                                                                   \
  "SELECT number, id || char (10) || 'rating', rating FROM clips WHERE rating <> 0 UNION ALL "                                                                                                              \
  "SELECT number, id || char (10) || 'favourite', favourite FROM clips WHERE favourite <> 0 UNION ALL "                                                                                                     \
  "SELECT number, id || char (10) || 'removed', 1 FROM clips WHERE removed IS NOT NULL UNION ALL "                                                                                                          \
  "SELECT number, id || char (10) || 'tag ' || tag, 1 FROM clips JOIN clip_tags ON clip = number UNION ALL "                                                                                                \
  "SELECT number, id || char (10) || 'title', title FROM collections UNION ALL "                                                                                                                            \
  "SELECT collections.number, collections.id || char (10) || 'clip ' || clips.id, 1 FROM collections JOIN collection_clips ON collection = collections.number JOIN clips ON clip = clips.number UNION ALL " \
  "SELECT number, id || char (10) || 'watched', position FROM clips JOIN watching ON clip = number ORDER BY 1, 2"

#define MOST_TOLD 60

typedef struct
{
  GHashTable *known; /* after it was done */
  char       *batch;
} Command;

struct _CrashModel
{
  GPtrArray *commands; /* the first one stands for what there was before all */
  guint      at;       /* the last one that is done */
  GQueue     begun;    /* of GStrv, the first one first */
  GPtrArray *clips;    /* of GStrv: what the one that is under way has brought */
  GQueue     told;     /* of lines, the newest ones, for who has to find out what went wrong */
  guint      n_done;
};

static Command *
command_new (GHashTable *known,
             const char *batch)
{
  Command *command = g_new0 (Command, 1);

  command->known = known;
  command->batch = g_strdup (batch);
  return command;
}

static void
command_free (gpointer data)
{
  Command *command = data;

  g_hash_table_unref (command->known);
  g_free (command->batch);
  g_free (command);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

CrashModel *
crash_model_new (void)
{
  CrashModel *self = g_new0 (CrashModel, 1);

  self->commands = g_ptr_array_new_with_free_func (command_free);
  self->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_queue_init (&self->begun);
  g_queue_init (&self->told);
  g_ptr_array_add (self->commands, command_new (new_table (), ""));
  return self;
}

void
crash_model_free (CrashModel *self)
{
  g_queue_clear_full (&self->begun, (GDestroyNotify) g_strfreev);
  g_queue_clear_full (&self->told, g_free);
  g_ptr_array_unref (self->clips);
  g_ptr_array_unref (self->commands);
  g_free (self);
}

/* --- tables ------------------------------------------------------------------------- */

static Command *
get_command (CrashModel *self,
             guint       i)
{
  return self->commands->pdata[i];
}

static GHashTable *
get_known (CrashModel *self)
{
  return get_command (self, self->at)->known;
}

static GHashTable *
copy (GHashTable *known)
{
  GHashTable    *result = new_table ();
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (result, g_strdup (key), g_strdup (value));

  return result;
}

static void
set (GHashTable *known,
     const char *id,
     const char *field,
     const char *value)
{
  g_autofree char *key = g_strconcat (id, "\n", field, NULL);

  if (value != NULL)
    g_hash_table_insert (known, g_steal_pointer (&key), g_strdup (value));
  else
    g_hash_table_remove (known, key);
}

static const char *
get (GHashTable *known,
     const char *id,
     const char *field)
{
  g_autofree char *key = g_strconcat (id, "\n", field, NULL);

  return g_hash_table_lookup (known, key);
}

/* What A has otherwise than B. */
static void
write_difference (GString    *text,
                  GHashTable *a,
                  GHashTable *b)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, key), value) != 0)
      {
        g_autofree char *name = g_strdelimit (g_strdup (key), "\n", ' ');

        g_string_append_printf (text, "  %s: %s\n", name, (char *) value);
      }
}

static gboolean
is_equal (GHashTable *a,
          GHashTable *b)
{
  GHashTableIter iter;
  gpointer       key, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, key), value) != 0)
      return FALSE;

  return TRUE;
}

static void
tell (CrashModel *self,
      const char *what,
      GStrv       fields)
{
  g_autofree char *line = g_strjoinv (" ", fields);

  g_queue_push_tail (&self->told, g_strconcat (what, line, NULL));
  if (g_queue_get_length (&self->told) > MOST_TOLD)
    g_free (g_queue_pop_head (&self->told));
}

/* --- what is done ------------------------------------------------------------------- */

/* What changes nothing is no command. */
static void
add_command (CrashModel *self,
             GHashTable *known,
             const char *batch)
{
  if (is_equal (known, get_known (self)))
    {
      g_hash_table_unref (known);
      return;
    }

  g_ptr_array_set_size (self->commands, (int) self->at + 1);
  g_ptr_array_add (self->commands, command_new (known, batch));
  self->at++;
}

/* How far a clip was watched goes with it, and does not come back. */
static void
forget_watched (CrashModel *self,
                GHashTable *before)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_suffix (key, "\nwatched"))
      {
        g_autofree char *id = g_strndup (key, strcspn (key, "\n"));

        for (guint i = 0; get (get_known (self), id, "uri") == NULL && i < self->commands->len; i++)
          if (get_command (self, i)->known != before)
            set (get_command (self, i)->known, id, "watched", NULL);
        if (get (get_known (self), id, "uri") == NULL)
          g_hash_table_iter_remove (&iter);
      }
}

/**
 * crash_model_move:
 *
 * Undoes what is next, or does it again, together with its batch.
 *
 * Returns: whether there was anything
 */
gboolean
crash_model_move (CrashModel *self,
                  gboolean    undo)
{
  const char *batch = NULL;
  gboolean    any = FALSE;

  while (undo ? self->at > 0 : self->at + 1 < self->commands->len)
    {
      Command *command = get_command (self, undo ? self->at : self->at + 1);

      if (any && (*batch == '\0' || !g_str_equal (batch, command->batch)))
        break;
      any = TRUE;
      batch = command->batch;
      tell (self, undo ? "< " : "> ", (char *[]) { command->batch, NULL });
      self->at += undo ? -1 : 1;
      if (undo)
        forget_watched (self, command->known);
    }

  return any;
}

static void
forget (GHashTable *known,
        const char *id)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (strstr (key, id) != NULL)
      g_hash_table_iter_remove (&iter);
}

/* Clips in the trash are gone as if they had never been. */
static void
empty_trash (CrashModel *self)
{
  g_autoptr (GHashTable) now = copy (get_known (self));
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_suffix (key, "\nremoved"))
      {
        g_autofree char *id = g_strndup (key, strcspn (key, "\n"));

        for (guint i = 0; i < self->commands->len; i++)
          forget (get_command (self, i)->known, id);
      }

  for (guint i = self->commands->len - 1; i > 0; i--)
    if (is_equal (get_command (self, i)->known, get_command (self, i - 1)->known))
      {
        g_ptr_array_remove_index (self->commands, i);
        self->at -= i <= self->at;
      }
}

/* It is no command, so it stays with the clip. */
static void
watch (CrashModel *self,
       const char *id,
       const char *position)
{
  for (guint i = 0; i < self->commands->len; i++)
    if (get (get_command (self, i)->known, id, "uri") != NULL)
      set (get_command (self, i)->known, id, "watched", position);
}

/* "clip", its id, number, title and URI. */
static void
bring (CrashModel        *self,
       const char *const *fields,
       const char        *batch)
{
  GHashTable *known = copy (get_known (self));

  if (get (known, fields[1], "uri") == NULL)
    set (known, fields[1], "title", fields[3]);
  set (known, fields[1], "uri", fields[4]);
  set (known, fields[1], "removed", NULL);
  add_command (self, known, batch);
}

static void
change (CrashModel        *self,
        const char        *field,
        const char        *value,
        const char *const *ids)
{
  GHashTable *known = copy (get_known (self));

  for (guint i = 0; ids[i] != NULL; i++)
    set (known, ids[i], field, value);
  add_command (self, known, "");
}

/* With its first clip. */
static void
create (CrashModel *self,
        const char *title,
        const char *clip,
        const char *id)
{
  GHashTable      *known = copy (get_known (self));
  g_autofree char *member = g_strdup_printf ("clip %s", clip);

  set (known, id, "title", title);
  set (known, id, member, "1");
  add_command (self, known, "");
}

static void
forget_collection (CrashModel *self,
                   const char *id)
{
  GHashTable *known = copy (get_known (self));

  forget (known, id);
  add_command (self, known, "");
}

static const char *
unless (const char *value,
        const char *usual)
{
  return g_str_equal (value, usual) ? NULL : value;
}

/* FIELDS is what began: its kind, a value, and ids. */
static void
apply (CrashModel        *self,
       const char *const *fields,
       GPtrArray         *clips)
{
  const char      *kind = fields[0];
  const char      *value = fields[1];
  g_autofree char *tag = g_strdup_printf ("tag %s", value);
  g_autofree char *clip = g_strdup_printf ("clip %s", value);
  g_autofree char *uri = NULL;

  if (g_str_equal (kind, "import") || g_str_equal (kind, "keep") || g_str_equal (kind, "resume"))
    for (guint i = 0; i < clips->len; i++)
      bring (self, clips->pdata[i], g_str_equal (kind, "import") ? value : "");
  else if (g_str_equal (kind, "rename"))
    change (self, "title", value, fields + 2);
  else if (g_str_equal (kind, "note"))
    change (self, "note", value, fields + 2);
  else if (g_str_equal (kind, "rate"))
    change (self, "rating", unless (value, "0"), fields + 2);
  else if (g_str_equal (kind, "favourite"))
    change (self, "favourite", unless (value, "0"), fields + 2);
  else if (g_str_equal (kind, "tag"))
    change (self, tag, "1", fields + 2);
  else if (g_str_equal (kind, "untag"))
    change (self, tag, NULL, fields + 2);
  else if (g_str_equal (kind, "remove"))
    change (self, "removed", "1", fields + 2);
  else if (g_str_equal (kind, "restore"))
    change (self, "removed", NULL, fields + 2);
  else if (g_str_equal (kind, "watch"))
    watch (self, fields[2], value);
  else if (g_str_equal (kind, "locate"))
    change (self, "uri", uri = g_filename_to_uri (value, NULL, NULL), fields + 2);
  else if (g_str_equal (kind, "empty"))
    empty_trash (self);
  else if (g_str_equal (kind, "create"))
    for (guint i = 0; i < clips->len; i++)
      create (self, value, fields[2], ((GStrv) clips->pdata[i])[1]);
  else if (g_str_equal (kind, "delete"))
    forget_collection (self, fields[2]);
  else if (g_str_equal (kind, "join"))
    change (self, clip, "1", fields + 2);
  else if (g_str_equal (kind, "leave"))
    change (self, clip, NULL, fields + 2);
  else
    g_error ("There is no “%s”", kind);
}

/**
 * crash_model_begin:
 * @fields: the worker's line after "begin"
 */
void
crash_model_begin (CrashModel        *self,
                   const char *const *fields)
{
  g_queue_push_tail (&self->begun, g_strdupv ((char **) fields));
  tell (self, "", (char **) fields);
}

/**
 * crash_model_end:
 * @fields: a line of the worker's: "clip", "made", "done" or "nothing"
 */
void
crash_model_end (CrashModel        *self,
                 const char *const *fields)
{
  g_auto (GStrv) begun = NULL;

  tell (self, "  ", (char **) fields);
  if (g_str_equal (fields[0], "clip") || g_str_equal (fields[0], "made"))
    {
      g_ptr_array_add (self->clips, g_strdupv ((char **) fields));
      return;
    }

  begun = g_queue_pop_head (&self->begun);
  g_assert_nonnull (begun);
  if (g_str_equal (begun[0], "undo") || g_str_equal (begun[0], "redo"))
    {
      gboolean moved = crash_model_move (self, g_str_equal (begun[0], "undo"));

      if (moved != g_str_equal (fields[0], "done"))
        g_error ("The worker says of %s: %s %s", begun[0], fields[0], fields[1] != NULL ? fields[1] : "");
    }
  else
    {
      apply (self, (const char *const *) begun, self->clips);
    }
  g_ptr_array_set_size (self->clips, 0);
  self->n_done++;
}

/* --- what there is ------------------------------------------------------------------- */

/* A table as above, with the ids of the clips by number. */
typedef struct
{
  GHashTable *known;
  GPtrArray  *ids;
} Actual;

static DexFuture *
read_all (sqlite3 *connection,
          gpointer data)
{
  Actual *actual = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, KNOWN, NULL, &error);

  while (error == NULL && cw_database_step (row, &error))
    {
      const char *key = (const char *) sqlite3_column_text (row, 1);

      if (g_str_has_suffix (key, "\nuri"))
        g_ptr_array_add (actual->ids, g_strndup (key, strcspn (key, "\n")));
      g_hash_table_insert (actual->known, g_strdup (key), g_strdup ((const char *) sqlite3_column_text (row, 2)));
    }
  g_assert_no_error (error);

  return dex_future_new_true ();
}

static Actual
read_actual (CwDatabase *database)
{
  Actual actual = { new_table (), g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_run (database, read_all, &actual, NULL), &error);
  g_assert_no_error (error);
  return actual;
}

static void
actual_clear (Actual *actual)
{
  g_hash_table_unref (actual->known);
  g_ptr_array_unref (actual->ids);
}

/* Of what was begun and may have brought clips: those that it may have brought, without
 * saying so. Of an import it is the one with the same content, which is in the name. */
static void
find_brought (CrashModel        *self,
              const char *const *fields,
              Actual            *actual)
{
  GHashTable      *known = get_known (self);
  gboolean         import = g_str_equal (fields[0], "import");
  g_autofree char *wanted = import ? g_path_get_basename (fields[2]) : NULL;

  for (guint i = 0; i < actual->ids->len; i++)
    {
      const char      *id = actual->ids->pdata[i];
      const char      *uri = get (actual->known, id, "uri");
      const char      *title = get (actual->known, id, "title");
      g_autofree char *name = g_path_get_basename (uri);
      const char      *clip[] = { "clip", id, "", title, uri, NULL };
      gboolean         fits = import ? strncmp (name, wanted, 3) == 0 : g_str_has_prefix (uri, "library:") && get (known, id, "uri") == NULL;

      if (fits && (get (known, id, "uri") == NULL || get (actual->known, id, "removed") == NULL))
        g_ptr_array_add (self->clips, g_strdupv ((char **) clip));
    }
  g_assert_cmpuint (self->clips->len, <=, import ? 1 : 2);
}

/* A collection that may have been made, by its title, which no other one has. */
static void
find_made (CrashModel        *self,
           const char *const *fields,
           Actual            *actual)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, actual->known);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_str_has_suffix (key, "\ntitle") && g_str_equal (value, fields[1]))
      {
        g_autofree char *id = g_strndup (key, strcspn (key, "\n"));
        const char      *made[] = { "made", id, NULL };

        g_ptr_array_add (self->clips, g_strdupv ((char **) made));
      }
}

/**
 * crash_model_settle:
 * @database: a library that somebody was killed with
 *
 * Of what was begun and not acknowledged, each thing may have been done or not, but none
 * that was begun later than one that was not done. Takes over what was done, if that fits.
 */
void
crash_model_settle (CrashModel *self,
                    CwDatabase *database)
{
  Actual actual = read_actual (database);

  while (!is_equal (actual.known, get_known (self)) && !g_queue_is_empty (&self->begun))
    {
      g_auto (GStrv) begun = g_queue_pop_head (&self->begun);

      tell (self, "settled: ", begun);
      g_ptr_array_set_size (self->clips, 0);
      if (g_str_equal (begun[0], "undo") || g_str_equal (begun[0], "redo"))
        {
          crash_model_move (self, g_str_equal (begun[0], "undo"));
          continue;
        }

      if (g_str_equal (begun[0], "import") || g_str_equal (begun[0], "keep") || g_str_equal (begun[0], "resume"))
        find_brought (self, (const char *const *) begun, &actual);
      else if (g_str_equal (begun[0], "create"))
        find_made (self, (const char *const *) begun, &actual);
      apply (self, (const char *const *) begun, self->clips);
    }

  g_queue_clear_full (&self->begun, (GDestroyNotify) g_strfreev);
  g_ptr_array_set_size (self->clips, 0);
  actual_clear (&actual);
}

/**
 * crash_model_matches:
 *
 * Returns: whether DATABASE is what the model says
 */
gboolean
crash_model_matches (CrashModel *self,
                     CwDatabase *database)
{
  Actual   actual = read_actual (database);
  gboolean matches = is_equal (actual.known, get_known (self));

  actual_clear (&actual);
  return matches;
}

/**
 * crash_model_assert:
 *
 * Fails the test where DATABASE is not what the model says.
 */
void
crash_model_assert (CrashModel *self,
                    CwDatabase *database)
{
  Actual actual = read_actual (database);

  if (!is_equal (actual.known, get_known (self)))
    {
      g_autoptr (GString) text = g_string_new ("The library has\n");

      write_difference (text, actual.known, get_known (self));
      g_string_append (text, "and should have\n");
      write_difference (text, get_known (self), actual.known);
      g_string_append (text, "after\n");
      for (GList *line = self->told.head; line != NULL; line = line->next)
        g_string_append_printf (text, "  %s\n", (char *) line->data);
      g_error ("%s", text->str);
    }
  actual_clear (&actual);
}

/**
 * crash_model_count_done:
 *
 * Returns: how much was acknowledged
 */
guint
crash_model_count_done (CrashModel *self)
{
  return self->n_done;
}
