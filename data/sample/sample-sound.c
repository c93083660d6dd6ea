/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <math.h>

#define LENGTH ((gsize) SAMPLE_FRAMES * SAMPLE_SOUND_RATE / SAMPLE_RATE)
#define SAMPLES_PER_FRAME (SAMPLE_SOUND_RATE / SAMPLE_RATE)
#define STEPS_PER_BAR 16

typedef enum
{
  WAVE_SINE,
  WAVE_TRIANGLE,
  WAVE_SQUARE,
  WAVE_NOISE,
} Wave;

/* One note, in its own words. */
typedef struct
{
  Wave   wave;
  double start; /* s */
  double length;
  double pitch; /* Hz */
  double glide; /* Hz a second */
  double volume;
  double side; /* -1 left, 1 right */
} Note;

static double
get_wave (Wave   wave,
          double turns,
          GRand *random)
{
  double part = turns - floor (turns);

  switch (wave)
    {
    case WAVE_SINE:
      return sin (2 * G_PI * part);
    case WAVE_TRIANGLE:
      return 4 * fabs (part - 0.5) - 1;
    case WAVE_SQUARE:
      /* Not quite square, which would be harsh. */
      return tanh (3 * sin (2 * G_PI * part)) * 0.8;
    case WAVE_NOISE:
      return g_rand_double_range (random, -1, 1);
    }

  return 0;
}

static void
play (float      *sound,
      const Note *note,
      GRand      *random)
{
  gsize  start = (gsize) (note->start * SAMPLE_SOUND_RATE);
  gsize  end = MIN (LENGTH, start + (gsize) (note->length * SAMPLE_SOUND_RATE));
  double turns = 0;
  double left = sqrt ((1 - note->side) / 2), right = sqrt ((1 + note->side) / 2);

  for (gsize i = start; i < end; i++)
    {
      double time = (double) (i - start) / SAMPLE_SOUND_RATE;
      double attack = MIN (1, time / 0.004);
      double decay = exp (-3.5 * time / note->length) * MIN (1, (double) (end - i) / 400);
      double value = get_wave (note->wave, turns, random) * attack * decay * note->volume;

      turns += MAX (20, note->pitch + note->glide * time) / SAMPLE_SOUND_RATE;
      sound[2 * i] += (float) (value * left);
      sound[2 * i + 1] += (float) (value * right);
    }
}

/* Hz of a key, counted in half tones from the A of 440 Hz. */
static double
get_pitch (int key)
{
  return 440 * pow (2, key / 12.0);
}

/* A minor, F, C, G: the root and the chord on it. */
static const int roots[4] = { -24, -28, -21, -26 };
static const int chords[4][4] = { { 0, 3, 7, 12 }, { -4, 0, 3, 8 }, { 3, 7, 10, 15 }, { -2, 2, 5, 10 } };
static const int melody[2][STEPS_PER_BAR] = {
  { 12, 99, 99, 10, 7, 99, 10, 99, 12, 99, 15, 99, 12, 10, 99, 99 },
  { 7, 99, 8, 7, 99, 3, 99, 99, 5, 99, 7, 99, 10, 99, 7, 99 },
};

static void
play_bar (float *sound,
          int    bar,
          GRand *random)
{
  double length = (double) BAR_FRAMES / SAMPLE_RATE;
  double step = length / STEPS_PER_BAR;
  double start = bar * length;
  int    chord = bar % 4;

  for (int i = 0; i < STEPS_PER_BAR; i++)
    {
      double at = start + i * step;
      int    key = melody[bar / 2 % 2][i];

      play (sound, &(Note) { WAVE_TRIANGLE, at, step * 2.2, get_pitch (chords[chord][i * 3 % 4]), 0, 0.13, i % 2 == 0 ? -0.5 : 0.5 }, random);
      play (sound, &(Note) { WAVE_NOISE, at, i % 4 == 2 ? 0.09 : 0.03, 0, 0, 0.035, 0.2 }, random);

      if (i % 8 == 0 || i % 8 == 3 || i % 8 == 6)
        play (sound, &(Note) { WAVE_SQUARE, at, step * 2.6, get_pitch (roots[chord]), 0, 0.17, 0 }, random);
      if (i % 4 == 0)
        play (sound, &(Note) { WAVE_SINE, at, 0.22, 150, -420, 0.5, 0 }, random);
      if (i % 8 == 4)
        play (sound, &(Note) { WAVE_NOISE, at, 0.14, 0, 0, 0.13, 0 }, random);
      if (bar >= 2 && key != 99)
        play (sound, &(Note) { WAVE_SQUARE, at, step * 2.8, get_pitch (key), 0, 0.085, 0.1 }, random);
    }
}

static void
play_effects (float *sound,
              int    bar,
              GRand *random)
{
  double jump = (double) (bar * BAR_FRAMES + JUMP_START) / SAMPLE_RATE;
  double landing = jump + (double) JUMP_FRAMES / SAMPLE_RATE;

  play (sound, &(Note) { WAVE_SINE, jump, 0.28, 320, 1500, 0.2, 0 }, random);
  play (sound, &(Note) { WAVE_SINE, landing, 0.12, 120, -500, 0.3, 0 }, random);

  for (int coin = 0; coin < COINS_PER_BAR; coin++)
    {
      double at = (double) coin_frame (bar, coin) / SAMPLE_RATE;

      play (sound, &(Note) { WAVE_TRIANGLE, at, 0.07, get_pitch (14 + coin), 0, 0.16, 0.25 }, random);
      play (sound, &(Note) { WAVE_TRIANGLE, at + 0.06, 0.32, get_pitch (19 + coin), 0, 0.16, 0.25 }, random);
    }
}

/* Returns stereo samples; how many of each channel is in N_FRAMES. */
float *
sound_make (gsize *n_frames)
{
  float *sound = g_new0 (float, 2 * LENGTH);
  GRand *random = g_rand_new_with_seed (17);

  for (int bar = 0; bar < N_BARS; bar++)
    {
      play_bar (sound, bar, random);
      play_effects (sound, bar, random);
    }

  /* As loud as it may be without breaking, faded in and out at the ends. */
  for (gsize i = 0; i < 2 * LENGTH; i++)
    {
      double edge = MIN (1, MIN ((double) i / 2 / (0.02 * SAMPLE_SOUND_RATE), (double) (LENGTH - i / 2) / (0.4 * SAMPLE_SOUND_RATE)));

      sound[i] = (float) (tanh (sound[i] * 1.8) * 0.85 * edge);
    }

  g_rand_free (random);
  *n_frames = LENGTH;
  return sound;
}
