/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job-kind.h"
#include "cw-job-list.h"

G_BEGIN_DECLS

#define CW_TYPE_JOB_RUNNER (cw_job_runner_get_type ())
G_DECLARE_FINAL_TYPE (CwJobRunner, cw_job_runner, CW, JOB_RUNNER, GObject)

/**
 * CwJobWish:
 * @CW_JOB_WISH_NONE: nothing in particular
 * @CW_JOB_WISH_WAIT: to be queued again
 * @CW_JOB_WISH_PAUSE: to be paused
 * @CW_JOB_WISH_CANCEL: to be cancelled
 *
 * What a run that is stopped is to become.
 */
typedef enum
{
  CW_JOB_WISH_NONE,
  CW_JOB_WISH_WAIT,
  CW_JOB_WISH_PAUSE,
  CW_JOB_WISH_CANCEL,
} CwJobWish;

/* Does the jobs of a list. Signals: changed (one has begun or ended), progress (of one),
 * finished (CwJob): it has succeeded, failed or was cancelled. */

CwJobRunner *cw_job_runner_new (CwJobList *list);
void         cw_job_runner_add_kind (CwJobRunner *self,
                                     CwJobKind   *kind);
CwJobKind   *cw_job_runner_find_kind (CwJobRunner *self,
                                      const char  *name);
void         cw_job_runner_start (CwJobRunner *self);
void         cw_job_runner_begin_next (CwJobRunner *self);
guint        cw_job_runner_get_ended (CwJobRunner *self);
void         cw_job_runner_forget_ended (CwJobRunner *self);
void         cw_job_runner_set_adding (CwJobRunner *self,
                                       CwJob       *job,
                                       gboolean     adding);
gboolean     cw_job_runner_is_adding (CwJobRunner *self,
                                      CwJob       *job);
gboolean     cw_job_runner_is_running (CwJobRunner *self,
                                       CwJob       *job);
void         cw_job_runner_stop (CwJobRunner *self,
                                 CwJob       *job,
                                 CwJobWish    wish);
CwJobWish    cw_job_runner_get_wish (CwJobRunner *self,
                                     CwJob       *job);
void         cw_job_runner_set_wish (CwJobRunner *self,
                                     CwJob       *job,
                                     CwJobWish    wish);
DexFuture   *cw_job_runner_wait (CwJobRunner *self,
                                 CwJob       *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_job_runner_follow (CwJobRunner *self,
                                   CwJob       *job) G_GNUC_WARN_UNUSED_RESULT;
void         cw_job_runner_renew (CwJobRunner *self,
                                  CwJob       *job);
void         cw_job_runner_tell (CwJobRunner  *self,
                                 CwJob        *job,
                                 DexFuture    *work,
                                 const GError *error);
void         cw_job_runner_forget (CwJobRunner *self,
                                   CwJob       *job);

G_END_DECLS
