/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-database.h"
#include "cw-job.h"

G_BEGIN_DECLS

#define CW_TYPE_JOB_LIST (cw_job_list_get_type ())
G_DECLARE_FINAL_TYPE (CwJobList, cw_job_list, CW, JOB_LIST, GObject)

/* The jobs there are, newest first: a GListModel of CwJob, as they are in the database.
 * Signal: rung, when another process has changed something of them there. */

CwJobList *cw_job_list_new (CwDatabase *database);
DexFuture *cw_job_list_load (CwJobList *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_list_read (CwJobList *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cw_job_list_is_ours (CwJobList *self);
void       cw_job_list_listen (CwJobList *self);
guint      cw_job_list_get_n (CwJobList *self);
CwJob     *cw_job_list_get (CwJobList *self,
                            guint      position);
CwJob     *cw_job_list_find (CwJobList  *self,
                             const char *id);
CwJob     *cw_job_list_find_subject (CwJobList  *self,
                                     const char *kind,
                                     const char *subject);
void       cw_job_list_insert (CwJobList *self,
                               CwJob     *job);
void       cw_job_list_take_out (CwJobList *self,
                                 CwJob     *job);
DexFuture *cw_job_list_store (CwJobList *self,
                              CwJob     *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_list_set_state (CwJobList    *self,
                                  CwJob        *job,
                                  CwJobState    state,
                                  const GError *error) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_list_set_output (CwJobList  *self,
                                   CwJob      *job,
                                   const char *output) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_list_remove (CwJobList *self,
                               CwJob     *job) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
