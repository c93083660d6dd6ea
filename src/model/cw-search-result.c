/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-result.h"

G_DEFINE_BOXED_TYPE (CwSearchResult, cw_search_result, cw_search_result_ref, cw_search_result_unref)

static void
replaced_free (gpointer data)
{
  CwReplacedWord *word = data;

  g_free (word->word);
  g_strfreev (word->by);
  g_free (word);
}

/**
 * cw_search_result_new:
 *
 * Returns: (transfer full): nothing found
 */
CwSearchResult *
cw_search_result_new (void)
{
  CwSearchResult *self = g_atomic_rc_box_new0 (CwSearchResult);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->replaced = g_ptr_array_new_with_free_func (replaced_free);
  return self;
}

CwSearchResult *
cw_search_result_ref (CwSearchResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CwSearchResult *self = data;

  g_array_unref (self->numbers);
  g_ptr_array_unref (self->replaced);
}

void
cw_search_result_unref (CwSearchResult *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * cw_search_result_take_replaced:
 * @self: a result that is being made
 * @word: what was searched for
 * @by: (transfer full): what was searched for instead
 */
void
cw_search_result_take_replaced (CwSearchResult *self,
                                const char     *word,
                                GStrv           by)
{
  CwReplacedWord *replaced = g_new0 (CwReplacedWord, 1);

  replaced->word = g_strdup (word);
  replaced->by = by;
  g_ptr_array_add (self->replaced, replaced);
}

/**
 * cw_completion_new:
 * @value: a value of a field
 * @n: how many clips have it, or -1
 *
 * Returns: (transfer full): a value that may be meant
 */
CwCompletion *
cw_completion_new (const char *value,
                   gint64      n)
{
  CwCompletion *self = g_new0 (CwCompletion, 1);

  self->value = g_strdup (value);
  self->n = n;
  return self;
}

void
cw_completion_free (CwCompletion *self)
{
  g_free (self->value);
  g_free (self);
}
