/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

#define CW_TYPE_DATABASE_WATCH (cw_database_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwDatabaseWatch, cw_database_watch, CW, DATABASE_WATCH, GObject)

/* The signal “changed” tells that another process has changed something. */

CwDatabaseWatch *cw_database_watch_new (CwDatabase *database);
void             cw_database_watch_start (CwDatabaseWatch *self);
DexFuture       *cw_database_watch_look (CwDatabaseWatch *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
