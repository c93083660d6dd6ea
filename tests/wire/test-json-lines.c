/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json-lines.h"
#include "test-support.h"

#include <string.h>

static const char text[] = "\n"
                           "{\n"                             /* 2 */
                           "  \"a\": [1, {\"x\": \"]}\"},\n" /* 3 */
                           "    2,\n"                        /* 4 */
                           "    {\n"                         /* 5 */
                           "      \"k\\\"ey\": \"\\\\\",\n"  /* 6 */
                           "      \"b\": -1.5e3\n"           /* 7 */
                           "    }],\n"                       /* 8 */
                           "  \"twice\": 1,\n"               /* 9 */
                           "  \"twice\":\n"                  /* 10 */
                           "     {\"in\": null}\n"           /* 11 */
                           "}\n";

static void
assert_line (guint       line,
             const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  g_assert_cmpuint (cw_json_lines_find (text, strlen (text), (const char *const *) parts, g_strv_length (parts)), ==, line);
}

static void
finds_the_line_of_a_value (void)
{
  assert_line (2, "");
  assert_line (3, "a");
  assert_line (3, "a/1/x");
  assert_line (4, "a/2");
  assert_line (5, "a/3");
  assert_line (7, "a/3/b");
  assert_line (11, "twice");
  assert_line (11, "twice/in");
}

static void
what_is_missing_is_at_what_is_around_it (void)
{
  assert_line (2, "nowhere");
  assert_line (5, "a/3/nowhere");
  assert_line (3, "a/99");
  assert_line (7, "a/3/b/deeper");
}

static void
is_safe_where_the_text_is_cut_off (void)
{
  const char *paths[] = { "a/3/b", "twice/in", "a/1/x", "nowhere" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    for (gsize length = 0; length <= strlen (text); length++)
      {
        g_auto (GStrv) parts = g_strsplit (paths[i], "/", -1);
        /* At the very end of memory of its own, so that ASan sees a step beyond. */
        g_autofree char *copy = g_memdup2 (text, MAX (length, 1));

        g_assert_cmpuint (cw_json_lines_find (copy, length, (const char *const *) parts, g_strv_length (parts)), <=, 12);
      }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/json-lines/finds-the-line-of-a-value", finds_the_line_of_a_value);
  g_test_add_func ("/json-lines/what-is-missing-is-at-what-is-around-it", what_is_missing_is_at_what_is_around_it);
  g_test_add_func ("/json-lines/is-safe-where-the-text-is-cut-off", is_safe_where_the_text_is_cut_off);
  return g_test_run ();
}
