/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"
#include "test-support.h"

#include <gio/gio.h>

static void
bad_options_are_told_to_stderr (void)
{
  const char *options[][4] = { { "--port", "99999" }, { "--clips", "-1" }, { "--nonsense" }, { "more" }, { "--port", "x" } };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, g_getenv ("TWITCH_STAND_IN"), options[i][0], options[i][1], NULL);
      g_autofree char *output = NULL;
      g_autofree char *complaint = NULL;

      g_assert_no_error (error);
      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
      g_assert_cmpstr (output, ==, "");
      g_assert_true (g_str_has_prefix (complaint, "twitch-stand-in: "));
    }
}

static void
the_same_seed_makes_the_same_world (void)
{
  g_autoptr (TestTwitch) one = test_twitch_start ((const char *[]) { "--seed", "7", "--clips", "20", NULL });
  g_autoptr (TestTwitch) two = test_twitch_start ((const char *[]) { "--seed", "7", "--clips", "20", NULL });
  g_autoptr (TestTwitch) other = test_twitch_start ((const char *[]) { "--seed", "8", "--clips", "20", NULL });
  g_autoptr (JsonObject) first = test_twitch_ask (one, "world");
  g_autoptr (JsonObject) second = test_twitch_ask (two, "world");
  g_autoptr (JsonObject) third = test_twitch_ask (other, "world");

  g_assert_true (json_object_equal (first, second));
  g_assert_false (json_object_equal (first, third));
}

static void
the_world_is_large (void)
{
  g_autoptr (Client) client = client_new (NULL, "3000");
  g_autoptr (JsonObject) world = test_twitch_ask (client->twitch, "world");
  JsonArray  *channels = json_object_get_array_member (world, "channels");
  JsonArray  *games = json_object_get_array_member (world, "games");
  JsonObject *main_channel = json_array_get_object_element (channels, 0);
  guint       live = 0;

  g_assert_cmpint (json_array_get_length (channels), >=, 60);
  g_assert_cmpint (json_array_get_length (games), >=, 40);
  g_assert_cmpint (json_object_get_int_member (main_channel, "clips"), ==, 3000);
  g_assert_cmpint (json_object_get_int_member (main_channel, "follows"), ==, 40);
  for (guint i = 0; i < json_array_get_length (channels); i++)
    live += json_object_get_boolean_member (json_array_get_object_element (channels, i), "live");
  g_assert_cmpint (live, >, 5);
  g_assert_cmpint (live, <, 40);
}

static void
a_wrong_order_is_refused (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (Reply) setting = client_post (client, "/control/set", "application/json", "{\"nonsense\":1}");
  g_autoptr (Reply) type = client_post (client, "/control/set", "application/json", "{\"interval\":\"x\"}");
  g_autoptr (Reply) json = client_post (client, "/control/set", "application/json", "{");
  g_autoptr (Reply) fault = client_post (client, "/control/faults", "application/json", "{\"path\":\"/\",\"kind\":\"nonsense\"}");
  g_autoptr (Reply) login = client_post (client, "/control/live", "application/json", "{\"login\":\"nobody\"}");

  reply_assert (setting, 400, "There is no setting “nonsense”");
  reply_assert (type, 400, "The setting “interval” cannot be that");
  reply_assert (json, 400, NULL);
  reply_assert (fault, 400, NULL);
  reply_assert (login, 400, "There is no such login");
}

static void
a_reset_makes_all_as_it_was (void)
{
  g_autoptr (Client) client = client_new ("", "10");
  g_autoptr (JsonObject) before = test_twitch_ask (client->twitch, "world");
  g_autoptr (JsonObject) changed = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (Reply) reply = NULL;

  test_twitch_control (client->twitch, "add-clips", "{\"n\":3}");
  test_twitch_control (client->twitch, "faults", "{\"path\":\"/\",\"kind\":\"drop\",\"times\":0}");
  changed = test_twitch_ask (client->twitch, "world");
  g_assert_false (json_object_equal (before, changed));

  test_twitch_control (client->twitch, "reset", "{}");
  after = test_twitch_ask (client->twitch, "world");
  g_assert_true (json_object_equal (before, after));
  reply = client_get (client, "/helix/users");
  reply_assert (reply, 401, "Invalid OAuth token");
}

static void
requests_are_counted (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) one = client_get (client, "/helix/users");
  g_autoptr (Reply) two = client_get (client, "/helix/users?login=%s", "edited_channel");
  g_autoptr (Reply) nowhere = client_get (client, "/helix/nowhere");
  g_autoptr (Reply) wrong = client_post (client, "/helix/users", NULL, "");
  g_autoptr (JsonObject) requests = test_twitch_ask (client->twitch, "requests");
  JsonObject *second = json_array_get_object_element (json_object_get_array_member (requests, "requests"), 1);

  g_assert_cmpint (one->status, ==, 200);
  g_assert_cmpint (test_twitch_count (client->twitch, "GET /helix/users"), ==, 2);
  g_assert_cmpint (test_twitch_count_status (client->twitch, 200), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (second, "query"), ==, "login=edited_channel");
  reply_assert (nowhere, 404, NULL);
  reply_assert (wrong, 405, NULL);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/stand-in/bad-options-are-told-to-stderr", bad_options_are_told_to_stderr);
  g_test_add_func ("/stand-in/the-same-seed-makes-the-same-world", the_same_seed_makes_the_same_world);
  g_test_add_func ("/stand-in/the-world-is-large", the_world_is_large);
  g_test_add_func ("/stand-in/a-wrong-order-is-refused", a_wrong_order_is_refused);
  g_test_add_func ("/stand-in/a-reset-makes-all-as-it-was", a_reset_makes_all_as_it_was);
  g_test_add_func ("/stand-in/requests-are-counted", requests_are_counted);
  test_auth_add ();
  test_helix_add ();
  test_clips_add ();
  test_media_files_add ();
  test_faults_add ();
  test_sockets_add ();
  return g_test_run ();
}
