/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-page.h"

#include "cw-failure-page.h"
#include "cw-feed-shelf.h"

#include "cw-twitch-link.h"

#include "cw-async.h"
#include "cw-error.h"

#include <string.h>

/**
 * CwSearchPage:
 *
 * Finds channels and categories by name, clips that were seen before by any word,
 * and whatever a pasted link leads to.
 */
struct _CwSearchPage
{
  CwBrowsePage parent_instance;

  char      *words;
  DexFuture *following;

  CwFeedShelf    *categories;
  CwFeedShelf    *channels;
  CwFailurePage  *failure;
  GtkSearchEntry *entry;
  CwFeedShelf    *seen;
  GtkStack       *stack;
};

G_DEFINE_FINAL_TYPE (CwSearchPage, cw_search_page, CW_TYPE_BROWSE_PAGE)

/* --- words ------------------------------------------------------------------ */

static void
show (CwSearchPage *self,
      CwFeedShelf  *shelf,
      CwFeed       *feed)
{
  cw_feed_view_set_feed (CW_FEED_VIEW (shelf), cw_browse_page_get_twitch (CW_BROWSE_PAGE (self)), feed);
  g_clear_object (&feed);
}

static void
search (CwSearchPage *self)
{
  CwTwitch *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (self));

  show (self, self->channels, cw_twitch_search_channels (twitch, self->words));
  show (self, self->categories, cw_twitch_search_categories (twitch, self->words));
  show (self, self->seen, cw_twitch_search_seen (twitch, self->words));
  gtk_stack_set_visible_child_name (self->stack, "found");
}

/* --- links ------------------------------------------------------------------ */

static DexFuture *
on_followed (DexFuture *future,
             gpointer   data)
{
  CwSearchPage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "start");
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      cw_browse_page_open (CW_BROWSE_PAGE (self), g_value_get_object (value));
    }
  else if (!cw_error_is_cancelled (error))
    {
      cw_failure_page_show (self->failure, cw_browse_page_get_twitch (CW_BROWSE_PAGE (self)), error, "search.again", "basics");
      gtk_stack_set_visible_child_name (self->stack, "failure");
    }

  return dex_future_new_true ();
}

static void
follow (CwSearchPage *self)
{
  CwTwitch *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, "following");
  self->following = dex_future_finally (cw_twitch_find_link (twitch, self->words), on_followed, self, NULL);
}

/* A bare word may be a channel's name as well as a clip's: only what has a slash
 * is meant as a link. */
static gboolean
is_link (const char *text)
{
  g_autofree char *id = NULL;

  return strchr (text, '/') != NULL && cw_twitch_link_parse (text, &id) != CW_TWITCH_LINK_NONE;
}

/* --- the entry -------------------------------------------------------------- */

static void
look (CwSearchPage *self)
{
  dex_clear (&self->following);

  if (*self->words == '\0')
    {
      show (self, self->channels, NULL);
      show (self, self->categories, NULL);
      show (self, self->seen, NULL);
      gtk_stack_set_visible_child_name (self->stack, "start");
    }
  else if (is_link (self->words))
    follow (self);
  else
    search (self);
}

static void
on_search_changed (CwSearchPage *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (g_set_str (&self->words, words))
    look (self);
}

/* From the entry into what was found. */
static void
on_activate (CwSearchPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
again (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  look (CW_SEARCH_PAGE (widget));
}

static void
focus (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (CW_SEARCH_PAGE (widget)->entry));
}

/* --- the page itself -------------------------------------------------------- */

static void
cw_search_page_reload (CwBrowsePage *page)
{
  look (CW_SEARCH_PAGE (page));
}

static void
cw_search_page_shown (AdwNavigationPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (CW_SEARCH_PAGE (page)->entry));
}

static void
cw_search_page_dispose (GObject *object)
{
  CwSearchPage *self = CW_SEARCH_PAGE (object);

  dex_clear (&self->following);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_SEARCH_PAGE);

  G_OBJECT_CLASS (cw_search_page_parent_class)->dispose (object);
}

static void
cw_search_page_finalize (GObject *object)
{
  g_free (CW_SEARCH_PAGE (object)->words);

  G_OBJECT_CLASS (cw_search_page_parent_class)->finalize (object);
}

static void
cw_search_page_class_init (CwSearchPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_search_page_dispose;
  object_class->finalize = cw_search_page_finalize;
  CW_BROWSE_PAGE_CLASS (klass)->reload = cw_search_page_reload;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = cw_search_page_shown;

  gtk_widget_class_install_action (widget_class, "search.again", NULL, again);
  gtk_widget_class_install_action (widget_class, "search.focus", NULL, focus);

  g_type_ensure (CW_TYPE_FAILURE_PAGE);
  g_type_ensure (CW_TYPE_FEED_SHELF);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSearchPage, categories);
  gtk_widget_class_bind_template_child (widget_class, CwSearchPage, channels);
  gtk_widget_class_bind_template_child (widget_class, CwSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, CwSearchPage, failure);
  gtk_widget_class_bind_template_child (widget_class, CwSearchPage, seen);
  gtk_widget_class_bind_template_child (widget_class, CwSearchPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
cw_search_page_init (CwSearchPage *self)
{
  self->words = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->channels));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->categories));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->seen));
}
