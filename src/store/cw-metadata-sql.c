/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-metadata-sql.h"

#include "cw-error.h"

#include <glib/gi18n.h>

/* What is told of a clip takes the place of what was; what is the user's own is there
 * to stay, unless there is none. */
#define TEXT(column, at) column " = iif (" at " = '', " column ", " at "), "
#define NUMBER(column, at) column " = iif (" at " <= 0, " column ", " at "), "
#define WRITE                                                                                                                                                                  \
  "UPDATE clips SET " TEXT ("channel_id", "?2") TEXT ("channel_name", "?3") TEXT ("creator_id", "?4")                                                                          \
      TEXT ("creator_name", "?5") TEXT ("category_id", "?6") TEXT ("category_name", "?7") TEXT ("language", "?8")                                                              \
          TEXT ("url", "?9") TEXT ("twitch_id", "?10") TEXT ("vod_id", "?11") TEXT ("original_title", "?12")                                                                   \
              NUMBER ("created", "?13") NUMBER ("views", "?14") "vod_offset = iif (?15 < 0, vod_offset, ?15 / 1000000000), "                                                   \
                                                                "source = iif (?10 = '', source, 'twitch'), "                                                                  \
                                                                "rating = iif (rating = 0, ?16, rating), favourite = max (favourite, ?17), note = iif (note = '', ?18, note) " \
                                                                "WHERE id = ?1"

/* Twitch tells a clip's category by its id only; its name was seen, more likely than
 * not. */
#define NAME_CATEGORY                                                                                        \
  "UPDATE clips SET category_name = ifnull ((SELECT name FROM seen_categories WHERE id = category_id), '') " \
  "WHERE id = ? AND category_name = '' AND category_id <> ''"
#define TAG "INSERT OR IGNORE INTO clip_tags (clip, tag) SELECT number, ?2 FROM clips WHERE id = ?1"
#define TRANSCRIBE "INSERT OR IGNORE INTO transcripts (clip, text) SELECT number, ?2 FROM clips WHERE id = ?1"

static GVariant *
make_values (const char     *clip_id,
             CwClipMetadata *metadata)
{
  const char *const texts[] = {
    clip_id,
    cw_clip_metadata_get_channel_id (metadata),
    cw_clip_metadata_get_channel_name (metadata),
    cw_clip_metadata_get_creator_id (metadata),
    cw_clip_metadata_get_creator_name (metadata),
    cw_clip_metadata_get_category_id (metadata),
    cw_clip_metadata_get_category_name (metadata),
    cw_clip_metadata_get_language (metadata),
    cw_clip_metadata_get_url (metadata),
    cw_clip_metadata_get_twitch_id (metadata),
    cw_clip_metadata_get_vod_id (metadata),
    cw_clip_metadata_get_title (metadata),
  };
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_variant_builder_add (&values, "s", texts[i]);
  g_variant_builder_add (&values, "x", cw_clip_metadata_get_created (metadata));
  g_variant_builder_add (&values, "x", cw_clip_metadata_get_views (metadata));
  g_variant_builder_add (&values, "x", cw_clip_metadata_get_vod_offset (metadata));
  g_variant_builder_add (&values, "x", cw_clip_metadata_get_rating (metadata));
  g_variant_builder_add (&values, "b", cw_clip_metadata_get_favourite (metadata));
  g_variant_builder_add (&values, "s", cw_clip_metadata_get_note (metadata));

  return g_variant_builder_end (&values);
}

/**
 * cw_metadata_sql_write:
 * @connection: the database, on its own thread
 * @clip_id: a clip
 * @metadata: what is known of it
 * @error: %CW_ERROR_MISSING where there is no such clip
 *
 * Writes what is known to the clip, but for its title, with its category's name where
 * that was seen.
 *
 * Returns: whether that went well
 */
gboolean
cw_metadata_sql_write (sqlite3        *connection,
                       const char     *clip_id,
                       CwClipMetadata *metadata,
                       GError        **error)
{
  const char *const *tags = cw_clip_metadata_get_tags (metadata);
  const char        *transcript = cw_clip_metadata_get_transcript (metadata);

  if (!cw_database_change (connection, WRITE, make_values (clip_id, metadata), error))
    return FALSE;

  if (sqlite3_changes (connection) == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("There is no clip “%s” in the library"), clip_id);
      return FALSE;
    }

  if (!cw_database_change (connection, NAME_CATEGORY, g_variant_new ("(s)", clip_id), error))
    return FALSE;

  for (guint i = 0; tags[i] != NULL; i++)
    if (!cw_database_change (connection, TAG, g_variant_new ("(ss)", clip_id, tags[i]), error))
      return FALSE;

  return *transcript == '\0' || cw_database_change (connection, TRANSCRIBE, g_variant_new ("(ss)", clip_id, transcript), error);
}
