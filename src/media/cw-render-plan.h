/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _CwRenderPlan    CwRenderPlan;
typedef struct _CwRenderSegment CwRenderSegment;

CwRenderPlan *cw_render_plan_new (gint64 n_frames,
                                  gint64 key_interval,
                                  guint  n_workers);
void          cw_render_plan_free (CwRenderPlan *self);

GCancellable    *cw_render_plan_get_cancellable (CwRenderPlan *self);
CwRenderSegment *cw_render_plan_take (CwRenderPlan *self);
gint64           cw_render_plan_get_start (CwRenderSegment *segment);
gboolean         cw_render_plan_next (CwRenderPlan    *self,
                                      CwRenderSegment *segment,
                                      gint64          *frame);
void             cw_render_plan_push (CwRenderPlan    *self,
                                      CwRenderSegment *segment,
                                      GstSample       *packet);
void             cw_render_plan_end (CwRenderPlan    *self,
                                     CwRenderSegment *segment);
void             cw_render_plan_fail (CwRenderPlan *self,
                                      GError       *error);

gboolean cw_render_plan_pull (CwRenderPlan *self,
                              GstSample   **packet,
                              gint64       *n_begun,
                              GCancellable *cancellable,
                              GError      **error);
gboolean cw_render_plan_is_over (CwRenderPlan *self);
void     cw_render_plan_stop (CwRenderPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRenderPlan, cw_render_plan_free)

G_END_DECLS
