/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-printer.h"
#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-printer.h"

#include "cw-trash.h"

#include <glib/gi18n.h>

static gboolean as_json;
static char    *query;
static int      days;

static GOptionEntry list_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array of clips"), NULL },
  { NULL }
};

static GOptionEntry restore_entries[] = {
  { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_ ("Bring back the clips that QUERY finds, in place of those named"), N_ ("QUERY") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the clips"), NULL },
  { NULL }
};

static GOptionEntry empty_entries[] = {
  { "older-than", 0, 0, G_OPTION_ARG_INT, &days, N_ ("Only what was put there so many days ago or before"), N_ ("DAYS") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: how many clips are gone, and how many bytes that freed"), NULL },
  { NULL }
};

/* --- list ------------------------------------------------------------------------------ */

static GPtrArray *
load_trash (CwLibraryDesk *desk,
            GError       **error)
{
  g_autoptr (CwQuery) all = cw_query_new_now ("");
  g_autoptr (CwSearchResult) result = dex_await_boxed (cw_clip_lookup_search (desk->lookup, all, TRUE, 0), error);

  return result != NULL ? dex_await_boxed (cw_clip_lookup_load (desk->lookup, result->numbers), error) : NULL;
}

static DexFuture *
run_list (const CwVerb *self,
          char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) clips = NULL;

  if (!cw_verb_parse (self, list_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    clips = load_trash (desk, &error);
  if (clips == NULL || !dex_await (cw_clip_printer_look (clips), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_printer_print_all (clips, as_json);
  return dex_future_new_true ();
}

static const CwVerb list = {
  .name = "library trash list",
  .arguments = "",
  .summary = N_ ("List what is in the trash"),
  .description = N_ ("Example:\n  clipwright-cli library trash list"),
  .run = run_list,
};

/* --- restore --------------------------------------------------------------------------- */

static DexFuture *
run_restore (const CwVerb *self,
             char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GPtrArray) restored = NULL;

  if (!cw_verb_parse (self, restore_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] == NULL && query == NULL)
    return cw_verb_wrong (self, _ ("Name clips by their ids, or by --query"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    clips = cw_library_desk_choose (desk, CW_CLIP_PLACE_TRASH, words, query, &error);
  if (clips != NULL && dex_await (cw_library_restore (desk->library, clips), &error))
    restored = cw_library_desk_load_again (desk, clips, &error);
  if (restored == NULL || !dex_await (cw_clip_printer_look (restored), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (as_json)
    cw_clip_printer_print_all (restored, TRUE);
  else
    g_print (ngettext ("%u clip is back\n", "%u clips are back\n", clips->len), clips->len);

  return dex_future_new_true ();
}

static const CwVerb restore = {
  .name = "library trash restore",
  .arguments = "CLIP…",
  .summary = N_ ("Bring clips back to where they were"),
  .description = N_ ("Examples:\n  clipwright-cli library trash restore 0197f3a2\n  clipwright-cli library trash restore --query 'channel:rivervale'"),
  .run = run_restore,
};

/* --- empty ----------------------------------------------------------------------------- */

static guint
count_removed_before (GPtrArray *clips,
                      gint64     time)
{
  guint n = 0;

  for (guint i = 0; i < clips->len; i++)
    n += cw_clip_get_removed (clips->pdata[i]) < time ? 1 : 0;

  return n;
}

static void
print_emptied (guint  n,
               gint64 freed)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *size = g_format_size ((guint64) freed);

  if (!as_json)
    {
      g_print (ngettext ("%u clip is gone for good (%s)\n", "%u clips are gone for good (%s)\n", n), n, size);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "clips");
  json_builder_add_int_value (builder, n);
  json_builder_set_member_name (builder, "freed");
  json_builder_add_int_value (builder, freed);
  json_builder_end_object (builder);
  cw_printer_print_json (builder);
}

static DexFuture *
run_empty (const CwVerb *self,
           char        **arguments)
{
  gint64 time = g_get_real_time ();
  gint64 freed = 0;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) clips = NULL;

  if (!cw_verb_parse (self, empty_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));
  if (days < 0)
    return cw_verb_wrong (self, _ ("--older-than is a number of days"));

  time -= days * G_TIME_SPAN_DAY;
  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    clips = load_trash (desk, &error);
  if (clips != NULL)
    freed = dex_await_int64 (cw_trash_empty (cw_services_get_media (desk->services), time, CW_TRASH_GRACE), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  print_emptied (count_removed_before (clips, time), freed);
  return dex_future_new_true ();
}

static const CwVerb empty = {
  .name = "library trash empty",
  .arguments = "",
  .summary = N_ ("Delete what is in the trash, for good"),
  .description = N_ ("This cannot be undone. Files that Clipwright keeps go, too, where no other clip needs them; those that\nyou have elsewhere stay.\n\nExamples:\n  clipwright-cli library trash empty\n  clipwright-cli library trash empty --older-than 30"),
  .run = run_empty,
};

/* --- trash ----------------------------------------------------------------------------- */

static const CwVerb *const parts[] = { &list, &restore, &empty, NULL };

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  return cw_verb_run_part (self, parts, arguments);
}

const CwVerb cw_verb_library_trash = {
  .name = "library trash",
  .arguments = "[list | restore CLIP… | empty]",
  .summary = N_ ("List what is in the trash, bring clips back, or empty it"),
  .run = run,
};
