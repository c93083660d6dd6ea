/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _CwCodedWatch CwCodedWatch;

CwCodedWatch *cw_coded_watch_new (void);
void          cw_coded_watch_free (CwCodedWatch *self);
void          cw_coded_watch_attach (CwCodedWatch *self,
                                     GstPad       *pad,
                                     gboolean      skippable);
void          cw_coded_watch_set_skip (CwCodedWatch *self,
                                       gint64        before);
gint64        cw_coded_watch_get_latest (CwCodedWatch *self,
                                         gint64        time);

G_END_DECLS
