/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-helix-shape.h"
#include "cw-http.h"
#include "cw-page.h"
#include "cw-token-source.h"

G_BEGIN_DECLS

#define CW_TYPE_HELIX (cw_helix_get_type ())
G_DECLARE_FINAL_TYPE (CwHelix, cw_helix, CW, HELIX, GObject)

CwHelix *cw_helix_new (CwHttp        *http,
                       CwTokenSource *tokens,
                       const char    *client_id);
void     cw_helix_forget_answers (CwHelix *self);

CwHttpRequest *cw_helix_make_request (const char *method,
                                      const char *path);
DexFuture     *cw_helix_send (CwHelix       *self,
                              CwHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_helix_send_for_downloads (CwHelix       *self,
                                            CwHttpRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_helix_list (CwHelix            *self,
                              CwHttpRequest      *request,
                              const CwHelixShape *shape) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_helix_find (CwHelix            *self,
                              const char         *path,
                              const char         *parameter,
                              const char *const  *values,
                              const CwHelixShape *shape) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
