/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-printer.h"
#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-printer.h"

#include "cw-error.h"
#include "cw-query-edit.h"

#include <glib/gi18n.h>
#include <string.h>

/* Stands before a term that excludes something while options are read. */
#define MARK '\001'

#define MOST_COMPLETIONS 20

static gboolean     as_json;
static int          limit;
static gboolean     in_trash;
static GOptionEntry list_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array of clips"), NULL },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("Print so many at the most"), N_ ("N") },
  { "trash", 0, 0, G_OPTION_ARG_NONE, &in_trash, N_ ("Look in the trash"), NULL },
  { NULL }
};

static GOptionEntry show_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the clip"), NULL },
  { NULL }
};

static GOptionEntry complete_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array of text, value and clips"), NULL },
  { NULL }
};

/* --- list and search ----------------------------------------------------------------- */

/* “-tag:posted” is a term of a query and no option, if the user says so or not. */
static char **
mark_terms (char **arguments)
{
  g_autoptr (GStrvBuilder) marked = g_strv_builder_new ();

  for (guint i = 0; arguments[i] != NULL; i++)
    if (arguments[i][0] == '-' && arguments[i][1] != '-' && strlen (arguments[i]) > 2)
      g_strv_builder_take (marked, g_strdup_printf ("%c%s", MARK, arguments[i]));
    else
      g_strv_builder_add (marked, arguments[i]);

  return g_strv_builder_end (marked);
}

static char *
join_terms (char **words)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (query, "%s%s", i > 0 ? " " : "", words[i] + (words[i][0] == MARK ? 1 : 0));

  return g_string_free (g_steal_pointer (&query), FALSE);
}

static void
tell_replaced (CwSearchResult *result)
{
  for (guint i = 0; i < result->replaced->len; i++)
    {
      const CwReplacedWord *word = g_ptr_array_index (result->replaced, i);
      g_autofree char      *by = g_strjoinv (_ ("” or “"), word->by);

      g_printerr (_ ("clipwright-cli: No clip has “%s”: these have “%s”\n"), word->word, by);
    }
}

static DexFuture *
print_found (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwQuery) query = cw_library_desk_parse (text, &error);
  g_autoptr (CwLibraryDesk) desk = query != NULL ? cw_library_desk_open (&error) : NULL;
  g_autoptr (CwSearchResult) result = NULL;
  g_autoptr (GPtrArray) clips = NULL;

  if (desk != NULL)
    result = dex_await_boxed (cw_clip_lookup_search (desk->lookup, query, in_trash, (guint) limit), &error);
  if (result != NULL)
    clips = dex_await_boxed (cw_clip_lookup_load (desk->lookup, result->numbers), &error);
  if (clips == NULL || !dex_await (cw_clip_printer_look (clips), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  tell_replaced (result);
  cw_clip_printer_print_all (clips, as_json);
  return dex_future_new_true ();
}

static DexFuture *
run_list (const CwVerb *self,
          char        **arguments)
{
  g_auto (GStrv) marked = mark_terms (arguments);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *query = NULL;

  if (!cw_verb_parse (self, list_entries, marked, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (limit < 0)
    return cw_verb_wrong (self, _ ("--limit is a number of clips"));
  if (self == &cw_verb_library_search && words[0] == NULL)
    return cw_verb_wrong (self, _ ("Say what to look for"));

  query = join_terms (words);
  return print_found (query);
}

const CwVerb cw_verb_library_list = {
  .name = "library list",
  .arguments = "[QUERY…]",
  .summary = N_ ("List clips: all of them, or those that a query finds"),
  .description = N_ ("Examples:\n  clipwright-cli library list --limit 20\n  clipwright-cli library list is:favourite sort:views --json\n  clipwright-cli library list --trash"),
  .run = run_list,
};

const CwVerb cw_verb_library_search = {
  .name = "library search",
  .arguments = "QUERY…",
  .summary = N_ ("List the clips that a query finds"),
  .description = N_ ("The query is what one types into the window’s search entry: words, \"phrases\", and terms such as\nchannel:, game:, tag:, created:, duration:, views:, is: and sort:, with a hyphen before what is to be\nexcluded. What a shell would take apart or away has to be in quotes.\n\nExamples:\n  clipwright-cli library search what a save\n  clipwright-cli library search 'game:\"Just Chatting\"' 'created:>2026-01' 'duration:<30' -tag:posted\n  clipwright-cli library search 'views:>1k sort:views' --limit 10 --json"),
  .run = run_list,
};

/* --- show ------------------------------------------------------------------------------ */

static DexFuture *
run_show (const CwVerb *self,
          char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  g_autofree char *transcript = NULL;

  if (!cw_verb_parse (self, show_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_strv_length (words) != 1)
    return cw_verb_wrong (self, _ ("Name one clip"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    clips = cw_library_desk_choose (desk, CW_CLIP_PLACE_ANY, words, NULL, &error);
  if (clips != NULL && dex_await (cw_clip_printer_look (clips), &error))
    transcript = dex_await_string (cw_library_load_transcript (desk->library, clips->pdata[0]), &error);
  if (transcript == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_printer_print_one (clips->pdata[0], transcript, as_json);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library_show = {
  .name = "library show",
  .arguments = "CLIP",
  .summary = N_ ("Tell all that is known of a clip, in the trash or not"),
  .description = N_ ("Examples:\n  clipwright-cli library show 0197f3a2\n  clipwright-cli library show 0197f3a2 --json"),
  .run = run_show,
};

/* --- complete -------------------------------------------------------------------------- */

static void
add_completion (JsonBuilder   *builder,
                CwQueryCursor *cursor,
                const char    *text,
                const char    *value,
                gint64         n)
{
  gsize            place;
  g_autofree char *completed = cw_query_cursor_complete (cursor, text, value, &place);

  if (builder == NULL)
    {
      g_print ("%s\n", completed);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, completed);
  json_builder_set_member_name (builder, "value");
  json_builder_add_string_value (builder, value);
  json_builder_set_member_name (builder, "clips");
  if (n >= 0)
    json_builder_add_int_value (builder, n);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static DexFuture *
complete (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = cw_library_desk_open (&error);
  g_autoptr (CwQueryCursor) cursor = cw_query_cursor_new (text, strlen (text));
  g_autoptr (JsonBuilder) builder = as_json ? json_builder_new () : NULL;
  g_auto (GStrv) fields = cw_query_cursor_dup_fields (cursor);
  g_autoptr (GPtrArray) values = NULL;

  if (desk != NULL && cursor->field == CW_QUERY_FIELD_WORDS)
    values = g_ptr_array_new ();
  else if (desk != NULL)
    values = dex_await_boxed (cw_clip_lookup_complete (desk->lookup, cursor->field, cursor->prefix, MOST_COMPLETIONS), &error);
  if (values == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (as_json)
    json_builder_begin_array (builder);
  for (guint i = 0; fields[i] != NULL; i++)
    add_completion (builder, cursor, text, fields[i], -1);
  for (guint i = 0; i < values->len; i++)
    {
      const CwCompletion *completion = g_ptr_array_index (values, i);

      add_completion (builder, cursor, text, completion->value, completion->n);
    }
  if (as_json)
    {
      json_builder_end_array (builder);
      cw_printer_print_json (builder);
    }

  return dex_future_new_true ();
}

static DexFuture *
run_complete (const CwVerb *self,
              char        **arguments)
{
  g_auto (GStrv) marked = mark_terms (arguments);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!cw_verb_parse (self, complete_entries, marked, &words, &error) || !cw_library_desk_check_texts (words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  text = join_terms (words);
  return complete (text);
}

const CwVerb cw_verb_library_complete = {
  .name = "library complete",
  .arguments = "TEXT",
  .summary = N_ ("Tell what a query that begins so may go on as"),
  .description = N_ ("For shells and editors: prints the query as it would be with each name of a field, or value, that fits\nat its end.\n\nExample:\n  clipwright-cli library complete 'views:>1k chan'"),
  .run = run_complete,
};
