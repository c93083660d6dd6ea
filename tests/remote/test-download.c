/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download.h"
#include "cw-error.h"
#include "test-support.h"
#include "test-twitch.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define QUERY "{\"operationName\":\"VideoAccessToken_Clip\",\"variables\":{\"slug\":\"%s\"},\"query\":\"query VideoAccessToken_Clip($slug: ID!) { clip(slug: $slug) { playbackAccessToken(params:{platform:\\\"web\\\"}) { signature value } videoQualities { sourceURL } } }\"}"
#define MEDIA "/cdn/v2/media"

/* A program that downloads one file, to be killed: see killed_it_goes_on. */
#define CHILD "--download"

static char *program;

typedef struct
{
  TestTwitch *twitch;
  CwHttp     *http;
  char       *folder;
  char       *path;
  char       *url;
  GBytes     *content;  /* what is to come */
  guint       asked;    /* how often for the address */
  char       *next_url; /* nullable: from the second time on */
} Fixture;

static JsonObject *
ask_gql (Fixture    *fixture,
         const char *slug,
         JsonNode  **root)
{
  g_autofree char *url = g_strconcat (test_twitch_get_url (fixture->twitch), "/gql", NULL);
  g_autofree char *query = g_strdup_printf (QUERY, slug);
  g_autoptr (CwHttpRequest) request = cw_http_request_new ("POST", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHttpReply) reply = NULL;

  cw_http_request_set_header (request, "Client-ID", "kimne78kx3ncx6brgo4mv6wki5h1ko");
  cw_http_request_set_json (request, query);
  reply = dex_await_object (cw_http_send (fixture->http, request), &error);
  g_assert_no_error (error);
  *root = cw_http_reply_parse_json (reply, &error);
  g_assert_no_error (error);

  return json_object_get_object_member (json_object_get_object_member (json_node_get_object (*root), "data"), "clip");
}

/* The address of a clip's best file. */
static char *
find_url (Fixture *fixture)
{
  g_autoptr (JsonObject) clips = test_twitch_ask (fixture->twitch, "clips?login=creator_main");
  const char *slug = json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (clips, "clips"), 0), "id");
  g_autoptr (JsonNode) root = NULL;
  JsonObject      *clip = ask_gql (fixture, slug, &root);
  JsonObject      *token = json_object_get_object_member (clip, "playbackAccessToken");
  g_autofree char *value = g_uri_escape_string (json_object_get_string_member (token, "value"), NULL, FALSE);

  return g_strdup_printf ("%s" MEDIA "/%s/landscape/1080/video.mp4?sig=%s&token=%s", test_twitch_get_url (fixture->twitch), slug, json_object_get_string_member (token, "signature"), value);
}

static Fixture
set_up (void)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "20", NULL }) };

  g_autoptr (CwHttpRequest) request = NULL;
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "set", "{\"media_seconds\": 2}");
  fixture.http = cw_http_new ();
  fixture.folder = test_folder ();
  fixture.path = g_build_filename (fixture.folder, "clips", "clip.mp4", NULL);
  fixture.url = find_url (&fixture);

  request = cw_http_request_new ("GET", fixture.url);
  reply = dex_await_object (cw_http_send (fixture.http, request), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_http_reply_get_status (reply), ==, 200);
  fixture.content = g_bytes_ref (cw_http_reply_get_body (reply));

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_bytes_unref (fixture->content);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->url);
  g_free (fixture->next_url);
}

static DexFuture *
give_url (gpointer data)
{
  Fixture *fixture = data;

  fixture->asked++;
  return dex_future_new_take_string (g_strdup (fixture->asked > 1 && fixture->next_url != NULL ? fixture->next_url : fixture->url));
}

static CwDownload *
make (Fixture *fixture)
{
  return cw_download_new (fixture->http, fixture->path, give_url, fixture, NULL);
}

static gint64
count_answers (Fixture *fixture,
               gint64   status)
{
  g_autoptr (JsonObject) answer = test_twitch_ask (fixture->twitch, "requests");
  JsonArray *requests = json_object_get_array_member (answer, "requests");
  gint64     count = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      count += g_str_has_prefix (json_object_get_string_member (request, "path"), MEDIA) && json_object_get_int_member (request, "status") == status;
    }

  return count;
}

static void
assert_is_there (Fixture *fixture)
{
  g_autofree char *content = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autofree char *name = g_path_get_dirname (fixture->path);
  gsize            length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (fixture->path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (content, length, g_bytes_get_data (fixture->content, NULL), g_bytes_get_size (fixture->content));

  /* And nothing beside it. */
  folder = g_dir_open (name, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_dir_read_name (folder), ==, "clip.mp4");
  g_assert_null (g_dir_read_name (folder));
}

static void
assert_comes (Fixture *fixture)
{
  g_autoptr (CwDownload) download = make (fixture);
  g_autoptr (GError) error = NULL;

  dex_await (cw_download_run (download), &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_download_get_received (download), ==, (gint64) g_bytes_get_size (fixture->content));
  g_assert_cmpint (cw_download_get_total (download), ==, (gint64) g_bytes_get_size (fixture->content));
  g_assert_true (cw_growing_file_is_complete (cw_download_get_file (download)));
  assert_is_there (fixture);
}

static void
brings_the_whole_file_and_only_once (void)
{
  Fixture fixture = set_up ();

  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 2);
  g_assert_cmpuint (fixture.asked, ==, 1);

  /* What is there is not asked for. */
  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 2);
  g_assert_cmpuint (fixture.asked, ==, 1);
  tear_down (&fixture);
}

/* Each breaks the first two answers in its way. */
static void
goes_on_after (gconstpointer fault)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"times\": 2, %s}", (const char *) fault);
  assert_comes (&fixture);
  tear_down (&fixture);
}

static void
asks_only_for_the_rest (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"truncated\", \"bytes\": 5000, \"times\": 2}");
  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 2);
  g_assert_cmpint (count_answers (&fixture, 206), ==, 2);
  tear_down (&fixture);
}

/* The server says that there is more than there is: nothing is beyond the end. */
static void
a_wrong_length_is_put_right (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"wrong-length\", \"times\": 1}");
  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 416), ==, 1);
  tear_down (&fixture);
}

static void
another_version_is_started_over (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"truncated\", \"bytes\": 5000, \"times\": 1}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"changed-etag\", \"times\": 1}");
  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 3);
  g_assert_cmpint (count_answers (&fixture, 206), ==, 0);
  tear_down (&fixture);
}

static void
an_expired_address_is_asked_for_again (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "set", "{\"media_token_lifetime\": 100}");
  g_free (fixture.url);
  fixture.url = find_url (&fixture);
  test_twitch_control (fixture.twitch, "advance", "{\"seconds\": 200}");
  fixture.next_url = find_url (&fixture);
  assert_comes (&fixture);
  g_assert_cmpuint (fixture.asked, ==, 2);
  g_assert_cmpint (count_answers (&fixture, 403), ==, 1);
  tear_down (&fixture);
}

static void
assert_fails (Fixture    *fixture,
              CwError     code,
              const char *words)
{
  g_autoptr (CwDownload) download = make (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) told = NULL;
  char buffer[10];

  g_assert_false (dex_await (cw_download_run (download), &error));
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  /* Who reads hears of it. */
  g_assert_cmpint (cw_growing_file_read (cw_download_get_file (download), 1 << 30, buffer, sizeof buffer, NULL, &told), ==, -1);
  g_assert_cmpstr (told->message, ==, error->message);
}

static void
gives_up_on_a_file_that_is_gone (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"status\", \"status\": 404, \"times\": 0}");
  assert_fails (&fixture, CW_ERROR_MISSING, "not on “127.0.0.1” any more");
  g_assert_cmpuint (fixture.asked, ==, 2);
  tear_down (&fixture);
}

static void
gives_up_when_nothing_comes_any_more (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"truncated\", \"bytes\": 5000, \"times\": 1}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"drop-body\", \"bytes\": 0, \"times\": 0}");
  assert_fails (&fixture, CW_ERROR_OFFLINE, "broke");

  /* But what came is still of use. */
  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 2);
  tear_down (&fixture);
}

static void
takes_no_web_page_for_a_video (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"truncated\", \"bytes\": 5000, \"times\": 1}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"html\", \"times\": 1}");
  assert_fails (&fixture, CW_ERROR_OFFLINE, "sign in first");
  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 206), ==, 1);
  tear_down (&fixture);
}

static void
says_when_the_disk_is_full (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *folder = g_path_get_dirname (fixture.path);
  g_autofree char *part = g_strconcat (fixture.path, ".part", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (symlink ("/dev/full", part), ==, 0);
  assert_fails (&fixture, CW_ERROR_NO_SPACE, "no space left");
  tear_down (&fixture);
}

static void
wait_for_bytes (CwDownload *download,
                gint64      bytes)
{
  while (cw_download_get_received (download) < bytes)
    dex_await (dex_timeout_new_msec (1), NULL);
}

static void
stops_when_nobody_waits (void)
{
  Fixture fixture = set_up ();

  for (int turn = 0; turn < 3; turn++)
    {
      g_autoptr (CwDownload) download = make (&fixture);
      g_autoptr (DexFuture) run = NULL;
      g_autoptr (GError) told = NULL;
      char buffer[10];

      test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"slow-body\", \"bytes\": 5000, \"delay\": 60000, \"times\": 1}");
      run = cw_download_run (download);
      wait_for_bytes (download, 5000 * (turn + 1));
      dex_clear (&run);

      /* Who reads does not wait for ever. */
      while (!cw_growing_file_has (cw_download_get_file (download), 1 << 30, 1))
        dex_await (dex_timeout_new_msec (1), NULL);
      g_assert_cmpint (cw_growing_file_read (cw_download_get_file (download), 1 << 30, buffer, sizeof buffer, NULL, &told), ==, -1);
      g_assert_true (cw_error_is_cancelled (told));
    }

  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 2);
  g_assert_cmpint (count_answers (&fixture, 206), ==, 3);
  tear_down (&fixture);
}

static void
stops_at_any_moment (void)
{
  Fixture fixture = set_up ();

  for (int turn = 0; turn < 40; turn++)
    {
      g_autoptr (CwDownload) download = make (&fixture);
      g_autoptr (DexFuture) run = cw_download_run (download);

      dex_await (dex_timeout_new_usec (turn * 150), NULL);
      dex_clear (&run);
      if (turn % 8 == 7)
        g_unlink (fixture.path);
    }

  assert_comes (&fixture);
  tear_down (&fixture);
}

static void
two_at_once_are_one (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwDownload) one = make (&fixture);
  g_autoptr (CwDownload) other = make (&fixture);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"slow-body\", \"bytes\": 5000, \"delay\": 100, \"times\": 1}");
  dex_await (dex_future_all_race (cw_download_run (one), cw_download_run (other), NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_answers (&fixture, 200), ==, 2);
  g_assert_true (cw_growing_file_is_complete (cw_download_get_file (other)));
  assert_is_there (&fixture);
  tear_down (&fixture);
}

static void
killed_it_goes_on (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"slow-body\", \"bytes\": 5000, \"delay\": 60000, \"times\": 1}");
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, CHILD, fixture.url, fixture.path, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, "some");
  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, &error));

  assert_comes (&fixture);
  g_assert_cmpint (count_answers (&fixture, 206), ==, 1);
  tear_down (&fixture);
}

static void
a_download_can_be_forgotten (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *part = g_strconcat (fixture.path, ".part", NULL);
  g_autofree char *resume = g_strconcat (fixture.path, ".resume", NULL);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"truncated\", \"bytes\": 5000, \"times\": 1}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"html\", \"times\": 1}");
  assert_fails (&fixture, CW_ERROR_OFFLINE, "sign in");
  g_assert_true (g_file_test (part, G_FILE_TEST_EXISTS) && g_file_test (resume, G_FILE_TEST_EXISTS));
  dex_await (cw_download_discard (fixture.path), &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS) || g_file_test (resume, G_FILE_TEST_EXISTS));
  tear_down (&fixture);
}

static DexFuture *
give_argument (gpointer data)
{
  return dex_future_new_take_string (g_strdup (data));
}

static int
download (char *url,
          char *path)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (CwHttp) http = NULL;
  g_autoptr (CwDownload) self = NULL;
  g_autoptr (DexFuture) run = NULL;

  dex_init ();
  http = cw_http_new ();
  self = cw_download_new (http, path, give_argument, url, NULL);
  run = cw_download_run (self);
  while (cw_download_get_received (self) == 0)
    g_main_context_iteration (NULL, TRUE);
  puts ("some");
  fflush (stdout);
  g_main_loop_run (loop);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], CHILD))
    return download (argv[2], argv[3]);

  program = argv[0];
  test_init (&argc, &argv);

  test_add_fiber ("/download/brings the whole file, and only once", brings_the_whole_file_and_only_once);
  test_add_fiber_with_data ("/download/goes on after the connection was dropped", goes_on_after, "\"kind\": \"drop\"");
  test_add_fiber_with_data ("/download/goes on after the body broke", goes_on_after, "\"kind\": \"drop-body\"");
  test_add_fiber_with_data ("/download/goes on after the body ended early", goes_on_after, "\"kind\": \"truncated\"");
  test_add_fiber_with_data ("/download/goes on after the body ended early as if it were whole", goes_on_after, "\"kind\": \"truncated\", \"close\": true");
  test_add_fiber_with_data ("/download/goes on after the server was ill", goes_on_after, "\"kind\": \"status\", \"status\": 500");
  test_add_fiber_with_data ("/download/goes on after it was too much", goes_on_after, "\"kind\": \"too-many\"");
  test_add_fiber_with_data ("/download/goes on after a pause", goes_on_after, "\"kind\": \"slow-body\"");
  test_add_fiber ("/download/asks only for the rest", asks_only_for_the_rest);
  test_add_fiber ("/download/a wrong length is put right", a_wrong_length_is_put_right);
  test_add_fiber ("/download/another version is started over", another_version_is_started_over);
  test_add_fiber ("/download/an expired address is asked for again", an_expired_address_is_asked_for_again);
  test_add_fiber ("/download/gives up on a file that is gone", gives_up_on_a_file_that_is_gone);
  test_add_fiber ("/download/gives up when nothing comes any more", gives_up_when_nothing_comes_any_more);
  test_add_fiber ("/download/takes no web page for a video", takes_no_web_page_for_a_video);
  test_add_fiber ("/download/says when the disk is full", says_when_the_disk_is_full);
  test_add_fiber ("/download/stops when nobody waits", stops_when_nobody_waits);
  test_add_fiber ("/download/stops at any moment", stops_at_any_moment);
  test_add_fiber ("/download/two at once are one", two_at_once_are_one);
  test_add_fiber ("/download/killed, it goes on", killed_it_goes_on);
  test_add_fiber ("/download/a download can be forgotten", a_download_can_be_forgotten);

  return g_test_run ();
}
