/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _CwPushPipeline CwPushPipeline;

CwPushPipeline *cw_push_pipeline_new (const char *output);
void            cw_push_pipeline_free (CwPushPipeline *self);
GstElement     *cw_push_pipeline_add (CwPushPipeline *self,
                                      const char     *factory,
                                      GError        **error);
GstAppSrc      *cw_push_pipeline_add_source (CwPushPipeline *self,
                                             GstCaps        *caps,
                                             GError        **error);
void            cw_push_pipeline_start (CwPushPipeline *self);
gboolean        cw_push_pipeline_wait (CwPushPipeline *self,
                                       GstAppSrc      *source,
                                       guint           most,
                                       GCancellable   *cancellable,
                                       GError        **error);
gboolean        cw_push_pipeline_finish (CwPushPipeline *self,
                                         GCancellable   *cancellable,
                                         GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPushPipeline, cw_push_pipeline_free)

G_END_DECLS
