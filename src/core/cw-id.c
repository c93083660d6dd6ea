/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-id.h"

#include <string.h>

/**
 * cw_id_new:
 *
 * Makes an identifier that no other machine makes and that sorts by the time it
 * was made: a UUID of version 7 (RFC 9562, section 5.7).
 *
 * Returns: (transfer full): the identifier as 36 characters
 */
char *
cw_id_new (void)
{
  guint64          milliseconds = (guint64) g_get_real_time () / 1000;
  g_autofree char *random = g_uuid_string_random ();

  /* A random UUID is version 4; its variant bits are right already. */
  random[14] = '7';

  return g_strdup_printf ("%08x-%04x-%s", (guint32) (milliseconds >> 16), (guint32) (milliseconds & 0xffff), random + 14);
}
