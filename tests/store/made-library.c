/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "made-library.h"
#include "cw-migrations.h"

#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

#define INSERT_CLIP                                                                                       \
  "INSERT INTO clips (number, id, removed, added, created, duration, views, rating, favourite, size, "    \
  "width, height, title, note, source, rights, channel_name, category_name, creator_name, language, "     \
  "vod_id, uri, digest, url, original_title, has_video, coded_width, coded_height, rotation, "            \
  "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, "             \
  "has_audio, channels, sample_rate, audio_bitrate) VALUES (?1, 'id-' || ?1, ?, ?, ?, ?, ?, ?, ?, ?, "    \
  "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'library:' || ?1 || '.mp4', 'digest-' || ?1, "                        \
  "'https://clips.twitch.tv/CleverName' || ?1, ?12, 1, 1920, 1080, 0, 1, 1, 60, 1, 0, 8, 6000000, 1, 2, " \
  "48000, 160000)"

static const char *const starts[] = { "b", "br", "c", "cl", "d", "f", "fr", "g", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr", "v", "w", "z" };
static const char *const vowels[] = { "a", "e", "i", "o", "u", "ai", "ea", "oo" };
static const char *const ends[] = { "", "n", "r", "s", "t", "ck", "mp", "ll", "x" };
static const char *const languages[] = { "en", "de", "fr", "ja", "" };

/* The words by their rank, so that the same rank is the same word everywhere. */
static char *
make_word (guint rank)
{
  g_autoptr (GString) word = g_string_new (NULL);
  guint n = rank * 2654435761u % 1000003u + rank * 7;

  do
    {
      g_string_append (word, starts[n % G_N_ELEMENTS (starts)]);
      n /= G_N_ELEMENTS (starts);
      g_string_append (word, vowels[n % G_N_ELEMENTS (vowels)]);
      n /= G_N_ELEMENTS (vowels);
      g_string_append (word, ends[n % G_N_ELEMENTS (ends)]);
      n /= G_N_ELEMENTS (ends);
    }
  while (n > 0);

  return g_string_free (g_steal_pointer (&word), FALSE);
}

/* Some words are everywhere and most are rare, as in any language. */
static guint
get_rank (GRand *rand,
          guint  n)
{
  return (guint) (pow ((double) n, g_rand_double (rand)) - 1);
}

/**
 * made_library_dup_word:
 * @rand: chance
 * @n_words: how many there are
 *
 * Returns: (transfer full): a word, more likely a frequent one
 */
char *
made_library_dup_word (GRand *rand,
                       guint  n_words)
{
  return make_word (get_rank (rand, n_words));
}

char *
made_library_dup_name (const char *kind,
                       guint       index)
{
  g_autofree char *word = make_word (index * 3 + 11);

  /* Some have two words, some have capitals. */
  if (index % 2 == 0)
    word[0] = g_ascii_toupper (word[0]);
  return index % 3 == 0 ? g_strdup_printf ("%s %s", word, kind) : g_strdup_printf ("%s_%s%u", kind, word, index);
}

static char *
make_text (GRand *rand,
           guint  n_words,
           int    least,
           int    most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_rand_int_range (rand, least, most);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *word = made_library_dup_word (rand, n_words);

      if (g_rand_int_range (rand, 0, 6) == 0)
        word[0] = g_ascii_toupper (word[0]);
      g_string_append_printf (text, "%s%s", i > 0 ? (g_rand_int_range (rand, 0, 12) == 0 ? ", " : " ") : "", word);
    }
  if (g_rand_int_range (rand, 0, 10) == 0)
    g_string_append (text, " É!");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static MadeClip *
make_clip (GRand *rand,
           guint  index,
           guint  n,
           guint  n_words)
{
  MadeClip *clip = g_new0 (MadeClip, 1);
  guint     scale = MAX (n / 100, 10);
  int       n_tags = g_rand_int_range (rand, -2, MADE_TAGS + 1);
  gint64    age = (gint64) (n - index) * 3600 * G_USEC_PER_SEC;

  clip->number = index + 1;
  clip->added = MADE_NOW - age;
  clip->created = clip->added - (gint64) (g_rand_double (rand) * 90 * 86400) * G_USEC_PER_SEC;
  clip->removed = g_rand_int_range (rand, 0, 30) == 0 ? clip->added + g_rand_int_range (rand, 1, 100000) : 0;
  clip->duration = g_rand_int_range (rand, 50, 600) * (SECOND / 10) + g_rand_int_range (rand, 0, 2) * 16000000;
  clip->views = (gint64) pow (100000, g_rand_double (rand)) - 1;
  clip->rating = g_rand_int_range (rand, 0, 10) < 6 ? 0 : g_rand_int_range (rand, 1, 6);
  clip->favourite = g_rand_int_range (rand, 0, 20) == 0;
  clip->size = clip->duration / 1000 * g_rand_int_range (rand, 500, 1000) / 1000;
  clip->width = index % 7 == 0 ? 1080 : 1920;
  clip->height = index % 7 == 0 ? 1920 : 1080;
  clip->title = make_text (rand, n_words, 2, 9);
  clip->note = g_rand_int_range (rand, 0, 10) == 0 ? make_text (rand, n_words, 3, 12) : g_strdup ("");
  clip->source = g_rand_int_range (rand, 0, 5) == 0 ? "file" : "twitch";
  clip->rights = g_rand_int_range (rand, 0, 3) == 0 ? "permitted" : g_rand_int_range (rand, 0, 5) == 0 ? "edited"
                                                                                                       : "own";
  clip->channel = made_library_dup_name ("channel", get_rank (rand, scale));
  clip->game = made_library_dup_name ("game", get_rank (rand, scale / 2 + 5));
  clip->creator = made_library_dup_name ("creator", get_rank (rand, scale * 5));
  clip->language = languages[get_rank (rand, G_N_ELEMENTS (languages))];
  clip->broadcast = g_rand_int_range (rand, 0, 2) == 0 ? g_strdup ("") : g_strdup_printf ("%u", 1000 + index / 9);
  for (int i = 0; i < n_tags; i++)
    clip->tags[i] = g_strdup_printf ("%s%d", i == 2 ? "Very Funny" : "tag", (int) get_rank (rand, 40) * MADE_TAGS + i);
  clip->said = g_rand_int_range (rand, 0, 20) == 0 ? make_text (rand, n_words, 20, 60) : NULL;
  clip->watched = g_rand_int_range (rand, 0, 8) == 0 ? MADE_NOW - (gint64) g_rand_int_range (rand, 0, 1000000) * G_USEC_PER_SEC : 0;
  clip->best = g_rand_int_range (rand, 0, 25) == 0;

  return clip;
}

static void
clip_free (gpointer data)
{
  MadeClip *clip = data;

  for (guint i = 0; i < MADE_TAGS; i++)
    g_free (clip->tags[i]);
  g_free (clip->title);
  g_free (clip->note);
  g_free (clip->channel);
  g_free (clip->game);
  g_free (clip->creator);
  g_free (clip->broadcast);
  g_free (clip->said);
  g_free (clip);
}

/**
 * made_library_new:
 * @n: how many clips
 * @seed: another gives other clips
 * @n_words: how many words there are in all texts
 *
 * Returns: (transfer full): #MadeClip s, by their numbers
 */
GPtrArray *
made_library_new (guint   n,
                  guint32 seed,
                  guint   n_words)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GPtrArray *clips = g_ptr_array_new_full (n, clip_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (clips, make_clip (rand, i, n, n_words));

  return clips;
}

static void
run (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static void
bind_text (sqlite3_stmt *statement,
           int           index,
           const char   *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static void
insert_clip (sqlite3_stmt   *statement,
             const MadeClip *clip)
{
  const gint64      numbers[] = { clip->added, clip->created, clip->duration, clip->views, clip->rating, clip->favourite, clip->size, clip->width, clip->height };
  const char *const words[] = { clip->title, clip->note, clip->source, clip->rights, clip->channel, clip->game, clip->creator, clip->language, clip->broadcast };

  sqlite3_bind_int64 (statement, 1, clip->number);
  if (clip->removed != 0)
    sqlite3_bind_int64 (statement, 2, clip->removed);
  else
    sqlite3_bind_null (statement, 2);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_int64 (statement, (int) i + 3, numbers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    bind_text (statement, (int) i + 12, words[i]);
  run (statement);
}

static sqlite3_stmt *
prepare (sqlite3    *connection,
         const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = cw_database_prepare (connection, sql, NULL, &error);

  g_assert_no_error (error);
  return statement;
}

static DexFuture *
save (sqlite3 *connection,
      gpointer data)
{
  GPtrArray *clips = data;
  g_autoptr (sqlite3_stmt) insert = prepare (connection, INSERT_CLIP);
  g_autoptr (sqlite3_stmt) tag = prepare (connection, "INSERT OR IGNORE INTO clip_tags (clip, tag) VALUES (?, ?)");
  g_autoptr (sqlite3_stmt) said = prepare (connection, "INSERT INTO transcripts (clip, text) VALUES (?, ?)");
  g_autoptr (sqlite3_stmt) watched = prepare (connection, "INSERT INTO watching (clip, position, watched) VALUES (?, 0, ?)");
  g_autoptr (sqlite3_stmt) best = prepare (connection, "INSERT INTO collection_clips (collection, clip, position) VALUES (1, ?1, ?1)");
  g_autoptr (sqlite3_stmt) collections = prepare (connection, "INSERT INTO collections (number, id, title, query, position, created) VALUES (1, 'best', 'Best', NULL, 0, 0), (2, 'short', 'Short Ones', 'duration:<20 -is:vertical', 1, 0), (3, 'loop', 'Loop', 'collection:loop', 2, 0)");

  run (collections);
  for (guint i = 0; i < clips->len; i++)
    {
      const MadeClip *clip = g_ptr_array_index (clips, i);

      /* Before the clip itself, so that its words are written once. */
      for (guint j = 0; j < MADE_TAGS && clip->tags[j] != NULL; j++)
        {
          sqlite3_bind_int64 (tag, 1, clip->number);
          bind_text (tag, 2, clip->tags[j]);
          run (tag);
        }
      if (clip->said != NULL)
        {
          sqlite3_bind_int64 (said, 1, clip->number);
          bind_text (said, 2, clip->said);
          run (said);
        }
      if (clip->watched != 0)
        {
          sqlite3_bind_int64 (watched, 1, clip->number);
          sqlite3_bind_int64 (watched, 2, clip->watched);
          run (watched);
        }
      if (clip->best)
        {
          sqlite3_bind_int64 (best, 1, clip->number);
          run (best);
        }
      insert_clip (insert, clip);
    }

  return dex_future_new_true ();
}

/**
 * made_library_save:
 * @database: an empty library, open
 * @clips: what made_library_new() made
 *
 * Adds the collections "Best" (by hand), "Short Ones" (short and not vertical) and
 * "Loop" (which asks for itself), too.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
made_library_save (CwDatabase *database,
                   GPtrArray  *clips)
{
  return cw_database_run (database, save, g_ptr_array_ref (clips), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * made_library_open:
 * @path: where there is no file
 *
 * Returns: (transfer full): an empty library, which was told to open
 */
CwDatabase *
made_library_open (const char *path)
{
  g_auto (GStrv) migrations = cw_migrations_load ();
  CwDatabase *database = cw_database_new (path, (const char *const *) migrations);

  dex_future_disown (cw_database_open (database));
  return database;
}
