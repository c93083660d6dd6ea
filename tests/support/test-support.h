/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

void  test_init (int    *argc,
                 char ***argv);
void  test_add_fiber (const char *path,
                      GTestFunc   func);
void  test_add_fiber_with_data (const char *path,
                                void (*func) (gconstpointer),
                                gconstpointer data);
char *test_folder (void);
void  test_write_file (const char *path,
                       const char *content,
                       gssize      length);

G_END_DECLS
