/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-migrations.h"
#include "cw-store-resources.h"

#define FOLDER RESOURCE_PATH "/sql"

static int
compare (const void *a,
         const void *b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/**
 * cw_migrations_load:
 *
 * Returns: (transfer full): the SQL of resources/sql in the order of its
 *   numbers, for cw_database_new()
 */
char **
cw_migrations_load (void)
{
  GResource *resource = cw_store_get_resource ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_resource_enumerate_children (resource, FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (GStrvBuilder) migrations = g_strv_builder_new ();

  /* They are part of the program. */
  if (names == NULL)
    g_error ("%s: %s", FOLDER, error->message);

  qsort (names, g_strv_length (names), sizeof *names, compare);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", FOLDER, names[i], NULL);
      g_autoptr (GBytes) sql = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      g_strv_builder_take (migrations, g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql)));
    }

  return g_strv_builder_end (migrations);
}
