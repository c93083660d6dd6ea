/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *cw_project_writer_build (CwProject *project);

G_END_DECLS
