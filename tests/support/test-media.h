/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TestMedia:
 * @name: the file's name without the extension, unique for what is below
 * @container: the extension: "mp4", "mov", "mkv", "webm"
 * @video: "h264", "hevc", "vp9", "av1", or %NULL for no picture
 * @audio: "aac", "opus", "pcm", or %NULL for no sound
 * @width: px
 * @height: px
 * @rate_n: frames a second, the numerator
 * @rate_d: the denominator
 * @frames: how many frames the grid of that rate has
 * @channels: 1 or 2
 * @sample_rate: Hz
 * @rotation: degrees a player turns the stored picture clockwise
 * @variable: leaves frames out: which it keeps test_media_keeps_frame() says
 * @fragmented: an MP4 of fragments, as a browser or OBS writes
 * @index_first: an MP4 that can be played while it comes, as servers give them
 * @ten_bit: 10 bits a component
 * @aspect_n: width of a stored pixel, 0 for square
 * @aspect_d: height of a stored pixel
 * @colorimetry: GStreamer's name, %NULL for "bt709"
 * @key_interval: frames from one key frame to the next, 0 for a second's
 *
 * What a test's media file is like. All show and sound the same:
 *
 * The top quarter is 16 blocks, black or white: the frame's number n in binary,
 * the highest bit on the left, so that a test can tell which frame it sees. In
 * every file frame n is shown from n / rate seconds on, but in fragmented ones
 * two frames later: those have no edit list to take the encoder's delay back.
 *
 * The quarter below is white in the first frame of each second, else dark. A
 * beep of 100 ms begins exactly with it, 1000 Hz on the left, 1500 Hz on the
 * right.
 *
 * The lower half is eight bars of the colours white, yellow, cyan, green,
 * magenta, red, blue and black at 75 %, and a white box that moves to the right.
 */
typedef struct
{
  const char *name;
  const char *container;
  const char *video;
  const char *audio;
  int         width;
  int         height;
  int         rate_n;
  int         rate_d;
  int         frames;
  int         channels;
  int         sample_rate;
  int         rotation;
  gboolean    variable;
  gboolean    fragmented;
  gboolean    index_first;
  gboolean    ten_bit;
  int         aspect_n;
  int         aspect_d;
  const char *colorimetry;
  int         key_interval;
} TestMedia;

const TestMedia *test_media_list (guint *n);
const TestMedia *test_media_find (const char *name);
char            *test_media_path (const char *name);
char            *test_media_make (const TestMedia *media);
gboolean         test_media_keeps_frame (const TestMedia *media,
                                         int              frame);
gint64           test_media_frame_time (const TestMedia *media,
                                        int              frame);
int              test_media_read_number (const guint8 *pixels,
                                         gsize         step,
                                         gsize         stride,
                                         int           width,
                                         int           height);
gboolean         test_media_read_flash (const guint8 *pixels,
                                        gsize         step,
                                        gsize         stride,
                                        int           width,
                                        int           height);

G_END_DECLS
