/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwQueryField:
 *
 * What a term of a #CwQuery is about. A term without a name is
 * %CW_QUERY_FIELD_WORDS, and looks into all texts of a clip.
 */
typedef enum
{
  CW_QUERY_FIELD_WORDS,
  CW_QUERY_FIELD_TITLE,
  CW_QUERY_FIELD_NOTE,
  CW_QUERY_FIELD_SAID,
  CW_QUERY_FIELD_CHANNEL,
  CW_QUERY_FIELD_GAME,
  CW_QUERY_FIELD_CREATOR,
  CW_QUERY_FIELD_TAG,
  CW_QUERY_FIELD_COLLECTION,
  CW_QUERY_FIELD_LANGUAGE,
  CW_QUERY_FIELD_BROADCAST,
  CW_QUERY_FIELD_SOURCE,
  CW_QUERY_FIELD_RIGHTS,
  CW_QUERY_FIELD_IS,
  CW_QUERY_FIELD_CREATED,
  CW_QUERY_FIELD_ADDED,
  CW_QUERY_FIELD_WATCHED,
  CW_QUERY_FIELD_DURATION,
  CW_QUERY_FIELD_VIEWS,
  CW_QUERY_FIELD_RATING,
  CW_QUERY_FIELD_SIZE,
  CW_QUERY_FIELD_SORT,
} CwQueryField;

#define CW_QUERY_N_FIELDS (CW_QUERY_FIELD_SORT + 1)

/**
 * CwQueryKind:
 * @CW_QUERY_KIND_TEXT: words, each the beginning of one, or a phrase in quotes
 * @CW_QUERY_KIND_NAME: a whole name; the case of ASCII letters does not matter
 * @CW_QUERY_KIND_CHOICE: one of cw_query_field_get_choices()
 * @CW_QUERY_KIND_DATE: a range of times, us UTC
 * @CW_QUERY_KIND_DURATION: a range of durations, ns
 * @CW_QUERY_KIND_NUMBER: a range of numbers
 * @CW_QUERY_KIND_SIZE: a range of bytes
 *
 * What the values of a field are.
 */
typedef enum
{
  CW_QUERY_KIND_TEXT,
  CW_QUERY_KIND_NAME,
  CW_QUERY_KIND_CHOICE,
  CW_QUERY_KIND_DATE,
  CW_QUERY_KIND_DURATION,
  CW_QUERY_KIND_NUMBER,
  CW_QUERY_KIND_SIZE,
} CwQueryKind;

const char        *cw_query_field_get_name (CwQueryField field);
CwQueryKind        cw_query_field_get_kind (CwQueryField field);
gboolean           cw_query_field_has_ranges (CwQueryField field);
gboolean           cw_query_field_is_single (CwQueryField field);
const char *const *cw_query_field_get_choices (CwQueryField field);
gboolean           cw_query_field_find (const char   *name,
                                        gssize        length,
                                        CwQueryField *field);
gboolean           cw_query_field_suggest (const char   *name,
                                           gssize        length,
                                           CwQueryField *field);

G_END_DECLS
