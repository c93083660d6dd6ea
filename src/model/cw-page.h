/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_PAGE (cw_page_get_type ())
G_DECLARE_FINAL_TYPE (CwPage, cw_page, CW, PAGE, GObject)

CwPage     *cw_page_new (GPtrArray  *items,
                         const char *next);
GPtrArray  *cw_page_get_items (CwPage *self);
gpointer    cw_page_get_first (CwPage *self);
const char *cw_page_get_next (CwPage *self);

G_END_DECLS
