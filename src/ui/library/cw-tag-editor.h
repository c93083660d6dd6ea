/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_TAG_EDITOR (cw_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (CwTagEditor, cw_tag_editor, CW, TAG_EDITOR, AdwBin)

/* Tags as chips, and an entry for more, which offers those that the library has.
 * Property: library (CwLibrary). Signals: added (string), removed (string), both by
 * the user; what is shown then is for whoever hears them to say. */

void cw_tag_editor_set_tags (CwTagEditor       *self,
                             const char *const *tags,
                             const char *const *partial);

G_END_DECLS
