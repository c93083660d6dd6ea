/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

#include "cw-library.h"
#include "cw-project-list.h"

G_BEGIN_DECLS

DexFuture     *cw_import (GtkWidget     *widget,
                          CwLibrary     *library,
                          CwProjectList *projects,
                          GListModel    *files) G_GNUC_WARN_UNUSED_RESULT;
GtkFileDialog *cw_import_dialog_new (const char *title);

G_END_DECLS
