/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-prompter.h"

#define NAME "org.gnome.keyring.SystemPrompter"
#define OBJECT "/org/gnome/keyring/Prompter"
#define INTERFACE                                          \
  "<node>"                                                 \
  "<interface name='org.gnome.keyring.internal.Prompter'>" \
  "<method name='BeginPrompting'>"                         \
  "<arg name='callback' type='o' direction='in'/>"         \
  "</method>"                                              \
  "<method name='PerformPrompt'>"                          \
  "<arg name='callback' type='o' direction='in'/>"         \
  "<arg name='type' type='s' direction='in'/>"             \
  "<arg name='properties' type='a{sv}' direction='in'/>"   \
  "<arg name='exchange' type='s' direction='in'/>"         \
  "</method>"                                              \
  "<method name='StopPrompting'>"                          \
  "<arg name='callback' type='o' direction='in'/>"         \
  "</method>"                                              \
  "</interface>"                                           \
  "</node>"

/**
 * TestPrompter:
 *
 * A user who is asked for the keyring's password and does not answer. The
 * functions are for fibers.
 */
struct _TestPrompter
{
  GDBusConnection *bus;
  guint            object;
  guint            name;
  DexPromise      *owned;
  DexPromise      *asked;
};

static void
resolve (DexPromise *promise)
{
  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

static void
on_call (GDBusConnection       *bus,
         const char            *sender,
         const char            *object,
         const char            *interface,
         const char            *method,
         GVariant              *arguments,
         GDBusMethodInvocation *invocation,
         gpointer               data)
{
  TestPrompter *self = data;

  g_dbus_method_invocation_return_value (invocation, NULL);

  if (g_str_equal (method, "BeginPrompting"))
    {
      const char *prompt;

      g_variant_get (arguments, "(&o)", &prompt);
      g_dbus_connection_call (bus, sender, prompt, "org.gnome.keyring.internal.Prompter.Callback", "PromptReady",
                              g_variant_new ("(s@a{sv}s)", "", g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0), ""),
                              NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
    }
  else if (g_str_equal (method, "PerformPrompt"))
    resolve (self->asked);
}

static void
on_owned (GDBusConnection *bus,
          const char      *name,
          gpointer         data)
{
  resolve (((TestPrompter *) data)->owned);
}

TestPrompter *
test_prompter_new (void)
{
  static const GDBusInterfaceVTable vtable = { on_call, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (INTERFACE, &error);
  TestPrompter *self = g_new0 (TestPrompter, 1);

  g_assert_no_error (error);
  self->owned = dex_promise_new ();
  self->asked = dex_promise_new ();
  self->bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->bus, OBJECT, node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (self->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE, on_owned, NULL, self, NULL);
  g_assert_true (dex_await (dex_ref (self->owned), NULL));

  return self;
}

/**
 * test_prompter_free:
 * @self: a prompter
 *
 * Goes away, which dismisses what was asked.
 */
void
test_prompter_free (TestPrompter *self)
{
  g_bus_unown_name (self->name);
  g_dbus_connection_unregister_object (self->bus, self->object);
  g_object_unref (self->bus);
  dex_unref (self->owned);
  dex_unref (self->asked);
  g_free (self);
}

void
test_prompter_await_question (TestPrompter *self)
{
  g_assert_true (dex_await (dex_ref (self->asked), NULL));
}
