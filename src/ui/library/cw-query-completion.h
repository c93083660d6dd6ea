/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-clip-list.h"

G_BEGIN_DECLS

#define CW_TYPE_QUERY_COMPLETION (cw_query_completion_get_type ())
G_DECLARE_FINAL_TYPE (CwQueryCompletion, cw_query_completion, CW, QUERY_COMPLETION, GtkPopover)

/* What may be written next in a query, below its entry. The signal “chosen” (string, the
 * whole text; int, where the cursor goes then, in characters). */

CwQueryCompletion *cw_query_completion_new (void);
void               cw_query_completion_update (CwQueryCompletion *self,
                                               CwClipList        *clips,
                                               const char        *text,
                                               int                position,
                                               gboolean           asked);
gboolean           cw_query_completion_key (CwQueryCompletion *self,
                                            guint              key);

G_END_DECLS
