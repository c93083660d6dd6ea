/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-library-check.h"
#include "cw-media-folder.h"
#include "cw-media-store.h"
#include "test-media.h"
#include "test-rows.h"
#include "test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char         *folder;
  CwDatabase   *database;
  CwMediaStore *media;
} Library;

static Library *
open_library (void)
{
  Library *library = g_new0 (Library, 1);

  library->folder = test_folder ();
  library->database = test_rows_open (library->folder);
  library->media = cw_media_store_new (library->database, NULL);
  return library;
}

static void
close_library (Library *library)
{
  g_object_unref (library->media);
  g_object_unref (library->database);
  g_free (library->folder);
  g_free (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Library, close_library)

static void
set_size (Library    *library,
          const char *id,
          gsize       size)
{
  test_rows_change (library->database, "UPDATE clips SET size = ? WHERE id = ?", g_variant_new ("(xs)", (gint64) size, id));
}

/* In the library's own folder. */
static char *
add_own (Library    *library,
         const char *id,
         const char *content)
{
  g_autofree char *path = g_build_filename (library->folder, "new", NULL);
  char            *uri;

  test_write_file (path, content, -1);
  uri = dex_await_string (cw_media_store_take (library->media, path, NULL), NULL);
  test_rows_add_clip (library->database, id, uri, 0);
  set_size (library, id, strlen (content));
  return uri;
}

/* In a folder of the user's. */
static char *
add_users (Library    *library,
           const char *folder,
           const char *id,
           const char *content)
{
  g_autofree char *below = g_build_filename (library->folder, folder, NULL);
  char            *path = g_build_filename (below, id, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  g_mkdir_with_parents (below, 0700);
  test_write_file (path, content, -1);
  test_rows_add_clip (library->database, id, uri, 0);
  set_size (library, id, strlen (content));
  return path;
}

static GPtrArray *
check (Library *library,
       gboolean read_all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProgress) progress = cw_progress_new ();
  GPtrArray *findings = dex_await_boxed (cw_library_check_run (library->media, read_all, 0, progress), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s: %s", cw_finding_kind_get_nick (cw_finding_get_kind (findings->pdata[i])), cw_finding_get_sentence (findings->pdata[i]));
  g_assert_cmpfloat (cw_progress_get_fraction (progress), >, 0.99);
  return findings;
}

static CwFinding *
check_one (Library      *library,
           gboolean      read_all,
           CwFindingKind kind)
{
  g_autoptr (GPtrArray) findings = check (library, read_all);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpint (cw_finding_get_kind (findings->pdata[0]), ==, kind);
  return g_object_ref (findings->pdata[0]);
}

static void
check_clean (Library *library,
             gboolean read_all)
{
  g_autoptr (GPtrArray) findings = check (library, read_all);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
repair (Library        *library,
        CwFinding      *finding,
        CwLibraryRepair how)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibrary) clips = cw_library_new (library->database);

  dex_await (cw_library_check_repair (library->media, clips, finding, how, 0), &error);
  g_assert_no_error (error);
}

static void
a_sound_library_has_no_findings (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *own = add_own (library, "own", "content of ours");
  g_autofree char *users = add_users (library, "users", "users", "content of theirs");

  check_clean (library, FALSE);
  check_clean (library, TRUE);

  /* What was not known is now. */
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips WHERE length (hash) = 64 AND modified > 0"), ==, 2);
}

static void
missing_files_are_told_one_by_one (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *own = add_own (library, "own", "content");
  g_autofree char *kept = add_users (library, "users", "kept", "kept");
  g_autofree char *gone = add_users (library, "users", "gone", "gone");
  g_autofree char *own_path = cw_media_store_resolve (library->media, own);
  g_autoptr (GPtrArray) findings = NULL;

  g_unlink (own_path);
  g_unlink (gone);
  findings = check (library, FALSE);
  g_assert_cmpuint (findings->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (cw_finding_get_kind (findings->pdata[i]), ==, CW_FINDING_MISSING);
      g_assert_cmpint (cw_finding_get_severity (findings->pdata[i]), ==, CW_SEVERITY_ERROR);
      g_assert_cmpstr (cw_finding_get_repair (findings->pdata[i]), ==, "");
    }
}

static void
a_share_that_is_away_is_one_finding (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *share = g_build_filename (library->folder, "share", NULL);
  g_autofree char *away = g_build_filename (library->folder, "away", NULL);
  g_autoptr (CwFinding) finding = NULL;
  g_autoptr (CwFinding) empty = NULL;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);
      g_autofree char *folder = g_strdup_printf ("share/%d", i % 10);
      g_autofree char *path = add_users (library, folder, id, id);
    }

  g_assert_cmpint (g_rename (share, away), ==, 0);
  finding = check_one (library, FALSE, CW_FINDING_AWAY);
  g_assert_cmpint (cw_finding_get_number (finding), ==, 100);
  g_assert_cmpstr (cw_finding_get_subject (finding), ==, share);

  g_mkdir (share, 0700);
  empty = check_one (library, FALSE, CW_FINDING_AWAY);
  g_assert_cmpint (cw_finding_get_number (empty), ==, 100);

  g_rmdir (share);
  g_assert_cmpint (g_rename (away, share), ==, 0);
  check_clean (library, FALSE);
}

static void
that_the_librarys_folder_is_away_is_one_finding (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *share = g_build_filename (library->folder, "share", NULL);
  g_autofree char *away = g_build_filename (library->folder, "away", NULL);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autoptr (CwFinding) finding = NULL;

  cw_media_folder_prepare (share, NULL);
  cw_media_store_set_folder (library->media, share);
  a = add_own (library, "a", "a");
  b = add_own (library, "b", "b");
  g_rename (share, away);
  finding = check_one (library, FALSE, CW_FINDING_AWAY);
  g_assert_cmpint (cw_finding_get_number (finding), ==, 2);
}

static void
damage_is_found (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char      *own = add_own (library, "own", "content");
  g_autofree char      *path = cw_media_store_resolve (library->media, own);
  const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
  g_autoptr (CwFinding) finding = NULL;

  utimensat (AT_FDCWD, path, times, 0);
  check_clean (library, FALSE);

  /* As a disk does it: neither size nor time tell. */
  test_write_file (path, "CONTENT", -1);
  utimensat (AT_FDCWD, path, times, 0);
  check_clean (library, FALSE);
  finding = check_one (library, TRUE, CW_FINDING_DAMAGED);
  g_assert_cmpint (cw_finding_get_number (finding), ==, 1);
}

static void
a_file_that_was_only_touched_is_all_right (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char      *path = add_users (library, "users", "a", "content");
  const struct timespec times[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };

  check_clean (library, FALSE);
  utimensat (AT_FDCWD, path, times, 0);
  check_clean (library, FALSE);
  g_assert_cmpint (test_rows_count (library->database, "SELECT modified FROM clips"), ==, 1000000);
}

static void
a_file_that_others_changed_can_be_taken_as_it_is (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *path = add_users (library, "users", "a.mp4", "content");
  g_autofree char *media = test_media_path ("h264-30");
  g_autofree char *content = NULL;
  gsize            length;
  g_autoptr (CwFinding) finding = NULL;

  check_clean (library, FALSE);
  g_assert_true (g_file_get_contents (media, &content, &length, NULL));
  test_write_file (path, content, (gssize) length);
  finding = check_one (library, FALSE, CW_FINDING_CHANGED);
  repair (library, finding, CW_LIBRARY_REPAIR_USUAL);
  check_clean (library, FALSE);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips WHERE number = 1 AND duration > 1000"), ==, 1);
}

static void
unused_files_can_be_deleted_or_taken_back (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *kept = add_own (library, "kept", "kept");
  g_autofree char *unused = add_own (library, "unused", "unused");
  g_autofree char *part = g_build_filename (cw_media_store_get_folder (library->media), "x.part", NULL);
  g_autofree char *media = test_media_path ("h264-30");
  g_autofree char *copy = NULL;
  g_autoptr (CwFinding) first = NULL;
  g_autoptr (CwFinding) second = NULL;
  g_autoptr (CwFinding) third = NULL;

  test_rows_change (library->database, "DELETE FROM clips WHERE id = 'unused'", NULL);
  first = check_one (library, FALSE, CW_FINDING_UNUSED);
  repair (library, first, CW_LIBRARY_REPAIR_USUAL);
  check_clean (library, FALSE);

  test_write_file (part, "begun", -1);
  second = check_one (library, FALSE, CW_FINDING_UNFINISHED);
  repair (library, second, CW_LIBRARY_REPAIR_USUAL);
  check_clean (library, FALSE);

  copy = dex_await_string (cw_media_store_copy (library->media, media, NULL), NULL);
  third = check_one (library, FALSE, CW_FINDING_UNUSED);
  repair (library, third, CW_LIBRARY_REPAIR_TAKE_BACK);
  check_clean (library, FALSE);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips WHERE uri LIKE 'library:%'"), ==, 2);
}

static void
words_that_are_wrong_are_made_anew (void)
{
  static const char *const damages[] = {
    "DELETE FROM clip_words WHERE rowid = 1",
    "INSERT INTO clip_words (rowid, title) VALUES (1000, 'ghost')",
    "UPDATE clip_words SET title = 'other', channel = '', category = '', creator = '', tags = '', note = '', transcript = '' WHERE rowid = 1",
    "UPDATE clip_words_data SET block = zeroblob (20) WHERE id > 100",
  };
  g_autoptr (Library) library = open_library ();

  for (int i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);
      g_autofree char *path = add_users (library, "users", id, id);
    }
  test_rows_change (library->database, "UPDATE clips SET title = 'first' WHERE number = 1", NULL);
  check_clean (library, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (CwFinding) finding = NULL;

      test_rows_change (library->database, damages[i], NULL);
      finding = check_one (library, FALSE, CW_FINDING_WORDS);
      repair (library, finding, CW_LIBRARY_REPAIR_USUAL);
      check_clean (library, FALSE);
      g_assert_cmpint (test_rows_count (library->database, "SELECT rowid FROM clip_words WHERE clip_words MATCH 'first'"), ==, 1);
    }
}

static void
what_belongs_to_nothing_is_removed (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *path = g_strdup (cw_database_get_path (library->database));
  g_autoptr (CwFinding) finding = NULL;
  sqlite3 *other;

  /* Another program, which does not look. */
  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "INSERT INTO watching VALUES (77, 1, 1, 1)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);

  finding = check_one (library, FALSE, CW_FINDING_KEYS);
  repair (library, finding, CW_LIBRARY_REPAIR_USUAL);
  check_clean (library, FALSE);
}

static void
a_damaged_database_is_told (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *own = add_own (library, "own", "content");
  g_autofree char *path = g_strdup (cw_database_get_path (library->database));
  g_autofree char *garbage = g_malloc (4096);
  g_autoptr (CwFinding) finding = NULL;
  gint64 page;
  int    fd;

  test_rows_change (library->database, "INSERT INTO projects VALUES ('p', 'x', 1, 1, NULL, 1)", NULL);
  page = test_rows_count (library->database, "SELECT rootpage FROM sqlite_master WHERE name = 'projects_by_time'");
  g_clear_object (&library->media);
  g_clear_object (&library->database);

  memset (garbage, 0xa5, 4096);
  fd = open (path, O_WRONLY);
  g_assert_cmpint (pwrite (fd, garbage, 4096, (page - 1) * 4096), ==, 4096);
  close (fd);

  library->database = test_rows_open (library->folder);
  library->media = cw_media_store_new (library->database, NULL);
  finding = check_one (library, FALSE, CW_FINDING_DATABASE);
}

static void
rows_without_files_are_taken_off_the_list (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (GPtrArray) findings = NULL;

  test_rows_change (library->database, "INSERT INTO projects VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'Mine', 1, 1, NULL, NULL)", NULL);
  test_rows_change (library->database, "INSERT INTO jobs (id, kind, title, state, payload, output, created, finished) VALUES ('j', 'export', 'Out', 'succeeded', '', 'file:///nowhere/out.mp4', 1, 1)", NULL);
  /* Its file has become the clip's. */
  test_rows_change (library->database, "INSERT INTO jobs (id, kind, title, state, payload, output, created, finished) VALUES ('d', 'download', 'In', 'succeeded', '', 'file:///nowhere/in.mp4', 1, 1)", NULL);
  findings = check (library, FALSE);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpint (cw_finding_get_kind (findings->pdata[0]), ==, CW_FINDING_PROJECT);
  g_assert_cmpint (cw_finding_get_kind (findings->pdata[1]), ==, CW_FINDING_JOB);
  repair (library, findings->pdata[0], CW_LIBRARY_REPAIR_USUAL);
  repair (library, findings->pdata[1], CW_LIBRARY_REPAIR_USUAL);
  check_clean (library, FALSE);
}

static void
the_same_content_twice_is_noted (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *a = add_users (library, "users", "a", "the same");
  g_autofree char *b = add_users (library, "users", "b", "the same");
  g_autoptr (CwFinding) finding = check_one (library, FALSE, CW_FINDING_TWICE);

  g_assert_cmpint (cw_finding_get_severity (finding), ==, CW_SEVERITY_NOTE);
}

static void
a_check_can_be_ended (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autofree char *path = add_users (library, "users", "large", "");
  DexFuture       *checking;
  int              fd = open (path, O_WRONLY);

  g_assert_cmpint (ftruncate (fd, 256 * 1024 * 1024), ==, 0);
  close (fd);
  set_size (library, "large", 256 * 1024 * 1024);
  checking = cw_library_check_run (library->media, FALSE, 0, progress);
  while (cw_progress_get_done (progress) == 0)
    dex_await (dex_timeout_new_msec (1), NULL);
  dex_unref (checking);

  /* Until nobody works with it any more. */
  while (g_atomic_int_get (&G_OBJECT (progress)->ref_count) > 1)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpint (cw_progress_get_done (progress), <, 256 * 1024 * 1024);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips WHERE hash <> ''"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/library-check/a sound library has no findings", a_sound_library_has_no_findings);
  test_add_fiber ("/library-check/missing files are told one by one", missing_files_are_told_one_by_one);
  test_add_fiber ("/library-check/a share that is away is one finding", a_share_that_is_away_is_one_finding);
  test_add_fiber ("/library-check/that the library's folder is away is one finding", that_the_librarys_folder_is_away_is_one_finding);
  test_add_fiber ("/library-check/damage is found", damage_is_found);
  test_add_fiber ("/library-check/a file that was only touched is all right", a_file_that_was_only_touched_is_all_right);
  test_add_fiber ("/library-check/a file that others changed can be taken as it is", a_file_that_others_changed_can_be_taken_as_it_is);
  test_add_fiber ("/library-check/unused files can be deleted or taken back", unused_files_can_be_deleted_or_taken_back);
  test_add_fiber ("/library-check/words that are wrong are made anew", words_that_are_wrong_are_made_anew);
  test_add_fiber ("/library-check/what belongs to nothing is removed", what_belongs_to_nothing_is_removed);
  test_add_fiber ("/library-check/a damaged database is told", a_damaged_database_is_told);
  test_add_fiber ("/library-check/rows without files are taken off the list", rows_without_files_are_taken_off_the_list);
  test_add_fiber ("/library-check/the same content twice is noted", the_same_content_twice_is_noted);
  test_add_fiber ("/library-check/a check can be ended", a_check_can_be_ended);
  return g_test_run ();
}
