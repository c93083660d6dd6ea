/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-printer.h"

#include "cw-printer.h"
#include "cw-table.h"
#include "cw-timecode.h"

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

/**
 * cw_twitch_printer_add_clip:
 * @builder: where a value is due
 * @clip: a clip
 */
void
cw_twitch_printer_add_clip (JsonBuilder  *builder,
                            CwTwitchClip *clip)
{
  g_autofree char *created = cw_printer_format_date (cw_twitch_clip_get_created (clip));

  json_builder_begin_object (builder);
  add_text (builder, "id", cw_twitch_clip_get_id (clip));
  add_text (builder, "url", cw_twitch_clip_get_url (clip));
  add_text (builder, "title", cw_twitch_clip_get_title (clip));
  add_text (builder, "channel_id", cw_twitch_clip_get_channel_id (clip));
  add_text (builder, "channel", cw_twitch_clip_get_channel_name (clip));
  add_text (builder, "creator", cw_twitch_clip_get_creator_name (clip));
  add_text (builder, "category_id", cw_twitch_clip_get_category_id (clip));
  add_text (builder, "vod_id", cw_twitch_clip_get_vod_id (clip));
  if (cw_twitch_clip_get_vod_offset (clip) >= 0)
    cw_printer_add_seconds (builder, "vod_offset", cw_twitch_clip_get_vod_offset (clip));
  else
    add_text (builder, "vod_offset", NULL);
  add_text (builder, "language", cw_twitch_clip_get_language (clip));
  json_builder_set_member_name (builder, "views");
  json_builder_add_int_value (builder, cw_twitch_clip_get_views (clip));
  add_text (builder, "created", created);
  cw_printer_add_seconds (builder, "duration", cw_twitch_clip_get_duration (clip));
  add_text (builder, "thumbnail", cw_twitch_clip_get_thumbnail (clip));
  json_builder_set_member_name (builder, "featured");
  json_builder_add_boolean_value (builder, cw_twitch_clip_get_featured (clip));
  json_builder_end_object (builder);
}

/**
 * cw_twitch_printer_add_account:
 * @builder: where a value is due
 * @account: somebody who has signed in
 */
void
cw_twitch_printer_add_account (JsonBuilder *builder,
                               CwAccount   *account)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", cw_account_get_id (account));
  add_text (builder, "login", cw_account_get_login (account));
  add_text (builder, "name", cw_account_get_name (account));
  json_builder_end_object (builder);
}

/**
 * cw_twitch_printer_print_clip:
 * @clip: a clip
 *
 * Prints a line about it, for people.
 */
void
cw_twitch_printer_print_clip (CwTwitchClip *clip)
{
  g_autofree char *created = cw_printer_format_date (cw_twitch_clip_get_created (clip));
  g_autofree char *title = cw_table_tame (cw_twitch_clip_get_title (clip));
  g_autofree char *duration = cw_timecode_format_short (cw_twitch_clip_get_duration (clip));

  g_print ("%s  %.10s %6s %8" G_GINT64_FORMAT "  %s\n", cw_twitch_clip_get_id (clip), created, duration, cw_twitch_clip_get_views (clip), title);
}
