/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-growing-file.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define CHUNK 1000
#define CHUNKS 500

static guint8
byte_at (goffset offset)
{
  return (guint8) (offset * 7 + offset / 251);
}

static CwGrowingFile *
make (char **path)
{
  g_autofree char *folder = test_folder ();

  *path = g_build_filename (folder, "clip.part", NULL);
  return cw_growing_file_new (*path);
}

static void
append (CwGrowingFile *file,
        gsize          size)
{
  g_autofree guint8 *bytes = g_malloc (size);
  g_autoptr (GError) error = NULL;
  goffset length = cw_growing_file_get_length (file);

  for (gsize i = 0; i < size; i++)
    bytes[i] = byte_at (length + (goffset) i);
  cw_growing_file_append (file, bytes, size, &error);
  g_assert_no_error (error);
}

static void
assert_bytes (const guint8 *bytes,
              goffset       offset,
              gsize         size)
{
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (bytes[i], ==, byte_at (offset + (goffset) i));
}

/* Reads all of it in pieces of another size than it is written in. */
static gpointer
read_all (gpointer data)
{
  CwGrowingFile *file = data;
  guint8         buffer[777];
  goffset        offset = 0;
  gssize         n;

  do
    {
      g_autoptr (GError) error = NULL;

      n = cw_growing_file_read (file, offset, buffer, sizeof buffer, NULL, &error);
      g_assert_no_error (error);
      assert_bytes (buffer, offset, (gsize) n);
      offset += n;
    }
  while (n == sizeof buffer);

  return GSIZE_TO_POINTER (offset);
}

static void
many_read_what_one_writes (void)
{
  g_autofree char *path = NULL;
  g_autofree char *target = NULL;
  g_autoptr (CwGrowingFile) file = make (&path);
  GThread *readers[4];
  g_autoptr (GError) error = NULL;

  /* Before there is anything to read. */
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    readers[i] = g_thread_new ("reader", read_all, file);

  g_assert_true (cw_growing_file_open (file, &error));
  for (int i = 0; i < CHUNKS; i++)
    append (file, CHUNK);

  target = g_strconcat (path, ".mp4", NULL);
  g_assert_true (cw_growing_file_complete (file, target, &error));
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_assert_cmpuint (GPOINTER_TO_SIZE (g_thread_join (readers[i])), ==, CHUNK * CHUNKS);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (target, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cw_growing_file_get_total (file), ==, CHUNK * CHUNKS);
  g_assert_true (cw_growing_file_is_complete (file));
}

static void
goes_on_with_what_is_there (void)
{
  g_autofree char *path = NULL;
  g_autoptr (CwGrowingFile) first = make (&path);
  g_autoptr (CwGrowingFile) second = cw_growing_file_new (path);
  g_autoptr (GError) error = NULL;
  guint8 buffer[2 * CHUNK];

  g_assert_true (cw_growing_file_open (first, &error));
  append (first, CHUNK);

  /* Not two at once. */
  g_assert_false (cw_growing_file_open (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  cw_growing_file_fail (first, &(GError) { CW_ERROR, CW_ERROR_OFFLINE, (char *) "gone" });

  g_assert_true (cw_growing_file_open (second, &error));
  g_assert_cmpint (cw_growing_file_get_length (second), ==, CHUNK);
  append (second, CHUNK);
  g_assert_true (cw_growing_file_complete (second, NULL, &error));
  g_assert_cmpint (cw_growing_file_read (second, 0, buffer, sizeof buffer, NULL, &error), ==, 2 * CHUNK);
  assert_bytes (buffer, 0, sizeof buffer);

  /* The end is short, and beyond it is nothing. */
  g_assert_cmpint (cw_growing_file_read (second, 2 * CHUNK - 1, buffer, 10, NULL, &error), ==, 1);
  g_assert_cmpint (cw_growing_file_read (second, 9 * CHUNK, buffer, 10, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

typedef struct
{
  CwGrowingFile *file;
  GCancellable  *cancellable;
  GError        *error;
} Wait;

static gpointer
wait_for_more (gpointer data)
{
  Wait  *wait = data;
  guint8 buffer[10];

  g_assert_cmpint (cw_growing_file_read (wait->file, CHUNK, buffer, sizeof buffer, wait->cancellable, &wait->error), ==, -1);
  return NULL;
}

static void
who_waits_hears_that_it_failed (void)
{
  g_autofree char *path = NULL;
  g_autoptr (CwGrowingFile) file = make (&path);
  Wait     wait = { .file = file };
  GThread *thread;
  guint8   buffer[CHUNK];
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_growing_file_open (file, &error));
  append (file, CHUNK);
  thread = g_thread_new ("reader", wait_for_more, &wait);
  cw_growing_file_fail (file, &(GError) { CW_ERROR, CW_ERROR_OFFLINE, (char *) "The connection broke" });
  g_thread_join (thread);
  g_assert_error (wait.error, CW_ERROR, CW_ERROR_OFFLINE);
  g_assert_cmpstr (wait.error->message, ==, "The connection broke");
  g_clear_error (&wait.error);

  /* What is there can still be read, and nothing be added. */
  g_assert_cmpint (cw_growing_file_read (file, 0, buffer, sizeof buffer, NULL, &error), ==, CHUNK);
  g_assert_false (cw_growing_file_append (file, buffer, sizeof buffer, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
}

static void
who_waits_can_be_woken_up (void)
{
  g_autofree char *path = NULL;
  g_autoptr (CwGrowingFile) file = make (&path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait     wait = { .file = file, .cancellable = cancellable };
  GThread *thread = g_thread_new ("reader", wait_for_more, &wait);

  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wait.error);
  g_assert_cmpint (cw_growing_file_wait_total (file, cancellable, NULL), ==, -1);
}

static void
starts_over_where_the_rest_would_not_fit (void)
{
  g_autofree char *path = NULL;
  g_autoptr (CwGrowingFile) file = make (&path);
  g_autoptr (GError) error = NULL;
  guint8 buffer[CHUNK];

  g_assert_true (cw_growing_file_open (file, &error));
  append (file, CHUNK);
  cw_growing_file_set_total (file, 2 * CHUNK);
  g_assert_cmpint (cw_growing_file_wait_total (file, NULL, NULL), ==, 2 * CHUNK);
  g_assert_true (cw_growing_file_restart (file, &error));
  g_assert_cmpint (cw_growing_file_get_length (file), ==, 0);
  g_assert_false (cw_growing_file_has (file, 0, 1));
  append (file, CHUNK);
  g_assert_true (cw_growing_file_has (file, 0, CHUNK));
  g_assert_cmpint (cw_growing_file_read (file, 0, buffer, sizeof buffer, NULL, &error), ==, CHUNK);
  assert_bytes (buffer, 0, sizeof buffer);
}

static void
says_when_the_disk_is_full (void)
{
  g_autofree char *path = NULL;
  g_autoptr (CwGrowingFile) file = make (&path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("/dev/full", path), ==, 0);
  g_assert_true (cw_growing_file_open (file, &error));
  g_assert_false (cw_growing_file_append (file, "abc", 3, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NO_SPACE);
  g_assert_cmpint (cw_growing_file_get_length (file), ==, 0);
}

static void
a_whole_file_is_read_as_it_is (void)
{
  g_autofree char *path = NULL;
  g_autoptr (CwGrowingFile) file = make (&path);
  g_autoptr (GError) error = NULL;
  char buffer[10];

  g_assert_false (cw_growing_file_open_whole (file, path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  g_clear_error (&error);
  test_write_file (path, "hello", -1);
  g_assert_true (cw_growing_file_open_whole (file, path, &error));
  g_assert_true (cw_growing_file_is_complete (file));
  g_assert_cmpint (cw_growing_file_get_total (file), ==, 5);
  g_assert_cmpint (cw_growing_file_read (file, 1, buffer, sizeof buffer, NULL, &error), ==, 4);
  g_assert_cmpmem (buffer, 4, "ello", 4);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/growing-file/many read what one writes", many_read_what_one_writes);
  g_test_add_func ("/growing-file/goes on with what is there", goes_on_with_what_is_there);
  g_test_add_func ("/growing-file/who waits hears that it failed", who_waits_hears_that_it_failed);
  g_test_add_func ("/growing-file/who waits can be woken up", who_waits_can_be_woken_up);
  g_test_add_func ("/growing-file/starts over where the rest would not fit", starts_over_where_the_rest_would_not_fit);
  g_test_add_func ("/growing-file/says when the disk is full", says_when_the_disk_is_full);
  g_test_add_func ("/growing-file/a whole file is read as it is", a_whole_file_is_read_as_it_is);

  return g_test_run ();
}
