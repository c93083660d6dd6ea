/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-keeping.h"

#include "cw-async.h"
#include "cw-error.h"

#include <math.h>

/**
 * CwKeeping:
 *
 * A clip on its way into the library.
 */
struct _CwKeeping
{
  GObject parent_instance;

  CwTwitchClip  *clip;
  gboolean       permitted;
  CwKeepingState state;
  double         progress;
  GError        *error;         /* nullable */
  char          *path;          /* nullable */
  char          *portrait_path; /* nullable */
  DexPromise    *outcome;       /* nullable: what those who wait get */
  DexPromise    *cancel;        /* nullable: rejected when the user does not want it */
};

typedef enum
{
  PROP_CLIP = 1,
  PROP_STATE,
  PROP_PROGRESS,
  PROP_ERROR,
  PROP_PATH,
  PROP_PORTRAIT_PATH,
} CwKeepingProperty;

static GParamSpec *properties[PROP_PORTRAIT_PATH + 1];

G_DEFINE_ENUM_TYPE (CwKeepingState, cw_keeping_state, G_DEFINE_ENUM_VALUE (CW_KEEPING_WAITING, "waiting"), G_DEFINE_ENUM_VALUE (CW_KEEPING_RUNNING, "running"), G_DEFINE_ENUM_VALUE (CW_KEEPING_DONE, "done"), G_DEFINE_ENUM_VALUE (CW_KEEPING_FAILED, "failed"), G_DEFINE_ENUM_VALUE (CW_KEEPING_CANCELLED, "cancelled"))

G_DEFINE_FINAL_TYPE (CwKeeping, cw_keeping, G_TYPE_OBJECT)

static void
notify (CwKeeping        *self,
        CwKeepingProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * cw_keeping_new:
 * @clip: a clip
 * @permitted: whether the user says that they may keep it
 *
 * Returns: (transfer full): a clip that waits for its turn
 */
CwKeeping *
cw_keeping_new (CwTwitchClip *clip,
                gboolean      permitted)
{
  CwKeeping *self;

  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  self = g_object_new (CW_TYPE_KEEPING, NULL);
  self->clip = g_object_ref (clip);
  self->permitted = permitted;

  return self;
}

CwTwitchClip *
cw_keeping_get_clip (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), NULL);

  return self->clip;
}

gboolean
cw_keeping_get_permitted (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), FALSE);

  return self->permitted;
}

CwKeepingState
cw_keeping_get_state (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), CW_KEEPING_FAILED);

  return self->state;
}

/**
 * cw_keeping_set_state:
 * @self: a clip on its way
 * @state: how it goes
 * @error: (nullable): why it failed
 */
void
cw_keeping_set_state (CwKeeping     *self,
                      CwKeepingState state,
                      const GError  *error)
{
  g_return_if_fail (CW_IS_KEEPING (self));

  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      notify (self, PROP_ERROR);
    }

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

double
cw_keeping_get_progress (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), 0);

  return self->progress;
}

void
cw_keeping_set_progress (CwKeeping *self,
                         double     progress)
{
  g_return_if_fail (CW_IS_KEEPING (self));

  progress = CLAMP (progress, 0, 1);
  if (fabs (self->progress - progress) < 1e-9)
    return;

  self->progress = progress;
  notify (self, PROP_PROGRESS);
}

const GError *
cw_keeping_get_error (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), NULL);

  return self->error;
}

const char *
cw_keeping_get_path (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), NULL);

  return self->path;
}

void
cw_keeping_set_path (CwKeeping  *self,
                     const char *path)
{
  g_return_if_fail (CW_IS_KEEPING (self));

  if (g_set_str (&self->path, path))
    notify (self, PROP_PATH);
}

/**
 * cw_keeping_get_portrait_path:
 * @self: a clip on its way
 *
 * Returns: (nullable): where its upright version is, where that came as well
 */
const char *
cw_keeping_get_portrait_path (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), NULL);

  return self->portrait_path;
}

void
cw_keeping_set_portrait_path (CwKeeping  *self,
                              const char *path)
{
  g_return_if_fail (CW_IS_KEEPING (self));

  if (g_set_str (&self->portrait_path, path))
    notify (self, PROP_PORTRAIT_PATH);
}

/**
 * cw_keeping_is_open:
 * @self: a clip on its way
 *
 * Returns: whether it is still to come
 */
gboolean
cw_keeping_is_open (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), FALSE);

  return self->state == CW_KEEPING_WAITING || self->state == CW_KEEPING_RUNNING;
}

/**
 * cw_keeping_is_pending:
 * @self: a clip on its way
 *
 * Returns: whether those who wait have not been told how it went
 */
gboolean
cw_keeping_is_pending (CwKeeping *self)
{
  g_return_val_if_fail (CW_IS_KEEPING (self), FALSE);

  return self->outcome != NULL && dex_future_is_pending (DEX_FUTURE (self->outcome));
}

/**
 * cw_keeping_begin:
 * @self: a clip that is not on its way
 *
 * Has it wait for its turn, again where it was before.
 *
 * Returns: (transfer full): as cw_keeping_follow()
 */
DexFuture *
cw_keeping_begin (CwKeeping *self)
{
  dex_return_error_if_fail (CW_IS_KEEPING (self));

  dex_clear (&self->outcome);
  dex_clear (&self->cancel);
  self->outcome = dex_promise_new ();
  self->cancel = dex_promise_new ();
  cw_keeping_set_progress (self, 0);
  cw_keeping_set_state (self, CW_KEEPING_WAITING, NULL);

  return cw_keeping_follow (self);
}

/**
 * cw_keeping_follow:
 * @self: a clip that was begun with
 *
 * Returns: (transfer full): a future of what it becomes; dropping it does not cancel it
 */
DexFuture *
cw_keeping_follow (CwKeeping *self)
{
  dex_return_error_if_fail (CW_IS_KEEPING (self));
  dex_return_error_if_fail (self->outcome != NULL);

  return cw_follow (dex_ref (self->outcome));
}

/**
 * cw_keeping_unless_cancelled:
 * @self: a clip that was begun with
 * @future: (transfer full): what it waits for
 *
 * Returns: (transfer full): a future of the same, which is rejected, and @future
 *   dropped, when the user cancels
 */
DexFuture *
cw_keeping_unless_cancelled (CwKeeping *self,
                             DexFuture *future)
{
  return dex_future_first (future, dex_ref (self->cancel), NULL);
}

/**
 * cw_keeping_settle:
 * @self: a clip that was begun with
 * @error: (nullable): why it did not come
 *
 * Says how it went; those who wait are told by cw_keeping_end().
 */
void
cw_keeping_settle (CwKeeping    *self,
                   const GError *error)
{
  g_return_if_fail (CW_IS_KEEPING (self));

  if (error == NULL)
    {
      cw_keeping_set_progress (self, 1);
      cw_keeping_set_state (self, CW_KEEPING_DONE, NULL);
    }
  else if (cw_error_is_cancelled (error))
    cw_keeping_set_state (self, CW_KEEPING_CANCELLED, NULL);
  else
    cw_keeping_set_state (self, CW_KEEPING_FAILED, error);
}

/**
 * cw_keeping_end:
 * @self: a clip that was settled
 * @result: (nullable): what it became
 * @error: (nullable): or why it did not
 */
void
cw_keeping_end (CwKeeping    *self,
                GObject      *result,
                const GError *error)
{
  g_return_if_fail (CW_IS_KEEPING (self));
  g_return_if_fail ((result == NULL) != (error == NULL));

  if (result != NULL)
    dex_promise_resolve_object (self->outcome, g_object_ref (result));
  else
    dex_promise_reject (self->outcome, g_error_copy (error));
}

/**
 * cw_keeping_cancel:
 * @self: a clip
 *
 * Has it stop, as soon as that can be. Does nothing where it is not on its way.
 */
void
cw_keeping_cancel (CwKeeping *self)
{
  g_return_if_fail (CW_IS_KEEPING (self));

  if (cw_keeping_is_open (self) && self->cancel != NULL && dex_future_is_pending (DEX_FUTURE (self->cancel)))
    dex_promise_reject (self->cancel, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user does not want it"));
}

static void
cw_keeping_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwKeeping *self = CW_KEEPING (object);

  switch ((CwKeepingProperty) id)
    {
    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;

    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    case PROP_PORTRAIT_PATH:
      g_value_set_string (value, self->portrait_path);
      break;
    }
}

static void
cw_keeping_finalize (GObject *object)
{
  CwKeeping *self = CW_KEEPING (object);

  g_object_unref (self->clip);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->portrait_path);
  dex_clear (&self->outcome);
  dex_clear (&self->cancel);

  G_OBJECT_CLASS (cw_keeping_parent_class)->finalize (object);
}

static void
cw_keeping_class_init (CwKeepingClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = cw_keeping_finalize;
  object_class->get_property = cw_keeping_get_property;

  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_TWITCH_CLIP, shown);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CW_TYPE_KEEPING_STATE, CW_KEEPING_WAITING, shown);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, shown);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, shown);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, shown);
  properties[PROP_PORTRAIT_PATH] = g_param_spec_string ("portrait-path", NULL, NULL, NULL, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_keeping_init (CwKeeping *self)
{
}
