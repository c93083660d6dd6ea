/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-keep.h"

#include "cw-keep-question.h"

#include "cw-async.h"
#include "cw-download-job.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwClipKeep:
 *
 * Whether a clip is in the library, how far it has come on its way there, and what
 * kept it from that.
 */
struct _CwClipKeep
{
  AdwBin parent_instance;

  CwTwitch     *twitch;
  CwTwitchClip *clip;
  CwJob        *job; /* nullable: the last try that is known */

  /* What to do once it is there. */
  gboolean edits;
  gint64   in;
  gint64   out;

  GtkWidget      *allow_button;
  GtkLabel       *failure;
  GtkProgressBar *progress;
  GtkStack       *stack;
};

G_DEFINE_FINAL_TYPE (CwClipKeep, cw_clip_keep, ADW_TYPE_BIN)

static const char *
find_kept (CwClipKeep *self)
{
  return cw_clip_origins_find (cw_twitch_get_origins (self->twitch), cw_twitch_clip_get_id (self->clip));
}

/* --- what is shown ------------------------------------------------------------ */

static void
show_failure (CwClipKeep *self,
              const char *code,
              const char *message)
{
  gboolean may_allow = g_strcmp0 (code, "scope") == 0;

  gtk_label_set_label (self->failure, message);
  gtk_widget_set_visible (self->allow_button, may_allow);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->allow_button), "s", cw_keep_question_is_own (self->twitch, self->clip) ? "own" : "edited");
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
update (CwClipKeep *self)
{
  CwJobState state = self->job != NULL ? cw_job_get_state (self->job) : CW_JOB_CANCELLED;

  if (find_kept (self) != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "kept");
      return;
    }

  switch (state)
    {
    case CW_JOB_QUEUED:
    case CW_JOB_RUNNING:
    case CW_JOB_PAUSED:
      gtk_progress_bar_set_fraction (self->progress, cw_job_get_progress (self->job));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->progress), cw_job_get_message (self->job));
      gtk_stack_set_visible_child_name (self->stack, "coming");
      break;

    case CW_JOB_FAILED:
      show_failure (self, cw_job_get_code (self->job), cw_job_get_message (self->job));
      break;

    case CW_JOB_SUCCEEDED:
    case CW_JOB_CANCELLED:
      gtk_stack_set_visible_child_name (self->stack, "start");
      break;
    }
}

static void
edit_kept (CwClipKeep *self)
{
  const char *id = find_kept (self);

  self->edits = FALSE;
  if (self->in < 0 && self->out < 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-clip", "s", id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-range", "(sxx)", id, MAX (self->in, 0), self->out);
}

static void
on_kept_changed (CwClipKeep *self,
                 const char *id)
{
  if (!g_str_equal (id, cw_twitch_clip_get_id (self->clip)))
    return;

  update (self);
  if (self->edits && find_kept (self) != NULL)
    edit_kept (self);
}

/* It may be on its way since the program was started, or from another page. */
static void
look_for_job (CwClipKeep *self)
{
  CwJob *job = cw_clip_keeper_find (cw_twitch_get_keeper (self->twitch), self->clip);

  if (job == NULL || job == self->job)
    return;

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, update, self);

  g_set_object (&self->job, job);
  g_signal_connect_object (job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* --- keeping ------------------------------------------------------------------ */

/* How it goes is told by the job; without one, here. */
static DexFuture *
on_kept (DexFuture *future,
         gpointer   data)
{
  CwClipKeep *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    {
      self->edits = FALSE;
      if (!cw_error_is_cancelled (error) && self->twitch != NULL)
        show_failure (self, cw_error_get_nick (error), error->message);
    }

  return dex_future_new_true ();
}

static void
keep (CwClipKeep *self,
      gboolean    permitted)
{
  dex_future_disown (dex_future_finally (cw_clip_keeper_keep (cw_twitch_get_keeper (self->twitch), self->clip, permitted), on_kept, g_object_ref (self), g_object_unref));
}

static DexFuture *
on_answer (DexFuture *future,
           gpointer   data)
{
  CwClipKeep   *self = data;
  const GValue *permitted = dex_future_get_value (future, NULL);

  if (permitted != NULL && self->twitch != NULL)
    keep (self, g_value_get_boolean (permitted));
  else
    self->edits = FALSE;

  return dex_future_new_true ();
}

static void
begin (CwClipKeep *self)
{
  if (self->job != NULL && cw_download_job_is_permitted (self->job))
    keep (self, TRUE);
  else
    dex_future_disown (dex_future_finally (cw_keep_question_ask (GTK_WIDGET (self), self->twitch, self->clip), on_answer, g_object_ref (self), g_object_unref));
}

static void
keep_clip (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  begin (CW_CLIP_KEEP (widget));
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwClipKeep *self = CW_CLIP_KEEP (widget);

  self->edits = FALSE;
  if (self->job != NULL)
    cw_detach (cw_job_queue_cancel (cw_clip_keeper_get_jobs (cw_twitch_get_keeper (self->twitch)), self->job), "Cancelling a download");
}

static void
open_kept (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.open-clip", "s", find_kept (CW_CLIP_KEEP (widget)));
}

/**
 * cw_clip_keep_edit:
 * @self: a clip to keep
 * @in: ns, -1 for the beginning
 * @out: ns, -1 for the end
 *
 * Opens the editor, if need be after the clip has come into the library.
 */
void
cw_clip_keep_edit (CwClipKeep *self,
                   gint64      in,
                   gint64      out)
{
  g_return_if_fail (CW_IS_CLIP_KEEP (self));

  self->in = in;
  self->out = in < 0 && out <= 0 ? -1 : out;
  self->edits = TRUE;
  if (find_kept (self) != NULL)
    edit_kept (self);
  else if (self->job == NULL || cw_job_has_ended (self->job))
    begin (self);
}

/* The user has allowed what it failed for. */
static void
on_account (CwClipKeep *self)
{
  if (self->job != NULL && cw_job_get_state (self->job) == CW_JOB_FAILED && g_strcmp0 (cw_job_get_code (self->job), "scope") == 0)
    keep (self, cw_download_job_is_permitted (self->job));
}

/**
 * cw_clip_keep_show:
 * @self: the widget
 * @twitch: where @clip comes from
 * @clip: a clip
 */
void
cw_clip_keep_show (CwClipKeep   *self,
                   CwTwitch     *twitch,
                   CwTwitchClip *clip)
{
  g_return_if_fail (CW_IS_CLIP_KEEP (self));
  g_return_if_fail (CW_IS_TWITCH (twitch));
  g_return_if_fail (CW_IS_TWITCH_CLIP (clip));

  g_set_object (&self->twitch, twitch);
  g_set_object (&self->clip, clip);
  g_signal_connect_object (cw_twitch_get_origins (twitch), "changed", G_CALLBACK (on_kept_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cw_twitch_get_session (twitch), "notify::account", G_CALLBACK (on_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cw_clip_keeper_get_jobs (cw_twitch_get_keeper (twitch)), "items-changed", G_CALLBACK (look_for_job), self, G_CONNECT_SWAPPED);
  look_for_job (self);
  update (self);
}

static void
cw_clip_keep_dispose (GObject *object)
{
  CwClipKeep *self = CW_CLIP_KEEP (object);

  /* The bin does not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CLIP_KEEP);
  g_clear_object (&self->job);
  g_clear_object (&self->clip);
  g_clear_object (&self->twitch);

  G_OBJECT_CLASS (cw_clip_keep_parent_class)->dispose (object);
}

static void
cw_clip_keep_class_init (CwClipKeepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_clip_keep_dispose;

  gtk_widget_class_install_action (widget_class, "keep.begin", NULL, keep_clip);
  gtk_widget_class_install_action (widget_class, "keep.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "keep.open", NULL, open_kept);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/clip/cw-clip-keep.ui");
  gtk_widget_class_bind_template_child (widget_class, CwClipKeep, allow_button);
  gtk_widget_class_bind_template_child (widget_class, CwClipKeep, failure);
  gtk_widget_class_bind_template_child (widget_class, CwClipKeep, progress);
  gtk_widget_class_bind_template_child (widget_class, CwClipKeep, stack);
}

static void
cw_clip_keep_init (CwClipKeep *self)
{
  self->in = -1;
  self->out = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
