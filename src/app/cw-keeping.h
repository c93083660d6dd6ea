/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-twitch-clip.h"

G_BEGIN_DECLS

/**
 * CwKeepingState:
 * @CW_KEEPING_WAITING: its turn has not come
 * @CW_KEEPING_RUNNING: it is being downloaded
 * @CW_KEEPING_DONE: it is there
 * @CW_KEEPING_FAILED: it is not; the property “error” says why
 * @CW_KEEPING_CANCELLED: the user did not want it any more
 */
typedef enum
{
  CW_KEEPING_WAITING,
  CW_KEEPING_RUNNING,
  CW_KEEPING_DONE,
  CW_KEEPING_FAILED,
  CW_KEEPING_CANCELLED,
} CwKeepingState;

#define CW_TYPE_KEEPING_STATE (cw_keeping_state_get_type ())
GType cw_keeping_state_get_type (void);

#define CW_TYPE_KEEPING (cw_keeping_get_type ())
G_DECLARE_FINAL_TYPE (CwKeeping, cw_keeping, CW, KEEPING, GObject)

/* Properties: clip, state, progress (double, 0 to 1), error (nullable GError), path
 * (nullable string: where it is once it is done), portrait-path (nullable string:
 * likewise the upright one, where it came as well). */

CwKeeping     *cw_keeping_new (CwTwitchClip *clip,
                               gboolean      permitted);
CwTwitchClip  *cw_keeping_get_clip (CwKeeping *self);
gboolean       cw_keeping_get_permitted (CwKeeping *self);
CwKeepingState cw_keeping_get_state (CwKeeping *self);
void           cw_keeping_set_state (CwKeeping     *self,
                                     CwKeepingState state,
                                     const GError  *error);
double         cw_keeping_get_progress (CwKeeping *self);
void           cw_keeping_set_progress (CwKeeping *self,
                                        double     progress);
const GError  *cw_keeping_get_error (CwKeeping *self);
const char    *cw_keeping_get_path (CwKeeping *self);
void           cw_keeping_set_path (CwKeeping  *self,
                                    const char *path);
const char    *cw_keeping_get_portrait_path (CwKeeping *self);
void           cw_keeping_set_portrait_path (CwKeeping  *self,
                                             const char *path);
gboolean       cw_keeping_is_open (CwKeeping *self);
gboolean       cw_keeping_is_pending (CwKeeping *self);

DexFuture *cw_keeping_begin (CwKeeping *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_keeping_unless_cancelled (CwKeeping *self,
                                        DexFuture *future) G_GNUC_WARN_UNUSED_RESULT;
void       cw_keeping_settle (CwKeeping    *self,
                              const GError *error);
void       cw_keeping_end (CwKeeping    *self,
                           GObject      *result,
                           const GError *error);
void       cw_keeping_cancel (CwKeeping *self);
DexFuture *cw_keeping_follow (CwKeeping *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
