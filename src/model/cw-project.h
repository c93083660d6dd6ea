/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-rate.h"
#include "cw-track.h"

G_BEGIN_DECLS

#define CW_TYPE_PROJECT (cw_project_get_type ())
G_DECLARE_FINAL_TYPE (CwProject, cw_project, CW, PROJECT, GObject)

/* A canvas's sides, px. */
#define CW_PROJECT_LEAST_SIZE 16
#define CW_PROJECT_MOST_SIZE 8192

/* A cut: tracks, the lowest first, on a canvas. What a picture and sound of it
 * are at a time is a pure function of it (media/cw-composer.h, cw-mixer.h).
 * Properties: id, title, width, height (px), duration (ns, read-only). */

CwProject  *cw_project_new (const char *title);
CwProject  *cw_project_copy (CwProject *self);
const char *cw_project_get_id (CwProject *self);
void        cw_project_set_id (CwProject  *self,
                               const char *id);
const char *cw_project_get_title (CwProject *self);
void        cw_project_set_title (CwProject  *self,
                                  const char *title);
int         cw_project_get_width (CwProject *self);
int         cw_project_get_height (CwProject *self);
void        cw_project_set_size (CwProject *self,
                                 int        width,
                                 int        height);
CwRate      cw_project_get_rate (CwProject *self);
void        cw_project_set_rate (CwProject *self,
                                 CwRate     rate);
const char *cw_project_get_preset_id (CwProject *self);
void        cw_project_set_preset_id (CwProject  *self,
                                      const char *preset_id);
guint       cw_project_get_n_tracks (CwProject *self);
CwTrack    *cw_project_get_track (CwProject *self,
                                  guint      position);
void        cw_project_add_track (CwProject *self,
                                  CwTrack   *track);
void        cw_project_remove_track (CwProject *self,
                                     guint      position);
gint64      cw_project_get_duration (CwProject *self);
const char *cw_project_get_foreign (CwProject *self);
void        cw_project_set_foreign (CwProject  *self,
                                    const char *foreign);

G_END_DECLS
