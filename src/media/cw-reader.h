/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

#define CW_TYPE_READER (cw_reader_get_type ())
G_DECLARE_FINAL_TYPE (CwReader, cw_reader, CW, READER, GObject)

/**
 * CwReaderKind:
 * @CW_READER_VIDEO: 8-bit I420 or NV12 pictures
 * @CW_READER_AUDIO: interleaved stereo floats at 48 kHz
 */
typedef enum
{
  CW_READER_VIDEO,
  CW_READER_AUDIO,
} CwReaderKind;

#define CW_READER_SAMPLE_RATE 48000

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define CW_READER_SOUND "audio/x-raw,format=F32LE,layout=interleaved,rate=48000,channels=2,channel-mask=(bitmask)0x3"
#else
#define CW_READER_SOUND "audio/x-raw,format=F32BE,layout=interleaved,rate=48000,channels=2,channel-mask=(bitmask)0x3"
#endif

CwReader  *cw_reader_new (const char  *path,
                          CwReaderKind kind);
gboolean   cw_reader_open (CwReader     *self,
                           gint64        time,
                           GCancellable *cancellable,
                           GError      **error);
gboolean   cw_reader_has_stream (CwReader *self);
void       cw_reader_seek (CwReader *self,
                           gint64    time);
GstSample *cw_reader_pull (CwReader     *self,
                           GCancellable *cancellable,
                           GError      **error);
guint      cw_reader_get_orientation (CwReader *self);
void       cw_reader_set_threads (CwReader *self,
                                  guint     n);
void       cw_reader_set_skip (CwReader *self,
                               gint64    before);
gint64     cw_reader_get_latest (CwReader *self,
                                 gint64    time);

G_END_DECLS
