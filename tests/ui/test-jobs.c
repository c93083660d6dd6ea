/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-browse-app.h"

/* What takes long, as a user meets it: a list behind a button. */

/* A channel that is not the user's. */
#define OTHER "friends_only"
#define SETTINGS "watch-public-clips=true"

static TestBrowseApp
set_up (const char *settings)
{
  TestBrowseApp fixture = test_browse_app_start (settings, NULL);

  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture.app, "entry", "Search Twitch", "https://www.twitch.tv/" OTHER);
  test_app_wait (fixture.app, "table cell", NULL);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn/v2/media\", \"kind\": \"slow-body\", \"delay\": 600000, \"times\": 0}");

  return fixture;
}

static void
keep (TestBrowseApp *fixture)
{
  test_app_act (fixture->app, "table cell", NULL, "card.keep");
  test_app_act (fixture->app, "button", "I Have Permission", NULL);
}

/* The button is where the sidebar is. */
static void
go_to_sidebar (TestBrowseApp *fixture)
{
  test_app_act (fixture->app, "button", "Back", NULL);
}

static void
a_download_is_seen_paused_and_gone_on_with (void)
{
  TestBrowseApp fixture = set_up (SETTINGS);
  TestApp      *app = fixture.app;

  g_assert_false (test_app_has (app, "button", "Downloads and exports"));
  keep (&fixture);
  go_to_sidebar (&fixture);
  test_app_act (app, "button", "Downloads and exports", NULL);
  test_app_wait (app, "button", "Pause");
  test_app_screenshot (app, "jobs");

  test_app_act (app, "button", "Pause", NULL);
  test_app_wait (app, "button", "Resume");
  test_app_screenshot (app, "jobs-paused");

  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  test_app_act (app, "button", "Resume all", NULL);
  test_app_wait (app, "button", "Show in library");
  test_app_screenshot (app, "jobs-done");

  test_app_act (app, "button", "Show in library", NULL);
  test_app_wait (app, "slider", "Position");
  test_app_act (app, "button", "Back", NULL);
  test_app_act (app, "button", "Downloads and exports", NULL);
  test_app_act (app, "button", "Clear finished", NULL);
  test_app_wait_gone (app, "button", "Downloads and exports");
  test_browse_app_stop (&fixture);
}

/* Also what was paused is there again, and can be cancelled. */
static void
jobs_are_there_at_the_next_start (void)
{
  TestBrowseApp fixture = set_up (SETTINGS);
  TestApp      *app = fixture.app;

  keep (&fixture);
  go_to_sidebar (&fixture);
  test_app_act (app, "button", "Downloads and exports", NULL);
  test_app_act (app, "button", "Pause", NULL);
  test_app_wait (app, "button", "Resume");
  test_app_restart (app);
  test_app_act (app, "button", "Downloads and exports", NULL);
  test_app_wait (app, "button", "Resume");
  test_app_act (app, "button", "Cancel", NULL);
  test_app_wait (app, "label", "Cancelled");
  test_app_wait (app, "button", "Try again");
  test_browse_app_stop (&fixture);
}

static void
it_fits_into_a_narrow_window (void)
{
  TestBrowseApp fixture = set_up (SETTINGS);

  keep (&fixture);
  go_to_sidebar (&fixture);
  test_app_wait (fixture.app, "entry", "Search Twitch");
  test_app_act (fixture.app, "button", "Back", NULL);
  test_app_act (fixture.app, "button", "Downloads and exports", NULL);
  test_app_wait (fixture.app, "button", "Pause");
  test_app_screenshot (fixture.app, "narrow-jobs");
  test_browse_app_stop (&fixture);
}

static void
dark_is_dark (void)
{
  TestBrowseApp fixture = set_up (SETTINGS "\ncolor-scheme='dark'");

  keep (&fixture);
  go_to_sidebar (&fixture);
  test_app_act (fixture.app, "button", "Downloads and exports", NULL);
  test_app_wait (fixture.app, "button", "Pause");
  test_app_screenshot (fixture.app, "dark-jobs");
  test_browse_app_stop (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/story", a_download_is_seen_paused_and_gone_on_with);
  g_test_add_func ("/restart", jobs_are_there_at_the_next_start);
  g_test_add_func ("/narrow", it_fits_into_a_narrow_window);
  g_test_add_func ("/dark", dark_is_dark);

  return g_test_run ();
}
