/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-shape.h"

#include "cw-json.h"

#define NS_PER_S 1000000000.0

/* No more than a property can hold, whatever Twitch says. */
#define MOST_SECONDS 1e9

static gint64
read_time (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return date != NULL ? g_date_time_to_unix_usec (date) : 0;
}

/* Days, hours, minutes and seconds, each a number and a letter. */
static gint64
read_span (const char *text)
{
  gint64 total = 0;

  while (text != NULL && g_ascii_isdigit (*text))
    {
      char   *end;
      guint64 number = MIN (g_ascii_strtoull (text, &end, 10), (guint64) MOST_SECONDS);

      switch (*end)
        {
        case 'd':
          number *= 86400;
          break;
        case 'h':
          number *= 3600;
          break;
        case 'm':
          number *= 60;
          break;
        case 's':
          break;
        default:
          return total;
        }

      total += (gint64) (MIN ((double) number, MOST_SECONDS) * NS_PER_S);
      text = end + 1;
    }

  return total;
}

static gint64
read_seconds (JsonObject *object,
              const char *member,
              gint64      otherwise)
{
  double seconds;

  if (!cw_json_get_double (object, member, &seconds))
    return otherwise;

  return (gint64) (CLAMP (seconds, 0, MOST_SECONDS) * NS_PER_S + 0.5);
}

/* Whether there is what has to be there. */
static gboolean
read_field (const CwHelixField *field,
            JsonObject         *object,
            GValue             *value)
{
  const char *text;
  gint64      number = 0;
  gboolean    flag = FALSE;

  switch (field->kind)
    {
    case CW_HELIX_ID:
    case CW_HELIX_TEXT:
      text = cw_json_get_string (object, field->member);
      g_value_init (value, G_TYPE_STRING);
      g_value_set_string (value, text);
      return field->kind == CW_HELIX_TEXT || (text != NULL && *text != '\0');

    case CW_HELIX_FLAG:
      cw_json_get_boolean (object, field->member, &flag);
      g_value_init (value, G_TYPE_BOOLEAN);
      g_value_set_boolean (value, flag);
      return TRUE;

    case CW_HELIX_NUMBER:
      cw_json_get_int (object, field->member, &number);
      break;

    case CW_HELIX_TIME:
      number = read_time (cw_json_get_string (object, field->member));
      break;

    case CW_HELIX_SECONDS:
      number = read_seconds (object, field->member, 0);
      break;

    case CW_HELIX_OFFSET:
      number = read_seconds (object, field->member, -1);
      break;

    case CW_HELIX_SPAN:
      number = read_span (cw_json_get_string (object, field->member));
      break;
    }

  g_value_init (value, G_TYPE_INT64);
  g_value_set_int64 (value, number);
  return TRUE;
}

/**
 * cw_helix_shape_read:
 * @shape: what is expected
 * @object: (nullable): what Twitch said
 *
 * What is missing or of another type is as if Twitch had left it empty; members
 * that are not in @shape do not matter.
 *
 * Returns: (nullable) (transfer full): the thing, or %NULL where it has no id
 */
GObject *
cw_helix_shape_read (const CwHelixShape *shape,
                     JsonObject         *object)
{
  g_autofree const char **names = g_new0 (const char *, shape->n_fields);
  g_autofree GValue      *values = g_new0 (GValue, shape->n_fields);
  GObject                *result = NULL;
  gboolean                good = object != NULL;

  for (guint i = 0; i < shape->n_fields; i++)
    {
      names[i] = shape->fields[i].property;
      good = read_field (&shape->fields[i], object, &values[i]) && good;
    }

  if (good)
    result = g_object_new_with_properties (shape->type (), shape->n_fields, names, values);

  for (guint i = 0; i < shape->n_fields; i++)
    g_value_unset (&values[i]);

  return result;
}
