/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-browse-app.h"

/* What goes wrong at Twitch, on each screen: a sentence and a way on are seen, the way
 * leads on once it is over, and the app logs nothing (test_app_quit() looks). Another
 * fault is a line of faults[], another screen one of screens[]. */

#define NO_DAEMON "unable to send notifications"
#define CHANNEL "https://www.twitch.tv/creator_main"

/* --- faults ------------------------------------------------------------------ */

/**
 * Fault:
 * @name: what it is called
 * @details: for the stand-in: see tests/support/twitch/control.c
 * @sentence: what the user is told; “%s” is the server
 * @way: the button that leads on
 */
typedef struct
{
  const char *name;
  const char *details;
  const char *sentence;
  const char *way;
} Fault;

#define TROUBLE "Twitch has trouble at the moment: try again later"
#define BROKE "The connection to “%s” broke"
#define CHANGED "Twitch changed something: look for an update of Clipwright. Your library still works"
#define PORTAL "A web page came in place of what was asked of “%s”: does this network want you to sign in first?"
#define UNCLEAR "What “%s” answered cannot be understood"
#define TOO_MUCH "Twitch takes no more questions for now: try again in a minute"

/* Where a server fails five times on end, the app leaves it alone for a while, and it
 * asks three times by itself: so there is an answer between two failures. */
static const Fault faults[][6] = {
  {
      { "unavailable", "\"kind\": \"unavailable\"", TROUBLE, "Try Again" },
      { "without", "\"kind\": \"without\", \"member\": \"data\"", CHANGED, "Try Again" },
      { "drop", "\"kind\": \"drop\"", BROKE, "Try Again" },
      { "portal", "\"kind\": \"html\"", PORTAL, "Try Again" },
      { "truncated", "\"kind\": \"truncated\"", BROKE, "Try Again" },
  },
  {
      { "error", "\"kind\": \"status\", \"status\": 500, \"body\": \"oops\"", TROUBLE, "Try Again" },
      { "mistyped", "\"kind\": \"mistyped\", \"member\": \"data\"", CHANGED, "Try Again" },
      { "wrong-length", "\"kind\": \"wrong-length\"", BROKE, "Try Again" },
      { "malformed", "\"kind\": \"malformed\"", UNCLEAR, "Try Again" },
      { "without-id", "\"kind\": \"without\", \"member\": \"id\"", CHANGED, "Try Again" },
  },
  {
      { "scope", "\"kind\": \"status\", \"status\": 401, \"body\": {\"status\": 401, \"message\": \"Missing scope\"}",
        "This takes a permission that you have not given yet (“Missing scope”)", "Allow…" },
  },
};

static const char *const groups[] = { "server", "answers", "scope" };

/* --- screens ----------------------------------------------------------------- */

/**
 * Screen:
 * @name: what it is called
 * @path: what it asks Twitch
 * @open: goes there from the screen before
 * @role: of what it shows where all is well
 * @content: (nullable): its name
 */
typedef struct
{
  const char *name;
  const char *path;
  void (*open) (TestBrowseApp *fixture);
  const char *role;
  const char *content;
} Screen;

static void
open_home (TestBrowseApp *fixture)
{
  test_browse_app_go_to (fixture, TEST_BROWSE_HOME);
}

static void
open_categories (TestBrowseApp *fixture)
{
  test_browse_app_go_to (fixture, TEST_BROWSE_CATEGORIES);
}

static void
open_category (TestBrowseApp *fixture)
{
  test_app_act (fixture->app, "table cell", "Just Chatting", "card.open");
  test_app_wait (fixture->app, "page tab", "Live");
}

static void
open_live (TestBrowseApp *fixture)
{
  test_app_act (fixture->app, "page tab", "Live", NULL);
}

static void
open_search (TestBrowseApp *fixture)
{
  test_browse_app_go_to (fixture, TEST_BROWSE_SEARCH);
  test_app_write (fixture->app, "entry", "Search Twitch", "c");
}

static void
open_link (TestBrowseApp *fixture)
{
  test_app_write (fixture->app, "entry", "Search Twitch", CHANNEL);
}

/* The login of somebody other than who is signed in, whose clips nobody has asked for
 * yet, and who has some, and videos. */
static char *
dup_other_login (TestBrowseApp *fixture)
{
  g_autoptr (JsonObject) world = test_twitch_ask (fixture->twitch, "world");
  JsonArray *channels = json_object_get_array_member (world, "channels");

  for (guint i = 0; i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = json_array_get_object_element (channels, i);
      const char *login = json_object_get_string_member (channel, "login");

      if (!g_str_equal (login, "creator_main") && json_object_get_int_member (channel, "clips") > 0 && json_object_get_int_member (channel, "videos") > 0)
        return g_strdup (login);
    }

  g_error ("There is no other channel with clips and videos");
}

static void
open_channel (TestBrowseApp *fixture)
{
  g_autofree char *login = dup_other_login (fixture);
  g_autofree char *link = g_strconcat ("https://www.twitch.tv/", login, NULL);

  test_app_act (fixture->app, "button", "Back", NULL);
  test_app_write (fixture->app, "entry", "Search Twitch", link);
  test_app_wait (fixture->app, "page tab", "Videos");
}

static void
open_videos (TestBrowseApp *fixture)
{
  test_app_act (fixture->app, "page tab", "Videos", NULL);
}

static const Screen screens[] = {
  { "home", "/helix/streams/followed", open_home, "list item", NULL },
  { "categories", "/helix/games/top", open_categories, "table cell", "Just Chatting" },
  { "category", "/helix/clips", open_category, "table cell", NULL },
  { "live", "/helix/streams", open_live, "table cell", NULL },
  { "search", "/helix/search/channels", open_search, "list item", NULL },
  { "link", "/helix/users", open_link, "page tab", "Videos" },
  { "channel", "/helix/clips", open_channel, "table cell", NULL },
  { "videos", "/helix/videos", open_videos, "table cell", NULL },
};

/* --- the matrix -------------------------------------------------------------- */

static char *
dup_sentence (TestBrowseApp *fixture,
              const Fault   *fault)
{
  g_autoptr (GUri) uri = g_uri_parse (test_twitch_get_url (fixture->twitch), G_URI_FLAGS_NONE, NULL);
  g_auto (GStrv) parts = g_strsplit (fault->sentence, "%s", -1);

  return g_strjoinv (g_uri_get_host (uri), parts);
}

/* From now on, every request for @path. */
static void
spoil (TestBrowseApp *fixture,
       const char    *path,
       const char    *details)
{
  test_twitch_control (fixture->twitch, "clear-faults", "{}");
  test_twitch_control (fixture->twitch, "faults", "{\"path\": \"%s\", \"times\": 0, %s}", path, details);
}

/* Takes the way on that is offered. */
static void
go_on (TestBrowseApp *fixture,
       const Fault   *fault)
{
  test_app_act (fixture->app, "button", fault->way, NULL);
  if (!g_str_equal (fault->way, "Try Again"))
    test_browse_app_confirm (fixture, "creator_main");
}

/* One fault after the other, each met by taking the way on from the one before, and
 * at last none. */
static void
meet (TestBrowseApp *fixture,
      const Fault   *first,
      const Screen  *screen)
{
  for (const Fault *fault = first; fault->name != NULL; fault++)
    {
      g_autofree char *sentence = dup_sentence (fixture, fault);
      g_autofree char *picture = g_strdup_printf ("fault-%s-%s", fault->name, screen->name);

      g_test_message ("%s on %s", fault->name, screen->name);
      spoil (fixture, screen->path, fault->details);
      if (fault == first)
        screen->open (fixture);
      else
        go_on (fixture, fault - 1);
      test_app_wait (fixture->app, "label", sentence);
      test_app_wait (fixture->app, "button", fault->way);
      if (g_getenv ("TEST_FAULT_PICTURES") != NULL)
        test_app_screenshot (fixture->app, picture);

      if (fault[1].name == NULL)
        {
          test_twitch_control (fixture->twitch, "clear-faults", "{}");
          go_on (fixture, fault);
          test_app_wait_gone (fixture->app, "label", sentence);
        }
    }

  test_app_wait (fixture->app, screen->role, screen->content);
}

static TestBrowseApp
start_signed_in (void)
{
  TestBrowseApp fixture = test_browse_app_start (NULL, NO_DAEMON);

  test_browse_app_sign_in (&fixture);
  test_app_wait_gone (fixture.app, "button", "Open Twitch in the Browser");

  return fixture;
}

static void
walk_all_screens (gconstpointer data)
{
  const Fault  *first = data;
  TestBrowseApp fixture = start_signed_in ();

  /* What was answered is kept for minutes, in memory. */
  test_app_restart (fixture.app);
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    meet (&fixture, first, &screens[i]);
  test_browse_app_stop (&fixture);
}

/* --- what only one screen can meet ------------------------------------------- */

#define ENDED "Twitch has ended your sign-in"

/* Helix asks again by itself, for some seconds and on all screens alike. */
static void
too_many_questions_are_told_of (void)
{
  TestBrowseApp fixture = start_signed_in ();

  spoil (&fixture, "/helix/games/top", "\"kind\": \"too-many\", \"seconds\": 1");
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "label", TOO_MUCH);
  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  test_app_act (fixture.app, "button", "Try Again", NULL);
  test_app_wait (fixture.app, "table cell", "Just Chatting");

  /* Once is not worth a word, nor is an answer that takes its time. */
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/search/channels\", \"kind\": \"too-many-other\"}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/search/categories\", \"kind\": \"slow\", \"delay\": 1000}");
  open_search (&fixture);
  test_app_wait (fixture.app, "list item", NULL);
  test_browse_app_stop (&fixture);
}

static void
an_ended_sign_in_leads_to_another (void)
{
  TestBrowseApp fixture = start_signed_in ();

  /* The user has thrown the app out, on Twitch. */
  test_twitch_control (fixture.twitch, "disconnect", "{\"login\": \"creator_main\"}");
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "label", ENDED);
  test_app_screenshot (fixture.app, "fault-ended");
  test_app_act (fixture.app, "button", "Sign In…", NULL);
  test_browse_app_confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  test_app_wait_gone (fixture.app, "label", ENDED);

  /* Nothing is seen of a token that is renewed. */
  test_twitch_control (fixture.twitch, "expire", "{\"access\": true}");
  open_search (&fixture);
  test_app_wait (fixture.app, "list item", NULL);
  g_assert_false (test_app_has (fixture.app, "label", ENDED));
  g_assert_cmpint (test_twitch_get_counter (fixture.twitch, "refreshes"), >=, 1);

  /* What renews it does not last for ever either, as after a month away. */
  test_twitch_control (fixture.twitch, "advance", "{\"seconds\": 5184000}");
  test_twitch_control (fixture.twitch, "expire", "{\"access\": true, \"refresh\": true}");
  test_app_write (fixture.app, "entry", "Search Twitch", "cr");
  test_app_wait (fixture.app, "label", ENDED);
  test_app_wait (fixture.app, "button", "Sign In…");
  test_browse_app_stop (&fixture);
}

static void
what_is_gone_says_so (void)
{
  static const struct
  {
    const char *link;
    const char *sentence;
  } links[] = {
    { "https://www.twitch.tv/nobody_is_called_so", "Nothing There Any More" },
    { "https://www.twitch.tv/videos/1", "Nothing There Any More" },
    { "https://clips.twitch.tv/NoSuchClipAnywhere-abcdefgh12345678", "Nothing There Any More" },
    { "https://clips.twitch.tv/", "No channel is called so." },
    { "https://www.twitch.tv/creator_main/clip/", "No channel is called so." },
    { "https://example.com/a/b", "No channel is called so." },
    { "twitch.tv/%00/%ff", "No channel is called so." },
  };
  TestBrowseApp fixture = start_signed_in ();

  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_test_message ("%s", links[i].link);
      test_app_write (fixture.app, "entry", "Search Twitch", links[i].link);
      test_app_wait (fixture.app, "label", links[i].sentence);
      test_app_write (fixture.app, "entry", "Search Twitch", "");
      test_app_wait (fixture.app, "label", "Search Twitch");
    }
  test_browse_app_stop (&fixture);
}

static void
signing_in_starts_again_after_a_failure (void)
{
  static const char *const problems[] = {
    "\"kind\": \"unavailable\"",
    "\"kind\": \"drop\"",
    "\"kind\": \"html\"",
    "\"kind\": \"malformed\"",
    "\"kind\": \"without\", \"member\": \"device_code\"",
    "\"kind\": \"mistyped\", \"member\": \"device_code\"",
  };
  TestBrowseApp fixture = test_browse_app_start (NULL, NO_DAEMON);

  test_browse_app_go_to (&fixture, TEST_BROWSE_HOME);
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_test_message ("%s", problems[i]);
      spoil (&fixture, "/oauth2/device", problems[i]);
      test_app_act (fixture.app, "button", i == 0 ? "Sign In with Twitch…" : "Start Again", NULL);
      test_app_wait (fixture.app, "label", "That Did Not Work");
      test_app_wait (fixture.app, "button", "Start Again");
    }
  test_app_screenshot (fixture.app, "fault-sign-in");

  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  test_app_act (fixture.app, "button", "Start Again", NULL);
  /* Twitch made codes that never came: the one to confirm is the newest. */
  test_app_wait (fixture.app, "button", "Open Twitch in the Browser");
  test_browse_app_confirm (&fixture, "creator_main");
  test_app_wait (fixture.app, "heading", "Live Now");
  test_browse_app_stop (&fixture);
}

static void
new_clips_tell_why_there_are_none (void)
{
  g_autofree char *sentence = g_strdup (TROUBLE);
  TestBrowseApp    fixture = start_signed_in ();

  test_browse_app_go_to (&fixture, TEST_BROWSE_SEARCH);
  open_link (&fixture);
  test_app_wait (fixture.app, "page tab", "Videos");
  test_app_act (fixture.app, "toggle button", "Watch", NULL);
  test_app_wait (fixture.app, "label", "You will be told of new clips of Creator_Main");
  test_app_act (fixture.app, "button", "Back", NULL);
  spoil (&fixture, "/helix/clips", "\"kind\": \"unavailable\"");
  test_browse_app_go_to (&fixture, TEST_BROWSE_NEW_CLIPS);
  test_app_act (fixture.app, "button", "Look Now", NULL);
  test_app_wait (fixture.app, "label", sentence);
  test_app_screenshot (fixture.app, "fault-new-clips");

  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  test_app_act (fixture.app, "button", "Look Now", NULL);
  test_app_wait_gone (fixture.app, "label", sentence);
  test_browse_app_stop (&fixture);
}

/* A clock that is wrong is told of where it matters, which is TLS; tokens do not mind. */
static void
a_wrong_clock_does_no_harm (void)
{
  TestBrowseApp fixture = test_browse_app_start (NULL, NO_DAEMON);

  test_twitch_control (fixture.twitch, "set", "{\"clock_skew\": 86400}");
  test_browse_app_sign_in (&fixture);
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  test_twitch_control (fixture.twitch, "set", "{\"clock_skew\": -86400}");
  test_app_restart (fixture.app);
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  g_assert_false (test_app_has (fixture.app, "label", ENDED));
  test_browse_app_stop (&fixture);
}

/* Nothing listens there: what is on this machine works, and so does all else once
 * the network is back. */
static void
without_a_network_nothing_is_blank (void)
{
  TestBrowseApp fixture = start_signed_in ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/\", \"times\": 0, \"kind\": \"drop\"}");
  test_app_restart (fixture.app);
  test_browse_app_go_to (&fixture, TEST_BROWSE_LIBRARY);
  test_app_wait (fixture.app, "button", "Add Videos");
  test_browse_app_go_to (&fixture, TEST_BROWSE_HOME);
  test_app_wait (fixture.app, "button", "Try Again");
  test_app_screenshot (fixture.app, "fault-offline-home");
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "label", "Twitch Cannot Be Reached");
  test_app_screenshot (fixture.app, "fault-offline-categories");
  test_browse_app_go_to (&fixture, TEST_BROWSE_NEW_CLIPS);
  test_app_wait (fixture.app, "label", "Be the First to Know");
  open_search (&fixture);
  test_app_wait (fixture.app, "button", "Try Again");

  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "button", "Try Again");
  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  test_app_act (fixture.app, "button", "Try Again", NULL);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  test_browse_app_stop (&fixture);
}

/* To be run without one. Who it was is known after a restart, and no more. */
static void
without_a_keyring_the_sign_in_lasts_for_the_day (void)
{
  TestBrowseApp fixture = test_browse_app_start (NULL, NO_DAEMON);

  test_browse_app_sign_in (&fixture);
  test_app_wait (fixture.app, "label", "Signed in as Creator_Main until Clipwright ends: there is no keyring");
  test_browse_app_go_to (&fixture, TEST_BROWSE_CATEGORIES);
  test_app_wait (fixture.app, "table cell", "Just Chatting");
  test_app_restart (fixture.app);
  test_browse_app_go_to (&fixture, TEST_BROWSE_HOME);
  test_app_wait (fixture.app, "label", "You are not signed in to Twitch");
  test_app_act (fixture.app, "button", "Sign In…", NULL);
  test_browse_app_confirm (&fixture, "creator_main");
  test_app_wait_gone (fixture.app, "label", "You are not signed in to Twitch");
  test_browse_app_stop (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/", groups[i], NULL);

      g_test_add_data_func (path, faults[i], walk_all_screens);
    }
  g_test_add_func ("/too-much", too_many_questions_are_told_of);
  g_test_add_func ("/ended", an_ended_sign_in_leads_to_another);
  g_test_add_func ("/gone", what_is_gone_says_so);
  g_test_add_func ("/sign-in", signing_in_starts_again_after_a_failure);
  g_test_add_func ("/clock", a_wrong_clock_does_no_harm);
  g_test_add_func ("/offline", without_a_network_nothing_is_blank);
  g_test_add_func ("/no-keyring", without_a_keyring_the_sign_in_lasts_for_the_day);
  g_test_add_func ("/new-clips", new_clips_tell_why_there_are_none);

  return g_test_run ();
}
