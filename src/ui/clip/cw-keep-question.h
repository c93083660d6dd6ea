/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

gboolean   cw_keep_question_is_own (CwTwitch     *twitch,
                                    CwTwitchClip *clip);
DexFuture *cw_keep_question_ask (GtkWidget    *widget,
                                 CwTwitch     *twitch,
                                 CwTwitchClip *clip) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
