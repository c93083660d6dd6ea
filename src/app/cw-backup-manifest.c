/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-backup-manifest.h"

#include "cw-error.h"
#include "cw-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a backup says of itself: JSON, so that others can read it as well. */
#define PROGRAM "clipwright"
#define FORMAT 1
#define HASH_LENGTH 64

static void
file_free (gpointer data)
{
  CwBackupFile *file = data;

  g_free (file->name);
  g_free (file->path);
  g_free (file->hash);
  g_free (file->uri);
  g_free (file);
}

CwBackupManifest *
cw_backup_manifest_new (void)
{
  CwBackupManifest *self = g_new0 (CwBackupManifest, 1);

  self->files = g_ptr_array_new_with_free_func (file_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->made = g_get_real_time ();
  return self;
}

void
cw_backup_manifest_free (CwBackupManifest *self)
{
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->missing);
  g_free (self);
}

void
cw_backup_manifest_add (CwBackupManifest *self,
                        const char       *name,
                        const char       *path,
                        const char       *hash,
                        const char       *uri,
                        gint64            size)
{
  CwBackupFile *file = g_new0 (CwBackupFile, 1);

  file->name = g_strdup (name);
  file->path = g_strdup (path);
  file->hash = g_strdup (hash);
  file->uri = g_strdup (uri);
  file->size = size;
  g_ptr_array_add (self->files, file);
}

/**
 * cw_backup_manifest_get_size:
 * @self: a manifest
 *
 * Returns: how many bytes all its files have, each counted once
 */
gint64
cw_backup_manifest_get_size (CwBackupManifest *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 size = 0;

  for (guint i = 0; i < self->files->len; i++)
    {
      const CwBackupFile *file = self->files->pdata[i];

      if (g_hash_table_add (names, file->name))
        size += file->size;
    }

  return size;
}

static void
add_string (JsonBuilder *builder,
            const char  *member,
            const char  *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
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
add_strings (JsonBuilder *builder,
             const char  *member,
             GPtrArray   *strings)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < strings->len; i++)
    json_builder_add_string_value (builder, strings->pdata[i]);
  json_builder_end_array (builder);
}

/**
 * cw_backup_manifest_to_text:
 * @self: a manifest
 *
 * Returns: (transfer full): it as JSON
 */
char *
cw_backup_manifest_to_text (CwBackupManifest *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "program", PROGRAM);
  add_string (builder, "program-version", VERSION);
  add_int (builder, "format", FORMAT);
  add_int (builder, "schema", self->version);
  add_int (builder, "made", self->made);
  add_strings (builder, "missing", self->missing);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->files->len; i++)
    {
      const CwBackupFile *file = self->files->pdata[i];

      json_builder_begin_object (builder);
      add_string (builder, "name", file->name);
      add_int (builder, "size", file->size);
      add_string (builder, "sha256", file->hash);
      if (file->uri != NULL)
        add_string (builder, "was", file->uri);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return cw_json_to_text (root, TRUE);
}

/* Only where we would have put it: a backup may come from anybody. */
static gboolean
is_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (*parts[i] == '\0' || *parts[i] == '.' || strchr (parts[i], '\\') != NULL)
      return FALSE;

  if (n == 1)
    return g_str_equal (name, "library.db") || g_str_equal (name, "settings.json");

  return (n == 2 && (g_str_equal (parts[0], "projects") || g_str_equal (parts[0], "config"))) || (n == 3 && g_str_equal (parts[0], "projects") && g_str_equal (parts[1], "versions")) || (n == 3 && g_str_equal (parts[0], "media"));
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == HASH_LENGTH && strspn (text, "0123456789abcdef") == HASH_LENGTH;
}

static gboolean
read_files (CwBackupManifest *self,
            JsonArray        *files)
{
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *object = cw_json_get_element_object (files, i);
      const char *name = object != NULL ? cw_json_get_string (object, "name") : NULL;
      const char *hash = object != NULL ? cw_json_get_string (object, "sha256") : NULL;
      gint64      size;

      if (name == NULL || hash == NULL || !is_hash (hash) || !cw_json_get_int (object, "size", &size) || size < 0 || !is_name (name))
        return FALSE;

      cw_backup_manifest_add (self, name, NULL, hash, cw_json_get_string (object, "was"), size);
    }

  return TRUE;
}

/**
 * cw_backup_manifest_parse:
 * @text: what cw_backup_manifest_to_text() gave, or anything
 * @error: %CW_ERROR_MALFORMED, or %CW_ERROR_UNSUPPORTED where the backup is of a newer
 *   program
 *
 * Returns: (transfer full) (nullable): the manifest
 */
CwBackupManifest *
cw_backup_manifest_parse (const char *text,
                          GError    **error)
{
  g_autoptr (CwBackupManifest) self = cw_backup_manifest_new ();
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *program = object != NULL ? cw_json_get_string (object, "program") : NULL;
  JsonArray  *files = object != NULL ? cw_json_get_array (object, "files") : NULL;
  gint64      format = 0, version = 0;

  if (g_strcmp0 (program, PROGRAM) == 0 && cw_json_get_int (object, "format", &format) && format > FORMAT)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("This backup was made by a newer Clipwright: please update"));
      return NULL;
    }

  if (format != FORMAT || !cw_json_get_int (object, "schema", &version) || version < 1 || files == NULL || !read_files (self, files))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("This is not a backup of Clipwright, or it is damaged"));
      return NULL;
    }

  self->version = (int) MIN (version, G_MAXINT);
  cw_json_get_int (object, "made", &self->made);
  return g_steal_pointer (&self);
}

/**
 * cw_backup_end_to_text:
 * @damaged: (element-type utf8): names of files that were not what the manifest says
 *
 * Returns: (transfer full): what a backup ends with, as JSON
 */
char *
cw_backup_end_to_text (GPtrArray *damaged)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_strings (builder, "damaged", damaged);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return cw_json_to_text (root, TRUE);
}

/**
 * cw_backup_end_parse:
 * @text: what cw_backup_end_to_text() gave, or anything
 *
 * Returns: (transfer full) (nullable): the damaged files' names; %NULL where it is something
 *   else
 */
char **
cw_backup_end_parse (const char *text)
{
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? cw_json_dup_strings (json_node_get_object (root), "damaged") : NULL;
}
