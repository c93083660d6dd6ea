/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-preset.h"

G_DEFINE_BOXED_TYPE (CwPreset, cw_preset, cw_preset_copy, cw_preset_free)

/**
 * cw_preset_copy:
 * @self: a preset
 *
 * Returns: (transfer full): another of the same content
 */
CwPreset *
cw_preset_copy (const CwPreset *self)
{
  CwPreset *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->id = g_strdup (self->id);
  copy->title = g_strdup (self->title);
  copy->description = g_strdup (self->description);
  copy->speed = g_strdup (self->speed);
  copy->as_of = g_strdup (self->as_of);

  return copy;
}

void
cw_preset_free (CwPreset *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->description);
  g_free (self->speed);
  g_free (self->as_of);
  g_free (self);
}

/**
 * cw_preset_limit_rate:
 * @self: a preset
 * @rate: the source's rate
 *
 * Returns: the rate to export a source of @rate at: its own, or an even part of
 *   it where that is more than @self allows
 */
CwRate
cw_preset_limit_rate (const CwPreset *self,
                      CwRate          rate)
{
  g_return_val_if_fail (self != NULL, rate);

  return cw_rate_limit (rate, self->most_rate);
}
