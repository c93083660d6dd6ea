/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-render-plan.h"
#include "test-support.h"

/* A coded picture that knows its number. */
static GstSample *
make_packet (gint64 frame,
             gsize  size)
{
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);
  GstSample *sample;

  GST_BUFFER_OFFSET (buffer) = (guint64) frame;
  sample = gst_sample_new (buffer, NULL, NULL, NULL);
  gst_buffer_unref (buffer);

  return sample;
}

static gint64
read_packet (GstSample *packet)
{
  return (gint64) GST_BUFFER_OFFSET (gst_sample_get_buffer (packet));
}

/* Encodes what is left of SEGMENT: how many pictures. */
static gint64
encode (CwRenderPlan    *plan,
        CwRenderSegment *segment)
{
  gint64 frame, n = 0;

  for (; cw_render_plan_next (plan, segment, &frame); n++)
    cw_render_plan_push (plan, segment, make_packet (frame, 1));
  cw_render_plan_end (plan, segment);

  return n;
}

static gpointer
work (gpointer data)
{
  CwRenderSegment *segment;

  while ((segment = cw_render_plan_take (data)) != NULL)
    encode (data, segment);

  return NULL;
}

/* Pulls all of PLAN and sees that it is complete. */
static void
check_all (CwRenderPlan *plan,
           gint64        n_frames)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0, begun = 0;

  while (!cw_render_plan_is_over (plan))
    {
      g_autoptr (GstSample) packet = NULL;

      g_assert_true (cw_render_plan_pull (plan, &packet, &begun, NULL, &error));
      g_assert_no_error (error);
      if (packet != NULL)
        g_assert_cmpint (read_packet (packet), ==, n++);
      g_assert_cmpint (begun, >=, n);
    }

  g_assert_cmpint (n, ==, n_frames);
  g_assert_cmpint (begun, ==, n_frames);
}

static void
gives_every_picture_once_and_in_order (void)
{
  static const gint64 lengths[] = { 1, 2, 59, 60, 61, 119, 120, 121, 239, 240, 241, 1000, 3600, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint n_workers = 1; n_workers <= 9; n_workers += 2)
      {
        g_autoptr (CwRenderPlan) plan = cw_render_plan_new (lengths[i], 60, n_workers);
        GThread *workers[9];

        for (guint j = 0; j < n_workers; j++)
          workers[j] = g_thread_new ("worker", work, plan);
        check_all (plan, lengths[i]);
        for (guint j = 0; j < n_workers; j++)
          g_thread_join (workers[j]);
      }
}

static void
gives_half_of_what_another_has_left (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (1200, 60, 2);
  CwRenderSegment *slow = cw_render_plan_take (plan);
  CwRenderSegment *quick = cw_render_plan_take (plan);
  CwRenderSegment *taken;
  gint64           frame;

  g_assert_cmpint (cw_render_plan_get_start (slow), ==, 0);
  g_assert_cmpint (cw_render_plan_get_start (quick), ==, 600);
  for (int i = 0; i < 200; i++)
    {
      g_assert_true (cw_render_plan_next (plan, slow, &frame));
      cw_render_plan_push (plan, slow, make_packet (frame, 1));
    }
  g_assert_cmpint (encode (plan, quick), ==, 600);

  taken = cw_render_plan_take (plan);
  g_assert_cmpint (cw_render_plan_get_start (taken), ==, 400);
  g_assert_cmpint (encode (plan, taken), ==, 200);
  g_assert_cmpint (encode (plan, slow), ==, 200);
  g_assert_null (cw_render_plan_take (plan));
  check_all (plan, 1200);
}

static void
leaves_alone_what_is_nearly_done (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (240, 60, 2);
  CwRenderSegment *slow = cw_render_plan_take (plan);
  gint64           frame;

  encode (plan, cw_render_plan_take (plan));
  for (int i = 0; i < 101; i++)
    {
      g_assert_true (cw_render_plan_next (plan, slow, &frame));
      cw_render_plan_push (plan, slow, make_packet (frame, 1));
    }

  g_assert_null (cw_render_plan_take (plan));
  g_assert_cmpint (encode (plan, slow), ==, 19);
  check_all (plan, 240);
}

/* So that no more than half a minute of a long one waits in memory. */
static void
hands_a_long_one_out_bit_by_bit (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (100000, 120, 2);

  for (int i = 0; i < 10; i++)
    {
      CwRenderSegment *segment = cw_render_plan_take (plan);

      g_assert_cmpint (encode (plan, segment), <=, 1800);
    }
}

static void
does_not_divide_what_is_short (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (120, 60, 8);

  g_assert_cmpint (encode (plan, cw_render_plan_take (plan)), ==, 120);
  g_assert_null (cw_render_plan_take (plan));
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* Fewer pictures than the encoder holds back would not follow on each other. */
static void
never_makes_a_segment_of_a_few_pictures (void)
{
  for (gint64 n_frames = 17; n_frames < 700; n_frames += 13)
    {
      g_autoptr (CwRenderPlan) plan = cw_render_plan_new (n_frames, 10, 4);
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gint64));
      CwRenderSegment *segment;

      while ((segment = cw_render_plan_take (plan)) != NULL)
        {
          gint64 start = cw_render_plan_get_start (segment);

          g_array_append_val (starts, start);
        }
      g_array_append_val (starts, n_frames);
      g_array_sort (starts, compare);

      for (guint i = 1; i < starts->len; i++)
        g_assert_cmpint (g_array_index (starts, gint64, i) - g_array_index (starts, gint64, i - 1), >=, 16);
    }
}

static void
tells_the_first_error_and_stops (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (1200, 60, 2);
  CwRenderSegment *segment = cw_render_plan_take (plan);
  g_autoptr (GstSample) packet = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n;

  cw_render_plan_push (plan, segment, make_packet (0, 1));
  cw_render_plan_fail (plan, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "first"));
  cw_render_plan_fail (plan, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "second"));

  g_assert_false (cw_render_plan_pull (plan, &packet, &n, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_null (packet);
  g_assert_false (cw_render_plan_next (plan, segment, &n));
  g_assert_null (cw_render_plan_take (plan));
  g_assert_true (g_cancellable_is_cancelled (cw_render_plan_get_cancellable (plan)));
}

static void
gives_up_waiting_when_it_is_cancelled (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (1200, 60, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GstSample) packet = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n;

  g_cancellable_cancel (cancellable);
  g_assert_false (cw_render_plan_pull (plan, &packet, &n, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  CwRenderPlan    *plan;
  CwRenderSegment *segment;
  int              pulled;
} Pause;

static gpointer
ask_for_more (gpointer data)
{
  Pause *pause = data;
  gint64 frame;

  g_assert_true (cw_render_plan_next (pause->plan, pause->segment, &frame));
  g_assert_true (g_atomic_int_get (&pause->pulled));

  return NULL;
}

/* What waits is only allocated, never touched. */
static void
pauses_who_is_far_ahead_while_much_waits (void)
{
  g_autoptr (CwRenderPlan) plan = cw_render_plan_new (1200, 60, 2);
  CwRenderSegment *first = cw_render_plan_take (plan);
  Pause            pause = { .plan = plan, .segment = cw_render_plan_take (plan) };
  g_autoptr (GstSample) packet = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64   frame, n;

  g_assert_true (cw_render_plan_next (plan, first, &frame));
  cw_render_plan_push (plan, first, make_packet (frame, 300 * 1024 * 1024));
  g_assert_true (cw_render_plan_next (plan, first, &frame));

  thread = g_thread_new ("ahead", ask_for_more, &pause);
  g_thread_yield ();
  g_atomic_int_set (&pause.pulled, 1);
  g_assert_true (cw_render_plan_pull (plan, &packet, &n, NULL, &error));
  g_thread_join (thread);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  gst_init (NULL, NULL);

  g_test_add_func ("/render-plan/gives every picture once and in order", gives_every_picture_once_and_in_order);
  g_test_add_func ("/render-plan/gives half of what another has left", gives_half_of_what_another_has_left);
  g_test_add_func ("/render-plan/leaves alone what is nearly done", leaves_alone_what_is_nearly_done);
  g_test_add_func ("/render-plan/hands a long one out bit by bit", hands_a_long_one_out_bit_by_bit);
  g_test_add_func ("/render-plan/does not divide what is short", does_not_divide_what_is_short);
  g_test_add_func ("/render-plan/never makes a segment of a few pictures", never_makes_a_segment_of_a_few_pictures);
  g_test_add_func ("/render-plan/tells the first error and stops", tells_the_first_error_and_stops);
  g_test_add_func ("/render-plan/gives up waiting when it is cancelled", gives_up_waiting_when_it_is_cancelled);
  g_test_add_func ("/render-plan/pauses who is far ahead while much waits", pauses_who_is_far_ahead_while_much_waits);

  return g_test_run ();
}
