/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_EDITOR_STAGE (cw_editor_stage_get_type ())
G_DECLARE_FINAL_TYPE (CwEditorStage, cw_editor_stage, CW, EDITOR_STAGE, AdwBin)

void cw_editor_stage_grab_focus (CwEditorStage *self);
void cw_editor_stage_toggle_playing (CwEditorStage *self);
void cw_editor_stage_set_playing (CwEditorStage *self,
                                  gboolean       playing);
void cw_editor_stage_step (CwEditorStage *self,
                           int            frames);
void cw_editor_stage_skip (CwEditorStage *self,
                           int            seconds);
void cw_editor_stage_jump (CwEditorStage *self,
                           gboolean       end);
void cw_editor_stage_mark (CwEditorStage *self,
                           gboolean       end);

G_END_DECLS
