/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-sign-in-dialog.h"

#include "cw-link.h"
#include "cw-qr-code.h"
#include "cw-toast.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwSignInDialog:
 *
 * Shows the code that the user confirms in a browser, on this or any other device,
 * and waits for that.
 */
struct _CwSignInDialog
{
  AdwDialog parent_instance;

  CwSignIn  *sign_in;
  DexFuture *waiting;
  guint      tick;

  GtkLabel      *code;
  GtkLabel      *countdown;
  AdwStatusPage *failure;
  CwQrCode      *qr_code;
  GtkLabel      *reason;
  GtkStack      *stack;
};

enum
{
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwSignInDialog, cw_sign_in_dialog, ADW_TYPE_DIALOG)

static const char *const reasons[] = {
  [CW_TWITCH_NEED_BASICS] = N_ ("Clipwright asks to see which channels you follow. It never sees your password."),
  [CW_TWITCH_NEED_CREATE] = N_ ("To make clips in your name, Clipwright asks for your permission once more."),
  [CW_TWITCH_NEED_OWN] = N_ ("To get the files of your own clips, Clipwright asks for your permission once more."),
  [CW_TWITCH_NEED_EDITED] = N_ ("To get the files of clips of channels that you edit, Clipwright asks for your permission once more."),
};

/* --- the time that is left -------------------------------------------------- */

static gboolean
on_tick (gpointer data)
{
  CwSignInDialog  *self = data;
  gint64           left = MAX (cw_sign_in_get_expires (self->sign_in) - g_get_monotonic_time (), 0) / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf (_ ("The code is good for %d:%02d"), (int) (left / 60), (int) (left % 60));

  gtk_label_set_label (self->countdown, text);
  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (CwSignInDialog *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
}

/* --- signing in ------------------------------------------------------------- */

static void
show_code (CwSignInDialog *self)
{
  gtk_label_set_label (self->code, cw_sign_in_get_code (self->sign_in));
  cw_qr_code_set_text (self->qr_code, cw_sign_in_get_url (self->sign_in));
  gtk_stack_set_visible_child_name (self->stack, "code");
  on_tick (self);
  stop_ticking (self);
  self->tick = g_timeout_add_seconds (1, on_tick, self);
}

static void
show_failure (CwSignInDialog *self,
              const GError   *error)
{
  stop_ticking (self);
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static DexFuture *
sign_in_fiber (CwSignInDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwAccount) account = NULL;

  if (dex_await (cw_sign_in_begin (self->sign_in), &error))
    {
      show_code (self);
      account = dex_await_object (cw_sign_in_wait (self->sign_in), &error);
    }

  if (account == NULL)
    {
      if (!cw_error_is_cancelled (error))
        show_failure (self, error);
      return dex_future_new_true ();
    }

  stop_ticking (self);
  g_signal_emit (self, signals[SIGNED_IN], 0, account);
  adw_dialog_close (ADW_DIALOG (self));

  return dex_future_new_true ();
}

static void
start (CwSignInDialog *self)
{
  dex_clear (&self->waiting);
  gtk_stack_set_visible_child_name (self->stack, "beginning");
  self->waiting = cw_spawn (G_CALLBACK (sign_in_fiber), 1, CW_TYPE_SIGN_IN_DIALOG, self);
}

static void
restart (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  start (CW_SIGN_IN_DIALOG (widget));
}

static void
copy_code (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwSignInDialog *self = CW_SIGN_IN_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), cw_sign_in_get_code (self->sign_in));
  cw_toast_show (GTK_WIDGET (self->stack), _ ("Code copied"));
}

static void
open_browser (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CwSignInDialog *self = CW_SIGN_IN_DIALOG (widget);

  cw_link_open (GTK_WIDGET (self->stack), cw_sign_in_get_url (self->sign_in));
}

/* --- the dialog itself ------------------------------------------------------ */

/**
 * cw_sign_in_dialog_new:
 * @twitch: what to sign in to
 * @need: what for
 * @another: whether as somebody else than now
 *
 * Returns: (transfer floating): a dialog that gets a code at once
 */
CwSignInDialog *
cw_sign_in_dialog_new (CwTwitch    *twitch,
                       CwTwitchNeed need,
                       gboolean     another)
{
  CwSignInDialog *self = g_object_new (CW_TYPE_SIGN_IN_DIALOG, NULL);

  self->sign_in = cw_twitch_sign_in (twitch, need, another);
  gtk_label_set_label (self->reason, _ (reasons[need]));
  start (self);

  return self;
}

/* The fiber holds the dialog. */
static void
cw_sign_in_dialog_closed (AdwDialog *dialog)
{
  CwSignInDialog *self = CW_SIGN_IN_DIALOG (dialog);

  stop_ticking (self);
  dex_clear (&self->waiting);
}

static void
cw_sign_in_dialog_dispose (GObject *object)
{
  CwSignInDialog *self = CW_SIGN_IN_DIALOG (object);

  stop_ticking (self);
  dex_clear (&self->waiting);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_SIGN_IN_DIALOG);
  g_clear_object (&self->sign_in);

  G_OBJECT_CLASS (cw_sign_in_dialog_parent_class)->dispose (object);
}

static void
cw_sign_in_dialog_class_init (CwSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_sign_in_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cw_sign_in_dialog_closed;

  signals[SIGNED_IN] = g_signal_new ("signed-in", CW_TYPE_SIGN_IN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_ACCOUNT);

  gtk_widget_class_install_action (widget_class, "sign-in.copy-code", NULL, copy_code);
  gtk_widget_class_install_action (widget_class, "sign-in.open-browser", NULL, open_browser);
  gtk_widget_class_install_action (widget_class, "sign-in.restart", NULL, restart);

  g_type_ensure (CW_TYPE_QR_CODE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/account/cw-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwSignInDialog, code);
  gtk_widget_class_bind_template_child (widget_class, CwSignInDialog, countdown);
  gtk_widget_class_bind_template_child (widget_class, CwSignInDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CwSignInDialog, qr_code);
  gtk_widget_class_bind_template_child (widget_class, CwSignInDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, CwSignInDialog, stack);
}

static void
cw_sign_in_dialog_init (CwSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
