/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-clip-list.h"

G_BEGIN_DECLS

#define CW_TYPE_QUERY_ENTRY (cw_query_entry_get_type ())
G_DECLARE_FINAL_TYPE (CwQueryEntry, cw_query_entry, CW, QUERY_ENTRY, AdwBin)

/* Where the query of a list of clips is written, with completion, and with what is wrong
 * with it. Property: clips (CwClipList, nullable). The signal “activate” is for Enter. */

GtkEditable *cw_query_entry_get_editable (CwQueryEntry *self);

G_END_DECLS
