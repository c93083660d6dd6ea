/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-metadata-builder.h"
#include "cw-collections.h"
#include "cw-library-private.h"
#include "cw-library.h"
#include "many-videos.h"
#include "sql-watch.h"
#include "test-rows.h"
#include "test-support.h"

#include <gio/gio.h>
#include <stdlib.h>

/* Whatever the user does, undoing it gives back the very library that there was before,
 * and doing it again the one that there was after; also where the program ends in
 * between. RANDOM_RUNS says how many sequences that is found out with, --seed repeats. */

#define RUNS 6
#define N_COMMANDS 40
#define N_MOVES 40
#define N_VIDEOS 8

typedef struct
{
  char          *folder;
  GPtrArray     *videos;
  CwDatabase    *database;
  CwLibrary     *library;
  CwCollections *collections;
  guint          n; /* makes texts that are never the same */
} Fixture;

static void
must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static guint
choose (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static void
open_library (Fixture *fixture)
{
  fixture->database = test_rows_open (fixture->folder);
  fixture->library = cw_library_new (fixture->database);
  must (cw_library_load (fixture->library));
  fixture->collections = cw_collections_new (fixture->database, fixture->library);
  must (cw_collections_refresh (fixture->collections));
}

static void
close_library (Fixture *fixture)
{
  g_clear_object (&fixture->collections);
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->database);
}

static Fixture
set_up (void)
{
  Fixture fixture = { .folder = test_folder () };

  fixture.videos = many_videos_make (fixture.folder, N_VIDEOS);
  open_library (&fixture);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  close_library (fixture);
  g_ptr_array_unref (fixture->videos);
  g_free (fixture->folder);
}

/* --- what a library is like ------------------------------------------------------- */

/* All that is the user's own but how far they watched, which is not undone, and the words
 * that are made of it. */
static const char *const tables[] = {
  "SELECT * FROM clips ORDER BY number",
  "SELECT * FROM clip_tags ORDER BY clip, tag",
  "SELECT * FROM transcripts ORDER BY clip",
  "SELECT * FROM collections ORDER BY number",
  "SELECT * FROM collection_clips ORDER BY collection, clip",
  "SELECT * FROM projects ORDER BY id",
  "SELECT term, doc, cnt FROM clip_vocabulary ORDER BY term",
  "SELECT id FROM clip_words_docsize ORDER BY id",
};

/* What is found, and in what order. */
static const char *const queries[] = { "", "sort:title", "sort:rating", "sort:created", "sort:channel", "text", "funny", "said", "tag:boss", "is:favourite", "c03" };

static DexFuture *
dump (sqlite3 *connection,
      gpointer data)
{
  GString *text = data;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, tables[i], NULL, &error);

      g_string_append_printf (text, "%s\n", tables[i]);
      while (error == NULL && cw_database_step (row, &error))
        {
          for (int column = 0; column < sqlite3_column_count (row); column++)
            g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (row, column));
          g_string_append_c (text, '\n');
        }
      g_assert_no_error (error);
    }

  return dex_future_new_true ();
}

static char *
describe (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  must (cw_database_run (fixture->database, dump, text, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) clips = dex_await_boxed (cw_library_search (fixture->library, queries[i]), &error);

      g_assert_no_error (error);
      g_string_append_printf (text, "%s:", queries[i]);
      for (guint j = 0; j < clips->len; j++)
        g_string_append_printf (text, " %" G_GINT64_FORMAT, cw_clip_get_number (clips->pdata[j]));
      g_string_append_c (text, '\n');
    }

  return g_string_free_and_steal (text);
}

/* --- what the user does --------------------------------------------------------------- */

static DexFuture *
list_ids (sqlite3 *connection,
          gpointer data)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT id FROM clips ORDER BY number", NULL, NULL);

  while (cw_database_step (row, NULL))
    g_strv_builder_add (ids, (const char *) sqlite3_column_text (row, 0));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (ids));
}

/* Up to three, in the trash or not. */
static GPtrArray *
choose_clips (Fixture *fixture)
{
  g_auto (GStrv) ids = dex_await_boxed (cw_database_run (fixture->database, list_ids, NULL, NULL), NULL);
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);
  guint      n = 1 + choose (3);

  for (guint i = 0; i < n && *ids != NULL; i++)
    g_ptr_array_add (clips, dex_await_object (cw_library_load_clip (fixture->library, ids[choose (g_strv_length (ids))]), NULL));

  return clips;
}

static CwClipMetadata *
make_metadata (Fixture *fixture)
{
  static const char *const tags[] = { "funny", "Boss", NULL };
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autofree char *said = g_strdup_printf ("said %u things", fixture->n++);

  cw_clip_metadata_builder_set_text (builder, "channel-name", choose (2) ? "Jonas" : "anna");
  cw_clip_metadata_builder_set_text (builder, "transcript", said);
  cw_clip_metadata_builder_set_number (builder, "rating", choose (6));
  cw_clip_metadata_builder_set_texts (builder, "tags", tags + choose (3));
  return cw_clip_metadata_builder_end (builder);
}

/* Some of them at once, now and then, and with what is told of them. */
static void
import (Fixture *fixture)
{
  g_autofree char *batch = choose (2) ? g_strdup_printf ("batch-%u", fixture->n++) : NULL;
  guint            n = batch != NULL ? 1 + choose (4) : 1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwClipMetadata) metadata = choose (2) ? make_metadata (fixture) : NULL;

      must (cw_library_import_as (fixture->library, &(CwImport) { .path = fixture->videos->pdata[choose (fixture->videos->len)], .metadata = metadata, .batch = batch }));
    }
}

static void
locate (Fixture *fixture,
        CwClip  *clip)
{
  g_autoptr (GFile) file = g_file_new_for_path (cw_clip_get_path (clip));
  g_autofree char *path = g_strdup_printf ("%s/moved-%u.mp4", fixture->folder, fixture->n++);
  g_autoptr (GFile) moved = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_copy (file, moved, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  must (cw_library_locate (fixture->library, clip, path));
}

static void
transcribe (Fixture *fixture,
            CwClip  *clip)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *said = g_strdup_printf ("said something else %u", fixture->n++);
  gint64           number = cw_clip_get_number (clip);

  g_array_append_val (numbers, number);
  must (cw_clip_store_change (cw_library_get_store (fixture->library), CW_CLIP_CHANGE_TRANSCRIPT, g_variant_new_string (said), numbers, NULL));
}

static void
create_collection (Fixture   *fixture,
                   GPtrArray *clips)
{
  g_autofree char *title = g_strdup_printf ("Collection %u", fixture->n++);
  gboolean         smart = choose (3) == 0;

  must (cw_collections_create (fixture->collections, title, smart ? "is:favourite" : NULL, smart ? NULL : clips));
}

/* The second time into another place of it, where that is given. */
static void
collect (Fixture   *fixture,
         GPtrArray *clips)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->collections));
  g_autoptr (CwCollection) collection = n > 0 ? g_list_model_get_item (G_LIST_MODEL (fixture->collections), choose (n)) : NULL;
  g_autofree char *title = g_strdup_printf ("Other %u", fixture->n++);
  gboolean         smart = collection != NULL && cw_collection_get_query (collection) != NULL;
  guint            what = collection != NULL ? choose (8) : 0;

  if (what < 2)
    create_collection (fixture, clips);
  else if (what < 3)
    must (cw_collections_rename (fixture->collections, collection, title));
  else if (what < 4)
    must (cw_collections_delete (fixture->collections, collection));
  else if (smart)
    must (cw_collections_set_query (fixture->collections, collection, choose (2) ? "is:favourite" : "tag:boss"));
  else if (what < 6)
    must (cw_collections_add (fixture->collections, collection, clips));
  else if (what < 7)
    must (cw_collections_remove (fixture->collections, collection, clips));
  else
    must (cw_collections_move (fixture->collections, collection, clips, NULL));
}

static void
change (Fixture   *fixture,
        GPtrArray *clips)
{
  static const char *const tags[] = { "funny", "boss", "BOSS", "Größe", "two words" };
  g_autofree char         *text = g_strdup_printf ("Text %u", fixture->n++);
  const char              *tag = tags[choose (G_N_ELEMENTS (tags))];
  CwLibrary               *library = fixture->library;

  switch (choose (13))
    {
    case 0:
    case 1:
      must (cw_library_rename (library, clips->pdata[0], text));
      break;
    case 2:
      must (cw_library_set_note (library, clips->pdata[0], choose (3) ? text : ""));
      break;
    case 3:
      must (cw_library_rate (library, clips, (int) choose (6)));
      break;
    case 4:
      must (cw_library_set_favourite (library, clips, choose (2) == 0));
      break;
    case 5:
    case 6:
      must (cw_library_tag (library, clips, tag));
      break;
    case 7:
      must (cw_library_untag (library, clips, tag));
      break;
    case 8:
      must (cw_library_remove (library, clips));
      break;
    case 9:
      must (cw_library_restore (library, clips));
      break;
    case 10:
      locate (fixture, clips->pdata[0]);
      break;
    case 11:
      transcribe (fixture, clips->pdata[0]);
      break;
    default:
      must (cw_library_watch (library, clips->pdata[0], 1 + choose (1000)));
    }
}

static void
do_something (Fixture *fixture)
{
  g_autoptr (GPtrArray) clips = choose_clips (fixture);
  guint what = choose (10);

  if (clips->len == 0 || what < 2)
    import (fixture);
  else if (what < 4)
    collect (fixture, clips);
  else
    change (fixture, clips);
}

/* --- and undoes ------------------------------------------------------------------------ */

static void
assert_same (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
move (Fixture   *fixture,
      GPtrArray *states,
      guint     *at,
      gboolean   undo)
{
  must (undo ? cw_library_undo (fixture->library) : cw_library_redo (fixture->library));
  *at += undo ? -1 : 1;
  assert_same (fixture, states->pdata[*at]);
}

static void
assert_no_more (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_nonnull (error);
}

static void
try_a_sequence (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  guint at;

  g_ptr_array_add (states, describe (&fixture));
  for (guint i = 0; i < N_COMMANDS; i++)
    {
      g_autofree char *state = NULL;

      do_something (&fixture);
      state = describe (&fixture);
      if (!g_str_equal (state, states->pdata[states->len - 1]))
        g_ptr_array_add (states, g_steal_pointer (&state));
    }

  for (at = states->len - 1; at > 0;)
    move (&fixture, states, &at, TRUE);
  assert_no_more (cw_library_undo (fixture.library));

  for (guint i = 0; i < N_MOVES; i++)
    {
      gboolean undo = choose (3) == 0;

      if (choose (8) == 0)
        {
          close_library (&fixture);
          open_library (&fixture);
        }
      if (undo ? at > 0 : at + 1 < states->len)
        move (&fixture, states, &at, undo);
    }
  while (at + 1 < states->len)
    move (&fixture, states, &at, FALSE);
  assert_no_more (cw_library_redo (fixture.library));

  g_test_message ("%u commands, %u clips", states->len - 1, (guint) test_rows_count (fixture.database, "SELECT count (*) FROM clips"));
  tear_down (&fixture);
}

static void
any_sequence_is_undone_and_done_again_exactly (void)
{
  const char *text = g_getenv ("RANDOM_RUNS");
  guint       runs = text != NULL ? (guint) atoi (text) : RUNS;

  for (guint run = 0; run < runs; run++)
    try_a_sequence ();

  /* And none of it kept the window waiting for the disk. */
  g_assert_cmpint (sql_watch_count (FALSE), >, 1000);
  g_assert_cmpint (sql_watch_count (TRUE), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/library-random/any sequence is undone and done again exactly", any_sequence_is_undone_and_done_again_exactly);
  return g_test_run ();
}
