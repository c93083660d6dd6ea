/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-http-reply.h"

G_BEGIN_DECLS

#define CW_TYPE_HTTP_STREAM (cw_http_stream_get_type ())
G_DECLARE_FINAL_TYPE (CwHttpStream, cw_http_stream, CW, HTTP_STREAM, GObject)

CwHttpStream *cw_http_stream_new (SoupMessage *message);
void          cw_http_stream_set_input (CwHttpStream *self,
                                        GInputStream *input);
CwHttpReply  *cw_http_stream_get_reply (CwHttpStream *self);
gint64        cw_http_stream_get_length (CwHttpStream *self);
DexFuture    *cw_http_stream_read (CwHttpStream *self,
                                   gsize         most) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
