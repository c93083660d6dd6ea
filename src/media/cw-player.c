/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player.h"

#include "cw-playback-watch.h"
#include "cw-playback.h"

#include <gst/audio/streamvolume.h>
#include <math.h>

#define TICK_MS 33

#define SLOWEST 0.25
#define FASTEST 4.0

/* Where to go next. Only the newest is kept while another is under way. */
typedef enum
{
  ASK_NOTHING,
  ASK_SEEK,
  ASK_STEP,
} Ask;

/**
 * CwPlayer:
 *
 * Watches one file: what plays it is in cw-playback.c. Use on the main thread,
 * which everything is notified on.
 */
struct _CwPlayer
{
  GObject parent_instance;

  GstElement      *pipeline;
  CwPlaybackWatch *watch;
  GObject         *paintable;
  guint            tick;

  gint64   duration;
  gint64   position;
  gboolean playing;
  gboolean ready;
  gboolean ended;
  gboolean buffering;
  double   speed;
  double   volume;
  gboolean muted;
  char    *error;

  gboolean busy;    /* a seek or step is under way */
  gboolean stepped; /* the sound was left behind */
  Ask      ask;
  gint64   asked_position;
  gboolean asked_exact;
  int      asked_frames;
};

typedef enum
{
  PROP_PAINTABLE = 1,
  PROP_DURATION,
  PROP_POSITION,
  PROP_PLAYING,
  PROP_READY,
  PROP_ENDED,
  PROP_BUFFERING,
  PROP_VOLUME,
  PROP_MUTED,
  PROP_SPEED,
  PROP_ERROR,
} CwPlayerProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (CwPlayer, cw_player, G_TYPE_OBJECT)

static void
notify (CwPlayer        *self,
        CwPlayerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_flag (CwPlayer        *self,
          gboolean        *flag,
          gboolean         value,
          CwPlayerProperty property)
{
  if (*flag == value)
    return;

  *flag = value;
  notify (self, property);
}

static void
set_position (CwPlayer *self,
              gint64    position)
{
  if (self->position == position)
    return;

  self->position = position;
  notify (self, PROP_POSITION);
}

static void
update_duration (gpointer data)
{
  CwPlayer *self = data;
  gint64    duration;

  if (!gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration) || duration <= 0 || duration == self->duration)
    return;

  self->duration = duration;
  notify (self, PROP_DURATION);
}

/* While it is on its way elsewhere, the position is where that is. */
static void
update_position (CwPlayer *self)
{
  gint64 position;

  if (self->pipeline == NULL || self->busy || self->ask == ASK_SEEK || !self->ready)
    return;

  if ((!self->playing && cw_playback_query_picture (self->pipeline, &position)) || gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position))
    set_position (self, CLAMP (position, 0, self->duration > 0 ? self->duration : G_MAXINT64));
}

static gboolean
on_tick (gpointer data)
{
  update_position (data);
  return G_SOURCE_CONTINUE;
}

/* What the pipeline is to do follows from what was asked for. */
static void
update_state (CwPlayer *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->pipeline == NULL)
    return;

  gst_element_set_state (self->pipeline, self->playing && self->ready && !self->buffering ? GST_STATE_PLAYING : GST_STATE_PAUSED);
  if (self->playing)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);
}

static void
set_playing (CwPlayer *self,
             gboolean  playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  update_state (self);
  notify (self, PROP_PLAYING);
}

static void
drop_pipeline (CwPlayer *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->watch, cw_playback_watch_free);
  self->busy = FALSE;
  self->ask = ASK_NOTHING;

  if (self->pipeline != NULL)
    cw_playback_stop (g_steal_pointer (&self->pipeline));
  set_flag (self, &self->buffering, FALSE, PROP_BUFFERING);
}

static void
on_failed (gpointer data,
           char    *sentence)
{
  CwPlayer *self = data;
  g_autoptr (CwPlayer) alive = g_object_ref (self);

  g_free (self->error);
  self->error = sentence;
  drop_pipeline (self);
  set_flag (self, &self->playing, FALSE, PROP_PLAYING);
  notify (self, PROP_ERROR);
}

static gboolean
send_step (CwPlayer *self,
           int       frames)
{
  if (frames > 0 && self->speed > 0)
    return cw_playback_step (self->pipeline, (guint) frames);

  return cw_playback_step_back (self->pipeline, self->speed, self->position, self->position == self->asked_position, frames, &self->asked_position);
}

static void
start_ask (CwPlayer *self)
{
  Ask ask = self->ask;

  if (ask == ASK_NOTHING || self->busy || !self->ready)
    return;

  self->ask = ASK_NOTHING;
  if (ask == ASK_SEEK)
    self->busy = cw_playback_seek (self->pipeline, self->speed, self->asked_position, self->asked_exact);
  else
    self->busy = send_step (self, self->asked_frames);

  self->stepped = ask == ASK_STEP;
}

static void
on_settled (gpointer data)
{
  CwPlayer *self = data;
  g_autoptr (CwPlayer) alive = g_object_ref (self);
  gboolean first = !self->ready;

  self->busy = FALSE;
  if (first)
    {
      self->ready = TRUE;
      update_duration (self);
      if (self->speed != 1 && self->ask == ASK_NOTHING)
        cw_player_seek (self, self->position, TRUE);
    }

  update_position (self);
  start_ask (self);

  if (first)
    {
      update_state (self);
      notify (self, PROP_READY);
    }
}

static void
on_end (gpointer data)
{
  CwPlayer *self = data;
  g_autoptr (CwPlayer) alive = g_object_ref (self);
  set_playing (self, FALSE);
  set_position (self, self->speed > 0 ? self->duration : 0);
  set_flag (self, &self->ended, self->speed > 0, PROP_ENDED);
}

/* Meanwhile the clock stands still, or what comes would be too late. */
static void
on_waiting (gpointer data,
            gboolean waiting)
{
  CwPlayer *self = data;

  if (self->buffering == waiting)
    return;

  self->buffering = waiting;
  update_state (self);
  notify (self, PROP_BUFFERING);
}

static const CwPlaybackEvents events = { on_settled, on_end, update_duration, on_waiting, on_failed };

static void
open_pipeline (CwPlayer      *self,
               GstElement    *pipeline,
               const char    *path,
               CwGrowingFile *file,
               GError        *error)
{
  self->pipeline = pipeline;
  if (self->pipeline == NULL)
    {
      on_failed (self, g_strdup (error->message));
      return;
    }

  gst_stream_volume_set_volume (GST_STREAM_VOLUME (self->pipeline), GST_STREAM_VOLUME_FORMAT_CUBIC, self->volume);
  gst_stream_volume_set_mute (GST_STREAM_VOLUME (self->pipeline), self->muted);

  g_clear_object (&self->paintable);
  self->paintable = cw_playback_dup_paintable (self->pipeline);
  notify (self, PROP_PAINTABLE);

  self->watch = cw_playback_watch_new (self->pipeline, path, file, &events, self);
  update_state (self);
}

/**
 * cw_player_open:
 * @self: a player
 * @path: a media file
 *
 * Shows the first picture of @path, in place of what was open before. What goes
 * wrong is in the property “error”. Plays on if the property “playing” is set,
 * and at the property “speed”.
 */
void
cw_player_open (CwPlayer   *self,
                const char *path)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline;

  g_return_if_fail (CW_IS_PLAYER (self));
  g_return_if_fail (path != NULL);

  cw_player_close (self);
  pipeline = cw_playback_new (path, &error);
  open_pipeline (self, pipeline, path, NULL, error);
}

/**
 * cw_player_open_growing:
 * @self: a player
 * @file: a media file that is being downloaded
 *
 * Like cw_player_open(). Where it comes to what is not there yet, also by a seek, it
 * waits, as the property “buffering” tells; where the download fails, that is the
 * property “error”.
 */
void
cw_player_open_growing (CwPlayer      *self,
                        CwGrowingFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GstElement      *pipeline;

  g_return_if_fail (CW_IS_PLAYER (self));
  g_return_if_fail (CW_IS_GROWING_FILE (file));

  cw_player_close (self);
  path = cw_growing_file_dup_path (file);
  pipeline = cw_playback_new_growing (file, &error);
  open_pipeline (self, pipeline, path, file, error);
}

/**
 * cw_player_close:
 * @self: a player
 *
 * Lets go of the file. The last picture stays in the property “paintable”.
 */
void
cw_player_close (CwPlayer *self)
{
  g_return_if_fail (CW_IS_PLAYER (self));

  drop_pipeline (self);
  set_flag (self, &self->ready, FALSE, PROP_READY);
  set_flag (self, &self->ended, FALSE, PROP_ENDED);
  set_position (self, 0);

  if (self->duration != 0)
    {
      self->duration = 0;
      notify (self, PROP_DURATION);
    }

  if (g_set_str (&self->error, NULL))
    notify (self, PROP_ERROR);
}

/**
 * cw_player_get_paintable:
 * @self: a player
 *
 * Returns: (nullable) (transfer none): a GdkPaintable, another for each file
 */
GObject *
cw_player_get_paintable (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), NULL);

  return self->paintable;
}

/**
 * cw_player_get_position:
 * @self: a player
 *
 * Returns: where it is, or goes to, in ns
 */
gint64
cw_player_get_position (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), 0);

  return self->position;
}

/**
 * cw_player_get_duration:
 * @self: a player
 *
 * Returns: how long the file is, in ns, 0 until that is known
 */
gint64
cw_player_get_duration (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), 0);

  return self->duration;
}

gboolean
cw_player_get_playing (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), FALSE);

  return self->playing;
}

/**
 * cw_player_set_playing:
 * @self: a player
 * @playing: whether to play
 *
 * Plays or pauses; from the start again where it has ended.
 */
void
cw_player_set_playing (CwPlayer *self,
                       gboolean  playing)
{
  g_return_if_fail (CW_IS_PLAYER (self));

  playing = playing && self->error == NULL;
  if (playing && self->ready && self->ended && self->speed > 0)
    cw_player_seek (self, 0, TRUE);
  else if (playing && self->ready && self->position == 0 && self->speed < 0)
    cw_player_seek (self, self->duration, TRUE);
  else if (playing && (self->stepped || self->ask == ASK_STEP))
    cw_player_seek (self, self->position, TRUE);

  set_playing (self, playing);
}

gboolean
cw_player_get_ready (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), FALSE);

  return self->ready;
}

gboolean
cw_player_get_ended (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), FALSE);

  return self->ended;
}

gboolean
cw_player_get_buffering (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), FALSE);

  return self->buffering;
}

/**
 * cw_player_seek:
 * @self: a player
 * @position: where to, in ns
 * @exact: whether to show the very picture of @position; otherwise it is the
 *   nearest key frame, which is quick enough for dragging
 *
 * Goes elsewhere. While one seek is under way only the newest other one is kept.
 */
void
cw_player_seek (CwPlayer *self,
                gint64    position,
                gboolean  exact)
{
  g_return_if_fail (CW_IS_PLAYER (self));

  if (self->pipeline == NULL)
    return;

  self->ask = ASK_SEEK;
  self->asked_position = CLAMP (position, 0, self->duration > 0 ? self->duration : G_MAXINT64);
  self->asked_exact = exact;
  set_flag (self, &self->ended, FALSE, PROP_ENDED);
  set_position (self, self->asked_position);
  start_ask (self);
}

/**
 * cw_player_step:
 * @self: a player
 * @frames: how many pictures to go on, or back where negative
 *
 * Pauses, and shows the picture that is so many further. Steps asked for while
 * another is under way add up.
 */
void
cw_player_step (CwPlayer *self,
                int       frames)
{
  g_return_if_fail (CW_IS_PLAYER (self));

  if (self->pipeline == NULL || frames == 0)
    return;

  set_playing (self, FALSE);
  if (self->speed < 0)
    cw_player_set_speed (self, 1);

  if (self->ask == ASK_SEEK)
    {
      gint64 frame_time = cw_playback_get_frame_time (self->pipeline);

      cw_player_seek (self, self->asked_position + frames * frame_time + (self->asked_exact ? 0 : frame_time / 2), TRUE);
      return;
    }

  self->asked_frames = (self->ask == ASK_STEP ? self->asked_frames : 0) + frames;
  self->ask = self->asked_frames != 0 ? ASK_STEP : ASK_NOTHING;
  set_flag (self, &self->ended, FALSE, PROP_ENDED);
  start_ask (self);
}

double
cw_player_get_speed (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), 1);

  return self->speed;
}

/**
 * cw_player_set_speed:
 * @self: a player
 * @speed: times real time, 0.25 to 4; negative for backwards, without sound
 *
 * Changes how fast it plays. The pitch of the sound is kept.
 */
void
cw_player_set_speed (CwPlayer *self,
                     double    speed)
{
  double size = CLAMP (fabs (speed), SLOWEST, FASTEST);

  g_return_if_fail (CW_IS_PLAYER (self));

  speed = speed < 0 ? -size : size;
  if (self->speed == speed)
    return;

  update_position (self);
  self->speed = speed;
  if (self->ready)
    cw_player_seek (self, self->position, TRUE);

  notify (self, PROP_SPEED);
}

double
cw_player_get_volume (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), 1);

  return self->volume;
}

/**
 * cw_player_set_volume:
 * @self: a player
 * @volume: 0 to 1, as the ear hears it: half is half as loud
 */
void
cw_player_set_volume (CwPlayer *self,
                      double    volume)
{
  g_return_if_fail (CW_IS_PLAYER (self));

  volume = CLAMP (volume, 0, 1);
  if (self->volume == volume)
    return;

  self->volume = volume;
  if (self->pipeline != NULL)
    gst_stream_volume_set_volume (GST_STREAM_VOLUME (self->pipeline), GST_STREAM_VOLUME_FORMAT_CUBIC, volume);

  notify (self, PROP_VOLUME);
}

gboolean
cw_player_get_muted (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), FALSE);

  return self->muted;
}

void
cw_player_set_muted (CwPlayer *self,
                     gboolean  muted)
{
  g_return_if_fail (CW_IS_PLAYER (self));

  if (self->pipeline != NULL)
    gst_stream_volume_set_mute (GST_STREAM_VOLUME (self->pipeline), muted);

  set_flag (self, &self->muted, muted, PROP_MUTED);
}

/**
 * cw_player_get_error:
 * @self: a player
 *
 * Returns: (nullable): why the file cannot be played, a sentence for the user
 */
const char *
cw_player_get_error (CwPlayer *self)
{
  g_return_val_if_fail (CW_IS_PLAYER (self), NULL);

  return self->error;
}

CwPlayer *
cw_player_new (void)
{
  return g_object_new (CW_TYPE_PLAYER, NULL);
}

static void
cw_player_dispose (GObject *object)
{
  CwPlayer *self = CW_PLAYER (object);

  drop_pipeline (self);
  g_clear_object (&self->paintable);

  G_OBJECT_CLASS (cw_player_parent_class)->dispose (object);
}

static void
cw_player_finalize (GObject *object)
{
  CwPlayer *self = CW_PLAYER (object);

  g_free (self->error);

  G_OBJECT_CLASS (cw_player_parent_class)->finalize (object);
}

static void
cw_player_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CwPlayer *self = CW_PLAYER (object);

  switch ((CwPlayerProperty) id)
    {
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_ENDED:
      g_value_set_boolean (value, self->ended);
      break;
    case PROP_BUFFERING:
      g_value_set_boolean (value, self->buffering);
      break;
    case PROP_VOLUME:
      g_value_set_double (value, self->volume);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    }
}

static void
cw_player_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  CwPlayer *self = CW_PLAYER (object);

  switch ((CwPlayerProperty) id)
    {
    case PROP_PLAYING:
      cw_player_set_playing (self, g_value_get_boolean (value));
      break;
    case PROP_VOLUME:
      cw_player_set_volume (self, g_value_get_double (value));
      break;
    case PROP_MUTED:
      cw_player_set_muted (self, g_value_get_boolean (value));
      break;
    case PROP_SPEED:
      cw_player_set_speed (self, g_value_get_double (value));
      break;
    case PROP_PAINTABLE:
    case PROP_DURATION:
    case PROP_POSITION:
    case PROP_READY:
    case PROP_ENDED:
    case PROP_BUFFERING:
    case PROP_ERROR:
      g_assert_not_reached ();
    }
}

static void
cw_player_class_init (CwPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags   writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cw_player_dispose;
  object_class->finalize = cw_player_finalize;
  object_class->get_property = cw_player_get_property;
  object_class->set_property = cw_player_set_property;

  properties[PROP_PAINTABLE] = g_param_spec_object ("paintable", NULL, NULL, G_TYPE_OBJECT, readable);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, readable);

  /* In ns, notified about 30 times a second while playing. */
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, writable);

  /* Whether the first picture is there. */
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, readable);
  properties[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, readable);

  /* Whether it waits for what is still to be downloaded. */
  properties[PROP_BUFFERING] = g_param_spec_boolean ("buffering", NULL, NULL, FALSE, readable);
  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0, 1, 1, writable);
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, writable);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, -FASTEST, FASTEST, 1, writable);

  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_player_init (CwPlayer *self)
{
  self->speed = 1;
  self->volume = 1;
}
