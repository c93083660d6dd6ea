/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-allocation.h"
#include "cw-async.h"
#include "cw-library-page.h"
#include "cw-services.h"
#include "sql-watch.h"
#include "test-app.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Measures the window with a large library, as ./dev bench library runs it, below
 * tests/support/run-ui. The rest is measured by tests/app/bench-library.c, which makes
 * the libraries.
 *
 * usage: bench-window start ROUNDS FOLDER FIRST FOLDER FIRST FOLDER FIRST ROWS.json
 *        bench-window scroll FOLDER ROWS.json
 *
 * "start" starts the real clipwright with each of the data folders by turns, of 100, 1,000
 * and 100,000 clips, up to when there is the card of the clip that is called FIRST. That
 * of 1,000 fills the window as 100,000 do, and 100 do not: GTK makes cards for more than
 * is seen. "scroll" scrolls the library's page through the first quarter of
 * FOLDER/library.db and jumps through all of it, and measures each frame as
 * tests/ui/test-grid.c does. */

#define MOST_RATIO 1.2
#define MOST_FRAME_MS 33.0
#define MOST_MEMORY_MB 300.0

#define WIDTH 1280
#define HEIGHT 800
#define ROWS_A_FRAME 4
#define N_SIZES 3
#define N_FRAMES 1500
#define N_JUMPS 30
#define N_KEYS 60
#define FRAMES_A_KEY 6 /* 10 keys a second */
#define KEYS_A_TEXT 15
#define N_TEXTS 4

static const char *const sizes[N_SIZES] = { "100", "1,000", "100,000" };

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
add_row (GString    *rows,
         const char *name,
         double      value,
         const char *unit,
         double      target)
{
  g_autofree char *number = g_strdup_printf ("%.2f", value);

  g_string_append_printf (rows, "%s{\"name\": \"%s\", \"value\": %s, \"unit\": \"%s\", \"target\": %g, \"ok\": %s}",
                          rows->len > 0 ? ", " : "", name, number, unit, target, value <= target ? "true" : "false");
}

static void
write_rows (GString    *rows,
            const char *path)
{
  g_autofree char *text = g_strdup_printf ("[%s]\n", rows->str);

  test_write_file (path, text, -1);
}

/* --- starting ------------------------------------------------------------------- */

/* Of FILE in /proc of the only child. */
static char *
read_of_child (const char *file)
{
  g_autofree char *children = NULL;
  g_autofree char *path = NULL;
  char            *content = NULL;

  g_assert_true (g_file_get_contents ("/proc/thread-self/children", &children, NULL, NULL));
  path = g_strdup_printf ("/proc/%d/%s", atoi (children), file);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

/* With all its threads, ms. */
static double
read_processor_of_child (void)
{
  g_autofree char *stat = read_of_child ("stat");
  g_auto (GStrv) fields = NULL;

  /* After the program's name, which may have anything in it. */
  fields = g_strsplit (strrchr (stat, ')') + 2, " ", -1);

  return (g_ascii_strtod (fields[11], NULL) + g_ascii_strtod (fields[12], NULL)) * 1e3 / (double) sysconf (_SC_CLK_TCK);
}

/* MB, as /proc tells it. */
static double
find_memory (const char *status,
             const char *name)
{
  return g_ascii_strtod (strstr (status, name) + strlen (name) + 1, NULL) * 1024 / 1e6;
}

typedef struct
{
  GArray *wall;
  GArray *processor;
  GArray *memory;
} Starts;

static Starts
starts_new (void)
{
  return (Starts) { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
starts_clear (Starts *starts)
{
  g_array_unref (starts->wall);
  g_array_unref (starts->processor);
  g_array_unref (starts->memory);
}

static double
get_median (GArray *values)
{
  g_array_sort (values, compare);
  return g_array_index (values, double, values->len / 2);
}

static void
start (const char *data,
       const char *first,
       const char *watched,
       Starts     *starts)
{
  g_autofree char *folder = g_strdup_printf ("XDG_DATA_HOME=%s", data);
  g_autofree char *preload = g_strdup_printf ("LD_PRELOAD=%s", g_getenv ("TEST_SQL_WATCH"));
  g_autofree char *watch = g_strdup_printf ("SQL_WATCH=%s", watched);
  const char      *environment[] = { folder, preload, watch, NULL };
  double           began = read_clock (CLOCK_MONOTONIC);
  TestApp         *app = test_app_start (&(TestAppSetup) { .environment = environment });
  double           wall, processor, memory;
  g_autofree char *status = NULL;

  test_app_wait (app, "table cell", first);
  wall = read_clock (CLOCK_MONOTONIC) - began;
  processor = read_processor_of_child ();
  status = read_of_child ("status");
  memory = find_memory (status, "VmHWM");
  if (starts != NULL)
    {
      g_array_append_val (starts->wall, wall);
      g_array_append_val (starts->processor, processor);
      g_array_append_val (starts->memory, memory);
      g_printerr ("bench: %s: %.0f ms, %.0f ms of the processors, %.0f MB\n", data, wall, processor, memory);
    }
  test_app_quit (app);
}

/* How often a program asked SQLite on its main thread; fails where none did at all. */
static double
sum_watched (const char *watched)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double on_main = 0;
  double others = 0;

  g_assert_true (g_file_get_contents (watched, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char *end;

      on_main += g_ascii_strtod (lines[i], &end);
      others += g_ascii_strtod (end, NULL);
    }
  g_assert_cmpfloat (others, >, 0);

  return on_main;
}

static void
compare_starts (GString      *rows,
                const Starts *large,
                const Starts *small,
                const char   *size)
{
  g_autofree char *wall = g_strdup_printf ("cold start, 100,000 to %s clips", size);
  g_autofree char *processor = g_strdup_printf ("the same to %s, processor time", size);

  add_row (rows, wall, get_median (large->wall) / get_median (small->wall), "", MOST_RATIO);
  add_row (rows, processor, get_median (large->processor) / get_median (small->processor), "", MOST_RATIO);
}

/* A test by its frame only, which the app under test needs. */
static void
measure_starts (gconstpointer data)
{
  char *const     *words = data;
  Starts           starts[N_SIZES];
  int              rounds = 2 * atoi (words[0]) + 1;
  const char      *path = words[1 + 2 * N_SIZES];
  g_autofree char *watched = g_strconcat (path, ".watch", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);

  g_unlink (watched);
  for (int i = 0; i < N_SIZES; i++)
    starts[i] = starts_new ();

  /* The first ones read the program from the disk. */
  for (int round = -1; round < rounds; round++)
    for (int i = 0; i < N_SIZES; i++)
      start (words[1 + 2 * i], words[2 + 2 * i], watched, round >= 0 ? &starts[i] : NULL);

  for (int i = 0; i < N_SIZES; i++)
    g_printerr ("bench: a start takes %.0f ms with %s clips\n", get_median (starts[i].wall), sizes[i]);
  for (int i = 0; i < N_SIZES - 1; i++)
    compare_starts (rows, &starts[N_SIZES - 1], &starts[i], sizes[i]);
  add_row (rows, "the app's memory after its start", get_median (starts[N_SIZES - 1].memory), "MB", MOST_MEMORY_MB);
  add_row (rows, "its start, SQLite asked on the main thread", sum_watched (watched), "", 0);
  write_rows (rows, path);

  for (guint i = 0; i < N_SIZES; i++)
    starts_clear (&starts[i]);
}

/* --- scrolling ------------------------------------------------------------------- */

typedef struct
{
  GtkAdjustment *adjustment;
  GtkWidget     *page;
  gboolean       jumping;
  CwClipList    *typing; /* nullable: what is searched, in place of scrolling */
  char          *texts[N_TEXTS];
  int            frame;
  int            n_frames;
  double         part;   /* of the whole, to be scrolled through */
  double         before; /* ms; negative where there was no frame before */
  GArray        *frames;
  DexPromise    *done;
} Run;

static GtkWidget *
find_grid (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_GRID_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_grid (child);

  return found;
}

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

static double
read_memory (const char *name)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  return find_memory (status, name);
}

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       data)
{
  Run   *run = data;
  double now = read_clock (CLOCK_THREAD_CPUTIME_ID);
  double time = now - run->before;

  if (run->done != NULL && run->before >= 0)
    g_array_append_val (run->frames, time);
  run->before = now;
}

/* Titles, a letter at a time, and away again. */
static void
type_next (Run *run)
{
  static const char *const texts[] = { "what a save", "chat goes", "tag:funny", "sort:views the" };
  int                      key = run->frame / FRAMES_A_KEY;
  const char              *text = texts[key / KEYS_A_TEXT % (int) G_N_ELEMENTS (texts)];
  g_autofree char         *typed = g_strndup (text, (gsize) (key % KEYS_A_TEXT));

  cw_clip_list_set_query (run->typing, typed);
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Run   *run = data;
  double room = gtk_adjustment_get_upper (run->adjustment) - gtk_adjustment_get_page_size (run->adjustment);
  double part = run->jumping ? (double) (run->frame * 7919 % 1000) / 1000 : (double) run->frame / run->n_frames * run->part;

  if (run->frame > run->n_frames)
    {
      DexPromise *done = g_steal_pointer (&run->done);

      dex_promise_resolve_boolean (done, TRUE);
      dex_unref (done);
      return G_SOURCE_REMOVE;
    }

  if (run->typing == NULL)
    gtk_adjustment_set_value (run->adjustment, part * room);
  else if (run->frame % FRAMES_A_KEY == 0)
    type_next (run);
  run->frame++;
  return G_SOURCE_CONTINUE;
}

static double
scroll (Run        *run,
        const char *name,
        gboolean    jumping,
        int         n_frames)
{
  DexFuture *done;

  g_array_set_size (run->frames, 0);
  run->jumping = jumping;
  run->frame = 0;
  run->n_frames = n_frames;
  run->before = -1;
  run->done = dex_promise_new ();
  done = dex_ref (run->done);
  gtk_widget_add_tick_callback (run->page, on_tick, run, NULL);
  dex_await (done, NULL);

  g_array_sort (run->frames, compare);
  g_printerr ("bench: %s: %u frames, median %.1f, p99 %.1f, most %.1f ms; VmRSS %.0f MB\n", name, run->frames->len,
              g_array_index (run->frames, double, run->frames->len / 2), g_array_index (run->frames, double, run->frames->len * 99 / 100),
              g_array_index (run->frames, double, run->frames->len - 1), read_memory ("VmRSS"));

  return g_array_index (run->frames, double, run->frames->len - 1);
}

static GtkWidget *
open_window (Run        *run,
             CwServices *services)
{
  GtkApplication *application = GTK_APPLICATION (adw_application_new (APP_ID, G_APPLICATION_NON_UNIQUE));
  GtkWidget      *view = adw_navigation_view_new ();
  GtkWidget      *window;

  g_application_set_resource_base_path (G_APPLICATION (application), RESOURCE_PATH);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  run->page = g_object_new (CW_TYPE_LIBRARY_PAGE, "library", cw_services_get_library (services), NULL);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (run->page));
  window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "application", application, "content", view, "default-width", WIDTH, "default-height", HEIGHT, NULL);
  run->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_grid (run->page)));
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint), run);

  return window;
}

/* Of clips that are in sight. */
static void
take_titles (Run        *run,
             CwClipList *clips)
{
  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (clips), i);

      g_assert_true (cw_clip_get_loaded (clip));
      run->texts[i] = g_strdup (cw_clip_get_title (clip));
    }
}

static DexFuture *
scroll_fiber (gpointer data)
{
  char **words = data;
  Run    run = { .frames = g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autoptr (CwServices) services = cw_services_new (words[0]);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  guint      n;
  double     most, typing;

  if (!dex_await (cw_services_open_library (services), &error))
    g_error ("%s", error->message);
  n = g_list_model_get_n_items (G_LIST_MODEL (cw_library_get_clips (cw_services_get_library (services))));
  window = open_window (&run, services);

  scroll (&run, "standing", FALSE, 60);
  take_titles (&run, cw_library_get_clips (cw_services_get_library (services)));
  g_printerr ("bench: there are %u cards\n", count_children (find_grid (run.page)));
  run.part = MIN (1.0, (double) N_FRAMES * 4 * ROWS_A_FRAME / n);
  most = scroll (&run, "down", FALSE, N_FRAMES);
  scroll (&run, "jumping", TRUE, N_JUMPS);
  gtk_adjustment_set_value (run.adjustment, 0);
  run.typing = cw_library_get_clips (cw_services_get_library (services));
  typing = scroll (&run, "typing", FALSE, N_KEYS * FRAMES_A_KEY);
  run.typing = NULL;
  add_row (rows, "scrolling through 100,000, longest frame", most, "ms", MOST_FRAME_MS);
  add_row (rows, "typing, longest frame", typing, "ms", MOST_FRAME_MS);
  add_row (rows, "memory after that, most", read_memory ("VmHWM"), "MB", MOST_MEMORY_MB);
  add_row (rows, "scrolling, SQLite asked on the main thread", (double) sql_watch_count (TRUE), "", 0);
  g_assert_cmpint (sql_watch_count (FALSE), >, 100);
  write_rows (rows, words[1]);

  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (run.frames);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (run.texts[i]);
  return dex_future_new_true ();
}

static int
measure_scrolling (char **words)
{
  g_autofree char *cache = g_build_filename (g_getenv ("XDG_RUNTIME_DIR"), "cache", NULL);
  g_autoptr (DexFuture) done = NULL;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  gtk_init ();
  dex_init ();
  done = dex_scheduler_spawn (NULL, 8 * 1024 * 1024, scroll_fiber, words, NULL);
  while (dex_future_is_pending (done))
    g_main_context_iteration (NULL, TRUE);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  /* As the program does. */
  cw_allocation_init ();
  if (argc == 4 + 2 * N_SIZES && g_str_equal (argv[1], "start"))
    {
      test_app_init (&argc, &argv);
      g_test_add_data_func ("/start", argv + 2, measure_starts);
      return g_test_run ();
    }
  if (argc == 4 && g_str_equal (argv[1], "scroll"))
    return measure_scrolling (argv + 2);

  g_printerr ("usage: bench-window start ROUNDS FOLDER FIRST FOLDER FIRST FOLDER FIRST ROWS.json\n       bench-window scroll FOLDER ROWS.json\n");
  return 2;
}
