/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-command-text.h"

#include <glib/gi18n.h>

/* As they stand in a menu after “Undo”. */
static const struct
{
  const char *kind;
  const char *name;
} names[] = {
  { "rename", N_ ("Rename") },
  { "note", N_ ("Change of Note") },
  { "rate", N_ ("Rating") },
  { "favourite", N_ ("Change of Favourites") },
  { "remove", N_ ("Move to Trash") },
  { "restore", N_ ("Restore from Trash") },
  { "tag", N_ ("Add Tag") },
  { "untag", N_ ("Remove Tag") },
  { "transcript", N_ ("Change of Transcript") },
  { "import", N_ ("Add to Library") },
  { "locate", N_ ("Locate File") },
  { "clear-history", N_ ("Clear History") },
  { "collection-create", N_ ("New Collection") },
  { "collection-rename", N_ ("Rename Collection") },
  { "collection-query", N_ ("Change of Collection") },
  { "collection-delete", N_ ("Delete Collection") },
  { "collection-add", N_ ("Add to Collection") },
  { "collection-remove", N_ ("Remove from Collection") },
  { "collection-move", N_ ("Change of Order") },
};

/**
 * cw_command_text:
 * @command: (nullable): what the user did
 *
 * Returns: (transfer full): what it is called in a menu: “Move to Trash”; "" for a
 *   kind that this version does not know, and without one
 */
char *
cw_command_text (CwCommand *command)
{
  const char *kind = command != NULL ? cw_command_get_kind (command) : "";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].kind, kind))
      return g_strdup (_ (names[i].name));

  return g_strdup (g_str_has_prefix (kind, "collection-") ? _ ("Change of Collection") : "");
}

/**
 * cw_command_text_undo:
 * @command: (nullable): what would be undone
 *
 * Returns: (transfer full): what a menu calls that: “Undo Move to Trash”
 */
char *
cw_command_text_undo (CwCommand *command)
{
  g_autofree char *name = cw_command_text (command);

  /* TRANSLATORS: %s is what was done, such as “Move to Trash”. */
  return *name != '\0' ? g_strdup_printf (_ ("_Undo %s"), name) : g_strdup (_ ("_Undo"));
}

/**
 * cw_command_text_redo:
 * @command: (nullable): what would be done again
 *
 * Returns: (transfer full): what a menu calls that: “Redo Move to Trash”
 */
char *
cw_command_text_redo (CwCommand *command)
{
  g_autofree char *name = cw_command_text (command);

  /* TRANSLATORS: %s is what was done, such as “Move to Trash”. */
  return *name != '\0' ? g_strdup_printf (_ ("_Redo %s"), name) : g_strdup (_ ("_Redo"));
}
