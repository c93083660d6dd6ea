/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

CwDatabase *test_rows_open (const char *folder);
void        test_rows_change (CwDatabase *database,
                              const char *sql,
                              GVariant   *values);
gint64      test_rows_count (CwDatabase *database,
                             const char *sql);
char       *test_rows_dump (CwDatabase *database);
void        test_rows_add_clip (CwDatabase *database,
                                const char *id,
                                const char *uri,
                                gint64      removed);
void        test_rows_run_command (CwDatabase *database,
                                   const char *sql);

G_END_DECLS
