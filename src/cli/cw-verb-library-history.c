/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-printer.h"
#include "cw-table.h"

#include "cw-command-text.h"

#include <glib/gi18n.h>

#define USUAL_LIMIT 20

static gboolean     as_json;
static int          limit = USUAL_LIMIT;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: what was undone or done again"), NULL },
  { NULL }
};

static GOptionEntry log_entries[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("Print so many at the most, in place of 20"), N_ ("N") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array, the last first"), NULL },
  { NULL }
};

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
add_command (JsonBuilder *builder,
             CwCommand   *command,
             gboolean     undone)
{
  g_autofree char *made = cw_printer_format_date (cw_command_get_made (command));

  json_builder_begin_object (builder);
  add_text (builder, "id", cw_command_get_id (command));
  add_text (builder, "kind", cw_command_get_kind (command));
  add_text (builder, "subject", cw_command_get_subject (command));
  json_builder_set_member_name (builder, "n");
  json_builder_add_int_value (builder, cw_command_get_n (command));
  add_text (builder, "made", made);
  json_builder_set_member_name (builder, "undone");
  json_builder_add_boolean_value (builder, undone);
  json_builder_end_object (builder);
}

/* As the window calls it; a newer version may have done something of another kind. */
static char *
describe_kind (CwCommand *command)
{
  g_autofree char *text = cw_command_text (command);

  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (cw_command_get_kind (command));
}

/* What it was done to. */
static char *
describe_subject (CwCommand *command)
{
  guint n = cw_command_get_n (command);

  if (*cw_command_get_subject (command) != '\0')
    return g_strdup_printf (_ ("“%s”"), cw_command_get_subject (command));

  return g_strdup_printf (ngettext ("%u clip", "%u clips", n), n);
}

/* --- undo and redo ------------------------------------------------------------------- */

static DexFuture *
run_move (const CwVerb *self,
          char        **arguments)
{
  gboolean undo = self == &cw_verb_library_undo;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (CwCommand) command = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *line = NULL;
  g_autofree char *tame = NULL;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    command = dex_await_object (undo ? cw_library_undo (desk->library) : cw_library_redo (desk->library), &error);
  if (command == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (as_json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_command (builder, command, undo);
      cw_printer_print_json (builder);
      return dex_future_new_true ();
    }

  kind = describe_kind (command);
  subject = describe_subject (command);
  /* TRANSLATORS: “Undone: Add Tag: 3 clips” */
  line = g_strdup_printf (undo ? _ ("Undone: %s: %s") : _ ("Done again: %s: %s"), kind, subject);
  tame = cw_table_tame (line);
  g_print ("%s\n", tame);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library_undo = {
  .name = "library undo",
  .arguments = "",
  .summary = N_ ("Undo what was done last, here or in the window"),
  .description = N_ ("Example:\n  clipwright-cli library undo"),
  .run = run_move,
};

const CwVerb cw_verb_library_redo = {
  .name = "library redo",
  .arguments = "",
  .summary = N_ ("Do again what was undone last"),
  .description = N_ ("Example:\n  clipwright-cli library redo"),
  .run = run_move,
};

/* --- log ------------------------------------------------------------------------------ */

static void
add_line (CwTable    *table,
          CwCommand  *command,
          const char *mark)
{
  g_autofree char *made = cw_printer_format_local (cw_command_get_made (command));
  g_autofree char *kind = describe_kind (command);
  g_autofree char *subject = describe_subject (command);

  cw_table_add (table, made, kind, subject, mark);
}

static void
print_log (GPtrArray *done,
           CwCommand *undone)
{
  g_autoptr (JsonBuilder) builder = as_json ? json_builder_new () : NULL;
  g_autoptr (CwTable) table = cw_table_new (4, 2);

  if (as_json)
    json_builder_begin_array (builder);
  if (undone != NULL && as_json)
    add_command (builder, undone, TRUE);
  else if (undone != NULL)
    add_line (table, undone, _ ("(undone)"));
  for (guint i = 0; i < done->len; i++)
    if (as_json)
      add_command (builder, done->pdata[i], FALSE);
    else
      add_line (table, done->pdata[i], "");

  if (!as_json)
    {
      cw_table_print (table);
      return;
    }

  json_builder_end_array (builder);
  cw_printer_print_json (builder);
}

static DexFuture *
run_log (const CwVerb *self,
         char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (CwCommand) undone = NULL;
  g_autoptr (GPtrArray) done = NULL;

  if (!cw_verb_parse (self, log_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));
  if (limit <= 0)
    return cw_verb_wrong (self, _ ("--limit is a number from 1 on"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    done = dex_await_boxed (cw_clip_lookup_list_commands (desk->lookup, (guint) limit), &error);
  if (done == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_object_get (desk->library, "redo", &undone, NULL);
  print_log (done, undone);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library_log = {
  .name = "library log",
  .arguments = "",
  .summary = N_ ("List what was done and can be undone, the last first"),
  .description = N_ ("What “library redo” would do again comes before, as undone.\n\nExample:\n  clipwright-cli library log --limit 5"),
  .run = run_log,
};
