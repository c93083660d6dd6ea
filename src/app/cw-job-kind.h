/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-job.h"

G_BEGIN_DECLS

#define CW_TYPE_JOB_KIND (cw_job_kind_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwJobKind, cw_job_kind, CW, JOB_KIND, GObject)

/**
 * CwJobKindClass:
 * @prepare: (nullable): says where a job that is about to begin puts its file: a future
 *   of a nullable string
 * @run: does a job to its end and tells its progress to it: a future of anything
 * @stop: has the run of a job end as soon as that can be, with %G_IO_ERROR_CANCELLED
 * @find_output: (nullable): where the file is that came of the run of a job
 * @clean_up: (nullable): takes away what a job that has ended, as @state says, has left
 *
 * All are called on the main thread.
 */
struct _CwJobKindClass
{
  GObjectClass parent_class;

  DexFuture *(*prepare) (CwJobKind *self,
                         CwJob     *job);
  DexFuture *(*run) (CwJobKind *self,
                     CwJob     *job);
  void (*stop) (CwJobKind *self,
                CwJob     *job);
  char *(*find_output) (CwJobKind    *self,
                        CwJob        *job,
                        const GValue *result);
  DexFuture *(*clean_up) (CwJobKind *self,
                          CwJob     *job,
                          CwJobState state);
};

/* Properties: name (string: the kind of its jobs), most (uint: how many of them are done
 * at a time), resumes (boolean: whether what was stopped is gone on with later, and not
 * begun anew), hold (nullable string: why none of them can be done now). */

const char *cw_job_kind_get_name (CwJobKind *self);
guint       cw_job_kind_get_most (CwJobKind *self);
void        cw_job_kind_set_most (CwJobKind *self,
                                  guint      most);
gboolean    cw_job_kind_get_resumes (CwJobKind *self);
const char *cw_job_kind_get_hold (CwJobKind *self);
void        cw_job_kind_set_hold (CwJobKind  *self,
                                  const char *hold);

DexFuture *cw_job_kind_prepare (CwJobKind *self,
                                CwJob     *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_kind_run (CwJobKind *self,
                            CwJob     *job) G_GNUC_WARN_UNUSED_RESULT;
void       cw_job_kind_stop (CwJobKind *self,
                             CwJob     *job);
char      *cw_job_kind_find_output (CwJobKind    *self,
                                    CwJob        *job,
                                    const GValue *result);
DexFuture *cw_job_kind_clean_up (CwJobKind *self,
                                 CwJob     *job,
                                 CwJobState state) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
