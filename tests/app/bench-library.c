/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-store.h"
#include "cw-id.h"
#include "cw-library.h"
#include "made-library.h"
#include "sql-watch.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <time.h>

/* Measures a large library as the app has it, as ./dev bench library runs it: by the
 * lists and commands of CwLibrary, on a main loop. The window is measured by
 * tests/ui/bench-window.c.
 *
 * usage: bench-library make CLIPS FOLDER VIDEO
 *        bench-library measure FOLDER ROWS.json
 *
 * What is told is the processor time of all threads, which others on the machine change
 * least; nothing else runs in between.
 *
 * "make" fills FOLDER/library.db, whose clips all show VIDEO, where it is not there yet;
 * "measure" changes it, so it is given a copy. */

#define N_WORDS 60000
#define SEED 11
#define MANY 10000
#define N_TITLES 40

/* What a row of the table may be at most. */
#define MOST_KEYSTROKE_MS 10.0
#define MOST_MAIN_THREAD_MS 4.0
#define MOST_FRAME_MS 16.7
#define MOST_FILTER_MS 50.0
#define MOST_INSERT_MS 2.0
#define MOST_MOVE_MS 1.0
#define MOST_COMMAND_MS 3000.0

typedef struct
{
  CwDatabase *database;
  CwLibrary  *library;
  CwClipList *list;
  GString    *rows;

  double      began;
  double      first; /* ms from the keystroke; 0 until then */
  DexPromise *settled;
  double      turn; /* the longest of all commands */
  GPtrArray  *many; /* what they change */
} Bench;

/* The main loop's longest turn since this was 0, ms of processor. */
static double longest_turn;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
add_row (Bench      *bench,
         const char *name,
         const char *unit,
         double      value,
         double      target)
{
  g_autofree char *number = g_strdup_printf ("%.2f", value);

  g_string_append_printf (bench->rows, "%s{\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\", \"target\": %g, \"ok\": %s}",
                          bench->rows->len > 0 ? ", " : "", name, number, unit, target, value <= target ? "true" : "false");
}

static void
tell (Bench      *bench,
      const char *name,
      GArray     *times,
      double      part,
      const char *what,
      double      target)
{
  g_autofree char *full = g_strdup_printf ("%s, %s", name, what);

  g_array_sort (times, compare);
  add_row (bench, full, "ms", g_array_index (times, double, MIN ((guint) (times->len * part), times->len - 1)), target);
}

static void
must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (future, &error))
    g_error ("%s", error->message);
}

/* Has the next turn of the main loop begin with what is measured. */
static void
begin_turn (void)
{
  dex_await (dex_timeout_new_msec (1), NULL);
  longest_turn = 0;
}

/* --- searching ----------------------------------------------------------------- */

static void
on_items_changed (Bench *bench)
{
  if (bench->settled != NULL && bench->first == 0)
    bench->first = read_clock (CLOCK_PROCESS_CPUTIME_ID) - bench->began;
}

static void
on_loading (Bench *bench)
{
  if (bench->settled != NULL && !cw_clip_list_is_loading (bench->list))
    {
      DexPromise *settled = g_steal_pointer (&bench->settled);

      dex_promise_resolve_boolean (settled, TRUE);
      dex_unref (settled);
    }
}

typedef struct
{
  GArray *first;
  GArray *all;
  GArray *turns;
} Times;

static Times
times_new (void)
{
  return (Times) { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
times_clear (Times *times)
{
  g_array_unref (times->first);
  g_array_unref (times->all);
  g_array_unref (times->turns);
}

/* A keystroke, up to when the list has all that it finds. */
static void
search (Bench      *bench,
        const char *text,
        Times      *times)
{
  g_autoptr (DexFuture) settled = NULL;
  double all;

  if (g_str_equal (cw_clip_list_get_query (bench->list), text))
    return;

  begin_turn ();
  bench->settled = dex_promise_new ();
  settled = dex_ref (bench->settled);
  bench->first = 0;
  bench->began = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  cw_clip_list_set_query (bench->list, text);
  must (g_steal_pointer (&settled));

  all = read_clock (CLOCK_PROCESS_CPUTIME_ID) - bench->began;
  if (bench->first == 0)
    bench->first = all;
  g_array_append_val (times->first, bench->first);
  g_array_append_val (times->all, all);
  g_array_append_val (times->turns, longest_turn);
  if (g_getenv ("BENCH_VERBOSE") != NULL)
    g_printerr ("%7.2f %7.2f ms, turn %6.2f ms: %s\n", bench->first, all, longest_turn, text);
}

/* What somebody types who looks for a clip: the beginning of its title, letter by
 * letter, and then nothing again. */
static void
type_titles (Bench     *bench,
             GPtrArray *clips)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  Times times = times_new ();
  Times cleared = times_new ();

  for (guint i = 0; i < N_TITLES; i++)
    {
      const MadeClip *clip = g_ptr_array_index (clips, g_rand_int_range (rand, 0, (int) clips->len));
      g_auto (GStrv) words = g_strsplit (clip->title, " ", -1);
      guint            n = g_strv_length (words);
      g_autofree char *typed = g_strjoin (" ", words[0], n > 2 ? words[2] : NULL, NULL);

      for (const char *c = typed; *c != '\0'; c = g_utf8_next_char (c))
        {
          g_autofree char *text = g_strndup (typed, (gsize) (g_utf8_next_char (c) - typed));

          search (bench, text, &times);
        }
      search (bench, "", &cleared);
    }

  tell (bench, "a keystroke, first 100", times.first, 0.5, "p50", MOST_KEYSTROKE_MS);
  tell (bench, "a keystroke, first 100", times.first, 0.95, "p95", MOST_KEYSTROKE_MS);
  tell (bench, "a keystroke, whole list", times.all, 0.5, "p50", MOST_KEYSTROKE_MS);
  tell (bench, "a keystroke, whole list", times.all, 0.95, "p95", MOST_FILTER_MS);
  tell (bench, "a keystroke, longest turn", times.turns, 0.95, "p95", MOST_MAIN_THREAD_MS);
  tell (bench, "a keystroke, longest turn", times.turns, 1, "most", MOST_MAIN_THREAD_MS);
  tell (bench, "no query again, first 100", cleared.first, 0.95, "p95", MOST_KEYSTROKE_MS);
  tell (bench, "no query again, whole list", cleared.all, 0.95, "p95", MOST_FILTER_MS);
  tell (bench, "no query again, longest turn", cleared.turns, 1, "most", MOST_MAIN_THREAD_MS);
  times_clear (&times);
  times_clear (&cleared);
}

static void
filter (Bench *bench)
{
  static const char *const sorts[] = { "", " sort:created", " sort:views", " sort:duration", " sort:title", " sort:rating", " sort:size", " sort:watched", " sort:channel" };
  static const char *const filters[] = { "is:favourite", "is:vertical", "source:twitch", "views:>1000", "duration:<30", "tag:tag0", "-tag:tag0 is:unwatched", "collection:best", "rating:>=3 -is:watched", "" };
  Times                    times = times_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (filters); j++)
      {
        g_autofree char *text = g_strconcat (filters[j], sorts[i], NULL);

        search (bench, text, &times);
      }
  search (bench, "", &times);

  tell (bench, "filter and order, first 100", times.first, 0.5, "p50", MOST_FRAME_MS);
  tell (bench, "filter and order, first 100", times.first, 0.95, "p95", MOST_FRAME_MS);
  tell (bench, "filter and order, whole list", times.all, 0.95, "p95", MOST_FILTER_MS);
  tell (bench, "filter and order, longest turn", times.turns, 1, "most", MOST_MAIN_THREAD_MS);
  times_clear (&times);
}

/* --- changing ------------------------------------------------------------------- */

static CwClip *
make_clip (guint i)
{
  g_autofree char *id = cw_id_new ();
  g_autofree char *path = g_strdup_printf ("/nowhere/%s.mp4", id);
  g_autofree char *title = g_strdup_printf ("New clip number %u of a long evening", i);
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();

  info->has_video = TRUE;
  info->duration = G_GINT64_CONSTANT (30000000000);
  info->width = info->coded_width = 1920;
  info->height = info->coded_height = 1080;
  return cw_clip_new (id, title, path, info, g_get_real_time ());
}

/* As an import of a folder does, but for reading the files: each clip is a command, and
 * all are undone together. */
static void
insert_many (Bench *bench)
{
  g_autoptr (CwCommandLog) log = cw_command_log_new (bench->database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (bench->database, log);
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  double began = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  double wall = read_clock (CLOCK_MONOTONIC);
  double time;

  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (CwClip) clip = make_clip (i);

      g_ptr_array_add (futures, cw_clip_store_insert (store, clip, cw_clip_get_id (clip), NULL, NULL, NULL, "batch"));
    }
  for (guint i = 0; i < MANY; i++)
    must (dex_ref (futures->pdata[i]));
  time = read_clock (CLOCK_PROCESS_CPUTIME_ID) - began;
  g_printerr ("bench: %.0f clips inserted a second, each a durable command\n", MANY / (read_clock (CLOCK_MONOTONIC) - wall) * 1e3);
  add_row (bench, "insert of 10,000, a clip", "ms", time / MANY, MOST_INSERT_MS);
  must (cw_library_refresh (bench->library));
}

typedef DexFuture *(*Command) (Bench *bench);

static double
time_command (Bench      *bench,
              const char *name,
              Command     command)
{
  double began, time;

  begin_turn ();
  began = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  must (command (bench));
  time = read_clock (CLOCK_PROCESS_CPUTIME_ID) - began;
  dex_await (dex_timeout_new_msec (1), NULL);
  g_printerr ("bench: %s: %.0f ms, longest turn %.1f ms\n", name, time, longest_turn);
  bench->turn = MAX (bench->turn, longest_turn);

  return time;
}

static DexFuture *
undo (Bench *bench)
{
  return cw_library_undo (bench->library);
}

static DexFuture *
redo (Bench *bench)
{
  return cw_library_redo (bench->library);
}

static DexFuture *
tag (Bench *bench)
{
  return cw_library_tag (bench->library, bench->many, "evening");
}

static DexFuture *
rate (Bench *bench)
{
  return cw_library_rate (bench->library, bench->many, 5);
}

static DexFuture *
remove_clips (Bench *bench)
{
  return cw_library_remove (bench->library, bench->many);
}

static GPtrArray *
list_many (Bench *bench)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (clips, cw_clip_new_unloaded (g_array_index (cw_clip_list_get_numbers (bench->list), gint64, i)));

  return clips;
}

static void
change_many (Bench *bench)
{
  const struct
  {
    const char *name;
    Command     command;
  } commands[] = {
    { "tag 10,000", tag },
    { "undo of tagging 10,000", undo },
    { "redo of tagging 10,000", redo },
    { "rate 10,000", rate },
    { "undo of rating 10,000", undo },
    { "remove 10,000", remove_clips },
    { "undo of removing 10,000", undo },
  };
  guint n = cw_clip_list_get_numbers (bench->list)->len;

  insert_many (bench);
  g_assert_cmpuint (cw_clip_list_get_numbers (bench->list)->len, ==, n + MANY);
  add_row (bench, "undo of 10,000 imports, a clip", "ms", time_command (bench, "undo of 10,000 imports", undo) / MANY, MOST_MOVE_MS);
  g_assert_cmpuint (cw_clip_list_get_numbers (bench->list)->len, ==, n);
  add_row (bench, "redo of 10,000 imports, a clip", "ms", time_command (bench, "redo of 10,000 imports", redo) / MANY, MOST_MOVE_MS);
  g_assert_cmpuint (cw_clip_list_get_numbers (bench->list)->len, ==, n + MANY);

  bench->many = list_many (bench);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    add_row (bench, commands[i].name, "ms", time_command (bench, commands[i].name, commands[i].command), MOST_COMMAND_MS);
  g_clear_pointer (&bench->many, g_ptr_array_unref);
  add_row (bench, "changing many, longest turn of the main loop", "ms", bench->turn, MOST_MAIN_THREAD_MS);
}

/* --- the programs ------------------------------------------------------------------ */

static DexFuture *
measure_fiber (gpointer data)
{
  char           **words = data;
  g_autofree char *path = g_build_filename (words[0], "library.db", NULL);
  g_autoptr (GPtrArray) clips = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { .rows = g_string_new (NULL) };

  bench.database = made_library_open (path);
  bench.library = cw_library_new (bench.database);
  must (cw_library_load (bench.library));
  bench.list = cw_library_get_clips (bench.library);
  g_signal_connect_swapped (bench.list, "items-changed", G_CALLBACK (on_items_changed), &bench);
  g_signal_connect_swapped (bench.list, "notify::loading", G_CALLBACK (on_loading), &bench);

  clips = made_library_new (100000, SEED, N_WORDS);
  type_titles (&bench, clips);
  filter (&bench);
  change_many (&bench);

  add_row (&bench, "all that, SQLite asked on the main thread", "", (double) sql_watch_count (TRUE), 0);
  g_assert_cmpint (sql_watch_count (FALSE), >, 1000);
  json = g_strdup_printf ("[%s]\n", bench.rows->str);
  if (!g_file_set_contents (words[1], json, -1, &error))
    g_error ("%s", error->message);
  g_signal_handlers_disconnect_by_data (bench.list, &bench);
  g_object_unref (bench.library);
  g_object_unref (bench.database);
  g_string_free (bench.rows, TRUE);

  return dex_future_new_true ();
}

static DexFuture *
make_fiber (gpointer data)
{
  char           **words = data;
  guint            n = (guint) g_ascii_strtoull (words[0], NULL, 10);
  g_autofree char *path = g_build_filename (words[1], "library.db", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *uri = g_filename_to_uri (words[2], NULL, NULL);
  g_autoptr (GPtrArray) clips = NULL;
  CwDatabase *database;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return dex_future_new_true ();

  g_printerr ("bench: making a library of %u clips, once\n", n);
  g_mkdir_with_parents (words[1], 0700);
  g_unlink (part);
  clips = made_library_new (n, SEED, N_WORDS);
  database = made_library_open (part);
  must (made_library_save (database, clips));
  must (cw_database_execute (database, "UPDATE clips SET uri = ?", g_variant_new ("(s)", uri)));
  g_object_unref (database);
  if (g_rename (part, path) != 0)
    g_error ("%s cannot be renamed", part);

  return dex_future_new_true ();
}

int
main (int    argc,
      char **argv)
{
  gboolean make = argc == 5 && g_str_equal (argv[1], "make");
  g_autoptr (DexFuture) done = NULL;

  setlocale (LC_ALL, "C");
  dex_init ();
  if (!make && (argc != 4 || !g_str_equal (argv[1], "measure")))
    {
      g_printerr ("usage: bench-library make CLIPS FOLDER VIDEO\n       bench-library measure FOLDER ROWS.json\n");
      return 2;
    }

  done = dex_scheduler_spawn (NULL, 8 * 1024 * 1024, make ? make_fiber : measure_fiber, argv + 2, NULL);
  while (dex_future_is_pending (done))
    {
      double began = read_clock (CLOCK_THREAD_CPUTIME_ID);

      g_main_context_iteration (NULL, TRUE);
      longest_turn = MAX (longest_turn, read_clock (CLOCK_THREAD_CPUTIME_ID) - began);
    }

  return 0;
}
