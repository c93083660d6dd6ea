/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-seen-results.h"

/**
 * CwSeenResults:
 *
 * What was found on this machine for some words: a list of each kind, the best
 * first.
 */
struct _CwSeenResults
{
  GObject parent_instance;

  GPtrArray *clips;
  GPtrArray *channels;
  GPtrArray *categories;
};

G_DEFINE_FINAL_TYPE (CwSeenResults, cw_seen_results, G_TYPE_OBJECT)

/**
 * cw_seen_results_new:
 * @clips: (element-type CwTwitchClip): the clips
 * @channels: (element-type CwChannel): the channels
 * @categories: (element-type CwCategory): the categories
 *
 * Returns: (transfer full): the results; the lists are not to be changed any more
 */
CwSeenResults *
cw_seen_results_new (GPtrArray *clips,
                     GPtrArray *channels,
                     GPtrArray *categories)
{
  CwSeenResults *self;

  g_return_val_if_fail (clips != NULL && channels != NULL && categories != NULL, NULL);

  self = g_object_new (CW_TYPE_SEEN_RESULTS, NULL);
  self->clips = g_ptr_array_ref (clips);
  self->channels = g_ptr_array_ref (channels);
  self->categories = g_ptr_array_ref (categories);

  return self;
}

/**
 * cw_seen_results_get_clips:
 * @self: results
 *
 * Returns: (transfer none) (element-type CwTwitchClip): the clips
 */
GPtrArray *
cw_seen_results_get_clips (CwSeenResults *self)
{
  g_return_val_if_fail (CW_IS_SEEN_RESULTS (self), NULL);

  return self->clips;
}

/**
 * cw_seen_results_get_channels:
 * @self: results
 *
 * Returns: (transfer none) (element-type CwChannel): the channels
 */
GPtrArray *
cw_seen_results_get_channels (CwSeenResults *self)
{
  g_return_val_if_fail (CW_IS_SEEN_RESULTS (self), NULL);

  return self->channels;
}

/**
 * cw_seen_results_get_categories:
 * @self: results
 *
 * Returns: (transfer none) (element-type CwCategory): the categories
 */
GPtrArray *
cw_seen_results_get_categories (CwSeenResults *self)
{
  g_return_val_if_fail (CW_IS_SEEN_RESULTS (self), NULL);

  return self->categories;
}

static void
cw_seen_results_finalize (GObject *object)
{
  CwSeenResults *self = CW_SEEN_RESULTS (object);

  g_ptr_array_unref (self->clips);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->categories);

  G_OBJECT_CLASS (cw_seen_results_parent_class)->finalize (object);
}

static void
cw_seen_results_class_init (CwSeenResultsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_seen_results_finalize;
}

static void
cw_seen_results_init (CwSeenResults *self)
{
}
