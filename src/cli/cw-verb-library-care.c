/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-printer.h"
#include "cw-progress-line.h"
#include "cw-table.h"

#include "cw-error.h"
#include "cw-library-check.h"
#include "cw-library-restore.h"
#include "cw-library-tidy.h"
#include "cw-paths.h"
#include "cw-storage-report.h"

#include <glib/gi18n.h>

/* A file may be there before its clip is. */
#define GRACE G_TIME_SPAN_DAY

static gboolean as_json;
static gboolean read_all;
static gboolean repair;
static int      history = CW_LIBRARY_TIDY_HISTORY / G_TIME_SPAN_DAY;
static gboolean old_libraries;

static GOptionEntry check_entries[] = {
  { "read-all", 0, 0, G_OPTION_ARG_NONE, &read_all, N_ ("Read all files, also those that look as they did when they were read last"), NULL },
  { "repair", 0, 0, G_OPTION_ARG_NONE, &repair, N_ ("Repair what can be repaired"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array of what was found"), NULL },
  { NULL }
};

static GOptionEntry storage_entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: the sum, and what it is made of"), NULL },
  { NULL }
};

static GOptionEntry gc_entries[] = {
  { "history", 0, 0, G_OPTION_ARG_INT, &history, N_ ("Forget how to undo what was done so many days ago, in place of 90"), N_ ("DAYS") },
  { "old-libraries", 0, 0, G_OPTION_ARG_NONE, &old_libraries, N_ ("Delete what was the library before a backup was restored, too"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: what is gone"), NULL },
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
add_number (JsonBuilder *builder,
            const char  *member,
            gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

/* --- check ---------------------------------------------------------------------------- */

/* What is found, and what came of repairing it. */
typedef struct
{
  CwFinding *finding; /* (transfer none) */
  gboolean   repaired;
  char      *failure; /* nullable */
} Outcome;

static void
outcome_clear (gpointer data)
{
  g_free (((Outcome *) data)->failure);
}

static const char *
get_severity_nick (CwFinding *finding)
{
  static const char *const nicks[] = { "note", "warning", "error" };

  return nicks[cw_finding_get_severity (finding)];
}

static void
add_finding (JsonBuilder   *builder,
             const Outcome *outcome)
{
  CwFinding *finding = outcome->finding;

  json_builder_begin_object (builder);
  add_text (builder, "kind", cw_finding_kind_get_nick (cw_finding_get_kind (finding)));
  add_text (builder, "severity", get_severity_nick (finding));
  add_text (builder, "message", cw_finding_get_sentence (finding));
  add_text (builder, "repair", cw_finding_get_repair (finding));
  add_text (builder, "subject", cw_finding_get_subject (finding));
  json_builder_set_member_name (builder, "repaired");
  json_builder_add_boolean_value (builder, outcome->repaired);
  add_text (builder, "failure", outcome->failure);
  json_builder_end_object (builder);
}

static void
print_findings (GArray *outcomes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const Outcome   *outcome = &g_array_index (outcomes, Outcome, i);
      g_autofree char *sentence = cw_table_tame (cw_finding_get_sentence (outcome->finding));

      add_finding (builder, outcome);
      if (as_json)
        continue;

      g_print ("%-7s  %s%s\n", get_severity_nick (outcome->finding), sentence, outcome->repaired ? _ (" (repaired)") : "");
      if (outcome->failure != NULL)
        g_print ("         %s\n", outcome->failure);
      else if (!outcome->repaired && *cw_finding_get_repair (outcome->finding) != '\0')
        g_print (_ ("         --repair: %s\n"), cw_finding_get_repair (outcome->finding));
    }
  json_builder_end_array (builder);

  if (as_json)
    cw_printer_print_json (builder);
  else if (outcomes->len == 0)
    g_print ("%s\n", _ ("All is well"));
}

/* One that cannot be repaired stops no other. */
static gboolean
repair_all (CwLibraryDesk *desk,
            GArray        *outcomes,
            GError       **error)
{
  for (guint i = 0; i < outcomes->len; i++)
    {
      Outcome *outcome = &g_array_index (outcomes, Outcome, i);
      g_autoptr (GError) problem = NULL;

      if (*cw_finding_get_repair (outcome->finding) == '\0')
        continue;

      outcome->repaired = dex_await (cw_library_check_repair (cw_services_get_media (desk->services), desk->library, outcome->finding, CW_LIBRARY_REPAIR_USUAL, GRACE), &problem);
      if (problem != NULL && cw_error_is_cancelled (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (problem != NULL)
        outcome->failure = g_strdup (problem->message);
    }

  return TRUE;
}

/* What is only untidy is no reason to fail. */
static guint
count_wrong (GArray *outcomes)
{
  guint n = 0;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const Outcome *outcome = &g_array_index (outcomes, Outcome, i);

      if (!outcome->repaired && cw_finding_get_severity (outcome->finding) != CW_SEVERITY_NOTE)
        n++;
    }

  return n;
}

static GPtrArray *
find_all (CwLibraryDesk *desk,
          GError       **error)
{
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (CwProgressLine) line = cw_progress_line_new (progress);

  return dex_await_boxed (cw_library_check_run (cw_services_get_media (desk->services), read_all, GRACE, progress), error);
}

static DexFuture *
run_check (const CwVerb *self,
           char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (Outcome));
  guint n;

  if (!cw_verb_parse (self, check_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    findings = find_all (desk, &error);
  if (findings == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_array_set_clear_func (outcomes, outcome_clear);
  for (guint i = 0; i < findings->len; i++)
    g_array_append_vals (outcomes, &(Outcome) { .finding = findings->pdata[i] }, 1);

  if (repair && !repair_all (desk, outcomes, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  print_findings (outcomes);
  n = count_wrong (outcomes);
  if (n > 0)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, ngettext ("%u thing is wrong with the library", "%u things are wrong with the library", n), n);

  return dex_future_new_true ();
}

const CwVerb cw_verb_library_check = {
  .name = "library check",
  .arguments = "",
  .summary = N_ ("Check the database and all files, and with --repair mend them"),
  .description = N_ ("It ends with 1 where something is wrong that was not repaired. What could only be tidier is told as a\nnote. Without --repair nothing is changed.\n\nExamples:\n  clipwright-cli library check\n  clipwright-cli library check --read-all --json\n  clipwright-cli library check --repair"),
  .run = run_check,
};

/* --- storage -------------------------------------------------------------------------- */

static void
add_use (JsonBuilder  *builder,
         CwTable      *table,
         CwStorageUse *use)
{
  gboolean         channel = cw_storage_use_get_kind (use) == CW_STORAGE_CHANNEL;
  g_autofree char *size = g_format_size ((guint64) cw_storage_use_get_size (use));
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, cw_storage_use_get_n (use));
  g_autofree char *title = g_strconcat (channel ? "  " : "", *cw_storage_use_get_title (use) != '\0' ? cw_storage_use_get_title (use) : _ ("No channel"), NULL);

  cw_table_add (table, title, n, size);
  json_builder_begin_object (builder);
  add_text (builder, "kind", cw_storage_kind_get_nick (cw_storage_use_get_kind (use)));
  add_text (builder, "title", cw_storage_use_get_title (use));
  add_number (builder, "files", cw_storage_use_get_n (use));
  add_number (builder, "bytes", cw_storage_use_get_size (use));
  json_builder_end_object (builder);
}

static DexFuture *
run_storage (const CwVerb *self,
             char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (CwTable) table = cw_table_new (3, 0);
  g_autofree char *sum = NULL;

  if (!cw_verb_parse (self, storage_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    uses = dex_await_boxed (cw_storage_report_load (cw_services_get_media (desk->services)), &error);
  if (uses == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_table_align_right (table, 1);
  cw_table_align_right (table, 2);
  json_builder_begin_object (builder);
  add_number (builder, "bytes", cw_storage_report_sum (uses));
  json_builder_set_member_name (builder, "uses");
  json_builder_begin_array (builder);
  for (guint i = 0; i < uses->len; i++)
    add_use (builder, table, uses->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  sum = g_format_size ((guint64) cw_storage_report_sum (uses));
  cw_table_add (table, _ ("All but exports"), "", sum);
  if (as_json)
    cw_printer_print_json (builder);
  else
    cw_table_print (table);

  return dex_future_new_true ();
}

const CwVerb cw_verb_library_storage = {
  .name = "library storage",
  .arguments = "",
  .summary = N_ ("Tell what takes the space"),
  .description = N_ ("Channels are parts of the clips that Clipwright keeps. Exports are yours, and not in the sum.\n\nExample:\n  clipwright-cli library storage"),
  .run = run_storage,
};

/* --- gc ------------------------------------------------------------------------------- */

static guint
delete_old (GError **error)
{
  g_autofree char *folder = cw_paths_build_data (NULL, NULL);
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) old = dex_await_boxed (cw_library_restore_list_old (folder), &problem);
  guint n = 0;

  for (guint i = 0; old != NULL && old[i] != NULL && problem == NULL; i++)
    n += dex_await (cw_library_restore_delete_old (folder, old[i]), &problem) ? 1 : 0;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return n;
}

static void
print_tidied (const CwTidied *tidied,
              guint           n_old)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (CwTable) table = cw_table_new (2, 0);
  g_autofree char *media = g_format_size ((guint64) tidied->media);
  g_autofree char *cache = g_format_size ((guint64) tidied->cache);
  g_autofree char *commands = g_strdup_printf ("%" G_GINT64_FORMAT, tidied->commands);
  g_autofree char *old = g_strdup_printf ("%u", n_old);

  if (!as_json)
    {
      cw_table_align_right (table, 1);
      cw_table_add (table, _ ("Files that nobody needed"), media);
      cw_table_add (table, _ ("Caches"), cache);
      cw_table_add (table, _ ("Things that could be undone"), commands);
      if (old_libraries)
        cw_table_add (table, _ ("Old libraries"), old);
      cw_table_print (table);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_number (builder, "media", tidied->media);
  add_number (builder, "cache", tidied->cache);
  add_number (builder, "commands", tidied->commands);
  add_number (builder, "old_libraries", n_old);
  json_builder_end_object (builder);
  cw_printer_print_json (builder);
}

static DexFuture *
run_gc (const CwVerb *self,
        char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (CwTidied) tidied = NULL;
  guint n_old = 0;

  if (!cw_verb_parse (self, gc_entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (words[0] != NULL)
    return cw_verb_wrong (self, _ ("It takes no arguments"));
  if (history < 0)
    return cw_verb_wrong (self, _ ("--history is a number of days"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    tidied = dex_await_boxed (cw_library_tidy (cw_services_get_media (desk->services), history * G_TIME_SPAN_DAY), &error);
  if (tidied != NULL && old_libraries)
    n_old = delete_old (&error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  print_tidied (tidied, n_old);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library_gc = {
  .name = "library gc",
  .arguments = "",
  .summary = N_ ("Delete what nobody needs any more"),
  .description = N_ ("Takes away files that Clipwright keeps and no clip has, unfinished ones, caches that are old or large, and\nhow to undo what was done long ago. No clip goes, in the trash or not, and no file of yours.\n\nExamples:\n  clipwright-cli library gc\n  clipwright-cli library gc --history 30 --json"),
  .run = run_gc,
};
