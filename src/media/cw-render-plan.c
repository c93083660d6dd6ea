/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-render-plan.h"

/* How long to wait before looking whether somebody still wants the result. */
#define PATIENCE_US (20 * G_TIME_SPAN_MILLISECOND)

/* Key intervals that a segment is long at the most, which is what waits in
 * memory, and at the least, since each begins with a search in its source. */
#define LONGEST 15
#define SHORTEST 2

/* What part of a key interval is worth to be taken from another. It costs a key
 * frame more and a search, and saves as much time as it takes to encode. */
#define LEAST_PART 6

/* A segment has more pictures than x264 holds back at its beginning: the times of
 * decoding of fewer would not go on where those of the one before end. */
#define LEAST_PICTURES 16

/* How much may wait to be written, bytes, before workers pause. */
#define MOST_WAITING (256 * 1024 * 1024)

/**
 * CwRenderPlan:
 *
 * The pictures of a rendering, divided among workers that encode at the same
 * time, and what they have encoded, in order. A segment is a run of pictures
 * that one worker encodes by itself. Who has nothing left to take gets half of
 * what another has before it, so that all end at about the same time.
 *
 * Workers take segments, ask for one picture after another and push packets; the
 * one who writes pulls. Any thread.
 */
struct _CwRenderPlan
{
  GMutex lock;
  GCond  changed;

  GPtrArray *segments; /* in order, without gaps */
  guint      current;  /* the one that is being pulled from */
  gint64     n_begun;  /* pictures handed out */
  gint64     n_told;   /* of them, as the puller knows */
  gsize      waiting;  /* bytes of packets */
  gint64     least;    /* pictures that are worth to be taken from another */
  GError    *error;

  GCancellable *cancellable; /* cancelled when it has stopped */
};

struct _CwRenderSegment
{
  gint64   start; /* its first picture */
  gint64   next;  /* its worker's next */
  gint64   end;   /* after its last */
  GQueue   packets;
  gboolean taken;
  gboolean ended;
};

static CwRenderSegment *
segment_new (gint64 start,
             gint64 end)
{
  CwRenderSegment *segment = g_new0 (CwRenderSegment, 1);

  segment->start = start;
  segment->next = start;
  segment->end = end;

  return segment;
}

static void
segment_free (gpointer data)
{
  CwRenderSegment *segment = data;

  g_queue_clear_full (&segment->packets, (GDestroyNotify) gst_sample_unref);
  g_free (segment);
}

/* As many for each worker as for every other, all as long. */
static gint64
find_length (gint64 n_frames,
             gint64 key_interval,
             gint64 n_workers)
{
  gint64 most = LONGEST * key_interval * n_workers;
  gint64 n = n_workers * ((n_frames + most - 1) / most);

  return MAX ((n_frames + n - 1) / n, MAX (SHORTEST * key_interval, LEAST_PICTURES));
}

/**
 * cw_render_plan_new:
 * @n_frames: how many pictures there are, at least one
 * @key_interval: pictures from one key frame to the next at the most, at least one
 * @n_workers: how many will encode at a time, at least one
 *
 * Returns: (transfer full): a plan
 */
CwRenderPlan *
cw_render_plan_new (gint64 n_frames,
                    gint64 key_interval,
                    guint  n_workers)
{
  CwRenderPlan *self = g_new0 (CwRenderPlan, 1);
  gint64        length = find_length (n_frames, key_interval, n_workers);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->segments = g_ptr_array_new_with_free_func (segment_free);
  self->cancellable = g_cancellable_new ();
  self->least = MAX (key_interval / LEAST_PART, LEAST_PICTURES);

  for (gint64 start = 0, end; start < n_frames; start = end)
    {
      end = n_frames - start < length + LEAST_PICTURES ? n_frames : start + length;
      g_ptr_array_add (self->segments, segment_new (start, end));
    }

  return self;
}

/**
 * cw_render_plan_free:
 * @self: a plan that no worker uses any more
 */
void
cw_render_plan_free (CwRenderPlan *self)
{
  g_ptr_array_unref (self->segments);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * cw_render_plan_get_cancellable:
 * @self: a plan
 *
 * Returns: (transfer none): what is cancelled when the workers should stop
 */
GCancellable *
cw_render_plan_get_cancellable (CwRenderPlan *self)
{
  return self->cancellable;
}

static gboolean
is_stopped (CwRenderPlan *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

/* Cuts the segment with most before it in two, and gives the second. */
static CwRenderSegment *
split (CwRenderPlan *self)
{
  CwRenderSegment *longest = NULL;
  CwRenderSegment *rest;
  guint            at = 0;

  for (guint i = self->current; i < self->segments->len; i++)
    {
      CwRenderSegment *segment = self->segments->pdata[i];

      if (longest == NULL || segment->end - segment->next > longest->end - longest->next)
        {
          longest = segment;
          at = i;
        }
    }

  if (longest == NULL || longest->end - longest->next < 2 * self->least)
    return NULL;

  rest = segment_new (longest->end - (longest->end - longest->next) / 2, longest->end);
  longest->end = rest->start;
  g_ptr_array_insert (self->segments, (int) at + 1, rest);

  return rest;
}

/**
 * cw_render_plan_take:
 * @self: a plan
 *
 * Returns: (nullable) (transfer none): what a worker that has nothing to do
 *   should encode, or %NULL when there is nothing left for it
 */
CwRenderSegment *
cw_render_plan_take (CwRenderPlan *self)
{
  CwRenderSegment *found = NULL;

  g_mutex_lock (&self->lock);

  if (!is_stopped (self))
    {
      for (guint i = self->current; i < self->segments->len && found == NULL; i++)
        if (!((CwRenderSegment *) self->segments->pdata[i])->taken)
          found = self->segments->pdata[i];

      if (found == NULL)
        found = split (self);
      if (found != NULL)
        found->taken = TRUE;
    }

  g_mutex_unlock (&self->lock);

  return found;
}

/**
 * cw_render_plan_get_start:
 * @segment: a segment
 *
 * Returns: the number of its first picture
 */
gint64
cw_render_plan_get_start (CwRenderSegment *segment)
{
  return segment->start;
}

/* Under the lock. What the writer waits for never waits for the writer. */
static gboolean
has_room (CwRenderPlan    *self,
          CwRenderSegment *segment)
{
  return self->waiting < MOST_WAITING || self->segments->pdata[self->current] == segment;
}

/**
 * cw_render_plan_next:
 * @self: a plan
 * @segment: the worker's segment
 * @frame: (out): which picture to compose now
 *
 * Waits where much that cannot be written yet is in memory.
 *
 * Returns: whether there is one; if not, the segment is to be ended
 */
gboolean
cw_render_plan_next (CwRenderPlan    *self,
                     CwRenderSegment *segment,
                     gint64          *frame)
{
  gboolean more;

  g_mutex_lock (&self->lock);

  while (!is_stopped (self) && !has_room (self, segment))
    g_cond_wait (&self->changed, &self->lock);

  more = !is_stopped (self) && segment->next < segment->end;
  if (more)
    {
      *frame = segment->next++;
      self->n_begun++;
    }

  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return more;
}

/**
 * cw_render_plan_push:
 * @self: a plan
 * @segment: a segment
 * @packet: (transfer full): the next coded picture of it
 */
void
cw_render_plan_push (CwRenderPlan    *self,
                     CwRenderSegment *segment,
                     GstSample       *packet)
{
  g_mutex_lock (&self->lock);
  self->waiting += gst_buffer_get_size (gst_sample_get_buffer (packet));
  g_queue_push_tail (&segment->packets, packet);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/**
 * cw_render_plan_end:
 * @self: a plan
 * @segment: a segment all of whose packets were pushed
 */
void
cw_render_plan_end (CwRenderPlan    *self,
                    CwRenderSegment *segment)
{
  g_mutex_lock (&self->lock);
  segment->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Under the lock. */
static void
stop (CwRenderPlan *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cond_broadcast (&self->changed);
}

/**
 * cw_render_plan_fail:
 * @self: a plan
 * @error: (transfer full): why a worker cannot go on
 *
 * Ends it all. The first error is what cw_render_plan_pull() gives.
 */
void
cw_render_plan_fail (CwRenderPlan *self,
                     GError       *error)
{
  g_mutex_lock (&self->lock);
  if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  stop (self);
  g_mutex_unlock (&self->lock);

  g_clear_error (&error);
}

/**
 * cw_render_plan_stop:
 * @self: a plan
 *
 * Has workers end as soon as they can, since nobody wants the result any more.
 */
void
cw_render_plan_stop (CwRenderPlan *self)
{
  g_mutex_lock (&self->lock);
  stop (self);
  g_mutex_unlock (&self->lock);
}

/* Under the lock. */
static gboolean
is_over (CwRenderPlan *self)
{
  return self->current == self->segments->len;
}

/* The next packet in order, where it is there. Under the lock. */
static GstSample *
take_packet (CwRenderPlan *self)
{
  while (!is_over (self))
    {
      CwRenderSegment *segment = self->segments->pdata[self->current];
      GstSample       *packet = g_queue_pop_head (&segment->packets);

      if (packet != NULL)
        {
          self->waiting -= gst_buffer_get_size (gst_sample_get_buffer (packet));
          return packet;
        }
      if (!segment->ended)
        return NULL;

      self->current++;
    }

  return NULL;
}

/**
 * cw_render_plan_pull:
 * @self: a plan
 * @packet: (out) (nullable) (transfer full): the next packet, if there is one
 * @n_begun: (out): how many pictures have been handed out until now, which is at
 *   least as many as packets
 * @cancellable: (nullable): gives up
 * @error: place for an error: what a worker failed with, or that it was cancelled
 *
 * Waits until there is a packet, or more is handed out, or everything was pulled.
 *
 * Returns: whether all is well
 */
gboolean
cw_render_plan_pull (CwRenderPlan *self,
                     GstSample   **packet,
                     gint64       *n_begun,
                     GCancellable *cancellable,
                     GError      **error)
{
  gboolean good;

  g_mutex_lock (&self->lock);

  while ((*packet = take_packet (self)) == NULL && !is_over (self) && self->n_begun == self->n_told && self->error == NULL && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + PATIENCE_US);

  self->n_told = self->n_begun;
  *n_begun = self->n_begun;
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  good = self->error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error);

  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  if (!good)
    g_clear_pointer (packet, gst_sample_unref);
  return good;
}

/**
 * cw_render_plan_is_over:
 * @self: a plan
 *
 * Returns: whether every packet has been pulled
 */
gboolean
cw_render_plan_is_over (CwRenderPlan *self)
{
  gboolean over;

  g_mutex_lock (&self->lock);
  over = is_over (self);
  g_mutex_unlock (&self->lock);

  return over;
}
