/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-metadata-builder.h"
#include "cw-error.h"
#include "cw-image.h"
#include "cw-services.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <string.h>

static CwServices *
open_services (const char *folder)
{
  CwServices *services = cw_services_new (folder);
  g_autoptr (GError) error = NULL;

  dex_await (cw_services_open_library (services), &error);
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

static char *
copy_media (const char *name,
            const char *folder,
            const char *as)
{
  g_autofree char *from = test_media_path (name);
  g_autofree char *to = g_build_filename (folder, as, NULL);
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  test_write_file (to, content, (gssize) length);
  return g_steal_pointer (&to);
}

static CwClip *
import (CwLibrary  *library,
        const char *path)
{
  g_autoptr (GError) error = NULL;
  CwClip *clip = dex_await_object (cw_library_import (library, path), &error);

  g_assert_no_error (error);
  return clip;
}

static guint
count (CwLibrary *library)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cw_library_get_clips (library)));
}

/* As a view does it: it is loaded soon. */
static CwClip *
get_item (CwLibrary *library,
          guint      position)
{
  CwClip *clip = g_list_model_get_item (G_LIST_MODEL (cw_library_get_clips (library)), position);

  while (!cw_clip_get_loaded (clip))
    dex_await (dex_timeout_new_msec (1), NULL);

  return clip;
}

static void
set_query (CwLibrary  *library,
           const char *query)
{
  cw_clip_list_set_query (cw_library_get_clips (library), query);
  while (cw_clip_list_is_loading (cw_library_get_clips (library)))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static void
remove_clip (CwLibrary *library,
             CwClip    *clip)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  g_ptr_array_add (clips, clip);
  await (cw_library_remove (library, clips));
}

static void
restore (CwLibrary *library,
         CwClip    *clip)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  g_ptr_array_add (clips, clip);
  await (cw_library_restore (library, clips));
}

static gboolean
get_boolean (gpointer    object,
             const char *property)
{
  gboolean value;

  g_object_get (object, property, &value, NULL);
  return value;
}

static void
takes_a_file_in_and_remembers_it (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "My best.clip.mp4");

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwLibrary *library = cw_services_get_library (services);
    g_autoptr (CwClip) clip = NULL;

    g_assert_true (get_boolean (library, "empty"));
    clip = import (library, path);
    g_assert_cmpstr (cw_clip_get_title (clip), ==, "My best.clip");
    g_assert_cmpstr (cw_clip_get_path (clip), ==, path);
    g_assert_cmpint (cw_clip_get_duration (clip), >, 2900000000);
    g_assert_false (get_boolean (library, "empty"));
    g_assert_cmpuint (count (library), ==, 1);
    g_assert_true (cw_library_find (library, cw_clip_get_id (clip)) == clip);
    g_assert_null (cw_library_find (library, NULL));
  }

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwLibrary *library = cw_services_get_library (services);
    g_autoptr (CwClip) clip = get_item (library, 0);

    g_assert_cmpstr (cw_clip_get_title (clip), ==, "My best.clip");
    g_assert_cmpstr (cw_clip_get_path (clip), ==, path);
  }
}

static void
the_same_content_is_the_same_clip (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "a.mp4");
  g_autofree char *copy = copy_media ("h264-30", folder, "b.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  g_autoptr (CwClip) first = import (library, path);
  g_autoptr (CwClip) again = import (library, path);
  g_autoptr (CwClip) other = import (library, copy);
  g_autoptr (CwClip) back = NULL;

  g_assert_true (first == again);
  g_assert_true (first == other);
  g_assert_cmpuint (count (library), ==, 1);
  g_assert_cmpstr (cw_clip_get_path (first), ==, path);

  /* Where the first is gone, the copy takes its place. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  back = import (library, copy);
  g_assert_true (back == first);
  g_assert_cmpstr (cw_clip_get_path (first), ==, copy);
}

static void
several_files_at_a_time (void)
{
  const char      *names[] = { "h264-30", "h264-25", "silent", "h264-30", "mono-44", "h264-25" };
  DexFuture       *futures[G_N_ELEMENTS (names)];
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  guint      importing;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *as = g_strdup_printf ("%u.mp4", i);
      g_autofree char *path = copy_media (names[i], folder, as);

      futures[i] = cw_library_import (library, path);
    }

  g_object_get (library, "importing", &importing, NULL);
  g_assert_cmpuint (importing, ==, G_N_ELEMENTS (names));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    await (futures[i]);

  g_object_get (library, "importing", &importing, NULL);
  g_assert_cmpuint (importing, ==, 0);
  g_assert_cmpuint (count (library), ==, 4);
}

static void
an_import_nobody_waits_for_is_done_all_the_same (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "a.mp4");
  g_autofree char *other = copy_media ("h264-25", folder, "b.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  DexFuture *dropped = cw_library_import (library, path);
  g_autoptr (CwClip) last = NULL;

  dex_unref (dropped);
  last = import (library, other);
  g_object_unref (import (library, path));
  g_assert_cmpuint (count (library), ==, 2);
}

static void
assert_refused (CwLibrary  *library,
                const char *path,
                int         code,
                const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwClip) clip = dex_await_object (cw_library_import (library, path), &error);

  g_assert_null (clip);
  g_assert_error (error, CW_ERROR, code);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not name “%s”", error->message, word);
}

static void
bad_files_give_a_sentence_and_change_nothing (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *sound = copy_media ("sound-only", folder, "song.mp4");
  g_autofree char *text = g_build_filename (folder, "text.mp4", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.mp4", NULL);
  g_autofree char *nothing = g_build_filename (folder, "nothing.mp4", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);

  test_write_file (text, "This is no video, it is only called one.\n", -1);
  test_write_file (empty, "", 0);
  assert_refused (library, sound, CW_ERROR_INVALID, "song.mp4");
  assert_refused (library, text, CW_ERROR_MALFORMED, "text.mp4");
  assert_refused (library, empty, CW_ERROR_MALFORMED, "empty.mp4");
  assert_refused (library, nothing, CW_ERROR_MISSING, "nothing.mp4");

  g_assert_cmpuint (count (library), ==, 0);
  g_assert_true (get_boolean (library, "empty"));
}

static void
titles_last_and_are_searched (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "a.mp4");
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwLibrary *library = cw_services_get_library (services);
    g_autoptr (CwClip) clip = import (library, path);

    await (cw_library_rename (library, clip, "  The save  "));
    g_assert_cmpstr (cw_clip_get_title (clip), ==, "The save");
    dex_await (cw_library_rename (library, clip, "   "), &error);
    g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
    g_assert_cmpstr (cw_clip_get_title (clip), ==, "The save");

    set_query (library, "nowhere");
    g_assert_cmpuint (count (library), ==, 0);
    g_assert_false (get_boolean (library, "empty"));
    g_assert_true (cw_library_find (library, cw_clip_get_id (clip)) == clip);
    set_query (library, "SAVE");
    g_assert_cmpuint (count (library), ==, 1);
  }

  {
    g_autoptr (CwServices) services = open_services (folder);
    g_autoptr (CwClip) clip = get_item (cw_services_get_library (services), 0);

    g_assert_cmpstr (cw_clip_get_title (clip), ==, "The save");
  }
}

/* What is told of right after a change is that change, such as by a toast with Undo. */
static void
what_can_be_undone_is_known_with_the_change (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "a.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  g_autoptr (CwClip) clip = import (library, path);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);
      g_autofree char *before = g_strdup (cw_clip_get_title (clip));
      g_autoptr (CwCommand) undo = NULL;

      await (cw_library_rename (library, clip, title));
      g_object_get (library, "undo", &undo, NULL);
      g_assert_cmpstr (cw_command_get_kind (undo), ==, "rename");
      g_assert_cmpstr (cw_command_get_subject (undo), ==, before);
    }
}

static void
removing_leaves_the_file_and_is_undone (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "a.mp4");
  g_autofree char *newer = copy_media ("h264-25", folder, "b.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  g_autoptr (CwClip) clip = import (library, path);
  g_autoptr (CwClip) other = import (library, newer);
  g_autoptr (CwClip) last = NULL;

  remove_clip (library, clip);
  g_assert_cmpuint (count (library), ==, 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  restore (library, clip);
  g_assert_cmpuint (count (library), ==, 2);
  last = g_list_model_get_item (G_LIST_MODEL (cw_library_get_clips (library)), 1);
  g_assert_true (last == clip);

  restore (library, clip);
  g_assert_cmpuint (count (library), ==, 2);
}

static void
a_moved_file_is_missed_and_found_again (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("h264-30", folder, "a.mp4");
  g_autofree char *moved = g_build_filename (folder, "moved.mp4", NULL);
  g_autofree char *larger = copy_media ("game-60", folder, "larger.mp4");
  g_autofree char *longer = copy_media ("long-gop", folder, "longer.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  g_autoptr (CwClip) clip = import (library, path);
  const char *others[] = { larger, longer };

  await (cw_library_check (library));
  g_assert_false (cw_clip_get_missing (clip));

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  await (cw_library_check (library));
  g_assert_true (cw_clip_get_missing (clip));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      dex_await (cw_library_locate (library, clip, others[i]), &error);
      g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
      g_assert_true (cw_clip_get_missing (clip));
    }

  await (cw_library_locate (library, clip, moved));
  g_assert_false (cw_clip_get_missing (clip));
  g_assert_cmpstr (cw_clip_get_path (clip), ==, moved);

  /* And by importing it where it is now. */
  g_assert_cmpint (g_rename (moved, path), ==, 0);
  await (cw_library_check (library));
  g_assert_true (cw_clip_get_missing (clip));
  g_object_unref (import (library, path));
  g_assert_false (cw_clip_get_missing (clip));
  g_assert_cmpuint (count (library), ==, 1);
}

static void
thumbnails_are_kept (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = copy_media ("game-60", folder, "a.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  g_autoptr (CwClip) clip = import (library, path);
  g_autoptr (CwImage) image = NULL;
  g_autoptr (CwImage) again = NULL;
  g_autoptr (GError) error = NULL;

  image = dex_await_boxed (cw_library_load_thumbnail (library, clip), &error);
  g_assert_no_error (error);
  g_assert_cmpint (image->width, ==, 480);
  g_assert_cmpint (image->height, ==, 270);

  /* From the cache then, once it is written. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  for (int i = 0; i < 1000 && again == NULL; i++)
    again = dex_await_boxed (cw_library_load_thumbnail (library, clip), NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (again->width, ==, 480);
}

static void
what_is_said_in_a_clip_can_be_read (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *silent_path = copy_media ("game-60", folder, "a.mp4");
  g_autofree char *spoken_path = copy_media ("h264-30", folder, "b.mp4");
  g_autoptr (CwServices) services = open_services (folder);
  CwLibrary *library = cw_services_get_library (services);
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autoptr (CwClipMetadata) metadata = NULL;
  g_autoptr (CwClip) silent = import (library, silent_path);
  g_autoptr (CwClip) spoken = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  cw_clip_metadata_builder_set_text (builder, "transcript", "What a save");
  metadata = cw_clip_metadata_builder_end (builder);
  spoken = dex_await_object (cw_library_import_as (library, &(CwImport) { .path = spoken_path, .metadata = metadata }), &error);
  g_assert_no_error (error);

  said = dex_await_string (cw_library_load_transcript (library, spoken), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (said, ==, "What a save");
  nothing = dex_await_string (cw_library_load_transcript (library, silent), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/library/takes-a-file-in-and-remembers-it", takes_a_file_in_and_remembers_it);
  test_add_fiber ("/library/the-same-content-is-the-same-clip", the_same_content_is_the_same_clip);
  test_add_fiber ("/library/several-files-at-a-time", several_files_at_a_time);
  test_add_fiber ("/library/an-import-nobody-waits-for-is-done-all-the-same", an_import_nobody_waits_for_is_done_all_the_same);
  test_add_fiber ("/library/bad-files-give-a-sentence-and-change-nothing", bad_files_give_a_sentence_and_change_nothing);
  test_add_fiber ("/library/titles-last-and-are-searched", titles_last_and_are_searched);
  test_add_fiber ("/library/what can be undone is known with the change", what_can_be_undone_is_known_with_the_change);
  test_add_fiber ("/library/removing-leaves-the-file-and-is-undone", removing_leaves_the_file_and_is_undone);
  test_add_fiber ("/library/a-moved-file-is-missed-and-found-again", a_moved_file_is_missed_and_found_again);
  test_add_fiber ("/library/thumbnails-are-kept", thumbnails_are_kept);
  test_add_fiber ("/library/what-is-said-in-a-clip-can-be-read", what_is_said_in_a_clip_can_be_read);
  return g_test_run ();
}
