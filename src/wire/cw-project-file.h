/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/* OpenTimelineIO JSON. Writing what was read gives the same bytes. Errors are
 * CW_ERROR_MALFORMED with the line and the reason. */
char      *cw_project_file_write (CwProject *project);
CwProject *cw_project_file_read (const char *text,
                                 gssize      length,
                                 GError    **error);

G_END_DECLS
