/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"
#include "cw-clip.h"
#include "cw-command-log.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_STORE (cw_clip_store_get_type ())
G_DECLARE_FINAL_TYPE (CwClipStore, cw_clip_store, CW, CLIP_STORE, GObject)

/**
 * CwClipChange:
 * @CW_CLIP_CHANGE_TITLE: what it is called
 * @CW_CLIP_CHANGE_NOTE: what the user notes
 * @CW_CLIP_CHANGE_RATING: 0 to 5
 * @CW_CLIP_CHANGE_FAVOURITE: whether it is one
 * @CW_CLIP_CHANGE_REMOVE: into the trash
 * @CW_CLIP_CHANGE_RESTORE: out of the trash
 * @CW_CLIP_CHANGE_TAG: a tag more
 * @CW_CLIP_CHANGE_UNTAG: a tag less
 * @CW_CLIP_CHANGE_TRANSCRIPT: what is said in it
 *
 * What the user may do to clips.
 */
typedef enum
{
  CW_CLIP_CHANGE_TITLE,
  CW_CLIP_CHANGE_NOTE,
  CW_CLIP_CHANGE_RATING,
  CW_CLIP_CHANGE_FAVOURITE,
  CW_CLIP_CHANGE_REMOVE,
  CW_CLIP_CHANGE_RESTORE,
  CW_CLIP_CHANGE_TAG,
  CW_CLIP_CHANGE_UNTAG,
  CW_CLIP_CHANGE_TRANSCRIPT,
} CwClipChange;

CwClipStore *cw_clip_store_new (CwDatabase   *database,
                                CwCommandLog *log);
DexFuture   *cw_clip_store_load (CwClipStore *self,
                                 GArray      *numbers) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_find (CwClipStore *self,
                                 const char  *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_load_transcript (CwClipStore *self,
                                            gint64       number) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_has_any (CwClipStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_find_place (CwClipStore *self,
                                       const char  *digest) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_insert (CwClipStore    *self,
                                   CwClip         *clip,
                                   const char     *digest,
                                   const char     *present,
                                   CwClipMetadata *metadata,
                                   const char     *rights,
                                   const char     *batch) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_change (CwClipStore *self,
                                   CwClipChange what,
                                   GVariant    *value,
                                   GArray      *numbers,
                                   const char  *subject) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_move (CwClipStore *self,
                                 CwClip      *clip,
                                 const char  *path,
                                 const char  *digest) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_watch (CwClipStore *self,
                                  gint64       number,
                                  gint64       position,
                                  gint64       now) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_forget_watching (CwClipStore *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
