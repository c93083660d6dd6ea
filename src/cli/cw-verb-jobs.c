/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-error.h"
#include "cw-job-batch.h"
#include "cw-services.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

typedef struct
{
  const char *name;
  DexFuture *(*change) (CwJobQueue *jobs,
                        CwJob      *job);
  DexFuture *(*change_all) (CwJobQueue *jobs); /* nullable: it takes the ids of jobs */
} Change;

static const Change changes[] = {
  { "pause", cw_job_queue_pause, cw_job_batch_pause },
  { "resume", cw_job_queue_resume, cw_job_batch_resume },
  { "cancel", cw_job_queue_cancel, NULL },
  { "retry", cw_job_queue_retry, NULL },
  { "clear", cw_job_queue_remove, cw_job_batch_remove_ended },
};

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
add_number (JsonBuilder *builder,
            const char  *member,
            gint64       value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

static void
add_job (JsonBuilder *builder,
         CwJob       *job)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", cw_job_get_id (job));
  add_text (builder, "kind", cw_job_get_kind (job));
  add_text (builder, "title", cw_job_get_title (job));
  add_text (builder, "state", cw_job_state_get_nick (cw_job_get_state (job)));
  json_builder_set_member_name (builder, "progress");
  json_builder_add_double_value (builder, cw_job_get_progress (job));
  add_number (builder, "received", cw_job_get_received (job));
  add_number (builder, "total", cw_job_get_total (job));
  add_number (builder, "attempts", cw_job_get_attempts (job));
  add_text (builder, "output", cw_job_get_output (job));
  add_text (builder, "error", cw_job_get_code (job));
  add_text (builder, "message", cw_job_get_message (job));
  json_builder_end_object (builder);
}

static void
print_job (CwJob *job)
{
  const char *message = cw_job_get_message (job);

  g_print ("%s  %-9s  %3d %%  %s%s%s\n", cw_job_get_id (job), cw_job_state_get_nick (cw_job_get_state (job)),
           (int) (cw_job_get_progress (job) * 100), cw_job_get_title (job), message != NULL ? ": " : "", message != NULL ? message : "");
}

static DexFuture *
list (CwJobQueue *jobs)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (jobs)); i++)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (G_LIST_MODEL (jobs), i);

      add_job (builder, job);
      if (!as_json)
        print_job (job);
    }
  json_builder_end_array (builder);

  if (as_json)
    cw_printer_print_json (builder);
  return dex_future_new_true ();
}

/* All or nothing: a wrong id changes none. */
static DexFuture *
change_some (CwJobQueue   *jobs,
             const Change *change,
             char        **ids)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    if (cw_job_queue_find (jobs, ids[i]) == NULL)
      return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("There is no job “%s”: “clipwright-cli jobs” lists them"), ids[i]);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      CwJob *job = cw_job_queue_find (jobs, ids[i]);

      /* It was named twice. */
      if (job != NULL && !dex_await (change->change (jobs, job), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return as_json ? list (jobs) : dex_future_new_true ();
}

static DexFuture *
change_jobs (const CwVerb *self,
             CwJobQueue   *jobs,
             const Change *change,
             char        **ids)
{
  g_autoptr (GError) error = NULL;

  if (ids[0] != NULL)
    return change_some (jobs, change, ids);
  if (change->change_all == NULL)
    return cw_verb_wrong (self, _ ("Say which jobs, by their ids: “clipwright-cli jobs” lists them"));

  if (!dex_await (change->change_all (jobs), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return as_json ? list (jobs) : dex_future_new_true ();
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  const Change *change = NULL;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (words[0], changes[i].name))
      change = &changes[i];
  if (words[0] != NULL && change == NULL && !(g_str_equal (words[0], "list") && words[1] == NULL))
    return cw_verb_wrong (self, _ ("There are “jobs list”, “pause”, “resume”, “cancel”, “retry” and “clear”"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_jobs (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return change != NULL ? change_jobs (self, cw_services_get_jobs (services), change, words + 1) : list (cw_services_get_jobs (services));
}

const CwVerb cw_verb_jobs = {
  .name = "jobs",
  .arguments = "[list | pause | resume | cancel | retry | clear] [ID…]",
  .summary = N_ ("List downloads and exports, or have them wait, go on or end"),
  .description = N_ ("“pause”, “resume” and “clear” are about all jobs where none is named; “clear” forgets those that\nhave ended, and never touches a file. The app does the jobs, at once where it runs, and else when\nit is started."),
  .run = run,
};
