/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-number-set.h"
#include "cw-query.h"
#include "cw-vocabulary.h"

G_BEGIN_DECLS

typedef struct _CwSearchCache CwSearchCache;

CwSearchCache *cw_search_cache_new (void);
CwSearchCache *cw_search_cache_ref (CwSearchCache *self);
void           cw_search_cache_unref (CwSearchCache *self);
gboolean       cw_search_cache_renew (CwSearchCache *self,
                                      sqlite3       *connection,
                                      GError       **error);
CwVocabulary  *cw_search_cache_get_vocabulary (CwSearchCache *self,
                                               sqlite3       *connection,
                                               gboolean       fresh,
                                               GError       **error);
gboolean       cw_search_cache_is_fresh (CwSearchCache *self);
CwNumberSet   *cw_search_cache_get_set (CwSearchCache *self,
                                        const char    *key);
void           cw_search_cache_put_set (CwSearchCache *self,
                                        const char    *key,
                                        CwNumberSet   *set);
GArray        *cw_search_cache_get_order (CwSearchCache *self,
                                          CwQuerySort    sort);
void           cw_search_cache_put_order (CwSearchCache *self,
                                          CwQuerySort    sort,
                                          GArray        *numbers);
GPtrArray     *cw_search_cache_get_values (CwSearchCache *self,
                                           CwQueryField   field);
void           cw_search_cache_put_values (CwSearchCache *self,
                                           CwQueryField   field,
                                           GPtrArray     *values);

G_END_DECLS
