/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-browse-app.h"

/* Twitch in the window, as a user meets it. */

/* What shows notifications does not run here. */
#define NO_DAEMON "unable to send notifications"

static TestBrowseApp
set_up (const char *settings)
{
  return test_browse_app_start (settings, NO_DAEMON);
}

static void
signing_in_shows_what_was_clipped (void)
{
  TestBrowseApp fixture = set_up (NULL);

  test_browse_app_go_to (&fixture, TEST_BROWSE_HOME);
  test_app_wait (fixture.app, "label", "See What Was Clipped");
  test_app_screenshot (fixture.app, "home-welcome");
  test_app_act (fixture.app, "button", "Sign In with Twitch…", NULL);
  g_free (test_browse_app_wait_for_code (&fixture));
  test_app_wait (fixture.app, "button", "Open Twitch in the Browser");
  test_app_screenshot (fixture.app, "sign-in");
  test_browse_app_confirm (&fixture, "creator_main");
  test_app_wait_gone (fixture.app, "button", "Open Twitch in the Browser");
  test_app_wait (fixture.app, "heading", "Your Newest");
  test_app_screenshot (fixture.app, "home");

  /* It is still so after the next start. */
  test_app_restart (fixture.app);
  test_browse_app_go_to (&fixture, TEST_BROWSE_HOME);
  test_app_wait (fixture.app, "heading", "Live Now");
  test_browse_app_stop (&fixture);
}

static void
categories_lead_to_clips_and_channels (void)
{
  TestBrowseApp fixture = set_up (NULL);

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
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
  test_browse_app_stop (&fixture);
}

static void
a_channel_shows_its_clips_in_any_order (void)
{
  TestBrowseApp fixture = set_up (NULL);

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
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
  test_browse_app_stop (&fixture);
}

static void
search_finds_channels_and_categories (void)
{
  TestBrowseApp fixture = set_up (NULL);

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
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
  test_browse_app_stop (&fixture);
}

static void
new_clips_of_watched_channels_appear (void)
{
  TestBrowseApp fixture = set_up (NULL);

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_NEW_CLIPS);
  test_app_wait (fixture.app, "label", "Be the First to Know");
  test_app_screenshot (fixture.app, "new-clips-empty");

  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_act (fixture.app, "toggle button", "Watch", NULL);
  test_app_act (fixture.app, "button", "Back", NULL);
  test_browse_app_go_to (&fixture, TEST_BROWSE_NEW_CLIPS);
  test_app_wait (fixture.app, "label", "Nothing New");
  test_twitch_control (fixture.twitch, "add-clips", "{\"login\": \"creator_main\", \"n\": 3}");
  test_app_act (fixture.app, "button", "Look Now", NULL);
  test_app_wait (fixture.app, "label", "3");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "new-clips");
  test_browse_app_go_to (&fixture, TEST_BROWSE_LIBRARY);
  test_app_wait_gone (fixture.app, "label", "3");

  test_browse_app_go_to (&fixture, TEST_BROWSE_NEW_CLIPS);
  test_app_act (fixture.app, "button", "Watched Channels", NULL);
  test_app_wait (fixture.app, "button", "Stop watching Creator_Main");
  test_app_screenshot (fixture.app, "watched-channels");
  test_app_act (fixture.app, "button", "Stop watching Creator_Main", NULL);
  test_app_wait (fixture.app, "label", "No Channels");
  test_browse_app_stop (&fixture);
}

/* One's own clip, in the official way. */
static void
a_clip_is_watched_kept_and_edited (void)
{
  TestBrowseApp fixture = set_up ("repeat=true");

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "button", "Filter");
  test_app_act (fixture.app, "table cell", NULL, "card.open");

  /* What it takes is asked for when it is needed. */
  test_app_wait (fixture.app, "label", "Your Permission Is Needed");
  test_app_screenshot (fixture.app, "clip-permission");
  test_app_act (fixture.app, "button", "Allow…", NULL);
  test_browse_app_confirm (&fixture, "creator_main");
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
  test_browse_app_stop (&fixture);
}

/* From the card, and by the keyboard. */
static void
cards_have_a_menu (void)
{
  TestBrowseApp fixture = set_up ("watch-public-clips=true");

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/friends_only");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_act (fixture.app, "table cell", NULL, "card.copy-link");
  test_app_act (fixture.app, "table cell", NULL, "card.menu");
  test_app_wait (fixture.app, "menu item", NULL);
  test_app_screenshot (fixture.app, "card-menu");
  test_app_key (fixture.app, "Down");
  test_app_key (fixture.app, "Return");
  test_app_act (fixture.app, "button", "I Have Permission", NULL);
  test_app_wait (fixture.app, "label", "In library");
  test_app_act (fixture.app, "button", "Back", NULL);
  test_browse_app_go_to (&fixture, TEST_BROWSE_LIBRARY);
  test_app_wait (fixture.app, "table cell", NULL);
  test_browse_app_stop (&fixture);
}

/* Somebody else's, after consent. */
static void
a_public_clip_is_watched_after_consent (void)
{
  TestBrowseApp fixture = set_up ("repeat=true");

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
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
  test_browse_app_stop (&fixture);
}

static void
a_clip_of_what_is_live_is_made (void)
{
  TestBrowseApp fixture = set_up (NULL);

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true, \"title\": \"Tonight\"}");
  test_twitch_control (fixture.twitch, "set", "{\"create_polls\": 2}");
  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "button", "Clip Now");
  test_app_screenshot (fixture.app, "channel-live");
  test_app_act (fixture.app, "button", "Clip Now", NULL);
  test_app_wait (fixture.app, "label", "Your Permission Is Needed");
  test_app_act (fixture.app, "button", "Allow…", NULL);
  test_browse_app_confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "label", "Twitch Is Making the Clip");
  test_app_screenshot (fixture.app, "clip-making");
  test_app_wait (fixture.app, "button", "Copy Link");
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /helix/clips"), ==, 2);
  test_browse_app_stop (&fixture);
}

static void
everything_fits_a_phone (void)
{
  TestBrowseApp fixture = set_up ("repeat=true\nwatch-public-clips=true");

  test_browse_app_sign_in (&fixture);
  test_app_screenshot (fixture.app, "narrow-home");
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
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

  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "c");
  test_app_wait (fixture.app, "list item", NULL);
  test_app_screenshot (fixture.app, "narrow-search-twitch");
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/creator_main");
  test_app_wait (fixture.app, "toggle button", "Watch");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "narrow-channel");
  test_browse_app_stop (&fixture);
}

static void
dark_is_dark (void)
{
  TestBrowseApp fixture = set_up ("color-scheme='dark'");

  test_browse_app_go_to (&fixture, TEST_BROWSE_HOME);
  test_app_act (fixture.app, "button", "Sign In with Twitch…", NULL);
  g_free (test_browse_app_wait_for_code (&fixture));
  test_app_wait (fixture.app, "button", "Open Twitch in the Browser");
  test_app_screenshot (fixture.app, "dark-sign-in");
  test_browse_app_confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "heading", "Live Now");
  test_app_screenshot (fixture.app, "dark-home");
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/friends_only");
  test_app_wait (fixture.app, "table cell", NULL);
  test_app_screenshot (fixture.app, "dark-channel");
  test_app_act (fixture.app, "table cell", NULL, "card.open");
  test_app_wait (fixture.app, "button", "Allow and Play");
  test_app_screenshot (fixture.app, "dark-clip");
  test_browse_app_stop (&fixture);
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
