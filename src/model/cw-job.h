/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_JOB (cw_job_get_type ())
G_DECLARE_FINAL_TYPE (CwJob, cw_job, CW, JOB, GObject)

/**
 * CwJobState:
 * @CW_JOB_QUEUED: waits for its turn
 * @CW_JOB_RUNNING: is being done
 * @CW_JOB_PAUSED: the user has it wait until they say so
 * @CW_JOB_SUCCEEDED: done
 * @CW_JOB_FAILED: ended with an error; may be tried again
 * @CW_JOB_CANCELLED: ended by the user; may be tried again
 */
typedef enum
{
  CW_JOB_QUEUED,
  CW_JOB_RUNNING,
  CW_JOB_PAUSED,
  CW_JOB_SUCCEEDED,
  CW_JOB_FAILED,
  CW_JOB_CANCELLED,
} CwJobState;

#define CW_TYPE_JOB_STATE (cw_job_state_get_type ())

/* Long work that the user waits for. Properties, all notified on the main
 * thread: id, kind ("export", "download"), title, subject (what it is about where
 * there is to be one job of that: a clip's id; nullable), state, progress (0 to 1),
 * speed (times real time, 0 unknown), eta (s, -1 unknown), received and total (bytes
 * of what is transferred, 0 unknown), attempts (how often it was begun with), message
 * (the error, or what a job that waits waits for; nullable), code (what can be done
 * about the error, as cw_error_get_nick(); nullable), output (path), payload (JSON
 * text: what to do), created, finished (us UTC). */

GType       cw_job_state_get_type (void);
const char *cw_job_state_get_nick (CwJobState state);
gboolean    cw_job_state_from_nick (const char *nick,
                                    CwJobState *state);

CwJob      *cw_job_new (const char *id,
                        const char *kind,
                        const char *title,
                        const char *subject,
                        const char *payload,
                        const char *output,
                        gint64      created);
const char *cw_job_get_id (CwJob *self);
const char *cw_job_get_kind (CwJob *self);
const char *cw_job_get_title (CwJob *self);
const char *cw_job_get_payload (CwJob *self);
const char *cw_job_get_output (CwJob *self);
void        cw_job_set_output (CwJob      *self,
                               const char *output);
const char *cw_job_get_subject (CwJob *self);
gint64      cw_job_get_created (CwJob *self);
gint64      cw_job_get_finished (CwJob *self);
CwJobState  cw_job_get_state (CwJob *self);
void        cw_job_set_state (CwJob      *self,
                              CwJobState  state,
                              const char *message,
                              gint64      finished);
gboolean    cw_job_is_active (CwJob *self);
gboolean    cw_job_has_ended (CwJob *self);
const char *cw_job_get_message (CwJob *self);
const char *cw_job_get_code (CwJob *self);
void        cw_job_set_code (CwJob      *self,
                             const char *code);
guint       cw_job_get_attempts (CwJob *self);
void        cw_job_set_attempts (CwJob *self,
                                 guint  attempts);
gint64      cw_job_get_received (CwJob *self);
gint64      cw_job_get_total (CwJob *self);
void        cw_job_set_received (CwJob *self,
                                 gint64 received,
                                 gint64 total);
double      cw_job_get_progress (CwJob *self);
double      cw_job_get_speed (CwJob *self);
gint64      cw_job_get_eta (CwJob *self);
void        cw_job_set_progress (CwJob *self,
                                 double progress,
                                 double speed,
                                 gint64 eta);

G_END_DECLS
