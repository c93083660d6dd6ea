/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-project-list.h"

G_BEGIN_DECLS

#define CW_TYPE_PROJECTS_PAGE (cw_projects_page_get_type ())
G_DECLARE_FINAL_TYPE (CwProjectsPage, cw_projects_page, CW, PROJECTS_PAGE, AdwNavigationPage)

/* The user's projects. Property: projects (CwProjectList). */

G_END_DECLS
