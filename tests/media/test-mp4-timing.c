/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-mp4-timing.h"
#include "test-support.h"

static void
put_32 (GByteArray *bytes,
        guint32     value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, 4);
}

/* Begins a box; the place of its size is for end_box(). */
static guint
begin_box (GByteArray *bytes,
           const char *type)
{
  guint at = bytes->len;

  put_32 (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  return at;
}

static void
end_box (GByteArray *bytes,
         guint       at)
{
  guint32 size = GUINT32_TO_BE (bytes->len - at);

  memcpy (bytes->data + at, &size, 4);
}

/* An index of one track whose pictures are shown OFFSETS after they are decoded. */
static GByteArray *
make_index (const guint32 *offsets,
            guint          n)
{
  GByteArray *bytes = g_byte_array_new ();
  guint       moov = begin_box (bytes, "moov");
  guint       head = begin_box (bytes, "mvhd");
  guint       trak, edts, elst, mdia, minf, stbl, ctts;

  put_32 (bytes, 1234);
  end_box (bytes, head);
  trak = begin_box (bytes, "trak");
  edts = begin_box (bytes, "edts");
  elst = begin_box (bytes, "elst");
  put_32 (bytes, 0);
  put_32 (bytes, 0);
  end_box (bytes, elst);
  end_box (bytes, edts);
  mdia = begin_box (bytes, "mdia");
  minf = begin_box (bytes, "minf");
  stbl = begin_box (bytes, "stbl");
  ctts = begin_box (bytes, "ctts");
  put_32 (bytes, 0);
  put_32 (bytes, n);
  for (guint i = 0; i < n; i++)
    {
      put_32 (bytes, 1);
      put_32 (bytes, offsets[i]);
    }
  end_box (bytes, ctts);
  end_box (bytes, stbl);
  end_box (bytes, minf);
  end_box (bytes, mdia);
  end_box (bytes, trak);
  end_box (bytes, moov);

  return bytes;
}

static const guint8 *
find (GByteArray *bytes,
      const char *type)
{
  return memmem (bytes->data, bytes->len, type, 4);
}

static gint32
get_32 (const guint8 *data)
{
  guint32 value;

  memcpy (&value, data, 4);
  return (gint32) GUINT32_FROM_BE (value);
}

static void
begins_at_zero_without_an_edit_list (void)
{
  static const guint32 offsets[] = { 200, 500, 200, 0, 100 };
  g_autoptr (GByteArray) bytes = make_index (offsets, G_N_ELEMENTS (offsets));
  guint         size = bytes->len;
  const guint8 *ctts;

  g_assert_true (cw_mp4_timing_tidy_index (bytes->data, bytes->len));

  g_assert_cmpint (bytes->len, ==, size);
  g_assert_null (find (bytes, "edts"));
  g_assert_nonnull (find (bytes, "free"));

  ctts = find (bytes, "ctts") + 4;
  g_assert_cmpint (ctts[0], ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_assert_cmpint (get_32 (ctts + 8 + 8 * i + 4), ==, (gint32) offsets[i] - 200);
}

static void
leaves_alone_what_is_tidy (void)
{
  static const guint32 offsets[] = { 0, 100 };
  g_autoptr (GByteArray) bytes = make_index (offsets, G_N_ELEMENTS (offsets));
  g_autoptr (GByteArray) again = NULL;

  g_assert_true (cw_mp4_timing_tidy_index (bytes->data, bytes->len));
  g_assert_cmpint (*(find (bytes, "ctts") + 4), ==, 0);

  again = g_byte_array_new ();
  g_byte_array_append (again, bytes->data, bytes->len);
  g_assert_true (cw_mp4_timing_tidy_index (again->data, again->len));
  g_assert_cmpmem (again->data, again->len, bytes->data, bytes->len);
}

static void
refuses_a_torn_index (void)
{
  static const guint32 offsets[] = { 200, 500, 200, 0, 100 };
  g_autoptr (GByteArray) bytes = make_index (offsets, G_N_ELEMENTS (offsets));

  for (guint size = 0; size < bytes->len; size++)
    {
      g_autofree guint8 *torn = g_malloc (size + 1);

      memcpy (torn, bytes->data, size);
      g_assert_false (cw_mp4_timing_tidy_index (torn, size));
    }
}

/* Under the sanitizers this is what finds a missing check. */
static void
bears_any_bytes (void)
{
  static const guint32 offsets[] = { 200, 500, 200, 0, 100, 7, 8, 9 };

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (GByteArray) bytes = make_index (offsets, G_N_ELEMENTS (offsets));
      g_autofree guint8 *copy = NULL;
      guint              size = bytes->len;

      for (int i = g_test_rand_int_range (1, 8); i > 0; i--)
        bytes->data[g_test_rand_int_range (0, (gint32) size)] = (guint8) g_test_rand_int_range (0, 256);

      copy = g_memdup2 (bytes->data, size);
      cw_mp4_timing_tidy_index (copy, size);
    }
}

static void
refuses_a_file_without_an_index (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "broken.mp4", NULL);
  g_autoptr (GError) error = NULL;

  test_write_file (path, "\0\0\0\x10"
                         "ftypisom\0\0\0\0",
                   16);
  g_assert_false (cw_mp4_timing_tidy_file (path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_ENGINE);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/mp4-timing/begins at zero without an edit list", begins_at_zero_without_an_edit_list);
  g_test_add_func ("/mp4-timing/leaves alone what is tidy", leaves_alone_what_is_tidy);
  g_test_add_func ("/mp4-timing/refuses a torn index", refuses_a_torn_index);
  g_test_add_func ("/mp4-timing/bears any bytes", bears_any_bytes);
  g_test_add_func ("/mp4-timing/refuses a file without an index", refuses_a_file_without_an_index);

  return g_test_run ();
}
