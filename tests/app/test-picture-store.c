/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-helix-clips.h"
#include "cw-paths.h"
#include "cw-picture-store.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

#include <glib/gstdio.h>
#include <utime.h>

typedef struct
{
  TestTwitch     *twitch;
  CwPictureStore *pictures;
  GPtrArray      *urls;
} Fixture;

static Fixture
set_up (void)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "60", NULL }) };
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  g_autofree char *channel = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (TestTokens) tokens = test_tokens_new (access);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHelix) helix = NULL;
  g_autoptr (CwPage) page = NULL;

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  page = dex_await_object (cw_helix_list_clips (helix, &(CwClipQuery) { .channel_id = channel }, NULL), &error);
  g_assert_no_error (error);

  fixture.pictures = cw_picture_store_new (http);
  fixture.urls = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < cw_page_get_items (page)->len; i++)
    g_ptr_array_add (fixture.urls, g_strdup (cw_twitch_clip_get_thumbnail (cw_page_get_items (page)->pdata[i])));

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  dex_await (cw_picture_store_clear (fixture->pictures), NULL);
  g_object_unref (fixture->pictures);
  g_ptr_array_unref (fixture->urls);
  test_twitch_stop (fixture->twitch);
}

/* One that is there: of some clips the stand-in has none, as Twitch has not. */
static const char *
find_good (Fixture *fixture,
           GBytes **bytes)
{
  for (guint i = 0; i < fixture->urls->len; i++)
    {
      *bytes = dex_await_boxed (cw_picture_store_load (fixture->pictures, fixture->urls->pdata[i]), NULL);
      if (*bytes != NULL)
        return fixture->urls->pdata[i];
    }

  g_assert_not_reached ();
}

static gint64
count_answers (Fixture *fixture)
{
  return test_twitch_count_status (fixture->twitch, 200);
}

static char *
build_path (const char *url)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);

  return cw_paths_build_cache ("pictures", name, NULL);
}

/* It is kept behind the back of whoever waits for the picture. */
static void
wait_until_kept (const char *url)
{
  g_autofree char *path = build_path (url);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static void
a_picture_is_asked_for_once (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  const char *url = find_good (&fixture, &first);
  g_autoptr (GError) error = NULL;
  gint64 asked;

  wait_until_kept (url);
  asked = count_answers (&fixture);
  second = dex_await_boxed (cw_picture_store_load (fixture.pictures, url), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpint (count_answers (&fixture), ==, asked);
  tear_down (&fixture);
}

static void
after_a_day_it_is_asked_for_again (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  const char      *url = find_good (&fixture, &first);
  g_autofree char *path = build_path (url);
  time_t           yesterday = (time_t) (g_get_real_time () / G_USEC_PER_SEC) - 25 * 60 * 60;
  gint64           asked;

  wait_until_kept (url);
  g_assert_cmpint (g_utime (path, &(struct utimbuf) { yesterday, yesterday }), ==, 0);
  asked = count_answers (&fixture);
  second = dex_await_boxed (cw_picture_store_load (fixture.pictures, url), NULL);
  g_assert_nonnull (second);
  g_assert_cmpint (count_answers (&fixture), ==, asked + 1);
  tear_down (&fixture);
}

static void
one_that_is_gone_is_missing (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *url = g_strconcat (test_twitch_get_url (fixture.twitch), "/cdn/no/such/picture.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = dex_await_boxed (cw_picture_store_load (fixture.pictures, url), &error);

  g_assert_null (bytes);
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  tear_down (&fixture);
}

/* As when a grid is scrolled past them. */
static void
what_nobody_waits_for_is_not_asked_for (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GBytes) last = NULL;
  gint64 before = count_answers (&fixture), asked;

  test_twitch_control (fixture.twitch, "set", "{\"latency\": 20}");
  for (guint i = 0; i < fixture.urls->len; i++)
    g_ptr_array_add (futures, cw_picture_store_load (fixture.pictures, fixture.urls->pdata[i]));
  g_ptr_array_set_size (futures, 0);

  /* The next one comes although sixty were before it. */
  last = dex_await_boxed (cw_picture_store_load (fixture.pictures, fixture.urls->pdata[0]), NULL);
  asked = count_answers (&fixture) + test_twitch_count_status (fixture.twitch, 404) - before;
  g_assert_cmpint (asked, <=, 14);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/picture-store/a picture is asked for once", a_picture_is_asked_for_once);
  test_add_fiber ("/picture-store/after a day it is asked for again", after_a_day_it_is_asked_for_again);
  test_add_fiber ("/picture-store/one that is gone is missing", one_that_is_gone_is_missing);
  test_add_fiber ("/picture-store/what nobody waits for is not asked for", what_nobody_waits_for_is_not_asked_for);

  return g_test_run ();
}
