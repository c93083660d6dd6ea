/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-item-reader.h"
#include "cw-json.h"
#include "cw-otio.h"
#include "cw-project-reader.h"

#include <glib/gi18n.h>

/* What other editors cut for, as their files do not say. */
#define FOREIGN_WIDTH 1920
#define FOREIGN_HEIGHT 1080

static const char *const timeline_members[] = { "OTIO_SCHEMA", "name", "tracks", NULL };
static const char *const stack_members[] = { "OTIO_SCHEMA", "name", "children", NULL };
static const char *const track_members[] = { "OTIO_SCHEMA", "name", "children", "kind", NULL };

static char *
object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return cw_json_to_text (node, FALSE);
}

/* Adds a copy of OBJECT to the list MEMBER, making that where it is not. */
static void
keep_in_list (JsonObject *foreign,
              const char *member,
              JsonObject *object)
{
  if (!json_object_has_member (foreign, member))
    json_object_set_array_member (foreign, member, json_array_new ());

  json_array_add_object_element (json_object_get_array_member (foreign, member), json_object_ref (object));
}

/* Puts the transitions before ITEM into what it keeps for others. */
static void
attach (CwItem     *item,
        JsonObject *pending)
{
  g_autoptr (JsonObject) foreign = NULL;
  g_autofree char *text = NULL;

  if (json_object_get_size (pending) == 0)
    return;

  foreign = cw_otio_parse_foreign (cw_item_get_foreign (item));
  json_object_set_member (foreign, "before", json_node_copy (json_object_get_member (pending, "after")));
  text = object_to_text (foreign);
  cw_item_set_foreign (item, text);
  json_object_remove_member (pending, "after");
}

static void
read_children (CwItemContext *context,
               CwTrack       *track,
               JsonArray     *children,
               JsonObject    *foreign,
               gboolean       enabled)
{
  CwJsonReader *reader = context->reader;

  cw_json_reader_enter (reader, "children");
  for (guint i = 0; i < json_array_get_length (children) && reader->error == NULL; i++)
    {
      JsonObject *child = cw_json_get_element_object (children, i);

      cw_json_reader_enter_element (reader, i);
      if (cw_json_get_string (child, "OTIO_SCHEMA") == NULL)
        {
          cw_json_reader_fail (reader, NULL, _ ("this is nothing that lies on a track"));
        }
      else if (cw_item_reader_is (child, "Transition"))
        {
          keep_in_list (foreign, "after", child);
        }
      else
        {
          g_autoptr (CwItem) item = cw_item_reader_read (context, child, enabled);

          attach (item, foreign);
          cw_track_insert (track, G_MAXUINT, item);
        }
      cw_json_reader_leave (reader);
    }
  cw_json_reader_leave (reader);
}

static CwTrack *
read_track (CwItemContext *context,
            JsonObject    *object,
            CwTrackKind    kind)
{
  JsonArray *children = cw_json_reader_get_array (context->reader, object, "children", TRUE);
  CwTrack   *track = cw_track_new (kind, cw_json_reader_get_string (context->reader, object, "name", FALSE));
  g_autoptr (JsonObject) foreign = json_object_new ();
  JsonObject *stripped = cw_item_reader_strip (object, track_members);
  gboolean    enabled = TRUE;

  cw_json_reader_get_boolean (context->reader, object, "enabled", FALSE, &enabled);
  if (children != NULL)
    read_children (context, track, children, foreign, enabled);
  if (stripped != NULL)
    json_object_set_object_member (foreign, "track", stripped);

  if (json_object_get_size (foreign) > 0)
    {
      g_autofree char *text = object_to_text (foreign);

      cw_track_set_foreign (track, text);
    }

  return track;
}

static gboolean
get_track_kind (JsonObject  *object,
                CwTrackKind *kind)
{
  const char *name = cw_json_get_string (object, "kind");

  if (!cw_item_reader_is (object, "Track") && !cw_item_reader_is (object, "Sequence"))
    return FALSE;

  *kind = g_strcmp0 (name, "Audio") == 0 ? CW_TRACK_AUDIO : CW_TRACK_VIDEO;
  return name == NULL || g_str_equal (name, "Audio") || g_str_equal (name, "Video");
}

static gboolean
has_sound_tracks (JsonArray *children)
{
  for (guint i = 0; i < json_array_get_length (children); i++)
    {
      CwTrackKind kind;
      JsonObject *child = cw_json_get_element_object (children, i);
      JsonArray  *items = cw_json_get_array (child, "children");

      if (child != NULL && get_track_kind (child, &kind) && kind == CW_TRACK_AUDIO && items != NULL && json_array_get_length (items) > 0)
        return TRUE;
    }

  return FALSE;
}

static void
read_tracks (CwItemContext *context,
             CwProject     *project,
             JsonArray     *children,
             JsonObject    *foreign)
{
  CwJsonReader *reader = context->reader;
  gboolean      others = context->rate.n == 0;

  cw_json_reader_enter (reader, "children");
  for (guint i = 0; i < json_array_get_length (children) && reader->error == NULL; i++)
    {
      JsonObject *child = cw_json_get_element_object (children, i);
      CwTrackKind kind;

      cw_json_reader_enter_element (reader, i);
      if (cw_json_get_string (child, "OTIO_SCHEMA") == NULL)
        {
          cw_json_reader_fail (reader, NULL, _ ("this is no track"));
        }
      else if (get_track_kind (child, &kind))
        {
          g_autoptr (CwTrack) track = NULL;

          /* Elsewhere, what a file sounds like lies on a track of its own. */
          context->silent = others && kind == CW_TRACK_VIDEO && has_sound_tracks (children);
          track = read_track (context, child, kind);
          cw_project_add_track (project, track);
        }
      else
        {
          keep_in_list (foreign, "after", child);
        }
      cw_json_reader_leave (reader);
    }
  cw_json_reader_leave (reader);
}

static void
read_canvas (CwJsonReader *reader,
             JsonObject   *ours,
             CwProject    *project,
             CwRate       *rate)
{
  JsonObject *canvas = cw_json_reader_get_object (reader, ours, "canvas", TRUE);
  gint64      width = FOREIGN_WIDTH;
  gint64      height = FOREIGN_HEIGHT;

  cw_json_reader_enter (reader, "canvas");
  if (canvas != NULL)
    {
      cw_json_reader_get_int (reader, canvas, "width", TRUE, CW_PROJECT_LEAST_SIZE, CW_PROJECT_MOST_SIZE, &width);
      cw_json_reader_get_int (reader, canvas, "height", TRUE, CW_PROJECT_LEAST_SIZE, CW_PROJECT_MOST_SIZE, &height);
      if (!cw_item_reader_read_rate (reader, canvas, rate))
        cw_json_reader_fail (reader, "rate", _ ("“%s” is missing"), "rate");
    }
  cw_json_reader_leave (reader);

  cw_project_set_size (project, (int) width, (int) height);
}

/* Reads "metadata.clipwright" of the timeline, where it is one of ours. */
static void
read_ours (CwItemContext *context,
           JsonObject    *timeline,
           CwProject     *project)
{
  CwJsonReader *reader = context->reader;
  JsonObject   *metadata = cw_json_reader_get_object (reader, timeline, "metadata", FALSE);
  JsonObject   *ours;
  const char   *id;
  gint64        version = 0;

  cw_json_reader_enter (reader, "metadata");
  ours = cw_json_reader_get_object (reader, metadata, "clipwright", FALSE);
  cw_json_reader_enter (reader, "clipwright");

  if (ours == NULL)
    {
      cw_project_set_size (project, FOREIGN_WIDTH, FOREIGN_HEIGHT);
    }
  else if (cw_json_reader_get_int (reader, ours, "version", TRUE, 1, G_MAXINT, &version) && version > CW_OTIO_VERSION)
    {
      if (reader->error == NULL)
        reader->error = g_error_new (CW_ERROR, CW_ERROR_UNSUPPORTED,
                                     _ ("The project was made by a newer Clipwright (its version is %d, this one knows %d): please update"),
                                     (int) version, CW_OTIO_VERSION);
    }
  else
    {
      id = cw_json_reader_get_string (reader, ours, "id", TRUE);
      if (id != NULL && !g_uuid_string_is_valid (id))
        cw_json_reader_fail (reader, "id", _ ("“%s” is no project's id"), id);
      else if (id != NULL)
        cw_project_set_id (project, id);
      cw_project_set_preset_id (project, cw_json_reader_get_string (reader, ours, "preset", FALSE));
      read_canvas (reader, ours, project, &context->rate);
    }

  cw_json_reader_leave (reader);
  cw_json_reader_leave (reader);
}

static void
read_timeline (CwItemContext *context,
               JsonObject    *timeline,
               CwProject     *project)
{
  CwJsonReader *reader = context->reader;
  g_autoptr (JsonObject) foreign = json_object_new ();
  JsonObject *stripped = cw_item_reader_strip (timeline, timeline_members);
  const char *title = cw_json_reader_get_string (reader, timeline, "name", FALSE);
  JsonObject *stack;
  JsonArray  *children;

  if (stripped != NULL)
    json_object_set_object_member (foreign, "timeline", stripped);
  if (title != NULL)
    cw_project_set_title (project, title);

  read_ours (context, timeline, project);
  stack = cw_json_reader_get_object (reader, timeline, "tracks", TRUE);
  if (stack == NULL || reader->error != NULL)
    return;

  stripped = cw_item_reader_strip (stack, stack_members);
  if (stripped != NULL)
    json_object_set_object_member (foreign, "stack", stripped);

  cw_json_reader_enter (reader, "tracks");
  children = cw_json_reader_get_array (reader, stack, "children", TRUE);
  if (children != NULL)
    read_tracks (context, project, children, foreign);
  cw_json_reader_leave (reader);

  if (context->rate.n > 0)
    cw_project_set_rate (project, context->rate);

  if (json_object_get_size (foreign) > 0)
    {
      g_autofree char *text = object_to_text (foreign);

      cw_project_set_foreign (project, text);
    }
}

/* Reads a whole file; TEXT is what ROOT was parsed from, for the line numbers.
 * Errors as cw_project_file_read(). Transfer full. */
CwProject *
cw_project_reader_read (JsonNode   *root,
                        const char *text,
                        gsize       length,
                        GError    **error)
{
  g_autoptr (CwProject) project = cw_project_new (_ ("Untitled"));
  JsonObject   *timeline = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  CwJsonReader  reader;
  CwItemContext context = { &reader, { 0, 1 }, FALSE };

  cw_json_reader_init (&reader, text, length);

  if (!cw_item_reader_is (timeline, "Timeline"))
    cw_json_reader_fail (&reader, NULL, _ ("this is no timeline of OpenTimelineIO"));
  else
    read_timeline (&context, timeline, project);

  if (!cw_json_reader_finish (&reader, error))
    return NULL;

  return g_steal_pointer (&project);
}
