/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-feed-view.h"
#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_BROWSE_PAGE (cw_browse_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwBrowsePage, cw_browse_page, CW, BROWSE_PAGE, AdwNavigationPage)

/* A page on which things of Twitch are looked for. Property: twitch. Signal: open
 * (GObject): the user wants to see a thing on a page of its own. Action:
 * browse.reload. */

/**
 * CwBrowsePageClass:
 * @reload: asks for everything again, such as when somebody else has signed in
 */
struct _CwBrowsePageClass
{
  AdwNavigationPageClass parent_class;

  void (*reload) (CwBrowsePage *self);
};

CwTwitch *cw_browse_page_get_twitch (CwBrowsePage *self);
void      cw_browse_page_open (CwBrowsePage *self,
                               GObject      *item);
void      cw_browse_page_watch (CwBrowsePage *self,
                                CwFeedView   *view);

G_END_DECLS
