/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CwCircuit CwCircuit;

CwCircuit *cw_circuit_new (void);
void       cw_circuit_free (CwCircuit *self);
gint64     cw_circuit_get_wait (CwCircuit *self,
                                gint64     now);
void       cw_circuit_begin (CwCircuit *self,
                             gint64     now);
void       cw_circuit_end (CwCircuit *self,
                           gboolean   good,
                           gint64     now);
void       cw_circuit_reset (CwCircuit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCircuit, cw_circuit_free)

G_END_DECLS
