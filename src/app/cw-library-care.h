/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-finding.h"
#include "cw-folder-watch.h"
#include "cw-library-check.h"
#include "cw-library.h"
#include "cw-progress.h"
#include "cw-project-list.h"
#include "cw-step-progress.h"
#include "cw-storage-use.h"

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

#define CW_TYPE_LIBRARY_CARE (cw_library_care_get_type ())
G_DECLARE_FINAL_TYPE (CwLibraryCare, cw_library_care, CW, LIBRARY_CARE, GObject)

/* What a user can do with the library as a whole. Properties: restored (string, nullable:
 * which backup became the library with this start), problem (string, nullable: why one
 * that waits did not), away (string, nullable: why the library's folder cannot be used
 * now), media-folder (string: where the library's own media are). */

CwLibraryCare *cw_library_care_new (CwMediaStore  *media,
                                    CwLibrary     *library,
                                    CwProjectList *projects,
                                    GSettings     *settings);
DexFuture     *cw_library_care_open (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;
void           cw_library_care_start (CwLibraryCare *self);
void           cw_library_care_stop (CwLibraryCare *self);
DexFuture     *cw_library_care_look (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;
CwFolderWatch *cw_library_care_get_watch (CwLibraryCare *self);
const char    *cw_library_care_get_restored (CwLibraryCare *self);
const char    *cw_library_care_get_problem (CwLibraryCare *self);
const char    *cw_library_care_get_away (CwLibraryCare *self);
const char    *cw_library_care_get_media_folder (CwLibraryCare *self);

/* Storage. */
DexFuture *cw_library_care_load_uses (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_plan (CwLibraryCare *self,
                                 gint64         budget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_enforce (CwLibraryCare *self,
                                    gint64         budget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_clear_caches (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_empty_trash (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_delete_copies (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether all is well. */
DexFuture *cw_library_care_check (CwLibraryCare *self,
                                  gboolean       read_all,
                                  CwProgress    *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_repair (CwLibraryCare  *self,
                                   CwFinding      *finding,
                                   CwLibraryRepair how) G_GNUC_WARN_UNUSED_RESULT;

/* All of it at once. */
DexFuture *cw_library_care_back_up (CwLibraryCare *self,
                                    const char    *path,
                                    gboolean       include_elsewhere,
                                    CwProgress    *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_stage_restore (CwLibraryCare *self,
                                          const char    *path,
                                          CwProgress    *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_discard_restore (CwLibraryCare *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_move (CwLibraryCare *self,
                                 const char    *folder,
                                 CwProgress    *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_care_import_folder (CwLibraryCare  *self,
                                          const char     *path,
                                          CwStepProgress *progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
