/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-image.h"
#include "cw-project.h"

G_BEGIN_DECLS

typedef struct _CwPreviewWorker CwPreviewWorker;

/**
 * CwPreviewNews:
 * @image: (nullable): the newest picture, %NULL where there is none newer
 * @error: (nullable): why there is none, a sentence for the user
 * @time: what the picture shows, ns
 * @serial: the number of the ask it answers
 * @ended: whether playing has come to the end
 *
 * What the worker has to tell.
 */
typedef struct
{
  CwImage *image;
  char    *error;
  gint64   time;
  guint    serial;
  gboolean ended;
} CwPreviewNews;

/* On the worker's thread: there is news. */
typedef void (*CwPreviewTell) (gpointer data);

CwPreviewWorker *cw_preview_worker_new (CwPreviewTell  tell,
                                        gpointer       data,
                                        GDestroyNotify data_free);
void             cw_preview_worker_stop (CwPreviewWorker *self);
void             cw_preview_worker_set_project (CwPreviewWorker *self,
                                                CwProject       *project);
void             cw_preview_worker_set_size (CwPreviewWorker *self,
                                             int              max_width,
                                             int              max_height);
guint            cw_preview_worker_show (CwPreviewWorker *self,
                                         gint64           time,
                                         gboolean         playing);
CwPreviewNews    cw_preview_worker_take_news (CwPreviewWorker *self);

G_END_DECLS
