/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The stand-in knows these two clients: see tests/support/twitch/settings.c. */
#define TEST_TWITCH_CLIENT_ID "cwtestcwtestcwtestcwtestcwtest"
#define TEST_TWITCH_CONFIDENTIAL_CLIENT_ID "secretsecretsecretsecretsecret"

typedef struct _TestTwitch TestTwitch;

TestTwitch *test_twitch_start (const char *const *options);
void        test_twitch_stop (TestTwitch *self);
const char *test_twitch_get_url (TestTwitch *self);
void        test_twitch_control (TestTwitch *self,
                                 const char *what,
                                 const char *json_format,
                                 ...) G_GNUC_PRINTF (3, 4);
JsonObject *test_twitch_tell (TestTwitch *self,
                              const char *what,
                              const char *json);
JsonObject *test_twitch_ask (TestTwitch *self,
                             const char *what);
gint64      test_twitch_count (TestTwitch *self,
                               const char *endpoint);
gint64      test_twitch_count_status (TestTwitch *self,
                                      guint       status);
gint64      test_twitch_get_counter (TestTwitch *self,
                                     const char *name);
char       *test_twitch_sign_in (TestTwitch *self,
                                 const char *login,
                                 const char *scopes);
char       *test_twitch_find_id (TestTwitch *self,
                                 const char *login);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestTwitch, test_twitch_stop)

G_END_DECLS
