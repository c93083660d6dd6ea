/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwCue:
 * @start: ns
 * @end: ns, after @start
 * @text: what is said then, plain, one or more lines
 *
 * A subtitle. Two may be shown at the same time.
 */
typedef struct
{
  gint64 start;
  gint64 end;
  char  *text;
} CwCue;

/**
 * CwSubtitlesFormat:
 * @CW_SUBTITLES_SRT: SubRip, “.srt”
 * @CW_SUBTITLES_VTT: WebVTT, “.vtt”
 */
typedef enum
{
  CW_SUBTITLES_SRT,
  CW_SUBTITLES_VTT,
} CwSubtitlesFormat;

/* Bytes of a file that is read. */
#define CW_SUBTITLES_MOST_BYTES (8 * 1024 * 1024)

CwCue     *cw_cue_new (gint64      start,
                       gint64      end,
                       const char *text);
void       cw_cue_free (CwCue *self);
GPtrArray *cw_subtitles_read (const char *text,
                              gsize       length,
                              GError    **error);
char      *cw_subtitles_write (GPtrArray        *cues,
                               CwSubtitlesFormat format);
char      *cw_subtitles_to_text (GPtrArray *cues);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCue, cw_cue_free)

G_END_DECLS
