/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-item.h"
#include "cw-json-reader.h"

G_BEGIN_DECLS

/**
 * CwItemContext:
 * @reader: the file
 * @rate: the project's rate; 0/1 while unknown, as in another editor's file: the
 *   first rate of a picture's range is it then
 * @silent: whether sound is on tracks of its own, so that pictures bring none
 *
 * What is the same for all items of a file.
 */
typedef struct
{
  CwJsonReader *reader;
  CwRate        rate;
  gboolean      silent;
} CwItemContext;

/* The longest time there is: as much as a timecode may say. */
#define CW_OTIO_MOST_TIME (G_GINT64_CONSTANT (36000000) * 1000000000)

CwItem     *cw_item_reader_read (CwItemContext *context,
                                 JsonObject    *object,
                                 gboolean       enabled);
gboolean    cw_item_reader_is (JsonObject *object,
                               const char *schema);
JsonObject *cw_item_reader_strip (JsonObject        *object,
                                  const char *const *known);
gboolean    cw_item_reader_read_rate (CwJsonReader *reader,
                                      JsonObject   *object,
                                      CwRate       *rate);

G_END_DECLS
