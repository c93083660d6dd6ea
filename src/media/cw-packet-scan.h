/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * CwPacketScan:
 * @problem: (nullable): why it was not read on, of GStreamer's domains;
 *   %G_IO_ERROR_TIMED_OUT where the disk does not answer; %G_IO_ERROR_INVALID_DATA
 *   where nothing that can be read comes of it; %G_IO_ERROR_CANCELLED
 * @container: (nullable): caps of the whole file
 * @video: (nullable): caps of its first picture stream
 * @audio: (nullable): caps of its first sound stream
 * @unknown: (nullable): caps of a stream that nothing here understands
 * @unknown_is_sound: whether @unknown is sound
 * @orientation: (nullable): its image-orientation tag
 * @duration: ns, of the whole file; 0 where the file does not say
 * @last_start: ns, where the last picture near the file's end begins
 * @video_end: ns, where the last picture near the file's end ends; 0 for none there
 * @audio_end: ns, the same for sound
 * @measured: whether the file was read to its end, so that both can be trusted
 * @gaps: (element-type gint64): between pictures, in some parts of the file, ns
 * @video_bitrate: bits a second
 * @audio_bitrate: bits a second
 *
 * What reading some packets of a file tells.
 */
typedef struct
{
  GError  *problem;
  GstCaps *container;
  GstCaps *video;
  GstCaps *audio;
  GstCaps *unknown;
  char    *orientation;
  gint64   duration;
  gint64   last_start;
  gint64   video_end;
  gint64   audio_end;
  gboolean measured;
  GArray  *gaps;
  guint    video_bitrate;
  guint    audio_bitrate;
} CwPacketScan;

CwPacketScan *cw_packet_scan (const char   *path,
                              GCancellable *cancellable);
void          cw_packet_scan_free (CwPacketScan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPacketScan, cw_packet_scan_free)

G_END_DECLS
