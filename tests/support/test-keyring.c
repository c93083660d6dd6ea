/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-keyring.h"
#include "test-support.h"

#define NAME "org.freedesktop.secrets"
#define OBJECT "/org/freedesktop/secrets"
#define COLLECTION OBJECT "/collection/login"

/**
 * TestKeyring:
 *
 * A real gnome-keyring-daemon, with a folder of its own, on the bus that
 * run-keyring has made. All functions are for fibers, and return once what they
 * do is seen on the bus.
 */
struct _TestKeyring
{
  GSubprocess *daemon;
  char        *folder;
};

typedef struct
{
  DexPromise *appeared;
  DexPromise *vanished;
} Watch;

static void
on_appeared (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         data)
{
  Watch *watch = data;

  if (dex_future_is_pending (DEX_FUTURE (watch->appeared)))
    dex_promise_resolve_boolean (watch->appeared, TRUE);
}

static void
on_vanished (GDBusConnection *bus,
             const char      *name,
             gpointer         data)
{
  Watch *watch = data;

  if (dex_future_is_pending (DEX_FUTURE (watch->vanished)))
    dex_promise_resolve_boolean (watch->vanished, TRUE);
}

/* The keyring appears on the bus, or vanishes; where OTHERWISE is resolved or
 * rejected first, it does not. */
static void
await_keyring (gboolean   there,
               DexFuture *otherwise)
{
  Watch watch = { dex_promise_new (), dex_promise_new () };
  guint id = g_bus_watch_name (G_BUS_TYPE_SESSION, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished, &watch, NULL);

  dex_await (dex_future_first (dex_ref (there ? watch.appeared : watch.vanished), otherwise, NULL), NULL);
  g_assert_true (dex_future_is_resolved (DEX_FUTURE (there ? watch.appeared : watch.vanished)));
  g_bus_unwatch_name (id);
  dex_unref (watch.appeared);
  dex_unref (watch.vanished);
}

/**
 * test_keyring_new:
 *
 * Returns: (transfer full): a keyring that was never there; it has to be started
 */
TestKeyring *
test_keyring_new (void)
{
  TestKeyring *self = g_new0 (TestKeyring, 1);
  g_autoptr (GError) error = NULL;

  /* One with a short name, since the daemon has a socket in it. */
  self->folder = g_dir_make_tmp ("XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

/**
 * test_keyring_start:
 * @self: a keyring
 * @password: (nullable): what unlocks it, and makes it the first time; without
 *   one it is locked, or has no collection
 */
void
test_keyring_start (TestKeyring *self,
                    const char  *password)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  g_assert_null (self->daemon);

  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets", password != NULL ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (self->daemon);
  if (password != NULL)
    g_output_stream_write_all (input, password, strlen (password), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);

  await_keyring (TRUE, dex_subprocess_wait_check (self->daemon));
}

/**
 * test_keyring_kill:
 * @self: a keyring
 *
 * Ends it the hard way, so that only what it wrote already is there afterwards.
 */
void
test_keyring_kill (TestKeyring *self)
{
  if (self->daemon == NULL)
    return;

  g_subprocess_force_exit (self->daemon);
  dex_await (dex_subprocess_wait_check (self->daemon), NULL);
  g_clear_object (&self->daemon);
  await_keyring (FALSE, NULL);
}

static GVariant *
call (const char *interface,
      const char *method,
      GVariant   *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &error);
  GVariant *reply;

  g_assert_no_error (error);
  reply = dex_await_variant (dex_dbus_connection_call (bus, NAME, OBJECT, interface, method, arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1), &error);
  g_assert_no_error (error);
  return reply;
}

/**
 * test_keyring_lock:
 * @self: a keyring that was started with a password
 */
void
test_keyring_lock (TestKeyring *self)
{
  const char *paths[] = { COLLECTION };
  g_autoptr (GVariant) reply = call ("org.freedesktop.Secret.Service", "Lock", g_variant_new ("(@ao)", g_variant_new_objv (paths, G_N_ELEMENTS (paths))));
  g_autoptr (GVariant) locked = g_variant_get_child_value (reply, 0);

  g_assert_cmpuint (g_variant_n_children (locked), ==, 1);
}

/**
 * test_keyring_unlock:
 * @self: a keyring that was started
 * @password: its password
 *
 * Unlocks it from outside, as signing in to the desktop does.
 */
void
test_keyring_unlock (TestKeyring *self,
                     const char  *password)
{
  g_autoptr (GVariant) session = call ("org.freedesktop.Secret.Service", "OpenSession", g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_autoptr (GVariant) reply = NULL;
  const char *path;

  g_variant_get_child (session, 1, "&o", &path);
  reply = call ("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                g_variant_new ("(o(o@ay@ays))", COLLECTION, path, g_variant_new_array (G_VARIANT_TYPE_BYTE, NULL, 0),
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, password, strlen (password), 1),
                               "text/plain"));
}

void
test_keyring_free (TestKeyring *self)
{
  test_keyring_kill (self);
  g_free (self->folder);
  g_free (self);
}
