/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/* What a library should be like after what was done to it, reckoned without it, and what
 * it was like before each command. Numbers and times are left out. */
typedef struct _CrashModel CrashModel;

CrashModel *crash_model_new (void);
void        crash_model_free (CrashModel *self);
void        crash_model_begin (CrashModel        *self,
                               const char *const *fields);
void        crash_model_end (CrashModel        *self,
                             const char *const *fields);
void        crash_model_settle (CrashModel *self,
                                CwDatabase *database);
void        crash_model_assert (CrashModel *self,
                                CwDatabase *database);
gboolean    crash_model_matches (CrashModel *self,
                                 CwDatabase *database);
gboolean    crash_model_move (CrashModel *self,
                              gboolean    undo);
guint       crash_model_count_done (CrashModel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrashModel, crash_model_free)

G_END_DECLS
