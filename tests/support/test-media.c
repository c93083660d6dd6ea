/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-media.h"

#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <gst/video/video.h>
#include <math.h>
#include <unistd.h>

#define BITS 16
#define BEEP_MS 100
#define BLACK 16
#define DARK 40
#define WHITE 235

#define SMALL .width = 320, .height = 180
#define AAC .audio = "aac", .channels = 2, .sample_rate = 48000

static const TestMedia recipes[] = {
  { "h264-30", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 90, AAC },
  { "h264-23", "mp4", "h264", SMALL, .rate_n = 24000, .rate_d = 1001, .frames = 72, AAC },
  { "h264-25", "mp4", "h264", SMALL, .rate_n = 25, .rate_d = 1, .frames = 75, AAC },
  { "h264-29", "mp4", "h264", SMALL, .rate_n = 30000, .rate_d = 1001, .frames = 90, AAC },
  { "h264-59", "mp4", "h264", SMALL, .rate_n = 60000, .rate_d = 1001, .frames = 180, AAC },
  { "h264-60", "mp4", "h264", SMALL, .rate_n = 60, .rate_d = 1, .frames = 180, AAC },
  { "h264-120", "mp4", "h264", SMALL, .rate_n = 120, .rate_d = 1, .frames = 240, AAC },
  { "hevc-30", "mp4", "hevc", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC },
  { "vp9-30", "webm", "vp9", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, .audio = "opus", .channels = 2, .sample_rate = 48000 },
  { "av1-30", "mkv", "av1", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, .audio = "opus", .channels = 2, .sample_rate = 48000 },
  { "mov-30", "mov", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, .audio = "pcm", .channels = 2, .sample_rate = 48000 },
  { "variable", "mp4", "h264", SMALL, .rate_n = 60, .rate_d = 1, .frames = 240, AAC, .variable = TRUE },
  { "variable-mkv", "mkv", "h264", SMALL, .rate_n = 60, .rate_d = 1, .frames = 240, AAC, .variable = TRUE },
  { "mono-44", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 90, .audio = "aac", .channels = 1, .sample_rate = 44100 },
  { "stereo-44", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 90, .audio = "aac", .channels = 2, .sample_rate = 44100 },
  { "silent", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60 },
  { "sound-only", "mp4", NULL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC },
  { "rotated-90", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC, .rotation = 90 },
  { "rotated-180", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC, .rotation = 180 },
  { "rotated-270", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC, .rotation = 270 },
  { "odd-size", "webm", "vp9", .width = 853, .height = 481, .rate_n = 30, .rate_d = 1, .frames = 45, .audio = "opus", .channels = 2, .sample_rate = 48000 },
  { "ten-bit", "mp4", "hevc", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC, .ten_bit = TRUE },
  { "ten-bit-h264", "mkv", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 60, AAC, .ten_bit = TRUE },
  { "anamorphic", "mp4", "h264", .width = 240, .height = 180, .rate_n = 30, .rate_d = 1, .frames = 60, AAC, .aspect_n = 4, .aspect_d = 3 },
  { "fragmented", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 90, AAC, .fragmented = TRUE },
  { "standard-definition", "mp4", "h264", SMALL, .rate_n = 25, .rate_d = 1, .frames = 50, AAC, .colorimetry = "bt601" },
  { "long-gop", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 300, AAC, .key_interval = 150 },
  { "index-first", "mp4", "h264", SMALL, .rate_n = 30, .rate_d = 1, .frames = 300, AAC, .index_first = TRUE },
  { "game-60", "mp4", "h264", .width = 1280, .height = 720, .rate_n = 60, .rate_d = 1, .frames = 180, AAC },
};

const TestMedia *
test_media_list (guint *n)
{
  *n = G_N_ELEMENTS (recipes);
  return recipes;
}

const TestMedia *
test_media_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    if (strcmp (recipes[i].name, name) == 0)
      return &recipes[i];

  g_error ("There is no test media “%s”", name);
}

gint64
test_media_frame_time (const TestMedia *media,
                       int              frame)
{
  return (gint64) gst_util_uint64_scale_round (frame, (guint64) GST_SECOND * media->rate_d, media->rate_n);
}

/* Whether FRAME is the first of a second. */
static gboolean
is_flash (const TestMedia *media,
          int              frame)
{
  return frame == 0 || test_media_frame_time (media, frame) / GST_SECOND > test_media_frame_time (media, frame - 1) / GST_SECOND;
}

/* Runs of 1 to 4 frames' time, as a phone in the dark or a busy OBS leaves. */
gboolean
test_media_keeps_frame (const TestMedia *media,
                        int              frame)
{
  return !media->variable || is_flash (media, frame) || (frame % 11 != 3 && frame % 7 != 2 && frame % 13 < 9);
}

static void
fill (GstVideoFrame *frame,
      guint          plane,
      int            x0,
      int            x1,
      int            y0,
      int            y1,
      guint8         value)
{
  guint8 *data = GST_VIDEO_FRAME_PLANE_DATA (frame, plane);
  int     shift = plane > 0 ? 1 : 0;

  for (int y = y0 >> shift; y < (y1 + shift) >> shift; y++)
    memset (data + y * GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane) + (x0 >> shift), value, ((x1 + shift) >> shift) - (x0 >> shift));
}

static void
draw (const TestMedia *media,
      GstVideoFrame   *frame,
      int              number)
{
  static const guint8 bars[8][3] = { { 180, 128, 128 }, { 168, 44, 136 }, { 145, 147, 44 }, { 133, 63, 52 }, { 63, 193, 204 }, { 51, 109, 212 }, { 28, 212, 120 }, { 16, 128, 128 } };
  int                 w = media->width, h = media->height;
  int                 box = (int) ((gint64) number * w / 120 % (w - h / 8));

  for (guint plane = 1; plane < 3; plane++)
    fill (frame, plane, 0, w, 0, h, 128);

  for (int bit = 0; bit < BITS; bit++)
    fill (frame, 0, bit * w / BITS, (bit + 1) * w / BITS, 0, h / 4, (number >> (BITS - 1 - bit)) & 1 ? WHITE : BLACK);

  fill (frame, 0, 0, w, h / 4, h / 2, is_flash (media, number) ? WHITE : DARK);

  for (int bar = 0; bar < 8; bar++)
    for (guint plane = 0; plane < 3; plane++)
      fill (frame, plane, bar * w / 8, (bar + 1) * w / 8, h / 2, h, bars[bar][plane]);

  fill (frame, 0, box, box + h / 8, h * 3 / 4, h * 7 / 8, WHITE);
}

static void
push_video (const TestMedia *media,
            GstAppSrc       *source)
{
  g_autoptr (GstCaps) caps = gst_app_src_get_caps (source);
  GstVideoInfo info;

  g_assert_true (gst_video_info_from_caps (&info, caps));

  for (int number = 0; number < media->frames; number++)
    {
      GstBuffer    *buffer;
      GstVideoFrame frame;
      int           next = number + 1;

      if (!test_media_keeps_frame (media, number))
        continue;

      while (next < media->frames && !test_media_keeps_frame (media, next))
        next++;

      buffer = gst_buffer_new_allocate (NULL, info.size, NULL);
      g_assert_true (gst_video_frame_map (&frame, &info, buffer, GST_MAP_WRITE));
      draw (media, &frame, number);
      gst_video_frame_unmap (&frame);

      GST_BUFFER_PTS (buffer) = test_media_frame_time (media, number);
      GST_BUFFER_DURATION (buffer) = test_media_frame_time (media, next) - GST_BUFFER_PTS (buffer);
      g_assert_cmpint (gst_app_src_push_buffer (source, buffer), ==, GST_FLOW_OK);
    }

  gst_app_src_end_of_stream (source);
}

static void
write_beep (const TestMedia *media,
            gint16          *samples,
            gint64           start,
            gint64           total)
{
  gint64 length = MIN (total - start, media->sample_rate * BEEP_MS / 1000);

  for (gint64 i = 0; i < length; i++)
    for (int channel = 0; channel < media->channels; channel++)
      samples[(start + i) * media->channels + channel] = (gint16) (16000 * sin (2 * G_PI * (channel == 0 ? 1000 : 1500) * (double) i / media->sample_rate));
}

static void
push_audio (const TestMedia *media,
            GstAppSrc       *source)
{
  gint64             total = (gint64) gst_util_uint64_scale_round (test_media_frame_time (media, media->frames), media->sample_rate, GST_SECOND);
  g_autofree gint16 *samples = g_new0 (gint16, total * media->channels);

  for (int number = 0; number < media->frames; number++)
    if (is_flash (media, number))
      write_beep (media, samples, (gint64) gst_util_uint64_scale_round (test_media_frame_time (media, number), media->sample_rate, GST_SECOND), total);

  for (gint64 start = 0; start < total; start += 1024)
    {
      gint64     n = MIN (1024, total - start);
      GstBuffer *buffer = gst_buffer_new_memdup (samples + start * media->channels, (gsize) n * media->channels * sizeof (gint16));

      GST_BUFFER_PTS (buffer) = gst_util_uint64_scale_round (start, GST_SECOND, media->sample_rate);
      GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale_round (n, GST_SECOND, media->sample_rate);
      g_assert_cmpint (gst_app_src_push_buffer (source, buffer), ==, GST_FLOW_OK);
    }

  gst_app_src_end_of_stream (source);
}

/* avenc_aac begins with a packet of silence that nothing tells the player to
 * skip. */
static GstPadProbeReturn
on_aac_packet (GstPad          *pad,
               GstPadProbeInfo *probe,
               gpointer         data)
{
  GstClockTime packet = GPOINTER_TO_SIZE (data);
  GstBuffer   *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (probe));

  GST_PAD_PROBE_INFO_DATA (probe) = buffer;
  if (!GST_BUFFER_PTS_IS_VALID (buffer) || GST_BUFFER_PTS (buffer) < packet / 2)
    return GST_PAD_PROBE_DROP;

  GST_BUFFER_PTS (buffer) -= packet;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  return GST_PAD_PROBE_OK;
}

static char *
describe_video (const TestMedia *media)
{
  g_autofree char *encoder = NULL;
  int              key = media->key_interval > 0 ? media->key_interval : (media->rate_n + media->rate_d / 2) / media->rate_d;

  if (g_str_equal (media->video, "h264"))
    encoder = g_strdup_printf ("x264enc speed-preset=veryfast pass=qual quantizer=18 vbv-buf-capacity=0 bframes=2 threads=1 key-int-max=%d ! h264parse", key);
  else if (g_str_equal (media->video, "hevc"))
    encoder = g_strdup_printf ("x265enc speed-preset=ultrafast log-level=none option-string=pools=1:frame-threads=1 key-int-max=%d ! h265parse", key);
  else if (g_str_equal (media->video, "vp9"))
    encoder = g_strdup_printf ("vp9enc deadline=1 cpu-used=8 target-bitrate=2000000 threads=2 keyframe-max-dist=%d ! vp9parse", key);
  else if (g_str_equal (media->video, "av1"))
    encoder = g_strdup_printf ("av1enc usage-profile=realtime cpu-used=9 target-bitrate=2000 threads=2 keyframe-max-dist=%d ! av1parse", key);
  else
    g_error ("There is no encoder for “%s”", media->video);

  return g_strdup_printf ("appsrc name=video block=true max-bytes=20000000 format=time "
                          "caps=video/x-raw,format=I420,width=%d,height=%d,framerate=%d/%d,pixel-aspect-ratio=%d/%d,colorimetry=%s,interlace-mode=progressive "
                          "! videoconvert ! video/x-raw,format=%s ! taginject tags=\"image-orientation=rotate-%d\" ! %s ! queue ! mux.video_0 ",
                          media->width, media->height, media->variable ? 0 : media->rate_n, media->variable ? 1 : media->rate_d,
                          MAX (media->aspect_n, 1), MAX (media->aspect_d, 1), media->colorimetry != NULL ? media->colorimetry : "bt709",
                          media->ten_bit ? "I420_10LE" : "I420", media->rotation, encoder);
}

static char *
describe_audio (const TestMedia *media)
{
  const char *encoder;

  if (g_str_equal (media->audio, "aac"))
    encoder = "avenc_aac name=aac bitrate=128000 ! aacparse";
  else if (g_str_equal (media->audio, "opus"))
    encoder = "opusenc bitrate=128000 ! opusparse";
  else if (g_str_equal (media->audio, "pcm"))
    encoder = "audioconvert ! audio/x-raw,format=S16LE";
  else
    g_error ("There is no encoder for “%s”", media->audio);

  return g_strdup_printf ("appsrc name=audio format=time max-bytes=0 "
                          "caps=audio/x-raw,format=S16LE,layout=interleaved,rate=%d,channels=%d,channel-mask=(bitmask)%s "
                          "! audioconvert ! %s ! queue max-size-time=0 max-size-bytes=0 max-size-buffers=0 ! mux.audio_0 ",
                          media->sample_rate, media->channels, media->channels == 2 ? "0x3" : "0x4", encoder);
}

static const char *
describe_muxer (const TestMedia *media)
{
  if (media->fragmented)
    return "mp4mux name=mux fragment-duration=1000";
  if (media->index_first)
    return "mp4mux name=mux faststart=true";
  if (g_str_equal (media->container, "mp4"))
    return "mp4mux name=mux";
  if (g_str_equal (media->container, "mov"))
    return "qtmux name=mux";
  if (g_str_equal (media->container, "webm"))
    return "webmmux name=mux";
  return "matroskamux name=mux";
}

static void
encode (const TestMedia *media,
        const char      *path)
{
  g_autofree char *video_part = media->video != NULL ? describe_video (media) : NULL;
  g_autofree char *audio_part = media->audio != NULL ? describe_audio (media) : NULL;
  g_autofree char *text = g_strdup_printf ("%s%s%s ! filesink name=file", video_part ? video_part : "", audio_part ? audio_part : "", describe_muxer (media));
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, &error);
  g_autoptr (GstElement) file = NULL;
  g_autoptr (GstElement) video = NULL;
  g_autoptr (GstElement) audio = NULL;
  g_autoptr (GstElement) aac = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  video = gst_bin_get_by_name (GST_BIN (pipeline), "video");
  audio = gst_bin_get_by_name (GST_BIN (pipeline), "audio");
  aac = gst_bin_get_by_name (GST_BIN (pipeline), "aac");
  g_object_set (file, "location", path, NULL);

  if (aac != NULL)
    {
      g_autoptr (GstPad) pad = gst_element_get_static_pad (aac, "src");

      gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_aac_packet, GSIZE_TO_POINTER (gst_util_uint64_scale (1024, GST_SECOND, media->sample_rate)), NULL);
    }

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  if (audio != NULL)
    push_audio (media, GST_APP_SRC (audio));
  if (video != NULL)
    push_video (media, GST_APP_SRC (video));

  bus = gst_element_get_bus (pipeline);
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      gst_message_parse_error (message, &error, NULL);
      g_error ("%s cannot be made: %s", path, error->message);
    }

  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/**
 * test_media_make:
 * @media: what it is like
 *
 * Makes the file, unless an earlier test has: they are kept in the build folder.
 *
 * Returns: (transfer full): its path, not to be written to
 */
char *
test_media_make (const TestMedia *media)
{
  const char      *folder = g_getenv ("CLIPWRIGHT_TEST_MEDIA");
  g_autofree char *own_folder = g_build_filename (g_get_tmp_dir (), "clipwright-test-media", NULL);
  g_autofree char *name = g_strdup_printf ("%s.%s", media->name, media->container);
  g_autofree char *path = NULL;
  g_autofree char *part = NULL;

  if (folder == NULL)
    folder = own_folder;

  path = g_build_filename (folder, name, NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  gst_init (NULL, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);

  /* Two tests may make the same file at once: the last one stays. */
  part = g_strdup_printf ("%s.%d.part", path, (int) getpid ());
  encode (media, part);
  g_assert_cmpint (g_rename (part, path), ==, 0);

  return g_steal_pointer (&path);
}

char *
test_media_path (const char *name)
{
  return test_media_make (test_media_find (name));
}

/**
 * test_media_read_number:
 * @pixels: a luma plane, or RGBA of which the red is taken
 * @step: bytes from one pixel to the next
 * @stride: bytes from one row to the next
 * @width: px
 * @height: px
 *
 * Returns: the number of the frame shown, or -1 where that cannot be read
 */
int
test_media_read_number (const guint8 *pixels,
                        gsize         step,
                        gsize         stride,
                        int           width,
                        int           height)
{
  const guint8 *row = pixels + (gsize) (height / 8) * stride;
  int           number = 0;

  for (int bit = 0; bit < BITS; bit++)
    {
      guint8 value = row[(gsize) ((2 * bit + 1) * width / (2 * BITS)) * step];

      if (value > 80 && value < 160)
        return -1;

      number = number * 2 + (value >= 160 ? 1 : 0);
    }

  return number;
}

/**
 * test_media_read_flash:
 *
 * Takes what test_media_read_number() does.
 *
 * Returns: whether the picture is the first of a second
 */
gboolean
test_media_read_flash (const guint8 *pixels,
                       gsize         step,
                       gsize         stride,
                       int           width,
                       int           height)
{
  return pixels[(gsize) (height * 3 / 8) * stride + (gsize) (width / 2) * step] > 128;
}
