/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-mixer.h"

#include "cw-audio-source.h"
#include "cw-reader.h"
#include "cw-source-pool.h"

#include <gst/gst.h>
#include <math.h>

G_STATIC_ASSERT (CW_MIXER_RATE == CW_READER_SAMPLE_RATE);

#define CHANNELS 2

/* A file is opened this long before it is heard. */
#define AHEAD CW_MIXER_RATE

/* A cut goes through the wave anywhere, which clicks; this many samples of fade
 * do not let it. One millisecond. */
#define FADE (CW_MIXER_RATE / 1000)

/* Louder than this is bent towards 1, which it never reaches. */
#define KNEE 0.9f

/**
 * CwMixer:
 *
 * The sound of a project by sample: stereo at 48 kHz. The same project and
 * samples give the same sound. Blocks; one thread at a time.
 */
struct _CwMixer
{
  CwProject    *project;
  guint         keep;
  CwSourcePool *sources;
  float        *scratch;
  gsize         scratch_size;
};

/* An item's place in samples: where in the project it begins and ends, and where
 * in its file. */
typedef struct
{
  gint64 start;
  gint64 end;
  gint64 in;
} Place;

static GObject *
open_source (const char *path,
             gint64      time,
             gpointer    data)
{
  return G_OBJECT (cw_audio_source_new (path, cw_mixer_get_sample_at (time)));
}

/**
 * cw_mixer_new:
 * @project: a project that nobody changes any more
 * @keep: how many files to leave open that are not heard
 *
 * Returns: (transfer full): a mixer
 */
CwMixer *
cw_mixer_new (CwProject *project,
              guint      keep)
{
  CwMixer *self = g_new0 (CwMixer, 1);

  self->keep = keep;
  self->sources = cw_source_pool_new (open_source, self);
  cw_mixer_set_project (self, project);

  return self;
}

void
cw_mixer_free (CwMixer *self)
{
  cw_source_pool_free (self->sources);
  g_object_unref (self->project);
  g_free (self->scratch);
  g_free (self);
}

void
cw_mixer_set_project (CwMixer   *self,
                      CwProject *project)
{
  g_set_object (&self->project, project);
}

/**
 * cw_mixer_get_sample_at:
 * @time: ns, not negative
 *
 * Returns: the number of the sample that is nearest to @time
 */
gint64
cw_mixer_get_sample_at (gint64 time)
{
  return (gint64) gst_util_uint64_scale_round ((guint64) MAX (time, 0), CW_MIXER_RATE, GST_SECOND);
}

static Place
find_place (CwItem *item,
            gint64  start)
{
  return (Place) {
    cw_mixer_get_sample_at (start),
    cw_mixer_get_sample_at (start + cw_item_get_duration (item)),
    cw_mixer_get_sample_at (cw_item_get_in (item)),
  };
}

/* Whether B goes on in the file where A stopped. */
static gboolean
goes_on (CwItem *a,
         CwItem *b)
{
  return a != NULL && b != NULL && cw_item_get_kind (a) == CW_ITEM_MEDIA && cw_item_get_kind (b) == CW_ITEM_MEDIA && g_strcmp0 (cw_item_get_path (a), cw_item_get_path (b)) == 0 && cw_item_get_in (a) + cw_item_get_duration (a) == cw_item_get_in (b);
}

static float
fade_at (gint64   sample,
         Place    place,
         gboolean fade_in,
         gboolean fade_out)
{
  gint64 distance = FADE;

  if (fade_in)
    distance = MIN (distance, sample - place.start);
  if (fade_out)
    distance = MIN (distance, place.end - sample);

  return (float) distance / FADE;
}

static void
add (float       *sum,
     const float *sound,
     gint64       sample,
     gsize        n,
     float        volume,
     Place        place,
     gboolean     fade_in,
     gboolean     fade_out)
{
  for (gsize i = 0; i < n; i++, sample++)
    {
      float gain = volume;

      if (sample < place.start + FADE || sample > place.end - FADE)
        gain *= fade_at (sample, place, fade_in, fade_out);

      sum[CHANNELS * i] += sound[CHANNELS * i] * gain;
      sum[CHANNELS * i + 1] += sound[CHANNELS * i + 1] * gain;
    }
}

static float *
get_scratch (CwMixer *self,
             gsize    n)
{
  if (self->scratch_size < n)
    {
      g_free (self->scratch);
      self->scratch = g_new (float, n *CHANNELS);
      self->scratch_size = n;
    }

  return self->scratch;
}

static CwItem *
get_item (CwTrack *track,
          guint    position)
{
  return position < cw_track_get_n_items (track) ? cw_track_get_item (track, position) : NULL;
}

static gboolean
is_heard (CwItem *item)
{
  return cw_item_get_kind (item) == CW_ITEM_MEDIA && cw_item_get_volume (item) > 0;
}

/* Adds what the item at POSITION has for the N samples from SAMPLE on. */
static gboolean
add_item (CwMixer      *self,
          CwTrack      *track,
          guint         position,
          Place         place,
          gint64        sample,
          float        *stereo,
          gsize         n,
          GCancellable *cancellable,
          GError      **error)
{
  CwItem  *item = cw_track_get_item (track, position);
  gint64   from = MAX (sample, place.start);
  gsize    length = (gsize) (MIN (sample + (gint64) n, place.end) - from);
  float   *sound = get_scratch (self, length);
  gint64   in_file = place.in + from - place.start;
  GObject *source;

  source = cw_source_pool_take (self->sources, item, (gint64) gst_util_uint64_scale_round ((guint64) in_file, GST_SECOND, CW_MIXER_RATE));
  if (!cw_audio_source_read (CW_AUDIO_SOURCE (source), in_file, sound, length, cancellable, error))
    return FALSE;

  add (stereo + CHANNELS * (from - sample), sound, from, length, (float) cw_item_get_volume (item), place,
       !goes_on (position > 0 ? get_item (track, position - 1) : NULL, item),
       !goes_on (item, get_item (track, position + 1)));
  return TRUE;
}

/* What is heard now, and, in the second round, opens what will be heard soon. */
static gboolean
add_track (CwMixer      *self,
           CwTrack      *track,
           gboolean      ahead,
           gint64        sample,
           float        *stereo,
           gsize         n,
           GCancellable *cancellable,
           GError      **error)
{
  gint64 start = 0;

  for (guint i = 0; i < cw_track_get_n_items (track); i++)
    {
      CwItem *item = cw_track_get_item (track, i);
      Place   place = find_place (item, start);

      start += cw_item_get_duration (item);
      if (place.start >= sample + (gint64) n + AHEAD)
        break;
      if (!is_heard (item) || place.end <= sample)
        continue;

      if (place.start >= sample + (gint64) n)
        {
          if (ahead)
            cw_source_pool_take (self->sources, item, cw_item_get_in (item));
        }
      else if (!ahead && !add_item (self, track, i, place, sample, stereo, n, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static void
limit (float *samples,
       gsize  n)
{
  for (gsize i = 0; i < n; i++)
    {
      float loud = fabsf (samples[i]);

      if (loud > KNEE)
        samples[i] = copysignf (KNEE + (1 - KNEE) * tanhf ((loud - KNEE) / (1 - KNEE)), samples[i]);
    }
}

/**
 * cw_mixer_mix:
 * @self: a mixer
 * @sample: which to begin with, from the project's beginning
 * @stereo: (out): room for @n pairs
 * @n: how many to mix
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Returns: whether it worked
 */
gboolean
cw_mixer_mix (CwMixer      *self,
              gint64        sample,
              float        *stereo,
              gsize         n,
              GCancellable *cancellable,
              GError      **error)
{
  gboolean good = TRUE;

  memset (stereo, 0, n * CHANNELS * sizeof (float));

  for (int ahead = 0; good && ahead < 2; ahead++)
    for (guint i = 0; good && i < cw_project_get_n_tracks (self->project); i++)
      good = add_track (self, cw_project_get_track (self->project, i), ahead, sample, stereo, n, cancellable, error);

  cw_source_pool_end_round (self->sources, self->keep);
  limit (stereo, n * CHANNELS);

  return good;
}
