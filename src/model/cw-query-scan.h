/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-query-field.h"

G_BEGIN_DECLS

/**
 * CwQueryPiece:
 * @start: its first byte, a quote where there is one
 * @length: its bytes, with its quotes
 * @quoted: whether it is in quotes
 * @text: what is meant, without them
 *
 * A value as it is written.
 */
typedef struct
{
  gsize    start;
  gsize    length;
  gboolean quoted;
  char    *text;
} CwQueryPiece;

/**
 * CwQueryToken:
 * @start: its first byte
 * @length: its bytes
 * @excluded: whether it begins with a hyphen
 * @name: where the name of its field begins; @name_length is 0 where it has none
 * @field: its field
 * @known: whether there is a field of that name
 * @pieces: its #CwQueryPiece s, at least one where it has no name
 *
 * A term as it is written.
 */
typedef struct
{
  gsize        start;
  gsize        length;
  gboolean     excluded;
  gsize        name;
  gsize        name_length;
  CwQueryField field;
  gboolean     known;
  GArray      *pieces;
} CwQueryToken;

GPtrArray    *cw_query_scan (const char *text);
gboolean      cw_query_has_words (const char *text);
char         *cw_query_quote (const char *text);
gboolean      cw_query_needs_quotes (const char *value);
CwQueryPiece *cw_query_token_get_piece (CwQueryToken *token,
                                        guint         index);

G_END_DECLS
