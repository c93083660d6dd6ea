/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-command-log.h"
#include "cw-error.h"
#include "cw-migrations.h"
#include "test-support.h"

/* Longer than what the log remembers. */
#define MANY 1100

typedef struct
{
  char         *path;
  CwDatabase   *database;
  CwCommandLog *log;
} Fixture;

static void
open_again (Fixture *fixture)
{
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->log);
  g_clear_object (&fixture->database);
  fixture->database = cw_database_new (fixture->path, (const char *const *) migrations);
  dex_await (cw_database_open (fixture->database), &error);
  g_assert_no_error (error);
  fixture->log = cw_command_log_new (fixture->database);
  dex_await (cw_command_log_load (fixture->log), &error);
  g_assert_no_error (error);
}

static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = { .path = g_build_filename (folder, "library.db", NULL) };

  open_again (&fixture);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->log);
  g_object_unref (fixture->database);
  g_free (fixture->path);
}

/* --- what is in the database --------------------------------------------------- */

static void
dump_rows (sqlite3    *connection,
           GString    *dump,
           const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, &error);

  g_string_append_printf (dump, "%s\n", sql);
  while (row != NULL && cw_database_step (row, &error))
    {
      for (int i = 0; i < sqlite3_column_count (row); i++)
        g_string_append_printf (dump, "%s|", sqlite3_column_type (row, i) == SQLITE_NULL ? "NULL" : (const char *) sqlite3_column_text (row, i));
      g_string_append_c (dump, '\n');
    }
  g_assert_no_error (error);
}

/* All that is the user's, and the words by which it is found. */
static DexFuture *
dump (sqlite3 *connection,
      gpointer data)
{
  static const char *const sql[] = {
    "SELECT * FROM clips ORDER BY number",
    "SELECT * FROM clip_tags ORDER BY clip, tag",
    "SELECT * FROM transcripts ORDER BY clip",
    "SELECT * FROM watching ORDER BY clip",
    "SELECT * FROM collections ORDER BY number",
    "SELECT * FROM collection_clips ORDER BY collection, clip",
    "SELECT * FROM projects ORDER BY id",
    "SELECT term, doc, cnt FROM clip_vocabulary ORDER BY term",
    "SELECT rowid FROM clip_words WHERE clip_words MATCH 'w*' ORDER BY rowid",
    "PRAGMA foreign_key_check",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    dump_rows (connection, text, sql[i]);

  return dex_future_new_take_string (g_string_free (g_steal_pointer (&text), FALSE));
}

static char *
dup_state (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *state = dex_await_string (cw_database_run (fixture->database, dump, NULL, NULL), &error);

  g_assert_no_error (error);
  return state;
}

static DexFuture *
execute (sqlite3 *connection,
         gpointer sql)
{
  g_autoptr (GError) error = NULL;

  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_STORAGE, "%s: %s", (char *) sql, sqlite3_errmsg (connection));

  return dex_future_new_true ();
}

static DexFuture *
count (sqlite3 *connection,
       gpointer data)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT count (*) FROM commands", NULL, NULL);

  g_assert_true (cw_database_step (row, NULL));
  return dex_future_new_for_int (sqlite3_column_int (row, 0));
}

static int
count_commands (Fixture *fixture)
{
  return dex_await_int (cw_database_run (fixture->database, count, NULL, NULL), NULL);
}

static gboolean
run (Fixture    *fixture,
     const char *kind,
     const char *batch,
     const char *sql)
{
  g_autoptr (CwCommand) command = cw_command_new (kind, kind, 1, batch);
  g_autoptr (GError) error = NULL;
  gboolean done = dex_await (cw_command_log_run (fixture->log, command, execute, g_strdup (sql), g_free), &error);

  if (!done)
    g_test_message ("%s", error->message);
  return done;
}

static void
must_run (Fixture    *fixture,
          const char *kind,
          const char *sql)
{
  g_assert_true (run (fixture, kind, NULL, sql));
}

static void
change_otherwise (Fixture    *fixture,
                  const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (dex_await (cw_database_run (fixture->database, execute, g_strdup (sql), g_free), &error));
  g_assert_no_error (error);
}

static char *
make_insert (guint n)
{
  return g_strdup_printf ("INSERT INTO clips (id, added, created, duration, size, width, height, title, uri, digest, has_video, coded_width, coded_height, rotation, "
                          "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, audio_bitrate) "
                          "VALUES ('id-%u', %u, 1, 2, 3, 4, 5, 'w%u title', 'file:///%u', 'digest-%u', 1, 4, 5, 0, 1, 1, 60, 1, 0, 8, 1, 0, 0, 0, 0)",
                          n, n, n, n, n);
}

static void
insert (Fixture *fixture,
        guint    n)
{
  g_autofree char *sql = make_insert (n);

  must_run (fixture, "import", sql);
}

static char *
await_kind (DexFuture *future,
            GError   **error)
{
  g_autoptr (CwCommand) command = dex_await_object (future, error);

  return command != NULL ? g_strdup (cw_command_get_kind (command)) : NULL;
}

static void
assert_undoes (Fixture    *fixture,
               const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *undone = await_kind (cw_command_log_undo (fixture->log), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (undone, ==, kind);
}

static void
assert_redoes (Fixture    *fixture,
               const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *redone = await_kind (cw_command_log_redo (fixture->log), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (redone, ==, kind);
}

static void
assert_fails (DexFuture *future,
              CwError    code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCommand) command = dex_await_object (future, &error);

  g_assert_null (command);
  g_assert_error (error, CW_ERROR, (int) code);
}

/* --- the tests ------------------------------------------------------------------ */

static void
undoes_and_does_again_over_restarts (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *empty = dup_state (&fixture);
  g_autofree char *with_one = NULL;
  g_autofree char *renamed = NULL;

  insert (&fixture, 1);
  with_one = dup_state (&fixture);
  must_run (&fixture, "rename", "UPDATE clips SET title = 'w other'");
  renamed = dup_state (&fixture);

  open_again (&fixture);
  g_assert_cmpstr (cw_command_get_kind (cw_command_log_get_undo (fixture.log)), ==, "rename");
  g_assert_null (cw_command_log_get_redo (fixture.log));
  assert_undoes (&fixture, "rename");
  {
    g_autofree char *state = dup_state (&fixture);

    g_assert_cmpstr (state, ==, with_one);
  }
  assert_undoes (&fixture, "import");
  {
    g_autofree char *state = dup_state (&fixture);

    g_assert_cmpstr (state, ==, empty);
  }
  assert_fails (cw_command_log_undo (fixture.log), CW_ERROR_MISSING);

  open_again (&fixture);
  g_assert_null (cw_command_log_get_undo (fixture.log));
  g_assert_cmpstr (cw_command_get_kind (cw_command_log_get_redo (fixture.log)), ==, "import");
  assert_redoes (&fixture, "import");
  assert_redoes (&fixture, "rename");
  {
    g_autofree char *state = dup_state (&fixture);

    g_assert_cmpstr (state, ==, renamed);
  }
  assert_fails (cw_command_log_redo (fixture.log), CW_ERROR_MISSING);
  tear_down (&fixture);
}

static void
what_was_undone_is_gone_once_something_else_is_done (void)
{
  Fixture fixture = set_up ();

  insert (&fixture, 1);
  insert (&fixture, 2);
  assert_undoes (&fixture, "import");
  must_run (&fixture, "rename", "UPDATE clips SET title = 'w other'");
  assert_fails (cw_command_log_redo (fixture.log), CW_ERROR_MISSING);
  assert_undoes (&fixture, "rename");
  tear_down (&fixture);
}

static void
what_was_done_together_is_undone_together (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *empty = NULL;
  g_autofree char *full = NULL;

  insert (&fixture, 1);
  empty = dup_state (&fixture);
  for (guint i = 2; i < 6; i++)
    {
      g_autofree char *sql = make_insert (i);

      g_assert_true (run (&fixture, "import", "batch", sql));
    }
  full = dup_state (&fixture);

  {
    g_autoptr (GError) error = NULL;
    g_autoptr (CwCommand) undone = dex_await_object (cw_command_log_undo (fixture.log), &error);
    g_autofree char *state = dup_state (&fixture);

    g_assert_no_error (error);
    g_assert_cmpuint (cw_command_get_n (undone), ==, 4);
    g_assert_cmpstr (state, ==, empty);
  }
  assert_redoes (&fixture, "import");
  {
    g_autofree char *state = dup_state (&fixture);

    g_assert_cmpstr (state, ==, full);
  }
  tear_down (&fixture);
}

static void
what_fails_or_changes_nothing_leaves_no_trace (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  insert (&fixture, 1);
  before = dup_state (&fixture);
  g_assert_false (run (&fixture, "broken", NULL, "UPDATE clips SET title = 'half'; UPDATE nothing SET a = 1"));
  must_run (&fixture, "idle", "UPDATE clips SET title = title");
  after = dup_state (&fixture);
  g_assert_cmpstr (before, ==, after);
  assert_undoes (&fixture, "import");
  tear_down (&fixture);
}

static void
what_cannot_be_undone_any_more_is_not_in_the_way (void)
{
  Fixture fixture = set_up ();

  insert (&fixture, 1);
  insert (&fixture, 2);
  must_run (&fixture, "rename", "UPDATE clips SET title = 'w other' WHERE id = 'id-2'");
  change_otherwise (&fixture, "DELETE FROM clips WHERE id = 'id-2'");

  assert_fails (cw_command_log_undo (fixture.log), CW_ERROR_INVALID);
  assert_fails (cw_command_log_undo (fixture.log), CW_ERROR_INVALID);
  assert_undoes (&fixture, "import");
  tear_down (&fixture);
}

static void
what_changed_otherwise_meanwhile_stays (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  insert (&fixture, 1);
  change_otherwise (&fixture, "UPDATE clips SET views = 5, hash = 'abc'");
  before = dup_state (&fixture);
  must_run (&fixture, "rename", "UPDATE clips SET title = 'w other'");
  change_otherwise (&fixture, "UPDATE clips SET modified = 0");
  assert_undoes (&fixture, "rename");
  after = dup_state (&fixture);
  g_assert_cmpstr (before, ==, after);

  /* Also the whole clip may go, though it is not any more what it was. */
  assert_undoes (&fixture, "import");
  tear_down (&fixture);
}

/* As the import of a large folder is, which is longer than what is remembered. */
static void
what_was_done_together_is_forgotten_together (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  insert (&fixture, 1);
  before = dup_state (&fixture);
  for (guint i = 2; i < MANY; i++)
    {
      g_autofree char *sql = make_insert (i);

      g_assert_true (run (&fixture, "import", "batch", sql));
    }
  assert_undoes (&fixture, "import");
  after = dup_state (&fixture);
  g_assert_cmpstr (before, ==, after);
  assert_fails (cw_command_log_undo (fixture.log), CW_ERROR_MISSING);

  /* Once its last one is out of reach, all of it is. */
  assert_redoes (&fixture, "import");
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE clips SET title = 'w %u' WHERE number = 1", i);

      must_run (&fixture, "rename", sql);
    }
  g_assert_cmpint (count_commands (&fixture), ==, 1000);
  tear_down (&fixture);
}

/* Which is no command, and would be left without its clip. */
static void
a_clip_that_was_watched_can_still_go (void)
{
  Fixture fixture = set_up ();

  insert (&fixture, 1);
  change_otherwise (&fixture, "INSERT INTO watching (clip, position, watched) SELECT number, 1, 1 FROM clips");
  assert_undoes (&fixture, "import");
  assert_redoes (&fixture, "import");
  assert_undoes (&fixture, "import");
  tear_down (&fixture);
}

static void
lists_what_can_be_undone (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) commands = NULL;

  insert (&fixture, 1);
  insert (&fixture, 2);
  must_run (&fixture, "rename", "UPDATE clips SET title = 'w other'");
  assert_undoes (&fixture, "rename");
  commands = dex_await_boxed (cw_command_log_list (fixture.log, 1), NULL);
  g_assert_cmpuint (commands->len, ==, 1);
  g_assert_cmpstr (cw_command_get_kind (commands->pdata[0]), ==, "import");
  tear_down (&fixture);
}

/* --- any sequence ----------------------------------------------------------------- */

static char *
make_something (GRand *random,
                guint  n)
{
  static const char *const changes[] = {
    "UPDATE clips SET title = 'w%d' WHERE number %% 3 = %d",
    "UPDATE clips SET removed = %d WHERE number %% 4 = %d",
    "UPDATE clips SET removed = NULL WHERE number < %d AND number %% 2 <> %d",
    "UPDATE clips SET note = 'w noted %d', rating = %d WHERE number %% 5 = 1",
    "INSERT OR IGNORE INTO clip_tags (tag, clip) SELECT 'wtag%d', number FROM clips WHERE number %% 3 = %d",
    "DELETE FROM clip_tags WHERE clip %% 7 = %d OR clip = %d",
    "UPDATE OR IGNORE clip_tags SET tag = 'WTAG%d' WHERE clip %% 2 <> %d",
    "INSERT OR REPLACE INTO transcripts (text, clip) SELECT 'w said %d', number FROM clips WHERE number %% 4 = %d",
    "DELETE FROM transcripts WHERE clip > %d AND clip %% 2 <> %d",
    "INSERT OR REPLACE INTO watching (position, watched, clip) SELECT %d, %d, number FROM clips WHERE number %% 2 = 0",
    "DELETE FROM watching WHERE position <> %d AND clip %% 3 <> %d",
    "INSERT INTO collections (title, position, id, created) VALUES ('w%d', %d, hex (randomblob (8)), 1)",
    "INSERT OR IGNORE INTO collection_clips (collection, clip, position) SELECT collections.number, clips.number, %d FROM collections, clips WHERE clips.number %% 5 = %d",
    "UPDATE collection_clips SET position = position + %d WHERE clip %% 2 <> %d",
    "DELETE FROM collection_clips WHERE collection %% 3 = %d; DELETE FROM collections WHERE number %% 3 = %d AND number NOT IN (SELECT collection FROM collection_clips)",
    "DELETE FROM clip_tags WHERE clip = %1$d; DELETE FROM transcripts WHERE clip = %1$d; DELETE FROM watching WHERE clip = %1$d; "
    "DELETE FROM collection_clips WHERE clip = %1$d; DELETE FROM clips WHERE number = %1$d AND %2$d < 99",
    "INSERT INTO projects (title, changed, id, duration) VALUES ('w%d', %d, hex (randomblob (8)), 1)",
    "UPDATE projects SET removed = %d WHERE changed %% 2 <> %d",
  };
  guint what = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (changes) + 4);
  int   a = g_rand_int_range (random, 0, 9);
  int   b = g_rand_int_range (random, 0, 4);

  if (what >= G_N_ELEMENTS (changes))
    return make_insert (n);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (changes[what], a, b);
#pragma GCC diagnostic pop
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* The state before and after each command that changed something. */
static GPtrArray *
do_anything (Fixture *fixture,
             GRand   *random,
             guint    n)
{
  GPtrArray *states = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (states, dup_state (fixture));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = make_something (random, i);
      g_autofree char *state = NULL;

      must_run (fixture, "anything", sql);
      state = dup_state (fixture);
      if (!g_str_equal (state, states->pdata[states->len - 1]))
        g_ptr_array_add (states, g_steal_pointer (&state));
    }

  return states;
}

static void
assert_state (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *state = dup_state (fixture);

  g_assert_cmpstr (state, ==, expected);
}

static void
any_sequence_is_undone_and_done_again_exactly (void)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      Fixture fixture = set_up ();
      g_autoptr (GPtrArray) states = do_anything (&fixture, random, 40);
      guint at = states->len - 1;

      g_test_message ("seed %u: %u commands", seed, at);
      while (at > 0)
        {
          assert_undoes (&fixture, "anything");
          assert_state (&fixture, states->pdata[--at]);
        }
      assert_fails (cw_command_log_undo (fixture.log), CW_ERROR_MISSING);

      for (guint i = 0; i < 60; i++)
        if (g_rand_boolean (random) && at > 0)
          {
            assert_undoes (&fixture, "anything");
            assert_state (&fixture, states->pdata[--at]);
          }
        else if (at + 1 < states->len)
          {
            assert_redoes (&fixture, "anything");
            assert_state (&fixture, states->pdata[++at]);
          }

      while (at + 1 < states->len)
        {
          assert_redoes (&fixture, "anything");
          assert_state (&fixture, states->pdata[++at]);
        }
      tear_down (&fixture);
    }
}

static gint64
forget_before (Fixture *fixture,
               gint64   time)
{
  g_autoptr (GError) error = NULL;
  gint64 n = dex_await_int64 (cw_command_log_forget_before (fixture->log, time), &error);

  g_assert_no_error (error);
  return n;
}

static void
what_was_done_long_ago_is_forgotten_from_the_beginning_on (void)
{
  Fixture fixture = set_up ();

  for (guint i = 1; i < 7; i++)
    {
      g_autofree char *sql = make_insert (i);

      g_assert_true (run (&fixture, "import", i == 3 || i == 4 ? "batch" : NULL, sql));
    }
  change_otherwise (&fixture, "UPDATE commands SET made = number");

  g_assert_cmpint (forget_before (&fixture, 2), ==, 1);
  /* The other half of it is younger. */
  g_assert_cmpint (forget_before (&fixture, 4), ==, 1);

  /* To do the sixth again without the fifth would not do. */
  assert_undoes (&fixture, "import");
  assert_undoes (&fixture, "import");
  g_assert_cmpint (forget_before (&fixture, 6), ==, 4);
  assert_fails (cw_command_log_redo (fixture.log), CW_ERROR_MISSING);
  assert_fails (cw_command_log_undo (fixture.log), CW_ERROR_MISSING);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/command-log/undoes and does again over restarts", undoes_and_does_again_over_restarts);
  test_add_fiber ("/command-log/what was undone is gone once something else is done", what_was_undone_is_gone_once_something_else_is_done);
  test_add_fiber ("/command-log/what was done together is undone together", what_was_done_together_is_undone_together);
  test_add_fiber ("/command-log/what fails or changes nothing leaves no trace", what_fails_or_changes_nothing_leaves_no_trace);
  test_add_fiber ("/command-log/what cannot be undone any more is not in the way", what_cannot_be_undone_any_more_is_not_in_the_way);
  test_add_fiber ("/command-log/what changed otherwise meanwhile stays", what_changed_otherwise_meanwhile_stays);
  test_add_fiber ("/command-log/what was done together is forgotten together", what_was_done_together_is_forgotten_together);
  test_add_fiber ("/command-log/a clip that was watched can still go", a_clip_that_was_watched_can_still_go);
  test_add_fiber ("/command-log/lists what can be undone", lists_what_can_be_undone);
  test_add_fiber ("/command-log/what was done long ago is forgotten from the beginning on", what_was_done_long_ago_is_forgotten_from_the_beginning_on);
  test_add_fiber ("/command-log/any sequence is undone and done again exactly", any_sequence_is_undone_and_done_again_exactly);

  return g_test_run ();
}
