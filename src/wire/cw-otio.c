/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-otio.h"

/**
 * cw_otio_get_rate:
 * @rate: a frame rate
 *
 * Returns: @rate as a RationalTime has it
 */
double
cw_otio_get_rate (CwRate rate)
{
  return cw_rate_to_double (rate);
}

/**
 * cw_otio_get_value:
 * @rate: a frame rate
 * @time: ns
 *
 * Returns: @time as a RationalTime has it: whole frames, since that is what
 *   other editors expect
 */
double
cw_otio_get_value (CwRate rate,
                   gint64 time)
{
  return (double) cw_rate_get_frame_count (rate, time);
}

/**
 * cw_otio_parse_foreign:
 * @foreign: (nullable): what a project, track or item keeps for others
 *
 * Returns: (transfer full): it as an object, an empty one where there is none
 */
JsonObject *
cw_otio_parse_foreign (const char *foreign)
{
  g_autoptr (JsonNode) node = foreign != NULL ? json_from_string (foreign, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}
