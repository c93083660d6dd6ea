/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crawl.h"
#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-download-job.h"
#include "cw-error.h"
#include "cw-services.h"
#include "cw-twitch-finder.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define SHOW_MS 200

static gboolean     as_json, public_clips, permission;
static char        *channel, *from_text, *to_text, *output;
static GOptionEntry entries[] = {
  { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, N_ ("All clips of this channel, in place of links"), N_ ("CHANNEL") },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, N_ ("Only clips made from then on: 2026-01-31, or with a time"), N_ ("DATE") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_text, N_ ("Only clips made before"), N_ ("DATE") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Put the files into this folder, and not into the library"), N_ ("FOLDER") },
  { "public", 0, 0, G_OPTION_ARG_NONE, &public_clips, N_ ("Also clips of channels that are not yours: they are found as Twitch’s own site does it, which Twitch has not documented"), NULL },
  { "permission", 0, 0, G_OPTION_ARG_NONE, &permission, N_ ("You have the permission to keep them, of whom they belong to"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static DexFuture *
find_clips (CwHelix *helix,
            char   **links)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CwChannel) found = NULL;
  g_autoptr (GError) error = NULL;
  gint64 from, to;

  if (channel != NULL)
    {
      if (!cw_crawl_parse_dates (from_text, to_text, &from, &to, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      found = dex_await_object (cw_twitch_finder_find_channel (helix, channel), &error);
      if (found == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      return cw_crawl_run (helix, cw_channel_get_id (found), NULL, from, to);
    }

  for (guint i = 0; links[i] != NULL; i++)
    {
      CwTwitchClip *clip = dex_await_object (cw_twitch_finder_find_clip (helix, links[i]), &error);

      if (clip == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_ptr_array_add (clips, clip);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

static gboolean
on_show (gpointer data)
{
  GListModel *jobs = data;
  guint       n = g_list_model_get_n_items (jobs);
  guint       done = 0;
  double      progress = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (jobs, i);

      done += cw_job_has_ended (job);
      progress += cw_job_has_ended (job) ? 1 : cw_job_get_progress (job);
    }

  g_printerr (_ ("\r%3d %%, %u of %u clips"), n > 0 ? (int) (100 * progress / n) : 0, done, n);
  return G_SOURCE_CONTINUE;
}

/* Each to its end, however it goes with the others. FIRST is how the first failed. */
static gboolean
wait_for_all (CwClipKeeper *keeper,
              GPtrArray    *clips,
              GError      **first,
              GError      **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (dex_unref);
  guint    show = isatty (STDERR_FILENO) ? g_timeout_add (SHOW_MS, on_show, cw_clip_keeper_get_jobs (keeper)) : 0;
  gboolean good = TRUE;

  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (all, cw_clip_keeper_keep (keeper, clips->pdata[i], permission));

  for (guint i = 0; good && i < all->len; i++)
    {
      g_autoptr (GError) failure = NULL;

      dex_await (dex_ref (all->pdata[i]), &failure);
      if (cw_error_is_cancelled (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          good = FALSE;
        }
      else if (failure != NULL && *first == NULL)
        *first = g_steal_pointer (&failure);
    }

  if (show != 0)
    {
      g_source_remove (show);
      g_printerr ("\r\033[K");
    }

  return good;
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
add_job (JsonBuilder *builder,
         CwJob       *job)
{
  gboolean         good = cw_job_get_state (job) == CW_JOB_SUCCEEDED;
  g_autofree char *portrait = good ? cw_download_job_dup_portrait_path (job) : NULL;

  json_builder_begin_object (builder);
  add_text (builder, "id", cw_job_get_subject (job));
  add_text (builder, "title", cw_job_get_title (job));
  add_text (builder, "path", good ? cw_job_get_output (job) : NULL);
  add_text (builder, "portrait", portrait);
  add_text (builder, "error", cw_job_get_code (job));
  add_text (builder, "message", cw_job_get_message (job));
  json_builder_end_object (builder);
}

static void
print_paths (CwJob *job)
{
  g_autofree char *portrait = cw_download_job_dup_portrait_path (job);

  g_print ("%s\n", cw_job_get_output (job));
  if (portrait != NULL)
    g_print ("%s\n", portrait);
}

/* What became of each, in the order they were asked for, and an error if one failed. */
static DexFuture *
print (GListModel *jobs,
       GError     *first)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n = g_list_model_get_n_items (jobs);
  guint failed = 0;

  json_builder_begin_array (builder);
  for (guint i = n; i > 0; i--)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (jobs, i - 1);
      gboolean good = cw_job_get_state (job) == CW_JOB_SUCCEEDED;

      add_job (builder, job);
      if (good && !as_json)
        print_paths (job);
      if (good)
        continue;

      failed++;
      if (n > 1)
        g_printerr ("%s: %s\n", cw_job_get_subject (job), cw_job_get_message (job));
    }
  json_builder_end_array (builder);

  if (as_json)
    cw_printer_print_json (builder);
  if (failed == 0)
    return dex_future_new_true ();
  if (n == 1 && first != NULL)
    return dex_future_new_for_error (g_error_copy (first));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("%u of %u clips could not be downloaded; the same command goes on with them"), failed, n);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (CwClipKeeper) keeper = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GError) first = NULL;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if ((words[0] == NULL) == (channel == NULL))
    return cw_verb_wrong (self, _ ("Give the links of clips, or a channel with --channel"));
  if (channel == NULL && (from_text != NULL || to_text != NULL))
    return cw_verb_wrong (self, _ ("--from and --to go with --channel"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_library (services), &error) || !dex_await (cw_twitch_session_load (cw_services_get_session (services)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (public_clips)
    cw_clip_sources_allow_once (cw_services_get_sources (services));

  clips = dex_await_boxed (find_clips (cw_services_get_helix (services), words), &error);
  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  folder = output != NULL ? g_canonicalize_filename (output, NULL) : NULL;
  keeper = cw_services_make_keeper (services, folder);
  if (!wait_for_all (keeper, clips, &first, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return print (G_LIST_MODEL (cw_clip_keeper_get_jobs (keeper)), first);
}

const CwVerb cw_verb_download = {
  .name = "download",
  .arguments = "LINK…",
  .summary = N_ ("Download clips from Twitch into the library, or into a folder"),
  .description = N_ ("Clips of your channel, and of those that you edit, come as Twitch offers them, once\n“clipwright-cli login --scope channel:manage:clips --scope editor:manage:clips” has allowed it.\nFor others it takes --public and --permission. What was interrupted is gone on with by the same\ncommand."),
  .run = run,
};
