/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-store.h"
#include "made-library.h"
#include "test-support.h"

#include <string.h>

/* Compares what the store finds with what a plain loop over all clips finds, which
 * knows no index, no FTS5 and no order but that of qsort(). */

#define N_CLIPS 20000
#define N_WORDS 3000
#define N_QUERIES 400

typedef struct
{
  CwQuery   *query;
  gboolean   trash;
  GPtrArray *clips;
} Loop;

/* The words of a text, each with a space before and after: " what a save ". */
static char *
dup_words (const char *text)
{
  g_autoptr (GString) words = g_string_new (" ");

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == 0xc9 || letter == 0xe9)
        letter = 'e';
      if (letter < 128 && g_ascii_isalnum ((char) letter))
        g_string_append_c (words, g_ascii_tolower ((char) letter));
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
text_has (const char         *text,
          const CwQueryValue *value)
{
  g_autofree char *words = text != NULL ? dup_words (text) : NULL;
  g_autofree char *wanted = dup_words (value->text);

  if (words == NULL)
    return FALSE;
  if (!value->phrase)
    wanted[strlen (wanted) - 1] = '\0';

  return strstr (words, wanted) != NULL;
}

static gboolean
is_same (const char         *text,
         const CwQueryValue *value)
{
  return text != NULL && g_ascii_strcasecmp (text, value->text) == 0;
}

static gboolean
is_in (gint64              number,
       const CwQueryValue *value)
{
  return value->from <= number && number <= value->to;
}

static gboolean
has_state (const MadeClip *clip,
           const char     *state)
{
  if (g_str_equal (state, "favourite"))
    return clip->favourite;
  if (g_str_equal (state, "vertical"))
    return clip->height > clip->width;

  return g_str_equal (state, "watched") == (clip->watched != 0);
}

static gboolean
has_any_text (const MadeClip     *clip,
              const CwQueryValue *value)
{
  g_autofree char *tags = g_strjoinv (" ", (char *[]) { clip->tags[0] != NULL ? clip->tags[0] : (char *) "", clip->tags[1] != NULL ? clip->tags[1] : (char *) "", clip->tags[2] != NULL ? clip->tags[2] : (char *) "", NULL });

  return text_has (clip->title, value) || text_has (clip->note, value) || text_has (clip->said, value) || text_has (clip->channel, value) || text_has (clip->game, value) || text_has (clip->creator, value) || text_has (tags, value);
}

static gboolean
is_collected (const MadeClip     *clip,
              const CwQueryValue *value)
{
  if (is_same ("Best", value))
    return clip->best;
  if (is_same ("Short Ones", value))
    return clip->duration < G_GINT64_CONSTANT (20000000000) && clip->height <= clip->width;

  return FALSE;
}

static gboolean
has_tag (const MadeClip     *clip,
         const CwQueryValue *value)
{
  for (guint i = 0; i < MADE_TAGS && clip->tags[i] != NULL; i++)
    if (is_same (clip->tags[i], value))
      return TRUE;

  return FALSE;
}

static gboolean
has_value (const MadeClip     *clip,
           CwQueryField        field,
           const CwQueryValue *value)
{
  switch (field)
    {
    case CW_QUERY_FIELD_WORDS:
      return has_any_text (clip, value);
    case CW_QUERY_FIELD_TITLE:
      return text_has (clip->title, value);
    case CW_QUERY_FIELD_NOTE:
      return text_has (clip->note, value);
    case CW_QUERY_FIELD_SAID:
      return text_has (clip->said, value);
    case CW_QUERY_FIELD_CHANNEL:
      return is_same (clip->channel, value);
    case CW_QUERY_FIELD_GAME:
      return is_same (clip->game, value);
    case CW_QUERY_FIELD_CREATOR:
      return is_same (clip->creator, value);
    case CW_QUERY_FIELD_TAG:
      return has_tag (clip, value);
    case CW_QUERY_FIELD_COLLECTION:
      return is_collected (clip, value);
    case CW_QUERY_FIELD_LANGUAGE:
      return is_same (clip->language, value);
    case CW_QUERY_FIELD_BROADCAST:
      return is_same (clip->broadcast, value);
    case CW_QUERY_FIELD_SOURCE:
      return is_same (clip->source, value);
    case CW_QUERY_FIELD_RIGHTS:
      return is_same (clip->rights, value);
    case CW_QUERY_FIELD_IS:
      return has_state (clip, value->text);
    case CW_QUERY_FIELD_CREATED:
      return is_in (clip->created, value);
    case CW_QUERY_FIELD_ADDED:
      return is_in (clip->added, value);
    case CW_QUERY_FIELD_WATCHED:
      return clip->watched != 0 && is_in (clip->watched, value);
    case CW_QUERY_FIELD_DURATION:
      return is_in (clip->duration, value);
    case CW_QUERY_FIELD_VIEWS:
      return is_in (clip->views, value);
    case CW_QUERY_FIELD_RATING:
      return is_in (clip->rating, value);
    case CW_QUERY_FIELD_SIZE:
      return is_in (clip->size, value);
    case CW_QUERY_FIELD_SORT:
      break;
    }

  g_assert_not_reached ();
}

static gboolean
has_term (const MadeClip    *clip,
          const CwQueryTerm *term)
{
  for (guint i = 0; i < term->values->len; i++)
    if (has_value (clip, term->field, cw_query_term_get_value (term, i)))
      return !term->excluded;

  return term->excluded;
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_keys (CwQuerySort     sort,
              const MadeClip *a,
              const MadeClip *b)
{
  switch (sort)
    {
    case CW_QUERY_SORT_ADDED:
      return compare_numbers (a->number, b->number);
    case CW_QUERY_SORT_CREATED:
      return compare_numbers (a->created, b->created);
    case CW_QUERY_SORT_VIEWS:
      return compare_numbers (a->views, b->views);
    case CW_QUERY_SORT_DURATION:
      return compare_numbers (a->duration, b->duration);
    case CW_QUERY_SORT_TITLE:
      return g_ascii_strcasecmp (a->title, b->title);
    case CW_QUERY_SORT_RATING:
      return compare_numbers (a->rating, b->rating);
    case CW_QUERY_SORT_SIZE:
      return compare_numbers (a->size, b->size);
    case CW_QUERY_SORT_WATCHED:
      return compare_numbers (a->watched, b->watched);
    case CW_QUERY_SORT_CHANNEL:
      return g_ascii_strcasecmp (a->channel, b->channel);
    case CW_QUERY_SORT_GAME:
      return g_ascii_strcasecmp (a->game, b->game);
    case CW_QUERY_SORT_POSITION:
      break;
    }

  g_assert_not_reached ();
}

/* Equal ones have the newest first; the other way is the reverse of all. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  Loop           *loop = data;
  const MadeClip *one = g_ptr_array_index (loop->clips, *(const gint64 *) a - 1);
  const MadeClip *other = g_ptr_array_index (loop->clips, *(const gint64 *) b - 1);
  gboolean        descending;
  CwQuerySort     sort = cw_query_get_sort (loop->query, &descending);
  int             order;

  if (loop->trash && !cw_query_has_sort (loop->query))
    return one->removed != other->removed ? compare_numbers (other->removed, one->removed) : compare_numbers (other->number, one->number);

  order = compare_keys (sort, one, other);
  if (order != 0)
    return descending ? -order : order;

  order = compare_numbers (other->number, one->number);
  return descending == cw_query_sort_is_descending (sort) ? order : -order;
}

static GArray *
find_by_loop (Loop *loop)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < loop->clips->len; i++)
    {
      const MadeClip *clip = g_ptr_array_index (loop->clips, i);
      gboolean        has = (clip->removed != 0) == loop->trash;

      for (guint j = 0; has && j < cw_query_get_n_terms (loop->query); j++)
        has = has_term (clip, cw_query_get_term (loop->query, j));
      if (has)
        g_array_append_val (numbers, clip->number);
    }

  g_array_sort_with_data (numbers, compare, loop);
  return numbers;
}

static const char *
pick (GRand             *rand,
      const char *const *texts)
{
  return texts[g_rand_int_range (rand, 0, (int) g_strv_length ((char **) texts))];
}

static char *
make_text_term (GRand     *rand,
                GPtrArray *clips)
{
  static const char *const fields[] = { "", "", "", "title:", "note:", "said:", NULL };
  const char              *field = pick (rand, fields);
  g_autofree char         *word = made_library_dup_word (rand, N_WORDS);
  g_autofree char         *other = made_library_dup_word (rand, N_WORDS);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0: /* A phrase that there is. */
      {
        const MadeClip *clip = g_ptr_array_index (clips, g_rand_int_range (rand, 0, (int) clips->len));
        g_auto (GStrv) words = g_strsplit (clip->title, " ", 3);

        return words[1] != NULL ? g_strdup_printf ("%s\"%s %s\"", field, words[0], words[1]) : g_strdup (word);
      }
    case 1:
      return g_strdup_printf ("%s%s-%s", field, word, other);
    case 2:
      return g_strdup_printf ("%s%.2s", field, word);
    case 3:
      return *field != '\0' ? g_strdup_printf ("%s%s,\"%s\"", field, word, other) : g_strdup_printf ("\"%s\"", word);
    default:
      return g_strdup_printf ("%s%s", field, word);
    }
}

static char *
make_name_term (GRand     *rand,
                GPtrArray *clips)
{
  const MadeClip  *clip = g_ptr_array_index (clips, g_rand_int_range (rand, 0, (int) clips->len));
  const MadeClip  *other = g_ptr_array_index (clips, g_rand_int_range (rand, 0, (int) clips->len));
  g_autofree char *channel = g_ascii_strup (clip->channel, -1);

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      return g_strdup_printf ("channel:\"%s\"", channel);
    case 1:
      return g_strdup_printf ("channel:\"%s\",\"%s\"", clip->channel, other->channel);
    case 2:
      return g_strdup_printf ("game:\"%s\"", clip->game);
    case 3:
      return g_strdup_printf ("creator:\"%s\"", clip->creator);
    case 4:
      return g_strdup_printf ("broadcast:%s", clip->broadcast[0] != '\0' ? clip->broadcast : "77");
    case 5:
      return g_strdup_printf ("tag:\"%s\",\"%s\"", clip->tags[0] != NULL ? clip->tags[0] : "tag0", other->tags[1] != NULL ? other->tags[1] : "tag1");
    default:
      return g_strdup_printf ("tag:\"%s\"", clip->tags[0] != NULL ? clip->tags[0] : "no such tag");
    }
}

static char *
make_other_term (GRand *rand)
{
  static const char *const terms[] = {
    "is:favourite", "is:vertical", "is:watched", "is:unwatched", "is:favourite,vertical", "source:file", "source:twitch", "rights:own", "rights:edited,permitted",
    "language:de", "language:EN,fr", "collection:best", "collection:\"short ones\"", "collection:Best,\"Short Ones\"", "collection:loop", "collection:none",
    "created:>2026-06", "created:2026", "created:..2025", "created:30d", "added:>2026-06", "added:2026-07", "added:<2025", "watched:>2026-09-15", "watched:7d", "watched:<1d",
    "duration:<30", "duration:20..25", "duration:>59", "duration:5.0", "views:>1000", "views:0", "views:10..20", "views:<50", "rating:>=3", "rating:0", "rating:5,1",
    "size:>20MB", "size:<4MB", "size:10MB", NULL
  };

  return g_strdup (pick (rand, terms));
}

static char *
make_query (GRand     *rand,
            GPtrArray *clips)
{
  static const char *const sorts[] = { "added", "created", "views", "duration", "title", "rating", "size", "watched", "channel", "game", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 0, 5);

  for (int i = 0; i < n; i++)
    {
      int              kind = g_rand_int_range (rand, 0, 7);
      g_autofree char *term = kind < 3 ? make_text_term (rand, clips) : kind < 5 ? make_name_term (rand, clips)
                                                                                 : make_other_term (rand);

      g_string_append_printf (text, "%s%s ", g_rand_int_range (rand, 0, 5) == 0 ? "-" : "", term);
    }
  if (g_rand_boolean (rand))
    g_string_append_printf (text, "sort:%s%s", g_rand_boolean (rand) ? "-" : "", pick (rand, sorts));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static CwSearchResult *
find (CwSearchStore *store,
      Loop          *loop,
      guint          limit)
{
  g_autoptr (GError) error = NULL;
  CwSearchResult *result = dex_await_boxed (loop->trash ? cw_search_store_find_in_trash (store, loop->query, limit) : cw_search_store_find (store, loop->query, limit), &error);

  g_assert_no_error (error);
  return result;
}

static void
assert_same (const char *text,
             GArray     *found,
             GArray     *expected,
             guint       limit)
{
  guint n = limit > 0 ? MIN (limit, expected->len) : expected->len;

  if (found->len != n)
    g_error ("%s: found %u of %u", text, found->len, n);
  for (guint i = 0; i < n; i++)
    if (g_array_index (found, gint64, i) != g_array_index (expected, gint64, i))
      g_error ("%s: clip %u is %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, text, i, g_array_index (found, gint64, i), g_array_index (expected, gint64, i));
}

static void
check (CwSearchStore *store,
       Loop          *loop)
{
  const char *text = cw_query_get_text (loop->query);
  g_autoptr (GArray) expected = find_by_loop (loop);
  g_autoptr (CwSearchResult) all = find (store, loop, 0);
  g_autoptr (CwSearchResult) some = find (store, loop, 50);
  g_autoptr (GError) error = NULL;
  gint64 n;

  /* The loop takes no word for mistyped. */
  if (all->replaced->len > 0)
    {
      g_assert_cmpuint (expected->len, ==, 0);
      return;
    }

  assert_same (text, all->numbers, expected, 0);
  assert_same (text, some->numbers, expected, 50);
  n = dex_await_int64 (loop->trash ? cw_search_store_count_in_trash (store, loop->query) : cw_search_store_count (store, loop->query), &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, expected->len);
}

static void
finds_what_a_loop_finds (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (CwDatabase) database = made_library_open (path);
  g_autoptr (CwSearchStore) store = cw_search_store_new (database);
  g_autoptr (GPtrArray) clips = made_library_new (N_CLIPS, 7, N_WORDS);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  guint found = 0;

  dex_await (made_library_save (database, clips), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *text = make_query (rand, clips);
      g_autoptr (CwQuery) query = cw_query_new (text, MADE_NOW, zone);
      Loop loop = { query, i % 8 == 0, clips };
      g_autoptr (GArray) expected = NULL;

      g_assert_cmpuint (cw_query_get_n_problems (query), ==, 0);
      check (store, &loop);
      expected = find_by_loop (&loop);
      found += expected->len > 0;
    }

  /* Or nothing would have been compared. */
  g_assert_cmpuint (found, >, N_QUERIES / 3);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/search-random/finds-what-a-loop-finds", finds_what_a_loop_finds);
  return g_test_run ();
}
