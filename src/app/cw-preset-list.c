/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-preset-list.h"

#include "cw-preset-file.h"

/**
 * cw_preset_list_get:
 *
 * Returns: (transfer none) (element-type CwPreset): the presets, in the order to show them
 */
GPtrArray *
cw_preset_list_get (void)
{
  return cw_presets_list ();
}

/**
 * cw_preset_list_find:
 * @id: (nullable): a preset's id
 *
 * Returns: (transfer none) (nullable): the preset of that id
 */
const CwPreset *
cw_preset_list_find (const char *id)
{
  return id != NULL ? cw_presets_find (id) : NULL;
}
