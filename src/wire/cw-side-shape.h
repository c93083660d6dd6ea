/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata-builder.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CwSideKind:
 * @CW_SIDE_TEXT: a string
 * @CW_SIDE_FIRST: an array of strings: its first
 * @CW_SIDE_TEXTS: an array of strings
 * @CW_SIDE_ID: a string, or a number as one
 * @CW_SIDE_SLUG: a string that can be a clip's id
 * @CW_SIDE_VOD: a broadcast's number, with or without its “v”
 * @CW_SIDE_CLIP_LINK: a clip's page, read as its id
 * @CW_SIDE_LINK: an address of the web
 * @CW_SIDE_NUMBER: a number
 * @CW_SIDE_FLAG: true or false
 * @CW_SIDE_SECONDS: seconds, read as ns
 * @CW_SIDE_TIME: a date and time, read as us UTC
 * @CW_SIDE_UNIX: seconds since 1970, read as us UTC
 * @CW_SIDE_DAY: “20240131”, read as us UTC
 */
typedef enum
{
  CW_SIDE_TEXT,
  CW_SIDE_FIRST,
  CW_SIDE_TEXTS,
  CW_SIDE_ID,
  CW_SIDE_SLUG,
  CW_SIDE_VOD,
  CW_SIDE_CLIP_LINK,
  CW_SIDE_LINK,
  CW_SIDE_NUMBER,
  CW_SIDE_FLAG,
  CW_SIDE_SECONDS,
  CW_SIDE_TIME,
  CW_SIDE_UNIX,
  CW_SIDE_DAY,
} CwSideKind;

/**
 * CwSideField:
 * @path: what a tool calls it: “title”, or “game/name” for a member of a member
 * @property: what #CwClipMetadata does
 * @kind: how to read it
 */
typedef struct
{
  const char *path;
  const char *property;
  CwSideKind  kind;
} CwSideField;

void   cw_side_shape_read (const CwSideField     *fields,
                           guint                  n,
                           JsonObject            *object,
                           CwClipMetadataBuilder *builder);
gint64 cw_side_shape_read_day (const char *text);

G_END_DECLS
