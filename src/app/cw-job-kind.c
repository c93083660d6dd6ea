/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-kind.h"

/**
 * CwJobKind:
 *
 * How the jobs of one kind are done; when, and what becomes of them, is the queue's
 * (#CwJobQueue). There is a subclass for each sort of long work, and nothing else knows
 * what that work is.
 */
typedef struct
{
  char    *name;
  guint    most;
  gboolean resumes;
  char    *hold; /* nullable */
} CwJobKindPrivate;

typedef enum
{
  PROP_NAME = 1,
  PROP_MOST,
  PROP_RESUMES,
  PROP_HOLD,
} CwJobKindProperty;

static GParamSpec *properties[PROP_HOLD + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwJobKind, cw_job_kind, G_TYPE_OBJECT)

const char *
cw_job_kind_get_name (CwJobKind *self)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  g_return_val_if_fail (CW_IS_JOB_KIND (self), NULL);

  return priv->name;
}

guint
cw_job_kind_get_most (CwJobKind *self)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  g_return_val_if_fail (CW_IS_JOB_KIND (self), 0);

  return priv->most;
}

/**
 * cw_job_kind_set_most:
 * @self: a kind
 * @most: how many of its jobs are done at a time, above 0
 */
void
cw_job_kind_set_most (CwJobKind *self,
                      guint      most)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  g_return_if_fail (CW_IS_JOB_KIND (self));
  g_return_if_fail (most > 0);

  if (priv->most == most)
    return;

  priv->most = most;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MOST]);
}

gboolean
cw_job_kind_get_resumes (CwJobKind *self)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  g_return_val_if_fail (CW_IS_JOB_KIND (self), FALSE);

  return priv->resumes;
}

/**
 * cw_job_kind_get_hold:
 * @self: a kind
 *
 * Returns: (nullable): why none of its jobs can be done now, for the user
 */
const char *
cw_job_kind_get_hold (CwJobKind *self)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  g_return_val_if_fail (CW_IS_JOB_KIND (self), NULL);

  return priv->hold;
}

/**
 * cw_job_kind_set_hold:
 * @self: a kind
 * @hold: (nullable): why none of its jobs can be done now; %NULL where they can
 *
 * For subclasses. The queue stops what is under way, and goes on after.
 */
void
cw_job_kind_set_hold (CwJobKind  *self,
                      const char *hold)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  g_return_if_fail (CW_IS_JOB_KIND (self));

  if (g_set_str (&priv->hold, hold))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLD]);
}

/**
 * cw_job_kind_prepare:
 * @self: the kind of @job
 * @job: a job that is about to begin
 *
 * Returns: (transfer full): a future of a nullable string: where the job is going to put
 *   its file, where that is known now
 */
DexFuture *
cw_job_kind_prepare (CwJobKind *self,
                     CwJob     *job)
{
  dex_return_error_if_fail (CW_IS_JOB_KIND (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  if (CW_JOB_KIND_GET_CLASS (self)->prepare == NULL)
    return dex_future_new_take_string (g_strdup (cw_job_get_output (job)));

  return CW_JOB_KIND_GET_CLASS (self)->prepare (self, job);
}

/**
 * cw_job_kind_run:
 * @self: the kind of @job
 * @job: a job that is not being done
 *
 * Returns: (transfer full): a future that resolves once it is done, to whatever came of
 *   it, or rejects with a sentence for the user
 */
DexFuture *
cw_job_kind_run (CwJobKind *self,
                 CwJob     *job)
{
  dex_return_error_if_fail (CW_IS_JOB_KIND (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return CW_JOB_KIND_GET_CLASS (self)->run (self, job);
}

/**
 * cw_job_kind_stop:
 * @self: the kind of @job
 * @job: a job
 *
 * Has its run end as soon as that can be; nothing happens where there is none.
 */
void
cw_job_kind_stop (CwJobKind *self,
                  CwJob     *job)
{
  g_return_if_fail (CW_IS_JOB_KIND (self));
  g_return_if_fail (CW_IS_JOB (job));

  CW_JOB_KIND_GET_CLASS (self)->stop (self, job);
}

/**
 * cw_job_kind_find_output:
 * @self: the kind of @job
 * @job: a job that is done
 * @result: what cw_job_kind_run() resolved to
 *
 * Returns: (transfer full) (nullable): where its file is now
 */
char *
cw_job_kind_find_output (CwJobKind    *self,
                         CwJob        *job,
                         const GValue *result)
{
  g_return_val_if_fail (CW_IS_JOB_KIND (self), NULL);
  g_return_val_if_fail (CW_IS_JOB (job), NULL);
  g_return_val_if_fail (G_IS_VALUE (result), NULL);

  if (CW_JOB_KIND_GET_CLASS (self)->find_output == NULL)
    return g_strdup (cw_job_get_output (job));

  return CW_JOB_KIND_GET_CLASS (self)->find_output (self, job, result);
}

/**
 * cw_job_kind_clean_up:
 * @self: the kind of @job
 * @job: a job that is not being done any more
 * @state: how it ended
 *
 * Returns: (transfer full): a future that resolves once nothing is left that is of no
 *   more use
 */
DexFuture *
cw_job_kind_clean_up (CwJobKind *self,
                      CwJob     *job,
                      CwJobState state)
{
  dex_return_error_if_fail (CW_IS_JOB_KIND (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  if (CW_JOB_KIND_GET_CLASS (self)->clean_up == NULL)
    return dex_future_new_true ();

  return CW_JOB_KIND_GET_CLASS (self)->clean_up (self, job, state);
}

static void
cw_job_kind_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (CW_JOB_KIND (object));

  switch ((CwJobKindProperty) id)
    {
    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;

    case PROP_MOST:
      g_value_set_uint (value, priv->most);
      break;

    case PROP_RESUMES:
      g_value_set_boolean (value, priv->resumes);
      break;

    case PROP_HOLD:
      g_value_set_string (value, priv->hold);
      break;
    }
}

static void
cw_job_kind_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CwJobKind        *self = CW_JOB_KIND (object);
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (self);

  switch ((CwJobKindProperty) id)
    {
    case PROP_NAME:
      priv->name = g_value_dup_string (value);
      break;

    case PROP_MOST:
      cw_job_kind_set_most (self, g_value_get_uint (value));
      break;

    case PROP_RESUMES:
      priv->resumes = g_value_get_boolean (value);
      break;

    case PROP_HOLD:
      cw_job_kind_set_hold (self, g_value_get_string (value));
      break;
    }
}

static void
cw_job_kind_finalize (GObject *object)
{
  CwJobKindPrivate *priv = cw_job_kind_get_instance_private (CW_JOB_KIND (object));

  g_free (priv->name);
  g_free (priv->hold);

  G_OBJECT_CLASS (cw_job_kind_parent_class)->finalize (object);
}

static void
cw_job_kind_class_init (CwJobKindClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags changing = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cw_job_kind_finalize;
  object_class->get_property = cw_job_kind_get_property;
  object_class->set_property = cw_job_kind_set_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, fixed);
  properties[PROP_MOST] = g_param_spec_uint ("most", NULL, NULL, 1, G_MAXUINT, 1, changing | G_PARAM_CONSTRUCT);
  properties[PROP_RESUMES] = g_param_spec_boolean ("resumes", NULL, NULL, FALSE, fixed);
  properties[PROP_HOLD] = g_param_spec_string ("hold", NULL, NULL, NULL, changing);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_job_kind_init (CwJobKind *self)
{
}
