/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"

#include "cw-json.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

/**
 * cw_printer_print_json:
 * @builder: a finished document
 *
 * Prints @builder's document to standard output, for people and scripts alike.
 */
void
cw_printer_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = cw_json_to_text (root, TRUE);

  g_print ("%s\n", text);
}

static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder,
         const char  *member,
         gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder,
             const char  *member,
             gboolean     value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

/**
 * cw_printer_format_date:
 * @time: us UTC
 *
 * Returns: (transfer full) (nullable): it for scripts: “2026-01-31T18:30:00Z”
 */
char *
cw_printer_format_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc_usec (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/**
 * cw_printer_format_local:
 * @time: us UTC
 *
 * Returns: (transfer full) (nullable): it for people, as it was on their clock
 */
char *
cw_printer_format_local (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local_usec (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M") : NULL;
}

/**
 * cw_printer_add_seconds:
 * @builder: where an object is open
 * @member: the member's name
 * @time: ns, written as seconds
 */
void
cw_printer_add_seconds (JsonBuilder *builder,
                        const char  *member,
                        gint64       time)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_double_value (builder, (double) time / 1e9);
}

static void
add_video (JsonBuilder       *builder,
           const CwMediaInfo *info)
{
  g_autofree char *rate = g_strdup_printf ("%d/%d", info->rate.n, info->rate.d);

  add_string (builder, "video_codec", info->video_codec);
  add_int (builder, "width", info->width);
  add_int (builder, "height", info->height);
  add_int (builder, "coded_width", info->coded_width);
  add_int (builder, "coded_height", info->coded_height);
  add_int (builder, "rotation", info->rotation);
  add_string (builder, "rate", rate);
  add_boolean (builder, "variable_rate", info->variable_rate);
  add_int (builder, "bit_depth", info->bit_depth);
  add_string (builder, "colorimetry", info->colorimetry);
  add_int (builder, "video_bitrate", info->video_bitrate);
}

/**
 * cw_printer_add_info:
 * @builder: where an object is open
 * @info: what a file is
 *
 * Adds what is known of the file as members of the open object.
 */
void
cw_printer_add_info (JsonBuilder       *builder,
                     const CwMediaInfo *info)
{
  add_string (builder, "container", info->container);
  cw_printer_add_seconds (builder, "duration", info->duration);
  add_int (builder, "size", info->size);
  add_boolean (builder, "has_video", info->has_video);
  if (info->has_video)
    add_video (builder, info);

  add_boolean (builder, "has_audio", info->has_audio);
  if (info->has_audio)
    {
      add_string (builder, "audio_codec", info->audio_codec);
      add_int (builder, "channels", info->channels);
      add_int (builder, "sample_rate", info->sample_rate);
      add_int (builder, "audio_bitrate", info->audio_bitrate);
    }
}

static char *
describe_video (const CwMediaInfo *info)
{
  g_autofree char *turned = info->rotation != 0 ? g_strdup_printf (_ (", turned by %d°"), info->rotation) : g_strdup ("");

  return g_strdup_printf ("%s %d×%d, %.4g %s%s%s", info->video_codec, info->width, info->height,
                          cw_rate_to_double (info->rate), _ ("frames a second"),
                          info->variable_rate ? _ (" (not evenly)") : "", turned);
}

/**
 * cw_printer_describe:
 * @info: what a file is
 *
 * Returns: (transfer full): a line on it for people
 */
char *
cw_printer_describe (const CwMediaInfo *info)
{
  g_autofree char *duration = cw_timecode_format (info->duration);
  g_autofree char *size = g_format_size ((guint64) info->size);
  g_autofree char *video = info->has_video ? describe_video (info) : g_strdup (_ ("no picture"));
  g_autofree char *audio = info->has_audio ? g_strdup_printf ("%s %.4g kHz, %s", info->audio_codec, info->sample_rate / 1000.0, info->channels == 1 ? _ ("mono") : info->channels == 2 ? _ ("stereo")
                                                                                                                                                                                       : _ ("surround"))
                                           : g_strdup (_ ("no sound"));

  return g_strdup_printf ("%s · %s · %s · %s · %s", duration, info->container, video, audio, size);
}
