/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json.h"
#include "cw-side-shape.h"
#include "cw-twitch-link.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define NS_PER_S 1e9

/* What fits whatever it is multiplied with. */
#define MOST_SECONDS 1e9
#define MOST_UNIX 1e11

/* The object that holds the last part of the path. */
static JsonObject *
find_holder (JsonObject  *object,
             const char  *path,
             const char **member)
{
  const char *slash;

  while (object != NULL && (slash = strchr (path, '/')) != NULL)
    {
      g_autofree char *name = g_strndup (path, (gsize) (slash - path));

      object = cw_json_get_object (object, name);
      path = slash + 1;
    }

  *member = path;
  return object;
}

/* A number, or one in quotes, as some tools write them. */
static gboolean
read_number (JsonObject *object,
             const char *member,
             double      most,
             double     *number)
{
  const char *text = cw_json_get_string (object, member);
  char       *end = NULL;

  if (text != NULL)
    *number = g_ascii_strtod (text, &end);
  else if (!cw_json_get_double (object, member, number))
    return FALSE;

  return (text == NULL || (end != text && *end == '\0')) && isfinite (*number) && fabs (*number) <= most;
}

static gint64
read_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *joined = text != NULL ? g_strdup (text) : NULL;
  g_autoptr (GDateTime) date = NULL;

  /* “2024-01-31 18:30:00Z”, as .NET's “u” writes. */
  if (joined != NULL && strlen (joined) > 10 && joined[10] == ' ')
    joined[10] = 'T';

  date = joined != NULL && g_utf8_validate (joined, -1, NULL) ? g_date_time_new_from_iso8601 (joined, utc) : NULL;
  return date != NULL ? g_date_time_to_unix_usec (date) : 0;
}

/**
 * cw_side_shape_read_day:
 * @text: (nullable): “20240131” or “2024-01-31”; what follows does not matter
 *
 * Returns: its noon, us UTC, which is that day almost everywhere; 0 where it is none
 */
gint64
cw_side_shape_read_day (const char *text)
{
  int year, month, day;

  if (text == NULL || (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 && sscanf (text, "%4d%2d%2d", &year, &month, &day) != 3))
    return 0;

  {
    g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 12, 0, 0);

    return date != NULL ? g_date_time_to_unix_usec (date) : 0;
  }
}

static void
read_link (CwClipMetadataBuilder *builder,
           const CwSideField     *field,
           const char            *text)
{
  g_autofree char *id = NULL;

  if (text == NULL)
    return;

  if (field->kind == CW_SIDE_LINK && (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://")))
    cw_clip_metadata_builder_set_text (builder, field->property, text);
  else if (field->kind == CW_SIDE_SLUG && cw_twitch_link_is_slug (text))
    cw_clip_metadata_builder_set_text (builder, field->property, text);
  else if (field->kind == CW_SIDE_CLIP_LINK && g_utf8_validate (text, -1, NULL) && strstr (text, "twitch.tv") != NULL && cw_twitch_link_parse (text, &id) == CW_TWITCH_LINK_CLIP)
    cw_clip_metadata_builder_set_text (builder, field->property, id);
}

static void
read_id (CwClipMetadataBuilder *builder,
         const CwSideField     *field,
         JsonObject            *object,
         const char            *member)
{
  const char      *text = cw_json_get_string (object, member);
  g_autofree char *number = NULL;
  gint64           value;

  if (text == NULL && cw_json_get_int (object, member, &value) && value > 0)
    text = number = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  if (text != NULL && field->kind == CW_SIDE_VOD)
    {
      text += *text == 'v';
      if (*text == '\0' || strspn (text, G_CSET_DIGITS) != strlen (text))
        return;
    }

  cw_clip_metadata_builder_set_text (builder, field->property, text);
}

static void
read_texts (CwClipMetadataBuilder *builder,
            const CwSideField     *field,
            JsonObject            *object,
            const char            *member)
{
  g_auto (GStrv) texts = cw_json_dup_strings (object, member);

  if (field->kind == CW_SIDE_TEXTS)
    cw_clip_metadata_builder_set_texts (builder, field->property, (const char *const *) texts);
  else
    cw_clip_metadata_builder_set_text (builder, field->property, texts[0]);
}

static void
read_field (const CwSideField     *field,
            JsonObject            *object,
            const char            *member,
            CwClipMetadataBuilder *builder)
{
  const char *text = cw_json_get_string (object, member);
  double      number;
  gboolean    flag;

  switch (field->kind)
    {
    case CW_SIDE_TEXT:
      cw_clip_metadata_builder_set_text (builder, field->property, text);
      break;

    case CW_SIDE_FIRST:
    case CW_SIDE_TEXTS:
      read_texts (builder, field, object, member);
      break;

    case CW_SIDE_ID:
    case CW_SIDE_VOD:
      read_id (builder, field, object, member);
      break;

    case CW_SIDE_SLUG:
    case CW_SIDE_CLIP_LINK:
    case CW_SIDE_LINK:
      read_link (builder, field, text);
      break;

    case CW_SIDE_NUMBER:
      if (read_number (object, member, 1e15, &number))
        cw_clip_metadata_builder_set_number (builder, field->property, (gint64) number);
      break;

    case CW_SIDE_FLAG:
      if (cw_json_get_boolean (object, member, &flag))
        cw_clip_metadata_builder_set_number (builder, field->property, flag);
      break;

    case CW_SIDE_SECONDS:
      if (read_number (object, member, MOST_SECONDS, &number))
        cw_clip_metadata_builder_set_number (builder, field->property, (gint64) round (number * NS_PER_S));
      break;

    case CW_SIDE_TIME:
      cw_clip_metadata_builder_set_number (builder, field->property, read_time (text));
      break;

    case CW_SIDE_UNIX:
      if (read_number (object, member, MOST_UNIX, &number))
        cw_clip_metadata_builder_set_number (builder, field->property, (gint64) (number * G_USEC_PER_SEC));
      break;

    case CW_SIDE_DAY:
      cw_clip_metadata_builder_set_number (builder, field->property, cw_side_shape_read_day (text));
      break;
    }
}

/**
 * cw_side_shape_read:
 * @fields: (array length=n): where to look for what, the better places first
 * @n: how many
 * @object: what a tool wrote
 * @builder: where to put it
 *
 * What is missing, or not what it should be, is left out.
 */
void
cw_side_shape_read (const CwSideField     *fields,
                    guint                  n,
                    JsonObject            *object,
                    CwClipMetadataBuilder *builder)
{
  for (guint i = 0; i < n; i++)
    {
      const char *member;
      JsonObject *holder = find_holder (object, fields[i].path, &member);

      if (holder != NULL)
        read_field (&fields[i], holder, member, builder);
    }
}
