/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-media.h"

/* Makes the test media named, or all, and prints where they are: for looking at
 * them by hand. */
int
main (int    argc,
      char **argv)
{
  guint            n;
  const TestMedia *media = test_media_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = NULL;

      if (argc > 1 && !g_strv_contains ((const char *const *) argv + 1, media[i].name))
        continue;

      path = test_media_make (&media[i]);
      g_print ("%s\n", path);
    }

  return 0;
}
