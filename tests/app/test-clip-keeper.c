/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-keeper.h"
#include "cw-clip-media.h"
#include "cw-clip-name.h"
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
  char          *state;
} Fixture;

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
  fixture.state = g_build_filename (fixture.folder, "downloads.json", NULL);
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
  g_object_unref (fixture->services);
  g_object_unref (fixture->cache);
  g_object_unref (fixture->sources);
  g_object_unref (fixture->helix);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_free (fixture->folder);
  g_free (fixture->target);
  g_free (fixture->state);
}

static CwClipKeeper *
make (Fixture *fixture,
      gboolean with_library)
{
  return cw_clip_keeper_new (fixture->http, fixture->sources, fixture->cache, with_library ? cw_services_get_library (fixture->services) : NULL, fixture->target, fixture->state);
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
  g_autoptr (CwClipKeeper) keeper = make (&fixture, TRUE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, TRUE);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (CwClip) again = NULL;
  g_autoptr (CwKeeping) keeping = NULL;
  g_autofree char *title = g_strdup_printf ("%s", cw_twitch_clip_get_title (clips->pdata[0]));
  g_autofree char *upright = g_strdup_printf ("%s (portrait)", title);

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

  keeping = g_list_model_get_item (G_LIST_MODEL (keeper), 0);
  g_assert_cmpint (cw_keeping_get_state (keeping), ==, CW_KEEPING_DONE);
  g_assert_cmpfloat (cw_keeping_get_progress (keeping), ==, 1);

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
      g_autoptr (CwKeeping) keeping = dex_await_object (dex_ref (all->pdata[i]), &error);

      g_assert_no_error (error);
      g_assert_true (g_file_test (cw_keeping_get_path (keeping), G_FILE_TEST_EXISTS));
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
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keeper)), ==, 1);
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
wait_for_progress (CwKeeping *keeping)
{
  for (int i = 0; cw_keeping_get_progress (keeping) <= 0; i++)
    {
      g_assert_cmpint (i, <, 20000);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

static void
can_be_cancelled_and_tried_again (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, FALSE);
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 1, FALSE);
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (CwKeeping) keeping = NULL;
  g_autoptr (GObject) result = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"slow-body\", \"delay\": 60000, \"times\": 1}");
  future = cw_clip_keeper_keep (keeper, clips->pdata[0], FALSE);
  keeping = g_list_model_get_item (G_LIST_MODEL (keeper), 0);
  wait_for_progress (keeping);
  cw_clip_keeper_cancel (keeper, keeping);
  g_assert_false (dex_await (g_steal_pointer (&future), &error));
  g_assert_true (cw_error_is_cancelled (error));
  g_clear_error (&error);
  g_assert_cmpint (cw_keeping_get_state (keeping), ==, CW_KEEPING_CANCELLED);

  /* Nothing is left of it. */
  folder = g_dir_open (fixture.target, 0, NULL);
  g_assert_null (g_dir_read_name (folder));

  result = dex_await_object (cw_clip_keeper_retry (keeper, keeping), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_keeping_get_state (keeping), ==, CW_KEEPING_DONE);
  tear_down (&fixture);
}

static void
goes_on_after_the_program_ended (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipKeeper) keeper = make (&fixture, FALSE);
  g_autoptr (CwClipKeeper) next = NULL;
  g_autoptr (GPtrArray) clips = list_clips (&fixture, "creator_main", 5, FALSE);
  g_autoptr (CwKeeping) keeping = NULL;
  g_autofree char *copy = g_strconcat (fixture.state, ".copy", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint open = 5;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/download\", \"kind\": \"slow\", \"delay\": 300, \"times\": 0}");
  for (guint i = 0; i < clips->len; i++)
    dex_future_disown (cw_clip_keeper_keep (keeper, clips->pdata[i], FALSE));

  /* What a program that is killed then leaves. */
  while (text == NULL || g_strstr_len (text, -1, cw_twitch_clip_get_id (clips->pdata[4])) == NULL)
    {
      g_clear_pointer (&text, g_free);
      dex_await (dex_timeout_new_msec (1), NULL);
      g_file_get_contents (fixture.state, &text, NULL, NULL);
    }
  test_write_file (copy, text, -1);
  test_twitch_control (fixture.twitch, "clear-faults", "{}");

  next = cw_clip_keeper_new (fixture.http, fixture.sources, NULL, NULL, fixture.target, copy);
  dex_await (cw_clip_keeper_load (next), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (next)), ==, 5);
  keeping = g_list_model_get_item (G_LIST_MODEL (next), 3);
  g_assert_true (cw_record_equal (CW_RECORD (cw_keeping_get_clip (keeping)), CW_RECORD (clips->pdata[3])));

  while (open > 0)
    {
      dex_await (dex_timeout_new_msec (5), NULL);
      open = 0;
      for (guint i = 0; i < 5; i++)
        {
          g_autoptr (CwKeeping) one = g_list_model_get_item (G_LIST_MODEL (next), i);
          g_autoptr (CwKeeping) other = g_list_model_get_item (G_LIST_MODEL (keeper), i);

          g_assert_null (cw_keeping_get_error (one));
          open += cw_keeping_is_open (one) + cw_keeping_is_open (other);
        }
    }

  /* And then nothing is still to come. */
  do
    {
      g_clear_pointer (&text, g_free);
      dex_await (dex_timeout_new_msec (1), NULL);
      g_file_get_contents (copy, &text, NULL, NULL);
    }
  while (g_strcmp0 (text, "[]") != 0);
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
  test_add_fiber ("/clip-keeper/goes on after the program ended", goes_on_after_the_program_ended);
  g_test_add_func ("/clip-name/names are good for any system", names_are_good_for_any_system);

  return g_test_run ();
}
