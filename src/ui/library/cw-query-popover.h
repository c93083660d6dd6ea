/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_QUERY_POPOVER (cw_query_popover_get_type ())
G_DECLARE_FINAL_TYPE (CwQueryPopover, cw_query_popover, CW, QUERY_POPOVER, GtkPopover)

/* Order and filters, which are terms of a query. Property: query (string), which what
 * is chosen here changes. */

G_END_DECLS
