/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/* A project as OpenTimelineIO JSON (an .otio file), which other editors read. */
char      *cw_project_file_write (CwProject *project);
CwProject *cw_project_file_read (const char *text,
                                 gssize      length,
                                 GError    **error);

G_END_DECLS
