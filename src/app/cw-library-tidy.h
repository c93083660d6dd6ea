/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

/* How long it usually can be undone what was done, us. */
#define CW_LIBRARY_TIDY_HISTORY (90 * G_TIME_SPAN_DAY)

/**
 * CwTidied:
 * @commands: how many commands cannot be undone any more
 * @media: bytes of the library's own files that nobody needed, and of unfinished ones
 * @cache: bytes of what was put aside, and can be had again
 *
 * What tidying up has taken away.
 */
typedef struct
{
  gint64 commands;
  gint64 media;
  gint64 cache;
} CwTidied;

#define CW_TYPE_TIDIED (cw_tidied_get_type ())

GType     cw_tidied_get_type (void);
CwTidied *cw_tidied_copy (const CwTidied *self);
void      cw_tidied_free (CwTidied *self);

DexFuture *cw_library_tidy (CwMediaStore *media,
                            gint64        history) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTidied, cw_tidied_free)

G_END_DECLS
