/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-services.h"
#include "test-twitch.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What tests that watch crash-worker.c have in common. */

typedef struct
{
  TestTwitch *twitch;
  char       *access;
  char       *channel;
  GStrv       ids; /* of clips to download */
  char       *videos;
} CrashWorld;

CrashWorld  *crash_world_new (void);
void         crash_world_free (CrashWorld *world);
char        *crash_world_make_folder (void);
GSubprocess *crash_world_start (CrashWorld        *world,
                                const char        *folder,
                                const char *const *arguments);
GSubprocess *crash_world_use (CrashWorld *world,
                              const char *folder,
                              guint       seed,
                              guint       n_downloads);
void         crash_world_must (DexFuture *future);
CwDatabase  *crash_world_get_database (CwServices *services);
GPtrArray   *crash_world_check (CwServices *services,
                                gint64      grace);
void         crash_world_assert_intact (CwServices *services);
void         crash_world_assert_sound (CwServices *services,
                                       gint64      grace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrashWorld, crash_world_free)

G_END_DECLS
