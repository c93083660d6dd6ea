/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings.h"
#include "world.h"

G_BEGIN_DECLS

typedef struct _Sessions Sessions;
typedef struct _Faults   Faults;
typedef struct _Stats    Stats;
typedef struct _Limits   Buckets;
typedef struct _EventSub EventSub;
typedef struct _Media    Media;

/**
 * StandIn:
 *
 * What the handlers of requests share. Everything runs in one thread, but for
 * the making of media.
 */
typedef struct
{
  char    *url;
  guint32  seed;
  int      n_clips;
  gint64   advanced;
  Settings settings;

  World    *world;
  Sessions *sessions;
  Faults   *faults;
  Stats    *stats;
  Buckets  *buckets;
  EventSub *eventsub;
  Media    *media;
} StandIn;

StandIn *stand_in_new (guint32 seed,
                       int     n_clips);
void     stand_in_free (StandIn *self);
void     stand_in_reset (StandIn *self);
gint64   stand_in_now (StandIn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandIn, stand_in_free)

G_END_DECLS
