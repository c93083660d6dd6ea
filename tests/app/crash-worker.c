/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-collections.h"
#include "cw-helix.h"
#include "cw-media-store.h"
#include "cw-services.h"
#include "cw-trash.h"
#include "test-tokens.h"
#include "test-twitch.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Uses a library as a busy user does, until somebody kills it: see test-library-crash.c,
 * which starts it. Before each thing it does it writes a line "begin", and once that is
 * acknowledged a line "done", with what it did; fields are separated by tabs. Whether
 * what it wrote is true is for the other program to find out.
 *
 * usage: crash-worker use FOLDER VIDEOS SEED TWITCH-ID…
 *        crash-worker open FOLDER
 *
 * "open" opens the library, and with that brings its schema up to date, once it is told
 * to by a byte. */

#define MOST_VIDEOS 1000
#define MOST_BURST 4

typedef struct
{
  CwServices    *services;
  CwLibrary     *library;
  CwDatabase    *database;
  CwClipKeeper  *keeper;
  CwCollections *collections;
  GRand         *random;
  const char    *folder;
  GPtrArray     *videos;    /* paths */
  char         **twitch;    /* ids of clips that were not downloaded yet */
  guint          n;         /* makes texts that are never the same */
  GArray        *clips;     /* numbers of all, in the trash or not */
  GPtrArray     *clips_ids; /* their ids */
} Worker;

static void
say (const char *what,
     ...) G_GNUC_NULL_TERMINATED;

/* Whole or not at all, since a pipe takes so little at once. */
static void
write_line (const char *line)
{
  gsize length = strlen (line);

  g_assert (length < 4096);
  if (write (STDOUT_FILENO, line, length) != (gssize) length)
    _exit (1);
}

static void
say (const char *what,
     ...)
{
  g_autoptr (GString) line = g_string_new (what);
  const char *field;
  va_list     fields;

  va_start (fields, what);
  while ((field = va_arg (fields, const char *)) != NULL)
    g_string_append_printf (line, "\t%s", field);
  va_end (fields);
  g_string_append_c (line, '\n');
  write_line (line->str);
}

static void
must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (future, &error))
    g_error ("%s", error->message);
}

static guint
choose (Worker *self,
        guint   n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

/* --- what there is --------------------------------------------------------------- */

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  Worker *self = data;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT number, id FROM clips ORDER BY number", NULL, NULL);

  g_array_set_size (self->clips, 0);
  g_ptr_array_set_size (self->clips_ids, 0);
  while (cw_database_step (row, NULL))
    {
      gint64 number = sqlite3_column_int64 (row, 0);

      g_array_append_val (self->clips, number);
      g_ptr_array_add (self->clips_ids, g_strdup ((const char *) sqlite3_column_text (row, 1)));
    }

  return dex_future_new_true ();
}

static CwClip *
load_any (Worker *self)
{
  const char *id = self->clips_ids->pdata[choose (self, self->clips_ids->len)];
  g_autoptr (GError) error = NULL;
  CwClip *clip = dex_await_object (cw_library_load_clip (self->library, id), &error);

  if (clip == NULL)
    g_error ("%s", error->message);
  return clip;
}

/* --- what it does ------------------------------------------------------------------ */

static void
say_clip (CwClip *clip)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, cw_clip_get_number (clip));

  say ("clip", cw_clip_get_id (clip), number, cw_clip_get_title (clip), cw_clip_get_uri (clip), NULL);
}

static void
import (Worker     *self,
        const char *path,
        const char *batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwClip) clip = NULL;

  say ("begin", "import", batch, path, NULL);
  clip = dex_await_object (cw_library_import_as (self->library, &(CwImport) { .path = path, .batch = batch }), &error);
  if (clip == NULL)
    g_error ("%s", error->message);
  say_clip (clip);
  say ("done", NULL);
}

static void
import_some (Worker *self)
{
  g_autofree char *batch = NULL;
  guint            n = 2 + choose (self, 3);

  if (choose (self, 4) != 0)
    {
      import (self, self->videos->pdata[choose (self, self->videos->len)], "");
      return;
    }

  batch = g_strdup_printf ("batch-%u", self->n++);
  for (guint i = 0; i < n; i++)
    import (self, self->videos->pdata[choose (self, self->videos->len)], batch);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 one = cw_clip_get_number (*(CwClip **) a);
  gint64 other = cw_clip_get_number (*(CwClip **) b);

  return one < other ? -1 : one > other;
}

/* Those that come from Twitch, the first one first. */
static void
say_downloads (Worker *self)
{
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_library_search (self->library, "source:twitch"), NULL);

  g_ptr_array_sort (clips, compare_numbers);
  for (guint i = 0; i < clips->len; i++)
    say_clip (clips->pdata[i]);
}

static void
keep (Worker *self)
{
  g_autoptr (CwTwitchClip) clip = NULL;

  if (*self->twitch == NULL)
    return;

  clip = g_object_new (CW_TYPE_TWITCH_CLIP, "id", *self->twitch, "channel-id", g_getenv ("CRASH_CHANNEL"), "channel-name", "creator_main", "title", *self->twitch, NULL);
  say ("begin", "keep", *self->twitch, NULL);
  self->twitch++;
  must (cw_clip_keeper_keep (self->keeper, clip, FALSE));
  say_downloads (self);
  say ("done", NULL);
}

/* Begins one thing to one to three clips, without waiting for it. */
static DexFuture *
begin_edit (Worker *self)
{
  static const char *const tags[] = { "funny", "boss", "fail", "win", "two words" };
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *text = g_strdup_printf ("Text %u", self->n++);
  g_autofree char *rating = g_strdup_printf ("%u", choose (self, 6));
  const char      *tag = tags[choose (self, G_N_ELEMENTS (tags))];
  guint            n = 1 + choose (self, 3);

  for (guint i = 0; i < n; i++)
    {
      CwClip *clip = load_any (self);

      g_ptr_array_add (clips, clip);
      g_string_append_printf (ids, "%s%s", i > 0 ? "\t" : "", cw_clip_get_id (clip));
    }

  switch (choose (self, 10))
    {
    case 0:
    case 1:
      say ("begin", "rename", text, cw_clip_get_id (clips->pdata[0]), NULL);
      return cw_library_rename (self->library, clips->pdata[0], text);
    case 2:
      say ("begin", "note", text, cw_clip_get_id (clips->pdata[0]), NULL);
      return cw_library_set_note (self->library, clips->pdata[0], text);
    case 3:
      say ("begin", "rate", rating, ids->str, NULL);
      return cw_library_rate (self->library, clips, atoi (rating));
    case 4:
      say ("begin", "favourite", n > 1 ? "1" : "0", ids->str, NULL);
      return cw_library_set_favourite (self->library, clips, n > 1);
    case 5:
    case 6:
      say ("begin", "tag", tag, ids->str, NULL);
      return cw_library_tag (self->library, clips, tag);
    case 7:
      say ("begin", "untag", tag, ids->str, NULL);
      return cw_library_untag (self->library, clips, tag);
    case 8:
      say ("begin", "remove", "", ids->str, NULL);
      return cw_library_remove (self->library, clips);
    default:
      say ("begin", "restore", "", ids->str, NULL);
      return cw_library_restore (self->library, clips);
    }
}

/* As fast as somebody clicks: nothing waits for what was asked before. */
static void
edit (Worker *self)
{
  DexFuture *futures[MOST_BURST];
  guint      n = 1 + choose (self, MOST_BURST);

  for (guint i = 0; i < n; i++)
    futures[i] = begin_edit (self);
  for (guint i = 0; i < n; i++)
    {
      must (futures[i]);
      say ("done", NULL);
    }
}

static CwCollection *
choose_collection (Worker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->collections));

  return n > 0 && choose (self, 4) != 0 ? g_list_model_get_item (G_LIST_MODEL (self->collections), choose (self, n)) : NULL;
}

static void
collect (Worker *self)
{
  g_autoptr (CwCollection) collection = choose_collection (self);
  g_autoptr (CwCollection) made = NULL;
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *title = g_strdup_printf ("Collection %u", self->n++);
  const char      *clip;

  g_ptr_array_add (clips, load_any (self));
  clip = cw_clip_get_id (clips->pdata[0]);
  if (collection == NULL)
    {
      say ("begin", "create", title, clip, NULL);
      made = dex_await_object (cw_collections_create (self->collections, title, NULL, clips), NULL);
      say ("made", cw_collection_get_id (made), NULL);
      say ("done", NULL);
      return;
    }

  switch (choose (self, 5))
    {
    case 0:
      say ("begin", "delete", "", cw_collection_get_id (collection), NULL);
      must (cw_collections_delete (self->collections, collection));
      break;
    case 1:
      say ("begin", "rename", title, cw_collection_get_id (collection), NULL);
      must (cw_collections_rename (self->collections, collection, title));
      break;
    case 2:
      say ("begin", "leave", clip, cw_collection_get_id (collection), NULL);
      must (cw_collections_remove (self->collections, collection, clips));
      break;
    default:
      say ("begin", "join", clip, cw_collection_get_id (collection), NULL);
      must (cw_collections_add (self->collections, collection, clips));
    }
  say ("done", NULL);
}

static void
watch (Worker *self)
{
  g_autoptr (CwClip) clip = load_any (self);
  g_autofree char *position = g_strdup_printf ("%u", self->n++ + 1);

  say ("begin", "watch", position, cw_clip_get_id (clip), NULL);
  must (cw_library_watch (self->library, clip, atoi (position)));
  say ("done", NULL);
}

static void
locate (Worker *self)
{
  g_autoptr (CwClip) clip = load_any (self);
  g_autofree char *name = g_path_get_basename (cw_clip_get_path (clip));
  g_autofree char *place = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (g_str_has_prefix (cw_clip_get_uri (clip), "library:"))
    return;

  name[3] = '\0';
  place = g_strdup_printf ("%s/moved/%s-%u.mp4", self->folder, name, self->n++);
  if (!g_file_get_contents (cw_clip_get_path (clip), &content, &length, &error) || !g_file_set_contents (place, content, (gssize) length, &error))
    g_error ("%s", error->message);
  say ("begin", "locate", place, cw_clip_get_id (clip), NULL);
  must (cw_library_locate (self->library, clip, place));
  say ("done", NULL);
}

static void
move (Worker  *self,
      gboolean undo)
{
  g_autoptr (GError) error = NULL;

  say ("begin", undo ? "undo" : "redo", NULL);
  dex_await (undo ? cw_library_undo (self->library) : cw_library_redo (self->library), &error);
  say (error == NULL ? "done" : "nothing", error != NULL ? error->message : NULL, NULL);
}

static void
empty_trash (Worker *self)
{
  say ("begin", "empty", NULL);
  must (cw_trash_empty (cw_services_get_media (self->services), G_MAXINT64, 0));
  must (cw_library_refresh (self->library));
  must (cw_collections_refresh (self->collections));
  say ("done", NULL);
}

static void
do_something (Worker *self)
{
  guint what = choose (self, 100);

  must (cw_database_run (self->database, list, self, NULL));
  if (self->clips->len < 3 || what < 14)
    import_some (self);
  else if (what < 18)
    keep (self);
  else if (what < 26)
    collect (self);
  else if (what < 62)
    edit (self);
  else if (what < 76)
    move (self, TRUE);
  else if (what < 84)
    move (self, FALSE);
  else if (what < 90)
    watch (self);
  else if (what < 95)
    locate (self);
  else
    empty_trash (self);
}

/* --- the programs ------------------------------------------------------------------ */

/* What was on its way when it was killed. */
static void
resume (Worker *self)
{
  CwJobQueue      *jobs = cw_services_get_jobs (self->services);
  g_autofree char *old = g_build_filename (self->folder, "downloads.json", NULL);

  say ("begin", "resume", NULL);
  must (cw_job_queue_load (jobs));
  must (cw_clip_keeper_load (self->keeper, old));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (jobs)); i++)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (G_LIST_MODEL (jobs), i);

      while (!cw_job_has_ended (job))
        dex_await (dex_timeout_new_msec (1), NULL);
      if (cw_job_get_state (job) != CW_JOB_SUCCEEDED)
        g_error ("A download ended with “%s”", cw_job_get_message (job));
    }
  say_downloads (self);
  say ("done", NULL);
}

static CwClipKeeper *
make_keeper (Worker *self)
{
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (TestTokens) tokens = test_tokens_new (g_getenv ("CRASH_TOKEN"));
  g_autoptr (CwHelix) helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwClipSources) sources = cw_clip_sources_new (http, helix, CW_TOKEN_SOURCE (tokens));
  g_autofree char *clips = g_build_filename (self->folder, "clips", NULL);
  CwDownloadParts  parts = {
     .http = http,
     .sources = sources,
     .library = self->library,
     .media = cw_services_get_media (self->services),
     .folder = clips,
  };
  g_autoptr (CwDownloadKind) downloads = cw_download_kind_new (&parts);

  cw_clip_sources_set_account_id (sources, g_getenv ("CRASH_CHANNEL"));
  return cw_clip_keeper_new (cw_services_get_jobs (self->services), downloads, self->library, cw_services_get_origins (self->services));
}

static GPtrArray *
list_videos (const char *folder)
{
  GPtrArray *videos = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MOST_VIDEOS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/c%02u.mp4", folder, i);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        break;
      g_ptr_array_add (videos, g_steal_pointer (&path));
    }

  return videos;
}

static DexFuture *
use_fiber (gpointer data)
{
  char **words = data;
  Worker self = { .folder = words[0], .videos = list_videos (words[1]), .twitch = words + 3 };

  self.random = g_rand_new_with_seed ((guint32) atoi (words[2]));
  self.n = (guint) atoi (words[2]) * 10000;
  self.clips = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.clips_ids = g_ptr_array_new_with_free_func (g_free);
  self.services = cw_services_new (words[0]);
  self.library = cw_services_get_library (self.services);
  self.database = cw_media_store_get_database (cw_services_get_media (self.services));
  must (cw_services_open_library (self.services));
  self.collections = cw_collections_new (self.database, self.library);
  must (cw_collections_refresh (self.collections));
  self.keeper = make_keeper (&self);
  resume (&self);

  /* Longer than it lives, so that it ends all the same should nobody kill it. */
  for (guint i = 0; i < 5000; i++)
    do_something (&self);

  _exit (1);
}

static DexFuture *
open_fiber (gpointer data)
{
  char **words = data;
  g_autoptr (CwServices) services = cw_services_new (words[0]);
  char byte;

  say ("ready", NULL);
  if (read (STDIN_FILENO, &byte, 1) != 1)
    _exit (1);
  must (cw_services_open_library (services));
  say ("done", NULL);
  /* Until it is killed. */
  if (read (STDIN_FILENO, &byte, 1) != 1)
    _exit (1);

  return dex_future_new_true ();
}

int
main (int    argc,
      char **argv)
{
  gboolean use = argc > 4 && g_str_equal (argv[1], "use");
  g_autoptr (DexFuture) done = NULL;

  if (!use && (argc != 3 || !g_str_equal (argv[1], "open")))
    {
      g_printerr ("usage: crash-worker use FOLDER VIDEOS SEED TWITCH-ID…\n       crash-worker open FOLDER\n");
      return 2;
    }

  dex_init ();
  done = dex_scheduler_spawn (NULL, 8 * 1024 * 1024, use ? use_fiber : open_fiber, argv + 2, NULL);
  while (dex_future_is_pending (done))
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
