/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  RAW_STOP,
  RAW_GO_ON,
} RawEnd;

void raw_drop (SoupServerMessage *message);
void raw_send (SoupServerMessage *message,
               GBytes            *body,
               gsize              first,
               gint64             declared,
               RawEnd             end,
               gboolean           reset,
               guint              delay);

G_END_DECLS
