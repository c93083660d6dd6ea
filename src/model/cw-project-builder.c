/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-project-builder.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

/* Finds the lowest item of KIND, and where it is. */
static CwItem *
find_item (CwProject *self,
           CwItemKind kind,
           CwTrack  **track)
{
  for (guint i = 0; i < cw_project_get_n_tracks (self); i++)
    {
      *track = cw_project_get_track (self, i);
      for (guint j = 0; cw_track_get_kind (*track) == CW_TRACK_VIDEO && j < cw_track_get_n_items (*track); j++)
        if (cw_item_get_kind (cw_track_get_item (*track, j)) == kind)
          return cw_track_get_item (*track, j);
    }

  return NULL;
}

static gboolean
check_range (const char        *path,
             const CwMediaInfo *info,
             gint64             in,
             gint64             out,
             GError           **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *length = cw_timecode_format (info->duration);
  g_autofree char *start = cw_timecode_format (in);
  g_autofree char *end = cw_timecode_format (out);

  if (!info->has_video || info->width <= 0 || info->height <= 0)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” has no picture, so no video can be made of it"), name);
  else if (info->duration <= 0)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” has no duration, so no video can be made of it"), name);
  else if (in < 0 || in >= info->duration)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("The start %s lies beyond the end of “%s”, which is %s long"), start, name, length);
  else if (out >= 0 && out <= in)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("The end %s does not lie after the start %s"), end, start);
  else
    return TRUE;

  return FALSE;
}

/**
 * cw_project_new_for_media:
 * @path: the media file's absolute path
 * @info: what the file is
 * @clip_id: (nullable): the id of the library's clip
 * @title: what the user calls it
 * @in: ns into the file
 * @out: ns into the file, beyond its end or negative for up to its end
 * @layout: (nullable): how the picture lies on the canvas; %NULL for all of it
 * @preset: what it is made for, which decides the canvas
 * @error: %CW_ERROR_INVALID where the file has no picture or the range is empty
 *
 * Returns: (transfer full) (nullable): a project of one video track with one item
 */
CwProject *
cw_project_new_for_media (const char        *path,
                          const CwMediaInfo *info,
                          const char        *clip_id,
                          const char        *title,
                          gint64             in,
                          gint64             out,
                          const CwLayout    *layout,
                          const CwPreset    *preset,
                          GError           **error)
{
  g_autoptr (CwProject) self = NULL;
  g_autoptr (CwTrack) track = NULL;
  g_autoptr (CwItem) item = NULL;
  gint64 end;

  g_return_val_if_fail (path != NULL && info != NULL && title != NULL && preset != NULL, NULL);

  if (!check_range (path, info, in, out, error))
    return NULL;

  end = out < 0 ? info->duration : MIN (out, info->duration);
  item = cw_item_new_media (path, in, end - in);
  cw_item_set_name (item, title);
  cw_item_set_clip_id (item, clip_id);
  cw_item_set_available (item, info->duration);
  cw_item_set_source (item, info->width, info->height, info->rate);
  if (layout != NULL)
    cw_item_set_layout (item, layout);

  track = cw_track_new (CW_TRACK_VIDEO, "V1");
  cw_track_insert (track, 0, item);

  self = cw_project_new (title);
  cw_project_add_track (self, track);
  cw_project_apply_preset (self, preset);

  return g_steal_pointer (&self);
}

/**
 * cw_project_find_media:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): the first media of the lowest track with a picture
 */
CwItem *
cw_project_find_media (CwProject *self)
{
  CwTrack *track;

  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return find_item (self, CW_ITEM_MEDIA, &track);
}

/**
 * cw_project_find_text:
 * @self: a project
 *
 * Returns: (transfer none) (nullable): the first text of the lowest track that has one
 */
CwItem *
cw_project_find_text (CwProject *self)
{
  CwTrack *track;

  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return find_item (self, CW_ITEM_TEXT, &track);
}

/**
 * cw_project_set_media_range:
 * @self: a project
 * @in: ns into the file
 * @duration: ns
 *
 * Sets the range of the first media. A text that lay over the whole project
 * still does so.
 */
void
cw_project_set_media_range (CwProject *self,
                            gint64     in,
                            gint64     duration)
{
  CwItem  *media;
  CwItem  *text;
  gboolean spanning;

  g_return_if_fail (CW_IS_PROJECT (self));

  media = cw_project_find_media (self);
  g_return_if_fail (media != NULL);

  text = cw_project_find_text (self);
  spanning = text != NULL && cw_item_get_duration (text) == cw_project_get_duration (self);

  /* Out of the way, or the project could not become shorter than its text. */
  if (spanning)
    cw_item_set_range (text, 0, 0);

  cw_item_set_range (media, in, duration);

  if (spanning)
    cw_item_set_range (text, 0, cw_project_get_duration (self));
}

static void
remove_text (CwProject *self,
             CwTrack   *track,
             CwItem    *text)
{
  guint position = 0;

  while (cw_track_get_item (track, position) != text)
    position++;
  cw_track_remove (track, position);

  if (cw_track_get_n_items (track) > 0)
    return;

  for (position = 0; cw_project_get_track (self, position) != track; position++)
    ;
  cw_project_remove_track (self, position);
}

/* Where a title is out of the way: over the seam between camera and game, or
 * else where every title begins. */
static double
get_title_place (CwItem       *media,
                 const CwText *fresh)
{
  const CwLayout *layout = media != NULL ? cw_item_get_layout (media) : NULL;

  return layout != NULL && layout->kind == CW_LAYOUT_FACECAM ? layout->camera_share : fresh->y;
}

static void
add_text (CwProject  *self,
          const char *content)
{
  g_autoptr (CwText) text = cw_text_new (content);
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, "Text");
  g_autoptr (CwItem) item = NULL;

  text->y = get_title_place (cw_project_find_media (self), text);
  item = cw_item_new_text (text, cw_project_get_duration (self));
  cw_track_insert (track, 0, item);
  cw_project_add_track (self, track);
}

/**
 * cw_project_set_text:
 * @self: a project
 * @content: (nullable): what to write over the picture; %NULL or "" for nothing
 *
 * Sets the project's text, which keeps its place and looks where there is one
 * already. A new one lies over the whole project, on a track of its own, where
 * the layout leaves room for it.
 */
void
cw_project_set_text (CwProject  *self,
                     const char *content)
{
  CwTrack *track;
  CwItem  *item;
  gboolean wanted = content != NULL && *content != '\0';

  g_return_if_fail (CW_IS_PROJECT (self));

  item = find_item (self, CW_ITEM_TEXT, &track);
  if (item != NULL && wanted)
    {
      g_autoptr (CwText) text = cw_text_copy (cw_item_get_text (item));

      g_set_str (&text->content, content);
      cw_item_set_text (item, text);
    }
  else if (item != NULL)
    {
      remove_text (self, track, item);
    }
  else if (wanted)
    {
      add_text (self, content);
    }
}

/**
 * cw_project_place_text:
 * @self: a project
 * @x: the text's centre, a share of the canvas's width
 * @y: the text's centre, a share of the canvas's height
 * @size: height of a line, a share of the canvas's height
 *
 * Returns: whether there is a text and this is news to it
 */
gboolean
cw_project_place_text (CwProject *self,
                       double     x,
                       double     y,
                       double     size)
{
  g_autoptr (CwText) text = NULL;
  CwItem *item;

  g_return_val_if_fail (CW_IS_PROJECT (self), FALSE);

  item = cw_project_find_text (self);
  if (item == NULL)
    return FALSE;

  text = cw_text_copy (cw_item_get_text (item));
  text->x = CLAMP (x, 0, 1);
  text->y = CLAMP (y, 0, 1);
  text->size = CLAMP (size, 0.01, 0.5);
  if (cw_text_equal (text, cw_item_get_text (item)))
    return FALSE;

  cw_item_set_text (item, text);
  return TRUE;
}

/**
 * cw_project_set_layout:
 * @self: a project with media
 * @layout: how the media's picture lies on the canvas
 *
 * A text that is still where the old layout had room for it goes to where the
 * new one has.
 */
void
cw_project_set_layout (CwProject      *self,
                       const CwLayout *layout)
{
  CwItem       *media;
  CwItem       *item;
  const CwText *text;

  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (layout != NULL);

  media = cw_project_find_media (self);
  item = cw_project_find_text (self);
  text = item != NULL ? cw_item_get_text (item) : NULL;
  g_return_if_fail (media != NULL);

  if (text != NULL)
    {
      g_autoptr (CwText) moved = cw_text_copy (text);
      g_autoptr (CwText) fresh = cw_text_new (text->content);
      gboolean untouched = text->y == get_title_place (media, fresh);

      cw_item_set_layout (media, layout);
      moved->y = get_title_place (media, fresh);
      if (untouched)
        cw_item_set_text (item, moved);
    }
  else
    {
      cw_item_set_layout (media, layout);
    }
}

/**
 * cw_project_apply_preset:
 * @self: a project
 * @preset: what it is made for
 *
 * Gives the canvas the preset's size and the source's rate, as far as the
 * preset allows it. Where the preset leaves the size to the source, or the
 * source is unknown, what is not known stays as it is.
 */
void
cw_project_apply_preset (CwProject      *self,
                         const CwPreset *preset)
{
  CwItem *media;
  CwRate  rate;
  int     width, height;

  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (preset != NULL);

  media = cw_project_find_media (self);
  rate = media != NULL ? cw_item_get_source_rate (media) : (CwRate) { 0, 1 };
  width = preset->width > 0 || media == NULL ? preset->width : cw_item_get_source_width (media);
  height = preset->height > 0 || media == NULL ? preset->height : cw_item_get_source_height (media);

  cw_project_set_preset_id (self, preset->id);
  if (width > 0 && height > 0)
    cw_project_set_size (self, width, height);
  cw_project_set_rate (self, cw_preset_limit_rate (preset, rate.n > 0 ? rate : cw_project_get_rate (self)));
}
