/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_FOLDER_WATCH (cw_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwFolderWatch, cw_folder_watch, CW, FOLDER_WATCH, GObject)

/* Properties: active (boolean: a folder is watched), busy (boolean: it looks or takes in),
 * taken (uint: how many clips came since the start), error (string, nullable: why it
 * cannot look, or what could not be taken in last). */

CwFolderWatch *cw_folder_watch_new (CwLibrary  *library,
                                    const char *folder,
                                    GSettings  *settings);
void           cw_folder_watch_start (CwFolderWatch *self);
void           cw_folder_watch_stop (CwFolderWatch *self);

G_END_DECLS
