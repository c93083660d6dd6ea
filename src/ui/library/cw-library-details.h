/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_LIBRARY_DETAILS (cw_library_details_get_type ())
G_DECLARE_FINAL_TYPE (CwLibraryDetails, cw_library_details, CW, LIBRARY_DETAILS, AdwBin)

/* What is known of the clips that are selected, and may be changed of them. Properties:
 * library (CwLibrary), clips (GListModel of CwClip, nullable: those that are selected;
 * of a GtkSelectionModel, those that are selected in it), list (CwClipList, nullable: has
 * the same at the same positions, so that very many can be changed without being read). */

CwLibraryDetails *cw_library_details_new (CwLibrary  *library,
                                          GListModel *clips);

G_END_DECLS
