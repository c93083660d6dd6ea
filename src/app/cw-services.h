/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-groups.h"
#include "cw-clip-keeper.h"
#include "cw-clip-media.h"
#include "cw-clip-origins.h"
#include "cw-clip-watch.h"
#include "cw-collections.h"
#include "cw-job-queue.h"
#include "cw-library-trash.h"
#include "cw-library-care.h"
#include "cw-library.h"
#include "cw-project-list.h"
#include "cw-seen.h"
#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_SERVICES (cw_services_get_type ())
G_DECLARE_FINAL_TYPE (CwServices, cw_services, CW, SERVICES, GObject)

/* What a program has one of. Seen by main.c and the window (and the CLI's
 * verbs) only, which hand each page the one object it shows. */

CwServices      *cw_services_new (const char *folder);
DexFuture       *cw_services_open (CwServices *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_services_open_library (CwServices *self) G_GNUC_WARN_UNUSED_RESULT;
CwLibrary       *cw_services_get_library (CwServices *self);
CwCollections   *cw_services_get_collections (CwServices *self);
CwLibraryTrash  *cw_services_get_trash (CwServices *self);
CwClipGroups    *cw_services_make_groups (CwServices *self,
                                          CwGrouping  grouping);
CwProjectList   *cw_services_get_projects (CwServices *self);
CwJobQueue      *cw_services_get_jobs (CwServices *self);
CwTwitchSession *cw_services_get_session (CwServices *self);
CwHelix         *cw_services_get_helix (CwServices *self);
CwTwitch        *cw_services_get_twitch (CwServices *self);
CwSeen          *cw_services_get_seen (CwServices *self);
CwClipOrigins   *cw_services_get_origins (CwServices *self);
CwClipWatch     *cw_services_get_watch (CwServices *self);
CwMediaStore    *cw_services_get_media (CwServices *self);
CwLibraryCare   *cw_services_get_care (CwServices *self);
CwClipSources   *cw_services_get_sources (CwServices *self);
CwWatchCache    *cw_services_get_watch_cache (CwServices *self);
CwClipKeeper    *cw_services_get_keeper (CwServices *self);
CwClipKeeper    *cw_services_make_keeper (CwServices *self,
                                          const char *folder);
CwClipMedia     *cw_services_make_clip_media (CwServices   *self,
                                              CwTwitchClip *clip);
DexFuture       *cw_services_open_jobs (CwServices *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_services_open_session (CwServices *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_services_open_watch (CwServices *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
