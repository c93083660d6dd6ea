/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-media.h"
#include "cw-probe.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <gst/gst.h>
#include <unistd.h>

#define MS G_GINT64_CONSTANT (1000000)

static CwMediaInfo *
probe (const char *path)
{
  g_autoptr (GError) error = NULL;
  CwMediaInfo *info = cw_probe_blocking (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  return info;
}

static void
assert_refused (const char *path,
                CwError     code,
                const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = cw_probe_blocking (path, NULL, &error);

  g_assert_null (info);
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
}

/* A copy of the media NAME, named FILE, of which the test may do as it likes. */
static char *
copy_media (const char *name,
            const char *file,
            char      **content,
            gsize      *length)
{
  g_autofree char *source = test_media_path (name);
  g_autofree char *folder = test_folder ();
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, content, length, &error);
  g_assert_no_error (error);
  return g_build_filename (folder, file, NULL);
}

/* Every recipe, against what it was made to be. */
static void
finds_what_each_file_is (void)
{
  guint            n;
  const TestMedia *list = test_media_list (&n);

  for (guint i = 0; i < n; i++)
    {
      const TestMedia *media = &list[i];
      g_autofree char *path = test_media_make (media);
      g_autoptr (CwMediaInfo) info = probe (path);
      gboolean lies = media->rotation % 180 == 90;
      int      width = media->width * MAX (media->aspect_n, 1) / MAX (media->aspect_d, 1);
      gint64   duration = test_media_frame_time (media, media->frames);

      g_test_message ("%s", path);
      g_assert_cmpint (info->has_video, ==, media->video != NULL);
      g_assert_cmpint (info->has_audio, ==, media->audio != NULL);
      g_assert_cmpstr (info->video_codec, ==, media->video);
      g_assert_cmpstr (info->audio_codec, ==, media->audio);
      g_assert_cmpint (info->size, >, 1000);

      /* A fragmented file has no edit list, a variable one ends with its last
       * frame, and Opus has a lead-in. */
      g_assert_cmpint (ABS (info->duration - duration), <, media->fragmented || media->variable ? 70 * MS : 21 * MS);

      if (media->video != NULL)
        {
          g_assert_cmpint (info->coded_width, ==, media->width);
          g_assert_cmpint (info->coded_height, ==, media->height);
          g_assert_cmpint (info->width, ==, lies ? media->height : width);
          g_assert_cmpint (info->height, ==, lies ? width : media->height);
          g_assert_cmpint (info->rotation, ==, media->rotation);
          g_assert_cmpint (info->rate.n, ==, media->rate_n);
          g_assert_cmpint (info->rate.d, ==, media->rate_d);
          g_assert_cmpint (info->variable_rate, ==, media->variable);
          g_assert_cmpint (info->bit_depth, ==, media->ten_bit ? 10 : 8);
          g_assert_cmpuint (info->video_bitrate, >, 10000);

          if (!g_str_equal (media->video, "av1"))
            g_assert_cmpstr (info->colorimetry, ==, media->colorimetry != NULL ? media->colorimetry : "bt709");
        }

      if (media->audio != NULL)
        {
          g_assert_cmpint (info->channels, ==, media->channels);
          g_assert_cmpint (info->sample_rate, ==, media->sample_rate);
        }
    }
}

static void
names_the_container (void)
{
  static const char *const pairs[][2] = { { "h264-30", "mp4" }, { "fragmented", "mp4" }, { "mov-30", "quicktime" }, { "vp9-30", "webm" }, { "av1-30", "matroska" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path = test_media_path (pairs[i][0]);
      g_autoptr (CwMediaInfo) info = probe (path);

      g_assert_cmpstr (info->container, ==, pairs[i][1]);
    }
}

static void
says_so_on_a_fiber_too (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = dex_await_boxed (cw_probe (path), &error);
  g_autoptr (CwMediaInfo) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (info->width, ==, 320);

  none = dex_await_boxed (cw_probe ("/nowhere/clip.mp4"), &error);
  g_assert_null (none);
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
}

static void
reads_names_of_any_kind (void)
{
  static const char *const names[] = { "with space.mp4", "-dash.mp4", "häßlich 日本 🎮.mp4", "per%20cent#?.mp4", "no extension", "quote\"'.mp4", "bad-\xff.mp4" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *content = NULL;
      gsize            length;
      g_autofree char *path = copy_media ("silent", names[i], &content, &length);
      g_autoptr (CwMediaInfo) info = NULL;

      test_write_file (path, content, (gssize) length);
      info = probe (path);
      g_assert_cmpint (info->width, ==, 320);
    }
}

static void
refuses_what_is_no_media (void)
{
  g_autofree char  *folder = test_folder ();
  g_autofree char  *empty = g_build_filename (folder, "empty.mp4", NULL);
  g_autofree char  *text = g_build_filename (folder, "text.mp4", NULL);
  g_autofree char  *picture = g_build_filename (folder, "picture.mp4", NULL);
  g_autofree char  *noise = g_build_filename (folder, "noise.mp4", NULL);
  g_autofree char  *gone = g_build_filename (folder, "gone.mp4", NULL);
  g_autofree char  *pipe = g_build_filename (folder, "pipe.mp4", NULL);
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0\x90\x91\x68\x36";
  char              bytes[5000];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (char) (i * 131 ^ i >> 3);

  test_write_file (empty, "", 0);
  test_write_file (text, "This is not the clip you are looking for.\nNot at all.\n", -1);
  test_write_file (picture, png, sizeof png);
  test_write_file (noise, bytes, sizeof bytes);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);

  assert_refused (empty, CW_ERROR_MALFORMED, "“empty.mp4” is empty: copy or download it again");
  assert_refused (text, CW_ERROR_MALFORMED, "“text.mp4” is a text, not a video");
  assert_refused (picture, CW_ERROR_INVALID, "“picture.mp4” is a picture, not a video");
  assert_refused (noise, CW_ERROR_MALFORMED, "“noise.mp4” is not a video, whatever its name says");
  assert_refused (gone, CW_ERROR_MISSING, "There is no file “gone.mp4” any more");
  assert_refused ("/tmp", CW_ERROR_INVALID, "“tmp” is a folder: choose a video in it");
  assert_refused (pipe, CW_ERROR_INVALID, "“pipe.mp4” is not an ordinary file");
}

static void
refuses_what_may_not_be_read (void)
{
  g_autofree char *content = NULL;
  gsize            length;
  g_autofree char *path = copy_media ("silent", "secret.mp4", &content, &length);
  uid_t            user = geteuid ();

  test_write_file (path, content, (gssize) length);
  g_assert_cmpint (g_chmod (path, 0), ==, 0);

  /* Root may read anything, so be somebody else for a moment. */
  if (user == 0 && seteuid (65534) != 0)
    {
      g_test_skip ("cannot be another user here");
      return;
    }

  assert_refused (path, CW_ERROR_DENIED, "“secret.mp4” cannot be opened: you are not allowed to");

  if (user == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

/* Where the atom NAME is in an MP4, its four letters. */
static gsize
find_atom (const char *content,
           gsize       length,
           const char *name)
{
  const char *found = memmem (content, length, name, 4);

  g_assert_nonnull (found);
  return (gsize) (found - content);
}

static void
refuses_a_file_that_is_cut_off (void)
{
  g_autofree char *content = NULL;
  gsize            length;
  g_autofree char *path = copy_media ("h264-30", "cut.mp4", &content, &length);

  /* mp4mux writes the index last, as a recorder does: a cut loses it. */
  test_write_file (path, content, (gssize) length / 2);
  assert_refused (path, CW_ERROR_MALFORMED, "“cut.mp4” is damaged or not complete: copy or download it again");

  test_write_file (path, content, 20);
  assert_refused (path, CW_ERROR_MALFORMED, "“cut.mp4” is damaged or not complete: copy or download it again");
}

/* The index first, then half of the media: a download that stopped. */
static void
refuses_a_download_that_stopped (void)
{
  g_autofree char *source = test_media_path ("h264-30");
  g_autofree char *folder = test_folder ();
  g_autofree char *whole = g_build_filename (folder, "whole.mp4", NULL);
  g_autofree char *cut = g_build_filename (folder, "cut.mp4", NULL);
  g_autofree char *content = NULL;
  gsize            length, index;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = NULL;
  const char *arguments[] = { "ffmpeg", "-v", "error", "-i", source, "-c", "copy", "-movflags", "faststart", whole, NULL };
  int         status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  g_file_get_contents (whole, &content, &length, &error);
  g_assert_no_error (error);
  index = find_atom (content, length, "mdat");

  info = probe (whole);
  test_write_file (cut, content, (gssize) (index + (length - index) / 2));
  assert_refused (cut, CW_ERROR_MALFORMED, "“cut.mp4” is not complete, a part of it is missing: copy or download it again");
}

static void
names_the_codec_that_is_missing (void)
{
  g_autofree char *content = NULL;
  gsize            length, entry;
  g_autofree char *path = copy_media ("h264-30", "strange.mp4", &content, &length);

  entry = find_atom (content, length, "avc1");
  entry = find_atom (content + entry, length - entry, "avc1") + entry;
  while (memmem (content, length, "avc1", 4) != NULL)
    memcpy (content + find_atom (content, length, "avc1"), "zzz9", 4);

  test_write_file (path, content, (gssize) length);
  assert_refused (path, CW_ERROR_UNSUPPORTED, "“strange.mp4” is encoded with zzz9, and no decoder for it is installed");
}

static void
names_the_codec_whose_decoder_is_missing (void)
{
  static const char *const decoders[] = { "vp9dec", "avdec_vp9", "vavp9dec", "vp9alphadecodebin", "nvvp9dec", "v4l2vp9dec" };
  g_autofree char         *path = test_media_path ("vp9-30");
  GstRegistry             *registry = gst_registry_get ();

  for (guint i = 0; i < G_N_ELEMENTS (decoders); i++)
    {
      g_autoptr (GstPluginFeature) feature = gst_registry_lookup_feature (registry, decoders[i]);

      if (feature != NULL)
        gst_registry_remove_feature (registry, feature);
    }

  assert_refused (path, CW_ERROR_UNSUPPORTED, "“vp9-30.webm” is encoded with VP9, and no decoder for it is installed");
}

/* No byte of a file is to be trusted: none of this may crash, hang or be critical. */
static void
survives_damage_anywhere (void)
{
  static const char *const names[] = { "h264-30", "vp9-30", "fragmented" };
  static const char *const domains[] = { "cw-core", "cw-media", "cw-model", "GLib", "GLib-GObject", "GLib-GIO" };
  /* The same damage each time: some is only noticed by waiting for seconds. */
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  /* GStreamer has criticals of its own about such files; ours are still fatal. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_fatal_mask (domains[i], G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *content = NULL;
      gsize            length;
      g_autofree char *path = copy_media (names[i], "damaged", &content, &length);

      for (int round = 0; round < 6; round++)
        {
          g_autofree char *damaged = g_memdup2 (content, length);
          g_autoptr (GError) error = NULL;
          g_autoptr (CwMediaInfo) info = NULL;

          /* At the ends, where the structure is, more than in the middle. */
          for (int hit = 0; hit < 40; hit++)
            {
              gsize at = (gsize) g_rand_int_range (random, 0, (int) MIN (length / 2, 4000));

              damaged[hit % 2 == 0 ? at : length - 1 - at] = (char) g_rand_int_range (random, 0, 256);
            }

          test_write_file (path, damaged, (gssize) length);
          info = cw_probe_blocking (path, NULL, &error);
          g_assert_true (info != NULL || error->domain == CW_ERROR);
        }
    }

  g_log_set_always_fatal (fatal);
}

static void
stops_when_nobody_wants_to_know (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = NULL;

  g_cancellable_cancel (cancellable);
  info = cw_probe_blocking (path, cancellable, &error);
  g_assert_null (info);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  cw_media_init ();
  g_test_add_func ("/probe/finds-what-each-file-is", finds_what_each_file_is);
  g_test_add_func ("/probe/names-the-container", names_the_container);
  test_add_fiber ("/probe/says-so-on-a-fiber-too", says_so_on_a_fiber_too);
  g_test_add_func ("/probe/reads-names-of-any-kind", reads_names_of_any_kind);
  g_test_add_func ("/probe/refuses-what-is-no-media", refuses_what_is_no_media);
  g_test_add_func ("/probe/refuses-what-may-not-be-read", refuses_what_may_not_be_read);
  g_test_add_func ("/probe/refuses-a-file-that-is-cut-off", refuses_a_file_that_is_cut_off);
  g_test_add_func ("/probe/refuses-a-download-that-stopped", refuses_a_download_that_stopped);
  g_test_add_func ("/probe/names-the-codec-that-is-missing", names_the_codec_that_is_missing);
  g_test_add_func ("/probe/survives-damage-anywhere", survives_damage_anywhere);
  g_test_add_func ("/probe/stops-when-nobody-wants-to-know", stops_when_nobody_wants_to_know);
  g_test_add_func ("/probe/names-the-codec-whose-decoder-is-missing", names_the_codec_whose_decoder_is_missing);
  return g_test_run ();
}
