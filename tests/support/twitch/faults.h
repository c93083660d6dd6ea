/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "request.h"

G_BEGIN_DECLS

Faults  *faults_new (void);
void     faults_free (Faults *self);
gboolean faults_add (Faults     *self,
                     JsonObject *description,
                     GError    **error);
void     faults_clear (Faults *self);
Fault   *faults_take (Faults     *self,
                      const char *method,
                      const char *path);

void     fault_unref (Fault *self);
gint64   fault_get_delay (Fault *self);
gboolean fault_answers (Fault   *self,
                        Request *request);
void     fault_spoil (Fault   *self,
                      Request *request);
gboolean fault_send (Fault   *self,
                     Request *request);
gboolean fault_changes_etag (Fault *self);

G_END_DECLS
