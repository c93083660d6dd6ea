/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-verb.h"

#include "cw-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* GOption leaves a "--" where what follows would be an option. */
static void
drop_separator (char **words)
{
  guint i = 0;

  while (words[i] != NULL && !g_str_equal (words[i], "--"))
    i++;
  if (words[i] == NULL)
    return;

  g_free (words[i]);
  for (; words[i + 1] != NULL; i++)
    words[i] = words[i + 1];
  words[i] = NULL;
}

/**
 * cw_verb_parse:
 * @self: a verb
 * @entries: its options, ended by a %NULL name; --help is added
 * @arguments: the program's name and what followed the verb
 * @rest: (out) (transfer full): what is no option
 * @error: %G_OPTION_ERROR, or %CW_ERROR_INVALID
 *
 * Reads a verb's options. With --help it prints the help and ends the program.
 *
 * Returns: whether the options make sense
 */
gboolean
cw_verb_parse (const CwVerb       *self,
               const GOptionEntry *entries,
               char              **arguments,
               char             ***rest,
               GError            **error)
{
  g_autofree char *usage = g_strdup_printf ("%s %s", self->name, self->arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) words = g_strdupv (arguments);
  g_autofree char *program = g_strdup_printf ("clipwright-cli %s", usage);
  g_autofree char *description = NULL;

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (self->summary));
  if (self->description != NULL)
    g_option_context_set_description (context, _ (self->description));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse_strv (context, &words, error))
    return FALSE;

  g_set_prgname ("clipwright-cli");

  *rest = g_strdupv (words[0] != NULL ? words + 1 : words);
  drop_separator (*rest);

  return TRUE;
}

/* --- verbs that are made of others --------------------------------------------------- */

static const char *
get_own_name (const CwVerb *part)
{
  return strrchr (part->name, ' ') + 1;
}

static void
print_parts (const CwVerb        *self,
             const CwVerb *const *parts)
{
  g_print ("%s\n  clipwright-cli %s %s\n\n%s\n\n", _ ("Usage:"), self->name, self->arguments, _ (self->summary));
  for (guint i = 0; parts[i] != NULL; i++)
    g_print ("  %-12s %s\n", get_own_name (parts[i]), _ (parts[i]->summary));
  g_print ("\n");
  if (self->description != NULL)
    g_print ("%s\n\n", _ (self->description));
  g_print (_ ("“clipwright-cli %s VERB --help” tells more.\n"), self->name);
}

/**
 * cw_verb_run_part:
 * @self: a verb that is made of others, which are called “VERB PART”
 * @parts: (array zero-terminated=1): these; the first is run where none is named
 * @arguments: as for CwVerb.run
 *
 * Runs the one that is named, or prints the help that tells of all of them.
 *
 * Returns: (transfer full): its future
 */
DexFuture *
cw_verb_run_part (const CwVerb        *self,
                  const CwVerb *const *parts,
                  char               **arguments)
{
  const char *name = arguments[1];

  if (g_strcmp0 (name, "--help") == 0 || g_strcmp0 (name, "-h") == 0 || g_strcmp0 (name, "help") == 0)
    {
      print_parts (self, parts);
      return dex_future_new_true ();
    }
  if (name == NULL || *name == '-')
    return parts[0]->run (parts[0], arguments);

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (name, get_own_name (parts[i])))
      return parts[i]->run (parts[i], arguments + 1);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("There is no “%s %s”: “clipwright-cli %s --help” lists what there is"), self->name, name, self->name);
}

/**
 * cw_verb_wrong:
 * @self: a verb
 * @problem: what is wrong with how it was called, a sentence
 *
 * Returns: (transfer full): a future rejected with %CW_ERROR_INVALID
 */
DexFuture *
cw_verb_wrong (const CwVerb *self,
               const char   *problem)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("%s (see “clipwright-cli %s --help”)"), problem, self->name);
}
