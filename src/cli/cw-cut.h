/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-layout.h"
#include "cw-preset.h"
#include "cw-project.h"

G_BEGIN_DECLS

CwProject *cw_cut_new_project (const char     *path,
                               const char     *in,
                               const char     *out,
                               const CwLayout *layout,
                               const CwPreset *preset,
                               GError        **error);

G_END_DECLS
