/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-preset.h"
#include "cw-project.h"
#include "cw-render-plan.h"

G_BEGIN_DECLS

typedef struct _CwRenderWorker CwRenderWorker;

CwRenderWorker *cw_render_worker_start (CwRenderPlan   *plan,
                                        CwProject      *project,
                                        const CwPreset *preset,
                                        guint           n_threads,
                                        const char     *output);
void            cw_render_worker_free (CwRenderWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRenderWorker, cw_render_worker_free)

G_END_DECLS
