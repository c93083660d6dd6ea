/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/* A project seen as what the editor's page shows: one part of one file, with one
 * text over it. */

gint64          cw_single_cut_get_in (CwProject *project);
gint64          cw_single_cut_get_out (CwProject *project);
gint64          cw_single_cut_get_source_duration (CwProject *project);
const char     *cw_single_cut_get_source_path (CwProject *project);
const CwLayout *cw_single_cut_get_layout (CwProject *project);
const char     *cw_single_cut_get_text (CwProject *project);
double          cw_single_cut_get_volume (CwProject *project);
void            cw_single_cut_move (CwProject  *project,
                                    const char *from,
                                    const char *to);

G_END_DECLS
