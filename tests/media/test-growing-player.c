/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-player.h"
#include "test-media.h"
#include "test-support.h"

#include <gtk/gtk.h>

#define MS G_GINT64_CONSTANT (1000000)
#define PATIENCE_S 20

/* A file that comes as the test says. */
typedef struct
{
  CwGrowingFile *file;
  char          *content;
  gsize          size;
  CwPlayer      *player;
} Fixture;

static gboolean
on_too_late (gpointer data)
{
  g_error ("waited too long for: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until CONDITION. */
#define wait_until(condition)                                                            \
  G_STMT_START                                                                           \
  {                                                                                      \
    guint late = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) #condition); \
                                                                                         \
    while (!(condition))                                                                 \
      g_main_context_iteration (NULL, TRUE);                                             \
    g_source_remove (late);                                                              \
  }                                                                                      \
  G_STMT_END

static Fixture
set_up (const char *name)
{
  Fixture          fixture = { .player = cw_player_new () };
  g_autofree char *whole = test_media_path (name);
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "clip.part", NULL);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (whole, &fixture.content, &fixture.size, &error);
  g_assert_no_error (error);
  fixture.file = cw_growing_file_new (path);
  g_assert_true (cw_growing_file_open (fixture.file, &error));
  cw_player_open_growing (fixture.player, fixture.file);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->player);
  g_object_unref (fixture->file);
  g_free (fixture->content);
}

/* Lets it come up to a part of the whole. */
static void
let_come (Fixture *fixture,
          double   part)
{
  gsize have = (gsize) cw_growing_file_get_length (fixture->file);
  gsize want = (gsize) ((double) fixture->size * part);
  g_autoptr (GError) error = NULL;

  cw_growing_file_set_total (fixture->file, (goffset) fixture->size);
  cw_growing_file_append (fixture->file, fixture->content + have, want - have, &error);
  g_assert_no_error (error);
}

static void
let_all_come (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  let_come (fixture, 1);
  g_assert_true (cw_growing_file_complete (fixture->file, NULL, &error));
}

static void
plays_while_it_comes (void)
{
  Fixture fixture = set_up ("index-first");

  wait_until (cw_player_get_buffering (fixture.player));
  g_assert_false (cw_player_get_ready (fixture.player));

  let_come (&fixture, 0.3);
  wait_until (cw_player_get_ready (fixture.player));
  g_assert_cmpint (ABS (cw_player_get_duration (fixture.player) - 10000 * MS), <, 50 * MS);

  /* It stands still where there is no more. */
  cw_player_set_playing (fixture.player, TRUE);
  wait_until (cw_player_get_position (fixture.player) > 100 * MS);
  wait_until (cw_player_get_buffering (fixture.player));
  g_assert_cmpint (cw_player_get_position (fixture.player), <, 4000 * MS);
  g_assert_true (cw_player_get_playing (fixture.player));

  let_come (&fixture, 0.6);
  wait_until (!cw_player_get_buffering (fixture.player));
  let_all_come (&fixture);
  cw_player_seek (fixture.player, 9500 * MS, TRUE);
  wait_until (cw_player_get_ended (fixture.player));
  g_assert_false (cw_player_get_buffering (fixture.player));
  g_assert_cmpstr (cw_player_get_error (fixture.player), ==, NULL);
  tear_down (&fixture);
}

static void
a_seek_to_what_is_not_there_waits_for_it (void)
{
  Fixture fixture = set_up ("index-first");
  gint64  began;

  let_come (&fixture, 0.4);
  wait_until (cw_player_get_ready (fixture.player));

  /* That holds nothing up, nor does going back. */
  began = g_get_monotonic_time ();
  cw_player_seek (fixture.player, 8000 * MS, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_TIME_SPAN_SECOND);
  wait_until (cw_player_get_buffering (fixture.player));
  g_assert_cmpint (cw_player_get_position (fixture.player), ==, 8000 * MS);

  let_come (&fixture, 0.7);
  let_all_come (&fixture);
  wait_until (!cw_player_get_buffering (fixture.player));
  cw_player_set_playing (fixture.player, TRUE);
  wait_until (cw_player_get_ended (fixture.player));
  tear_down (&fixture);
}

static void
with_the_index_at_the_end_it_plays_once_whole (void)
{
  Fixture fixture = set_up ("h264-30");

  let_come (&fixture, 0.9);
  wait_until (cw_player_get_buffering (fixture.player));
  g_assert_false (cw_player_get_ready (fixture.player));
  let_all_come (&fixture);
  wait_until (cw_player_get_ready (fixture.player));
  cw_player_set_playing (fixture.player, TRUE);
  wait_until (cw_player_get_ended (fixture.player));
  tear_down (&fixture);
}

static void
says_why_no_more_comes (void)
{
  Fixture fixture = set_up ("index-first");

  let_come (&fixture, 0.3);
  wait_until (cw_player_get_ready (fixture.player));
  cw_player_set_playing (fixture.player, TRUE);
  wait_until (cw_player_get_buffering (fixture.player));
  cw_growing_file_fail (fixture.file, &(GError) { CW_ERROR, CW_ERROR_OFFLINE, (char *) "The connection broke" });
  wait_until (cw_player_get_error (fixture.player) != NULL);
  g_assert_cmpstr (cw_player_get_error (fixture.player), ==, "The connection broke");
  g_assert_false (cw_player_get_buffering (fixture.player));
  g_assert_false (cw_player_get_playing (fixture.player));
  tear_down (&fixture);
}

static void
may_be_closed_while_it_waits (void)
{
  GLogLevelFlags fatal;

  /* playbin3 warns when it is stopped while it links its own elements. */
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  for (int i = 0; i < 10; i++)
    {
      Fixture fixture = set_up ("index-first");

      cw_player_set_playing (fixture.player, i % 2 == 0);
      if (i % 3 > 0)
        let_come (&fixture, 0.1 * i);
      if (i % 3 == 1)
        wait_until (cw_player_get_buffering (fixture.player) || cw_player_get_ready (fixture.player));
      for (int turn = 0; turn < i * 5; turn++)
        g_main_context_iteration (NULL, FALSE);
      cw_player_seek (fixture.player, 9000 * MS, TRUE);
      if (i % 4 == 0)
        cw_player_close (fixture.player);
      tear_down (&fixture);
    }

  g_log_set_always_fatal (fatal);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  gtk_init ();

  /* As g_application_run() does: the sink asks this thread to do things. */
  g_main_context_acquire (NULL);
  g_test_add_func ("/growing-player/plays while it comes", plays_while_it_comes);
  g_test_add_func ("/growing-player/a seek to what is not there waits for it", a_seek_to_what_is_not_there_waits_for_it);
  g_test_add_func ("/growing-player/with the index at the end it plays once whole", with_the_index_at_the_end_it_plays_once_whole);
  g_test_add_func ("/growing-player/says why no more comes", says_why_no_more_comes);
  g_test_add_func ("/growing-player/may be closed while it waits", may_be_closed_while_it_waits);
  return g_test_run ();
}
