/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-mixer.h"
#include "cw-render.h"
#include "cw-video-source.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static const CwPreset preset = { .id = (char *) "test", .quality = 18, .speed = (char *) "veryfast", .key_interval = 60, .audio_bitrate = 128000 };

static CwProject *
make_project (const char  *path,
              CwRate       rate,
              gint64       in,
              gint64       duration,
              int          width,
              int          height,
              CwLayoutKind kind)
{
  CwProject *project = cw_project_new ("Render");
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, "Video");
  g_autoptr (CwItem) item = cw_item_new_media (path, in, duration);
  CwLayout layout = cw_layout_default (kind);

  cw_item_set_layout (item, &layout);
  cw_track_insert (track, 0, item);
  cw_project_add_track (project, track);
  cw_project_set_size (project, width, height);
  cw_project_set_rate (project, rate);

  return project;
}

static char *
make_output (void)
{
  g_autofree char *folder = test_folder ();

  return g_build_filename (folder, "out.mp4", NULL);
}

/* Renders PROJECT, or fails. */
static gint64
render_to (CwProject  *project,
           const char *output,
           GError    **error)
{
  g_autoptr (CwRender) render = cw_render_new (project, &preset, output);

  return dex_await_int64 (cw_render_run (render), error);
}

static char *
render (CwProject *project)
{
  char *output = make_output ();
  g_autoptr (GError) error = NULL;
  gint64 frames = render_to (project, output, &error);

  g_assert_no_error (error);
  g_assert_cmpint (frames, ==, cw_rate_get_frame_count (cw_project_get_rate (project), cw_project_get_duration (project)));
  return output;
}

static char *
run (const char *command,
     ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  char   *output = NULL;
  int     status;
  va_list list;

  va_start (list, command);
  line = g_strdup_vprintf (command, list);
  va_end (list);

  g_spawn_command_line_sync (line, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

/* What ffprobe says of a stream, with and without a look at edit lists: how it
 * begins, and how many pictures can be decoded. */
static void
check_stream (const char *path,
              const char *stream,
              gint64      frames)
{
  for (int ignore = 0; ignore < 2; ignore++)
    {
      g_autofree char *said = run ("ffprobe -v error -ignore_editlist %d -count_frames -select_streams %s -show_entries stream=start_time,nb_read_frames -of csv=p=0 '%s'", ignore, stream, path);
      g_auto (GStrv) words = g_strsplit (g_strstrip (said), ",", 2);

      g_assert_cmpfloat (g_ascii_strtod (words[0], NULL), ==, 0);
      if (frames >= 0)
        g_assert_cmpint (atoi (words[1]), ==, frames);
    }
}

static int
get_number (CwVideoSource *source,
            gint64         time)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwFrame) frame = cw_video_source_read (source, time, NULL, &error);
  GstVideoFrame mapped;
  int           number;

  g_assert_no_error (error);
  g_assert_true (gst_video_frame_map (&mapped, &frame->info, frame->buffer, GST_MAP_READ));
  number = test_media_read_number (GST_VIDEO_FRAME_PLANE_DATA (&mapped, 0), 1, GST_VIDEO_FRAME_PLANE_STRIDE (&mapped, 0), mapped.info.width, mapped.info.height);
  gst_video_frame_unmap (&mapped);

  return number;
}

static void
renders_exactly_the_frames_between_in_and_out (gconstpointer name)
{
  const TestMedia *media = test_media_find (name);
  g_autofree char *path = test_media_make (media);
  CwRate           rate = { media->rate_n, media->rate_d };
  int              first = media->frames / 4, n = media->frames / 2;
  gint64           in = test_media_frame_time (media, first);
  g_autoptr (CwProject) project = make_project (path, rate, in, test_media_frame_time (media, first + n) - in, 320, 180, CW_LAYOUT_ORIGINAL);
  g_autofree char *output = render (project);
  g_autoptr (CwVideoSource) source = cw_video_source_new (output, rate, 0);

  check_stream (output, "v", n);
  check_stream (output, "a", -1);

  for (int i = 0; i < n; i++)
    {
      int expected = first + i;

      while (!test_media_keeps_frame (media, expected))
        expected--;
      g_assert_cmpint (get_number (source, cw_rate_get_frame_time (rate, i)), ==, expected);
    }
}

/* When, in the sound of PATH, the beep of second 1 begins. */
static double
find_beep (const char *path)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *raw = g_build_filename (folder, "sound.raw", NULL);
  g_autofree char *content = NULL;
  g_autofree char *said = run ("ffmpeg -v error -ignore_editlist 1 -i '%s' -ac 1 -ar 48000 -f f32le '%s'", path, raw);
  gsize            size;

  g_assert_true (g_file_get_contents (raw, &content, &size, NULL));
  for (gsize i = 12000; i < size / 4; i++)
    if (fabs (((const float *) (const void *) content)[i]) > 0.05)
      return (double) i / 48000;

  g_assert_not_reached ();
}

/* Decoding goes on evenly from part to part, and every picture is shown once. */
static void
check_packets (const char *path,
               int         frames)
{
  g_autofree char *said = run ("ffprobe -v error -select_streams v -show_entries packet=pts,dts,duration -of csv=p=0 '%s'", path);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (said), "\n", -1);
  g_autofree gboolean *shown = g_new0 (gboolean, frames);

  g_assert_cmpuint (g_strv_length (lines), ==, (guint) frames);
  for (int i = 0; i < frames; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], ",", 3);
      gint64 pts = g_ascii_strtoll (words[0], NULL, 10), dts = g_ascii_strtoll (words[1], NULL, 10), duration = g_ascii_strtoll (words[2], NULL, 10);

      g_assert_cmpint (duration, >, 0);
      g_assert_cmpint (dts - g_ascii_strtoll (strchr (lines[0], ',') + 1, NULL, 10), ==, i * duration);
      g_assert_cmpint (pts % duration, ==, 0);
      g_assert_cmpint (pts / duration, <, frames);
      g_assert_false (shown[pts / duration]);
      shown[pts / duration] = TRUE;
    }
}

/* More than one encodes; what comes out is one video all the same. */
static void
renders_the_same_pictures_with_any_number_of_workers (gconstpointer n_workers)
{
  CwPreset         often = preset;
  g_autofree char *path = test_media_path ("long-gop");
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 30, 1 }, SECOND / 2, 3 * SECOND, 320, 180, CW_LAYOUT_ORIGINAL);
  g_autoptr (CwItem) second = cw_item_new_media (path, 5 * SECOND, 4 * SECOND);
  g_autofree char *output = make_output ();
  g_autoptr (CwRender) self = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwVideoSource) source = NULL;

  often.key_interval = 10;
  cw_track_insert (cw_project_get_track (project, 0), 1, second);
  self = cw_render_new (project, &often, output);
  cw_render_set_workers (self, (guint) atoi (n_workers));
  g_assert_cmpint (dex_await_int64 (cw_render_run (self), &error), ==, 210);
  g_assert_no_error (error);

  check_stream (output, "v", 210);
  check_stream (output, "a", -1);
  check_packets (output, 210);
  g_assert_cmpfloat_with_epsilon (find_beep (output), 0.5, 0.005);
  source = cw_video_source_new (output, (CwRate) { 30, 1 }, 0);
  for (int i = 0; i < 210; i++)
    g_assert_cmpint (get_number (source, i * SECOND / 30), ==, i < 90 ? i + 15 : i + 60);
}

static void
has_sound_as_long_as_the_picture (void)
{
  g_autofree char *path = test_media_path ("h264-29");
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 30000, 1001 }, SECOND / 2, 1234567890, 320, 180, CW_LAYOUT_ORIGINAL);
  g_autofree char *output = render (project);
  g_autofree char *said = run ("ffprobe -v error -show_entries stream=duration -of csv=p=0 '%s'", output);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (said), "\n", 2);

  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (lines[0], NULL), 37 * 1001 / 30000.0, 0.0001);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (lines[1], NULL), 37 * 1001 / 30000.0, 0.0001);
}

/* Flash and beep of a second are together in the source; so they are here, and
 * for a player that knows nothing of edit lists as well. */
static void
keeps_sound_and_picture_together (gconstpointer name)
{
  const TestMedia *media = test_media_find (name);
  g_autofree char *path = test_media_make (media);
  CwRate           rate = { media->rate_n, media->rate_d };
  gint64           in = test_media_frame_time (media, (int) (rate.n / rate.d / 2));
  g_autoptr (CwProject) project = make_project (path, rate, in, SECOND, 320, 180, CW_LAYOUT_ORIGINAL);
  g_autofree char *output = render (project);
  g_autoptr (CwVideoSource) source = cw_video_source_new (output, rate, 0);
  gint64 flash = -1;

  for (gint64 n = 0; flash < 0; n++)
    {
      g_autoptr (CwFrame) frame = cw_video_source_read (source, cw_rate_get_frame_time (rate, n), NULL, NULL);
      GstVideoFrame mapped;

      g_assert_true (gst_video_frame_map (&mapped, &frame->info, frame->buffer, GST_MAP_READ));
      if (test_media_read_flash (GST_VIDEO_FRAME_PLANE_DATA (&mapped, 0), 1, GST_VIDEO_FRAME_PLANE_STRIDE (&mapped, 0), 320, 180))
        flash = cw_rate_get_frame_time (rate, n);
      gst_video_frame_unmap (&mapped);
    }

  g_assert_cmpfloat (fabs (find_beep (output) - (double) flash / SECOND), <, 0.005);
}

static void
has_the_colours_of_ffmpeg (gconstpointer layout)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *source = g_build_filename (folder, "flat.mp4", NULL);
  g_autofree char *raw[2] = { g_build_filename (folder, "ours.raw", NULL), g_build_filename (folder, "theirs.raw", NULL) };
  g_autofree char *made = run ("ffmpeg -v error -f lavfi -i color=c=0x3b82c4:s=640x360:r=30:d=0.5,format=yuv420p,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709 -c:v libx264 -qp 0 '%s'", source);
  gboolean         vertical = layout != NULL;
  g_autoptr (CwProject) project = make_project (source, (CwRate) { 30, 1 }, 0, SECOND / 2, vertical ? 360 : 640, vertical ? 640 : 360, vertical ? CW_LAYOUT_BLURRED : CW_LAYOUT_ORIGINAL);
  g_autofree char *output = render (project);
  g_autofree char *tags = run ("ffprobe -v error -select_streams v -show_entries stream=color_space,color_range,profile -of csv=p=0 '%s'", output);
  g_autofree char *ours = run ("ffmpeg -v error -y -i '%s' -frames:v 5 -f rawvideo -pix_fmt yuv420p '%s'", output, raw[0]);
  g_autofree char *theirs = run ("ffmpeg -v error -y -i '%s' -frames:v 5 -vf scale=%s -f rawvideo -pix_fmt yuv420p '%s'", source, vertical ? "360:640" : "640:360", raw[1]);
  g_autofree char *content[2] = { NULL };
  gsize            size[2];

  g_assert_cmpstr (g_strstrip (tags), ==, "High,tv,bt709");
  for (int i = 0; i < 2; i++)
    g_assert_true (g_file_get_contents (raw[i], &content[i], &size[i], NULL));
  g_assert_cmpint (size[0], ==, size[1]);
  for (gsize i = 0; i < size[0]; i++)
    g_assert_cmpint (ABS ((guint8) content[0][i] - (guint8) content[1][i]), <=, 1);
}

static void
tells_its_progress (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 30, 1 }, 0, 3 * SECOND, 1280, 720, CW_LAYOUT_FILL);
  g_autofree char *output = make_output ();
  g_autoptr (CwRender) self = cw_render_new (project, &preset, output);
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_self ();
  gint64   frames;

  g_assert_cmpfloat (cw_render_get_progress (self), ==, 0);
  g_assert_cmpint (cw_render_get_eta (self), ==, -1);

  frames = dex_await_int64 (cw_render_run (self), &error);
  g_assert_no_error (error);
  g_assert_cmpint (frames, ==, 90);
  g_assert_true (thread == g_thread_self ());

  while (cw_render_get_progress (self) < 1)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpfloat (cw_render_get_speed (self), >, 0);
  g_assert_cmpint (cw_render_get_eta (self), ==, 0);
}

static gboolean
is_empty (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);

  return g_dir_read_name (directory) == NULL;
}

static void
on_gone (gpointer data,
         GObject *object)
{
  dex_promise_resolve_boolean (data, TRUE);
}

static void
leaves_nothing_when_it_is_dropped (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 60, 1 }, 0, 600 * SECOND, 1280, 720, CW_LAYOUT_BLURRED);
  g_autofree char *output = make_output ();
  CwRender        *self = cw_render_new (project, &preset, output);
  DexFuture       *future = cw_render_run (self);
  g_autoptr (DexPromise) gone = dex_promise_new ();
  gint64 began;

  while (cw_render_get_progress (self) <= 0)
    dex_await (dex_timeout_new_msec (5), NULL);
  g_assert_false (is_empty (output));

  began = g_get_monotonic_time ();
  g_object_weak_ref (G_OBJECT (self), on_gone, gone);
  g_object_unref (self);
  dex_unref (future);
  dex_await (dex_ref (gone), NULL);

  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_TIME_SPAN_SECOND);
  g_assert_true (is_empty (output));
}

static void
keeps_what_was_there_when_it_fails (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autofree char *output = make_output ();
  g_autofree char *content = NULL;
  g_autofree char *part = g_strconcat (output, ".part", NULL);
  g_autoptr (CwProject) project = make_project ("/nowhere/moved.mp4", (CwRate) { 30, 1 }, 0, SECOND, 320, 180, CW_LAYOUT_FILL);
  g_autoptr (GError) error = NULL;

  test_write_file (output, "an older export", -1);
  render_to (project, output, &error);

  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "moved.mp4"));
  g_assert_true (g_file_get_contents (output, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "an older export");
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
says_when_the_disk_is_full (void)
{
  g_autofree char *path = test_media_path ("game-60");
  g_autofree char *output = make_output ();
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 60, 1 }, 0, 3 * SECOND, 1280, 720, CW_LAYOUT_ORIGINAL);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  /* The nearest thing to a full disk that needs no rights. */
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 20000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  render_to (project, output, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_assert_error (error, CW_ERROR, CW_ERROR_NO_SPACE);
  g_assert_true (is_empty (output));
}

static void
says_when_there_is_no_such_folder (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 30, 1 }, 0, SECOND, 320, 180, CW_LAYOUT_FILL);
  g_autoptr (GError) error = NULL;

  render_to (project, "/nowhere/at/all/out.mp4", &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
}

static void
refuses_an_empty_project (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Empty");
  g_autofree char *output = make_output ();
  g_autoptr (GError) error = NULL;

  cw_project_set_size (project, 320, 180);
  render_to (project, output, &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_assert_true (is_empty (output));
}

static void
renders_cuts_gaps_and_texts (void)
{
  g_autofree char *path = test_media_path ("h264-30");
  g_autofree char *other = test_media_path ("vp9-30");
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 30, 1 }, SECOND, SECOND / 2, 320, 180, CW_LAYOUT_ORIGINAL);
  CwTrack *track = cw_project_get_track (project, 0);
  g_autoptr (CwTrack) upper = cw_track_new (CW_TRACK_VIDEO, "Text");
  g_autoptr (CwText) text = cw_text_new ("Over it");
  g_autoptr (CwItem) gap = cw_item_new_gap (SECOND / 2);
  g_autoptr (CwItem) second = cw_item_new_media (other, SECOND / 2, SECOND / 2);
  g_autoptr (CwItem) words = cw_item_new_text (text, SECOND / 3);
  g_autofree char *output = NULL;
  g_autoptr (CwVideoSource) source = NULL;

  cw_track_insert (track, 1, gap);
  cw_track_insert (track, 2, second);
  cw_track_insert (upper, 0, words);
  cw_project_add_track (project, upper);
  output = render (project);

  check_stream (output, "v", 45);
  source = cw_video_source_new (output, (CwRate) { 30, 1 }, 0);
  for (int n = 0; n < 15; n++)
    {
      g_assert_cmpint (get_number (source, n * SECOND / 30), ==, 30 + n);
      g_assert_cmpint (get_number (source, SECOND / 2 + n * SECOND / 30), ==, 0);
      g_assert_cmpint (get_number (source, SECOND + n * SECOND / 30), ==, 15 + n);
    }
}

static void
renders_odd_and_upright_sizes (gconstpointer name)
{
  g_autofree char *path = test_media_path (name);
  g_autoptr (CwProject) project = make_project (path, (CwRate) { 30, 1 }, 0, SECOND / 2, 853, 481, CW_LAYOUT_BLURRED);
  g_autofree char *output = render (project);

  check_stream (output, "v", 15);
}

static void
add_for_each (const char *const *names,
              const char        *sentence,
              void (*func) (gconstpointer))
{
  for (; *names != NULL; names++)
    {
      g_autofree char *path = g_strdup_printf ("/render/%s/%s", sentence, *names);

      test_add_fiber_with_data (path, func, *names);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const files[] = { "h264-23", "h264-25", "h264-29", "h264-30", "h264-59", "h264-60", "h264-120", "variable", "hevc-30", "vp9-30", "silent", "long-gop", NULL };
  static const char *const together[] = { "h264-30", "h264-23", "h264-59", "vp9-30", "mono-44", NULL };
  static const char *const workers[] = { "1", "2", "3", "8", NULL };
  static const char *const shapes[] = { "odd-size", "rotated-90", "anamorphic", "ten-bit", NULL };

  test_init (&argc, &argv);

  add_for_each (files, "renders exactly the frames between in and out", renders_exactly_the_frames_between_in_and_out);
  add_for_each (together, "keeps sound and picture together", keeps_sound_and_picture_together);
  add_for_each (workers, "renders the same pictures with any number of workers", renders_the_same_pictures_with_any_number_of_workers);
  add_for_each (shapes, "renders odd and upright sizes", renders_odd_and_upright_sizes);
  test_add_fiber ("/render/has sound as long as the picture", has_sound_as_long_as_the_picture);
  test_add_fiber_with_data ("/render/has the colours of ffmpeg/as it is", has_the_colours_of_ffmpeg, NULL);
  test_add_fiber_with_data ("/render/has the colours of ffmpeg/scaled and blurred", has_the_colours_of_ffmpeg, "vertical");
  test_add_fiber ("/render/tells its progress", tells_its_progress);
  test_add_fiber ("/render/leaves nothing when it is dropped", leaves_nothing_when_it_is_dropped);
  test_add_fiber ("/render/keeps what was there when it fails", keeps_what_was_there_when_it_fails);
  test_add_fiber ("/render/says when the disk is full", says_when_the_disk_is_full);
  test_add_fiber ("/render/says when there is no such folder", says_when_there_is_no_such_folder);
  test_add_fiber ("/render/refuses an empty project", refuses_an_empty_project);
  test_add_fiber ("/render/renders cuts, gaps and texts", renders_cuts_gaps_and_texts);

  return g_test_run ();
}
