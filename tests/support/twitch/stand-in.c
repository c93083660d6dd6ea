/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stand-in.h"

#include "eventsub.h"
#include "faults.h"
#include "buckets.h"
#include "media.h"
#include "sessions.h"
#include "stats.h"

static void
fill (StandIn *self)
{
  settings_init (&self->settings);
  self->world = world_new (self->seed, self->n_clips, stand_in_now (self));
  self->sessions = sessions_new ();
  self->faults = faults_new ();
  self->stats = stats_new ();
  self->buckets = buckets_new ();
  self->eventsub = eventsub_new (self);
}

/* The media stay: making them anew would take time and give the same. */
static void
empty (StandIn *self)
{
  g_clear_pointer (&self->eventsub, eventsub_free);
  g_clear_pointer (&self->buckets, buckets_free);
  g_clear_pointer (&self->stats, stats_unref);
  g_clear_pointer (&self->faults, faults_free);
  g_clear_pointer (&self->sessions, sessions_free);
  g_clear_pointer (&self->world, world_free);
  settings_clear (&self->settings);
}

/**
 * stand_in_now:
 *
 * Returns: seconds since 1970, by a clock that tests may put forward
 */
gint64
stand_in_now (StandIn *self)
{
  return g_get_real_time () / G_USEC_PER_SEC + self->advanced;
}

/**
 * stand_in_reset:
 *
 * Makes everything as it was at first. Sockets are closed, and nobody is signed
 * in any more.
 */
void
stand_in_reset (StandIn *self)
{
  empty (self);
  self->advanced = 0;
  fill (self);
}

StandIn *
stand_in_new (guint32 seed,
              int     n_clips)
{
  StandIn *self = g_new0 (StandIn, 1);

  self->seed = seed;
  self->n_clips = n_clips;
  self->media = media_new ();
  fill (self);
  return self;
}

void
stand_in_free (StandIn *self)
{
  empty (self);
  media_free (self->media);
  g_free (self->url);
  g_free (self);
}
