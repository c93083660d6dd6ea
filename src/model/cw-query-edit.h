/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-query-field.h"

G_BEGIN_DECLS

/**
 * CwQueryCursor:
 * @field: whose value is being written; %CW_QUERY_FIELD_WORDS where it is a word,
 *   which may become the name of a field
 * @prefix: what of it stands before the cursor, without quotes
 * @start: the first byte that a completion takes the place of
 * @length: how many bytes that are
 *
 * What is being written where the cursor is.
 */
typedef struct
{
  CwQueryField field;
  char        *prefix;
  gsize        start;
  gsize        length;
} CwQueryCursor;

CwQueryCursor *cw_query_cursor_new (const char *text,
                                    gsize       cursor);
void           cw_query_cursor_free (CwQueryCursor *self);
GStrv          cw_query_cursor_dup_fields (CwQueryCursor *self);
char          *cw_query_cursor_complete (CwQueryCursor *self,
                                         const char    *text,
                                         const char    *value,
                                         gsize         *cursor);

char *cw_query_edit_set (const char        *text,
                         CwQueryField       field,
                         const char *const *values);
char *cw_query_edit_toggle (const char  *text,
                            CwQueryField field,
                            const char  *value,
                            gboolean     on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwQueryCursor, cw_query_cursor_free)

G_END_DECLS
