/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cw-item.h"

G_BEGIN_DECLS

typedef struct _CwSourcePool CwSourcePool;

/* Opens PATH, a source that will first be asked for TIME (ns of its time). */
typedef GObject *(*CwSourceOpen) (const char *path,
                                  gint64      time,
                                  gpointer    data);

CwSourcePool *cw_source_pool_new (CwSourceOpen open,
                                  gpointer     data);
void          cw_source_pool_free (CwSourcePool *self);
GObject      *cw_source_pool_take (CwSourcePool *self,
                                   CwItem       *item,
                                   gint64        time);
void          cw_source_pool_end_round (CwSourcePool *self,
                                        guint         keep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSourcePool, cw_source_pool_free)

G_END_DECLS
