/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-project-builder.h"
#include "cw-single-cut.h"

/**
 * cw_single_cut_get_in:
 * @project: a project
 *
 * Returns: where the first media begins in its file, in ns; 0 where there is none
 */
gint64
cw_single_cut_get_in (CwProject *project)
{
  CwItem *media = cw_project_find_media (project);

  return media != NULL ? cw_item_get_in (media) : 0;
}

/**
 * cw_single_cut_get_out:
 * @project: a project
 *
 * Returns: where the first media ends in its file, in ns; 0 where there is none
 */
gint64
cw_single_cut_get_out (CwProject *project)
{
  CwItem *media = cw_project_find_media (project);

  return media != NULL ? cw_item_get_in (media) + cw_item_get_duration (media) : 0;
}

/**
 * cw_single_cut_get_source_duration:
 * @project: a project
 *
 * Returns: how long the first media's file is, in ns; where that is unknown, as
 *   long as what is used of it
 */
gint64
cw_single_cut_get_source_duration (CwProject *project)
{
  CwItem *media = cw_project_find_media (project);

  if (media == NULL)
    return 0;

  return cw_item_get_available (media) > 0 ? cw_item_get_available (media) : cw_single_cut_get_out (project);
}

/**
 * cw_single_cut_get_source_path:
 * @project: a project
 *
 * Returns: (nullable): the first media's file; %NULL where there is none
 */
const char *
cw_single_cut_get_source_path (CwProject *project)
{
  CwItem *media = cw_project_find_media (project);

  return media != NULL ? cw_item_get_path (media) : NULL;
}

/**
 * cw_single_cut_get_layout:
 * @project: a project
 *
 * Returns: (transfer none): the first media's layout; some layout where there is none
 */
const CwLayout *
cw_single_cut_get_layout (CwProject *project)
{
  static CwLayout none;
  CwItem         *media = cw_project_find_media (project);

  if (media != NULL)
    return cw_item_get_layout (media);

  none = cw_layout_default (CW_LAYOUT_ORIGINAL);
  return &none;
}

/**
 * cw_single_cut_get_text:
 * @project: a project
 *
 * Returns: what is written over the picture, "" for nothing
 */
const char *
cw_single_cut_get_text (CwProject *project)
{
  CwItem *text = cw_project_find_text (project);

  return text != NULL ? cw_item_get_text (text)->content : "";
}

/**
 * cw_single_cut_get_volume:
 * @project: a project
 *
 * Returns: the first media's volume; 1 where there is none
 */
double
cw_single_cut_get_volume (CwProject *project)
{
  CwItem *media = cw_project_find_media (project);

  return media != NULL ? cw_item_get_volume (media) : 1;
}

/**
 * cw_single_cut_move:
 * @project: a project, which is changed
 * @from: a file's path
 * @to: where that file is now
 *
 * Points all media of the file @from at @to.
 */
void
cw_single_cut_move (CwProject  *project,
                    const char *from,
                    const char *to)
{
  for (guint i = 0; i < cw_project_get_n_tracks (project); i++)
    {
      CwTrack *track = cw_project_get_track (project, i);

      for (guint j = 0; j < cw_track_get_n_items (track); j++)
        {
          CwItem *item = cw_track_get_item (track, j);

          if (cw_item_get_kind (item) == CW_ITEM_MEDIA && g_str_equal (cw_item_get_path (item), from))
            cw_item_set_path (item, to);
        }
    }
}
