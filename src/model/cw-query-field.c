/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-field.h"

#include <string.h>

#define LONGEST_NAME 16

static const char *const sources[] = { "twitch", "file", NULL };
static const char *const rights[] = { "own", "edited", "permitted", NULL };
static const char *const states[] = { "favourite", "vertical", "watched", "unwatched", NULL };
static const char *const sorts[] = { "added", "created", "views", "duration", "title", "rating", "size", "watched", "channel", "game", "position", NULL };
static const char *const none[] = { NULL };

/* "single" is what a clip has one of, so that two of them can only mean either. */
static const struct
{
  const char        *name;
  CwQueryKind        kind;
  gboolean           single;
  const char *const *choices;
} fields[] = {
  [CW_QUERY_FIELD_WORDS] = { "", CW_QUERY_KIND_TEXT, FALSE, none },
  [CW_QUERY_FIELD_TITLE] = { "title", CW_QUERY_KIND_TEXT, FALSE, none },
  [CW_QUERY_FIELD_NOTE] = { "note", CW_QUERY_KIND_TEXT, FALSE, none },
  [CW_QUERY_FIELD_SAID] = { "said", CW_QUERY_KIND_TEXT, FALSE, none },
  [CW_QUERY_FIELD_CHANNEL] = { "channel", CW_QUERY_KIND_NAME, TRUE, none },
  [CW_QUERY_FIELD_GAME] = { "game", CW_QUERY_KIND_NAME, TRUE, none },
  [CW_QUERY_FIELD_CREATOR] = { "creator", CW_QUERY_KIND_NAME, TRUE, none },
  [CW_QUERY_FIELD_TAG] = { "tag", CW_QUERY_KIND_NAME, FALSE, none },
  [CW_QUERY_FIELD_COLLECTION] = { "collection", CW_QUERY_KIND_NAME, FALSE, none },
  [CW_QUERY_FIELD_LANGUAGE] = { "language", CW_QUERY_KIND_NAME, TRUE, none },
  [CW_QUERY_FIELD_BROADCAST] = { "broadcast", CW_QUERY_KIND_NAME, TRUE, none },
  [CW_QUERY_FIELD_SOURCE] = { "source", CW_QUERY_KIND_CHOICE, TRUE, sources },
  [CW_QUERY_FIELD_RIGHTS] = { "rights", CW_QUERY_KIND_CHOICE, TRUE, rights },
  [CW_QUERY_FIELD_IS] = { "is", CW_QUERY_KIND_CHOICE, FALSE, states },
  [CW_QUERY_FIELD_CREATED] = { "created", CW_QUERY_KIND_DATE, FALSE, none },
  [CW_QUERY_FIELD_ADDED] = { "added", CW_QUERY_KIND_DATE, FALSE, none },
  [CW_QUERY_FIELD_WATCHED] = { "watched", CW_QUERY_KIND_DATE, FALSE, none },
  [CW_QUERY_FIELD_DURATION] = { "duration", CW_QUERY_KIND_DURATION, FALSE, none },
  [CW_QUERY_FIELD_VIEWS] = { "views", CW_QUERY_KIND_NUMBER, FALSE, none },
  [CW_QUERY_FIELD_RATING] = { "rating", CW_QUERY_KIND_NUMBER, FALSE, none },
  [CW_QUERY_FIELD_SIZE] = { "size", CW_QUERY_KIND_SIZE, FALSE, none },
  [CW_QUERY_FIELD_SORT] = { "sort", CW_QUERY_KIND_CHOICE, FALSE, sorts },
};

static const struct
{
  const char  *name;
  CwQueryField field;
} aliases[] = {
  { "category", CW_QUERY_FIELD_GAME },
  { "tags", CW_QUERY_FIELD_TAG },
  { "lang", CW_QUERY_FIELD_LANGUAGE },
  { "length", CW_QUERY_FIELD_DURATION },
  { "vod", CW_QUERY_FIELD_BROADCAST },
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == CW_QUERY_N_FIELDS);

const char *
cw_query_field_get_name (CwQueryField field)
{
  g_return_val_if_fail ((guint) field < CW_QUERY_N_FIELDS, NULL);

  return fields[field].name;
}

CwQueryKind
cw_query_field_get_kind (CwQueryField field)
{
  g_return_val_if_fail ((guint) field < CW_QUERY_N_FIELDS, CW_QUERY_KIND_TEXT);

  return fields[field].kind;
}

gboolean
cw_query_field_has_ranges (CwQueryField field)
{
  return cw_query_field_get_kind (field) >= CW_QUERY_KIND_DATE;
}

/**
 * cw_query_field_is_single:
 * @field: a field
 *
 * Returns: whether a clip has only one of it, as it has one channel
 */
gboolean
cw_query_field_is_single (CwQueryField field)
{
  g_return_val_if_fail ((guint) field < CW_QUERY_N_FIELDS, FALSE);

  return fields[field].single;
}

/**
 * cw_query_field_get_choices:
 * @field: a field
 *
 * Returns: (array zero-terminated=1): the values that there are, where they are
 *   few and known; else nothing
 */
const char *const *
cw_query_field_get_choices (CwQueryField field)
{
  g_return_val_if_fail ((guint) field < CW_QUERY_N_FIELDS, none);

  return fields[field].choices;
}

/**
 * cw_query_field_find:
 * @name: what was written before the colon
 * @length: its bytes, or -1
 * @field: (out): the field
 *
 * Returns: whether there is one of that name, or alias, in any case
 */
gboolean
cw_query_field_find (const char   *name,
                     gssize        length,
                     CwQueryField *field)
{
  gsize n = length < 0 ? strlen (name) : (gsize) length;

  for (guint i = 1; i < CW_QUERY_N_FIELDS; i++)
    if (strlen (fields[i].name) == n && g_ascii_strncasecmp (fields[i].name, name, n) == 0)
      {
        *field = (CwQueryField) i;
        return TRUE;
      }

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strlen (aliases[i].name) == n && g_ascii_strncasecmp (aliases[i].name, name, n) == 0)
      {
        *field = aliases[i].field;
        return TRUE;
      }

  return FALSE;
}

/* How many letters are to be changed, left out, put in or swapped with their neighbour. */
static guint
get_distance (const char *known,
              const char *name,
              gsize       n)
{
  guint rows[3][LONGEST_NAME + 1];
  gsize m = strlen (known);

  g_assert (n <= LONGEST_NAME);

  for (gsize j = 0; j <= n; j++)
    rows[0][j] = (guint) j;

  for (gsize i = 1; i <= m; i++)
    {
      guint *row = rows[i % 3];
      guint *above = rows[(i + 2) % 3];
      guint *before = rows[(i + 1) % 3];

      row[0] = (guint) i;
      for (gsize j = 1; j <= n; j++)
        {
          char  one = known[i - 1];
          char  other = g_ascii_tolower (name[j - 1]);
          guint best = above[j - 1] + (one != other);

          best = MIN (best, MIN (above[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && one == g_ascii_tolower (name[j - 2]) && known[i - 2] == other)
            best = MIN (best, before[j - 2] + 1);
          row[j] = best;
        }
    }

  return rows[m % 3][n];
}

/**
 * cw_query_field_suggest:
 * @name: what was written before a colon, and is no field
 * @length: its bytes, or -1
 * @field: (out): the field whose name is nearest
 *
 * Returns: whether one is so near that it may have been meant
 */
gboolean
cw_query_field_suggest (const char   *name,
                        gssize        length,
                        CwQueryField *field)
{
  gsize    n = length < 0 ? strlen (name) : (gsize) length;
  guint    least = n < 5 ? 1 : 2;
  gboolean found = FALSE;

  if (n < 3 || n > LONGEST_NAME)
    return FALSE;

  for (guint i = 1; i < CW_QUERY_N_FIELDS; i++)
    {
      guint distance = get_distance (fields[i].name, name, n);

      if (distance < least || (distance == least && !found))
        {
          least = distance;
          *field = (CwQueryField) i;
          found = TRUE;
        }
    }

  return found;
}
