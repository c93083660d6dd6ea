/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "cw-page.h"

G_BEGIN_DECLS

#define CW_TYPE_FEED (cw_feed_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwFeed, cw_feed, CW, FEED, GObject)

/* A GListModel of things on another machine that grows as one asks for more.
 * Properties: loading (boolean), complete (boolean: there is no more), failure
 * (boxed GError, nullable: why the last asking failed), progress (double: how much
 * of a long asking is done, 0 where that is not known). The signal “found” (CwPage)
 * tells of what has come, shown or not. */

/**
 * CwFeedClass:
 * @load: asks for what follows; a future that resolves once it was put in; after
 *   each wait cw_feed_is_wanted() says whether to go on with that run
 * @reset: begins again from the start, with the next @load
 * @stop: (nullable): ends what is under way for @load
 */
struct _CwFeedClass
{
  GObjectClass parent_class;

  DexFuture *(*load) (CwFeed *self,
                      guint   run);
  void (*reset) (CwFeed *self);
  void (*stop) (CwFeed *self);
};

DexFuture *cw_feed_load_more (CwFeed *self) G_GNUC_WARN_UNUSED_RESULT;
void       cw_feed_reload (CwFeed *self);
void       cw_feed_stop (CwFeed *self);
gboolean   cw_feed_is_loading (CwFeed *self);
gboolean   cw_feed_is_complete (CwFeed *self);
GError    *cw_feed_get_failure (CwFeed *self);
double     cw_feed_get_progress (CwFeed *self);

/* For its classes: */
GPtrArray *cw_feed_get_items (CwFeed *self);
void       cw_feed_splice (CwFeed    *self,
                           guint      position,
                           guint      n_removed,
                           GPtrArray *added);
void       cw_feed_tell (CwFeed *self,
                         CwPage *page);
void       cw_feed_set_complete (CwFeed  *self,
                                 gboolean complete);
void       cw_feed_set_progress (CwFeed *self,
                                 double  progress);
gboolean   cw_feed_is_wanted (CwFeed *self,
                              guint   run);

G_END_DECLS
