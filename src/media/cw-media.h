/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets GStreamer up, once, from any thread; everything in this layer calls it
 * first, so nobody else has to. */
void cw_media_init (void);

G_END_DECLS
