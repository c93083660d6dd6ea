/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_PLAYER (cw_player_get_type ())
G_DECLARE_FINAL_TYPE (CwPlayer, cw_player, CW, PLAYER, GObject)

/* Watching one file: playbin3 into a gtk4paintablesink. Use on the main thread.
 * Properties (notified on the main thread):
 *   paintable  object   a GdkPaintable, without this layer knowing GTK
 *   duration   int64    ns, 0 until known
 *   position   int64    ns, notified about 30 times a second while playing
 *   playing    boolean  writable
 *   ready      boolean  the first picture is there
 *   ended      boolean  at the end
 *   volume     double   0 to 1, cubic, writable
 *   muted      boolean  writable
 *   speed      double   0.25 to 4 and negative for backwards, writable
 *   error      string   nullable: a sentence for the user */

CwPlayer *cw_player_new (void);
void      cw_player_open (CwPlayer   *self,
                          const char *path);
void      cw_player_close (CwPlayer *self);
GObject  *cw_player_get_paintable (CwPlayer *self);
gint64    cw_player_get_position (CwPlayer *self);
gint64    cw_player_get_duration (CwPlayer *self);
gboolean  cw_player_get_playing (CwPlayer *self);
void      cw_player_set_playing (CwPlayer *self,
                                 gboolean  playing);
void      cw_player_seek (CwPlayer *self,
                          gint64    position,
                          gboolean  exact);
void      cw_player_step (CwPlayer *self,
                          int       frames);
double    cw_player_get_speed (CwPlayer *self);
void      cw_player_set_speed (CwPlayer *self,
                               double    speed);
double    cw_player_get_volume (CwPlayer *self);
void      cw_player_set_volume (CwPlayer *self,
                                double    volume);

G_END_DECLS
