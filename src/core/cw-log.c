/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-log.h"

/**
 * cw_log_init:
 *
 * Sets up what g_debug() and its like do, once at the start of a program: all
 * goes to the journal where standard error is connected to it, else to standard
 * error, so that standard output holds results only. CLIPWRIGHT_DEBUG names the
 * domains (cw-core, cw-media, …) whose debug messages are wanted, or "all".
 */
void
cw_log_init (void)
{
  const char *wanted = g_getenv ("CLIPWRIGHT_DEBUG");

  g_log_writer_default_set_use_stderr (TRUE);

  if (wanted != NULL)
    {
      g_auto (GStrv) domains = g_strsplit_set (wanted, ", ", -1);

      g_log_writer_default_set_debug_domains ((const char *const *) domains);
    }
}
