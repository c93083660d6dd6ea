/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CwTable CwTable;

CwTable *cw_table_new (guint n_columns,
                       guint flexible);
void     cw_table_free (CwTable *self);
void     cw_table_align_right (CwTable *self,
                               guint    column);
void     cw_table_add (CwTable *self,
                       ...);
void     cw_table_print (CwTable *self);

int   cw_table_measure (const char *text);
char *cw_table_tame (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTable, cw_table_free)

G_END_DECLS
