/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-printer.h"
#include "cw-table.h"

#include "cw-collections.h"
#include "cw-error.h"

#include <glib/gi18n.h>

static gboolean as_json;
static gboolean create;
static gboolean out;
static char    *query;
static char    *smart;

static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static GOptionEntry create_entries[] = {
  { "smart", 0, 0, G_OPTION_ARG_STRING, &smart, N_ ("It shows what QUERY finds, now and later"), N_ ("QUERY") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the collection"), NULL },
  { NULL }
};

static GOptionEntry collect_entries[] = {
  { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_ ("Collect the clips that QUERY finds, in place of those named"), N_ ("QUERY") },
  { "create", 0, 0, G_OPTION_ARG_NONE, &create, N_ ("Make the collection where there is none of that name"), NULL },
  { "out", 0, 0, G_OPTION_ARG_NONE, &out, N_ ("Take the clips out of it"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the collection"), NULL },
  { NULL }
};

/* --- finding and printing ---------------------------------------------------------------- */

static CwCollections *
load (CwLibraryDesk *desk,
      GError       **error)
{
  CwCollections *collections = cw_services_get_collections (desk->services);

  return dex_await (cw_collections_refresh (collections), error) ? collections : NULL;
}

static char *
fold (const char *title)
{
  g_autofree char *normal = g_utf8_normalize (title, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (normal, -1);
}

/* By its name, or its id. NULL without an error where there is none. */
static CwCollection *
look_for (CwCollections *collections,
          const char    *name)
{
  g_autofree char *wanted = fold (name);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (collections)); i++)
    {
      g_autoptr (CwCollection) collection = g_list_model_get_item (G_LIST_MODEL (collections), i);
      g_autofree char *title = fold (cw_collection_get_title (collection));

      if (g_str_equal (title, wanted) || g_str_equal (cw_collection_get_id (collection), name))
        return g_steal_pointer (&collection);
    }

  return NULL;
}

static CwCollection *
find (CwCollections *collections,
      const char    *name,
      GError       **error)
{
  CwCollection *collection = look_for (collections, name);

  if (collection == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("There is no collection “%s”: “clipwright-cli library collections” lists them"), name);

  return collection;
}

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_collection (JsonBuilder  *builder,
                CwCollection *collection)
{
  g_autofree char *shown = cw_collection_dup_shown (collection);

  json_builder_begin_object (builder);
  add_text (builder, "id", cw_collection_get_id (collection));
  add_text (builder, "title", cw_collection_get_title (collection));
  add_text (builder, "query", cw_collection_get_query (collection));
  add_text (builder, "shown", shown);
  json_builder_set_member_name (builder, "clips");
  if (cw_collection_get_n (collection) >= 0)
    json_builder_add_int_value (builder, cw_collection_get_n (collection));
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static DexFuture *
print_one (CwCollection *collection)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *title = cw_table_tame (cw_collection_get_title (collection));
  gint64           n = MAX (cw_collection_get_n (collection), 0);

  if (!as_json)
    {
      g_print (ngettext ("“%s” has %u clip\n", "“%s” has %u clips\n", (gulong) n), title, (guint) n);
      return dex_future_new_true ();
    }

  builder = json_builder_new ();
  add_collection (builder, collection);
  cw_printer_print_json (builder);
  return dex_future_new_true ();
}

/* Words, which have to be N at the least; and collections, which have been read. */
static CwCollections *
begin (const CwVerb       *self,
       const GOptionEntry *options,
       char              **arguments,
       guint               least,
       guint               most,
       char             ***words,
       CwLibraryDesk     **desk,
       GError            **error)
{
  guint n;

  if (!cw_verb_parse (self, options, arguments, words, error) || !cw_library_desk_check_texts (*words, error))
    return NULL;

  n = g_strv_length (*words);
  if (n < least || n > most)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("It takes %s (see “clipwright-cli %s --help”)"), *self->arguments != '\0' ? self->arguments : _ ("no arguments"), self->name);
      return NULL;
    }

  *desk = cw_library_desk_open (error);
  return *desk != NULL ? load (*desk, error) : NULL;
}

/* --- collections --------------------------------------------------------------------------- */

static DexFuture *
run_list (const CwVerb *self,
          char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  CwCollections *collections = begin (self, entries, arguments, 0, 0, &words, &desk, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (CwTable) table = cw_table_new (3, 2);

  if (collections == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_table_align_right (table, 1);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (collections)); i++)
    {
      g_autoptr (CwCollection) collection = g_list_model_get_item (G_LIST_MODEL (collections), i);
      g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (cw_collection_get_n (collection), 0));

      add_collection (builder, collection);
      cw_table_add (table, cw_collection_get_title (collection), n, cw_collection_is_smart (collection) ? cw_collection_get_query (collection) : "");
    }
  json_builder_end_array (builder);

  if (as_json)
    cw_printer_print_json (builder);
  else
    cw_table_print (table);
  return dex_future_new_true ();
}

static const CwVerb list = {
  .name = "library collections list",
  .arguments = "",
  .summary = N_ ("List the collections, how many clips they have, and what smart ones show"),
  .description = N_ ("Examples:\n  clipwright-cli library collections list\n  clipwright-cli library list 'collection:\"Best of\" sort:position'"),
  .run = run_list,
};

static DexFuture *
run_create (const CwVerb *self,
            char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  CwCollections *collections = begin (self, create_entries, arguments, 1, 1, &words, &desk, &error);
  g_autoptr (CwQuery) parsed = collections != NULL && smart != NULL ? cw_library_desk_parse (smart, &error) : NULL;
  g_autoptr (CwCollection) collection = NULL;

  if (error == NULL)
    collection = dex_await_object (cw_collections_create (collections, words[0], smart, NULL), &error);
  if (collection == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return print_one (collection);
}

static const CwVerb make = {
  .name = "library collections create",
  .arguments = "TITLE",
  .summary = N_ ("Make a collection: to be filled by “library collect”, or smart"),
  .description = N_ ("Examples:\n  clipwright-cli library collections create 'Best of'\n  clipwright-cli library collections create 'To post' --smart 'is:favourite -tag:posted sort:views'"),
  .run = run_create,
};

static DexFuture *
change (const CwVerb *self,
        char        **arguments,
        guint         n,
        DexFuture *(*func) (CwCollections *collections,
                            CwCollection  *collection,
                            const char    *value))
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  CwCollections *collections = begin (self, entries, arguments, n, n, &words, &desk, &error);
  g_autoptr (CwCollection) collection = collections != NULL ? find (collections, words[0], &error) : NULL;

  if (collection == NULL || !dex_await (func (collections, collection, words[1]), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return print_one (collection);
}

static DexFuture *
run_rename (const CwVerb *self,
            char        **arguments)
{
  return change (self, arguments, 2, cw_collections_rename);
}

static const CwVerb rename_one = {
  .name = "library collections rename",
  .arguments = "COLLECTION TITLE",
  .summary = N_ ("Call a collection otherwise"),
  .description = N_ ("Example:\n  clipwright-cli library collections rename 'Best of' 'Best of 2026'"),
  .run = run_rename,
};

static DexFuture *
set_query (CwCollections *collections,
           CwCollection  *collection,
           const char    *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwQuery) parsed = cw_library_desk_parse (value, &error);

  return parsed != NULL ? cw_collections_set_query (collections, collection, value) : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
run_query (const CwVerb *self,
           char        **arguments)
{
  return change (self, arguments, 2, set_query);
}

static const CwVerb change_query = {
  .name = "library collections query",
  .arguments = "COLLECTION QUERY",
  .summary = N_ ("Change what a smart collection shows"),
  .description = N_ ("Example:\n  clipwright-cli library collections query 'To post' 'rating:>=4 -tag:posted'"),
  .run = run_query,
};

static DexFuture *delete (CwCollections *collections,
                          CwCollection  *collection,
                          const char    *value)
{
  return cw_collections_delete (collections, collection);
}

static DexFuture *
run_delete (const CwVerb *self,
            char        **arguments)
{
  return change (self, arguments, 1, delete);
}

static const CwVerb delete_one = {
  .name = "library collections delete",
  .arguments = "COLLECTION",
  .summary = N_ ("Delete a collection; its clips stay"),
  .description = N_ ("Example:\n  clipwright-cli library collections delete 'Best of'"),
  .run = run_delete,
};

static const CwVerb *const parts[] = { &list, &make, &rename_one, &change_query, &delete_one, NULL };

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  return cw_verb_run_part (self, parts, arguments);
}

const CwVerb cw_verb_library_collections = {
  .name = "library collections",
  .arguments = "[list | create | rename | query | delete]",
  .summary = N_ ("List collections, and make, change or delete one"),
  .run = run,
};

/* --- collect --------------------------------------------------------------------------------- */

static DexFuture *
run_collect (const CwVerb *self,
             char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  CwCollections *collections = begin (self, collect_entries, arguments, 1, G_MAXUINT, &words, &desk, &error);
  g_autoptr (CwCollection) collection = NULL;
  g_autoptr (GPtrArray) clips = NULL;

  if (collections != NULL)
    clips = cw_library_desk_choose (desk, CW_CLIP_PLACE_LIBRARY, words + 1, query, &error);
  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* With its clips at once, so that one step undoes it. */
  collection = create && !out ? look_for (collections, words[0]) : find (collections, words[0], &error);
  if (error == NULL && collection == NULL)
    collection = dex_await_object (cw_collections_create (collections, words[0], NULL, clips), &error);
  else if (error == NULL)
    dex_await (out ? cw_collections_remove (collections, collection, clips) : cw_collections_add (collections, collection, clips), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return print_one (collection);
}

const CwVerb cw_verb_library_collect = {
  .name = "library collect",
  .arguments = "COLLECTION CLIP…",
  .summary = N_ ("Put clips into a collection, or with --out take them out of it"),
  .description = N_ ("Examples:\n  clipwright-cli library collect 'Best of' 0197f3a2 0197f4b7\n  clipwright-cli library collect 'Best of 2026' --create --query 'created:2026 rating:5 sort:-views'\n  clipwright-cli library collect 'Best of' --out 0197f3a2"),
  .run = run_collect,
};
