/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-budget.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <utime.h>

/* Four files of ten bytes; file N was changed AGES[N] s ago. */
static char *
make_folder (const int ages[4])
{
  char *folder = test_folder ();

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      time_t           time = (time_t) (g_get_real_time () / G_USEC_PER_SEC) - ages[i];
      struct utimbuf   times = { time, time };

      test_write_file (path, "0123456789", 10);
      g_assert_cmpint (g_utime (path, &times), ==, 0);
    }

  return folder;
}

static void
check_left (const char *folder,
            const char *names)
{
  for (char name[] = "0"; *name <= '3'; (*name)++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_file_test (path, G_FILE_TEST_EXISTS), ==, strchr (names, *name) != NULL);
    }
}

static gint64
keep (const char *folder,
      goffset     most,
      gint64      longest)
{
  g_autoptr (GError) error = NULL;
  gint64 left = dex_await_int64 (cw_folder_budget_keep (folder, most, longest), &error);

  g_assert_no_error (error);
  return left;
}

static void
the_longest_unseen_are_thrown_away (void)
{
  g_autofree char *folder = make_folder ((const int[]) { 4000, 3000, 2000, 1000 });

  g_assert_cmpint (keep (folder, 25, 0), ==, 20);
  check_left (folder, "23");
}

static void
what_is_too_old_is_thrown_away (void)
{
  g_autofree char *folder = make_folder ((const int[]) { 4000, 100, 5000, 200 });

  g_assert_cmpint (keep (folder, 1000, 3600), ==, 20);
  check_left (folder, "13");
}

static void
nothing_is_left_where_nothing_may_be (void)
{
  g_autofree char *folder = make_folder ((const int[]) { 0, 0, 0, 0 });

  g_assert_cmpint (keep (folder, 0, 0), ==, 0);
  check_left (folder, "");
}

static void
a_folder_may_be_missing (void)
{
  g_assert_cmpint (keep ("/nowhere/at/all", 5, 0), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/folder-budget/the longest unseen are thrown away", the_longest_unseen_are_thrown_away);
  test_add_fiber ("/folder-budget/what is too old is thrown away", what_is_too_old_is_thrown_away);
  test_add_fiber ("/folder-budget/nothing is left where nothing may be", nothing_is_left_where_nothing_may_be);
  test_add_fiber ("/folder-budget/a folder may be missing", a_folder_may_be_missing);
  return g_test_run ();
}
