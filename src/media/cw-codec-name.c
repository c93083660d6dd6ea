/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-codec-name.h"

#include <gst/pbutils/pbutils.h>

/* What one kind of stream is called. A value of 0 for the version stands for
 * any; the first line that fits counts. */
typedef struct
{
  const char *media_type;
  const char *field;
  int         value;
  const char *name;
} Name;

static const Name codecs[] = {
  { "video/x-h264", NULL, 0, "h264" },
  { "video/x-h265", NULL, 0, "hevc" },
  { "video/x-h266", NULL, 0, "vvc" },
  { "video/x-raw", NULL, 0, "raw" },
  { "video/mpeg", "mpegversion", 4, "mpeg4" },
  { "video/mpeg", "mpegversion", 2, "mpeg2" },
  { "video/mpeg", NULL, 0, "mpeg1" },
  { "image/jpeg", NULL, 0, "mjpeg" },
  { "audio/mpeg", "layer", 3, "mp3" },
  { "audio/mpeg", "layer", 2, "mp2" },
  { "audio/mpeg", NULL, 0, "aac" },
  { "audio/x-raw", NULL, 0, "pcm" },
};

static const Name containers[] = {
  { "video/quicktime", NULL, 0, "mp4" },
  { "audio/x-m4a", NULL, 0, "mp4" },
  { "application/x-3gp", NULL, 0, "mp4" },
  { "video/x-msvideo", NULL, 0, "avi" },
  { "video/mpegts", NULL, 0, "mpegts" },
  { "video/mpeg", NULL, 0, "mpeg" },
  { "application/ogg", NULL, 0, "ogg" },
  { "application/x-id3", NULL, 0, "mp3" },
};

static char *
find_name (const GstCaps *caps,
           const Name    *names,
           guint          n)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  const char         *media_type = gst_structure_get_name (structure);
  const char         *tail;

  for (guint i = 0; i < n; i++)
    {
      int value;

      if (strcmp (names[i].media_type, media_type) == 0 && (names[i].field == NULL || (gst_structure_get_int (structure, names[i].field, &value) && value == names[i].value)))
        return g_strdup (names[i].name);
    }

  /* video/x-vp9, audio/x-opus */
  tail = strchr (media_type, '/') != NULL ? strchr (media_type, '/') + 1 : media_type;
  return g_strdup (g_str_has_prefix (tail, "x-") ? tail + 2 : tail);
}

/**
 * cw_codec_name:
 * @caps: fixed caps of an encoded stream
 *
 * Returns: (transfer full): the codec's short name: "h264", "hevc", "aac"
 */
char *
cw_codec_name (const GstCaps *caps)
{
  return find_name (caps, codecs, G_N_ELEMENTS (codecs));
}

/**
 * cw_codec_describe:
 * @caps: fixed caps of an encoded stream
 *
 * Returns: (transfer full): the codec's name for the user: "H.266 (Main Profile)"
 */
char *
cw_codec_describe (const GstCaps *caps)
{
  const char *media_type = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  const char *fourcc = g_strrstr (media_type, "fourcc-");
  char       *description;

  /* A demuxer that knows nothing more about it. */
  if (fourcc != NULL)
    return g_strdup (fourcc + strlen ("fourcc-"));

  description = gst_pb_utils_get_codec_description (caps);
  return description != NULL ? description : cw_codec_name (caps);
}

/**
 * cw_container_name:
 * @caps: fixed caps of a whole file
 *
 * Returns: (transfer full): the container's short name: "mp4", "quicktime",
 *   "matroska", "webm"
 */
char *
cw_container_name (const GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);

  if (gst_structure_has_name (structure, "video/quicktime") && !gst_structure_has_field (structure, "variant"))
    return g_strdup ("quicktime");

  return find_name (caps, containers, G_N_ELEMENTS (containers));
}
