/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_PROJECT_ENTRY (cw_project_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwProjectEntry, cw_project_entry, CW, PROJECT_ENTRY, GObject)

/* What a list of projects shows of one. Properties: id, title, changed (us UTC),
 * duration (ns), source-path (nullable, for a picture). */

CwProjectEntry *cw_project_entry_new (const char *id,
                                      const char *title,
                                      gint64      changed,
                                      gint64      duration,
                                      const char *source_path);
const char     *cw_project_entry_get_id (CwProjectEntry *self);
const char     *cw_project_entry_get_title (CwProjectEntry *self);
gint64          cw_project_entry_get_changed (CwProjectEntry *self);
gint64          cw_project_entry_get_duration (CwProjectEntry *self);
const char     *cw_project_entry_get_source_path (CwProjectEntry *self);
void            cw_project_entry_update (CwProjectEntry *self,
                                         CwProjectEntry *newer);

G_END_DECLS
