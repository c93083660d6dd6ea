/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-keep-question.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * cw_keep_question_is_own:
 * @twitch: Twitch
 * @clip: a clip
 *
 * Returns: whether @clip is of the channel of whoever is signed in
 */
gboolean
cw_keep_question_is_own (CwTwitch     *twitch,
                         CwTwitchClip *clip)
{
  CwAccount *account;

  g_return_val_if_fail (CW_IS_TWITCH (twitch), FALSE);
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), FALSE);

  account = cw_twitch_session_get_account (cw_twitch_get_session (twitch));
  return account != NULL && g_str_equal (cw_account_get_id (account), cw_twitch_clip_get_channel_id (clip));
}

static void
on_response (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        data)
{
  if (g_str_equal (response, "keep"))
    dex_promise_resolve_boolean (data, TRUE);
  else
    dex_promise_reject (data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not kept"));
}

static void
promise_free (gpointer  data,
              GClosure *closure)
{
  dex_unref (data);
}

/**
 * cw_keep_question_ask:
 * @widget: where the user asked for it
 * @twitch: Twitch
 * @clip: a clip to keep
 *
 * Of others' clips one may keep what they let one keep, so the user is asked.
 *
 * Returns: (transfer full): a future of a boolean: whether the user has said to have
 *   permission, %FALSE for one's own clip; rejected as cancelled where it is not to be kept
 */
DexFuture *
cw_keep_question_ask (GtkWidget    *widget,
                      CwTwitch     *twitch,
                      CwTwitchClip *clip)
{
  DexPromise *promise;
  AdwDialog  *dialog;

  dex_return_error_if_fail (GTK_IS_WIDGET (widget));

  if (cw_keep_question_is_own (twitch, clip))
    return dex_future_new_for_boolean (FALSE);

  promise = dex_promise_new ();
  dialog = adw_alert_dialog_new (_ ("May You Keep It?"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _ ("This is a clip of %s, not of your channel. Keep it if you edit that channel, or if you were given permission to use its clips; else it can be watched, and is gone after a day."), cw_twitch_clip_get_channel_name (clip));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "keep", _ ("I _Have Permission"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), dex_ref (promise), promise_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);

  return DEX_FUTURE (promise);
}
