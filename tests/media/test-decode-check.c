/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-decode-check.h"
#include "cw-error.h"
#include "cw-media.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <string.h>

static void
every_sound_file_is_good (void)
{
  guint            n;
  const TestMedia *list = test_media_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = test_media_make (&list[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", path);
      dex_await (cw_decode_check (path), &error);
      g_assert_no_error (error);
    }
}

/* A file that is played while it comes, of which the test may do as it likes. */
static char *
load (gsize *length)
{
  TestMedia        media = *test_media_find ("h264-30");
  g_autofree char *path = NULL;
  char            *content;

  media.name = "index-first-long";
  media.index_first = TRUE;
  media.frames = 300;
  path = test_media_make (&media);
  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

static void
assert_refused (const char *content,
                gsize       length)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "clip.mp4", NULL);
  g_autoptr (GError) error = NULL;

  test_write_file (path, content, (gssize) length);
  g_assert_false (dex_await (cw_decode_check (path), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_test_message ("%s", error->message);
}

static void
a_file_without_its_end_is_refused (void)
{
  gsize            length;
  g_autofree char *content = load (&length);

  assert_refused (content, length / 2);
  assert_refused (content, length / 10);
  assert_refused (content, length - 1);
  assert_refused (content, 100);
}

static void
a_file_with_rubbish_in_it_is_refused (void)
{
  gsize            length;
  g_autofree char *content = load (&length);

  for (gsize i = length / 4; i < length; i++)
    content[i] = (char) (i * 7919 >> 3);

  assert_refused (content, length);
  memset (content + length / 4, 0, length - length / 4);
  assert_refused (content, length);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  cw_media_init ();

  test_add_fiber ("/decode-check/every sound file is good", every_sound_file_is_good);
  test_add_fiber ("/decode-check/a file without its end is refused", a_file_without_its_end_is_refused);
  test_add_fiber ("/decode-check/a file with rubbish in it is refused", a_file_with_rubbish_in_it_is_refused);

  return g_test_run ();
}
