/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The real clipwright, driven as a user with assistive technology does. To be
 * run by tests/support/run-ui, which gives it a display, a session bus and
 * folders of its own. A thing on the screen is found by its role and name
 * (“button”, “Add Videos”); every function waits until it is there, and fails
 * the test with the tree and the log where it does not come. */
typedef struct _TestApp TestApp;

/**
 * TestAppSetup:
 * @files: (nullable): files named on the command line, ended by %NULL
 * @settings: (nullable): lines of settings: "color-scheme='dark'\nvolume=0.5"
 * @text_scale: how much larger text is than usual, 0 for as usual
 * @sample: (nullable): where the sample clip is, if not where the build has it
 * @environment: (nullable): "NAME=VALUE" ended by %NULL, for the app
 * @warnings: (nullable): a part of warnings that this test provokes and expects
 */
typedef struct
{
  const char *const *files;
  const char        *settings;
  double             text_scale;
  const char        *sample;
  const char *const *environment;
  const char        *warnings;
} TestAppSetup;

void     test_app_init (int    *argc,
                        char ***argv);
TestApp *test_app_start (const TestAppSetup *setup);
void     test_app_restart (TestApp *self);    /* as if it had been quit and started again */
void     test_app_wait_again (TestApp *self); /* until it has started again by itself */
void     test_app_open (TestApp    *self,     /* as “clipwright PATH” does while it runs */
                        const char *path);
void     test_app_quit (TestApp *self); /* and frees; fails on an exit status or a warning */

void     test_app_wait (TestApp    *self,
                        const char *role,
                        const char *name);
void     test_app_wait_gone (TestApp    *self,
                             const char *role,
                             const char *name);
gboolean test_app_has (TestApp    *self, /* as it is now */
                       const char *role,
                       const char *name);
int      test_app_count (TestApp    *self, /* as it is now */
                         const char *role);
void     test_app_act (TestApp    *self, /* ACTION NULL for what a click does */
                       const char *role,
                       const char *name,
                       const char *action);
void     test_app_write (TestApp    *self,
                         const char *role,
                         const char *name,
                         const char *text);
double   test_app_get_value (TestApp    *self,
                             const char *role,
                             const char *name);
void     test_app_wait_value (TestApp    *self, /* until it is at least LEAST and at most MOST */
                              const char *role,
                              const char *name,
                              double      least,
                              double      most);
void     test_app_set_value (TestApp    *self,
                             const char *role,
                             const char *name,
                             double      value);
void     test_app_wait_text (TestApp    *self, /* until that is what is written in it */
                             const char *role,
                             const char *name,
                             const char *text);
void     test_app_wait_count (TestApp    *self,
                              const char *role,
                              const char *name,
                              int         count);
void     test_app_wait_before (TestApp    *self, /* until it is left of the other, or above */
                               const char *role,
                               const char *name,
                               const char *other);
void     test_app_drag (TestApp    *self, /* with the pointer, from the middle of a thing */
                        const char *role,
                        const char *name,
                        int         dx,
                        int         dy);
void     test_app_drag_onto (TestApp    *self, /* the same, to another thing, DX beside its middle */
                             const char *role,
                             const char *name,
                             const char *onto_role,
                             const char *onto_name,
                             int         dx);
void     test_app_drop (TestApp    *self, /* a file from another window; CUE shows that the app would take it */
                        const char *path,
                        const char *role,
                        const char *cue);
char    *test_app_dup_focus (TestApp *self); /* "role: name" of what has the focus, nullable */
void     test_app_key (TestApp    *self,     /* as xdotool names it: "ctrl+f" */
                       const char *key);
void     test_app_screenshot (TestApp    *self, /* to build/screenshots/NAME.png */
                              const char *name);

G_END_DECLS
