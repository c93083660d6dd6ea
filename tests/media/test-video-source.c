/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-video-source.h"
#include "test-media.h"
#include "test-support.h"

static const CwRate sixty = { 60, 1 };

static CwFrame *
read_at (CwVideoSource *source,
         gint64         time)
{
  g_autoptr (GError) error = NULL;
  CwFrame *frame = cw_video_source_read (source, time, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (frame);
  return frame;
}

static int
get_number (CwFrame *frame)
{
  GstVideoFrame mapped;
  int           number;

  g_assert_true (gst_video_frame_map (&mapped, &frame->info, frame->buffer, GST_MAP_READ));
  number = test_media_read_number (GST_VIDEO_FRAME_PLANE_DATA (&mapped, 0), 1, GST_VIDEO_FRAME_PLANE_STRIDE (&mapped, 0), mapped.info.width, mapped.info.height);
  gst_video_frame_unmap (&mapped);

  return number;
}

static int
read_number (CwVideoSource *source,
             gint64         time)
{
  g_autoptr (CwFrame) frame = read_at (source, time);

  return get_number (frame);
}

/* The number of the picture that is on screen when frame NUMBER is due. */
static int
shown_at (const TestMedia *media,
          int              number)
{
  number = MIN (number, media->frames - 1);
  while (!test_media_keeps_frame (media, number))
    number--;

  return number;
}

static void
gives_every_frame_in_order (gconstpointer data)
{
  const TestMedia *media = test_media_find (data);
  g_autofree char *path = test_media_make (media);
  CwRate           rate = { media->rate_n, media->rate_d };
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, rate, 0);

  for (int n = 0; n < media->frames + 5; n++)
    g_assert_cmpint (read_number (source, test_media_frame_time (media, n)), ==, shown_at (media, n));
}

static void
gives_any_frame_at_once (gconstpointer data)
{
  const TestMedia *media = test_media_find (data);
  g_autofree char *path = test_media_make (media);
  CwRate           rate = { media->rate_n, media->rate_d };
  g_autoptr (CwVideoSource) source = NULL;
  int first = media->frames * 3 / 5;

  source = cw_video_source_new (path, rate, test_media_frame_time (media, first));
  g_assert_cmpint (read_number (source, test_media_frame_time (media, first)), ==, shown_at (media, first));

  for (int i = 0; i < 25; i++)
    {
      int n = g_test_rand_int_range (0, media->frames + 10);

      g_assert_cmpint (read_number (source, test_media_frame_time (media, n)), ==, shown_at (media, n));
    }
}

static void
halves_and_doubles_rates_evenly (void)
{
  const TestMedia *fast = test_media_find ("h264-120");
  const TestMedia *slow = test_media_find ("h264-30");
  g_autofree char *fast_path = test_media_make (fast);
  g_autofree char *slow_path = test_media_make (slow);
  g_autoptr (CwVideoSource) halved = cw_video_source_new (fast_path, sixty, 0);
  g_autoptr (CwVideoSource) doubled = cw_video_source_new (slow_path, sixty, 0);

  for (int n = 0; n < 100; n++)
    {
      g_assert_cmpint (read_number (halved, cw_rate_get_frame_time (sixty, n)), ==, 2 * n);
      g_assert_cmpint (read_number (doubled, cw_rate_get_frame_time (sixty, n)), ==, n / 2);
    }
}

static void
pulls_film_up_in_threes_and_twos (void)
{
  const TestMedia *media = test_media_find ("h264-23");
  g_autofree char *path = test_media_make (media);
  CwRate           rate = { 60000, 1001 };
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, rate, 0);

  for (int n = 0; n < 150; n++)
    g_assert_cmpint (read_number (source, cw_rate_get_frame_time (rate, n)), ==, n * 2 / 5);
}

static void
holds_pace_from_between_two_frames (void)
{
  const TestMedia *media = test_media_find ("h264-60");
  g_autofree char *path = test_media_make (media);
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, sixty, 504 * GST_MSECOND);

  for (int n = 0; n < 60; n++)
    g_assert_cmpint (read_number (source, 504 * GST_MSECOND + cw_rate_get_frame_time (sixty, n)), ==, 30 + n);
}

static void
turns_phone_video_upright (gconstpointer data)
{
  const TestMedia *media = test_media_find (data);
  g_autofree char *path = test_media_make (media);
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, (CwRate) { 30, 1 }, 0);
  g_autoptr (CwFrame) turned = read_at (source, GST_SECOND);
  g_autoptr (CwFrame) back = cw_frame_turn (turned, media->rotation == 90 ? GST_VIDEO_ORIENTATION_90L : media->rotation == 180 ? GST_VIDEO_ORIENTATION_180
                                                                                                                               : GST_VIDEO_ORIENTATION_90R);
  int width, height;

  cw_frame_get_shown_size (turned, &width, &height);
  g_assert_cmpint (width, ==, media->rotation == 180 ? media->width : media->height);
  g_assert_cmpint (height, ==, media->rotation == 180 ? media->height : media->width);
  g_assert_cmpint (get_number (back), ==, 30);
}

static void
knows_the_shape_of_pixels (void)
{
  g_autofree char *path = test_media_path ("anamorphic");
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, (CwRate) { 30, 1 }, 0);
  g_autoptr (CwFrame) frame = read_at (source, 0);
  int width, height;

  cw_frame_get_shown_size (frame, &width, &height);
  g_assert_cmpint (width, ==, 320);
  g_assert_cmpint (height, ==, 180);
}

static void
makes_ten_bits_eight (gconstpointer data)
{
  g_autofree char *path = test_media_path (data);
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, (CwRate) { 30, 1 }, 0);
  g_autoptr (CwFrame) frame = read_at (source, 0);

  g_assert_true (frame->info.finfo->format == GST_VIDEO_FORMAT_I420 || frame->info.finfo->format == GST_VIDEO_FORMAT_NV12);
  g_assert_cmpint (frame->info.colorimetry.matrix, ==, GST_VIDEO_COLOR_MATRIX_BT709);
  g_assert_cmpint (get_number (frame), ==, 0);
}

static void
keeps_the_colorimetry (void)
{
  g_autofree char *path = test_media_path ("standard-definition");
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, (CwRate) { 25, 1 }, 0);
  g_autoptr (CwFrame) frame = read_at (source, 0);

  g_assert_cmpint (frame->info.colorimetry.matrix, ==, GST_VIDEO_COLOR_MATRIX_BT601);
  g_assert_cmpint (frame->info.colorimetry.range, ==, GST_VIDEO_COLOR_RANGE_16_235);
}

static void
expect_error (const char *path,
              int         code)
{
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, sixty, GST_SECOND);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);

  g_assert_null (cw_video_source_read (source, GST_SECOND, NULL, &error));
  g_assert_error (error, CW_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
}

/* Around a picture of 180 rows a decoder of blocks of 16 needs 192. */
static void
leaves_pictures_where_they_were_decoded (void)
{
  const TestMedia *media = test_media_find ("h264-30");
  g_autofree char *path = test_media_make (media);
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, (CwRate) { 30, 1 }, 0);

  for (int n = 0; n < media->frames; n++)
    {
      g_autoptr (CwFrame) frame = read_at (source, test_media_frame_time (media, n));
      GstVideoMeta *meta = gst_buffer_get_video_meta (frame->buffer);

      g_assert_nonnull (meta);
      if (n > 0)
        g_assert_cmpuint (meta->offset[1], >=, meta->offset[0] + (gsize) meta->stride[0] * 192);
    }
}

/* What others do with a buffer must not depend on where it came from. */
static void
pictures_can_be_copied (void)
{
  const TestMedia *media = test_media_find ("h264-30");
  g_autofree char *path = test_media_make (media);
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, (CwRate) { 30, 1 }, 0);
  g_autoptr (CwFrame) frame = read_at (source, test_media_frame_time (media, 7));
  g_autoptr (CwFrame) copy = cw_frame_new (gst_buffer_copy_deep (frame->buffer), &frame->info, frame->time);
  g_autoptr (CwFrame) shallow = cw_frame_new (gst_buffer_copy (frame->buffer), &frame->info, frame->time);

  g_assert_cmpint (get_number (copy), ==, 7);
  g_assert_cmpint (get_number (shallow), ==, 7);
}

static void
says_what_is_wrong_with_a_file (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.mp4", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.mp4", NULL);
  g_autofree char *text = g_build_filename (folder, "text.mp4", NULL);
  g_autofree char *torn = g_build_filename (folder, "torn.mp4", NULL);
  g_autofree char *whole = test_media_path ("h264-30");
  g_autofree char *sound = test_media_path ("sound-only");
  g_autofree char *content = NULL;
  gsize            size;

  test_write_file (empty, "", 0);
  test_write_file (text, "This is not a video, whatever its name says.\n", -1);
  g_assert_true (g_file_get_contents (whole, &content, &size, NULL));
  test_write_file (torn, content, (gssize) size / 3);

  expect_error (missing, CW_ERROR_MISSING);
  expect_error (empty, CW_ERROR_MALFORMED);
  expect_error (text, CW_ERROR_MALFORMED);
  expect_error (torn, CW_ERROR_MALFORMED);
  expect_error (folder, CW_ERROR_INVALID);
  expect_error (sound, CW_ERROR_INVALID);
}

static void
gives_up_when_cancelled (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autoptr (CwVideoSource) source = cw_video_source_new (path, sixty, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cw_video_source_read (source, GST_SECOND, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
closes_before_it_is_open (void)
{
  g_autofree char *path = test_media_path ("h264-30");

  for (int i = 0; i < 20; i++)
    g_object_unref (cw_video_source_new (path, sixty, i * 100 * GST_MSECOND));
}

static void
add_for_each (const char *const *names,
              const char        *sentence,
              GTestDataFunc      func)
{
  for (; *names != NULL; names++)
    {
      g_autofree char *path = g_strdup_printf ("/video-source/%s/%s", sentence, *names);

      g_test_add_data_func (path, *names, func);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const files[] = { "h264-23", "h264-25", "h264-29", "h264-30", "h264-59", "h264-60", "h264-120", "hevc-30", "vp9-30", "av1-30", "mov-30",
                                       "variable", "variable-mkv", "silent", "odd-size", "ten-bit-h264", "long-gop", NULL };
  static const char *const turned[] = { "rotated-90", "rotated-180", "rotated-270", NULL };
  static const char *const deep[] = { "ten-bit", "ten-bit-h264", NULL };

  test_init (&argc, &argv);

  add_for_each (files, "gives every frame in order", gives_every_frame_in_order);
  add_for_each (files, "gives any frame at once", gives_any_frame_at_once);
  g_test_add_func ("/video-source/halves and doubles rates evenly", halves_and_doubles_rates_evenly);
  g_test_add_func ("/video-source/pulls film up in threes and twos", pulls_film_up_in_threes_and_twos);
  g_test_add_func ("/video-source/holds pace from between two frames", holds_pace_from_between_two_frames);
  add_for_each (turned, "turns phone video upright", turns_phone_video_upright);
  g_test_add_func ("/video-source/knows the shape of pixels", knows_the_shape_of_pixels);
  add_for_each (deep, "makes ten bits eight", makes_ten_bits_eight);
  g_test_add_func ("/video-source/keeps the colorimetry", keeps_the_colorimetry);
  g_test_add_func ("/video-source/leaves pictures where they were decoded", leaves_pictures_where_they_were_decoded);
  g_test_add_func ("/video-source/pictures can be copied", pictures_can_be_copied);
  g_test_add_func ("/video-source/says what is wrong with a file", says_what_is_wrong_with_a_file);
  g_test_add_func ("/video-source/gives up when cancelled", gives_up_when_cancelled);
  g_test_add_func ("/video-source/closes before it is open", closes_before_it_is_open);

  return g_test_run ();
}
