/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-support.h"

#include <glib/gstdio.h>

/* The same size that the program's fibers have. */
#define STACK_SIZE (8 * 1024 * 1024)

/**
 * test_init:
 *
 * What every test program starts with: each test has folders of its own, and a
 * warning fails it.
 */
void
test_init (int    *argc,
           char ***argv)
{
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
}

static DexFuture *
test_fiber (gpointer data)
{
  GTestFunc func = data;

  func ();
  return dex_future_new_true ();
}

static void
run_on_fiber (gconstpointer data)
{
  g_autoptr (DexFuture) done = dex_scheduler_spawn (NULL, STACK_SIZE, test_fiber, (gpointer) data, NULL);

  while (dex_future_is_pending (done))
    g_main_context_iteration (NULL, TRUE);
}

/**
 * test_add_fiber:
 * @path: the test's name, a sentence that is true
 * @func: the test, which may await
 */
void
test_add_fiber (const char *path,
                GTestFunc   func)
{
  g_test_add_data_func (path, (gconstpointer) func, run_on_fiber);
}

typedef struct
{
  void (*func) (gconstpointer);
  gconstpointer data;
} DataTest;

static DexFuture *
data_test_fiber (gpointer data)
{
  const DataTest *test = data;

  test->func (test->data);
  return dex_future_new_true ();
}

static void
run_data_test_on_fiber (gconstpointer data)
{
  g_autoptr (DexFuture) done = dex_scheduler_spawn (NULL, STACK_SIZE, data_test_fiber, (gpointer) data, NULL);

  while (dex_future_is_pending (done))
    g_main_context_iteration (NULL, TRUE);
}

/**
 * test_add_fiber_with_data:
 * @path: the test's name, a sentence that is true
 * @func: the test, which may await
 * @data: given to @func; it has to live until then
 */
void
test_add_fiber_with_data (const char *path,
                          void (*func) (gconstpointer),
                          gconstpointer data)
{
  DataTest *test = g_new0 (DataTest, 1);

  test->func = func;
  test->data = data;
  g_test_add_data_func_full (path, test, (GTestDataFunc) run_data_test_on_fiber, g_free);
}

/**
 * test_folder:
 *
 * Returns: (transfer full): a new empty folder, removed with the test's others
 */
char *
test_folder (void)
{
  g_autofree char *template = g_build_filename (g_get_user_runtime_dir (), "XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (template));
  return g_steal_pointer (&template);
}

void
test_write_file (const char *path,
                 const char *content,
                 gssize      length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}
