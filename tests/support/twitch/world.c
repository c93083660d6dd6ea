/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world.h"

#include "world-words.h"

#include <math.h>
#include <string.h>

#define DAY (24 * 3600)
#define YEAR (365 * DAY)
#define N_CHANNELS 66
#define N_VIEWERS 40
#define N_FOLLOWED 40
#define MOST_OTHER_CLIPS 1500

static const char *
pick (World             *self,
      const char *const *words)
{
  return words[g_rand_int_range (self->rand, 0, (int) g_strv_length ((char **) words))];
}

static gboolean
happens (World *self,
         int    percent)
{
  return g_rand_int_range (self->rand, 0, 100) < percent;
}

static void
game_free (gpointer data)
{
  Game *game = data;

  g_free (game->id);
  g_free (game->name);
  g_free (game->igdb_id);
  g_free (game);
}

static void
video_free (gpointer data)
{
  Video *video = data;

  g_free (video->id);
  g_free (video->title);
  g_free (video);
}

static void
clip_free (gpointer data)
{
  Clip *clip = data;

  g_free (clip->id);
  g_free (clip->title);
  g_free (clip);
}

static void
user_free (gpointer data)
{
  User *user = data;

  g_free (user->id);
  g_free (user->login);
  g_free (user->display_name);
  g_free (user->description);
  g_free (user->title);
  g_free (user->stream_id);
  g_ptr_array_unref (user->clips);
  g_ptr_array_unref (user->videos);
  g_ptr_array_unref (user->follows);
  g_ptr_array_unref (user->editors);
  g_free (user);
}

/**
 * world_time:
 * @time: seconds since 1970
 *
 * Returns: (transfer full): @time as Helix writes it
 */
char *
world_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

static Game *
pick_game (World *self)
{
  double part = g_rand_double (self->rand);

  /* The first ones are the most played. */
  return g_ptr_array_index (self->games, (guint) (part * part * self->games->len));
}

static void
add_games (World *self)
{
  for (guint i = 0; world_games[i] != NULL; i++)
    {
      Game *game = g_new0 (Game, 1);

      game->id = g_strdup_printf ("%u", 26936 + i * 7919);
      game->name = g_strdup (world_games[i]);
      game->igdb_id = i % 5 == 0 ? g_strdup ("") : g_strdup_printf ("%u", 1000 + i * 37);
      g_ptr_array_add (self->games, game);
      g_hash_table_insert (self->games_by_id, game->id, game);
    }
}

static User *
add_user (World      *self,
          const char *login,
          const char *display_name)
{
  User *user = g_new0 (User, 1);

  user->id = g_strdup_printf ("%u", 141981764 + self->users->len * 104729);
  user->login = g_strdup (login);
  user->display_name = g_strdup (display_name);
  user->description = g_strdup (happens (self, 30) ? "" : "Streams most evenings. Clips welcome!");
  user->broadcaster_type = happens (self, 50) ? "partner" : happens (self, 60) ? "affiliate"
                                                                               : "";
  user->language = pick (self, world_languages);
  user->title = g_strdup (pick (self, world_titles));
  user->game = pick_game (self);
  user->created_at = self->born - YEAR * 3 - g_rand_int_range (self->rand, 0, YEAR * 5);
  user->clips = g_ptr_array_new ();
  user->videos = g_ptr_array_new_with_free_func (video_free);
  user->follows = g_ptr_array_new_with_free_func (g_free);
  user->editors = g_ptr_array_new ();

  g_ptr_array_add (self->users, user);
  g_hash_table_insert (self->users_by_id, user->id, user);
  g_hash_table_insert (self->users_by_login, user->login, user);
  return user;
}

/* Of most users the display name is the login in other cases. */
static void
add_named_user (World *self,
                guint  index)
{
  const char      *adjective = pick (self, world_adjectives);
  const char      *noun = pick (self, world_nouns);
  g_autofree char *name = g_strdup_printf ("%s%s%u", adjective, noun, index);
  g_autofree char *login = g_ascii_strdown (name, -1);

  add_user (self, login, index % 13 == 5 ? world_local_names[index / 13 % 5] : name);
}

static void
add_users (World *self)
{
  add_user (self, MAIN_LOGIN, "Creator_Main")->broadcaster_type = "partner";
  g_ptr_array_add (add_user (self, EDITED_LOGIN, "Edited_Channel")->editors, g_ptr_array_index (self->users, 0));
  add_user (self, "no_clips_here", "No_Clips_Here")->clip_rule = CLIPS_DISABLED;
  add_user (self, "friends_only", "Friends_Only")->clip_rule = CLIPS_FOLLOWERS;
  add_user (self, "wrong_category", "Wrong_Category")->clip_rule = CLIPS_CATEGORY;

  while (self->users->len < N_CHANNELS + N_VIEWERS)
    add_named_user (self, self->users->len);
}

/**
 * world_set_live:
 * @since: when the stream began, or 0 to end it
 */
void
world_set_live (World *self,
                User  *user,
                gint64 since)
{
  g_clear_pointer (&user->stream_id, g_free);
  user->live_since = since;
  user->viewers = since > 0 ? (gint64) exp (g_rand_double_range (self->rand, 0, 11)) : 0;
  if (since > 0)
    user->stream_id = g_strdup_printf ("%" G_GINT64_FORMAT, 40000000000 + self->next_number++);
}

static Video *
add_video (World *self,
           User  *user,
           gint64 created_at)
{
  Video *video = g_new0 (Video, 1);

  video->id = g_strdup_printf ("%" G_GINT64_FORMAT, 2000000000 + self->next_number++);
  video->user = user;
  video->game = pick_game (self);
  video->title = g_strdup (pick (self, world_titles));
  video->type = happens (self, 75) ? "archive" : happens (self, 60) ? "highlight"
                                                                    : "upload";
  video->created_at = created_at;
  video->seconds = g_rand_int_range (self->rand, 40, 6 * 3600);
  video->views = (gint64) exp (g_rand_double_range (self->rand, 0, 12));
  video->muted = happens (self, 20);
  video->no_thumbnail = happens (self, 10);
  g_ptr_array_add (user->videos, video);
  g_hash_table_insert (self->videos_by_id, video->id, video);
  return video;
}

static char *
make_slug (World *self)
{
  guchar           random[12];
  g_autofree char *suffix = NULL;
  const char      *first = pick (self, world_adjectives);
  const char      *second = pick (self, world_adjectives);
  const char      *noun = pick (self, world_nouns);

  for (guint i = 0; i < sizeof random; i++)
    random[i] = (guchar) g_rand_int_range (self->rand, 0, 256);

  suffix = g_base64_encode (random, sizeof random);
  g_strdelimit (suffix, "+", '-');
  g_strdelimit (suffix, "/", '_');
  return g_strconcat (first, second, noun, pick (self, world_emotes), "-", suffix, NULL);
}

static double
pick_duration (World *self)
{
  static const double usual[] = { 30, 30, 30, 60, 28.3, 5, 15, 45, 59.9 };

  if (happens (self, 60))
    return usual[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (usual))];

  return g_rand_int_range (self->rand, 50, 601) / 10.0;
}

static void
choose_creator (World *self,
                Clip  *clip)
{
  int chance = g_rand_int_range (self->rand, 0, 100);

  clip->creator_id = "";
  clip->creator_name = "";

  /* One whose account is gone leaves an id, or nothing at all. */
  if (chance < 2)
    clip->creator_id = "99999999";
  else if (chance >= 4)
    {
      clip->creator = g_ptr_array_index (self->users, g_rand_int_range (self->rand, 0, (int) self->users->len));
      clip->creator_id = clip->creator->id;
      clip->creator_name = clip->creator->display_name;
    }
}

/**
 * world_add_clip:
 * @broadcaster: whose channel it is of
 * @created_at: seconds since 1970
 *
 * Returns: (transfer none): a new clip that is there at once
 */
Clip *
world_add_clip (World *self,
                User  *broadcaster,
                gint64 created_at)
{
  Clip *clip = g_new0 (Clip, 1);

  clip->id = make_slug (self);
  clip->hash = g_str_hash (clip->id);
  clip->number = 3000000000 + self->next_number++;
  clip->broadcaster = broadcaster;
  choose_creator (self, clip);
  clip->game = happens (self, 5) ? NULL : happens (self, 70) ? broadcaster->game
                                                             : pick_game (self);
  clip->language = broadcaster->language;
  clip->title = g_strdup (pick (self, world_titles));
  clip->views = (gint64) exp (g_rand_double (self->rand) * g_rand_double_range (self->rand, 1, 13)) - 1;
  clip->created_at = created_at;
  clip->duration = pick_duration (self);
  clip->featured = happens (self, 8);
  clip->thumbnail_broken = happens (self, 1);
  clip->vod_offset = -1;
  if (broadcaster->videos->len > 0 && happens (self, 70))
    {
      clip->video = g_ptr_array_index (broadcaster->videos, g_rand_int_range (self->rand, 0, (int) broadcaster->videos->len));
      if (happens (self, 95))
        clip->vod_offset = g_rand_int_range (self->rand, 0, (int) clip->video->seconds);
    }

  g_ptr_array_add (broadcaster->clips, clip);
  g_ptr_array_add (self->clips, clip);
  g_hash_table_insert (self->clips_by_id, clip->id, clip);
  return clip;
}

void
world_delete_clip (World *self,
                   Clip  *clip)
{
  g_hash_table_remove (self->clips_by_id, clip->id);
  g_ptr_array_remove (clip->broadcaster->clips, clip);
  g_ptr_array_remove_fast (self->clips, clip);
}

/**
 * world_drift:
 * @clips: (element-type Clip): those of one channel or category
 * @n: how many of them
 *
 * Lets people watch @n of @clips, some of them so many that their place in the
 * list changes.
 */
void
world_drift (World     *self,
             GPtrArray *clips,
             gint64     n)
{
  for (; n > 0 && clips->len > 0; n--)
    {
      Clip *clip = g_ptr_array_index (clips, g_rand_int_range (self->rand, 0, (int) clips->len));

      clip->views += g_rand_int_range (self->rand, 1, (int) MIN (clip->views, 100000) / 2 + 20);
    }
}

static void
add_media (World *self,
           User  *user,
           guint  n_clips)
{
  guint n_videos = happens (self, 70) || g_str_equal (user->login, MAIN_LOGIN) ? (guint) g_rand_int_range (self->rand, 3, 40) : 0;

  for (guint i = 0; i < n_videos; i++)
    add_video (self, user, self->born - g_rand_int_range (self->rand, 3600, 60 * DAY));

  for (guint i = 0; i < n_clips; i++)
    world_add_clip (self, user, self->born - 3 - (gint64) (pow (g_rand_double (self->rand), 1.5) * 3 * YEAR));
}

static void
add_follows (World *self)
{
  User *main_user = g_ptr_array_index (self->users, 0);

  for (guint i = 0; i < self->users->len; i++)
    {
      User *user = g_ptr_array_index (self->users, i);
      guint n = user == main_user ? N_FOLLOWED : i % 5;

      for (guint j = 0; j < n; j++)
        {
          Follow *follow = g_new0 (Follow, 1);

          follow->channel = g_ptr_array_index (self->users, (i + 2 + j) % N_CHANNELS);
          follow->since = self->born - (j + 1) * 5 * DAY;
          g_ptr_array_add (user->follows, follow);
        }
    }
}

/**
 * world_new:
 * @seed: what its chances begin with
 * @n_clips: how many clips the main channel has
 * @now: seconds since 1970: nothing in it is younger
 *
 * Returns: (transfer full): a world
 */
World *
world_new (guint32 seed,
           int     n_clips,
           gint64  now)
{
  World *self = g_new0 (World, 1);

  self->rand = g_rand_new_with_seed (seed);
  self->born = now;
  self->users = g_ptr_array_new_with_free_func (user_free);
  self->games = g_ptr_array_new_with_free_func (game_free);
  self->clips = g_ptr_array_new_with_free_func (clip_free);
  self->users_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->users_by_login = g_hash_table_new (g_str_hash, g_str_equal);
  self->games_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->clips_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->videos_by_id = g_hash_table_new (g_str_hash, g_str_equal);

  add_games (self);
  add_users (self);
  for (guint i = 0; i < N_CHANNELS; i++)
    {
      User  *user = g_ptr_array_index (self->users, i);
      double part = g_rand_double (self->rand);

      /* Always some that are live and some that are not, whatever the seed. */
      if (i >= 2 && (i < 5 || i % 4 == 0))
        world_set_live (self, user, now - g_rand_int_range (self->rand, 60, 8 * 3600));

      add_media (self, user, i == 0 ? (guint) n_clips : i % 10 == 9 ? 0
                                                                    : (guint) (part * part * part * MOST_OTHER_CLIPS));
    }
  add_follows (self);

  return self;
}

void
world_free (World *self)
{
  g_rand_free (self->rand);
  g_hash_table_unref (self->users_by_id);
  g_hash_table_unref (self->users_by_login);
  g_hash_table_unref (self->games_by_id);
  g_hash_table_unref (self->clips_by_id);
  g_hash_table_unref (self->videos_by_id);
  g_ptr_array_unref (self->clips);
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->games);
  g_free (self);
}
