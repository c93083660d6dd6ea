/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-work-queue.h"
#include "test-support.h"

#define MOST 2
#define PIECES 6

typedef struct
{
  int        begun;
  int        freed;
  GPtrArray *promises;
  int        order[PIECES];
} Record;

typedef struct
{
  Record *record;
  int     number;
} Piece;

static DexFuture *
begin (gpointer data)
{
  Piece      *piece = data;
  DexPromise *promise = dex_promise_new ();

  piece->record->order[piece->record->begun++] = piece->number;
  g_ptr_array_add (piece->record->promises, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  piece->record->freed++;
  g_free (piece);
}

static DexFuture *
ask (CwWorkQueue *queue,
     Record      *record,
     int          number)
{
  Piece *piece = g_new (Piece, 1);

  *piece = (Piece) { record, number };
  return cw_work_queue_run (queue, begin, piece, piece_free);
}

static void
does_a_few_at_a_time_in_order (void)
{
  g_autoptr (CwWorkQueue) queue = cw_work_queue_new (MOST);
  Record     record = { .promises = g_ptr_array_new_with_free_func (dex_unref) };
  DexFuture *futures[PIECES];

  for (int i = 0; i < PIECES; i++)
    futures[i] = ask (queue, &record, i);
  g_assert_cmpint (record.begun, ==, MOST);

  for (int i = 0; i < PIECES; i++)
    {
      g_autoptr (GError) error = NULL;

      dex_promise_resolve_int (g_ptr_array_index (record.promises, (guint) i), i);
      g_assert_cmpint (dex_await_int (futures[i], &error), ==, i);
      g_assert_no_error (error);
      g_assert_cmpint (record.begun, ==, MIN (i + 1 + MOST, PIECES));
      g_assert_cmpint (record.order[i], ==, i);
    }

  g_assert_cmpint (record.freed, ==, PIECES);
  g_ptr_array_unref (record.promises);
}

static void
what_nobody_waits_for_is_never_begun (void)
{
  g_autoptr (CwWorkQueue) queue = cw_work_queue_new (1);
  Record     record = { .promises = g_ptr_array_new_with_free_func (dex_unref) };
  DexFuture *first = ask (queue, &record, 0);
  DexFuture *dropped = ask (queue, &record, 1);
  DexFuture *last = ask (queue, &record, 2);

  dex_unref (dropped);
  dex_promise_resolve_int (g_ptr_array_index (record.promises, 0), 0);
  dex_await (first, NULL);

  g_assert_cmpint (record.begun, ==, 2);
  g_assert_cmpint (record.order[1], ==, 2);
  dex_promise_resolve_int (g_ptr_array_index (record.promises, 1), 0);
  dex_await (last, NULL);
  g_assert_cmpint (record.freed, ==, 3);
  g_ptr_array_unref (record.promises);
}

static void
goes_on_after_a_failure (void)
{
  g_autoptr (CwWorkQueue) queue = cw_work_queue_new (1);
  Record     record = { .promises = g_ptr_array_new_with_free_func (dex_unref) };
  DexFuture *first = ask (queue, &record, 0);
  DexFuture *second = ask (queue, &record, 1);
  g_autoptr (GError) error = NULL;

  dex_promise_reject (g_ptr_array_index (record.promises, 0), g_error_new (CW_ERROR, CW_ERROR_MISSING, "gone"));
  dex_await (first, &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);

  g_assert_cmpint (record.begun, ==, 2);
  dex_promise_resolve_int (g_ptr_array_index (record.promises, 1), 0);
  g_assert_true (dex_await (second, NULL));
  g_ptr_array_unref (record.promises);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/work-queue/does-a-few-at-a-time-in-order", does_a_few_at_a_time_in_order);
  test_add_fiber ("/work-queue/what-nobody-waits-for-is-never-begun", what_nobody_waits_for_is_never_begun);
  test_add_fiber ("/work-queue/goes-on-after-a-failure", goes_on_after_a_failure);
  return g_test_run ();
}
