/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-project-list.h"
#include "cw-preset.h"

G_BEGIN_DECLS

#define CW_TYPE_EDITOR (cw_editor_get_type ())
G_DECLARE_FINAL_TYPE (CwEditor, cw_editor, CW, EDITOR, GObject)

/* One open project and what the user does to it. Every change is one step that
 * undo takes back; changes while a handle is dragged are one step (begin/end).
 * It saves by itself a moment after a change. Properties:
 *   project     CwProject   as it is now, another object after every change; never change it
 *   title       string      writable
 *   in, out     int64       ns in the source: the first media item's range, writable
 *   source-duration int64   ns
 *   source-path string      the first media item's file
 *   layout      CwLayout    of the first media item, writable
 *   text        string      the title over the picture, "" for none, writable
 *   volume      double      writable
 *   preset-id   string      what it is made for: sets the canvas, writable
 *   can-undo, can-redo boolean
 *   saved       boolean     FALSE while a change is not on the disk yet
 *   error       string      nullable: why saving failed */

CwEditor       *cw_editor_new (CwProjectList *projects,
                               CwProject     *project);
CwProject      *cw_editor_get_project (CwEditor *self);
gint64          cw_editor_get_in (CwEditor *self);
gint64          cw_editor_get_out (CwEditor *self);
void            cw_editor_set_range (CwEditor *self,
                                     gint64    in,
                                     gint64    out);
gint64          cw_editor_get_source_duration (CwEditor *self);
const char     *cw_editor_get_source_path (CwEditor *self);
const CwLayout *cw_editor_get_layout (CwEditor *self);
void            cw_editor_set_layout (CwEditor       *self,
                                      const CwLayout *layout);
void            cw_editor_place_text (CwEditor *self,
                                      double    x,
                                      double    y,
                                      double    size);
void            cw_editor_begin_drag (CwEditor *self);
void            cw_editor_end_drag (CwEditor *self);
void            cw_editor_undo (CwEditor *self);
void            cw_editor_redo (CwEditor *self);
DexFuture      *cw_editor_locate (CwEditor   *self,
                                  const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_editor_save (CwEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
