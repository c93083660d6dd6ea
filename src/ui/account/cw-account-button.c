/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account-button.h"

#include "cw-remote-picture.h"
#include "cw-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

struct _CwAccountButton
{
  AdwBin parent_instance;

  CwTwitch *twitch;

  GtkListBox      *accounts;
  GtkMenuButton   *button;
  GtkStack        *face;
  GtkWidget       *memory_hint;
  CwRemotePicture *picture;
  GtkPopover      *popover;
  GtkWidget       *sign_in_button;
  GtkWidget       *signed_in;
};

typedef enum
{
  PROP_TWITCH = 1,
} CwAccountButtonProperty;

static GParamSpec *properties[PROP_TWITCH + 1];

G_DEFINE_FINAL_TYPE (CwAccountButton, cw_account_button, ADW_TYPE_BIN)

/* --- what is shown ---------------------------------------------------------- */

static CwRemotePicture *
make_picture (CwAccountButton *self,
              CwAccount       *account)
{
  CwRemotePicture *picture = g_object_new (CW_TYPE_REMOTE_PICTURE, "ratio", 1.0, "least-width", 32, "natural-width", 32, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (picture), "avatar-picture");
  cw_remote_picture_show (picture, cw_twitch_get_pictures (self->twitch), cw_account_get_picture (account));

  return picture;
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  CwAccountButton *self = data;
  CwAccount       *account = item;
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *name = gtk_label_new (cw_account_get_name (account));
  gboolean         chosen = account == cw_twitch_session_get_account (cw_twitch_get_session (self->twitch));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (make_picture (self, account)));
  gtk_box_append (GTK_BOX (box), name);
  if (chosen)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));

  return box;
}

static void
update (CwAccountButton *self)
{
  CwTwitchSession *session = cw_twitch_get_session (self->twitch);
  CwAccount       *account = cw_twitch_session_get_account (session);
  g_autofree char *label = NULL;

  gtk_stack_set_visible_child_name (self->face, account != NULL ? "picture" : "nobody");
  cw_remote_picture_show (self->picture, cw_twitch_get_pictures (self->twitch), account != NULL ? cw_account_get_picture (account) : NULL);
  gtk_widget_set_visible (self->signed_in, account != NULL);
  gtk_widget_set_visible (self->sign_in_button, account == NULL);
  gtk_widget_set_visible (self->memory_hint, account != NULL && !cw_twitch_session_get_persistent (session));

  label = account != NULL ? g_strdup_printf (_ ("Account of %s"), cw_account_get_name (account)) : g_strdup (_ ("Account"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* --- changing --------------------------------------------------------------- */

static void
on_row (CwAccountButton *self,
        GtkListBoxRow   *row)
{
  CwTwitchSession *session = cw_twitch_get_session (self->twitch);
  g_autoptr (CwAccount) account = g_list_model_get_item (G_LIST_MODEL (session), (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (account != cw_twitch_session_get_account (session))
    cw_toast_watch (GTK_WIDGET (self), cw_twitch_session_choose (session, account));
}

static DexFuture *
sign_out_fiber (CwAccountButton *self,
                CwAccount       *account,
                gboolean         forget)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_twitch_session_sign_out (cw_twitch_get_session (self->twitch), account), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (forget && !dex_await (cw_twitch_forget (self->twitch), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_toast_show (GTK_WIDGET (self), forget ? _ ("Signed out of %s, and all Twitch data deleted") : _ ("Signed out of %s"), cw_account_get_name (account));
  return dex_future_new_true ();
}

static void
on_sign_out_response (CwAccountButton *self,
                      const char      *response)
{
  CwAccount *account = cw_twitch_session_get_account (cw_twitch_get_session (self->twitch));
  gboolean   forget = g_str_equal (response, "forget");

  if (account != NULL && (forget || g_str_equal (response, "sign-out")))
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (sign_out_fiber), 3, CW_TYPE_ACCOUNT_BUTTON, self, CW_TYPE_ACCOUNT, account, G_TYPE_BOOLEAN, forget));
}

static void
sign_out (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  CwAccountButton *self = CW_ACCOUNT_BUTTON (widget);
  CwAccount       *account = cw_twitch_session_get_account (cw_twitch_get_session (self->twitch));
  AdwDialog       *dialog;

  gtk_popover_popdown (self->popover);
  if (account == NULL)
    return;

  dialog = adw_alert_dialog_new (NULL, NULL);
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog), _ ("Sign Out of %s?"), cw_account_get_name (account));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), _ ("Your library and your projects stay. You can also delete what Clipwright remembers of Twitch: what you have seen, its pictures, and the channels you watch."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "sign-out", _ ("Sign _Out"), "forget", _ ("Sign Out and _Delete Twitch Data"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_sign_out_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
add (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  gtk_popover_popdown (CW_ACCOUNT_BUTTON (widget)->popover);
  gtk_widget_activate_action (widget, "win.sign-in", "s", "another");
}

static void
sign_in (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  gtk_popover_popdown (CW_ACCOUNT_BUTTON (widget)->popover);
  gtk_widget_activate_action (widget, "win.sign-in", "s", "basics");
}

/* --- the button itself ------------------------------------------------------ */

static void
set_twitch (CwAccountButton *self,
            CwTwitch        *twitch)
{
  CwTwitchSession *session;

  if (!g_set_object (&self->twitch, twitch) || twitch == NULL)
    return;

  session = cw_twitch_get_session (twitch);
  gtk_list_box_bind_model (self->accounts, G_LIST_MODEL (session), make_row, self, NULL);
  g_signal_connect_object (session, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
cw_account_button_dispose (GObject *object)
{
  CwAccountButton *self = CW_ACCOUNT_BUTTON (object);

  /* The bin does not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_ACCOUNT_BUTTON);
  g_clear_object (&self->twitch);

  G_OBJECT_CLASS (cw_account_button_parent_class)->dispose (object);
}

static void
cw_account_button_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((CwAccountButtonProperty) id)
    {
    case PROP_TWITCH:
      g_value_set_object (value, CW_ACCOUNT_BUTTON (object)->twitch);
      break;
    }
}

static void
cw_account_button_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch ((CwAccountButtonProperty) id)
    {
    case PROP_TWITCH:
      set_twitch (CW_ACCOUNT_BUTTON (object), g_value_get_object (value));
      break;
    }
}

static void
cw_account_button_class_init (CwAccountButtonClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_account_button_dispose;
  object_class->get_property = cw_account_button_get_property;
  object_class->set_property = cw_account_button_set_property;

  properties[PROP_TWITCH] = g_param_spec_object ("twitch", NULL, NULL, CW_TYPE_TWITCH, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "account.add", NULL, add);
  gtk_widget_class_install_action (widget_class, "account.sign-in", NULL, sign_in);
  gtk_widget_class_install_action (widget_class, "account.sign-out", NULL, sign_out);

  g_type_ensure (CW_TYPE_REMOTE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/account/cw-account-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, accounts);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, button);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, face);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, memory_hint);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, picture);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, popover);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, CwAccountButton, signed_in);
  gtk_widget_class_bind_template_callback (widget_class, on_row);
}

static void
cw_account_button_init (CwAccountButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
