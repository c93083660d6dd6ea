/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job.h"

/**
 * CwJob:
 *
 * Long work that the user waits for, seen from the main thread.
 *
 * What is to be done never changes; how far it is does.
 */
struct _CwJob
{
  GObject parent_instance;

  char      *id;
  char      *kind;
  char      *title;
  char      *subject;
  char      *payload;
  char      *output;
  gint64     created;
  gint64     finished;
  CwJobState state;
  char      *message;
  char      *code;
  guint      attempts;
  gint64     received;
  gint64     total;
  double     progress;
  double     speed;
  gint64     eta;
};

typedef enum
{
  PROP_ID = 1,
  PROP_KIND,
  PROP_TITLE,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_SPEED,
  PROP_ETA,
  PROP_MESSAGE,
  PROP_OUTPUT,
  PROP_PAYLOAD,
  PROP_CREATED,
  PROP_FINISHED,
  PROP_SUBJECT,
  PROP_CODE,
  PROP_ATTEMPTS,
  PROP_RECEIVED,
  PROP_TOTAL,
} CwJobProperty;

static GParamSpec *properties[PROP_TOTAL + 1];

static const char *const nicks[] = {
  [CW_JOB_QUEUED] = "queued",
  [CW_JOB_RUNNING] = "running",
  [CW_JOB_PAUSED] = "paused",
  [CW_JOB_SUCCEEDED] = "succeeded",
  [CW_JOB_FAILED] = "failed",
  [CW_JOB_CANCELLED] = "cancelled",
};

G_DEFINE_FINAL_TYPE (CwJob, cw_job, G_TYPE_OBJECT)

GType
cw_job_state_get_type (void)
{
  static GType            type;
  static const GEnumValue values[] = {
    { CW_JOB_QUEUED, "CW_JOB_QUEUED", "queued" },
    { CW_JOB_RUNNING, "CW_JOB_RUNNING", "running" },
    { CW_JOB_PAUSED, "CW_JOB_PAUSED", "paused" },
    { CW_JOB_SUCCEEDED, "CW_JOB_SUCCEEDED", "succeeded" },
    { CW_JOB_FAILED, "CW_JOB_FAILED", "failed" },
    { CW_JOB_CANCELLED, "CW_JOB_CANCELLED", "cancelled" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter_pointer (&type))
    g_once_init_leave_pointer (&type, g_enum_register_static ("CwJobState", values));

  return type;
}

/**
 * cw_job_state_get_nick:
 * @state: a state
 *
 * Returns: its name in files and in what the CLI prints
 */
const char *
cw_job_state_get_nick (CwJobState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (nicks), NULL);

  return nicks[state];
}

/**
 * cw_job_state_from_nick:
 * @nick: (nullable): a name
 * @state: (out): the state of that name, untouched where there is none
 *
 * Returns: whether @nick names a state
 */
gboolean
cw_job_state_from_nick (const char *nick,
                        CwJobState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      {
        *state = (CwJobState) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * cw_job_new:
 * @id: a UUID
 * @kind: what sort of work: "export"
 * @title: for the user
 * @subject: (nullable): what it is about, where there is to be one job of that
 * @payload: what to do, as JSON
 * @output: (nullable): the path of the file that it makes
 * @created: us UTC
 *
 * Returns: (transfer full): a job that waits for its turn
 */
CwJob *
cw_job_new (const char *id,
            const char *kind,
            const char *title,
            const char *subject,
            const char *payload,
            const char *output,
            gint64      created)
{
  g_return_val_if_fail (id != NULL && kind != NULL && title != NULL && payload != NULL, NULL);

  return g_object_new (CW_TYPE_JOB,
                       "id", id,
                       "kind", kind,
                       "title", title,
                       "subject", subject,
                       "payload", payload,
                       "output", output,
                       "created", created,
                       NULL);
}

const char *
cw_job_get_id (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->id;
}

const char *
cw_job_get_kind (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->kind;
}

const char *
cw_job_get_title (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->title;
}

const char *
cw_job_get_payload (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->payload;
}

const char *
cw_job_get_output (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->output;
}

/**
 * cw_job_set_output:
 * @self: a job
 * @output: (nullable): where the file it makes is to be, as another one has
 *   taken the place that was meant
 */
void
cw_job_set_output (CwJob      *self,
                   const char *output)
{
  g_return_if_fail (CW_IS_JOB (self));

  if (g_set_str (&self->output, output))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTPUT]);
}

/**
 * cw_job_get_subject:
 * @self: a job
 *
 * Returns: (nullable): what it is about: the id of the clip that is downloaded
 */
const char *
cw_job_get_subject (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->subject;
}

gint64
cw_job_get_created (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->created;
}

/**
 * cw_job_get_finished:
 * @self: a job
 *
 * Returns: when it ended, us UTC, or 0 where it has not
 */
gint64
cw_job_get_finished (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->finished;
}

CwJobState
cw_job_get_state (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), CW_JOB_QUEUED);

  return self->state;
}

/**
 * cw_job_set_state:
 * @self: a job
 * @state: how it is now
 * @message: (nullable): the error of a failed job, or what one that waits waits for
 * @finished: when it ended, us UTC, or 0 where it has not
 *
 * A job that waits or begins has the progress of what was transferred before, and one
 * that succeeded has all.
 */
void
cw_job_set_state (CwJob      *self,
                  CwJobState  state,
                  const char *message,
                  gint64      finished)
{
  g_return_if_fail (CW_IS_JOB (self));
  g_return_if_fail ((guint) state < G_N_ELEMENTS (nicks));

  g_object_freeze_notify (G_OBJECT (self));

  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }

  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);

  if (self->finished != finished)
    {
      self->finished = finished;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINISHED]);
    }

  switch (state)
    {
    case CW_JOB_QUEUED:
    case CW_JOB_RUNNING:
    case CW_JOB_PAUSED:
      cw_job_set_progress (self, self->total > 0 ? MAX (self->progress, (double) self->received / (double) self->total) : 0, 0, -1);
      break;

    case CW_JOB_SUCCEEDED:
      cw_job_set_progress (self, 1, self->speed, 0);
      break;

    case CW_JOB_FAILED:
    case CW_JOB_CANCELLED:
      cw_job_set_progress (self, self->progress, 0, -1);
      break;
    }

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cw_job_is_active:
 * @self: a job
 *
 * Returns: whether it waits for its turn or is being done
 */
gboolean
cw_job_is_active (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), FALSE);

  return self->state == CW_JOB_QUEUED || self->state == CW_JOB_RUNNING;
}

/**
 * cw_job_has_ended:
 * @self: a job
 *
 * Returns: whether it succeeded, failed or was cancelled
 */
gboolean
cw_job_has_ended (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), FALSE);

  return !cw_job_is_active (self) && self->state != CW_JOB_PAUSED;
}

/**
 * cw_job_get_message:
 * @self: a job
 *
 * Returns: (nullable): why it failed, a sentence for the user; of a job that waits,
 *   what for, where that is not its turn
 */
const char *
cw_job_get_message (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->message;
}

/**
 * cw_job_get_code:
 * @self: a job
 *
 * Returns: (nullable): of a failed job, what can be done about it: "offline", "scope"
 */
const char *
cw_job_get_code (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), NULL);

  return self->code;
}

/**
 * cw_job_set_code:
 * @self: a job
 * @code: (nullable): what cw_error_get_nick() says of its error
 */
void
cw_job_set_code (CwJob      *self,
                 const char *code)
{
  g_return_if_fail (CW_IS_JOB (self));

  if (g_set_str (&self->code, code))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
}

guint
cw_job_get_attempts (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->attempts;
}

/**
 * cw_job_set_attempts:
 * @self: a job
 * @attempts: how often it was begun with
 */
void
cw_job_set_attempts (CwJob *self,
                     guint  attempts)
{
  g_return_if_fail (CW_IS_JOB (self));

  if (self->attempts == attempts)
    return;

  self->attempts = attempts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTEMPTS]);
}

gint64
cw_job_get_received (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->received;
}

gint64
cw_job_get_total (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->total;
}

/**
 * cw_job_set_received:
 * @self: a job
 * @received: how much of what it transfers is there, in bytes
 * @total: how much there is, in bytes; 0 while that is not known
 */
void
cw_job_set_received (CwJob *self,
                     gint64 received,
                     gint64 total)
{
  gint64 old_received, old_total;

  g_return_if_fail (CW_IS_JOB (self));

  old_received = self->received;
  old_total = self->total;
  self->total = MAX (total, 0);
  self->received = self->total > 0 ? CLAMP (received, 0, self->total) : MAX (received, 0);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->received != old_received)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECEIVED]);
  if (self->total != old_total)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cw_job_get_progress:
 * @self: a job
 *
 * Returns: how much of it is done, from 0 to 1
 */
double
cw_job_get_progress (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->progress;
}

/**
 * cw_job_get_speed:
 * @self: a job
 *
 * Returns: how many times faster than playing it is, 0 where unknown
 */
double
cw_job_get_speed (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), 0);

  return self->speed;
}

/**
 * cw_job_get_eta:
 * @self: a job
 *
 * Returns: how long it takes still, in s, or -1 where unknown
 */
gint64
cw_job_get_eta (CwJob *self)
{
  g_return_val_if_fail (CW_IS_JOB (self), -1);

  return self->eta;
}

/**
 * cw_job_set_progress:
 * @self: a job
 * @progress: how much of it is done, from 0 to 1
 * @speed: times real time, 0 where unknown
 * @eta: s, -1 where unknown
 */
void
cw_job_set_progress (CwJob *self,
                     double progress,
                     double speed,
                     gint64 eta)
{
  double old_progress, old_speed;
  gint64 old_eta;

  g_return_if_fail (CW_IS_JOB (self));

  old_progress = self->progress;
  old_speed = self->speed;
  old_eta = self->eta;

  /* What is no number fails every comparison and is none. */
  self->progress = progress > 0 ? MIN (progress, 1) : 0;
  self->speed = speed > 0 ? MIN (speed, G_MAXDOUBLE) : 0;
  self->eta = MAX (eta, -1);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->progress != old_progress)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  if (self->speed != old_speed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
  if (self->eta != old_eta)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ETA]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
cw_job_get_property (GObject    *object,
                     guint       id,
                     GValue     *value,
                     GParamSpec *pspec)
{
  CwJob *self = CW_JOB (object);

  switch ((CwJobProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;

    case PROP_ETA:
      g_value_set_int64 (value, self->eta);
      break;

    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;

    case PROP_OUTPUT:
      g_value_set_string (value, self->output);
      break;

    case PROP_PAYLOAD:
      g_value_set_string (value, self->payload);
      break;

    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;

    case PROP_FINISHED:
      g_value_set_int64 (value, self->finished);
      break;

    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;

    case PROP_CODE:
      g_value_set_string (value, self->code);
      break;

    case PROP_ATTEMPTS:
      g_value_set_uint (value, self->attempts);
      break;

    case PROP_RECEIVED:
      g_value_set_int64 (value, self->received);
      break;

    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    }
}

static void
cw_job_set_property (GObject      *object,
                     guint         id,
                     const GValue *value,
                     GParamSpec   *pspec)
{
  CwJob *self = CW_JOB (object);

  switch ((CwJobProperty) id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;

    case PROP_KIND:
      self->kind = g_value_dup_string (value);
      break;

    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;

    case PROP_SUBJECT:
      self->subject = g_value_dup_string (value);
      break;

    case PROP_OUTPUT:
      cw_job_set_output (self, g_value_get_string (value));
      break;

    case PROP_PAYLOAD:
      self->payload = g_value_dup_string (value);
      break;

    case PROP_CREATED:
      self->created = g_value_get_int64 (value);
      break;

    case PROP_STATE:
    case PROP_PROGRESS:
    case PROP_SPEED:
    case PROP_ETA:
    case PROP_MESSAGE:
    case PROP_FINISHED:
    case PROP_CODE:
    case PROP_ATTEMPTS:
    case PROP_RECEIVED:
    case PROP_TOTAL:
      g_assert_not_reached ();
    }
}

static void
cw_job_finalize (GObject *object)
{
  CwJob *self = CW_JOB (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->subject);
  g_free (self->code);
  g_free (self->payload);
  g_free (self->output);
  g_free (self->message);

  G_OBJECT_CLASS (cw_job_parent_class)->finalize (object);
}

static void
cw_job_class_init (CwJobClass *klass)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_job_finalize;
  object_class->get_property = cw_job_get_property;
  object_class->set_property = cw_job_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, fixed);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, fixed);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, fixed);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CW_TYPE_JOB_STATE, CW_JOB_QUEUED, shown);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, shown);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 0, shown);
  properties[PROP_ETA] = g_param_spec_int64 ("eta", NULL, NULL, -1, G_MAXINT64, -1, shown);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, shown);
  properties[PROP_OUTPUT] = g_param_spec_string ("output", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAYLOAD] = g_param_spec_string ("payload", NULL, NULL, NULL, fixed);
  properties[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, 0, fixed);
  properties[PROP_FINISHED] = g_param_spec_int64 ("finished", NULL, NULL, G_MININT64, G_MAXINT64, 0, shown);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, fixed);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, shown);
  properties[PROP_ATTEMPTS] = g_param_spec_uint ("attempts", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_RECEIVED] = g_param_spec_int64 ("received", NULL, NULL, 0, G_MAXINT64, 0, shown);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_job_init (CwJob *self)
{
  self->eta = -1;
}
