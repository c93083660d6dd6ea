/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _CwVocabulary CwVocabulary;

CwVocabulary *cw_vocabulary_load (sqlite3 *connection,
                                  GError **error);
void          cw_vocabulary_free (CwVocabulary *self);
GStrv         cw_vocabulary_find_near (CwVocabulary *self,
                                       const char   *word,
                                       gboolean      prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwVocabulary, cw_vocabulary_free)

G_END_DECLS
