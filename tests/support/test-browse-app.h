/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-app.h"
#include "test-twitch.h"

G_BEGIN_DECLS

/* The app beside a Twitch of its own, in a test that is run with a keyring. */

/**
 * TestBrowseApp:
 * @twitch: the stand-in
 * @app: the app, which asks that one
 */
typedef struct
{
  TestTwitch *twitch;
  TestApp    *app;
} TestBrowseApp;

/* Places in the sidebar, by their keys. */
#define TEST_BROWSE_HOME "alt+1"
#define TEST_BROWSE_SEARCH "alt+2"
#define TEST_BROWSE_CATEGORIES "alt+3"
#define TEST_BROWSE_NEW_CLIPS "alt+4"
#define TEST_BROWSE_LIBRARY "alt+5"

TestBrowseApp test_browse_app_start (const char *settings, /* as TestAppSetup's */
                                     const char *warnings);
void          test_browse_app_stop (TestBrowseApp *self);
char         *test_browse_app_wait_for_code (TestBrowseApp *self); /* what the user is to confirm */
void          test_browse_app_confirm (TestBrowseApp *self,        /* what the window shows */
                                       const char    *login);
void          test_browse_app_go_to (TestBrowseApp *self,
                                     const char    *key);
void          test_browse_app_sign_in (TestBrowseApp *self); /* as creator_main, which leads to Home */

G_END_DECLS
