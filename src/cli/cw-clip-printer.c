/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-printer.h"

#include "cw-async.h"
#include "cw-presence.h"
#include "cw-printer.h"
#include "cw-table.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

/* Texts of a clip, as its property and as JSON has it. */
static const struct
{
  const char *property;
  const char *member;
} texts[] = {
  { "note", "note" },
  { "channel-name", "channel" },
  { "category-name", "category" },
  { "creator-name", "creator" },
  { "language", "language" },
  { "source", "source" },
  { "rights", "rights" },
  { "vod-id", "vod_id" },
  { "twitch-id", "twitch_id" },
  { "url", "url" },
};

static DexFuture *
look_fiber (GPtrArray *clips)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) absent = NULL;

  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (paths, (gpointer) cw_clip_get_path (clips->pdata[i]));
  g_ptr_array_add (paths, NULL);

  absent = dex_await_boxed (cw_presence_check ((const char *const *) paths->pdata), &error);
  if (absent == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; absent[i] != NULL; i++)
    g_hash_table_add (gone, absent[i]);
  for (guint i = 0; i < clips->len; i++)
    cw_clip_set_missing (clips->pdata[i], g_hash_table_contains (gone, cw_clip_get_path (clips->pdata[i])));

  return dex_future_new_true ();
}

/**
 * cw_clip_printer_look:
 * @clips: (element-type CwClip): clips that are to be printed
 *
 * Returns: (transfer full): a future that resolves once it is known whether their files
 *   are there
 */
DexFuture *
cw_clip_printer_look (GPtrArray *clips)
{
  return cw_spawn (G_CALLBACK (look_fiber), 1, G_TYPE_PTR_ARRAY, clips);
}

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL && *value != '\0')
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_date (JsonBuilder *builder,
          const char  *member,
          gint64       time)
{
  g_autofree char *date = time != 0 ? cw_printer_format_date (time) : NULL;

  add_text (builder, member, date);
}

static void
add_number (JsonBuilder *builder,
            const char  *member,
            gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
add_texts (JsonBuilder *builder,
           CwClip      *clip)
{
  g_auto (GStrv) tags = cw_clip_dup_tags (clip);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (clip, texts[i].property, &text, NULL);
      add_text (builder, texts[i].member, text);
    }

  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (guint i = 0; tags[i] != NULL; i++)
    json_builder_add_string_value (builder, tags[i]);
  json_builder_end_array (builder);
}

/* What is not known is null. */
static void
add_members (JsonBuilder *builder,
             CwClip      *clip)
{
  g_autofree char *path = g_filename_display_name (cw_clip_get_path (clip));

  add_text (builder, "id", cw_clip_get_id (clip));
  add_text (builder, "title", cw_clip_get_title (clip));
  add_text (builder, "path", path);
  json_builder_set_member_name (builder, "missing");
  json_builder_add_boolean_value (builder, cw_clip_get_missing (clip));
  add_date (builder, "added", cw_clip_get_added (clip));
  add_date (builder, "created", cw_clip_get_created (clip));
  add_date (builder, "removed", cw_clip_get_removed (clip));
  add_date (builder, "watched", cw_clip_get_watched (clip));
  cw_printer_add_seconds (builder, "position", cw_clip_get_position (clip));
  add_number (builder, "views", cw_clip_get_views (clip));
  add_number (builder, "rating", cw_clip_get_rating (clip));
  json_builder_set_member_name (builder, "favourite");
  json_builder_add_boolean_value (builder, cw_clip_get_favourite (clip));
  add_texts (builder, clip);
  cw_printer_add_info (builder, cw_clip_get_info (clip));
}

static void
add_clip (JsonBuilder *builder,
          CwClip      *clip)
{
  json_builder_begin_object (builder);
  add_members (builder, clip);
  json_builder_end_object (builder);
}

/**
 * cw_clip_printer_print_all:
 * @clips: (element-type CwClip): clips that were looked at
 * @as_json: whether as one array, in place of a line each
 */
void
cw_clip_printer_print_all (GPtrArray *clips,
                           gboolean   as_json)
{
  g_autoptr (JsonBuilder) builder = as_json ? json_builder_new () : NULL;
  g_autoptr (CwTable) table = cw_table_new (5, 3);

  if (as_json)
    json_builder_begin_array (builder);
  cw_table_align_right (table, 1);
  for (guint i = 0; i < clips->len; i++)
    {
      CwClip          *clip = clips->pdata[i];
      g_autofree char *duration = cw_timecode_format_short (cw_clip_get_duration (clip));

      if (as_json)
        add_clip (builder, clip);
      else
        cw_table_add (table, cw_clip_get_id (clip), duration, cw_clip_get_favourite (clip) ? "♥" : "", cw_clip_get_title (clip), cw_clip_get_missing (clip) ? _ ("(its file is gone)") : "");
    }

  if (!as_json)
    {
      cw_table_print (table);
      return;
    }

  json_builder_end_array (builder);
  cw_printer_print_json (builder);
}

/* --- one clip ------------------------------------------------------------------------ */

static void
add_line (CwTable    *table,
          const char *name,
          const char *value)
{
  if (value != NULL && *value != '\0')
    cw_table_add (table, name, value);
}

static void
add_day (CwTable    *table,
         const char *name,
         gint64      time)
{
  g_autofree char *date = time != 0 ? cw_printer_format_local (time) : NULL;

  add_line (table, name, date);
}

static void
print_details (CwClip     *clip,
               const char *transcript)
{
  g_autoptr (CwTable) table = cw_table_new (2, 1);
  g_autofree char *views = cw_clip_get_views (clip) > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, cw_clip_get_views (clip)) : NULL;
  g_autofree char *file = cw_printer_describe (cw_clip_get_info (clip));
  g_autofree char *path = g_filename_display_name (cw_clip_get_path (clip));
  g_autofree char *stars = g_strdup ("★★★★★");
  g_auto (GStrv) tags = cw_clip_dup_tags (clip);
  g_autofree char *tag_list = g_strjoinv (", ", tags);

  *g_utf8_offset_to_pointer (stars, CLAMP (cw_clip_get_rating (clip), 0, 5)) = '\0';
  add_line (table, _ ("Title"), cw_clip_get_title (clip));
  add_line (table, _ ("Id"), cw_clip_get_id (clip));
  add_line (table, _ ("Channel"), cw_clip_get_channel_name (clip));
  add_line (table, _ ("Game"), cw_clip_get_category_name (clip));
  add_line (table, _ ("Clipped by"), cw_clip_get_creator_name (clip));
  add_day (table, _ ("Created"), cw_clip_get_created (clip));
  add_day (table, _ ("Added"), cw_clip_get_added (clip));
  add_day (table, _ ("In the trash since"), cw_clip_get_removed (clip));
  add_day (table, _ ("Watched"), cw_clip_get_watched (clip));
  add_line (table, _ ("Views"), views);
  add_line (table, _ ("Rating"), stars);
  add_line (table, _ ("Favourite"), cw_clip_get_favourite (clip) ? _ ("Yes") : NULL);
  add_line (table, _ ("Tags"), tag_list);
  add_line (table, _ ("Note"), cw_clip_get_note (clip));
  add_line (table, _ ("Video"), file);
  add_line (table, cw_clip_get_missing (clip) ? _ ("File (gone)") : _ ("File"), path);
  add_line (table, _ ("Link"), cw_clip_get_url (clip));
  add_line (table, _ ("Said"), transcript);
  cw_table_print (table);
}

/**
 * cw_clip_printer_print_one:
 * @clip: a clip that was looked at
 * @transcript: what is said in it; "" for nothing known
 * @as_json: whether as an object, in place of lines
 *
 * Prints all that is known of it.
 */
void
cw_clip_printer_print_one (CwClip     *clip,
                           const char *transcript,
                           gboolean    as_json)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!as_json)
    {
      print_details (clip, transcript);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_members (builder, clip);
  add_text (builder, "transcript", transcript);
  json_builder_end_object (builder);
  cw_printer_print_json (builder);
}
