/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-metadata-builder.h"

#include <string.h>

#define WEEK (G_GINT64_CONSTANT (7) * 24 * 3600 * 1000000000)

/* Of tags. */
#define MOST_TEXTS 200
#define MOST_TEXT 100

/**
 * Limit:
 * @property: which
 * @least: of a number; with a text nothing
 * @most: of a number; for a text how many bytes
 * @lines: whether a text may have several
 */
typedef struct
{
  const char *property;
  gint64      least;
  gint64      most;
  gboolean    lines;
} Limit;

static const Limit limits[] = {
  { "title", 0, 500, FALSE },
  { "channel-id", 0, 64, FALSE },
  { "channel-name", 0, 200, FALSE },
  { "creator-id", 0, 64, FALSE },
  { "creator-name", 0, 200, FALSE },
  { "category-id", 0, 64, FALSE },
  { "category-name", 0, 200, FALSE },
  { "language", 0, 16, FALSE },
  { "url", 0, 2000, FALSE },
  { "twitch-id", 0, 200, FALSE },
  { "vod-id", 0, 64, FALSE },
  { "vod-offset", 0, WEEK, FALSE },

  /* Years from 2000 to 2999: other ones are a tool's “unknown”. */
  { "created", G_GINT64_CONSTANT (946684800) * G_USEC_PER_SEC, G_GINT64_CONSTANT (32503680000) * G_USEC_PER_SEC - 1, FALSE },
  { "duration", 1, WEEK, FALSE },
  { "views", 1, G_GINT64_CONSTANT (1000000000000), FALSE },
  { "rating", 1, 5, FALSE },
  { "favourite", 1, 1, FALSE },
  { "note", 0, 64 * 1024, TRUE },
  { "transcript", 0, 1024 * 1024, TRUE },
  { "file", 0, 255, FALSE },
};

struct _CwClipMetadataBuilder
{
  GHashTable *values; /* of property: a GValue */
};

static void
value_free (gpointer data)
{
  g_value_unset (data);
  g_free (data);
}

/* The caller puts the value in. */
static GValue *
add_value (CwClipMetadataBuilder *self,
           const char            *property,
           GType                  type)
{
  GValue *value = g_new0 (GValue, 1);

  g_hash_table_insert (self->values, (gpointer) g_intern_string (property), value);
  return g_value_init (value, type);
}

static const Limit *
find_limit (const char *property)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (g_str_equal (limits[i].property, property))
      return &limits[i];

  g_assert_not_reached ();
}

/* Valid, without what cannot be seen, and no longer than MOST bytes. */
static char *
clean (const char *text,
       gsize       most,
       gboolean    lines)
{
  /* What is cut off need not be looked at; a character may be cut in two. */
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, most + 8));
  g_autoptr (GString) cleaned = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      if (one == '\r' || (g_unichar_iscntrl (one) && one != '\n' && one != '\t'))
        continue;
      if (!lines && (one == '\n' || one == '\t'))
        one = ' ';
      if (cleaned->len + (gsize) g_unichar_to_utf8 (one, NULL) > most)
        break;

      g_string_append_unichar (cleaned, one);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&cleaned), FALSE));
}

/**
 * cw_clip_metadata_builder_new:
 *
 * Returns: (transfer full): a builder that knows nothing yet
 */
CwClipMetadataBuilder *
cw_clip_metadata_builder_new (void)
{
  CwClipMetadataBuilder *self = g_new0 (CwClipMetadataBuilder, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, value_free);

  return self;
}

void
cw_clip_metadata_builder_free (CwClipMetadataBuilder *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * cw_clip_metadata_builder_has:
 * @self: a builder
 * @property: a property of #CwClipMetadata
 *
 * Returns: whether that is known
 */
gboolean
cw_clip_metadata_builder_has (CwClipMetadataBuilder *self,
                              const char            *property)
{
  g_return_val_if_fail (self != NULL && property != NULL, FALSE);

  return g_hash_table_contains (self->values, property);
}

/**
 * cw_clip_metadata_builder_set_text:
 * @self: a builder
 * @property: a property that is a string
 * @text: (nullable): what it is; any bytes
 *
 * Does nothing where it is known already, or where @text is blank.
 */
void
cw_clip_metadata_builder_set_text (CwClipMetadataBuilder *self,
                                   const char            *property,
                                   const char            *text)
{
  const Limit     *limit;
  g_autofree char *cleaned = NULL;

  g_return_if_fail (self != NULL && property != NULL);

  if (text == NULL || cw_clip_metadata_builder_has (self, property))
    return;

  limit = find_limit (property);
  cleaned = clean (text, (gsize) limit->most, limit->lines);
  if (*cleaned != '\0')
    g_value_take_string (add_value (self, property, G_TYPE_STRING), g_steal_pointer (&cleaned));
}

/**
 * cw_clip_metadata_builder_set_number:
 * @self: a builder
 * @property: a property that is a number, or with 1 “favourite”
 * @number: what it is
 *
 * Does nothing where it is known already, or where @number makes no sense.
 */
void
cw_clip_metadata_builder_set_number (CwClipMetadataBuilder *self,
                                     const char            *property,
                                     gint64                 number)
{
  const Limit *limit;

  g_return_if_fail (self != NULL && property != NULL);

  limit = find_limit (property);
  if (cw_clip_metadata_builder_has (self, property) || number < limit->least || number > limit->most)
    return;

  if (g_str_equal (property, "favourite"))
    g_value_set_boolean (add_value (self, property, G_TYPE_BOOLEAN), TRUE);
  else
    g_value_set_int64 (add_value (self, property, G_TYPE_INT64), number);
}

/**
 * cw_clip_metadata_builder_set_texts:
 * @self: a builder
 * @property: “tags”
 * @texts: (nullable): what they are
 *
 * Does nothing where they are known already. Blank ones and those that are there
 * already, in whatever case, are left out.
 */
void
cw_clip_metadata_builder_set_texts (CwClipMetadataBuilder *self,
                                    const char            *property,
                                    const char *const     *texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (self != NULL && property != NULL);

  if (texts == NULL || cw_clip_metadata_builder_has (self, property))
    return;

  for (guint i = 0; texts[i] != NULL && g_hash_table_size (seen) < MOST_TEXTS; i++)
    {
      g_autofree char *cleaned = clean (texts[i], MOST_TEXT, FALSE);

      if (*cleaned != '\0' && g_hash_table_add (seen, g_utf8_casefold (cleaned, -1)))
        g_strv_builder_take (builder, g_steal_pointer (&cleaned));
    }

  if (g_hash_table_size (seen) > 0)
    g_value_take_boxed (add_value (self, property, G_TYPE_STRV), g_strv_builder_end (builder));
}

/**
 * cw_clip_metadata_builder_add:
 * @self: a builder
 * @metadata: what a less trusted source tells
 *
 * Takes from @metadata what is not known yet.
 */
void
cw_clip_metadata_builder_add (CwClipMetadataBuilder *self,
                              CwClipMetadata        *metadata)
{
  guint                   n;
  g_autofree GParamSpec **specs = NULL;

  g_return_if_fail (self != NULL && CW_IS_CLIP_METADATA (metadata));

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (metadata), &n);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (metadata), specs[i]->name, &value);
      if (G_VALUE_HOLDS_STRING (&value))
        cw_clip_metadata_builder_set_text (self, specs[i]->name, g_value_get_string (&value));
      else if (G_VALUE_HOLDS_INT64 (&value))
        cw_clip_metadata_builder_set_number (self, specs[i]->name, g_value_get_int64 (&value));
      else if (G_VALUE_HOLDS_BOOLEAN (&value))
        cw_clip_metadata_builder_set_number (self, specs[i]->name, g_value_get_boolean (&value));
      else
        cw_clip_metadata_builder_set_texts (self, specs[i]->name, g_value_get_boxed (&value));
    }
}

/**
 * cw_clip_metadata_builder_add_twitch:
 * @self: a builder
 * @clip: a clip of Twitch's
 *
 * Adds what Twitch tells of it.
 */
void
cw_clip_metadata_builder_add_twitch (CwClipMetadataBuilder *self,
                                     CwTwitchClip          *clip)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (CW_IS_TWITCH_CLIP (clip));

  cw_clip_metadata_builder_set_text (self, "title", cw_twitch_clip_get_title (clip));
  cw_clip_metadata_builder_set_text (self, "twitch-id", cw_twitch_clip_get_id (clip));
  cw_clip_metadata_builder_set_text (self, "url", cw_twitch_clip_get_url (clip));
  cw_clip_metadata_builder_set_text (self, "channel-id", cw_twitch_clip_get_channel_id (clip));
  cw_clip_metadata_builder_set_text (self, "channel-name", cw_twitch_clip_get_channel_name (clip));
  cw_clip_metadata_builder_set_text (self, "creator-name", cw_twitch_clip_get_creator_name (clip));
  cw_clip_metadata_builder_set_text (self, "category-id", cw_twitch_clip_get_category_id (clip));
  cw_clip_metadata_builder_set_text (self, "language", cw_twitch_clip_get_language (clip));
  cw_clip_metadata_builder_set_text (self, "vod-id", cw_twitch_clip_get_vod_id (clip));
  cw_clip_metadata_builder_set_number (self, "vod-offset", cw_twitch_clip_get_vod_offset (clip));
  cw_clip_metadata_builder_set_number (self, "created", cw_twitch_clip_get_created (clip));
  cw_clip_metadata_builder_set_number (self, "duration", cw_twitch_clip_get_duration (clip));
  cw_clip_metadata_builder_set_number (self, "views", cw_twitch_clip_get_views (clip));
}

/**
 * cw_clip_metadata_builder_end:
 * @self: a builder
 *
 * Returns: (transfer full): what it knows; @self can be used on
 */
CwClipMetadata *
cw_clip_metadata_builder_end (CwClipMetadataBuilder *self)
{
  guint           n = 0;
  const char    **names;
  GValue         *values;
  GHashTableIter  iter;
  gpointer        name, value;
  CwClipMetadata *metadata;

  g_return_val_if_fail (self != NULL, NULL);

  names = g_newa (const char *, g_hash_table_size (self->values) + 1);
  values = g_newa0 (GValue, g_hash_table_size (self->values) + 1);

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      names[n] = name;
      g_value_init (&values[n], G_VALUE_TYPE (value));
      g_value_copy (value, &values[n++]);
    }

  if (!cw_clip_metadata_builder_has (self, "vod-offset"))
    {
      names[n] = "vod-offset";
      g_value_set_int64 (g_value_init (&values[n++], G_TYPE_INT64), -1);
    }

  metadata = CW_CLIP_METADATA (g_object_new_with_properties (CW_TYPE_CLIP_METADATA, n, names, values));
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);

  return metadata;
}
