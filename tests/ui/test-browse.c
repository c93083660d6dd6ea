/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-twitch.h"

/* Twitch in the window, as a user meets it. */

typedef struct
{
  TestTwitch *twitch;
  TestApp    *app;
} Fixture;

static Fixture
set_up (const char *settings)
{
  Fixture          fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "400", NULL }) };
  g_autofree char *url = g_strdup_printf ("CLIPWRIGHT_TWITCH_URL=%s", test_twitch_get_url (fixture.twitch));
  g_autofree char *all_settings = g_strdup_printf ("twitch-client-id='%s'\n%s", TEST_TWITCH_CLIENT_ID, settings != NULL ? settings : "");
  TestAppSetup     setup = { .settings = all_settings, .environment = (const char *const[]) { url, NULL }, .warnings = "unable to send notifications" };

  test_twitch_control (fixture.twitch, "set", "{\"media_seconds\": 1}");
  fixture.app = test_app_start (&setup);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  test_app_quit (fixture->app);
  test_twitch_stop (fixture->twitch);
}

/* What the window shows for the user to confirm. */
static char *
wait_for_code (Fixture *fixture)
{
  for (;;)
    {
      g_autoptr (JsonObject) answer = test_twitch_ask (fixture->twitch, "devices");
      JsonArray *devices = json_object_get_array_member (answer, "devices");

      if (json_array_get_length (devices) > 0)
        return g_strdup (json_object_get_string_member (json_array_get_object_element (devices, 0), "user_code"));

      g_usleep (20000);
    }
}

static void
confirm (Fixture    *fixture,
         const char *login)
{
  g_autofree char *code = wait_for_code (fixture);

  test_app_wait (fixture->app, "label", code);
  test_twitch_control (fixture->twitch, "set", "{\"interval\": 1}");
  test_twitch_control (fixture->twitch, "approve", "{\"user_code\": \"%s\", \"login\": \"%s\"}", code, login);
}

/* By its place in the sidebar. */
static void
go_to (Fixture    *fixture,
       const char *key)
{
  test_app_wait (fixture->app, "button", NULL);
  test_app_key (fixture->app, key);
}

#define HOME "alt+1"
#define SEARCH "alt+2"
#define CATEGORIES "alt+3"
#define NEW_CLIPS "alt+4"
#define LIBRARY "alt+5"

static void
sign_in (Fixture *fixture)
{
  go_to (fixture, HOME);
  test_app_act (fixture->app, "button", "Sign In with Twitch…", NULL);
  confirm (fixture, "creator_main");
  test_app_wait (fixture->app, "heading", "Live Now");
}

static void
signing_in_shows_what_was_clipped (void)
{
  Fixture fixture = set_up (NULL);

  go_to (&fixture, HOME);
  test_app_wait (fixture.app, "label", "See What Was Clipped");
  test_app_screenshot (fixture.app, "home-welcome");
  test_app_act (fixture.app, "button", "Sign In with Twitch…", NULL);
  g_free (wait_for_code (&fixture));
  test_app_wait (fixture.app, "button", "Open Twitch in the Browser");
  test_app_screenshot (fixture.app, "sign-in");
  confirm (&fixture, "creator_main");
  test_app_wait_gone (fixture.app, "button", "Open Twitch in the Browser");
  test_app_wait (fixture.app, "heading", "Your Newest");
  test_app_screenshot (fixture.app, "home");

  /* It is still so after the next start. */
  test_app_restart (fixture.app);
  go_to (&fixture, HOME);
  test_app_wait (fixture.app, "heading", "Live Now");
  tear_down (&fixture);
}

static void
categories_lead_to_clips_and_channels (void)
{
  Fixture fixture = set_up (NULL);

  sign_in (&fixture);
  go_to (&fixture, CATEGORIES);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  test_app_screenshot (fixture.app, "categories");
  test_app_act (fixture.app, "table cell", "Just Chatting", "card.open");
  test_app_wait (fixture.app, "button", "Filter");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "category");
  test_app_act (fixture.app, "page tab", "Live", NULL);
  test_app_screenshot (fixture.app, "category-live");
  test_app_act (fixture.app, "button", "Back", NULL);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  tear_down (&fixture);
}

static void
a_channel_shows_its_clips_in_any_order (void)
{
  Fixture fixture = set_up (NULL);

  sign_in (&fixture);
  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "button", "Filter");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "channel");
  test_app_act (fixture.app, "button", "Filter", NULL);
  test_app_screenshot (fixture.app, "channel-filter");
  test_app_key (fixture.app, "Escape");
  test_app_act (fixture.app, "button", "All times", NULL);
  test_app_screenshot (fixture.app, "channel-period");
  test_app_key (fixture.app, "Escape");
  test_app_act (fixture.app, "page tab", "Videos", NULL);
  test_app_screenshot (fixture.app, "channel-videos");
  tear_down (&fixture);
}

static void
search_finds_channels_and_categories (void)
{
  Fixture fixture = set_up (NULL);

  sign_in (&fixture);
  go_to (&fixture, SEARCH);
  test_app_wait (fixture.app, "label", "Search Twitch");
  test_app_screenshot (fixture.app, "search-twitch");
  test_app_write (fixture.app, "entry", "Search Twitch", "c");
  test_app_wait (fixture.app, "list item", NULL);
  test_app_screenshot (fixture.app, "search-twitch-found");
  test_app_write (fixture.app, "entry", "Search Twitch", "nobody is called this way");
  test_app_wait (fixture.app, "label", "No channel is called so.");
  test_app_wait (fixture.app, "label", "No category is called so.");
  test_app_write (fixture.app, "entry", "Search Twitch", "https://clips.twitch.tv/NoSuchClipAnywhere-abcdefgh12345678");
  test_app_wait (fixture.app, "label", "Nothing There Any More");
  test_app_screenshot (fixture.app, "search-twitch-gone");
  tear_down (&fixture);
}

static void
new_clips_of_watched_channels_appear (void)
{
  Fixture fixture = set_up (NULL);

  sign_in (&fixture);
  go_to (&fixture, NEW_CLIPS);
  test_app_wait (fixture.app, "label", "Be the First to Know");
  test_app_screenshot (fixture.app, "new-clips-empty");

  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_act (fixture.app, "toggle button", "Watch", NULL);
  test_app_wait (fixture.app, "label", "You will be told of new clips of Creator_Main");
  test_app_act (fixture.app, "button", "Back", NULL);

  test_twitch_control (fixture.twitch, "add-clips", "{\"login\": \"creator_main\", \"n\": 3}");
  go_to (&fixture, NEW_CLIPS);
  test_app_wait (fixture.app, "label", "Nothing New");
  test_app_act (fixture.app, "button", "Look Now", NULL);
  test_app_wait (fixture.app, "label", "3");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "new-clips");
  go_to (&fixture, LIBRARY);
  test_app_wait_gone (fixture.app, "label", "3");

  go_to (&fixture, NEW_CLIPS);
  test_app_act (fixture.app, "button", "Watched Channels", NULL);
  test_app_wait (fixture.app, "button", "Stop watching Creator_Main");
  test_app_screenshot (fixture.app, "watched-channels");
  test_app_act (fixture.app, "button", "Stop watching Creator_Main", NULL);
  test_app_wait (fixture.app, "label", "No Channels");
  tear_down (&fixture);
}

/* One's own clip, in the official way. */
static void
a_clip_is_watched_kept_and_edited (void)
{
  Fixture fixture = set_up ("repeat=true");

  sign_in (&fixture);
  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "button", "Filter");
  test_app_act (fixture.app, "table cell", NULL, "card.open");

  /* What it takes is asked for when it is needed. */
  test_app_wait (fixture.app, "label", "Your Permission Is Needed");
  test_app_screenshot (fixture.app, "clip-permission");
  test_app_act (fixture.app, "button", "Allow…", NULL);
  confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "slider", "Position");
  test_app_wait_gone (fixture.app, NULL, "Loading");
  test_app_key (fixture.app, "space");
  test_app_wait (fixture.app, "button", "Play");
  test_app_screenshot (fixture.app, "clip");

  test_app_act (fixture.app, "button", "Keep in Library", NULL);
  test_app_wait (fixture.app, "button", "In Library");
  test_app_screenshot (fixture.app, "clip-kept");
  test_app_act (fixture.app, "button", "Edit", NULL);
  test_app_wait (fixture.app, "button", "Export…");
  test_app_screenshot (fixture.app, "clip-edited");
  tear_down (&fixture);
}

/* From the card, and by the keyboard. */
static void
cards_have_a_menu (void)
{
  Fixture fixture = set_up ("watch-public-clips=true");

  sign_in (&fixture);
  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/friends_only");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_act (fixture.app, "table cell", NULL, "card.copy-link");
  test_app_wait (fixture.app, "label", "Link copied");
  test_app_act (fixture.app, "table cell", NULL, "card.menu");
  test_app_wait (fixture.app, "menu item", NULL);
  test_app_screenshot (fixture.app, "card-menu");
  test_app_key (fixture.app, "Down");
  test_app_key (fixture.app, "Return");
  test_app_act (fixture.app, "button", "I Have Permission", NULL);
  test_app_wait (fixture.app, "label", "In library");
  test_app_act (fixture.app, "button", "Back", NULL);
  go_to (&fixture, LIBRARY);
  test_app_wait (fixture.app, "table cell", NULL);
  tear_down (&fixture);
}

/* Somebody else's, after consent. */
static void
a_public_clip_is_watched_after_consent (void)
{
  Fixture fixture = set_up ("repeat=true");

  sign_in (&fixture);
  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/friends_only");
  test_app_wait (fixture.app, "button", "Filter");
  test_app_act (fixture.app, "table cell", NULL, "card.open");
  test_app_wait (fixture.app, "label", "Play Clips of Other Channels?");
  test_app_screenshot (fixture.app, "clip-consent");
  test_app_act (fixture.app, "button", "Allow and Play", NULL);
  test_app_wait (fixture.app, "slider", "Position");
  test_app_wait_gone (fixture.app, NULL, "Loading");
  test_app_key (fixture.app, "space");
  test_app_wait (fixture.app, "button", "Play");
  test_app_screenshot (fixture.app, "clip-public");

  test_app_act (fixture.app, "button", "Keep in Library", NULL);
  test_app_wait (fixture.app, "button", "I Have Permission");
  test_app_screenshot (fixture.app, "clip-keep-permission");
  test_app_act (fixture.app, "button", "I Have Permission", NULL);
  test_app_wait (fixture.app, "button", "In Library");

  /* The cards know it at once. */
  test_app_act (fixture.app, "button", "Back", NULL);
  test_app_wait (fixture.app, "label", "In library");
  test_app_screenshot (fixture.app, "channel-kept");
  tear_down (&fixture);
}

static void
a_clip_of_what_is_live_is_made (void)
{
  Fixture fixture = set_up (NULL);

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true, \"title\": \"Tonight\"}");
  test_twitch_control (fixture.twitch, "set", "{\"create_polls\": 2}");
  sign_in (&fixture);
  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "button", "Clip Now");
  test_app_screenshot (fixture.app, "channel-live");
  test_app_act (fixture.app, "button", "Clip Now", NULL);
  test_app_wait (fixture.app, "label", "Your Permission Is Needed");
  test_app_act (fixture.app, "button", "Allow…", NULL);
  confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "label", "Twitch Is Making the Clip");
  test_app_screenshot (fixture.app, "clip-making");
  test_app_wait (fixture.app, "button", "Copy Link");
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /helix/clips"), ==, 2);
  tear_down (&fixture);
}

static void
everything_fits_a_phone (void)
{
  Fixture fixture = set_up ("repeat=true\nwatch-public-clips=true");

  sign_in (&fixture);
  test_app_screenshot (fixture.app, "narrow-home");
  go_to (&fixture, CATEGORIES);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  test_app_screenshot (fixture.app, "narrow-categories");
  test_app_act (fixture.app, "table cell", "Just Chatting", "card.open");
  test_app_wait (fixture.app, "button", "Filter");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "narrow-category");
  test_app_act (fixture.app, "table cell", NULL, "card.open");
  test_app_wait (fixture.app, "slider", "Position");
  test_app_wait_gone (fixture.app, NULL, "Loading");
  test_app_key (fixture.app, "space");
  test_app_wait (fixture.app, "button", "Play");
  test_app_screenshot (fixture.app, "narrow-clip");
  test_app_act (fixture.app, "button", "Back", NULL);
  test_app_act (fixture.app, "button", "Back", NULL);

  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "c");
  test_app_wait (fixture.app, "list item", NULL);
  test_app_screenshot (fixture.app, "narrow-search-twitch");
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "toggle button", "Watch");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "narrow-channel");
  tear_down (&fixture);
}

static void
dark_is_dark (void)
{
  Fixture fixture = set_up ("color-scheme='dark'");

  go_to (&fixture, HOME);
  test_app_act (fixture.app, "button", "Sign In with Twitch…", NULL);
  g_free (wait_for_code (&fixture));
  test_app_wait (fixture.app, "button", "Open Twitch in the Browser");
  test_app_screenshot (fixture.app, "dark-sign-in");
  confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "heading", "Live Now");
  test_app_screenshot (fixture.app, "dark-home");
  go_to (&fixture, SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/friends_only");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "dark-channel");
  test_app_act (fixture.app, "table cell", NULL, "card.open");
  test_app_wait (fixture.app, "button", "Allow and Play");
  test_app_screenshot (fixture.app, "dark-clip");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/sign-in", signing_in_shows_what_was_clipped);
  g_test_add_func ("/pages", categories_lead_to_clips_and_channels);
  g_test_add_func ("/channel", a_channel_shows_its_clips_in_any_order);
  g_test_add_func ("/search", search_finds_channels_and_categories);
  g_test_add_func ("/watch", new_clips_of_watched_channels_appear);
  g_test_add_func ("/clip", a_clip_is_watched_kept_and_edited);
  g_test_add_func ("/cards", cards_have_a_menu);
  g_test_add_func ("/public-clip", a_public_clip_is_watched_after_consent);
  g_test_add_func ("/make-clip", a_clip_of_what_is_live_is_made);
  g_test_add_func ("/narrow", everything_fits_a_phone);
  g_test_add_func ("/dark", dark_is_dark);

  return g_test_run ();
}
