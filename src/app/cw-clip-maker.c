/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-maker.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-helix-clips.h"
#include "cw-helix-create.h"

#include <glib/gi18n.h>

/* How long to wait before asking for the clip the first time, and at the most before
 * asking again, ms. */
#define FIRST_PAUSE_MS 1000
#define LONGEST_PAUSE_MS 8000

/**
 * CwClipMaker:
 *
 * Orders a clip of what is live or of a broadcast, and waits until Twitch has
 * published it. Twitch takes the order at once and the clip comes later, after
 * seconds or minutes, or never: an order is never given twice for that.
 */
struct _CwClipMaker
{
  GObject parent_instance;

  CwHelix *helix;
  char    *slug; /* nullable */
};

typedef enum
{
  PROP_SLUG = 1,
} CwClipMakerProperty;

static GParamSpec *properties[PROP_SLUG + 1];

G_DEFINE_FINAL_TYPE (CwClipMaker, cw_clip_maker, G_TYPE_OBJECT)

static gboolean
pause_for (guint    ms,
           GError **error)
{
  g_autoptr (GError) ended = NULL;

  dex_await (dex_timeout_new_msec ((int) ms), &ended);
  if (g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&ended));
  return FALSE;
}

static DexFuture *
wait_fiber (CwClipMaker *self)
{
  gint64 deadline = g_get_monotonic_time () + CW_CLIP_MAKER_PATIENCE * G_USEC_PER_SEC;

  for (guint pause = FIRST_PAUSE_MS; g_get_monotonic_time () < deadline; pause = MIN (pause * 3 / 2, LONGEST_PAUSE_MS))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPage) page = NULL;

      if (!pause_for (pause, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      page = dex_await_object (cw_helix_find_clips (self->helix, (const char *const[]) { self->slug, NULL }), &error);

      /* The order stands whatever happens to a question about it. */
      if (page == NULL && !g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE))
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (page != NULL && cw_page_get_first (page) != NULL)
        return dex_future_new_take_object (g_object_ref (cw_page_get_first (page)));
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("Twitch has taken the order but not published the clip. It may still come: look among the channel’s newest clips"));
}

/**
 * cw_clip_maker_wait:
 * @self: a maker that has a slug
 *
 * Also to be used again after it has failed: nothing is ordered twice.
 *
 * Returns: (transfer full): a future of the #CwTwitchClip once it is published;
 *   rejected with %CW_ERROR_MISSING where that did not happen in two minutes
 */
DexFuture *
cw_clip_maker_wait (CwClipMaker *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_MAKER (self));
  dex_return_error_if_fail (self->slug != NULL);

  return cw_spawn (G_CALLBACK (wait_fiber), 1, CW_TYPE_CLIP_MAKER, self);
}

static DexFuture *
on_ordered (DexFuture *future,
            gpointer   data)
{
  CwClipMaker *self = data;

  g_set_str (&self->slug, g_value_get_string (dex_future_get_value (future, NULL)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLUG]);

  return dex_future_new_true ();
}

static DexFuture *
take (CwClipMaker *self,
      DexFuture   *order)
{
  return dex_future_then (order, on_ordered, g_object_ref (self), g_object_unref);
}

/**
 * cw_clip_maker_make_live:
 * @self: a maker
 * @channel_id: a channel that is live
 * @title: (nullable): what to call the clip; as the broadcast with %NULL
 * @duration: ns, 5 s to 60 s, up to now
 *
 * Returns: (transfer full): a future that resolves once Twitch has taken the order;
 *   rejected with %CW_ERROR_SCOPE where the user has to allow it first, and with a
 *   sentence where the channel does not
 */
DexFuture *
cw_clip_maker_make_live (CwClipMaker *self,
                         const char  *channel_id,
                         const char  *title,
                         gint64       duration)
{
  dex_return_error_if_fail (CW_IS_CLIP_MAKER (self));
  dex_return_error_if_fail (channel_id != NULL);

  return take (self, cw_helix_create_clip (self->helix, channel_id, title, duration));
}

/**
 * cw_clip_maker_make_from_vod:
 * @self: a maker
 * @editor_id: the account that is signed in
 * @channel_id: whose broadcast it is
 * @vod_id: which broadcast
 * @end: where in it the clip ends, ns
 * @duration: ns, 5 s to 60 s, no more than @end
 * @title: what to call the clip
 *
 * Returns: (transfer full): as cw_clip_maker_make_live()
 */
DexFuture *
cw_clip_maker_make_from_vod (CwClipMaker *self,
                             const char  *editor_id,
                             const char  *channel_id,
                             const char  *vod_id,
                             gint64       end,
                             gint64       duration,
                             const char  *title)
{
  dex_return_error_if_fail (CW_IS_CLIP_MAKER (self));
  dex_return_error_if_fail (editor_id != NULL && channel_id != NULL && vod_id != NULL && title != NULL);

  return take (self, cw_helix_create_clip_from_vod (self->helix, editor_id, channel_id, vod_id, end, duration, title));
}

const char *
cw_clip_maker_get_slug (CwClipMaker *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MAKER (self), NULL);

  return self->slug;
}

/**
 * cw_clip_maker_new:
 * @helix: whom to ask
 *
 * Returns: (transfer full): a maker of one clip
 */
CwClipMaker *
cw_clip_maker_new (CwHelix *helix)
{
  CwClipMaker *self;

  g_return_val_if_fail (helix != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP_MAKER, NULL);
  self->helix = g_object_ref (helix);

  return self;
}

static void
cw_clip_maker_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((CwClipMakerProperty) id)
    {
    case PROP_SLUG:
      g_value_set_string (value, CW_CLIP_MAKER (object)->slug);
      break;
    }
}

static void
cw_clip_maker_finalize (GObject *object)
{
  CwClipMaker *self = CW_CLIP_MAKER (object);

  g_clear_object (&self->helix);
  g_free (self->slug);

  G_OBJECT_CLASS (cw_clip_maker_parent_class)->finalize (object);
}

static void
cw_clip_maker_class_init (CwClipMakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_clip_maker_finalize;
  object_class->get_property = cw_clip_maker_get_property;

  properties[PROP_SLUG] = g_param_spec_string ("slug", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_maker_init (CwClipMaker *self)
{
}
