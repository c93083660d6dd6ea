/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-count-text.h"

static void
check (gint64      count,
       const char *expected)
{
  g_autofree char *text = cw_count_text_format (count);

  g_assert_cmpstr (text, ==, expected);
}

static void
numbers_are_a_few_letters (void)
{
  check (0, "0");
  check (999, "999");
  check (1000, "1.0K");
  check (1234, "1.2K");
  check (9949, "9.9K");
  check (9951, "10K");
  check (34000, "34K");
  check (999499, "999K");
  check (999500, "1.0M");
  check (5600000, "5.6M");
  check (78000000, "78M");
}

static void
one_is_no_plural (void)
{
  g_autofree char *one = cw_count_text_format_views (1);
  g_autofree char *some = cw_count_text_format_views (1200);
  g_autofree char *watching = cw_count_text_format_viewers (1);

  g_assert_cmpstr (one, ==, "1 view");
  g_assert_cmpstr (some, ==, "1.2K views");
  g_assert_cmpstr (watching, ==, "1 viewer");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/count-text/numbers are a few letters", numbers_are_a_few_letters);
  g_test_add_func ("/count-text/one is no plural", one_is_no_plural);
  return g_test_run ();
}
