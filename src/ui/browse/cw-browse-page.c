/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-browse-page.h"

typedef struct
{
  CwTwitch *twitch;
} CwBrowsePagePrivate;

typedef enum
{
  PROP_TWITCH = 1,
} CwBrowsePageProperty;

static GParamSpec *properties[PROP_TWITCH + 1];

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwBrowsePage, cw_browse_page, ADW_TYPE_NAVIGATION_PAGE)

static CwBrowsePagePrivate *
get_private (gpointer self)
{
  return cw_browse_page_get_instance_private (self);
}

/* Also when the same one has signed in again, or has allowed more: what failed
 * for want of that may go well now. */
static void
reload_page (CwBrowsePage *self)
{
  CW_BROWSE_PAGE_GET_CLASS (self)->reload (self);
}

static void
reload (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  cw_twitch_refresh (get_private (widget)->twitch);
  reload_page (CW_BROWSE_PAGE (widget));
}

/**
 * cw_browse_page_get_twitch:
 * @self: a page
 *
 * Returns: (transfer none): where what it shows comes from
 */
CwTwitch *
cw_browse_page_get_twitch (CwBrowsePage *self)
{
  g_return_val_if_fail (CW_IS_BROWSE_PAGE (self), NULL);

  return get_private (self)->twitch;
}

/**
 * cw_browse_page_open:
 * @self: a page
 * @item: a clip, stream, video, category or channel of Twitch
 *
 * Has the window show @item.
 */
void
cw_browse_page_open (CwBrowsePage *self,
                     GObject      *item)
{
  g_return_if_fail (CW_IS_BROWSE_PAGE (self));
  g_return_if_fail (G_IS_OBJECT (item));

  g_signal_emit (self, signals[OPEN], 0, item);
}

/**
 * cw_browse_page_watch:
 * @self: a page
 * @view: a part of it
 *
 * Opens what is activated in @view.
 */
void
cw_browse_page_watch (CwBrowsePage *self,
                      CwFeedView   *view)
{
  g_return_if_fail (CW_IS_BROWSE_PAGE (self));

  g_signal_connect_object (view, "open", G_CALLBACK (cw_browse_page_open), self, G_CONNECT_SWAPPED);
}

static void
cw_browse_page_constructed (GObject *object)
{
  CwBrowsePage *self = CW_BROWSE_PAGE (object);
  CwTwitch     *twitch = get_private (self)->twitch;

  G_OBJECT_CLASS (cw_browse_page_parent_class)->constructed (object);

  g_signal_connect_object (cw_twitch_get_session (twitch), "notify::account", G_CALLBACK (reload_page), self, G_CONNECT_SWAPPED);
  reload_page (self);
}

static void
cw_browse_page_dispose (GObject *object)
{
  g_clear_object (&get_private (object)->twitch);

  G_OBJECT_CLASS (cw_browse_page_parent_class)->dispose (object);
}

static void
cw_browse_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((CwBrowsePageProperty) id)
    {
    case PROP_TWITCH:
      g_value_set_object (value, get_private (object)->twitch);
      break;
    }
}

static void
cw_browse_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((CwBrowsePageProperty) id)
    {
    case PROP_TWITCH:
      get_private (object)->twitch = g_value_dup_object (value);
      break;
    }
}

static void
cw_browse_page_class_init (CwBrowsePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = cw_browse_page_constructed;
  object_class->dispose = cw_browse_page_dispose;
  object_class->get_property = cw_browse_page_get_property;
  object_class->set_property = cw_browse_page_set_property;

  properties[PROP_TWITCH] = g_param_spec_object ("twitch", NULL, NULL, CW_TYPE_TWITCH, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "browse.reload", NULL, reload);

  signals[OPEN] = g_signal_new ("open", CW_TYPE_BROWSE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
cw_browse_page_init (CwBrowsePage *self)
{
}
