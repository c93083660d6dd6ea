/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-health-store.h"

#include "cw-clip-file.h"
#include "cw-long-read.h"
#include "cw-error.h"
#include "cw-finding.h"

#include <glib/gi18n.h>
#include <string.h>

/* All the SQL of the integrity check is in this file. */
#define CHECK "PRAGMA integrity_check (50)"
#define HEADING "*** in database main ***\n"
#define CHECK_KEYS "SELECT count (*) FROM pragma_foreign_key_check"
#define LIST_FILES "SELECT number, title, uri, size, modified, hash FROM clips ORDER BY number"
#define LIST_TWICE                                                                                                                 \
  "SELECT max (number), group_concat (title, '” / “'), uri, size, modified, hash FROM clips WHERE hash <> '' AND removed IS NULL " \
  "GROUP BY hash HAVING count (*) > 1"
#define LIST_PROJECTS "SELECT 0, title, id, 0, 0, '' FROM projects WHERE removed IS NULL"
/* What was downloaded is a clip's file by now, and looked for as that. */
#define LIST_OUTPUTS "SELECT 0, title, output, 0, 0, id FROM jobs WHERE kind = 'export' AND state = 'succeeded' AND output IS NOT NULL"
#define SET_FILE "UPDATE clips SET size = ?, modified = ?, hash = ? WHERE number = ? AND uri = ?"
#define FORGET_HASH "UPDATE clips SET hash = '', modified = 0 WHERE number = ?"

/* The index as it should be, in a table of this connection only: each word, in how many
 * clips it is, and how often. */
static const char *const expected[] = {
  "CREATE VIRTUAL TABLE temp.expected USING fts5 (title, channel, category, creator, tags, note, transcript, "
  "content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')",
  "CREATE VIRTUAL TABLE temp.expected_vocabulary USING fts5vocab (temp, expected, row)",
  "INSERT INTO temp.expected (rowid, title, channel, category, creator, tags, note, transcript) SELECT * FROM clip_texts",
};
#define COUNT_WRONG_WORDS                                                                                                                   \
  "SELECT (SELECT count (*) FROM (SELECT term, doc, cnt FROM clip_vocabulary EXCEPT SELECT term, doc, cnt FROM temp.expected_vocabulary)) " \
  "+ (SELECT count (*) FROM (SELECT term, doc, cnt FROM temp.expected_vocabulary EXCEPT SELECT term, doc, cnt FROM clip_vocabulary)) "      \
  "+ (SELECT count (*) FROM (SELECT id FROM clip_words_docsize EXCEPT SELECT number FROM clip_texts)) "                                     \
  "+ (SELECT count (*) FROM (SELECT number FROM clip_texts EXCEPT SELECT id FROM clip_words_docsize))"

static const char *const rebuild[] = {
  "INSERT INTO clip_words (clip_words) VALUES ('delete-all')",
  "INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript) SELECT * FROM clip_texts",
};

static const char *const dangling[] = {
  "DELETE FROM clip_tags WHERE clip NOT IN (SELECT number FROM clips)",
  "DELETE FROM transcripts WHERE clip NOT IN (SELECT number FROM clips)",
  "DELETE FROM watching WHERE clip NOT IN (SELECT number FROM clips)",
  "DELETE FROM collection_clips WHERE clip NOT IN (SELECT number FROM clips) OR collection NOT IN (SELECT number FROM collections)",
  "DELETE FROM new_clips WHERE channel_id NOT IN (SELECT id FROM watched_channels)",
};

/* --- the database itself ---------------------------------------------------------------- */

static void
add_words (GPtrArray *findings)
{
  g_ptr_array_add (findings, cw_finding_new (CW_FINDING_WORDS, _ ("Searching does not find all clips, or finds too many"), _ ("The words of all clips are read anew"), NULL, 0));
}

static gboolean
check_pages (sqlite3   *connection,
             GPtrArray *findings,
             gboolean  *words,
             GError   **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, CHECK, NULL, &problem);
  g_autofree char *first = NULL;

  while (row != NULL && cw_database_step (row, &problem))
    {
      const char *text = (const char *) sqlite3_column_text (row, 0);

      if (strstr (text, "FTS5 table main.clip_words") != NULL)
        *words = FALSE;
      else if (!g_str_equal (text, "ok") && first == NULL)
        first = g_strdelimit (g_strdup (g_str_has_prefix (text, HEADING) ? text + strlen (HEADING) : text), "\n", ' ');
    }

  /* Damage may also keep the check from going on. */
  if (g_error_matches (problem, CW_ERROR, CW_ERROR_MALFORMED) && first == NULL)
    first = g_strdup (problem->message);
  else if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  if (first != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("The library's database is damaged: restore a backup (%s)"), first);

      g_ptr_array_add (findings, cw_finding_new (CW_FINDING_DATABASE, sentence, NULL, NULL, 0));
    }

  return first == NULL && error != NULL && *error == NULL;
}

static gint64
count (sqlite3    *connection,
       const char *sql,
       GError    **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, error);

  return row != NULL && cw_database_step (row, error) ? sqlite3_column_int64 (row, 0) : 0;
}

static gboolean
are_words_right (sqlite3 *connection,
                 GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 n_wrong;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!cw_database_change (connection, expected[i], NULL, error))
      return FALSE;

  n_wrong = count (connection, COUNT_WRONG_WORDS, &problem);

  /* The index is made of the rest, so its damage is not the database's. */
  if (problem != NULL && !g_error_matches (problem, CW_ERROR, CW_ERROR_MALFORMED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return problem == NULL && n_wrong == 0;
}

static DexFuture *
check (sqlite3      *connection,
       gpointer      data,
       GCancellable *cancellable)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gboolean words = TRUE;
  gint64   n_broken = 0;

  if (check_pages (connection, findings, &words, &error))
    {
      n_broken = count (connection, CHECK_KEYS, &error);
      if (error == NULL && words)
        words = are_words_right (connection, &error);
    }
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (n_broken > 0)
    g_ptr_array_add (findings, cw_finding_new (CW_FINDING_KEYS, _ ("There are tags, histories or collections of clips that are not there"), _ ("What belongs to no clip is removed"), NULL, n_broken));
  if (!words)
    add_words (findings);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&findings));
}

/**
 * cw_health_store_check:
 * @database: the library's database, open
 *
 * Looks at all of the database, which takes seconds where it is large; others go on
 * meanwhile.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwFinding
 */
DexFuture *
cw_health_store_check (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_long_read_run (cw_database_get_path (database), check, NULL, NULL);
}

static DexFuture *
run_all (sqlite3 *connection,
         gpointer data)
{
  g_autoptr (GError) error = NULL;

  for (const char *const *sql = data; *sql != NULL; sql++)
    if (!cw_database_change (connection, *sql, NULL, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static void
free_strings (gpointer data)
{
  g_strfreev (data);
}

static DexFuture *
run_statements (CwDatabase        *database,
                const char *const *statements,
                gsize              n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < n; i++)
    g_strv_builder_add (builder, statements[i]);

  return cw_database_run (database, run_all, g_strv_builder_end (builder), free_strings);
}

/**
 * cw_health_store_rebuild_words:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future that resolves once the words of all clips were taken
 *   anew from what they are made of
 */
DexFuture *
cw_health_store_rebuild_words (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return run_statements (database, rebuild, G_N_ELEMENTS (rebuild));
}

/**
 * cw_health_store_remove_dangling:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future that resolves once nothing refers to clips, collections
 *   or channels that are not there
 */
DexFuture *
cw_health_store_remove_dangling (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return run_statements (database, dangling, G_N_ELEMENTS (dangling));
}

/* --- files ---------------------------------------------------------------------------- */

static DexFuture *
list (sqlite3      *connection,
      gpointer      data,
      GCancellable *cancellable)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, data, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (files, cw_clip_file_new (sqlite3_column_int64 (row, 0), (const char *) sqlite3_column_text (row, 1), (const char *) sqlite3_column_text (row, 2), sqlite3_column_int64 (row, 3), sqlite3_column_int64 (row, 4), (const char *) sqlite3_column_text (row, 5)));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&files));
}

/**
 * cw_health_store_list_files:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClipFile, also of clips in
 *   the trash
 */
DexFuture *
cw_health_store_list_files (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_long_read_run (cw_database_get_path (database), list, (gpointer) LIST_FILES, NULL);
}

/**
 * cw_health_store_list_twice:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClipFile: for contents
 *   that several clips have, the newest of them; the title has those of all
 */
DexFuture *
cw_health_store_list_twice (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_long_read_run (cw_database_get_path (database), list, (gpointer) LIST_TWICE, NULL);
}

/**
 * cw_health_store_list_projects:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClipFile: projects, the
 *   "uri" being the id
 */
DexFuture *
cw_health_store_list_projects (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_long_read_run (cw_database_get_path (database), list, (gpointer) LIST_PROJECTS, NULL);
}

/**
 * cw_health_store_list_outputs:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClipFile: what jobs have
 *   made, the "hash" being the job's id
 */
DexFuture *
cw_health_store_list_outputs (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_long_read_run (cw_database_get_path (database), list, (gpointer) LIST_OUTPUTS, NULL);
}

static DexFuture *
set_files (sqlite3 *connection,
           gpointer data)
{
  GPtrArray *files = data;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      CwClipFile *file = g_ptr_array_index (files, i);

      if (!cw_database_change (connection, SET_FILE,
                               g_variant_new ("(xxsxs)", cw_clip_file_get_size (file), cw_clip_file_get_modified (file), cw_clip_file_get_hash (file), cw_clip_file_get_number (file), cw_clip_file_get_uri (file)),
                               &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/**
 * cw_health_store_set_files:
 * @database: the library's database, open
 * @files: (element-type CwClipFile): what was found of clips' files; not to be changed any
 *   more
 *
 * Takes down size, time and hash of those that are still at that place.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_health_store_set_files (CwDatabase *database,
                           GPtrArray  *files)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail (files != NULL);

  return cw_database_run (database, set_files, g_ptr_array_ref (files), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * cw_health_store_forget_hash:
 * @database: the library's database, open
 * @number: a clip's number
 *
 * Returns: (transfer full): a future that resolves once what was in the clip's file counts
 *   as never read
 */
DexFuture *
cw_health_store_forget_hash (CwDatabase *database,
                             gint64      number)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_database_execute (database, FORGET_HASH, g_variant_new ("(x)", number));
}
