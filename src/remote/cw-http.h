/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-http-reply.h"
#include "cw-http-request.h"
#include "cw-http-stream.h"

G_BEGIN_DECLS

#define CW_TYPE_HTTP (cw_http_get_type ())
G_DECLARE_FINAL_TYPE (CwHttp, cw_http, CW, HTTP, GObject)

CwHttp    *cw_http_new (void);
DexFuture *cw_http_send (CwHttp        *self,
                         CwHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_http_open (CwHttp        *self,
                         CwHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;

void cw_http_forget_failures (CwHttp *self);

G_END_DECLS
