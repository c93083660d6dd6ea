/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CwReplacedWord:
 * @word: what was searched for, and is nowhere
 * @by: (array zero-terminated=1): what was searched for instead, the likeliest first
 */
typedef struct
{
  char *word;
  GStrv by;
} CwReplacedWord;

/**
 * CwSearchResult:
 * @numbers: (element-type gint64): the clips that were found, in order
 * @replaced: (element-type CwReplacedWord): the words that were taken for mistyped
 *
 * It never changes once it was made, and may be read on any thread.
 */
typedef struct
{
  GArray    *numbers;
  GPtrArray *replaced;
} CwSearchResult;

#define CW_TYPE_SEARCH_RESULT (cw_search_result_get_type ())

GType           cw_search_result_get_type (void);
CwSearchResult *cw_search_result_new (void);
CwSearchResult *cw_search_result_ref (CwSearchResult *self);
void            cw_search_result_unref (CwSearchResult *self);
void            cw_search_result_take_replaced (CwSearchResult *self,
                                                const char     *word,
                                                GStrv           by);

/**
 * CwCompletion:
 * @value: a value of a field
 * @n: how many clips have it; -1 where nobody counts
 */
typedef struct
{
  char  *value;
  gint64 n;
} CwCompletion;

CwCompletion *cw_completion_new (const char *value,
                                 gint64      n);
void          cw_completion_free (CwCompletion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSearchResult, cw_search_result_unref)

G_END_DECLS
