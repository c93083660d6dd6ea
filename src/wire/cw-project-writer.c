/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json.h"
#include "cw-otio.h"
#include "cw-project-writer.h"

/* Members are always added in the same order, which is the order in the file. */

static JsonObject *
new_schema (const char *schema)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "OTIO_SCHEMA", schema);
  return object;
}

static JsonObject *
build_time (CwRate rate,
            gint64 time)
{
  JsonObject *object = new_schema ("RationalTime.1");

  json_object_set_double_member (object, "rate", cw_otio_get_rate (rate));
  json_object_set_double_member (object, "value", cw_otio_get_value (rate, time));
  return object;
}

static JsonObject *
build_range (CwRate rate,
             gint64 start,
             gint64 duration)
{
  JsonObject *object = new_schema ("TimeRange.1");

  json_object_set_object_member (object, "duration", build_time (rate, duration));
  json_object_set_object_member (object, "start_time", build_time (rate, start));
  return object;
}

/* Adds "metadata": OURS, which is taken, and what others keep there. */
static void
add_metadata (JsonObject *object,
              JsonObject *ours,
              JsonObject *foreign)
{
  JsonObject    *metadata = json_object_new ();
  JsonObject    *theirs = cw_json_get_object (foreign, "metadata");
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *node;

  if (ours != NULL)
    json_object_set_object_member (metadata, "clipwright", ours);

  if (theirs != NULL)
    {
      json_object_iter_init_ordered (&iter, theirs);
      while (json_object_iter_next_ordered (&iter, &member, &node))
        json_object_set_member (metadata, member, json_node_copy (node));
    }

  json_object_set_object_member (object, "metadata", metadata);
}

/* Puts what others wrote in the place of what we would. */
static void
add_foreign (JsonObject *object,
             JsonObject *foreign)
{
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *node;

  if (foreign == NULL)
    return;

  json_object_iter_init_ordered (&iter, foreign);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (!g_str_equal (member, "metadata"))
      json_object_set_member (object, member, json_node_copy (node));
}

/* What every thing on a timeline has. */
static void
add_common (JsonObject *object,
            const char *name)
{
  json_object_set_string_member (object, "name", name != NULL ? name : "");
  json_object_set_array_member (object, "effects", json_array_new ());
  json_object_set_array_member (object, "markers", json_array_new ());
  json_object_set_boolean_member (object, "enabled", TRUE);
}

static void
add_copies (JsonArray *array,
            JsonArray *nodes)
{
  for (guint i = 0; nodes != NULL && i < json_array_get_length (nodes); i++)
    json_array_add_element (array, json_node_copy (json_array_get_element (nodes, i)));
}

static JsonObject *
build_region (const CwRegion *region)
{
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "x", region->x);
  json_object_set_double_member (object, "y", region->y);
  json_object_set_double_member (object, "width", region->width);
  json_object_set_double_member (object, "height", region->height);
  return object;
}

static JsonObject *
build_layout (const CwLayout *layout)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", cw_layout_kind_get_nick (layout->kind));
  json_object_set_double_member (object, "focus_x", layout->focus_x);
  json_object_set_double_member (object, "focus_y", layout->focus_y);
  json_object_set_object_member (object, "camera", build_region (&layout->camera));
  json_object_set_object_member (object, "gameplay", build_region (&layout->gameplay));
  json_object_set_double_member (object, "camera_share", layout->camera_share);
  return object;
}

static void
set_rate (JsonObject *object,
          CwRate      rate)
{
  g_autofree char *text = g_strdup_printf ("%d/%d", rate.n, rate.d);

  json_object_set_string_member (object, "rate", text);
}

static void
set_colour (JsonObject *object,
            const char *member,
            guint32     colour)
{
  g_autofree char *text = g_strdup_printf ("#%08x", colour);

  json_object_set_string_member (object, member, text);
}

static JsonObject *
build_source (CwItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "width", cw_item_get_source_width (item));
  json_object_set_int_member (object, "height", cw_item_get_source_height (item));
  if (cw_item_get_source_rate (item).n > 0)
    set_rate (object, cw_item_get_source_rate (item));
  return object;
}

/* Our own members of an item: what OpenTimelineIO has no place for, and the
 * exact times beside the frames. */
static JsonObject *
build_item_metadata (CwItem *item)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "duration", cw_item_get_duration (item));
  if (cw_item_get_kind (item) != CW_ITEM_MEDIA)
    return object;

  json_object_set_int_member (object, "in", cw_item_get_in (item));
  json_object_set_int_member (object, "available", cw_item_get_available (item));
  if (cw_item_get_clip_id (item) != NULL)
    json_object_set_string_member (object, "clip", cw_item_get_clip_id (item));
  if (cw_item_get_source_width (item) > 0)
    json_object_set_object_member (object, "source", build_source (item));
  json_object_set_object_member (object, "layout", build_layout (cw_item_get_layout (item)));
  json_object_set_double_member (object, "volume", cw_item_get_volume (item));
  return object;
}

static char *
url_from_path (const char *path)
{
  if (g_path_is_absolute (path))
    return g_filename_to_uri (path, NULL, NULL);

  return g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
}

static JsonObject *
build_media_reference (CwItem     *item,
                       CwRate      rate,
                       JsonObject *foreign,
                       gint64      start)
{
  JsonObject      *object = new_schema ("ExternalReference.1");
  g_autofree char *url = url_from_path (cw_item_get_path (item));

  add_metadata (object, NULL, foreign);
  json_object_set_string_member (object, "name", "");
  json_object_set_string_member (object, "target_url", url);
  if (cw_item_get_available (item) > 0)
    json_object_set_object_member (object, "available_range", build_range (rate, start, cw_item_get_available (item)));
  else
    json_object_set_null_member (object, "available_range");
  json_object_set_null_member (object, "available_image_bounds");
  add_foreign (object, foreign);

  return object;
}

static JsonObject *
build_text_reference (CwItem     *item,
                      CwRate      rate,
                      JsonObject *foreign)
{
  const CwText *text = cw_item_get_text (item);
  JsonObject   *object = new_schema ("GeneratorReference.1");
  JsonObject   *parameters = json_object_new ();

  json_object_set_string_member (parameters, "content", text->content);
  json_object_set_double_member (parameters, "x", text->x);
  json_object_set_double_member (parameters, "y", text->y);
  json_object_set_double_member (parameters, "size", text->size);
  set_colour (parameters, "colour", text->colour);
  set_colour (parameters, "outline", text->outline);
  json_object_set_boolean_member (parameters, "bold", text->bold);

  add_metadata (object, NULL, foreign);
  json_object_set_string_member (object, "name", "");
  json_object_set_string_member (object, "generator_kind", CW_OTIO_TEXT_KIND);
  json_object_set_object_member (object, "parameters", parameters);
  json_object_set_object_member (object, "available_range", build_range (rate, 0, cw_item_get_duration (item)));
  json_object_set_null_member (object, "available_image_bounds");
  add_foreign (object, foreign);

  return object;
}

static JsonObject *
build_clip (CwItem     *item,
            CwRate      rate,
            JsonObject *foreign)
{
  JsonObject *object = new_schema ("Clip.2");
  JsonObject *references = json_object_new ();
  JsonObject *theirs = cw_json_get_object (foreign, "reference");
  const char *key = cw_json_get_string (foreign, "active");
  gint64      start = 0;

  cw_json_get_int (foreign, "start", &start);
  if (key == NULL)
    key = "DEFAULT_MEDIA";

  add_metadata (object, build_item_metadata (item), cw_json_get_object (foreign, "item"));
  add_common (object, cw_item_get_name (item));
  json_object_set_object_member (object, "source_range", build_range (rate, cw_item_get_in (item) + start, cw_item_get_duration (item)));

  add_foreign (references, cw_json_get_object (foreign, "references"));
  if (cw_item_get_kind (item) == CW_ITEM_TEXT)
    json_object_set_object_member (references, key, build_text_reference (item, rate, theirs));
  else
    json_object_set_object_member (references, key, build_media_reference (item, rate, theirs, start));

  json_object_set_object_member (object, "media_references", references);
  json_object_set_string_member (object, "active_media_reference_key", key);
  add_foreign (object, cw_json_get_object (foreign, "item"));

  return object;
}

static JsonObject *
build_gap (CwItem     *item,
           CwRate      rate,
           JsonObject *foreign)
{
  JsonObject *object = new_schema ("Gap.1");

  add_metadata (object, build_item_metadata (item), cw_json_get_object (foreign, "item"));
  add_common (object, cw_item_get_name (item));
  json_object_set_object_member (object, "source_range", build_range (rate, 0, cw_item_get_duration (item)));
  add_foreign (object, cw_json_get_object (foreign, "item"));

  return object;
}

/* What this program cannot show was read as a gap and goes back as it was, as
 * long as nobody made the gap longer or shorter. */
static void
add_gap (JsonArray  *children,
         CwItem     *item,
         CwRate      rate,
         JsonObject *foreign)
{
  JsonObject *instead = cw_json_get_object (foreign, "instead");
  gint64      duration = -1;

  cw_json_get_int (foreign, "duration", &duration);
  if (instead != NULL && duration == cw_item_get_duration (item))
    json_array_add_element (children, json_node_copy (json_object_get_member (foreign, "instead")));
  else
    json_array_add_object_element (children, build_gap (item, rate, foreign));
}

static void
add_item (JsonArray *children,
          CwItem    *item,
          CwRate     rate)
{
  g_autoptr (JsonObject) foreign = cw_otio_parse_foreign (cw_item_get_foreign (item));

  add_copies (children, cw_json_get_array (foreign, "before"));

  switch (cw_item_get_kind (item))
    {
    case CW_ITEM_MEDIA:
    case CW_ITEM_TEXT:
      json_array_add_object_element (children, build_clip (item, rate, foreign));
      break;

    case CW_ITEM_GAP:
      add_gap (children, item, rate, foreign);
      break;
    }
}

static JsonObject *
build_track (CwTrack *track,
             CwRate   rate)
{
  g_autoptr (JsonObject) foreign = cw_otio_parse_foreign (cw_track_get_foreign (track));
  JsonObject *theirs = cw_json_get_object (foreign, "track");
  JsonObject *object = new_schema ("Track.1");
  JsonArray  *children = json_array_new ();

  for (guint i = 0; i < cw_track_get_n_items (track); i++)
    add_item (children, cw_track_get_item (track, i), rate);
  add_copies (children, cw_json_get_array (foreign, "after"));

  add_metadata (object, NULL, theirs);
  add_common (object, cw_track_get_name (track));
  json_object_set_string_member (object, "kind", cw_track_get_kind (track) == CW_TRACK_AUDIO ? "Audio" : "Video");
  json_object_set_null_member (object, "source_range");
  json_object_set_array_member (object, "children", children);
  add_foreign (object, theirs);

  return object;
}

static JsonObject *
build_stack (CwProject  *project,
             JsonObject *foreign)
{
  JsonObject *theirs = cw_json_get_object (foreign, "stack");
  JsonObject *object = new_schema ("Stack.1");
  JsonArray  *children = json_array_new ();

  for (guint i = 0; i < cw_project_get_n_tracks (project); i++)
    json_array_add_object_element (children, build_track (cw_project_get_track (project, i), cw_project_get_rate (project)));
  add_copies (children, cw_json_get_array (foreign, "after"));

  add_metadata (object, NULL, theirs);
  add_common (object, "tracks");
  json_object_set_null_member (object, "source_range");
  json_object_set_array_member (object, "children", children);
  add_foreign (object, theirs);

  return object;
}

static JsonObject *
build_project_metadata (CwProject *project)
{
  JsonObject *object = json_object_new ();
  JsonObject *canvas = json_object_new ();

  json_object_set_int_member (canvas, "width", cw_project_get_width (project));
  json_object_set_int_member (canvas, "height", cw_project_get_height (project));
  set_rate (canvas, cw_project_get_rate (project));

  json_object_set_int_member (object, "version", CW_OTIO_VERSION);
  json_object_set_string_member (object, "id", cw_project_get_id (project));
  if (cw_project_get_preset_id (project) != NULL)
    json_object_set_string_member (object, "preset", cw_project_get_preset_id (project));
  json_object_set_object_member (object, "canvas", canvas);

  return object;
}

/* Builds the whole file: a Timeline. Transfer full. */
JsonObject *
cw_project_writer_build (CwProject *project)
{
  g_autoptr (JsonObject) foreign = cw_otio_parse_foreign (cw_project_get_foreign (project));
  JsonObject *theirs = cw_json_get_object (foreign, "timeline");
  JsonObject *object = new_schema ("Timeline.1");

  add_metadata (object, build_project_metadata (project), theirs);
  json_object_set_string_member (object, "name", cw_project_get_title (project));
  json_object_set_null_member (object, "global_start_time");
  json_object_set_object_member (object, "tracks", build_stack (project, foreign));
  add_foreign (object, theirs);

  return object;
}
