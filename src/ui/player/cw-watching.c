/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watching.h"

#include "cw-async.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define US_TO_TELL (5 * G_USEC_PER_SEC)
#define US_TO_COUNT (2 * G_USEC_PER_SEC)

/**
 * CwWatching:
 *
 * One clip of the library being watched: the library is told up to where, now and then
 * and in the end. Who leaves at once has not watched it.
 */
struct _CwWatching
{
  GObject parent_instance;

  CwLibrary *library;
  CwClip    *clip;
  CwPlayer  *player;

  gint64   played; /* us, in all */
  gint64   since;  /* us, monotonic: of which what comes after was not added yet; 0 while it stands */
  gint64   told;   /* us, monotonic: when the library was told last */
  gboolean ended;
  gboolean dirty; /* there is something to tell */
};

G_DEFINE_FINAL_TYPE (CwWatching, cw_watching, G_TYPE_OBJECT)

/* So near to the beginning or the end nobody means to go on from there. */
static gint64
get_margin (CwWatching *self)
{
  return MIN (5 * SECOND, cw_clip_get_duration (self->clip) / 10);
}

static gboolean
is_within (CwWatching *self,
           gint64      position)
{
  return position >= get_margin (self) && position < cw_clip_get_duration (self->clip) - get_margin (self);
}

static void
add_up (CwWatching *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->since != 0)
    self->played += now - self->since;
  self->since = cw_player_get_playing (self->player) && cw_player_get_ready (self->player) ? now : 0;
}

/* NULL where there is nothing to tell. */
static DexFuture *
tell (CwWatching *self)
{
  gint64 position = cw_player_get_position (self->player);

  add_up (self);
  if (!self->dirty || (self->played < US_TO_COUNT && !self->ended))
    return NULL;

  self->dirty = FALSE;
  self->told = g_get_monotonic_time ();
  return cw_library_watch (self->library, self->clip, is_within (self, position) ? position : 0);
}

static void
on_position (CwWatching *self)
{
  DexFuture *told = NULL;

  self->dirty = TRUE;
  if (g_get_monotonic_time () - self->told >= US_TO_TELL)
    told = tell (self);
  if (told != NULL)
    cw_detach (told, "Remembering up to where a clip was watched");
}

static void
on_ended (CwWatching *self)
{
  self->ended |= cw_player_get_ended (self->player);
  self->dirty = TRUE;
}

static DexFuture *
on_told (DexFuture *future,
         gpointer   data)
{
  return cw_library_refresh (data);
}

/**
 * cw_watching_resume:
 * @self: a clip being watched, which its player was just told to open
 *
 * Has it go on from where it was left.
 *
 * Returns: where that is, in ns; 0 where it begins at its beginning
 */
gint64
cw_watching_resume (CwWatching *self)
{
  gint64 position;

  g_return_val_if_fail (CW_IS_WATCHING (self), 0);

  position = cw_clip_get_position (self->clip);
  if (!is_within (self, position))
    return 0;

  cw_player_seek (self->player, position, TRUE);
  return position;
}

/**
 * cw_watching_leave:
 * @self: a clip being watched
 *
 * Tells the library up to where it was watched, and has that be seen in its lists. It may
 * be watched on.
 */
void
cw_watching_leave (CwWatching *self)
{
  DexFuture *told;

  g_return_if_fail (CW_IS_WATCHING (self));

  told = tell (self);
  if (told != NULL)
    cw_detach (dex_future_then (told, on_told, g_object_ref (self->library), g_object_unref), "Remembering up to where a clip was watched");
}

/**
 * cw_watching_new:
 * @library: has @clip
 * @clip: a clip
 * @player: what plays it
 *
 * Returns: (transfer full): what tells @library how far @clip is watched
 */
CwWatching *
cw_watching_new (CwLibrary *library,
                 CwClip    *clip,
                 CwPlayer  *player)
{
  CwWatching *self;

  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (CW_IS_CLIP (clip), NULL);
  g_return_val_if_fail (CW_IS_PLAYER (player), NULL);

  self = g_object_new (CW_TYPE_WATCHING, NULL);
  self->library = g_object_ref (library);
  self->clip = g_object_ref (clip);
  self->player = g_object_ref (player);
  self->told = g_get_monotonic_time ();

  g_signal_connect_object (player, "notify::position", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::playing", G_CALLBACK (add_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::ready", G_CALLBACK (add_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (player, "notify::ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);

  return self;
}

static void
cw_watching_finalize (GObject *object)
{
  CwWatching *self = CW_WATCHING (object);

  g_object_unref (self->player);
  g_object_unref (self->clip);
  g_object_unref (self->library);

  G_OBJECT_CLASS (cw_watching_parent_class)->finalize (object);
}

static void
cw_watching_class_init (CwWatchingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_watching_finalize;
}

static void
cw_watching_init (CwWatching *self)
{
}
