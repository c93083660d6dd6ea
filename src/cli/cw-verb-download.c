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

/* What became of a clip that was asked for. */
typedef struct
{
  char   *path;     /* nullable */
  char   *portrait; /* nullable */
  GError *error;    /* nullable */
} Outcome;

static void
outcome_free (Outcome *self)
{
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->portrait);
  g_free (self);
}

/* What the library has of it, and of that the first that is upright. */
static void
find_in_library (Outcome       *self,
                 CwClipOrigins *origins,
                 CwTwitchClip  *clip)
{
  g_autoptr (GPtrArray) kept = dex_await_boxed (cw_clip_origins_load_kept (origins, cw_twitch_clip_get_id (clip)), &self->error);

  for (guint i = 0; kept != NULL && self->portrait == NULL && i < kept->len; i++)
    {
      const CwMediaInfo *info = cw_clip_get_info (kept->pdata[i]);
      const char        *path = cw_clip_get_path (kept->pdata[i]);

      if (info->height > info->width && g_strcmp0 (path, self->path) != 0)
        self->portrait = g_strdup (path);
    }
}

static Outcome *
await_outcome (CwServices   *services,
               CwTwitchClip *clip,
               DexFuture    *keeping)
{
  Outcome *self = g_new0 (Outcome, 1);
  g_autoptr (GObject) result = dex_await_object (keeping, &self->error);

  if (CW_IS_CLIP (result))
    {
      self->path = g_strdup (cw_clip_get_path (CW_CLIP (result)));
      find_in_library (self, cw_services_get_origins (services), clip);
    }
  else if (CW_IS_JOB (result))
    {
      self->path = g_strdup (cw_job_get_output (CW_JOB (result)));
      self->portrait = cw_download_job_dup_portrait_path (CW_JOB (result));
    }

  return self;
}

/* Each to its end, however it goes with the others, in the order they were asked for. */
static GPtrArray *
wait_for_all (CwServices   *services,
              CwClipKeeper *keeper,
              GPtrArray    *clips,
              GError      **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) outcome_free);
  guint          show = isatty (STDERR_FILENO) ? g_timeout_add (SHOW_MS, on_show, cw_clip_keeper_get_jobs (keeper)) : 0;
  const Outcome *stopped = NULL;

  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (all, cw_clip_keeper_keep (keeper, clips->pdata[i], permission));

  for (guint i = 0; stopped == NULL && i < all->len; i++)
    {
      Outcome *outcome = await_outcome (services, clips->pdata[i], dex_ref (all->pdata[i]));

      g_ptr_array_add (outcomes, outcome);
      if (cw_error_is_cancelled (outcome->error))
        stopped = outcome;
    }

  if (show != 0)
    {
      g_source_remove (show);
      g_printerr ("\r\033[K");
    }

  if (stopped == NULL)
    return g_steal_pointer (&outcomes);

  g_propagate_error (error, g_error_copy (stopped->error));
  return NULL;
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
add_outcome (JsonBuilder   *builder,
             CwTwitchClip  *clip,
             const Outcome *outcome)
{
  json_builder_begin_object (builder);
  add_text (builder, "id", cw_twitch_clip_get_id (clip));
  add_text (builder, "title", cw_twitch_clip_get_title (clip));
  add_text (builder, "path", outcome->path);
  add_text (builder, "portrait", outcome->portrait);
  add_text (builder, "error", outcome->error != NULL ? cw_error_get_nick (outcome->error) : NULL);
  add_text (builder, "message", outcome->error != NULL ? outcome->error->message : NULL);
  json_builder_end_object (builder);
}

static void
print_outcome (CwTwitchClip  *clip,
               const Outcome *outcome,
               gboolean       single)
{
  if (outcome->error != NULL && !single)
    g_printerr ("%s: %s\n", cw_twitch_clip_get_id (clip), outcome->error->message);
  if (outcome->path != NULL && !as_json)
    g_print ("%s\n", outcome->path);
  if (outcome->portrait != NULL && !as_json)
    g_print ("%s\n", outcome->portrait);
}

/* What became of each, and an error if one failed. */
static DexFuture *
print (GPtrArray *clips,
       GPtrArray *outcomes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint failed = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const Outcome *outcome = outcomes->pdata[i];

      add_outcome (builder, clips->pdata[i], outcome);
      print_outcome (clips->pdata[i], outcome, outcomes->len == 1);
      failed += outcome->error != NULL;
    }
  json_builder_end_array (builder);

  if (as_json)
    cw_printer_print_json (builder);
  if (failed == 0)
    return dex_future_new_true ();
  if (outcomes->len == 1)
    return dex_future_new_for_error (g_error_copy (((Outcome *) outcomes->pdata[0])->error));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("%u of %u clips could not be downloaded; the same command goes on with them"), failed, outcomes->len);
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
  g_autoptr (GPtrArray) outcomes = NULL;

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
  outcomes = wait_for_all (services, keeper, clips, &error);
  if (outcomes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return print (clips, outcomes);
}

const CwVerb cw_verb_download = {
  .name = "download",
  .arguments = "LINK…",
  .summary = N_ ("Download clips from Twitch into the library, or into a folder"),
  .description = N_ ("Clips of your channel, and of those that you edit, come as Twitch offers them, once\n“clipwright-cli login --scope channel:manage:clips --scope editor:manage:clips” has allowed it.\nFor others it takes --public and --permission. What was interrupted is gone on with by the same\ncommand."),
  .run = run,
};
