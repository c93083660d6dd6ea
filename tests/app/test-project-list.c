/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-project-builder.h"
#include "cw-project-file.h"
#include "cw-services.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static CwServices *
open_services (const char *folder)
{
  CwServices *services = cw_services_new (folder);
  g_autoptr (GError) error = NULL;

  dex_await (cw_services_open (services), &error);
  g_assert_no_error (error);
  return services;
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static CwProject *
await_project (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  CwProject *project = dex_await_object (future, &error);

  g_assert_no_error (error);
  return project;
}

static CwClip *
new_clip (const char *title)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();

  info->duration = 10 * SECOND;
  info->has_video = TRUE;
  info->width = 1920;
  info->height = 1080;
  info->rate = (CwRate) { 60, 1 };
  return cw_clip_new ("clip-id", title, "/tmp/a.mp4", info, 1);
}

static CwProject *
create (CwProjectList *list,
        const char    *title)
{
  g_autoptr (CwClip) clip = new_clip (title);

  return await_project (cw_project_list_create (list, clip));
}

/* The titles of what is listed, in order. */
static char *
list_titles (CwProjectList *list)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (CwProjectEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (titles, "%s ", cw_project_entry_get_title (entry));
    }

  return g_string_free_and_steal (g_steal_pointer (&titles));
}

static void
assert_titles (CwProjectList *list,
               const char    *expected)
{
  g_autofree char *titles = list_titles (list);

  g_assert_cmpstr (titles, ==, expected);
}

static char *
build_path (const char *folder,
            CwProject  *project)
{
  g_autofree char *name = g_strconcat (cw_project_get_id (project), ".otio", NULL);

  return g_build_filename (folder, "projects", name, NULL);
}

static void
a_new_project_is_upright_and_there_to_stay (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwProjectList *list = cw_services_get_projects (services);
    g_autoptr (CwProject) project = create (list, "A");
    g_autoptr (CwProjectEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), 0);

    g_assert_cmpint (cw_project_get_width (project), ==, 1080);
    g_assert_cmpint (cw_project_get_height (project), ==, 1920);
    g_assert_cmpint (cw_item_get_layout (cw_project_find_media (project))->kind, ==, CW_LAYOUT_BLURRED);
    g_assert_cmpstr (cw_item_get_clip_id (cw_project_find_media (project)), ==, "clip-id");
    g_assert_cmpstr (cw_project_entry_get_source_path (entry), ==, "/tmp/a.mp4");
    g_assert_cmpint (cw_project_entry_get_duration (entry), ==, 10 * SECOND);
    text = cw_project_file_write (project);
    id = g_strdup (cw_project_get_id (project));
  }

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwProjectList *list = cw_services_get_projects (services);
    g_autoptr (CwProject) project = await_project (cw_project_list_open (list, id));
    g_autofree char *again = cw_project_file_write (project);

    assert_titles (list, "A ");
    g_assert_cmpstr (text, ==, again);
  }
}

static void
the_last_changed_is_first (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwProjectList *list = cw_services_get_projects (services);
  g_autoptr (CwProject) first = create (list, "A");
  g_autoptr (CwProject) second = create (list, "B");
  g_autoptr (CwProjectEntry) entry = NULL;
  g_autoptr (CwProjectEntry) same = NULL;

  assert_titles (list, "B A ");
  entry = g_list_model_get_item (G_LIST_MODEL (list), 1);
  cw_project_set_title (first, "A2");
  await (cw_project_list_save (list, first));
  assert_titles (list, "A2 B ");

  /* It is the same object, for whoever watches it. */
  same = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (entry == same);
}

static void
removing_is_undone (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *id = NULL;

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwProjectList *list = cw_services_get_projects (services);
    g_autoptr (CwProject) first = create (list, "A");
    g_autoptr (CwProject) second = create (list, "B");

    id = g_strdup (cw_project_get_id (first));
    await (cw_project_list_remove (list, id));
    assert_titles (list, "B ");
  }

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwProjectList *list = cw_services_get_projects (services);
    g_autoptr (GError) error = NULL;

    /* Its file does not bring it back. */
    assert_titles (list, "B ");
    await (cw_project_list_restore (list, id));
    assert_titles (list, "B A ");
    dex_await (cw_project_list_restore (list, "nowhere"), &error);
    g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  }
}

static void
saves_never_overtake_one_another (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwProjectList *list = cw_services_get_projects (services);
  g_autoptr (CwProject) project = create (list, "A");
  g_autofree char *path = build_path (folder, project);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  DexFuture       *last = NULL;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      cw_project_set_title (project, title);
      dex_clear (&last);
      last = cw_project_list_save (list, project);
    }
  await (last);

  expected = cw_project_file_write (project);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  assert_titles (list, "49 ");
}

static guint
count_versions (const char *folder)
{
  g_autofree char *versions = g_build_filename (folder, "projects", "versions", NULL);
  g_autoptr (GDir) directory = g_dir_open (versions, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;

  return n;
}

static void
a_version_from_before_is_kept_now_and_then (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwProjectList *list = cw_services_get_projects (services);
  g_autoptr (CwProject) project = create (list, "A");
  g_autofree char *versions = g_build_filename (folder, "projects", "versions", NULL);

  await (cw_project_list_save (list, project));
  g_assert_cmpuint (count_versions (folder), ==, 0);

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);

      cw_project_set_title (project, title);
      await (cw_project_list_save (list, project));
    }
  g_assert_cmpuint (count_versions (folder), ==, 1);

  /* As if they were of other days. */
  for (int i = 0; i < 15; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%014d.otio", cw_project_get_id (project), 1000 + i);
      g_autofree char *path = g_build_filename (versions, name, NULL);

      test_write_file (path, "{}", -1);
    }
  {
    g_autoptr (GDir) directory = g_dir_open (versions, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (directory)) != NULL)
      {
        g_autofree char *path = g_build_filename (versions, name, NULL);

        if (strstr (name, "-0000000000") == NULL)
          g_assert_cmpint (g_unlink (path), ==, 0);
      }
  }

  cw_project_set_title (project, "last");
  await (cw_project_list_save (list, project));
  g_assert_cmpuint (count_versions (folder), ==, 10);
}

static void
a_lost_database_is_made_again_from_the_files (void)
{
  g_autofree char *folder = test_folder ();
  const char      *files[] = { "library.db", "library.db-wal", "library.db-shm" };

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwProjectList *list = cw_services_get_projects (services);
    g_autoptr (CwProject) project = create (list, "A");
    g_autofree char *broken = g_build_filename (folder, "projects", "0190aaaa-0000-7000-8000-000000000000.otio", NULL);
    g_autofree char *other = g_build_filename (folder, "projects", "notes.txt", NULL);

    test_write_file (broken, "{", -1);
    test_write_file (other, "", -1);
  }

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_unlink (path);
    }

  {
    g_autoptr (CwServices) services = open_services (folder);

    assert_titles (cw_services_get_projects (services), "A ");
  }
}

static void
imports_a_copy_of_any_timeline (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "cut.otio", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  CwProjectList   *list = cw_services_get_projects (services);
  const char      *text = "{\"OTIO_SCHEMA\": \"Timeline.1\", \"name\": \"Theirs\", \"tracks\": {\"OTIO_SCHEMA\": \"Stack.1\", \"children\": ["
                          "{\"OTIO_SCHEMA\": \"Track.1\", \"kind\": \"Video\", \"children\": [{\"OTIO_SCHEMA\": \"Clip.1\", \"name\": \"a\","
                          "\"source_range\": {\"start_time\": {\"rate\": 24, \"value\": 0}, \"duration\": {\"rate\": 24, \"value\": 24}},"
                          "\"media_reference\": {\"OTIO_SCHEMA\": \"ExternalReference.1\", \"target_url\": \"media/a%20b.mov\"}}]}]}}";
  g_autofree char *expected = g_build_filename (folder, "media", "a b.mov", NULL);
  g_autoptr (CwProject) first = NULL;
  g_autoptr (CwProject) again = NULL;
  g_autofree char *own = NULL;

  test_write_file (path, text, -1);
  first = await_project (cw_project_list_import (list, path));
  g_assert_cmpstr (cw_item_get_path (cw_project_find_media (first)), ==, expected);
  assert_titles (list, "Theirs ");

  /* One of ours that is here already is another project. */
  own = build_path (folder, first);
  again = await_project (cw_project_list_import (list, own));
  g_assert_cmpstr (cw_project_get_id (again), !=, cw_project_get_id (first));
  assert_titles (list, "Theirs Theirs ");
}

static void
bad_files_give_a_sentence (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "broken.otio", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  CwProjectList *list = cw_services_get_projects (services);
  g_autoptr (CwProject) project = create (list, "A");
  g_autofree char *own = build_path (folder, project);
  g_autoptr (GError) malformed = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) gone = NULL;
  g_autoptr (GError) directory = NULL;

  test_write_file (path, "{\n\"OTIO_SCHEMA\": }", -1);
  dex_await (cw_project_list_import (list, path), &malformed);
  g_assert_error (malformed, CW_ERROR, CW_ERROR_MALFORMED);
  g_assert_nonnull (strstr (malformed->message, "“broken.otio” cannot be opened. Line 2: "));

  dex_await (cw_project_list_import (list, "/nowhere/x.otio"), &missing);
  g_assert_error (missing, CW_ERROR, CW_ERROR_MISSING);
  g_assert_nonnull (strstr (missing->message, "x.otio"));

  dex_await (cw_project_list_import (list, folder), &directory);
  g_assert_error (directory, CW_ERROR, CW_ERROR_MALFORMED);

  g_assert_cmpint (g_unlink (own), ==, 0);
  dex_await (cw_project_list_open (list, cw_project_get_id (project)), &gone);
  g_assert_error (gone, CW_ERROR, CW_ERROR_MISSING);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/project-list/a-new-project-is-upright-and-there-to-stay", a_new_project_is_upright_and_there_to_stay);
  test_add_fiber ("/project-list/the-last-changed-is-first", the_last_changed_is_first);
  test_add_fiber ("/project-list/removing-is-undone", removing_is_undone);
  test_add_fiber ("/project-list/saves-never-overtake-one-another", saves_never_overtake_one_another);
  test_add_fiber ("/project-list/a-version-from-before-is-kept-now-and-then", a_version_from_before_is_kept_now_and_then);
  test_add_fiber ("/project-list/a-lost-database-is-made-again-from-the-files", a_lost_database_is_made_again_from_the_files);
  test_add_fiber ("/project-list/imports-a-copy-of-any-timeline", imports_a_copy_of_any_timeline);
  test_add_fiber ("/project-list/bad-files-give-a-sentence", bad_files_give_a_sentence);
  return g_test_run ();
}
