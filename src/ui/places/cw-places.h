/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-services.h"

#include "cw-clip-view.h"

G_BEGIN_DECLS

#define CW_TYPE_PLACES (cw_places_get_type ())
G_DECLARE_FINAL_TYPE (CwPlaces, cw_places, CW, PLACES, GObject)

/* The collections and the trash in a window: their rows in its sidebar, their pages, and
 * what can be done to them, as actions: places.new, places.save-search (a query),
 * places.edit, places.delete (a collection's id), places.add (a collection's id, "" for
 * a new one, and the numbers of clips), places.groups. */

CwPlaces          *cw_places_new (GtkWidget  *window,
                                  GtkListBox *sidebar,
                                  CwServices *services);
AdwNavigationPage *cw_places_find_page (CwPlaces   *self,
                                        const char *name);
void               cw_places_extend_menu (CwPlaces   *self,
                                          CwClipView *view);

G_END_DECLS
