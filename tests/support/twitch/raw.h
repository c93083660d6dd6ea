/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * RawBody:
 * @body: the whole body
 * @first: how many bytes of it are sent at once
 * @declared: the length that the header says
 * @goes_on: whether the other bytes follow
 * @delay: milliseconds until they do
 * @resets: whether the connection breaks in the end rather than just ends
 * @announces_close: whether the header says that it ends
 */
typedef struct
{
  GBytes  *body;
  gsize    first;
  gint64   declared;
  gboolean goes_on;
  guint    delay;
  gboolean resets;
  gboolean announces_close;
} RawBody;

void raw_drop (SoupServerMessage *message);
void raw_send (SoupServerMessage *message,
               const RawBody     *body);

G_END_DECLS
