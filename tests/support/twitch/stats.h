/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

G_BEGIN_DECLS

Stats      *stats_new (void);
Stats      *stats_ref (Stats *self);
void        stats_unref (Stats *self);
void        stats_begin (Stats      *self,
                         const char *endpoint);
void        stats_end (Stats *self);
void        stats_add (Stats      *self,
                       const char *counter);
void        stats_record (Stats      *self,
                          const char *method,
                          const char *path,
                          const char *query,
                          guint       status,
                          gsize       bytes);
JsonObject *stats_to_json (Stats *self);
JsonArray  *stats_get_records (Stats *self);

G_END_DECLS
