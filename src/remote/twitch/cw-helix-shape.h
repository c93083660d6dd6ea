/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * CwHelixKind:
 * @CW_HELIX_ID: a string that has to be there and not empty
 * @CW_HELIX_TEXT: a string
 * @CW_HELIX_NUMBER: a whole number
 * @CW_HELIX_FLAG: a boolean
 * @CW_HELIX_TIME: a date, read as us UTC, 0 where there is none
 * @CW_HELIX_SECONDS: a number of seconds, read as ns
 * @CW_HELIX_OFFSET: the same, -1 where there is none
 * @CW_HELIX_SPAN: a duration such as "1h2m3s", read as ns
 */
typedef enum
{
  CW_HELIX_ID,
  CW_HELIX_TEXT,
  CW_HELIX_NUMBER,
  CW_HELIX_FLAG,
  CW_HELIX_TIME,
  CW_HELIX_SECONDS,
  CW_HELIX_OFFSET,
  CW_HELIX_SPAN,
} CwHelixKind;

/**
 * CwHelixField:
 * @member: what Twitch calls it
 * @property: what we do
 * @kind: how to read it
 */
typedef struct
{
  const char *member;
  const char *property;
  CwHelixKind kind;
} CwHelixField;

/**
 * CwHelixShape:
 * @type: what to make of an object
 * @fields: (array length=n_fields): its members
 * @n_fields: how many
 */
typedef struct
{
  GType (*type) (void);
  const CwHelixField *fields;
  guint               n_fields;
} CwHelixShape;

GObject *cw_helix_shape_read (const CwHelixShape *shape,
                              JsonObject         *object);

G_END_DECLS
