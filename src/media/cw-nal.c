/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-nal.h"

/* GStreamer's own macro reads words that are not aligned, which C does not allow. */
static guint32
read_uint32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/**
 * cw_nal_is_readable:
 * @caps: fixed caps of a stream
 *
 * Returns: whether it is H.264 in the form that cw_nal_is_disposable() reads: as
 *   MP4 and Matroska have it, each unit after four bytes of its length
 */
gboolean
cw_nal_is_readable (GstCaps *caps)
{
  const GstStructure *structure = gst_caps_get_structure (caps, 0);
  const GValue       *value = gst_structure_get_value (structure, "codec_data");
  guint8              head[5];

  if (!gst_structure_has_name (structure, "video/x-h264") || g_strcmp0 (gst_structure_get_string (structure, "stream-format"), "avc") != 0)
    return FALSE;

  return value != NULL && gst_buffer_extract (gst_value_get_buffer (value), 0, head, sizeof head) == sizeof head && (head[4] & 3) == 3;
}

/**
 * cw_nal_is_disposable:
 * @buffer: one coded H.264 picture, its units led by lengths of four bytes
 *
 * Returns: whether no other picture refers to this one
 */
gboolean
cw_nal_is_disposable (GstBuffer *buffer)
{
  GstMapInfo map;
  gboolean   disposable = FALSE;
  gsize      at = 0;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return FALSE;

  while (map.size >= 5 && at <= map.size - 5)
    {
      guint32 length = read_uint32 (map.data + at);
      guint8  head = map.data[at + 4];
      guint   type = head & 0x1f;

      if (length == 0 || length > map.size - at - 4 || (head & 0x80) != 0)
        {
          disposable = FALSE;
          break;
        }

      /* Slices; the two bits before the type say whether others need it. */
      if (type >= 1 && type <= 5)
        {
          disposable = type == 1 && (head & 0x60) == 0;
          break;
        }

      at += 4 + (gsize) length;
    }

  gst_buffer_unmap (buffer, &map);
  return disposable;
}
