/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwAnswer CwAnswer;

CwAnswer     *cw_answer_new (void);
DexFuture    *cw_answer_get_future (CwAnswer *self) G_GNUC_WARN_UNUSED_RESULT;
GCancellable *cw_answer_get_cancellable (CwAnswer *self);
void          cw_answer_give (CwAnswer  *self,
                              DexFuture *result);

G_END_DECLS
