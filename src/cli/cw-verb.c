/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-verb.h"

#include "cw-error.h"

#include <glib/gi18n.h>

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

  /* GOption leaves a "--" that it stopped at. */
  if (words[0] != NULL && g_strcmp0 (words[1], "--") == 0)
    *rest = g_strdupv (words + 2);
  else
    *rest = g_strdupv (words[0] != NULL ? words + 1 : words);

  return TRUE;
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
