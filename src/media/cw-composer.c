/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-composer.h"

#include "cw-compositor.h"
#include "cw-error.h"
#include "cw-source-pool.h"
#include "cw-video-source.h"

#include <glib/gi18n.h>

/* A file is opened this long before it is seen, since that takes a while. */
#define AHEAD GST_SECOND

/**
 * CwComposer:
 *
 * The picture of a project at a time: finds out what is on screen, has it
 * decoded, and draws it. The same project and time give the same picture,
 * whatever was asked for before. Blocks; one thread at a time.
 */
struct _CwComposer
{
  CwProject    *project;
  int           width;
  int           height;
  guint         keep;
  guint         n_threads;
  CwSourcePool *sources;
  CwCompositor *compositor; /* nullable: made when the canvas is known */
  GstVideoInfo  canvas;
  gboolean      settled; /* whether the compositor is for this project and size */

  /* The file that gave the canvas its colours, and which. */
  char               *colour_path;
  GstVideoColorimetry colorimetry;
  GstVideoChromaSite  chroma_site;
};

static GObject *
open_source (const char *path,
             gint64      time,
             gpointer    data)
{
  CwComposer *self = data;

  return G_OBJECT (cw_video_source_new_full (path, cw_project_get_rate (self->project), time, self->n_threads));
}

/**
 * cw_composer_new:
 * @project: a project that nobody changes any more
 * @width: px of the canvas to draw, which has the shape of the project's
 * @height: px
 * @keep: how many files to leave open that are not on screen
 *
 * Returns: (transfer full): a composer
 */
CwComposer *
cw_composer_new (CwProject *project,
                 int        width,
                 int        height,
                 guint      keep)
{
  CwComposer *self = g_new0 (CwComposer, 1);

  self->keep = keep;
  self->sources = cw_source_pool_new (open_source, self);
  cw_composer_set_project (self, project, width, height);

  return self;
}

void
cw_composer_free (CwComposer *self)
{
  cw_source_pool_free (self->sources);
  g_clear_pointer (&self->compositor, cw_compositor_free);
  g_object_unref (self->project);
  g_free (self->colour_path);
  g_free (self);
}

/**
 * cw_composer_set_threads:
 * @self: a composer that has composed nothing yet
 * @n: how many threads each file is decoded with, 0 for as many as the decoder likes
 */
void
cw_composer_set_threads (CwComposer *self,
                         guint       n)
{
  self->n_threads = n;
}

/**
 * cw_composer_set_project:
 * @self: a composer
 * @project: a project that nobody changes any more
 * @width: px of the canvas to draw
 * @height: px
 *
 * Draws another project from now on. Files that both have stay open.
 */
void
cw_composer_set_project (CwComposer *self,
                         CwProject  *project,
                         int         width,
                         int         height)
{
  g_set_object (&self->project, project);
  self->width = MAX (width, 4) & ~1;
  self->height = MAX (height, 4) & ~1;
  self->settled = FALSE;
}

/* The colours of the first file that is seen are the canvas's. */
static CwItem *
find_first_item (CwProject *project)
{
  CwItem *first = NULL;
  gint64  earliest = G_MAXINT64;

  for (guint i = 0; i < cw_project_get_n_tracks (project); i++)
    {
      CwTrack *track = cw_project_get_track (project, i);

      for (guint j = 0; cw_track_get_kind (track) == CW_TRACK_VIDEO && j < cw_track_get_n_items (track); j++)
        {
          CwItem *item = cw_track_get_item (track, j);
          gint64  start = cw_track_get_start (track, j);

          if (cw_item_get_kind (item) == CW_ITEM_MEDIA && start < earliest)
            {
              first = item;
              earliest = start;
            }
        }
    }

  return first;
}

static CwFrame *
read_item (CwComposer   *self,
           CwItem       *item,
           gint64        time,
           GCancellable *cancellable,
           GError      **error)
{
  CwVideoSource *source = CW_VIDEO_SOURCE (cw_source_pool_take (self->sources, item, time));

  return cw_video_source_read (source, time, cancellable, error);
}

/* Looks the colours up, which opens a file, unless it is the one they are from. */
static gboolean
ensure_colours (CwComposer   *self,
                GCancellable *cancellable,
                GError      **error)
{
  CwItem     *item = find_first_item (self->project);
  const char *path = item != NULL ? cw_item_get_path (item) : "";
  g_autoptr (CwFrame) frame = NULL;

  if (g_strcmp0 (path, self->colour_path) == 0)
    return TRUE;

  gst_video_colorimetry_from_string (&self->colorimetry, GST_VIDEO_COLORIMETRY_BT709);
  self->chroma_site = GST_VIDEO_CHROMA_SITE_MPEG2;

  if (item != NULL)
    {
      frame = read_item (self, item, cw_item_get_in (item), cancellable, error);
      if (frame == NULL)
        return FALSE;

      self->colorimetry = frame->info.colorimetry;
      self->chroma_site = frame->info.chroma_site;
    }

  g_set_str (&self->colour_path, path);
  return TRUE;
}

static gboolean
ensure_compositor (CwComposer   *self,
                   GCancellable *cancellable,
                   GError      **error)
{
  CwRate       rate = cw_project_get_rate (self->project);
  GstVideoInfo canvas;

  if (self->settled)
    return TRUE;
  if (!ensure_colours (self, cancellable, error))
    return FALSE;

  gst_video_info_set_format (&canvas, GST_VIDEO_FORMAT_I420, (guint) self->width, (guint) self->height);
  canvas.colorimetry = self->colorimetry;
  canvas.chroma_site = self->chroma_site;
  canvas.fps_n = rate.n;
  canvas.fps_d = rate.d;

  /* Keeps what it has drawn and set up while only items change. */
  if (self->compositor == NULL || !gst_video_info_is_equal (&canvas, &self->canvas))
    {
      g_clear_pointer (&self->compositor, cw_compositor_free);
      self->canvas = canvas;
      self->compositor = cw_compositor_new (&canvas);
    }

  self->settled = TRUE;
  return TRUE;
}

/**
 * cw_composer_get_canvas:
 * @self: a composer
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer none): what the pictures are like, which may
 *   take opening a file, or %NULL on an error
 */
const GstVideoInfo *
cw_composer_get_canvas (CwComposer   *self,
                        GCancellable *cancellable,
                        GError      **error)
{
  return ensure_compositor (self, cancellable, error) ? &self->canvas : NULL;
}

/* Opens what will be seen soon. */
static void
open_ahead (CwComposer *self,
            gint64      time)
{
  for (guint i = 0; i < cw_project_get_n_tracks (self->project); i++)
    {
      CwTrack *track = cw_project_get_track (self->project, i);
      gint64   start, now;
      CwItem  *item;

      if (cw_track_get_kind (track) != CW_TRACK_VIDEO)
        continue;

      item = cw_track_find (track, time + (gint64) AHEAD, &start);
      if (item != NULL && item != cw_track_find (track, time, &now) && cw_item_get_kind (item) == CW_ITEM_MEDIA)
        cw_source_pool_take (self->sources, item, cw_item_get_in (item));
    }
}

/* Adds what TRACK shows at TIME to PIECES. */
static gboolean
add_piece (CwComposer   *self,
           CwTrack      *track,
           gint64        time,
           GArray       *pieces,
           GCancellable *cancellable,
           GError      **error)
{
  gint64  start;
  CwItem *item = cw_track_find (track, time, &start);
  CwPiece piece = { 0 };

  if (item == NULL)
    return TRUE;

  switch (cw_item_get_kind (item))
    {
    case CW_ITEM_GAP:
      return TRUE;

    case CW_ITEM_TEXT:
      piece.text = cw_item_get_text (item);
      break;

    case CW_ITEM_MEDIA:
      piece.frame = read_item (self, item, cw_item_get_in (item) + time - start, cancellable, error);
      piece.layout = cw_item_get_layout (item);
      if (piece.frame == NULL)
        return FALSE;
      break;
    }

  g_array_append_val (pieces, piece);
  return TRUE;
}

static void
piece_clear (gpointer data)
{
  g_clear_pointer (&((CwPiece *) data)->frame, cw_frame_unref);
}

/**
 * cw_composer_compose:
 * @self: a composer
 * @time: ns
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer full): the picture, as cw_composer_get_canvas()
 *   tells, not to be written to
 */
GstBuffer *
cw_composer_compose (CwComposer   *self,
                     gint64        time,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (CwPiece));
  GstBuffer *picture;
  gboolean   good = ensure_compositor (self, cancellable, error);

  g_array_set_clear_func (pieces, piece_clear);

  for (guint i = 0; good && i < cw_project_get_n_tracks (self->project); i++)
    {
      CwTrack *track = cw_project_get_track (self->project, i);

      if (cw_track_get_kind (track) == CW_TRACK_VIDEO)
        good = add_piece (self, track, time, pieces, cancellable, error);
    }

  if (good)
    open_ahead (self, time);
  cw_source_pool_end_round (self->sources, self->keep);

  if (!good)
    return NULL;

  picture = cw_compositor_draw (self->compositor, (const CwPiece *) (const void *) pieces->data, pieces->len);
  if (picture == NULL)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_ENGINE, _ ("There is not enough memory for the picture"));

  return picture;
}
