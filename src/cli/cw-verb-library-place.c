/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-printer.h"
#include "cw-progress-line.h"

#include "cw-error.h"
#include "cw-library-backup.h"
#include "cw-library-folder.h"
#include "cw-library-move.h"
#include "cw-library-restore.h"
#include "cw-paths.h"

#include <glib/gi18n.h>

static gboolean as_json;
static gboolean elsewhere;
static gboolean force;

static GOptionEntry backup_entries[] = {
  { "elsewhere", 0, 0, G_OPTION_ARG_NONE, &elsewhere, N_ ("Include the files of clips that you have elsewhere"), NULL },
  { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace the file if it is there"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the file, and what could not be saved"), NULL },
  { NULL }
};

static GOptionEntry restore_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: where the library is that was there before"), NULL },
  { NULL }
};

static GOptionEntry move_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the folder"), NULL },
  { NULL }
};

static void
add_path (JsonBuilder *builder,
          const char  *member,
          const char  *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  json_builder_set_member_name (builder, member);
  if (*path != '\0')
    json_builder_add_string_value (builder, shown);
  else
    json_builder_add_null_value (builder);
}

/* The one file or folder that is named, or NULL with what is wrong. */
static char *
parse (const CwVerb       *self,
       const GOptionEntry *entries,
       char              **arguments,
       const char         *missing,
       DexFuture         **wrong)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    *wrong = dex_future_new_for_error (g_steal_pointer (&error));
  else if (g_strv_length (words) != 1 || *words[0] == '\0')
    *wrong = cw_verb_wrong (self, missing);
  else
    return g_canonicalize_filename (words[0], NULL);

  return NULL;
}

/* --- backup ---------------------------------------------------------------------------- */

static char **
write_backup (CwLibraryDesk *desk,
              const char    *path,
              GError       **error)
{
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (CwProgressLine) line = cw_progress_line_new (progress);

  return dex_await_boxed (cw_library_backup_write (cw_services_get_media (desk->services), path, elsewhere, progress), error);
}

static void
print_backup (const char *path,
              char      **lost)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *shown = g_filename_display_name (path);

  for (guint i = 0; lost[i] != NULL; i++)
    g_printerr (_ ("clipwright-cli: Warning: not saved, since it is missing or damaged: %s\n"), lost[i]);

  if (!as_json)
    {
      g_print (_ ("The library is saved in “%s”\n"), shown);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_path (builder, "path", path);
  json_builder_set_member_name (builder, "lost");
  json_builder_begin_array (builder);
  for (guint i = 0; lost[i] != NULL; i++)
    json_builder_add_string_value (builder, lost[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cw_printer_print_json (builder);
}

static DexFuture *
run_backup (const CwVerb *self,
            char        **arguments)
{
  DexFuture       *wrong = NULL;
  g_autofree char *path = parse (self, backup_entries, arguments, _ ("Name one file for the backup"), &wrong);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_auto (GStrv) lost = NULL;

  if (path == NULL)
    return wrong;
  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    return cw_verb_wrong (self, _ ("That file is there already: --force replaces it"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    lost = write_backup (desk, path, &error);
  if (lost == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  print_backup (path, lost);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library_backup = {
  .name = "library backup",
  .arguments = "FILE",
  .summary = N_ ("Save the whole library in one file, also while the app runs"),
  .description = N_ ("What is in it: all that is known of clips, those that Clipwright keeps, projects, and settings. Clips that\nyou have elsewhere are in it with --elsewhere. The file is there once it is whole.\n\nExamples:\n  clipwright-cli library backup ~/clipwright.backup\n  clipwright-cli library backup --elsewhere --force /media/disk/clipwright.backup"),
  .run = run_backup,
};

/* --- restore ---------------------------------------------------------------------------- */

static char *
read_backup (const char *path,
             GError    **error)
{
  g_autofree char *folder = cw_paths_build_data (NULL, NULL);
  g_autofree char *media = cw_library_folder_dup ();
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (CwProgressLine) line = cw_progress_line_new (progress);

  return dex_await_string (cw_library_restore_read (path, folder, media, progress), error);
}

/* The library must not be open, not even by us. */
static DexFuture *
run_restore (const CwVerb *self,
             char        **arguments)
{
  DexFuture       *wrong = NULL;
  g_autofree char *path = parse (self, restore_entries, arguments, _ ("Name one backup; clips come back with “library trash restore”"), &wrong);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *old = NULL;
  g_autofree char *shown = NULL;

  if (path == NULL)
    return wrong;

  old = read_backup (path, &error);
  if (old == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (as_json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      add_path (builder, "old", old);
      json_builder_end_object (builder);
      cw_printer_print_json (builder);
      return dex_future_new_true ();
    }

  shown = g_filename_display_name (old);
  g_print ("%s\n", _ ("The library is as it was in the backup"));
  if (*old != '\0')
    g_print (_ ("What was there before is in “%s”; “library gc --old-libraries” deletes it\n"), shown);

  return dex_future_new_true ();
}

const CwVerb cw_verb_library_restore = {
  .name = "library restore",
  .arguments = "FILE",
  .summary = N_ ("Have the library be as it is in a backup"),
  .description = N_ ("All of the backup is checked before anything changes, and the library of before is kept beside the new\none. No program may use the library meanwhile, so close Clipwright first.\n\nExample:\n  clipwright-cli library restore ~/clipwright.backup"),
  .run = run_restore,
};

/* --- move ------------------------------------------------------------------------------- */

static gboolean
move (CwLibraryDesk *desk,
      const char    *folder,
      GError       **error)
{
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (CwProgressLine) line = cw_progress_line_new (progress);

  return dex_await (cw_library_move_start (cw_services_get_media (desk->services), folder, progress), error);
}

static DexFuture *
run_move (const CwVerb *self,
          char        **arguments)
{
  DexFuture       *wrong = NULL;
  g_autofree char *folder = parse (self, move_entries, arguments, _ ("Name one folder for the files of the library"), &wrong);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *shown = NULL;

  if (folder == NULL)
    return wrong;

  desk = cw_library_desk_open (&error);
  if (desk == NULL || !move (desk, folder, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  shown = g_filename_display_name (folder);
  if (!as_json)
    {
      g_print (_ ("The files of the library are in “%s” now\n"), shown);
      return dex_future_new_true ();
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_path (builder, "folder", folder);
  json_builder_end_object (builder);
  cw_printer_print_json (builder);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library_move = {
  .name = "library move",
  .arguments = "FOLDER",
  .summary = N_ ("Move the files that Clipwright keeps to another folder"),
  .description = N_ ("The folder has to be empty, or not there yet. Interrupted, the library is where it was, and the same\ncommand goes on with it. What is known of clips stays where it is.\n\nExample:\n  clipwright-cli library move /media/disk/clips"),
  .run = run_move,
};
