/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-reply.h"

G_BEGIN_DECLS

#define CW_TYPE_REPLY_CACHE (cw_reply_cache_get_type ())
G_DECLARE_FINAL_TYPE (CwReplyCache, cw_reply_cache, CW, REPLY_CACHE, GObject)

CwReplyCache *cw_reply_cache_new (gsize budget);
CwHttpReply  *cw_reply_cache_find (CwReplyCache *self,
                                   const char   *key,
                                   gint64        lifetime,
                                   gint64        now);
void          cw_reply_cache_put (CwReplyCache *self,
                                  const char   *key,
                                  CwHttpReply  *reply,
                                  gint64        now);
void          cw_reply_cache_remove (CwReplyCache *self,
                                     const char   *key);
gsize         cw_reply_cache_get_size (CwReplyCache *self);

G_END_DECLS
