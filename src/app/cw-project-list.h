/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip.h"
#include "cw-database.h"
#include "cw-project-entry.h"
#include "cw-project.h"

G_BEGIN_DECLS

#define CW_TYPE_PROJECT_LIST (cw_project_list_get_type ())
G_DECLARE_FINAL_TYPE (CwProjectList, cw_project_list, CW, PROJECT_LIST, GObject)

/* The user's projects, last changed first: a GListModel of CwProjectEntry. The
 * projects themselves are .otio files in a folder. Properties: loading
 * (boolean), empty (boolean: loaded, and nothing in it). */

CwProjectList *cw_project_list_new (CwDatabase *database,
                                    const char *folder);
DexFuture     *cw_project_list_load (CwProjectList *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_project_list_create (CwProjectList *self,
                                       CwClip        *clip) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_project_list_open (CwProjectList *self,
                                     const char    *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_project_list_import (CwProjectList *self,
                                       const char    *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_project_list_save (CwProjectList *self,
                                     CwProject     *project) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_project_list_remove (CwProjectList *self,
                                       const char    *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_project_list_restore (CwProjectList *self,
                                        const char    *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
