/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-application.h"

#include "cw-allocation.h"
#include "cw-log.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <unistd.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (CwApplication) application = NULL;
  int status;

  cw_allocation_init ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  cw_log_init ();
  dex_init ();
  g_set_application_name (_ ("Clipwright"));

  application = cw_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);

  /* As this program, without the files that it was started with. */
  if (cw_application_get_again (application))
    execv ("/proc/self/exe", (char *[]) { argv[0], NULL });

  return status;
}
