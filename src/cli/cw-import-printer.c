/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-import-printer.h"

#include "cw-printer.h"

#include <glib/gi18n.h>

/* Prints what is taken in, or would be: lines as it comes, or one JSON array at the end. */
struct _CwImportPrinter
{
  JsonBuilder *builder; /* nullable */
};

static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_known (JsonBuilder *builder,
           const char  *member,
           const char  *value)
{
  if (*value != '\0')
    add_string (builder, member, value);
}

static void
add_strings (JsonBuilder *builder,
             const char  *member,
             char       **values)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *shown = g_filename_display_name (values[i]);

      json_builder_add_string_value (builder, shown);
    }
  json_builder_end_array (builder);
}

static void
print_warnings (const CwImportEntry *entry)
{
  for (guint i = 0; entry->warnings[i] != NULL; i++)
    g_printerr (_ ("clipwright-cli: Warning: %s\n"), entry->warnings[i]);
}

CwImportPrinter *
cw_import_printer_new (gboolean as_json)
{
  CwImportPrinter *self = g_new0 (CwImportPrinter, 1);

  if (as_json)
    {
      self->builder = json_builder_new ();
      json_builder_begin_array (self->builder);
    }

  return self;
}

void
cw_import_printer_free (CwImportPrinter *self)
{
  g_clear_object (&self->builder);
  g_free (self);
}

/**
 * cw_import_printer_add_entry:
 * @self: a printer
 * @entry: what would be taken in
 */
void
cw_import_printer_add_entry (CwImportPrinter     *self,
                             const CwImportEntry *entry)
{
  CwClipMetadata  *clip = entry->metadata;
  g_autofree char *path = g_filename_display_name (entry->path);

  if (self->builder == NULL)
    {
      g_autofree char *sources = g_strjoinv (", ", entry->sources);
      g_autofree char *shown = g_filename_display_name (sources);
      const char      *channel = cw_clip_metadata_get_channel_name (clip);

      print_warnings (entry);
      g_print ("%s\n  %s%s%s%s%s%s\n", path, channel, *channel != '\0' ? " · " : "", cw_clip_metadata_get_title (clip),
               *shown != '\0' ? "  (" : "", shown, *shown != '\0' ? ")" : "");
      return;
    }

  json_builder_begin_object (self->builder);
  add_string (self->builder, "path", path);
  add_string (self->builder, "title", cw_clip_metadata_get_title (clip));
  add_known (self->builder, "channel", cw_clip_metadata_get_channel_name (clip));
  add_known (self->builder, "creator", cw_clip_metadata_get_creator_name (clip));
  add_known (self->builder, "category", cw_clip_metadata_get_category_name (clip));
  add_known (self->builder, "twitch_id", cw_clip_metadata_get_twitch_id (clip));
  add_known (self->builder, "url", cw_clip_metadata_get_url (clip));
  add_strings (self->builder, "sources", entry->sources);
  add_strings (self->builder, "warnings", entry->warnings);
  json_builder_end_object (self->builder);
}

/**
 * cw_import_printer_add_clip:
 * @self: a printer
 * @entry: what was taken in
 * @clip: what it is in the library
 */
void
cw_import_printer_add_clip (CwImportPrinter     *self,
                            const CwImportEntry *entry,
                            CwClip              *clip)
{
  g_autofree char *path = g_filename_display_name (cw_clip_get_path (clip));

  if (self->builder == NULL)
    {
      print_warnings (entry);
      g_print ("%s  %s\n", cw_clip_get_id (clip), cw_clip_get_title (clip));
      return;
    }

  json_builder_begin_object (self->builder);
  add_string (self->builder, "id", cw_clip_get_id (clip));
  add_string (self->builder, "title", cw_clip_get_title (clip));
  add_string (self->builder, "path", path);
  add_strings (self->builder, "warnings", entry->warnings);
  json_builder_end_object (self->builder);
}

/**
 * cw_import_printer_end:
 * @self: a printer, which prints nothing more
 */
void
cw_import_printer_end (CwImportPrinter *self)
{
  if (self->builder == NULL)
    return;

  json_builder_end_array (self->builder);
  cw_printer_print_json (self->builder);
}
