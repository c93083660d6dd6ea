/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-migrations.h"
#include "cw-paths.h"
#include "cw-services.h"

struct _CwServices
{
  GObject parent_instance;

  CwDatabase    *database;
  CwLibrary     *library;
  CwProjectList *projects;
  CwJobQueue    *jobs;
};

G_DEFINE_FINAL_TYPE (CwServices, cw_services, G_TYPE_OBJECT)

/**
 * cw_services_new:
 * @folder: (nullable): where everything is kept; %NULL for the user's own
 *
 * Returns: (transfer full): the services, empty until they are opened
 */
CwServices *
cw_services_new (const char *folder)
{
  g_autofree char *own = folder != NULL ? g_strdup (folder) : cw_paths_build_data (NULL, NULL);
  g_autofree char *path = g_build_filename (own, "library.db", NULL);
  g_autofree char *projects = g_build_filename (own, "projects", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  CwServices *self = g_object_new (CW_TYPE_SERVICES, NULL);

  self->database = cw_database_new (path, (const char *const *) migrations);
  self->library = cw_library_new (self->database);
  self->projects = cw_project_list_new (self->database, projects);
  self->jobs = cw_job_queue_new (self->database);

  return self;
}

static DexFuture *
open_library_fiber (CwServices *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_database_open (self->database), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_library_load (self->library);
}

static DexFuture *
open_fiber (CwServices *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_services_open_library (self), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_all (cw_project_list_load (self->projects), cw_job_queue_load (self->jobs), NULL);
}

/**
 * cw_services_open:
 * @self: services
 *
 * For the app: opens the database, reads all lists, and goes on with the jobs
 * that are open.
 *
 * Returns: (transfer full): a future that resolves once all is there, or
 *   rejects with a sentence for the user
 */
DexFuture *
cw_services_open (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_fiber), 1, CW_TYPE_SERVICES, self);
}

/**
 * cw_services_open_library:
 * @self: services
 *
 * For a verb of the CLI that needs no more than the library: jobs are left to
 * the app.
 *
 * Returns: (transfer full): as cw_services_open()
 */
DexFuture *
cw_services_open_library (CwServices *self)
{
  dex_return_error_if_fail (CW_IS_SERVICES (self));

  return cw_spawn (G_CALLBACK (open_library_fiber), 1, CW_TYPE_SERVICES, self);
}

CwLibrary *
cw_services_get_library (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->library;
}

CwProjectList *
cw_services_get_projects (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->projects;
}

CwJobQueue *
cw_services_get_jobs (CwServices *self)
{
  g_return_val_if_fail (CW_IS_SERVICES (self), NULL);

  return self->jobs;
}

static void
cw_services_finalize (GObject *object)
{
  CwServices *self = CW_SERVICES (object);

  g_clear_object (&self->jobs);
  g_clear_object (&self->projects);
  g_clear_object (&self->library);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (cw_services_parent_class)->finalize (object);
}

static void
cw_services_class_init (CwServicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_services_finalize;
}

static void
cw_services_init (CwServices *self)
{
}
