/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-browse-app.h"

/* What goes wrong with a clip's files, on its page: it plays all the same where that
 * can be mended, and else there is a sentence, a way on, and never a dead player. */

#define NO_DAEMON "unable to send notifications"

/* A channel that is not the user's. */
#define OTHER "friends_only"

/**
 * Trouble:
 * @name: what it is called
 * @what: for the stand-in: see tests/support/twitch/control.c
 * @details: the details of that
 * @sentence: (nullable): what the user is told; where it plays all the same, %NULL
 * @undo: (nullable): what ends it, for “set”; without one “clear-faults” does
 */
typedef struct
{
  const char *name;
  const char *what;
  const char *details;
  const char *sentence;
  const char *undo;
} Trouble;

#define MEDIA "\"path\": \"/cdn/v2/media\""
#define GQL "\"path\": \"/gql\", \"method\": \"POST\""
#define CHANGED "Twitch has changed how clips are played: look for an update of Clipwright, or watch this clip on Twitch"
#define ALL_HASHES "{\"gql_hashes\": [\"VideoAccessToken_Clip:36b89d25\", \"VideoAccessToken_Clip:993d9a51\", \"ShareClipRenderStatus:0a02bb97\", \"ShareClipRenderStatus:66038e29\"]}"

static const Trouble with_media[] = {
  { "dropped", "faults", "{" MEDIA ", \"kind\": \"drop\", \"times\": 1}", NULL, NULL },
  { "broken off", "faults", "{" MEDIA ", \"kind\": \"drop-body\", \"times\": 1}", NULL, NULL },
  { "truncated", "faults", "{" MEDIA ", \"kind\": \"truncated\", \"times\": 1}", NULL, NULL },
  { "truncated and closed", "faults", "{" MEDIA ", \"kind\": \"truncated\", \"close\": true, \"times\": 1}", NULL, NULL },
  { "changed meanwhile", "faults", "{" MEDIA ", \"kind\": \"changed-etag\", \"times\": 1}", NULL, NULL },
  { "slow", "faults", "{" MEDIA ", \"kind\": \"slow-body\", \"delay\": 300, \"times\": 1}", NULL, NULL },
  { "one quality is gone", "faults", "{" MEDIA ", \"kind\": \"status\", \"status\": 404, \"times\": 1}", NULL, NULL },
  { "none is there", "faults", "{" MEDIA ", \"kind\": \"status\", \"status\": 404, \"times\": 0}", "Nothing There Any More", NULL },
  { "a hotel's page", "faults", "{" MEDIA ", \"kind\": \"html\", \"times\": 0}", "Twitch Cannot Be Reached", NULL },
};

static const Trouble with_finding[] = {
  { "hashes withdrawn", "set", "{\"gql_hashes\": []}", NULL, ALL_HASHES },
  { "service error", "faults", "{" GQL ", \"kind\": \"status\", \"status\": 500, \"times\": 0}", "Twitch Cannot Be Reached", NULL },
  { "a hotel's page", "faults", "{" GQL ", \"kind\": \"html\", \"times\": 0}", "Twitch Cannot Be Reached", NULL },
  { "integrity", "set", "{\"gql_integrity\": 1}", CHANGED, "{\"gql_integrity\": 0}" },
  { "still rendering", "set", "{\"rendering\": 1}", "Twitch is still making this clip: try again in a minute", "{\"rendering\": 0}" },
};

typedef struct
{
  TestBrowseApp app;
  JsonObject   *world;
  guint         next;
} Fixture;

static Fixture
set_up (void)
{
  Fixture fixture = { .app = test_browse_app_start ("repeat=true\nwatch-public-clips=true", NO_DAEMON) };

  test_browse_app_sign_in (&fixture.app);
  fixture.world = test_twitch_ask (fixture.app.twitch, "clips?login=" OTHER);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  json_object_unref (fixture->world);
  test_browse_app_stop (&fixture->app);
}

/* Another one each time: what was watched is there already. */
static void
open_clip (Fixture *fixture)
{
  JsonArray       *clips = json_object_get_array_member (fixture->world, "clips");
  const char      *id = json_object_get_string_member (json_array_get_object_element (clips, fixture->next++), "id");
  g_autofree char *url = g_strconcat ("https://clips.twitch.tv/", id, NULL);

  test_browse_app_go_to (&fixture->app, TEST_BROWSE_SEARCH);
  test_app_write (fixture->app.app, "entry", "Search Twitch", url);
  test_app_wait (fixture->app.app, "button", "Copy Link");
}

static void
wait_until_it_plays (Fixture *fixture)
{
  test_app_wait (fixture->app.app, "slider", "Position");
  test_app_wait_gone (fixture->app.app, NULL, "Loading");
  test_app_wait_value (fixture->app.app, "slider", "Position", 0.01, 60);
}

static void
meet (Fixture       *fixture,
      const Trouble *trouble)
{
  TestApp *app = fixture->app.app;

  g_test_message ("%s", trouble->name);
  test_twitch_control (fixture->app.twitch, trouble->what, "%s", trouble->details);
  open_clip (fixture);

  if (trouble->sentence != NULL)
    {
      test_app_wait (app, "label", trouble->sentence);
      test_app_wait (app, "button", "Open in Browser");
      if (trouble->undo != NULL)
        test_twitch_control (fixture->app.twitch, "set", "%s", trouble->undo);
      else
        test_twitch_control (fixture->app.twitch, "clear-faults", "{}");
      test_app_act (app, "button", "Try Again", NULL);
    }

  wait_until_it_plays (fixture);
  test_twitch_control (fixture->app.twitch, "clear-faults", "{}");
  if (trouble->undo != NULL)
    test_twitch_control (fixture->app.twitch, "set", "%s", trouble->undo);
  test_app_act (app, "button", "Back", NULL);
}

static void
trouble_with_its_file_is_mended_or_told (void)
{
  Fixture fixture = set_up ();

  for (guint i = 0; i < G_N_ELEMENTS (with_media); i++)
    meet (&fixture, &with_media[i]);
  tear_down (&fixture);
}

static void
trouble_with_finding_it_is_mended_or_told (void)
{
  Fixture fixture = set_up ();

  for (guint i = 0; i < G_N_ELEMENTS (with_finding); i++)
    meet (&fixture, &with_finding[i]);
  tear_down (&fixture);
}

/* The clip was deleted after the list was read. */
static void
a_deleted_clip_says_so (void)
{
  Fixture          fixture = set_up ();
  JsonArray       *clips = json_object_get_array_member (fixture.world, "clips");
  TestApp         *app = fixture.app.app;
  g_autofree char *id = NULL;
  gint64           most = -1;

  for (guint i = 0; i < json_array_get_length (clips); i++)
    {
      JsonObject *clip = json_array_get_object_element (clips, i);

      if (json_object_get_int_member (clip, "views") > most)
        {
          most = json_object_get_int_member (clip, "views");
          g_free (id);
          id = g_strdup (json_object_get_string_member (clip, "id"));
        }
    }

  test_browse_app_go_to (&fixture.app, TEST_BROWSE_SEARCH);
  test_app_write (app, "entry", "Search Twitch", "https://www.twitch.tv/" OTHER);
  test_app_wait (app, "table cell", NULL);
  test_twitch_control (fixture.app.twitch, "delete-clip", "{\"id\": \"%s\"}", id);
  test_app_act (app, "table cell", NULL, "card.open");
  test_app_wait (app, "label", "This clip is not on Twitch any more");
  test_app_wait (app, "button", "Open in Browser");
  test_app_screenshot (app, "clip-deleted");

  /* Nor can it be kept. */
  test_app_act (app, "button", "Keep in Library", NULL);
  test_app_act (app, "button", "I Have Permission", NULL);
  test_app_wait_count (app, "button", "Try Again", 2);
  test_app_screenshot (app, "clip-not-kept");

  /* Which is remembered where there is a sidebar. */
  test_app_act (app, "button", "Back", NULL);
  test_app_wait (app, "page tab", "Clips");
  test_app_act (app, "button", "Back", NULL);
  test_app_act (app, "button", "Downloads and exports", NULL);
  test_app_wait (app, "button", "Try again");
  test_app_screenshot (app, "jobs-failed");
  test_app_act (app, "button", "Clear finished", NULL);
  test_app_wait_gone (app, "button", "Downloads and exports");
  tear_down (&fixture);
}

/* Consent that was taken back stops what it allowed. */
static void
without_consent_there_is_the_browser (void)
{
  Fixture  fixture = { .app = test_browse_app_start (NULL, NO_DAEMON) };
  TestApp *app = fixture.app.app;

  test_browse_app_sign_in (&fixture.app);
  fixture.world = test_twitch_ask (fixture.app.twitch, "clips?login=" OTHER);
  open_clip (&fixture);
  test_app_wait (app, "label", "Play Clips of Other Channels?");
  g_assert_cmpint (test_twitch_count (fixture.app.twitch, "POST /gql"), ==, 0);
  test_app_act (app, "button", "Allow and Play", NULL);
  test_app_wait (app, "slider", "Position");

  test_app_key (app, "ctrl+comma");
  test_app_act (app, "check box", "Play Clips of Other Channels", "toggle");
  test_app_key (app, "Escape");
  test_app_act (app, "button", "Back", NULL);
  open_clip (&fixture);
  test_app_wait (app, "label", "Play Clips of Other Channels?");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/media", trouble_with_its_file_is_mended_or_told);
  g_test_add_func ("/finding", trouble_with_finding_it_is_mended_or_told);
  g_test_add_func ("/deleted", a_deleted_clip_says_so);
  g_test_add_func ("/consent", without_consent_there_is_the_browser);

  return g_test_run ();
}
