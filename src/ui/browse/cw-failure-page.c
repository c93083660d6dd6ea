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

/* What the user can do about it. */
typedef enum
{
  REMEDY_RETRY,
  REMEDY_SIGN_IN,
  REMEDY_ALLOW,
} Remedy;

static const struct
{
  CwError     code;
  const char *icon;
  const char *title;
} kinds[] = {
  { CW_ERROR_OFFLINE, "network-offline-symbolic", N_ ("Twitch Cannot Be Reached") },
  { CW_ERROR_DENIED, "action-unavailable-symbolic", N_ ("Twitch Does Not Allow It") },
  { CW_ERROR_SCOPE, "dialog-password-symbolic", N_ ("Your Permission Is Needed") },
  { CW_ERROR_MISSING, "edit-find-symbolic", N_ ("Nothing There Any More") },
  { CW_ERROR_MALFORMED, "dialog-warning-symbolic", N_ ("Twitch Changed Something") },
};

/* Being refused is something else for somebody who is not signed in. */
static Remedy
find_remedy (CwTwitch     *twitch,
             const GError *failure)
{
  CwTwitchSession *session = cw_twitch_get_session (twitch);

  if (g_error_matches (failure, CW_ERROR, CW_ERROR_SCOPE))
    return REMEDY_ALLOW;
  if (g_error_matches (failure, CW_ERROR, CW_ERROR_DENIED) && (cw_twitch_session_get_account (session) == NULL || cw_twitch_session_get_ended (session)))
    return REMEDY_SIGN_IN;

  return REMEDY_RETRY;
}

/**
 * cw_failure_page_set_button:
 * @button: a button
 * @twitch: what was asked
 * @failure: what happened
 * @retry_action: the action that tries again
 * @need: what the user may have to allow, see cw_twitch_need_from_nick()
 *
 * Has @button lead on, as the page's own does: for where there is no room for a page.
 */
void
cw_failure_page_set_button (GtkButton    *button,
                            CwTwitch     *twitch,
                            const GError *failure,
                            const char   *retry_action,
                            const char   *need)
{
  static const char *const labels[] = {
    [REMEDY_RETRY] = N_ ("_Try Again"),
    [REMEDY_SIGN_IN] = N_ ("_Sign In…"),
    [REMEDY_ALLOW] = N_ ("_Allow…"),
  };
  Remedy    remedy;
  GVariant *target;

  g_return_if_fail (GTK_IS_BUTTON (button));
  g_return_if_fail (CW_IS_TWITCH (twitch));
  g_return_if_fail (failure != NULL);

  remedy = find_remedy (twitch, failure);
  target = remedy != REMEDY_RETRY ? g_variant_new_string (need) : NULL;

  /* GTK warns of a target that an action does not take, also for a moment. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), remedy == REMEDY_RETRY ? retry_action : "win.sign-in");
  gtk_button_set_label (button, _ (labels[remedy]));
}

/**
 * cw_failure_page_show:
 * @self: a page
 * @twitch: what was asked
 * @failure: what happened
 * @retry_action: the action that tries again
 * @need: what the user may have to allow, see cw_twitch_need_from_nick()
 */
void
cw_failure_page_show (CwFailurePage *self,
                      CwTwitch      *twitch,
                      const GError  *failure,
                      const char    *retry_action,
                      const char    *need)
{
  const char *icon = "dialog-warning-symbolic";
  const char *title = _ ("That Did Not Work");

  g_return_if_fail (CW_IS_FAILURE_PAGE (self));
  g_return_if_fail (CW_IS_TWITCH (twitch));
  g_return_if_fail (failure != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_error_matches (failure, CW_ERROR, (int) kinds[i].code))
      {
        icon = kinds[i].icon;
        title = _ (kinds[i].title);
      }

  if (find_remedy (twitch, failure) == REMEDY_SIGN_IN)
    {
      icon = "avatar-default-symbolic";
      title = _ ("Sign In to Go On");
    }

  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, failure->message);
  cw_failure_page_set_button (GTK_BUTTON (self->button), twitch, failure, retry_action, need);
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
