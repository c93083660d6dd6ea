/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-media.h"
#include "cw-thumbnail.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MS G_GINT64_CONSTANT (1000000)

static const guint8 *
get_pixels (const CwImage *image)
{
  return g_bytes_get_data (image->pixels, NULL);
}

static int
read_number (const CwImage *image)
{
  return test_media_read_number (get_pixels (image), 4, image->stride, image->width, image->height);
}

static CwImage *
load (const char *name,
      gint64      time,
      gboolean    exact,
      int         max_width,
      int         max_height)
{
  g_autofree char *path = test_media_path (name);
  g_autoptr (GError) error = NULL;
  CwImage *image = dex_await_boxed (cw_thumbnail_load (path, time, exact, max_width, max_height), &error);

  g_assert_no_error (error);
  g_assert_nonnull (image);
  return image;
}

static void
assert_colour (const CwImage *image,
               double         x,
               double         y,
               int            red,
               int            green,
               int            blue)
{
  const guint8 *pixel = get_pixels (image) + (gsize) (y * image->height) * image->stride + 4 * (gsize) (x * image->width);

  g_assert_cmpint (ABS (pixel[0] - red), <=, 6);
  g_assert_cmpint (ABS (pixel[1] - green), <=, 6);
  g_assert_cmpint (ABS (pixel[2] - blue), <=, 6);
  g_assert_cmpint (pixel[3], ==, 255);
}

static void
shows_the_very_frame_that_is_asked_for (void)
{
  static const char *const names[] = { "h264-30", "h264-29", "h264-60", "hevc-30", "vp9-30", "av1-30", "ten-bit", "variable" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const TestMedia *media = test_media_find (names[i]);

      for (int frame = 0; frame < 50; frame += 7)
        {
          g_autoptr (CwImage) image = NULL;
          int shown = frame;

          while (!test_media_keeps_frame (media, shown))
            shown--;

          /* In the middle of the frame's time. */
          image = load (names[i], (test_media_frame_time (media, frame) + test_media_frame_time (media, frame + 1)) / 2, TRUE, 0, 0);
          g_assert_cmpint (read_number (image), ==, shown);
          g_assert_cmpint (image->width, ==, 320);
          g_assert_cmpint (image->height, ==, 180);
        }
    }
}

static void
shows_a_key_frame_near_the_time (void)
{
  g_autoptr (CwImage) first = load ("h264-30", 0, FALSE, 0, 0);
  g_autoptr (CwImage) later = load ("h264-30", 2100 * MS, FALSE, 0, 0);
  g_autoptr (CwImage) after = load ("h264-30", 900000 * MS, FALSE, 0, 0);

  g_assert_cmpint (read_number (first), ==, 0);
  g_assert_cmpint (read_number (later), ==, 60);
  g_assert_cmpint (read_number (after), >=, 0);
}

static void
has_the_colours_of_the_video (void)
{
  static const char *const names[] = { "h264-30", "standard-definition", "vp9-30", "ten-bit" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CwImage) image = load (names[i], 0, TRUE, 0, 0);

      /* The bars are the same numbers in each, so of BT.709 to the eye only
       * where that is what the file says. */
      if (strcmp (names[i], "standard-definition") == 0)
        {
          assert_colour (image, 0.9375, 0.6, 0, 0, 0);
          continue;
        }

      assert_colour (image, 0.0625, 0.6, 191, 191, 191);
      assert_colour (image, 0.1875, 0.6, 191, 191, 0);
      assert_colour (image, 0.4375, 0.6, 0, 191, 0);
      assert_colour (image, 0.6875, 0.6, 191, 0, 0);
      assert_colour (image, 0.8125, 0.6, 0, 0, 191);
    }
}

static void
fits_into_the_box_and_never_grows (void)
{
  static const struct
  {
    const char *name;
    int         max_width;
    int         max_height;
    int         width;
    int         height;
  } cases[] = {
    { "h264-30", 160, 0, 160, 90 },
    { "h264-30", 0, 60, 107, 60 },
    { "h264-30", 100, 100, 100, 56 },
    { "h264-30", 4000, 4000, 320, 180 },
    { "rotated-90", 0, 0, 180, 320 },
    { "rotated-180", 0, 0, 320, 180 },
    { "anamorphic", 0, 0, 320, 180 },
    { "odd-size", 0, 0, 853, 481 },
    { "odd-size", 1, 1, 1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwImage) image = load (cases[i].name, 0, i % 2 == 0, cases[i].max_width, cases[i].max_height);

      g_assert_cmpint (image->width, ==, cases[i].width);
      g_assert_cmpint (image->height, ==, cases[i].height);
    }
}

static void
stands_upright (void)
{
  g_autoptr (CwImage) quarter = load ("rotated-90", 0, FALSE, 0, 0);
  g_autoptr (CwImage) half = load ("rotated-180", 0, FALSE, 0, 0);
  g_autoptr (CwImage) three_quarters = load ("rotated-270", 0, FALSE, 0, 0);

  /* The white bar is at the bottom left of the stored picture. */
  assert_colour (quarter, 0.1, 0.0625, 191, 191, 191);
  assert_colour (half, 0.9375, 0.1, 191, 191, 191);
  assert_colour (three_quarters, 0.9, 0.9375, 191, 191, 191);
}

static void
lays_pictures_evenly_over_the_film (void)
{
  g_autofree char *path = test_media_path ("h264-60");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = dex_await_boxed (cw_filmstrip_load (path, 9, 45), &error);
  int last = -1;

  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 9);

  for (guint i = 0; i < images->len; i++)
    {
      const CwImage *image = g_ptr_array_index (images, i);
      int            number = read_number (image);

      g_assert_cmpint (image->height, ==, 45);
      g_assert_cmpint (image->width, ==, 80);

      /* A key frame each second of 60 frames. */
      g_assert_cmpint (number, ==, (int) (i / 3) * 60);
      g_assert_cmpint (number, >=, last);
      last = number;
    }
}

static void
saves_pictures_that_others_read (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *png = g_build_filename (folder, "a b é.png", NULL);
  g_autofree char *jpeg = g_build_filename (folder, "A.JPG", NULL);
  g_autoptr (CwImage) image = load ("odd-size", 0, FALSE, 301, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_image_save (image, png, &error));
  g_assert_no_error (error);
  g_assert_true (cw_image_save (image, jpeg, &error));
  g_assert_no_error (error);

  for (int i = 0; i < 2; i++)
    {
      const char      *arguments[] = { "ffprobe", "-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", i == 0 ? png : jpeg, NULL };
      g_autofree char *output = NULL;

      g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (output, ==, i == 0 ? "png,301,170\n" : "mjpeg,301,170\n");
    }
}

static void
says_why_a_picture_cannot_be_saved (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "a.png", NULL);
  g_autofree char *other = g_build_filename (folder, "a.webp", NULL);
  g_autoptr (CwImage) image = load ("h264-30", 0, FALSE, 32, 32);
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_image_save (image, nowhere, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  g_assert_cmpstr (error->message, ==, "“a.png” cannot be written: there is no such folder");
  g_clear_error (&error);

  g_assert_false (cw_image_save (image, other, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_false (cw_image_save (image, "/dev/full.png/a.png", &error));
  g_assert_nonnull (error);
}

static void
says_why_there_is_no_picture (void)
{
  g_autofree char *sound = test_media_path ("sound-only");
  g_autofree char *folder = test_folder ();
  g_autofree char *text = g_build_filename (folder, "text.mp4", NULL);
  g_autoptr (GError) error = NULL;

  test_write_file (text, "no film, only words, and more of them than GStreamer needs to see that", -1);

  for (int exact = 0; exact < 2; exact++)
    {
      g_assert_null (dex_await_boxed (cw_thumbnail_load (sound, 0, exact, 0, 0), &error));
      g_assert_true (error != NULL && error->domain == CW_ERROR);
      g_clear_error (&error);

      g_assert_null (dex_await_boxed (cw_thumbnail_load (text, 0, exact, 0, 0), &error));
      g_assert_true (error != NULL && error->domain == CW_ERROR);
      g_clear_error (&error);

      g_assert_null (dex_await_boxed (cw_thumbnail_load ("/nowhere.mp4", 0, exact, 0, 0), &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
      g_clear_error (&error);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  cw_media_init ();
  test_add_fiber ("/thumbnail/shows-the-very-frame-that-is-asked-for", shows_the_very_frame_that_is_asked_for);
  test_add_fiber ("/thumbnail/shows-a-key-frame-near-the-time", shows_a_key_frame_near_the_time);
  test_add_fiber ("/thumbnail/has-the-colours-of-the-video", has_the_colours_of_the_video);
  test_add_fiber ("/thumbnail/fits-into-the-box-and-never-grows", fits_into_the_box_and_never_grows);
  test_add_fiber ("/thumbnail/stands-upright", stands_upright);
  test_add_fiber ("/thumbnail/lays-pictures-evenly-over-the-film", lays_pictures_evenly_over_the_film);
  test_add_fiber ("/thumbnail/saves-pictures-that-others-read", saves_pictures_that_others_read);
  test_add_fiber ("/thumbnail/says-why-a-picture-cannot-be-saved", says_why_a_picture_cannot_be_saved);
  test_add_fiber ("/thumbnail/says-why-there-is-no-picture", says_why_there_is_no_picture);
  return g_test_run ();
}
