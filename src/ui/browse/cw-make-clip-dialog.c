/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-make-clip-dialog.h"

#include "cw-failure-page.h"
#include "cw-link.h"

#include "cw-timecode.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/**
 * CwMakeClipDialog:
 *
 * Orders a clip of what is live at once, since it is over in a moment, or of a past
 * broadcast after asking which part; then it waits with the user until Twitch has
 * published it.
 */
struct _CwMakeClipDialog
{
  AdwDialog parent_instance;

  CwTwitch    *twitch;
  CwClipMaker *maker;
  char        *channel_id;
  CwVod       *vod;      /* nullable: of what is live without */
  gint64       duration; /* ns, of what is live */
  DexFuture   *making;
  gint64       began; /* us monotonic */
  guint        tick;

  AdwSpinRow    *duration_row;
  GtkLabel      *elapsed;
  AdwEntryRow   *end_row;
  CwFailurePage *failure;
  GtkStack      *stack;
  AdwEntryRow   *title_row;
};

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwMakeClipDialog, cw_make_clip_dialog, ADW_TYPE_DIALOG)

/* --- waiting ---------------------------------------------------------------- */

static gboolean
on_tick (gpointer data)
{
  CwMakeClipDialog *self = data;
  int               seconds = (int) ((g_get_monotonic_time () - self->began) / G_USEC_PER_SEC);
  g_autofree char  *text = g_strdup_printf (ngettext ("%d second so far", "%d seconds so far", (gulong) seconds), seconds);

  gtk_label_set_label (self->elapsed, text);
  return G_SOURCE_CONTINUE;
}

static void
stop_ticking (CwMakeClipDialog *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
}

/* --- making ----------------------------------------------------------------- */

static const char *
get_need (CwMakeClipDialog *self)
{
  CwAccount *account = cw_twitch_session_get_account (cw_twitch_get_session (self->twitch));

  if (self->vod == NULL)
    return "create";

  return account != NULL && g_str_equal (cw_account_get_id (account), self->channel_id) ? "own" : "edited";
}

/* The part of the broadcast that is asked for. */
static DexFuture *
order_from_vod (CwMakeClipDialog *self)
{
  CwAccount *account = cw_twitch_session_get_account (cw_twitch_get_session (self->twitch));
  g_autoptr (GError) error = NULL;
  gint64 end;

  if (account == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("You are not signed in to Twitch"));
  if (!cw_timecode_parse (gtk_editable_get_text (GTK_EDITABLE (self->end_row)), &end, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (end > cw_vod_get_duration (self->vod))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("The broadcast is not as long as that"));

  return cw_clip_maker_make_from_vod (self->maker, cw_account_get_id (account), self->channel_id, cw_vod_get_id (self->vod), end, (gint64) (adw_spin_row_get_value (self->duration_row) * SECOND), gtk_editable_get_text (GTK_EDITABLE (self->title_row)));
}

static DexFuture *
order (CwMakeClipDialog *self)
{
  if (cw_clip_maker_get_slug (self->maker) != NULL)
    return dex_future_new_true ();
  if (self->vod != NULL)
    return order_from_vod (self);

  return cw_clip_maker_make_live (self->maker, self->channel_id, NULL, self->duration);
}

static DexFuture *
make_fiber (CwMakeClipDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchClip) clip = NULL;

  if (dex_await (order (self), &error))
    clip = dex_await_object (cw_clip_maker_wait (self->maker), &error);
  if (clip == NULL && cw_error_is_cancelled (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  stop_ticking (self);
  if (clip == NULL)
    {
      cw_failure_page_show (self->failure, self->twitch, error, "make-clip.again", get_need (self));
      gtk_stack_set_visible_child_name (self->stack, "failure");
      return dex_future_new_true ();
    }

  g_signal_emit (self, signals[MADE], 0, clip);
  adw_dialog_close (ADW_DIALOG (self));
  return dex_future_new_true ();
}

static void
make (CwMakeClipDialog *self)
{
  dex_clear (&self->making);
  self->began = g_get_monotonic_time ();
  on_tick (self);
  stop_ticking (self);
  self->tick = g_timeout_add_seconds (1, on_tick, self);
  gtk_stack_set_visible_child_name (self->stack, "working");
  self->making = cw_spawn (G_CALLBACK (make_fiber), 1, CW_TYPE_MAKE_CLIP_DIALOG, self);
}

static void
start (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  make (CW_MAKE_CLIP_DIALOG (widget));
}

/* What was wrong with the part or the title can be put right; an order that was
 * taken is only waited for. */
static void
again (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwMakeClipDialog *self = CW_MAKE_CLIP_DIALOG (widget);

  if (self->vod != NULL && cw_clip_maker_get_slug (self->maker) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "form");
  else
    make (self);
}

static void
open_in_browser (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CwMakeClipDialog *self = CW_MAKE_CLIP_DIALOG (widget);
  g_autofree char  *url = g_strconcat ("https://www.twitch.tv/videos/", cw_vod_get_id (self->vod), NULL);

  cw_link_open (GTK_WIDGET (self->stack), url);
}

/* The user has allowed it meanwhile. */
static void
on_account (CwMakeClipDialog *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "failure") == 0)
    make (self);
}

static void
update_form (CwMakeClipDialog *self)
{
  gint64   end;
  gboolean has_end = cw_timecode_parse (gtk_editable_get_text (GTK_EDITABLE (self->end_row)), &end, NULL);
  gboolean has_title = *gtk_editable_get_text (GTK_EDITABLE (self->title_row)) != '\0';

  if (has_end)
    gtk_widget_remove_css_class (GTK_WIDGET (self->end_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->end_row), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "make-clip.start", has_end && has_title);
}

/* --- the dialog itself ------------------------------------------------------ */

static CwMakeClipDialog *
make_dialog (CwTwitch   *twitch,
             const char *channel_id)
{
  CwMakeClipDialog *self = g_object_new (CW_TYPE_MAKE_CLIP_DIALOG, NULL);

  self->twitch = g_object_ref (twitch);
  self->maker = cw_twitch_make_clip (twitch);
  self->channel_id = g_strdup (channel_id);
  g_signal_connect_object (cw_twitch_get_session (twitch), "notify::account", G_CALLBACK (on_account), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * cw_make_clip_dialog_new_live:
 * @twitch: Twitch
 * @channel_id: a channel that is live
 * @duration: how much of it up to now, ns
 *
 * Returns: (transfer floating): a dialog that has ordered the clip already
 */
CwMakeClipDialog *
cw_make_clip_dialog_new_live (CwTwitch   *twitch,
                              const char *channel_id,
                              gint64      duration)
{
  CwMakeClipDialog *self = make_dialog (twitch, channel_id);

  self->duration = duration;
  make (self);

  return self;
}

/**
 * cw_make_clip_dialog_new_vod:
 * @twitch: Twitch
 * @vod: a past broadcast
 *
 * Returns: (transfer floating): a dialog that asks which part
 */
CwMakeClipDialog *
cw_make_clip_dialog_new_vod (CwTwitch *twitch,
                             CwVod    *vod)
{
  CwMakeClipDialog *self = make_dialog (twitch, cw_vod_get_channel_id (vod));
  g_autofree char  *end = cw_timecode_format_short (MIN (cw_vod_get_duration (vod), 60 * SECOND));

  self->vod = g_object_ref (vod);
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), cw_vod_get_title (vod));
  gtk_editable_set_text (GTK_EDITABLE (self->end_row), end);
  gtk_stack_set_visible_child_name (self->stack, "form");
  update_form (self);

  return self;
}

/* The order stands; the fiber holds the dialog. */
static void
cw_make_clip_dialog_closed (AdwDialog *dialog)
{
  CwMakeClipDialog *self = CW_MAKE_CLIP_DIALOG (dialog);

  stop_ticking (self);
  dex_clear (&self->making);
}

static void
cw_make_clip_dialog_dispose (GObject *object)
{
  CwMakeClipDialog *self = CW_MAKE_CLIP_DIALOG (object);

  stop_ticking (self);
  dex_clear (&self->making);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_MAKE_CLIP_DIALOG);
  g_clear_object (&self->maker);
  g_clear_object (&self->vod);
  g_clear_object (&self->twitch);

  G_OBJECT_CLASS (cw_make_clip_dialog_parent_class)->dispose (object);
}

static void
cw_make_clip_dialog_finalize (GObject *object)
{
  g_free (CW_MAKE_CLIP_DIALOG (object)->channel_id);

  G_OBJECT_CLASS (cw_make_clip_dialog_parent_class)->finalize (object);
}

static void
cw_make_clip_dialog_class_init (CwMakeClipDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_make_clip_dialog_dispose;
  object_class->finalize = cw_make_clip_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = cw_make_clip_dialog_closed;

  signals[MADE] = g_signal_new ("made", CW_TYPE_MAKE_CLIP_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_TWITCH_CLIP);

  gtk_widget_class_install_action (widget_class, "make-clip.start", NULL, start);
  gtk_widget_class_install_action (widget_class, "make-clip.again", NULL, again);
  gtk_widget_class_install_action (widget_class, "make-clip.open-in-browser", NULL, open_in_browser);

  g_type_ensure (CW_TYPE_FAILURE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-make-clip-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwMakeClipDialog, duration_row);
  gtk_widget_class_bind_template_child (widget_class, CwMakeClipDialog, elapsed);
  gtk_widget_class_bind_template_child (widget_class, CwMakeClipDialog, end_row);
  gtk_widget_class_bind_template_child (widget_class, CwMakeClipDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, CwMakeClipDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CwMakeClipDialog, title_row);
  gtk_widget_class_bind_template_callback (widget_class, update_form);
}

static void
cw_make_clip_dialog_init (CwMakeClipDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
