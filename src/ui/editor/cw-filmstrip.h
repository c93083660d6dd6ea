/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_FILMSTRIP (cw_filmstrip_get_type ())
G_DECLARE_FINAL_TYPE (CwFilmstrip, cw_filmstrip, CW, FILMSTRIP, GtkWidget)

void cw_filmstrip_set_path (CwFilmstrip *self,
                            const char  *path);
int  cw_filmstrip_find_picture (double x,
                                double width,
                                double slot,
                                int    n_pictures);

G_END_DECLS
