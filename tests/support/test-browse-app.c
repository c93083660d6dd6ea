/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-browse-app.h"

TestBrowseApp
test_browse_app_start (const char *settings,
                       const char *warnings)
{
  TestBrowseApp    self = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "400", NULL }) };
  g_autofree char *url = g_strdup_printf ("CLIPWRIGHT_TWITCH_URL=%s", test_twitch_get_url (self.twitch));
  g_autofree char *all_settings = g_strdup_printf ("twitch-client-id='%s'\n%s", TEST_TWITCH_CLIENT_ID, settings != NULL ? settings : "");
  TestAppSetup     setup = { .settings = all_settings, .environment = (const char *const[]) { url, NULL }, .warnings = warnings };

  test_twitch_control (self.twitch, "set", "{\"media_seconds\": 1}");
  self.app = test_app_start (&setup);
  return self;
}

void
test_browse_app_stop (TestBrowseApp *self)
{
  test_app_quit (self->app);
  test_twitch_stop (self->twitch);
}

char *
test_browse_app_wait_for_code (TestBrowseApp *self)
{
  for (;;)
    {
      g_autoptr (JsonObject) answer = test_twitch_ask (self->twitch, "devices");
      JsonArray *devices = json_object_get_array_member (answer, "devices");

      if (json_array_get_length (devices) > 0)
        return g_strdup (json_object_get_string_member (json_array_get_object_element (devices, 0), "user_code"));

      g_usleep (20000);
    }
}

void
test_browse_app_confirm (TestBrowseApp *self,
                         const char    *login)
{
  g_autofree char *code = test_browse_app_wait_for_code (self);

  test_app_wait (self->app, "label", code);
  test_twitch_control (self->twitch, "set", "{\"interval\": 1}");
  test_twitch_control (self->twitch, "approve", "{\"user_code\": \"%s\", \"login\": \"%s\"}", code, login);
}

void
test_browse_app_go_to (TestBrowseApp *self,
                       const char    *key)
{
  test_app_wait (self->app, "button", NULL);
  test_app_key (self->app, key);
}

void
test_browse_app_sign_in (TestBrowseApp *self)
{
  test_browse_app_go_to (self, TEST_BROWSE_HOME);
  test_app_act (self->app, "button", "Sign In with Twitch…", NULL);
  test_browse_app_confirm (self, "creator_main");
  test_app_wait (self->app, "heading", "Live Now");
}
