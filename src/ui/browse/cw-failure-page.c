/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-failure-page.h"

#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwFailurePage:
 *
 * Why something of Twitch is not there, and what the user can do about it.
 */
struct _CwFailurePage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget     *button;
};

G_DEFINE_FINAL_TYPE (CwFailurePage, cw_failure_page, ADW_TYPE_BIN)

/* By the remedy. */
static const struct
{
  CwError     code;
  const char *icon;
  const char *title;
  const char *button;
  const char *action; /* NULL to try again */
} remedies[] = {
  { CW_ERROR_OFFLINE, "network-offline-symbolic", N_ ("Twitch Cannot Be Reached"), N_ ("_Try Again"), NULL },
  { CW_ERROR_DENIED, "avatar-default-symbolic", N_ ("Sign In to Go On"), N_ ("_Sign In…"), "win.sign-in::basics" },
  { CW_ERROR_SCOPE, "dialog-password-symbolic", N_ ("Your Permission Is Needed"), N_ ("_Allow…"), "win.sign-in::basics" },
  { CW_ERROR_MISSING, "edit-find-symbolic", N_ ("Nothing There Any More"), N_ ("_Try Again"), NULL },
  { CW_ERROR_MALFORMED, "dialog-warning-symbolic", N_ ("Twitch Changed Something"), N_ ("_Try Again"), NULL },
};

/**
 * cw_failure_page_show:
 * @self: a page
 * @failure: what happened
 * @retry_action: the action that tries again
 */
void
cw_failure_page_show (CwFailurePage *self,
                      const GError  *failure,
                      const char    *retry_action)
{
  const char *icon = "dialog-warning-symbolic";
  const char *title = _ ("That Did Not Work");
  const char *button = _ ("_Try Again");
  const char *action = retry_action;

  g_return_if_fail (CW_IS_FAILURE_PAGE (self));
  g_return_if_fail (failure != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_error_matches (failure, CW_ERROR, (int) remedies[i].code))
      {
        icon = remedies[i].icon;
        title = _ (remedies[i].title);
        button = _ (remedies[i].button);
        action = remedies[i].action != NULL ? remedies[i].action : retry_action;
      }

  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, failure->message);
  gtk_button_set_label (GTK_BUTTON (self->button), button);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action);
}

/**
 * cw_failure_page_set_compact:
 * @self: a page
 * @compact: whether it is a part of another page
 */
void
cw_failure_page_set_compact (CwFailurePage *self,
                             gboolean       compact)
{
  g_return_if_fail (CW_IS_FAILURE_PAGE (self));

  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "compact");
}

static void
cw_failure_page_dispose (GObject *object)
{
  /* The bin does not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_FAILURE_PAGE);

  G_OBJECT_CLASS (cw_failure_page_parent_class)->dispose (object);
}

static void
cw_failure_page_class_init (CwFailurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_failure_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-failure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFailurePage, button);
  gtk_widget_class_bind_template_child (widget_class, CwFailurePage, status);
}

static void
cw_failure_page_init (CwFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
