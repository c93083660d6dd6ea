/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-new-clips-notifier.h"

#include <glib/gi18n.h>

/* Several of one channel are one notification, which the next ones replace. */
static void
on_found (GtkWindow *window,
          CwPage    *page)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));
  GPtrArray    *clips = cw_page_get_items (page);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;
  g_autofree char *id = NULL;
  CwTwitchClip    *newest;

  if (application == NULL || clips->len == 0)
    return;

  newest = clips->pdata[0];
  if (clips->len == 1)
    title = g_strdup_printf (_ ("New clip of %s"), cw_twitch_clip_get_channel_name (newest));
  else
    title = g_strdup_printf (ngettext ("%u new clip of %s", "%u new clips of %s", clips->len), clips->len, cw_twitch_clip_get_channel_name (newest));

  notification = g_notification_new (title);
  g_notification_set_body (notification, cw_twitch_clip_get_title (newest));
  g_notification_set_default_action (notification, "app.new-clips");
  id = g_strconcat ("new-clips-", cw_twitch_clip_get_channel_id (newest), NULL);
  g_application_send_notification (application, id, notification);
}

/**
 * cw_new_clips_notifier_watch:
 * @window: the window
 * @watch: what looks for new clips
 *
 * Tells the user of what @watch finds, as long as @window is there.
 */
void
cw_new_clips_notifier_watch (GtkWindow   *window,
                             CwClipWatch *watch)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (CW_IS_CLIP_WATCH (watch));

  g_signal_connect_object (watch, "found", G_CALLBACK (on_found), window, G_CONNECT_SWAPPED);
}
