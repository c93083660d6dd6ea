/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json-text.h"
#include "cw-json.h"
#include "cw-project-file.h"
#include "cw-project-reader.h"
#include "cw-project-writer.h"

#include <string.h>

/**
 * cw_project_file_write:
 * @project: a project
 *
 * Frames are what other editors see, exact times are kept beside them. What
 * another editor left in the file that @project was read from is put back.
 *
 * Returns: (transfer full): the file's text, always the same for the same project
 */
char *
cw_project_file_write (CwProject *project)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  g_return_val_if_fail (CW_IS_PROJECT (project), NULL);

  json_node_take_object (node, cw_project_writer_build (project));
  text = cw_json_to_text (node, TRUE);

  return g_strconcat (text, "\n", NULL);
}

/**
 * cw_project_file_read:
 * @text: what is in the file, whatever that is
 * @length: bytes of @text, or -1 where it ends with a zero
 * @error: %CW_ERROR_MALFORMED with the line and the reason where it is no
 *   project, %CW_ERROR_UNSUPPORTED where it was made by a newer version
 *
 * Reads files of other editors as well: what they have and this program has not
 * (transitions, effects, markers, nested timelines, their own metadata) is kept
 * for writing; what cannot be shown is a gap. Where another editor has changed
 * the frames of one of our files, its times are taken.
 *
 * A path that is not absolute is relative to the file's folder, which is not
 * known here: the caller has to see to it.
 *
 * Returns: (transfer full) (nullable): the project
 */
CwProject *
cw_project_file_read (const char *text,
                      gssize      length,
                      GError    **error)
{
  g_autoptr (JsonNode) node = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  node = cw_json_text_parse (text, size, error);
  if (node == NULL)
    return NULL;

  return cw_project_reader_read (node, text, size, error);
}
