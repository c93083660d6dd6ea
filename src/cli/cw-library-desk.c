/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-desk.h"

#include "cw-error.h"
#include "cw-table.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * cw_library_desk_open:
 * @error: why the library cannot be opened
 *
 * On a fiber.
 *
 * Returns: (transfer full) (nullable): what a verb needs
 */
CwLibraryDesk *
cw_library_desk_open (GError **error)
{
  g_autoptr (CwLibraryDesk) self = g_new0 (CwLibraryDesk, 1);

  self->services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_library (self->services), error))
    return NULL;

  self->library = cw_services_get_library (self->services);
  self->lookup = cw_clip_lookup_new (cw_services_get_media (self->services));
  return g_steal_pointer (&self);
}

void
cw_library_desk_free (CwLibraryDesk *self)
{
  g_clear_object (&self->lookup);
  g_clear_object (&self->services);
  g_free (self);
}

/**
 * cw_library_desk_check_texts:
 * @words: what was typed, and is no name of a file
 * @error: %CW_ERROR_INVALID
 *
 * Returns: whether all of it is text
 */
gboolean
cw_library_desk_check_texts (char   **words,
                             GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_utf8_validate (words[i], -1, NULL))
      {
        g_autofree char *shown = g_utf8_make_valid (words[i], -1);

        g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no text in UTF-8"), shown);
        return FALSE;
      }

  return TRUE;
}

/* --- queries ------------------------------------------------------------------------- */

/* The sentence, and below it the text with carets under the place. */
static void
append_problem (GString              *message,
                const char           *text,
                const CwQueryProblem *problem)
{
  g_autofree char *before = g_strndup (text, problem->start);
  g_autofree char *wrong = g_strndup (text + problem->start, problem->length);
  g_autofree char *tame = cw_table_tame (text);
  int              width = MAX (cw_table_measure (wrong), 1);

  if (message->len > 0)
    g_string_append_c (message, '\n');
  g_string_append_printf (message, "%s\n  %s\n  %*s", problem->message, tame, cw_table_measure (before), "");
  for (int i = 0; i < width; i++)
    g_string_append_c (message, '^');
}

/**
 * cw_library_desk_parse:
 * @text: a query
 * @error: %CW_ERROR_INVALID, with a caret under the place
 *
 * The window shows what counts of a query that has problems; a script would take more
 * clips for the right ones than were meant.
 *
 * Returns: (transfer full) (nullable): the query, if all of it can be understood
 */
CwQuery *
cw_library_desk_parse (const char *text,
                       GError    **error)
{
  g_autoptr (CwQuery) query = NULL;
  g_autoptr (GString) message = g_string_new (NULL);

  if (!cw_library_desk_check_texts ((char *[]) { (char *) text, NULL }, error))
    return NULL;

  query = cw_query_new_now (text);
  for (guint i = 0; i < cw_query_get_n_problems (query); i++)
    append_problem (message, cw_query_get_text (query), cw_query_get_problem (query, i));
  if (message->len == 0)
    return g_steal_pointer (&query);

  g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, message->str);
  return NULL;
}

/* --- choosing clips ------------------------------------------------------------------ */

static gboolean
check_place (CwClip     *clip,
             CwClipPlace place,
             GError    **error)
{
  gboolean removed = cw_clip_get_removed (clip) != 0;

  if (place == CW_CLIP_PLACE_ANY || removed == (place == CW_CLIP_PLACE_TRASH))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, removed ? _ ("“%s” is in the trash") : _ ("“%s” is not in the trash"), cw_clip_get_title (clip));
  return FALSE;
}

/* All or nothing: a wrong id changes none. What is named twice is one. */
static GPtrArray *
find_all (CwLibraryDesk *self,
          CwClipPlace    place,
          char         **ids,
          GError       **error)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (CwClip) clip = dex_await_object (cw_clip_lookup_find (self->lookup, ids[i]), error);

      if (clip == NULL || !check_place (clip, place, error))
        return NULL;
      if (g_hash_table_add (seen, (gpointer) cw_clip_get_id (clip)))
        g_ptr_array_add (clips, g_steal_pointer (&clip));
    }

  return g_steal_pointer (&clips);
}

/* What was not asked for is not changed, however alike it is. */
static gboolean
check_result (CwSearchResult *result,
              const char     *query,
              GError        **error)
{
  if (result->replaced->len > 0)
    {
      const CwReplacedWord *word = g_ptr_array_index (result->replaced, 0);

      g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("No clip has “%s”: did you mean “%s”?"), word->word, word->by[0]);
      return FALSE;
    }
  if (result->numbers->len > 0)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("No clip is found by “%s”"), query);
  return FALSE;
}

/**
 * cw_library_desk_choose:
 * @self: the desk
 * @place: where the clips have to be
 * @ids: ids of clips, or how they alone begin
 * @query: (nullable): in their place, what finds them
 * @error: %CW_ERROR_INVALID, or %CW_ERROR_MISSING where there is no such clip
 *
 * On a fiber.
 *
 * Returns: (transfer full) (nullable) (element-type CwClip): one clip or more
 */
GPtrArray *
cw_library_desk_choose (CwLibraryDesk *self,
                        CwClipPlace    place,
                        char         **ids,
                        const char    *query,
                        GError       **error)
{
  g_autoptr (CwSearchResult) result = NULL;
  g_autoptr (CwQuery) parsed = NULL;

  if (!cw_library_desk_check_texts (ids, error))
    return NULL;
  if ((query != NULL) == (ids[0] != NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, query != NULL ? _ ("Name clips by their ids or by --query, not both") : _ ("Name clips by their ids, or by --query"));
      return NULL;
    }
  if (query == NULL)
    return find_all (self, place, ids, error);

  parsed = cw_library_desk_parse (query, error);
  if (parsed != NULL)
    result = dex_await_boxed (cw_clip_lookup_search (self->lookup, parsed, place == CW_CLIP_PLACE_TRASH, 0), error);
  if (result == NULL || !check_result (result, query, error))
    return NULL;

  return dex_await_boxed (cw_clip_lookup_load (self->lookup, result->numbers), error);
}

/**
 * cw_library_desk_load_again:
 * @self: the desk
 * @clips: (element-type CwClip): clips that were changed
 * @error: why they cannot be read
 *
 * On a fiber.
 *
 * Returns: (transfer full) (nullable) (element-type CwClip): these, as they are now
 */
GPtrArray *
cw_library_desk_load_again (CwLibraryDesk *self,
                            GPtrArray     *clips,
                            GError       **error)
{
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (clips);

  return dex_await_boxed (cw_clip_lookup_load (self->lookup, numbers), error);
}
