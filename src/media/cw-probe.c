/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-codec-name.h"
#include "cw-error.h"
#include "cw-frame-times.h"
#include "cw-media.h"
#include "cw-packet-scan.h"
#include "cw-probe.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gst/video/video.h>
#include <sys/stat.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* How far before its end a file may stop having packets. */
#define MOST_MISSING SECOND

/* Sound is coded in blocks and mostly ends a little after the picture. That is
 * no reason for a frame more. */
#define SOUND_OVERHANG (SECOND / 4)

/* A picture larger than this is a mistake or an attack. */
#define MOST_PIXELS 32768

static gboolean
fail_for_errno (const char *path,
                GError    **error)
{
  int number = errno;
  g_autoptr (GError) plain = g_error_new_literal (G_FILE_ERROR, g_file_error_from_errno (number), g_strerror (number));

  g_propagate_error (error, cw_error_new_for_file (plain, path));
  return FALSE;
}

/* Whether PATH is a file with something in it that may be read. */
static gboolean
check_file (const char *path,
            const char *name,
            gint64     *size,
            GError    **error)
{
  struct stat facts;
  int         file;

  /* Not blocking: nobody may ever write to a pipe. */
  file = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (file < 0)
    return fail_for_errno (path, error);

  if (fstat (file, &facts) != 0)
    {
      fail_for_errno (path, error);
      close (file);
      return FALSE;
    }

  close (file);
  *size = facts.st_size;

  if (S_ISDIR (facts.st_mode))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is a folder: choose a video in it"), name);
  else if (!S_ISREG (facts.st_mode))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is not an ordinary file"), name);
  else if (facts.st_size == 0)
    g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is empty: copy or download it again"), name);
  else
    return TRUE;

  return FALSE;
}

static GError *
describe_problem (const GError *problem,
                  const char   *name)
{
  if (cw_error_is_cancelled (problem))
    return g_error_copy (problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (CW_ERROR, CW_ERROR_STORAGE, _ ("“%s” cannot be read: its disk does not answer"), name);

  if (g_error_matches (problem, GST_STREAM_ERROR, GST_STREAM_ERROR_TYPE_NOT_FOUND))
    return g_error_new (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is not a video, whatever its name says"), name);

  if (problem->domain == GST_RESOURCE_ERROR)
    return g_error_new (CW_ERROR, CW_ERROR_STORAGE, _ ("“%s” cannot be read: %s"), name, problem->message);

  if (g_error_matches (problem, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN) || g_error_matches (problem, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND))
    return g_error_new (CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("“%s” is of a kind that nothing installed can read"), name);

  return g_error_new (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged or not complete: copy or download it again"), name);
}

/* Few words are too little for GStreamer to tell that they are some. */
static gboolean
is_text (const char *path,
         const char *media_type)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  char        head[256];
  gsize       length = 0;
  const char *end;

  if (media_type != NULL)
    return g_str_has_prefix (media_type, "text/") || g_str_equal (media_type, "application/x-subtitle") || g_str_equal (media_type, "application/xml");

  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, NULL, NULL))
    return FALSE;

  /* The last letter may be cut. */
  return g_utf8_validate (head, (gssize) length, &end) || (end > head && head + length - end < 4);
}

/* What a file that is no video at all says of itself. */
static gboolean
check_container (const CwPacketScan *scan,
                 const char         *path,
                 const char         *name,
                 GError            **error)
{
  const char *media_type = scan->container != NULL ? gst_structure_get_name (gst_caps_get_structure (scan->container, 0)) : NULL;

  if (is_text (path, media_type))
    g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is a text, not a video"), name);
  else if (media_type != NULL && g_str_has_prefix (media_type, "image/"))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is a picture, not a video"), name);
  else
    return TRUE;

  return FALSE;
}

static gboolean
can_decode (GstCaps *caps)
{
  GList   *all = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODER, GST_RANK_MARGINAL);
  GList   *fitting = gst_element_factory_list_filter (all, caps, GST_PAD_SINK, FALSE);
  gboolean found = fitting != NULL || gst_structure_has_name (gst_caps_get_structure (caps, 0), "video/x-raw") || gst_structure_has_name (gst_caps_get_structure (caps, 0), "audio/x-raw");

  gst_plugin_feature_list_free (fitting);
  gst_plugin_feature_list_free (all);
  return found;
}

static gboolean
check_codec (GstCaps    *caps,
             const char *name,
             GError    **error)
{
  g_autofree char *codec = cw_codec_describe (caps);
  const char      *media_type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  if (g_str_has_prefix (media_type, "application/x-cenc"))
    g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("“%s” is copy-protected and cannot be opened"), name);
  else if (g_str_has_prefix (media_type, "audio/"))
    g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("The sound of “%s” is encoded with %s, and no decoder for it is installed"), name, codec);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("“%s” is encoded with %s, and no decoder for it is installed"), name, codec);

  return FALSE;
}

static gboolean
check_streams (const CwPacketScan *scan,
               const char         *name,
               GError            **error)
{
  gint64 end;

  if (scan->problem != NULL && scan->problem->domain == G_IO_ERROR)
    {
      g_propagate_error (error, describe_problem (scan->problem, name));
      return FALSE;
    }

  if (scan->unknown != NULL)
    return check_codec (scan->unknown, name, error);

  if (scan->problem != NULL)
    {
      g_propagate_error (error, describe_problem (scan->problem, name));
      return FALSE;
    }

  if (scan->video != NULL && !can_decode (scan->video))
    return check_codec (scan->video, name, error);

  if (scan->audio != NULL && !can_decode (scan->audio))
    return check_codec (scan->audio, name, error);

  if (scan->video == NULL && scan->audio == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” has neither picture nor sound"), name);
      return FALSE;
    }

  end = MAX (scan->video_end, scan->audio_end);
  if (scan->measured && (end <= 0 || scan->duration - end > MOST_MISSING))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is not complete, a part of it is missing: copy or download it again"), name);
      return FALSE;
    }

  return TRUE;
}

static gint64
find_duration (const CwPacketScan *scan,
               CwRate              rate)
{
  gint64 video_end = scan->video_end;

  if (!scan->measured)
    return scan->duration;

  /* Matroska may not say how long a picture is shown. */
  if (video_end > 0 && video_end == scan->last_start)
    video_end += cw_rate_get_frame_time (rate, 1);

  return video_end > 0 && scan->audio_end - video_end <= SOUND_OVERHANG ? video_end : MAX (video_end, scan->audio_end);
}

static int
read_rotation (const char *orientation)
{
  /* A mirrored picture only comes from a file made by hand: shown unmirrored. */
  if (orientation == NULL)
    return 0;
  if (g_str_has_suffix (orientation, "rotate-90"))
    return 90;
  if (g_str_has_suffix (orientation, "rotate-180"))
    return 180;
  if (g_str_has_suffix (orientation, "rotate-270"))
    return 270;
  return 0;
}

static int
read_bit_depth (const GstStructure *structure)
{
  const char *profile = gst_structure_get_string (structure, "profile");
  guint       depth;

  if (gst_structure_get_uint (structure, "bit-depth-luma", &depth) && depth > 0)
    return (int) depth;

  return profile != NULL && strstr (profile, "10") != NULL ? 10 : 8;
}

/* The size as shown: upright, its pixels square, its height kept. */
static void
set_shown_size (CwMediaInfo *info)
{
  gboolean lies = info->rotation % 180 != 0;
  int      width = lies ? info->coded_height : info->coded_width;
  int      n = lies ? info->pixel_aspect_d : info->pixel_aspect_n;
  int      d = lies ? info->pixel_aspect_n : info->pixel_aspect_d;

  info->width = MAX (1, gst_util_uint64_scale_int_round ((guint64) width, n, d));
  info->height = lies ? info->coded_width : info->coded_height;
}

static gboolean
read_video (CwMediaInfo  *info,
            CwPacketScan *scan,
            const char   *name,
            GError      **error)
{
  const GstStructure *structure = gst_caps_get_structure (scan->video, 0);
  const char         *colorimetry = gst_structure_get_string (structure, "colorimetry");
  GstVideoColorimetry colours;
  CwRate              claimed = { 0, 1 };

  info->has_video = TRUE;
  info->video_codec = cw_codec_name (scan->video);
  info->rotation = read_rotation (scan->orientation);
  info->bit_depth = read_bit_depth (structure);
  info->video_bitrate = scan->video_bitrate;

  if (!gst_structure_get_int (structure, "width", &info->coded_width) || !gst_structure_get_int (structure, "height", &info->coded_height) || info->coded_width < 1 || info->coded_width > MOST_PIXELS || info->coded_height < 1 || info->coded_height > MOST_PIXELS)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged: it does not say how large its picture is"), name);
      return FALSE;
    }

  if (!gst_structure_get_fraction (structure, "pixel-aspect-ratio", &info->pixel_aspect_n, &info->pixel_aspect_d) || info->pixel_aspect_n < 1 || info->pixel_aspect_d < 1 || MAX (info->pixel_aspect_n, info->pixel_aspect_d) > 16 * (gint64) MIN (info->pixel_aspect_n, info->pixel_aspect_d))
    info->pixel_aspect_n = info->pixel_aspect_d = 1;

  set_shown_size (info);

  if (colorimetry != NULL && gst_video_colorimetry_from_string (&colours, colorimetry))
    info->colorimetry = gst_video_colorimetry_to_string (&colours);

  if (!gst_structure_get_fraction (structure, "framerate", &claimed.n, &claimed.d) || claimed.n < 1 || claimed.d < 1)
    claimed = (CwRate) { 0, 1 };

  /* A file of one picture or two: anything does. */
  if (!cw_frame_times_judge (scan->gaps, claimed, &info->rate, &info->variable_rate))
    info->rate = claimed.n > 0 && cw_rate_to_double (claimed) <= 1000 ? claimed : (CwRate) { 30, 1 };

  return TRUE;
}

static void
read_audio (CwMediaInfo  *info,
            CwPacketScan *scan)
{
  const GstStructure *structure = gst_caps_get_structure (scan->audio, 0);

  info->has_audio = TRUE;
  info->audio_codec = cw_codec_name (scan->audio);
  info->audio_bitrate = scan->audio_bitrate;

  if (!gst_structure_get_int (structure, "channels", &info->channels))
    info->channels = 2;

  if (!gst_structure_get_int (structure, "rate", &info->sample_rate))
    info->sample_rate = 48000;
}

/**
 * cw_probe_blocking:
 * @path: a file
 * @cancellable: (nullable): fires when nobody wants to know any more
 * @error: %CW_ERROR_MISSING where there is no such file, %CW_ERROR_DENIED where
 *   it may not be read or is copy-protected, %CW_ERROR_INVALID where it is a
 *   folder or a picture, %CW_ERROR_MALFORMED where it is empty, damaged, cut off
 *   or no media, %CW_ERROR_UNSUPPORTED where no decoder for it is installed,
 *   %CW_ERROR_STORAGE where the disk fails, %G_IO_ERROR_CANCELLED
 *
 * Finds out what a media file is, by reading some of its packets. Any thread may
 * call this; it blocks for some 10 ms, and not for ever whatever the file does.
 *
 * Returns: (transfer full): what the file is
 */
CwMediaInfo *
cw_probe_blocking (const char   *path,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autofree char *name = NULL;
  g_autoptr (CwMediaInfo) info = NULL;
  g_autoptr (CwPacketScan) scan = NULL;
  gint64 size = 0;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_basename (path);
  if (!check_file (path, name, &size, error))
    return NULL;

  scan = cw_packet_scan (path, cancellable);
  if (!check_container (scan, path, name, error) || !check_streams (scan, name, error))
    return NULL;

  info = cw_media_info_new ();
  info->container = scan->container != NULL ? cw_container_name (scan->container) : g_strdup ("");
  info->size = size;

  if (scan->video != NULL && !read_video (info, scan, name, error))
    return NULL;

  if (scan->audio != NULL)
    read_audio (info, scan);

  info->duration = find_duration (scan, info->rate);
  return g_steal_pointer (&info);
}

static DexFuture *
probe_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  GError      *error = NULL;
  CwMediaInfo *info = cw_probe_blocking (data, cancellable, &error);

  return info != NULL ? dex_future_new_take_boxed (CW_TYPE_MEDIA_INFO, info) : dex_future_new_for_error (error);
}

/**
 * cw_probe:
 * @path: a file
 *
 * Does what cw_probe_blocking() does, on a thread of its own. Dropping the
 * future gives up.
 *
 * Returns: (transfer full): a future that resolves to a boxed #CwMediaInfo or
 *   rejects with the errors of cw_probe_blocking()
 */
DexFuture *
cw_probe (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (probe_in_thread, g_strdup (path), g_free);
}
