/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cw-query-field.h"

G_BEGIN_DECLS

/**
 * CwQuery:
 *
 * What the user searches for, and in what order.
 *
 * A query is words, "phrases in quotes", and terms with a field: channel:name,
 * game:"Just Chatting", views:>1000. All of them have to be true of a clip; a
 * hyphen before one (-tag:old) excludes what it is true of.
 *
 *  - Words are looked for in title, channel, game, creator, tags, note and what is
 *    said; each is the beginning of one. A phrase has whole words, in that order.
 *    title:, note: and said: look into one text only.
 *  - A comma means “or”: tag:funny,fail. Where a field is repeated, a clip needs
 *    both (tag:funny tag:fail), unless it can have only one, as one channel: then
 *    either will do, and channel:a channel:b is channel:a,b.
 *  - Ranges are written as >5, >=5, <5, <=5, 2..5, 2.. or ..5. A date stands for all
 *    of its year, month or day: created:>2026-01 begins with February. A duration
 *    stands for its second: duration:30 is all that is shown as 0:30.
 *  - sort: puts in order: sort:views the most watched first, sort:-views the other
 *    way, also with :asc or :desc. Without it, what was added last comes first; of
 *    several the last counts. sort:position is the order that the user has given to
 *    the clips of a collection: collection:best sort:position.
 *
 * A query is never wrong as a whole: what cannot be understood is one of its
 * problems, and the rest counts. It is immutable, and may be read on any thread.
 */
typedef struct _CwQuery CwQuery;

#define CW_TYPE_QUERY (cw_query_get_type ())

/**
 * CwQueryValue:
 * @text: what is looked for; of a choice or a range, in its own normal form
 * @phrase: whether the words are whole, since they were in quotes
 * @from: of a range, the least that is meant; %G_MININT64 for any
 * @to: of a range, the most that is meant, that too; %G_MAXINT64 for any
 */
typedef struct
{
  char    *text;
  gboolean phrase;
  gint64   from;
  gint64   to;
} CwQueryValue;

/**
 * CwQueryTerm:
 * @field: what it is about
 * @excluded: whether clips must not have it
 * @values: (element-type CwQueryValue): one of which has to be true
 */
typedef struct
{
  CwQueryField field;
  gboolean     excluded;
  GArray      *values;
} CwQueryTerm;

/**
 * CwQueryProblem:
 * @start: the first byte of what is wrong, in cw_query_get_text()
 * @length: how many bytes
 * @message: a sentence for the user
 */
typedef struct
{
  gsize start;
  gsize length;
  char *message;
} CwQueryProblem;

/**
 * CwQuerySort:
 *
 * What clips are put in order by. The names are those of the choices of
 * %CW_QUERY_FIELD_SORT, in their order.
 */
typedef enum
{
  CW_QUERY_SORT_ADDED,
  CW_QUERY_SORT_CREATED,
  CW_QUERY_SORT_VIEWS,
  CW_QUERY_SORT_DURATION,
  CW_QUERY_SORT_TITLE,
  CW_QUERY_SORT_RATING,
  CW_QUERY_SORT_SIZE,
  CW_QUERY_SORT_WATCHED,
  CW_QUERY_SORT_CHANNEL,
  CW_QUERY_SORT_GAME,
  CW_QUERY_SORT_POSITION,
} CwQuerySort;

GType    cw_query_get_type (void);
CwQuery *cw_query_new (const char *text,
                       gint64      now,
                       GTimeZone  *zone);
CwQuery *cw_query_new_now (const char *text);
CwQuery *cw_query_ref (CwQuery *self);
void     cw_query_unref (CwQuery *self);

const char           *cw_query_get_text (CwQuery *self);
gboolean              cw_query_is_empty (CwQuery *self);
gboolean              cw_query_is_relative (CwQuery *self);
guint                 cw_query_get_n_terms (CwQuery *self);
const CwQueryTerm    *cw_query_get_term (CwQuery *self,
                                         guint    index);
guint                 cw_query_get_n_problems (CwQuery *self);
const CwQueryProblem *cw_query_get_problem (CwQuery *self,
                                            guint    index);
CwQuerySort           cw_query_get_sort (CwQuery  *self,
                                         gboolean *descending);
gboolean              cw_query_has_sort (CwQuery *self);
gint64                cw_query_get_now (CwQuery *self);
GTimeZone            *cw_query_get_zone (CwQuery *self);

const CwQueryValue *cw_query_term_get_value (const CwQueryTerm *term,
                                             guint              index);
char               *cw_query_to_text (CwQuery *self);
gboolean            cw_query_equal (CwQuery *a,
                                    CwQuery *b);
gboolean            cw_query_sort_is_descending (CwQuerySort sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwQuery, cw_query_unref)

G_END_DECLS
