/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* A test that starts its own program again in another role, such as to kill it. Its main()
 * asks for that role first, before there are threads. */

const char  *test_child_get_role (void);
const char  *test_child_get_argument (guint n);
GSubprocess *test_child_start (const char *role,
                               const char *first,
                               const char *second);
void         test_child_kill_once_begun (GSubprocess *child);
void         test_child_wait (GSubprocess *child);
int          test_child_run (DexFiberFunc fiber);
void         test_child_say_begun (void) G_GNUC_NORETURN;

G_END_DECLS
