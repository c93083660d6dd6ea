/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-growing-file.h"

G_BEGIN_DECLS

#define CW_TYPE_PLAYER (cw_player_get_type ())
G_DECLARE_FINAL_TYPE (CwPlayer, cw_player, CW, PLAYER, GObject)

CwPlayer *cw_player_new (void);
void      cw_player_open (CwPlayer   *self,
                          const char *path);
void      cw_player_open_growing (CwPlayer      *self,
                                  CwGrowingFile *file);
void      cw_player_close (CwPlayer *self);
GObject  *cw_player_get_paintable (CwPlayer *self);
gint64    cw_player_get_position (CwPlayer *self);
gint64    cw_player_get_duration (CwPlayer *self);
gboolean  cw_player_get_playing (CwPlayer *self);
void      cw_player_set_playing (CwPlayer *self,
                                 gboolean  playing);
gboolean  cw_player_get_ready (CwPlayer *self);
gboolean  cw_player_get_ended (CwPlayer *self);
gboolean  cw_player_get_buffering (CwPlayer *self);
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
gboolean  cw_player_get_muted (CwPlayer *self);
void      cw_player_set_muted (CwPlayer *self,
                               gboolean  muted);

const char *cw_player_get_error (CwPlayer *self);

G_END_DECLS
