/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _CwProgressLine CwProgressLine;

CwProgressLine *cw_progress_line_new (gpointer progress);
void            cw_progress_line_free (CwProgressLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwProgressLine, cw_progress_line_free)

G_END_DECLS
