/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download.h"
#include "cw-error.h"
#include "cw-transfer-limits.h"
#include "test-support.h"
#include "test-twitch.h"

#include <glib/gstdio.h>

#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  TestTwitch       *twitch;
  CwHttp           *http;
  CwTransferLimits *limits;
  char             *folder;
  char             *url;
} Fixture;

static Fixture
set_up (guint a_host)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "10", NULL }) };

  fixture.http = cw_http_new ();
  fixture.limits = cw_transfer_limits_new (a_host);
  fixture.folder = test_folder ();
  fixture.url = g_strconcat (test_twitch_get_url (fixture.twitch), "/cdn/x-440x248.png", NULL);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->limits);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_free (fixture->folder);
  g_free (fixture->url);
}

static DexFuture *
give_url (gpointer data)
{
  return dex_future_new_take_string (g_strdup (((Fixture *) data)->url));
}

static CwDownload *
make (Fixture    *fixture,
      const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  CwDownload      *download = cw_download_new (fixture->http, path, give_url, fixture, NULL);

  cw_download_set_limits (download, fixture->limits);
  return download;
}

static void
without_a_rate_nothing_waits (void)
{
  g_autoptr (CwTransferLimits) limits = cw_transfer_limits_new (3);

  cw_transfer_limits_spend (limits, G_MAXINT32, SECOND);
  g_assert_cmpint (cw_transfer_limits_get_wait (limits, SECOND), ==, 0);
  g_assert_cmpuint (cw_transfer_limits_get_piece (limits, 1000000), ==, 1000000);
}

/* As a download does, by a clock of its own. */
static gint64
transfer (CwTransferLimits *limits,
          gint64            bytes,
          gint64            began)
{
  gint64 now = began;

  while (bytes > 0)
    {
      gint64 piece = (gint64) cw_transfer_limits_get_piece (limits, 256 * 1024);
      gint64 wait;

      cw_transfer_limits_spend (limits, MIN (piece, bytes), now);
      bytes -= piece;
      while ((wait = cw_transfer_limits_get_wait (limits, now)) > 0)
        now += wait;
    }

  return now - began;
}

static void
no_more_comes_than_the_rate_allows (void)
{
  g_autoptr (CwTransferLimits) limits = cw_transfer_limits_new (3);
  gint64 took;

  /* Ten seconds' worth, of which a quarter of a second's comes at once. */
  cw_transfer_limits_set_rate (limits, 100000);
  took = transfer (limits, 1000000, SECOND);
  g_assert_cmpint (took, >=, 9700 * 1000);
  g_assert_cmpint (took, <=, 10 * SECOND);

  /* A rest is not made up for. */
  took = transfer (limits, 1000000, SECOND * 10000);
  g_assert_cmpint (took, >=, 9700 * 1000);
}

static void
another_rate_counts_at_once (void)
{
  g_autoptr (CwTransferLimits) limits = cw_transfer_limits_new (3);

  cw_transfer_limits_set_rate (limits, 10);
  cw_transfer_limits_spend (limits, 1000000, SECOND);
  g_assert_cmpint (cw_transfer_limits_get_wait (limits, SECOND), >, 0);
  g_assert_cmpint (cw_transfer_limits_get_wait (limits, SECOND), <=, SECOND);
  cw_transfer_limits_set_rate (limits, 0);
  g_assert_cmpint (cw_transfer_limits_get_wait (limits, SECOND), ==, 0);
  cw_transfer_limits_set_rate (limits, 1000000);
  g_assert_cmpint (cw_transfer_limits_get_wait (limits, SECOND), ==, 0);
}

static void
a_host_takes_so_many_and_others_are_free (void)
{
  g_autoptr (CwTransferLimits) limits = cw_transfer_limits_new (2);
  g_autoptr (DexFuture) first = cw_transfer_limits_enter (limits, "a");
  g_autoptr (DexFuture) second = cw_transfer_limits_enter (limits, "a");
  DexFuture *dropped = cw_transfer_limits_enter (limits, "a");
  g_autoptr (DexFuture) third = cw_transfer_limits_enter (limits, "a");
  g_autoptr (DexFuture) other = cw_transfer_limits_enter (limits, "b");

  g_assert_true (dex_await (dex_ref (first), NULL));
  g_assert_true (dex_await (dex_ref (second), NULL));
  g_assert_true (dex_await (dex_ref (other), NULL));
  g_assert_true (dex_future_is_pending (third));
  dex_unref (dropped);
  cw_transfer_limits_leave (limits, "a");
  g_assert_true (dex_await (dex_ref (third), NULL));
  cw_transfer_limits_leave (limits, "a");
  cw_transfer_limits_leave (limits, "a");
  cw_transfer_limits_leave (limits, "b");
}

static void
no_more_downloads_than_allowed_are_at_one_server (void)
{
  Fixture fixture = set_up (2);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonObject) stats = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn\", \"kind\": \"slow\", \"delay\": 30, \"times\": 0}");
  for (int i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d", i);

      g_ptr_array_add (downloads, make (&fixture, name));
      g_ptr_array_add (all, cw_download_run (downloads->pdata[i]));
    }
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GError) error = NULL;

      dex_await (dex_ref (all->pdata[i]), &error);
      g_assert_no_error (error);
    }

  stats = test_twitch_ask (fixture.twitch, "stats");
  g_assert_cmpint (json_object_get_int_member (stats, "peak"), ==, 2);
  tear_down (&fixture);
}

static void
stopping_gives_the_place_back (void)
{
  Fixture fixture = set_up (1);
  g_autoptr (CwDownload) first = make (&fixture, "first");
  g_autoptr (CwDownload) second = make (&fixture, "second");
  g_autoptr (CwDownload) third = make (&fixture, "third");
  DexFuture *one, *other;
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/cdn\", \"kind\": \"slow-body\", \"delay\": 60000, \"times\": 1}");
  one = cw_download_run (first);
  while (cw_download_get_received (first) == 0)
    dex_await (dex_timeout_new_msec (1), NULL);
  other = cw_download_run (second);
  dex_await (dex_timeout_new_msec (1), NULL);
  dex_unref (other);
  dex_unref (one);

  dex_await (cw_download_run (third), &error);
  g_assert_no_error (error);
  tear_down (&fixture);
}

static guint checked, refused;

static DexFuture *
check (const char *path)
{
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (g_str_has_suffix (path, ".part"));
  checked++;
  if (checked <= refused)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, "It is broken");

  return dex_future_new_true ();
}

static void
what_is_broken_is_fetched_anew_once (void)
{
  Fixture          fixture = set_up (3);
  g_autofree char *path = g_build_filename (fixture.folder, "x", NULL);
  g_autoptr (CwDownload) first = make (&fixture, "x");
  g_autoptr (CwDownload) second = make (&fixture, "x");
  g_autoptr (GError) error = NULL;

  checked = 0;
  refused = 2;
  cw_download_set_check (first, check);
  g_assert_false (dex_await (cw_download_run (first), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_cmpuint (checked, ==, 2);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /cdn/"), ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  /* Tried again nothing of that is left. */
  checked = 0;
  refused = 1;
  cw_download_set_check (second, check);
  dex_await (cw_download_run (second), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checked, ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  tear_down (&fixture);
}

static void
what_comes_is_counted_against_the_rate (void)
{
  Fixture fixture = set_up (3);
  g_autoptr (CwDownload) download = make (&fixture, "x");
  gint64 began = g_get_monotonic_time ();
  gint64 size, took;
  g_autoptr (GError) error = NULL;

  cw_transfer_limits_set_rate (fixture.limits, 1000);
  dex_await (cw_download_run (download), &error);
  g_assert_no_error (error);

  /* At the most a quarter of a second's worth comes at once. */
  took = g_get_monotonic_time () - began;
  size = cw_download_get_total (download);
  g_assert_cmpint (size, >, 500);
  g_assert_cmpint (took, >=, (size - 250) * SECOND / 1000);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/transfer-limits/without a rate nothing waits", without_a_rate_nothing_waits);
  g_test_add_func ("/transfer-limits/no more comes than the rate allows", no_more_comes_than_the_rate_allows);
  g_test_add_func ("/transfer-limits/another rate counts at once", another_rate_counts_at_once);
  test_add_fiber ("/transfer-limits/a host takes so many, and others are free", a_host_takes_so_many_and_others_are_free);
  test_add_fiber ("/transfer-limits/no more downloads than allowed are at one server", no_more_downloads_than_allowed_are_at_one_server);
  test_add_fiber ("/transfer-limits/stopping gives the place back", stopping_gives_the_place_back);
  test_add_fiber ("/transfer-limits/what comes is counted against the rate", what_comes_is_counted_against_the_rate);
  test_add_fiber ("/download/what is broken is fetched anew once", what_is_broken_is_fetched_anew_once);

  return g_test_run ();
}
