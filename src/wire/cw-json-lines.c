/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json-lines.h"

#include <string.h>

/* Walks over text that a parser has found to be JSON already, so it only has to
 * be safe where it is not, and not to say why. */
typedef struct
{
  const char *at;
  const char *end;
} Walk;

static void
skip_space (Walk *walk)
{
  while (walk->at < walk->end && g_ascii_isspace (*walk->at))
    walk->at++;
}

/* Skips C, if it is next. */
static gboolean
skip_char (Walk *walk,
           char  c)
{
  skip_space (walk);
  if (walk->at == walk->end || *walk->at != c)
    return FALSE;

  walk->at++;
  skip_space (walk);
  return TRUE;
}

/* What is between the quotes, as written. */
static gboolean
skip_string (Walk        *walk,
             const char **start,
             gsize       *length)
{
  if (walk->at == walk->end || *walk->at != '"')
    return FALSE;

  *start = ++walk->at;
  while (walk->at < walk->end && *walk->at != '"')
    walk->at += *walk->at == '\\' && walk->at + 1 < walk->end ? 2 : 1;

  if (walk->at >= walk->end)
    return FALSE;

  *length = (gsize) (walk->at++ - *start);
  return TRUE;
}

/* Skips a value of any depth, by counting brackets. */
static void
skip_value (Walk *walk)
{
  guint depth = 0;

  skip_space (walk);
  while (walk->at < walk->end)
    {
      const char *start;
      gsize       length;

      if (depth == 0 && strchr (",]}", *walk->at) != NULL)
        return;

      if (*walk->at == '"')
        {
          if (!skip_string (walk, &start, &length))
            walk->at = walk->end;
          continue;
        }

      if (*walk->at == '{' || *walk->at == '[')
        depth++;
      else if (*walk->at == '}' || *walk->at == ']')
        depth--;
      walk->at++;
    }
}

/* Goes to the value of the member KEY: the last of that name, as parsers do. */
static gboolean
enter_member (Walk       *walk,
              const char *key)
{
  const char *found = NULL;

  if (!skip_char (walk, '{'))
    return FALSE;

  while (walk->at < walk->end && *walk->at == '"')
    {
      const char *start;
      gsize       length;

      if (!skip_string (walk, &start, &length) || !skip_char (walk, ':'))
        break;

      if (strlen (key) == length && memcmp (start, key, length) == 0)
        found = walk->at;

      skip_value (walk);
      if (!skip_char (walk, ','))
        break;
    }

  if (found != NULL)
    walk->at = found;
  return found != NULL;
}

static gboolean
enter_element (Walk       *walk,
               const char *index)
{
  guint64 left = g_ascii_strtoull (index, NULL, 10);

  if (!skip_char (walk, '['))
    return FALSE;

  for (; left > 0; left--)
    {
      skip_value (walk);
      if (!skip_char (walk, ','))
        return FALSE;
    }

  return walk->at < walk->end;
}

/**
 * cw_json_lines_find:
 * @text: JSON
 * @length: bytes of @text
 * @path: names of members and indexes of elements, from the root on
 * @n_path: how many there are
 *
 * Finds where something is that was found to be wrong after parsing.
 *
 * Returns: the line, from 1, of the value at @path, or of the nearest thing
 *   around it that is there
 */
guint
cw_json_lines_find (const char        *text,
                    gsize              length,
                    const char *const *path,
                    gsize              n_path)
{
  Walk        walk = { text, text + length };
  const char *nearest;
  guint       line = 1;

  skip_space (&walk);
  nearest = walk.at;

  for (gsize i = 0; i < n_path; i++)
    {
      gboolean found = walk.at < walk.end && *walk.at == '[' ? enter_element (&walk, path[i]) : enter_member (&walk, path[i]);

      if (!found)
        break;
      nearest = walk.at;
    }

  for (const char *c = text; c < nearest; c++)
    if (*c == '\n')
      line++;

  return line;
}
