/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CwNumberSet CwNumberSet;

CwNumberSet *cw_number_set_new (void);
CwNumberSet *cw_number_set_copy (CwNumberSet *self);
void         cw_number_set_free (CwNumberSet *self);
gboolean     cw_number_set_add (CwNumberSet *self,
                                gint64       number);
void         cw_number_set_remove (CwNumberSet *self,
                                   gint64       number);
gboolean     cw_number_set_has (CwNumberSet *self,
                                gint64       number);
guint        cw_number_set_count (CwNumberSet *self);
void         cw_number_set_keep (CwNumberSet *self,
                                 CwNumberSet *other);
void         cw_number_set_subtract (CwNumberSet *self,
                                     CwNumberSet *other);
void         cw_number_set_unite (CwNumberSet *self,
                                  CwNumberSet *other);
gboolean     cw_number_set_next (CwNumberSet *self,
                                 gboolean     descending,
                                 gint64      *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNumberSet, cw_number_set_free)

G_END_DECLS
