/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-clip-list.h"

G_BEGIN_DECLS

#define CW_TYPE_TAG_DIALOG (cw_tag_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwTagDialog, cw_tag_dialog, CW, TAG_DIALOG, AdwAlertDialog)

/* Asks for a tag, and offers those that there are. Its response is "tag" or "cancel". */

CwTagDialog *cw_tag_dialog_new (CwClipList *clips,
                                guint       n);
const char  *cw_tag_dialog_get_tag (CwTagDialog *self);

G_END_DECLS
