/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

G_BEGIN_DECLS

Buckets *buckets_new (void);
void     buckets_free (Buckets *self);
gboolean buckets_take (Buckets    *self,
                       const char *bucket,
                       gint64      per_minute,
                       gint64     *remaining,
                       gint64     *seconds);

G_END_DECLS
