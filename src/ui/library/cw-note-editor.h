/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_NOTE_EDITOR (cw_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (CwNoteEditor, cw_note_editor, CW, NOTE_EDITOR, AdwBin)

/* What the user notes of a clip: it is kept after a pause, and whenever the editor, the
 * clip or the window is left. */

void cw_note_editor_show (CwNoteEditor *self,
                          CwLibrary    *library,
                          CwClip       *clip);
void cw_note_editor_save (CwNoteEditor *self);

G_END_DECLS
