/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-store.h"
#include "made-library.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <time.h>

/* Measures the search of a large library, as ./dev bench search runs it.
 *
 * usage: bench-search CLIPS FOLDER ROWS.json
 *
 * The library is made once and stays in FOLDER. A time is the processor time of all
 * threads from asking to having the answer, since others may use the machine, too. */

#define N_WORDS 60000
#define SEED 11
#define MOST_MS 10.0

/* The first question after something was written: what it has to read it reads anew. */
#define MOST_MS_CHANGED 40.0
#define ROUNDS 3

typedef struct
{
  CwDatabase    *database;
  CwSearchStore *store;
  GTimeZone     *zone;
  GString       *rows;
  gboolean       missed;
} Bench;

typedef struct
{
  const char *path;
  guint       n_clips;
  const char *rows;
} Options;

static gboolean
check (gboolean ok,
       GError  *error)
{
  if (error != NULL)
    g_error ("%s", error->message);

  return ok;
}

/* us of all threads. */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

static double
get_percentile (GArray *times,
                double  part)
{
  return g_array_index (times, double, MIN ((guint) (times->len * part), times->len - 1));
}

static void
add_row (Bench      *bench,
         const char *name,
         double      value,
         double      target)
{
  g_autofree char *number = g_strdup_printf ("%.2f", value);

  g_string_append_printf (bench->rows, "%s{\"name\": \"%s\", \"value\": %s, \"unit\": \"ms\", \"target\": %g, \"ok\": %s}",
                          bench->rows->len > 0 ? ", " : "", name, number, target, value <= target ? "true" : "false");
  bench->missed |= value > target;
}

static void
tell (Bench      *bench,
      const char *name,
      gboolean    changing,
      GArray     *times)
{
  double           target = changing ? MOST_MS_CHANGED : MOST_MS;
  g_autofree char *median = g_strconcat (name, ", p50", NULL);
  g_autofree char *high = g_strconcat (name, ", p95", NULL);

  g_array_sort (times, compare);
  add_row (bench, median, get_percentile (times, 0.5), target);
  add_row (bench, high, get_percentile (times, 0.95), target);
}

static void
await (DexFuture *future,
       GArray    *times)
{
  gint64 start = get_time ();
  g_autoptr (GError) error = NULL;
  double time;

  check (dex_await (future, &error), error);
  time = (double) (get_time () - start) / 1000;
  if (times != NULL)
    g_array_append_val (times, time);
}

/* So that nothing is known from before. */
static void
change (Bench *bench)
{
  await (cw_database_execute (bench->database, "UPDATE collections SET position = position + 1", NULL), NULL);
}

static CwQuery *
parse (Bench      *bench,
       const char *text)
{
  return cw_query_new (text, MADE_NOW, bench->zone);
}

static void
find (Bench      *bench,
      const char *text,
      guint       limit,
      GArray     *times)
{
  g_autoptr (CwQuery) query = parse (bench, text);
  gint64 start = get_time ();

  await (cw_search_store_find (bench->store, query, limit), times);
  if (g_getenv ("BENCH_SEARCH_VERBOSE") != NULL)
    g_printerr ("%8.2f ms  %s (%u)\n", (double) (get_time () - start) / 1000, text, limit);
}

/* What somebody types who looks for a clip that there is, letter by letter: the
 * beginning of its title, or of another word of it. */
static void
type_titles (Bench      *bench,
             GPtrArray  *clips,
             guint       limit,
             const char *after,
             gboolean    changing,
             const char *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < 40; i++)
    {
      const MadeClip *clip = g_ptr_array_index (clips, g_rand_int_range (rand, 0, (int) clips->len));
      g_auto (GStrv) words = g_strsplit (clip->title, " ", -1);
      guint            n = g_strv_length (words);
      g_autofree char *typed = g_strjoin (" ", words[0], n > 2 ? words[2] : NULL, NULL);

      for (const char *c = typed; *c != '\0'; c = g_utf8_next_char (c))
        {
          g_autofree char *text = g_strdup_printf ("%.*s%s", (int) (g_utf8_next_char (c) - typed), typed, after);

          if (changing)
            change (bench);
          find (bench, text, limit, times);
        }
    }

  tell (bench, name, changing, times);
}

static void
find_each (Bench             *bench,
           const char *const *texts,
           guint              limit,
           gboolean           changing,
           const char        *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; texts[i] != NULL && !changing; i++)
    find (bench, texts[i], limit, NULL);

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; texts[i] != NULL; i++)
      {
        if (changing)
          change (bench);
        find (bench, texts[i], limit, times);
      }

  tell (bench, name, changing, times);
}

static GStrv
make_filters (void)
{
  static const char *const sorts[] = { "", " sort:created", " sort:views", " sort:-views", " sort:duration", " sort:title", " sort:rating", " sort:size", " sort:watched", " sort:channel", " sort:game" };
  g_autofree char         *channel = made_library_dup_name ("channel", 0);
  g_autofree char         *rare = made_library_dup_name ("channel", 400);
  g_autofree char         *game = made_library_dup_name ("game", 3);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  const char *const filters[] = { "is:favourite", "is:vertical", "source:twitch", "rights:own language:de", "views:>1000", "views:<10", "duration:<30", "created:>2024-06 duration:<20", "tag:tag0", "-tag:tag0 is:unwatched", "collection:best", "collection:\"short ones\"", "rating:>=3 -is:watched" };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (filters); j++)
        g_strv_builder_take (texts, g_strconcat (filters[j], sorts[i], NULL));
      g_strv_builder_take (texts, g_strdup_printf ("channel:\"%s\"%s", channel, sorts[i]));
      g_strv_builder_take (texts, g_strdup_printf ("channel:\"%s\"%s", rare, sorts[i]));
      g_strv_builder_take (texts, g_strdup_printf ("game:\"%s\" views:>100%s", game, sorts[i]));
    }

  return g_strv_builder_end (texts);
}

static void
find_mistyped (Bench     *bench,
               GPtrArray *clips)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 1);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *word = made_library_dup_word (rand, N_WORDS);
      gsize            n = strlen (word);

      if (n < 5)
        continue;
      word[n / 2] = 'q';
      find (bench, word, 200, i > 0 ? times : NULL);
    }

  tell (bench, "mistyped words", FALSE, times);
}

static void
count (Bench             *bench,
       const char *const *texts)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; texts[i] != NULL; i++)
      {
        g_autoptr (CwQuery) query = parse (bench, texts[i]);

        await (cw_search_store_count (bench->store, query), times);
      }

  tell (bench, "count", FALSE, times);
}

static void
complete (Bench *bench)
{
  static const CwQueryField fields[] = { CW_QUERY_FIELD_CHANNEL, CW_QUERY_FIELD_GAME, CW_QUERY_FIELD_CREATOR, CW_QUERY_FIELD_TAG, CW_QUERY_FIELD_COLLECTION, CW_QUERY_FIELD_LANGUAGE };
  static const char *const  prefixes[] = { "c", "ch", "b", "bra", "t", "ta", "tag1", "cr", "g", "x" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      {
        change (bench);
        await (cw_search_store_complete (bench->store, fields[i], "", 8), all);
        for (guint j = 0; j < G_N_ELEMENTS (prefixes); j++)
          await (cw_search_store_complete (bench->store, fields[i], prefixes[j], 8), times);
      }

  tell (bench, "completion", FALSE, times);
  tell (bench, "completion after a change", TRUE, all);
}

static void
measure (Bench     *bench,
         GPtrArray *clips)
{
  static const char *const orders[] = { "", "sort:-added", "sort:created", "sort:-created", "sort:views", "sort:-views", "sort:duration", "sort:title", "sort:rating", "sort:size", "sort:watched", "sort:channel", "sort:game", NULL };
  g_auto (GStrv) filters = make_filters ();

  type_titles (bench, clips, 200, "", FALSE, "a keystroke, first 200");
  type_titles (bench, clips, 0, "", FALSE, "a keystroke, all");
  type_titles (bench, clips, 200, " sort:views", FALSE, "a keystroke by views, first 200");
  type_titles (bench, clips, 0, " sort:views", FALSE, "a keystroke by views, all");
  type_titles (bench, clips, 0, " is:vertical", TRUE, "a keystroke, vertical, after a change");
  find_each (bench, orders, 200, TRUE, "an order, first 200, after a change");
  find_each (bench, orders, 0, TRUE, "an order, all, after a change");
  find_each (bench, orders, 0, FALSE, "an order, all");
  find_each (bench, (const char *const *) filters, 200, TRUE, "filter and order, 200, after a change");
  find_each (bench, (const char *const *) filters, 200, FALSE, "filter and order, first 200");
  find_each (bench, (const char *const *) filters, 0, FALSE, "filter and order, all");
  count (bench, (const char *const *) filters);
  complete (bench);
  find_mistyped (bench, clips);
}

static void
make_library (Bench     *bench,
              GPtrArray *clips)
{
  g_printerr ("bench: making a library of %u clips, once\n", clips->len);
  await (made_library_save (bench->database, clips), NULL);
}

static DexFuture *
run_fiber (gpointer data)
{
  const Options   *options = data;
  gboolean         there = g_file_test (options->path, G_FILE_TEST_EXISTS);
  g_autofree char *part = g_strconcat (options->path, ".part", NULL);
  g_autoptr (GPtrArray) clips = made_library_new (options->n_clips, SEED, N_WORDS);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  Bench bench = { .zone = g_time_zone_new_utc (), .rows = g_string_new (NULL) };

  if (!there)
    {
      g_unlink (part);
      bench.database = made_library_open (part);
      make_library (&bench, clips);
      g_clear_object (&bench.database);
      check (g_rename (part, options->path) == 0, NULL);
    }

  bench.database = made_library_open (options->path);
  bench.store = cw_search_store_new (bench.database);
  find (&bench, "", 1, NULL);
  measure (&bench, clips);

  json = g_strdup_printf ("[%s]\n", bench.rows->str);
  check (g_file_set_contents (options->rows, json, -1, &error), error);
  g_object_unref (bench.store);
  g_object_unref (bench.database);
  g_string_free (bench.rows, TRUE);
  g_time_zone_unref (bench.zone);

  return dex_future_new_for_int (bench.missed);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (DexFuture) done = NULL;
  Options options = { 0 };

  setlocale (LC_ALL, "C");
  dex_init ();
  if (argc != 4)
    {
      g_printerr ("usage: bench-search CLIPS FOLDER ROWS.json\n");
      return 2;
    }

  options.n_clips = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  path = g_strdup_printf ("%s/library-%u.db", argv[2], options.n_clips);
  options.path = path;
  options.rows = argv[3];

  done = dex_scheduler_spawn (NULL, 8 * 1024 * 1024, run_fiber, &options, NULL);
  while (dex_future_is_pending (done))
    g_main_context_iteration (NULL, TRUE);

  return dex_future_is_resolved (done) ? 0 : 1;
}
