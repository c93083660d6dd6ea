/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MAIN_LOGIN "creator_main"
#define EDITED_LOGIN "edited_channel"

typedef struct
{
  char *id;
  char *name;
  char *igdb_id;
} Game;

/* Who may make clips of a channel. */
typedef enum
{
  CLIPS_FREE,
  CLIPS_DISABLED,
  CLIPS_FOLLOWERS,
  CLIPS_CATEGORY,
} ClipRule;

/**
 * User:
 *
 * An account and its channel. @live_since is 0 while it is offline.
 */
typedef struct
{
  char       *id;
  char       *login;
  char       *display_name;
  char       *description;
  const char *broadcaster_type;
  const char *language;
  char       *title;
  Game       *game;
  gint64      created_at;
  ClipRule    clip_rule;

  gint64 live_since;
  gint64 viewers;
  char  *stream_id;

  GPtrArray *clips;
  GPtrArray *videos;
  GPtrArray *follows;
  GPtrArray *editors;
} User;

typedef struct
{
  User  *channel;
  gint64 since;
} Follow;

typedef struct
{
  char       *id;
  User       *user;
  Game       *game;
  char       *title;
  const char *type;
  gint64      created_at;
  gint64      seconds;
  gint64      views;
  gboolean    muted;
  gboolean    no_thumbnail;
} Video;

/**
 * Clip:
 *
 * @number is the id that GQL has, @id the slug. @creator is %NULL for an
 * account that was deleted. @polls_left and @appears_at hide a new clip for a
 * while; @polls_left is -1 for one that never comes.
 */
typedef struct
{
  char       *id;
  gint64      number;
  guint       hash;
  User       *broadcaster;
  User       *creator;
  const char *creator_id;
  const char *creator_name;
  Video      *video;
  gint64      vod_offset;
  Game       *game;
  const char *language;
  char       *title;
  gint64      views;
  gint64      created_at;
  double      duration;
  gboolean    featured;
  gboolean    thumbnail_broken;
  gint64      polls_left;
  gint64      appears_at;
} Clip;

/**
 * World:
 *
 * Everything there is on this Twitch. The same seed, number of clips and time
 * make the same one.
 */
typedef struct
{
  GRand      *rand;
  gint64      born;
  gint64      next_number;
  GPtrArray  *users;
  GPtrArray  *games;
  GPtrArray  *clips;
  GHashTable *users_by_id;
  GHashTable *users_by_login;
  GHashTable *games_by_id;
  GHashTable *clips_by_id;
  GHashTable *videos_by_id;
} World;

World *world_new (guint32 seed,
                  int     n_clips,
                  gint64  now);
void   world_free (World *self);
Clip  *world_add_clip (World *self,
                       User  *broadcaster,
                       gint64 created_at);
void   world_delete_clip (World *self,
                          Clip  *clip);
void   world_drift (World     *self,
                    GPtrArray *clips,
                    gint64     n);
void   world_set_live (World *self,
                       User  *user,
                       gint64 since);
char  *world_time (gint64 time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

G_END_DECLS
