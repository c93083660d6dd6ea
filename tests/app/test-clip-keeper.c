/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-keeper.h"
#include "cw-clip-media.h"
#include "cw-clip-name.h"
#include "cw-download-job.h"
#include "cw-error.h"
#include "cw-helix.h"
#include "cw-services.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

#include <glib/gstdio.h>

typedef struct
{
  TestTwitch    *twitch;
  CwHttp        *http;
  TestTokens    *tokens;
  CwHelix       *helix;
  CwClipSources *sources;
  CwWatchCache  *cache;
  CwServices    *services;
  char          *folder;
  char          *target;
  CwJobQueue    *jobs;
} Fixture;

/* A network as the test wants it. */
typedef struct
{
  GObject  parent_instance;
  gboolean available;
  gboolean metered;
} TestNetwork;

typedef GObjectClass TestNetworkClass;

static void
init_network (GNetworkMonitorInterface *iface)
{
}

static void
init_initable (GInitableIface *iface)
{
}

GType test_network_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestNetwork, test_network, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, init_initable) G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, init_network))

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
test_network_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TestNetwork *self = (TestNetwork *) object;

  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, id == PROP_AVAILABLE ? self->available : self->metered);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  klass->get_property = test_network_get_property;
  g_object_class_override_property (klass, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (klass, PROP_METERED, "network-metered");
  g_object_class_override_property (klass, PROP_CONNECTIVITY, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
  self->available = TRUE;
}

static void
set_network (TestNetwork *self,
             gboolean     available,
             gboolean     metered)
{
  self->available = available;
  self->metered = metered;
  g_object_notify (G_OBJECT (self), "network-available");
  g_object_notify (G_OBJECT (self), "network-metered");
}

static Fixture
set_up (const char *scopes)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "60", NULL }) };

  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", scopes);
  g_autofree char *me = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autofree char *watched = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"media_seconds\": 1}");
  fixture.folder = test_folder ();
  fixture.target = g_build_filename (fixture.folder, "clips", NULL);
  fixture.jobs = cw_job_queue_new (NULL);
  watched = g_build_filename (fixture.folder, "watch", NULL);
  fixture.http = cw_http_new ();
  fixture.tokens = test_tokens_new (access);
  fixture.helix = cw_helix_new (fixture.http, CW_TOKEN_SOURCE (fixture.tokens), TEST_TWITCH_CLIENT_ID);
  fixture.sources = cw_clip_sources_new (fixture.http, fixture.helix, CW_TOKEN_SOURCE (fixture.tokens));
  cw_clip_sources_set_account_id (fixture.sources, me);
  fixture.cache = cw_watch_cache_new (watched, 0);
  fixture.services = cw_services_new (fixture.folder);
  dex_await (cw_services_open_library (fixture.services), &error);
  g_assert_no_error (error);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->jobs);
  g_object_unref (fixture->services);
  g_object_unref (fixture->cache);
  g_object_unref (fixture->sources);
  g_object_unref (fixture->helix);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_free (fixture->folder);
  g_free (fixture->target);
}

static CwClipKeeper *
make_full (Fixture        *fixture,
           CwJobQueue     *jobs,
           gboolean        with_library,
           CwDownloadGate *gate)
{
  CwLibrary      *library = with_library ? cw_services_get_library (fixture->services) : NULL;
  CwDownloadParts parts = { fixture->http, fixture->sources, fixture->cache, library, NULL, gate, fixture->target };
  g_autoptr (CwDownloadKind) downloads = cw_download_kind_new (&parts);

  return cw_clip_keeper_new (jobs, downloads, library, with_library ? cw_services_get_origins (fixture->services) : NULL);
}

static CwClipKeeper *
make (Fixture *fixture,
      gboolean with_library)
{
  CwClipKeeper *keeper = make_full (fixture, fixture->jobs, with_library, NULL);

  cw_clip_keeper_start (keeper);
  return keeper;
}

static gint64
count_bytes (Fixture *fixture,
             guint    status)
{
  g_autoptr (JsonObject) answer = test_twitch_ask (fixture->twitch, "requests");
  JsonArray *requests = json_object_get_array_member (answer, "requests");
  gint64     bytes = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_str_has_prefix (json_object_get_string_member (request, "path"), "/cdn/download") && json_object_get_int_member (request, "status") == status)
        bytes += json_object_get_int_member (request, "bytes");
    }

  return bytes;
}

static char *
find_foreign (Fixture *fixture)
{
  g_autoptr (JsonObject) world = test_twitch_ask (fixture->twitch, "world");
  JsonArray *channels = json_object_get_array_member (world, "channels");

  for (guint i = 2; i < json_array_get_length (channels); i++)
    if (json_object_get_int_member (json_array_get_object_element (channels, i), "clips") > 1)
      return g_strdup (json_object_get_string_member (json_array_get_object_element (channels, i), "login"));

  g_assert_not_reached ();
}

/* The clips of LOGIN, up to N of those that have an upright file, or of all. */
static GPtrArray *
list_clips (Fixture    *fixture,
            const char *login,
            guint       n,
            gboolean    upright)
{
  g_autofree char *what = g_strdup_printf ("clips?login=%s", login);
  g_autoptr (JsonObject) answer = test_twitch_ask (fixture->twitch, what);
  JsonArray       *array = json_object_get_array_member (answer, "clips");
  g_autofree char *channel = test_twitch_find_id (fixture->twitch, login);
  GPtrArray       *clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array) && clips->len < n; i++)
    {
      JsonObject      *clip = json_array_get_object_element (array, i);
      g_autofree char *title = g_strdup_printf ("Title: %u / %s", i, "x");

      if (!upright || json_object_get_boolean_member (clip, "portrait"))
        g_ptr_array_add (clips, g_object_new (CW_TYPE_TWITCH_CLIP, "id", json_object_get_string_member (clip, "id"), "channel-id", channel, "channel-name", login, "title", title, NULL));
    }

  return clips;
}

static void
ones_own_clip_comes_with_its_upright_file (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (CwClipKeeper) keeper = make_full (&fixture, fixture.jobs, TRUE, NULL);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (CwClip) again = NULL;
  CwJob           *job;
  g_autofree char *title = g_strdup_printf ("%s", cw_twitch_clip_get_title (clips->pdata[0]));
  g_autofree char *upright = g_strdup_printf ("%s (portrait)", title);

  cw_clip_keeper_start (keeper);
  clip = dex_await_object (cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_clip_get_title (clip), ==, title);
  g_assert_true (g_str_has_prefix (cw_clip_get_path (clip), fixture.target));
  kept = dex_await_boxed (cw_library_search (cw_services_get_library (fixture.services), NULL), &error);
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_cmpstr (cw_clip_get_title (kept->pdata[0]), ==, upright);
  g_assert_cmpstr (cw_clip_get_title (kept->pdata[1]), ==, title);
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpstr (cw_clip_get_twitch_id (kept->pdata[i]), ==, cw_twitch_clip_get_id (clips->pdata[0]));
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 0);

  job = cw_clip_keeper_find (keeper, clips->pdata[0]);
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_SUCCEEDED);
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 1);
  g_assert_cmpint (cw_job_get_received (job), ==, cw_job_get_total (job));
  g_assert_cmpint (cw_job_get_total (job), ==, count_bytes (&fixture, 200));

  /* Kept again it is the same, as the user has called it since. */
  g_assert_true (dex_await (cw_library_rename (cw_services_get_library (fixture.services), clip, "Mine"), &error));
  again = dex_await_object (cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_clip_get_title (again), ==, "Mine");
  tear_down (&fixture);
}

static void
many_are_asked_for_ten_at_a_time (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, FALSE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 25, FALSE);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (JsonObject) stats = NULL;

  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (all, cw_clip_keeper_keep (keeper, clips->pdata[i], FALSE));
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwJob) job = dex_await_object (dex_ref (all->pdata[i]), &error);

      g_assert_no_error (error);
      g_assert_true (g_file_test (cw_job_get_output (job), G_FILE_TEST_EXISTS));
    }

  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips/downloads"), ==, 3);
  tear_down (&fixture);
}

static void
one_that_twitch_does_not_know_spoils_nothing (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, FALSE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 4, FALSE);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (dex_unref);

  test_twitch_control (fixture.twitch, "delete-clip", "{\"id\": \"%s\"}", cw_twitch_clip_get_id (clips->pdata[2]));
  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (all, cw_clip_keeper_keep (keeper, clips->pdata[i], FALSE));
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GError) error = NULL;

      dex_await (dex_ref (all->pdata[i]), &error);
      if (i == 2)
        g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
  tear_down (&fixture);
}

static void
another_s_clip_takes_permission_and_consent (void)
{
  Fixture          fixture = set_up ("editor:manage:clips");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipKeeper) keeper = make (&fixture, TRUE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, login, 1, FALSE);
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "permission"));
  g_clear_error (&error);

  g_assert_false (dex_await (cw_clip_keeper_keep (keeper, clips->pdata[0], TRUE), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "allowed"));
  g_clear_error (&error);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 0);

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  clip = dex_await_object (cw_clip_keeper_keep (keeper, clips->pdata[0], TRUE), &error);
  g_assert_no_error (error);
  g_assert_nonnull (clip);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.jobs)), ==, 1);
  tear_down (&fixture);
}

static void
a_missing_permission_of_twitch_is_told (void)
{
  Fixture fixture = set_up ("user:read:follows");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, TRUE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_clip_keeper_keep (keeper, clips->pdata[0], TRUE), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_SCOPE);
  tear_down (&fixture);
}

static void
what_was_watched_is_not_downloaded_again (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipKeeper) keeper = make (&fixture, TRUE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, login, 1, FALSE);
  g_autoptr (CwClipMedia) media = NULL;
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (GError) error = NULL;

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  media = cw_clip_media_new (fixture.http, fixture.sources, fixture.cache, clips->pdata[0]);
  cw_clip_media_load (media);
  while (cw_clip_media_get_file (media) == NULL || !cw_growing_file_is_complete (cw_clip_media_get_file (media)))
    dex_await (dex_timeout_new_msec (1), NULL);

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn\", \"kind\": \"status\", \"status\": 404, \"times\": 0}");
  clip = dex_await_object (cw_clip_keeper_keep (keeper, clips->pdata[0], TRUE), &error);
  g_assert_no_error (error);
  tear_down (&fixture);
}

static void
wait_for_progress (CwJob *job)
{
  for (int i = 0; cw_job_get_progress (job) <= 0; i++)
    {
      g_assert_cmpint (i, <, 20000);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

static void
wait_for_state (CwJob     *job,
                CwJobState state)
{
  for (int i = 0; cw_job_get_state (job) != state; i++)
    {
      g_assert_cmpint (i, <, 20000);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

static gboolean
is_empty (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  return folder == NULL || g_dir_read_name (folder) == NULL;
}

static void
can_be_cancelled_and_tried_again (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, FALSE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, FALSE);
  g_autoptr (DexFuture) future = NULL;
  CwJob *job;
  g_autoptr (GObject) result = NULL;
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"slow-body\", \"delay\": 60000, \"times\": 1}");
  future = cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE);
  job = cw_clip_keeper_find (keeper, clips->pdata[0]);
  wait_for_progress (job);
  g_assert_true (dex_await (cw_job_queue_cancel (fixture.jobs, job), NULL));
  g_assert_false (dex_await (g_steal_pointer (&future), &error));
  g_assert_true (cw_error_is_cancelled (error));
  g_clear_error (&error);
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_CANCELLED);

  /* Nothing is left of it. */
  for (int i = 0; i < 20000 && !is_empty (fixture.target); i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_true (is_empty (fixture.target));

  g_assert_true (dex_await (cw_job_queue_retry (fixture.jobs, job), NULL));
  result = dex_await_object (cw_job_queue_follow (fixture.jobs, job), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_SUCCEEDED);
  g_assert_cmpuint (cw_job_get_attempts (job), ==, 2);
  tear_down (&fixture);
}

/* Another than the first clip, whose file the test knows the size of by then. */
static gint64
find_size (Fixture      *fixture,
           CwClipKeeper *keeper,
           CwTwitchClip *clip)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_clip_keeper_keep (keeper, clip, FALSE), &error);
  g_assert_no_error (error);
  return cw_job_get_total (cw_clip_keeper_find (keeper, clip));
}

static void
paused_it_goes_on_where_it_was (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, FALSE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 2, FALSE);
  g_autoptr (DexFuture) future = NULL;
  CwJob *job;
  gint64 before;
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"slow-body\", \"bytes\": 5000, \"delay\": 60000, \"times\": 1}");
  future = cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE);
  job = cw_clip_keeper_find (keeper, clips->pdata[0]);
  wait_for_progress (job);
  g_assert_true (cw_job_queue_may_pause (fixture.jobs, job));
  g_assert_true (dex_await (cw_job_queue_pause (fixture.jobs, job), NULL));
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_PAUSED);
  g_assert_cmpfloat (cw_job_get_progress (job), >, 0);
  g_assert_true (dex_future_is_pending (future));
  before = cw_job_get_received (job);
  g_assert_cmpint (before, ==, 5000);

  g_assert_true (dex_await (cw_job_queue_resume (fixture.jobs, job), NULL));
  dex_await (g_steal_pointer (&future), &error);
  g_assert_no_error (error);

  /* Only the rest was asked for. */
  g_assert_cmpint (count_bytes (&fixture, 206), >, 0);
  g_assert_cmpint (cw_job_get_total (job), ==, count_bytes (&fixture, 200));
  g_assert_cmpint (count_bytes (&fixture, 206), <=, cw_job_get_total (job) - before);
  g_assert_cmpint (find_size (&fixture, keeper, clips->pdata[1]), >, 0);
  tear_down (&fixture);
}

static void
there_is_one_job_of_each_clip (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, TRUE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, FALSE);
  g_autoptr (DexFuture) one = cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE);
  g_autoptr (DexFuture) other = cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE);
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (CwClip) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 asked;

  clip = dex_await_object (g_steal_pointer (&one), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.jobs)), ==, 1);
  dex_await (g_steal_pointer (&other), &error);
  g_assert_no_error (error);

  /* What the library has needs no job, and nobody is asked for it. */
  dex_await (cw_job_queue_remove (fixture.jobs, cw_clip_keeper_find (keeper, clips->pdata[0])), &error);
  g_assert_no_error (error);
  asked = count_bytes (&fixture, 200);
  again = dex_await_object (cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_clip_get_id (again), ==, cw_clip_get_id (clip));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.jobs)), ==, 0);
  g_assert_cmpint (count_bytes (&fixture, 200), ==, asked);
  tear_down (&fixture);
}

static void
what_is_damaged_is_fetched_once_more (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, TRUE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 2, FALSE);
  g_autoptr (GError) error = NULL;
  CwJob *job;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"malformed\", \"times\": 1}");
  dex_await (cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE), &error);
  g_assert_no_error (error);

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"malformed\", \"times\": 0}");
  g_assert_false (dex_await (cw_clip_keeper_keep (keeper, clips->pdata[1], FALSE), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "damaged"));

  job = cw_clip_keeper_find (keeper, clips->pdata[1]);
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_FAILED);
  g_assert_cmpstr (cw_job_get_code (job), ==, "malformed");
  g_assert_cmpstr (cw_job_get_message (job), ==, error->message);
  g_assert_false (g_file_test (cw_job_get_output (job), G_FILE_TEST_EXISTS));
  tear_down (&fixture);
}

static void
what_costs_waits_unless_the_user_wants_it (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (GSettings) settings = g_settings_new ("io.github.clipwright.Clipwright");
  g_autoptr (GObject) network = g_object_new (test_network_get_type (), NULL);
  g_autoptr (CwSleepWatch) sleep = cw_sleep_watch_new ();
  g_autoptr (CwDownloadGate) gate = NULL;
  g_autoptr (CwClipKeeper) keeper = NULL;
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, FALSE);
  g_autoptr (DexFuture) future = NULL;
  CwJob *job;
  g_autoptr (GError) error = NULL;

  gate = cw_download_gate_new (G_NETWORK_MONITOR (network), sleep);
  keeper = make_full (&fixture, fixture.jobs, FALSE, gate);
  cw_clip_keeper_start (keeper);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"slow-body\", \"delay\": 60000, \"times\": 1}");
  future = cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE);
  job = cw_clip_keeper_find (keeper, clips->pdata[0]);
  wait_for_progress (job);

  /* What is under way as well. */
  set_network ((TestNetwork *) network, TRUE, TRUE);
  wait_for_state (job, CW_JOB_QUEUED);
  g_assert_nonnull (strstr (cw_job_get_message (job), "metered"));
  g_assert_cmpint (cw_job_get_received (job), >, 0);

  g_settings_set_boolean (settings, "download-when-metered", TRUE);
  dex_await (g_steal_pointer (&future), &error);
  g_assert_no_error (error);
  g_assert_null (cw_job_get_message (job));
  g_assert_cmpint (count_bytes (&fixture, 206), >, 0);
  g_settings_reset (settings, "download-when-metered");
  tear_down (&fixture);
}

static void
without_a_network_it_waits_for_one (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (GObject) network = g_object_new (test_network_get_type (), NULL);
  g_autoptr (CwSleepWatch) sleep = cw_sleep_watch_new ();
  g_autoptr (CwDownloadGate) gate = NULL;
  g_autoptr (CwClipKeeper) keeper = NULL;
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 2, FALSE);
  g_autoptr (DexFuture) future = NULL;
  CwJob *job;
  g_autoptr (GError) error = NULL;

  /* The system may be wrong about it, so it is tried. */
  ((TestNetwork *) network)->available = FALSE;
  gate = cw_download_gate_new (G_NETWORK_MONITOR (network), sleep);
  keeper = make_full (&fixture, fixture.jobs, FALSE, gate);
  cw_clip_keeper_start (keeper);
  dex_await (cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE), &error);
  g_assert_no_error (error);

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"html\", \"times\": 0}");
  future = cw_clip_keeper_keep (keeper, clips->pdata[1], FALSE);
  job = cw_clip_keeper_find (keeper, clips->pdata[1]);
  while (cw_job_get_message (job) == NULL)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_nonnull (strstr (cw_job_get_message (job), "network"));
  wait_for_state (job, CW_JOB_QUEUED);
  g_assert_true (dex_future_is_pending (future));

  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  set_network ((TestNetwork *) network, TRUE, FALSE);
  dex_await (g_steal_pointer (&future), &error);
  g_assert_no_error (error);
  tear_down (&fixture);
}

/* What a program that is killed then leaves. */
static char *
copy_database (Fixture *fixture)
{
  static const char *const names[] = { "library.db", "library.db-wal" };
  char                    *copy = g_build_filename (fixture->folder, "killed", NULL);

  g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *from = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *to = g_build_filename (copy, names[i], NULL);
      g_autofree char *content = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (from, &content, &length, NULL));
      test_write_file (to, content, (gssize) length);
    }

  return copy;
}

static void
goes_on_after_the_program_ended (void)
{
  Fixture     fixture = set_up ("channel:manage:clips");
  CwJobQueue *jobs = cw_services_get_jobs (fixture.services);
  g_autoptr (CwClipKeeper) keeper = make_full (&fixture, jobs, FALSE, NULL);
  g_autoptr (CwClipKeeper) next = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 5, FALSE);
  g_autoptr (CwTwitchClip) stored = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (dex_await (cw_job_queue_load (jobs), NULL));
  cw_clip_keeper_start (keeper);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"slow\", \"delay\": 300, \"times\": 0}");
  for (guint i = 0; i < clips->len; i++)
    dex_future_disown (cw_clip_keeper_keep (keeper, clips->pdata[i], FALSE));
  g_assert_true (dex_await (cw_job_queue_pause (jobs, cw_clip_keeper_find (keeper, clips->pdata[4])), NULL));
  copy = copy_database (&fixture);
  test_twitch_control (fixture.twitch, "clear-faults", "{}");

  services = cw_services_new (copy);
  dex_await (cw_services_open_library (services), &error);
  g_assert_no_error (error);
  next = make_full (&fixture, cw_services_get_jobs (services), FALSE, NULL);
  g_assert_true (dex_await (cw_job_queue_load (cw_services_get_jobs (services)), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cw_services_get_jobs (services))), ==, 5);
  stored = cw_download_job_dup_clip (cw_clip_keeper_find (next, clips->pdata[3]));
  g_assert_true (cw_record_equal (CW_RECORD (stored), CW_RECORD (clips->pdata[3])));
  cw_clip_keeper_start (next);

  for (guint i = 0; i < 4; i++)
    {
      dex_await (cw_job_queue_follow (cw_services_get_jobs (services), cw_clip_keeper_find (next, clips->pdata[i])), &error);
      g_assert_no_error (error);
      dex_await (cw_job_queue_follow (jobs, cw_clip_keeper_find (keeper, clips->pdata[i])), &error);
      g_assert_no_error (error);
    }

  /* What the user had wait waits on. */
  g_assert_cmpint (cw_job_get_state (cw_clip_keeper_find (next, clips->pdata[4])), ==, CW_JOB_PAUSED);
  tear_down (&fixture);
}

static void
what_was_written_down_before_is_taken_over_once (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make_full (&fixture, fixture.jobs, FALSE, NULL);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 2, FALSE);
  g_autoptr (CwJob) one = cw_download_job_make (clips->pdata[0], FALSE);
  g_autoptr (CwJob) other = cw_download_job_make (clips->pdata[1], TRUE);
  g_autofree char *old = g_build_filename (fixture.folder, "downloads.json", NULL);
  g_autofree char *text = g_strdup_printf ("[%s, {\"clip\": 5}, 7, %s, %s]", cw_job_get_payload (one), cw_job_get_payload (other), cw_job_get_payload (one));
  g_autoptr (GError) error = NULL;

  test_write_file (old, text, -1);
  dex_await (cw_clip_keeper_load (keeper, old), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.jobs)), ==, 2);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (cw_download_job_is_permitted (cw_clip_keeper_find (keeper, clips->pdata[1])));
  for (guint i = 0; i < 2; i++)
    {
      dex_await (cw_job_queue_follow (fixture.jobs, cw_clip_keeper_find (keeper, clips->pdata[i])), &error);
      g_assert_no_error (error);
    }
  tear_down (&fixture);
}

static void
names_are_good_for_any_system (void)
{
  static const struct
  {
    const char *channel, *title, *name;
  } cases[] = {
    { "Creator", "What: a <play>?", "Creator - What a play [Slug-1].mp4" },
    { "", "../../etc", "_. .. etc [Slug-1].mp4" },
    { ".x", "a\nb\tc", "_x - a b c [Slug-1].mp4" },
    { "ä", "", "ä - [Slug-1].mp4" },
  };
  g_autofree char *longest = g_strnfill (600, 'x');
  g_autoptr (CwTwitchClip) wide = g_object_new (CW_TYPE_TWITCH_CLIP, "id", longest, "channel-name", longest, "title", longest, NULL);
  g_autofree char *name = cw_clip_name_make (wide, TRUE);

  g_assert_cmpuint (strlen (name), <, 256 - strlen (".resume"));
  g_assert_true (g_str_has_suffix (name, "] portrait.mp4"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwTwitchClip) clip = g_object_new (CW_TYPE_TWITCH_CLIP, "id", "Slug-1", "channel-name", cases[i].channel, "title", cases[i].title, NULL);
      g_autofree char *made = cw_clip_name_make (clip, FALSE);

      g_assert_cmpstr (made, ==, cases[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-keeper/one's own clip comes with its upright file", ones_own_clip_comes_with_its_upright_file);
  test_add_fiber ("/clip-keeper/many are asked for ten at a time", many_are_asked_for_ten_at_a_time);
  test_add_fiber ("/clip-keeper/one that Twitch does not know spoils nothing", one_that_twitch_does_not_know_spoils_nothing);
  test_add_fiber ("/clip-keeper/another's clip takes permission and consent", another_s_clip_takes_permission_and_consent);
  test_add_fiber ("/clip-keeper/a missing permission of Twitch is told", a_missing_permission_of_twitch_is_told);
  test_add_fiber ("/clip-keeper/what was watched is not downloaded again", what_was_watched_is_not_downloaded_again);
  test_add_fiber ("/clip-keeper/can be cancelled and tried again", can_be_cancelled_and_tried_again);
  test_add_fiber ("/clip-keeper/paused, it goes on where it was", paused_it_goes_on_where_it_was);
  test_add_fiber ("/clip-keeper/there is one job of each clip", there_is_one_job_of_each_clip);
  test_add_fiber ("/clip-keeper/what is damaged is fetched once more", what_is_damaged_is_fetched_once_more);
  test_add_fiber ("/clip-keeper/what costs waits, unless the user wants it", what_costs_waits_unless_the_user_wants_it);
  test_add_fiber ("/clip-keeper/without a network it waits for one", without_a_network_it_waits_for_one);
  test_add_fiber ("/clip-keeper/what was written down before is taken over, once", what_was_written_down_before_is_taken_over_once);
  test_add_fiber ("/clip-keeper/goes on after the program ended", goes_on_after_the_program_ended);
  g_test_add_func ("/clip-name/names are good for any system", names_are_good_for_any_system);

  return g_test_run ();
}
