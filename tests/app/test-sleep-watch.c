/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download-gate.h"
#include "test-support.h"

#include <libdex.h>
#include <string.h>

#define LOGIND "org.freedesktop.login1"

typedef struct
{
  GTestDBus       *daemon;
  GDBusConnection *logind; /* which stands in for it */
} Fixture;

static Fixture
set_up (void)
{
  Fixture fixture = { .daemon = g_test_dbus_new (G_TEST_DBUS_NONE) };

  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_test_dbus_up (fixture.daemon);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (fixture.daemon), TRUE);
  fixture.logind = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture.daemon), G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (fixture.logind, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", LOGIND, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->logind);
  g_test_dbus_stop (fixture->daemon);
  g_object_unref (fixture->daemon);
}

static void
say (Fixture  *fixture,
     GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (fixture->logind, NULL, "/org/freedesktop/login1", LOGIND ".Manager", "PrepareForSleep", parameters, &error);
  g_assert_no_error (error);
}

/* Said again until it is heard, since nothing tells when the watch listens. */
static void
say_until (Fixture        *fixture,
           CwDownloadGate *gate,
           gboolean        asleep)
{
  for (int i = 0; (cw_download_gate_get_reason (gate) != NULL) != asleep; i++)
    {
      g_assert_cmpint (i, <, 2000);
      say (fixture, g_variant_new ("(b)", asleep));
      dex_await (dex_timeout_new_msec (5), NULL);
    }
}

static void
nothing_is_downloaded_while_the_computer_sleeps (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwSleepWatch) sleep = cw_sleep_watch_new ();
  g_autoptr (CwDownloadGate) gate = cw_download_gate_new (NULL, sleep);

  g_assert_null (cw_download_gate_get_reason (gate));
  say (&fixture, g_variant_new ("(s)", "nonsense"));
  say_until (&fixture, gate, TRUE);
  g_assert_true (cw_sleep_watch_get_asleep (sleep));
  g_assert_nonnull (strstr (cw_download_gate_get_reason (gate), "sleeps"));
  say_until (&fixture, gate, FALSE);
  g_assert_false (cw_sleep_watch_get_asleep (sleep));
  tear_down (&fixture);
}

static void
without_a_bus_it_never_sleeps (void)
{
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus", TRUE);

  {
    g_autoptr (CwSleepWatch) gone = cw_sleep_watch_new ();
    g_autoptr (CwSleepWatch) sleep = cw_sleep_watch_new ();

    g_clear_object (&gone);
    dex_await (dex_timeout_new_msec (20), NULL);
    g_assert_false (cw_sleep_watch_get_asleep (sleep));
  }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  /* Which of both is the system's bus is decided once. */
  test_add_fiber ("/sleep-watch/without a bus it never sleeps", without_a_bus_it_never_sleeps);
  test_add_fiber ("/sleep-watch/nothing is downloaded while the computer sleeps", nothing_is_downloaded_while_the_computer_sleeps);

  return g_test_run ();
}
