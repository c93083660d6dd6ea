/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-library.h"

G_BEGIN_DECLS

void cw_undo_keys_attach (GtkWidget *page,
                          CwLibrary *library);

G_END_DECLS
