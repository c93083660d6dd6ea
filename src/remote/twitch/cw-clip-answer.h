/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

GPtrArray *cw_clip_answer_read (JsonObject *clip,
                                GError    **error);

G_END_DECLS
