/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cw-rate.h"

G_BEGIN_DECLS

#define CW_TYPE_PRESET (cw_preset_get_type ())

/**
 * CwPreset:
 * @id: "shorts", "landscape", "square", "source"
 * @title: for the user, translated
 * @description: a line on what it is for, translated
 * @width: px, 0 for the source's own
 * @height: px, 0 for the source's own
 * @most_rate: frames a second at the most, 0 for no limit
 * @quality: x264's CRF: 0 is best, 51 worst
 * @speed: x264's preset: "veryfast"
 * @key_interval: frames from one key frame to the next at the most
 * @audio_bitrate: bits a second
 * @as_of: the date of the facts behind it: "2026-09-01"
 *
 * What to export to. Data (resources/presets.json), since platforms change.
 * A boxed type.
 */
typedef struct
{
  char  *id;
  char  *title;
  char  *description;
  int    width;
  int    height;
  int    most_rate;
  double quality;
  char  *speed;
  int    key_interval;
  int    audio_bitrate;
  char  *as_of;
} CwPreset;

GType     cw_preset_get_type (void);
CwPreset *cw_preset_copy (const CwPreset *self);
void      cw_preset_free (CwPreset *self);
CwRate    cw_preset_limit_rate (const CwPreset *self,
                                CwRate          rate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPreset, cw_preset_free)

G_END_DECLS
