/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "request.h"

G_BEGIN_DECLS

/* How a cursor hides the place in the list. Twitch has several ways. */
typedef enum
{
  CURSOR_NESTED,
  CURSOR_OFFSET,
  CURSOR_BARE,
} CursorStyle;

/**
 * Page:
 *
 * The part of a list that is asked for: @length entries from @start on, the end
 * of the list permitting.
 */
typedef struct
{
  CursorStyle style;
  gint64      start;
  gint64      length;
} Page;

gboolean helix_admits (Request *request);
gboolean helix_read_page (Request    *request,
                          CursorStyle style,
                          gint64      usual,
                          Page       *page);
gint64   helix_page_end (const Page *page,
                         gint64      total);
char    *helix_make_cursor (const Page *page);
void     helix_reply (Request    *request,
                      guint       status,
                      JsonArray  *data,
                      JsonObject *members);
void     helix_reply_page (Request    *request,
                           JsonArray  *data,
                           const Page *page,
                           gint64      total,
                           JsonObject *members);
User    *helix_require_user (Request    *request,
                             const char *name);
User    *helix_require_self (Request    *request,
                             const char *name);
gboolean helix_is_numeric (const char *id);

G_END_DECLS
