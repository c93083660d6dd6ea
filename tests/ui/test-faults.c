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

static const Fault faults[] = {
  { "unavailable", "\"kind\": \"unavailable\"", TROUBLE, "Try Again" },
  { "error", "\"kind\": \"status\", \"status\": 500, \"body\": \"oops\"", TROUBLE, "Try Again" },
  { "drop", "\"kind\": \"drop\"", BROKE, "Try Again" },
  { "truncated", "\"kind\": \"truncated\"", BROKE, "Try Again" },
  { "wrong-length", "\"kind\": \"wrong-length\"", BROKE, "Try Again" },
  { "portal", "\"kind\": \"html\"", PORTAL, "Try Again" },
  { "malformed", "\"kind\": \"malformed\"", UNCLEAR, "Try Again" },
  { "without", "\"kind\": \"without\", \"member\": \"data\"", CHANGED, "Try Again" },
  { "mistyped", "\"kind\": \"mistyped\", \"member\": \"data\"", CHANGED, "Try Again" },
  { "without-id", "\"kind\": \"without\", \"member\": \"id\"", CHANGED, "Try Again" },
  { "forbidden", "\"kind\": \"status\", \"status\": 403, \"body\": {\"status\": 403, \"message\": \"no\"}", "Twitch does not allow this (“no”)", "Sign In…" },
  { "scope", "\"kind\": \"status\", \"status\": 401, \"body\": {\"status\": 401, \"message\": \"Missing scope\"}",
    "This takes a permission that you have not given yet (“Missing scope”)", "Allow…" },
};

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

static void
meet (TestBrowseApp *fixture,
      const Fault   *fault,
      const Screen  *screen)
{
  g_autofree char *sentence = dup_sentence (fixture, fault);
  g_autofree char *picture = g_strdup_printf ("fault-%s-%s", fault->name, screen->name);

  g_test_message ("%s on %s", fault->name, screen->name);
  test_twitch_control (fixture->twitch, "faults", "{\"path\": \"%s\", \"times\": 0, %s}", screen->path, fault->details);
  screen->open (fixture);
  test_app_wait (fixture->app, "label", sentence);
  test_app_wait (fixture->app, "button", fault->way);
  if (g_getenv ("TEST_FAULT_PICTURES") != NULL)
    test_app_screenshot (fixture->app, picture);

  test_twitch_control (fixture->twitch, "clear-faults", "{}");
  if (g_str_equal (fault->way, "Try Again"))
    {
      test_app_act (fixture->app, "button", fault->way, NULL);
    }
  else
    {
      test_app_act (fixture->app, "button", fault->way, NULL);
      test_browse_app_confirm (fixture, "creator_main");
    }
  test_app_wait_gone (fixture->app, "label", sentence);
  test_app_wait (fixture->app, screen->role, screen->content);
}

static void
walk_all_screens (gconstpointer data)
{
  const Fault  *fault = data;
  TestBrowseApp fixture = test_browse_app_start (NULL, NO_DAEMON);

  test_browse_app_sign_in (&fixture);
  test_app_wait_gone (fixture.app, "button", "Open Twitch in the Browser");
  /* What was answered is kept for minutes, in memory. */
  test_app_restart (fixture.app);
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    meet (&fixture, fault, &screens[i]);
  test_browse_app_stop (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/screens/", faults[i].name, NULL);

      g_test_add_data_func (path, &faults[i], walk_all_screens);
    }

  return g_test_run ();
}
