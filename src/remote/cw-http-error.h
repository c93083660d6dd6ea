/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError *cw_http_error_new (const char   *host,
                           const GError *cause);

G_END_DECLS
