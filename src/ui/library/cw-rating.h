/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_RATING (cw_rating_get_type ())
G_DECLARE_FINAL_TYPE (CwRating, cw_rating, CW, RATING, GtkWidget)

/* Five stars, to be chosen by pointer, by arrows or by a digit; choosing what is
 * there already takes it away. Properties: rating (int, 0 to 5), mixed (boolean: of
 * several things that are rated differently). Signal: rated (int), by the user. */

G_END_DECLS
