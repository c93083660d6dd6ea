/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-migrations.h"
#include "cw-services.h"
#include "test-support.h"

static void
drop_table (const char *folder,
            const char *table)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *sql = g_strdup_printf ("DROP TABLE %s", table);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (CwDatabase) database = cw_database_new (path, (const char *const *) migrations);
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_open (database), &error);
  g_assert_no_error (error);
  dex_await (cw_database_execute (database, sql, NULL), &error);
  g_assert_no_error (error);
}

/* Whichever of the lists it is. */
static void
a_list_that_cannot_be_read_is_told (gconstpointer table)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = cw_services_new (folder);

  dex_await (cw_services_open (services), &error);
  g_assert_no_error (error);
  g_clear_object (&services);

  drop_table (folder, table);
  services = cw_services_new (folder);
  g_assert_false (dex_await (cw_services_open (services), &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber_with_data ("/services/a list that cannot be read is told/clips", a_list_that_cannot_be_read_is_told, "clips");
  test_add_fiber_with_data ("/services/a list that cannot be read is told/projects", a_list_that_cannot_be_read_is_told, "projects");
  test_add_fiber_with_data ("/services/a list that cannot be read is told/jobs", a_list_that_cannot_be_read_is_told, "jobs");
  test_add_fiber_with_data ("/services/a list that cannot be read is told/accounts", a_list_that_cannot_be_read_is_told, "accounts");
  test_add_fiber_with_data ("/services/a list that cannot be read is told/watched channels", a_list_that_cannot_be_read_is_told, "watched_channels");
  test_add_fiber_with_data ("/services/a list that cannot be read is told/new clips", a_list_that_cannot_be_read_is_told, "new_clips");

  return g_test_run ();
}
