/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-item-reader.h"
#include "cw-json.h"
#include "cw-otio.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SECOND 1e9
#define MOST_RATE 1000000

/* A TimeRange, as it is in the file and in ns. */
typedef struct
{
  double rate;
  double start_value;
  double duration_value;
  gint64 start;
  gint64 duration;
} Range;

static const char *const item_members[] = {
  "OTIO_SCHEMA", "name", "source_range", "media_reference", "media_references", "active_media_reference_key", NULL
};
static const char *const reference_members[] = {
  "OTIO_SCHEMA", "target_url", "available_range", "generator_kind", "parameters", NULL
};

/**
 * cw_item_reader_is:
 * @object: (nullable): an object of OpenTimelineIO
 * @schema: a schema's name without its version
 *
 * Returns: whether @object is of @schema, whatever the version
 */
gboolean
cw_item_reader_is (JsonObject *object,
                   const char *schema)
{
  const char *name = cw_json_get_string (object, "OTIO_SCHEMA");
  gsize       length = strlen (schema);

  return name != NULL && strncmp (name, schema, length) == 0 && name[length] == '.';
}

static gboolean
says_nothing (const char *member,
              JsonNode   *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;

  if (g_str_equal (member, "enabled"))
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);

  return g_str_equal (member, "name") && g_strcmp0 (json_node_get_string (node), "") == 0;
}

static JsonObject *
strip_metadata (JsonNode *node)
{
  JsonObject    *stripped = json_object_new ();
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return stripped;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &member, &value))
    if (!g_str_equal (member, "clipwright"))
      json_object_set_member (stripped, member, json_node_copy (value));

  return stripped;
}

/**
 * cw_item_reader_strip:
 * @object: an object of OpenTimelineIO
 * @known: the members that this program reads and writes itself, ended by %NULL
 *
 * Returns: (transfer full) (nullable): what else is in it, to be kept for
 *   others; %NULL where there is nothing
 */
JsonObject *
cw_item_reader_strip (JsonObject        *object,
                      const char *const *known)
{
  g_autoptr (JsonObject) stripped = json_object_new ();
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (g_str_equal (member, "metadata"))
        {
          g_autoptr (JsonObject) metadata = strip_metadata (node);

          if (json_object_get_size (metadata) > 0)
            json_object_set_object_member (stripped, member, g_steal_pointer (&metadata));
        }
      else if (!g_strv_contains (known, member) && !says_nothing (member, node))
        {
          json_object_set_member (stripped, member, json_node_copy (node));
        }
    }

  return json_object_get_size (stripped) > 0 ? g_steal_pointer (&stripped) : NULL;
}

static void
set_foreign (JsonObject *foreign,
             const char *member,
             JsonObject *stripped)
{
  if (stripped != NULL)
    json_object_set_object_member (foreign, member, stripped);
}

/**
 * cw_item_reader_read_rate:
 * @reader: the file
 * @object: an object of ours
 * @rate: (out): its "rate", untouched where there is none
 *
 * Returns: whether there is one
 */
gboolean
cw_item_reader_read_rate (CwJsonReader *reader,
                          JsonObject   *object,
                          CwRate       *rate)
{
  const char *text = cw_json_reader_get_string (reader, object, "rate", FALSE);
  int         n, d, end = 0;

  if (text == NULL)
    return FALSE;

  if (sscanf (text, "%9d/%9d%n", &n, &d, &end) != 2 || text[end] != '\0' || n <= 0 || d <= 0 || n / d > MOST_RATE)
    {
      cw_json_reader_fail (reader, "rate", _ ("“%s” is no frame rate, such as 60000/1001"), text);
      return FALSE;
    }

  *rate = (CwRate) { n, d };
  return TRUE;
}

static gboolean
read_time (CwJsonReader *reader,
           JsonObject   *object,
           double       *rate,
           double       *value,
           gint64       *time)
{
  double seconds;

  if (!cw_json_reader_get_double (reader, object, "rate", TRUE, rate) || !cw_json_reader_get_double (reader, object, "value", TRUE, value))
    return FALSE;

  if (*rate <= 0 || *rate > MOST_RATE)
    {
      cw_json_reader_fail (reader, "rate", _ ("“%s” has to be a number above 0"), "rate");
      return FALSE;
    }

  seconds = *value / *rate;
  if (fabs (seconds) * SECOND > (double) CW_OTIO_MOST_TIME)
    {
      cw_json_reader_fail (reader, "value", _ ("the time is too long"));
      return FALSE;
    }

  *time = (gint64) llround (seconds * SECOND);
  return TRUE;
}

/* Reads MEMBER of OBJECT, which may be missing: then FALSE without an error. */
static gboolean
read_range (CwJsonReader *reader,
            JsonObject   *object,
            const char   *member,
            Range        *range)
{
  JsonObject *found = cw_json_reader_get_object (reader, object, member, FALSE);
  JsonObject *start, *duration;
  double      rate;
  gboolean    right;

  if (found == NULL)
    return FALSE;

  cw_json_reader_enter (reader, member);
  start = cw_json_reader_get_object (reader, found, "start_time", TRUE);
  duration = cw_json_reader_get_object (reader, found, "duration", TRUE);

  cw_json_reader_enter (reader, "start_time");
  right = start != NULL && read_time (reader, start, &rate, &range->start_value, &range->start);
  cw_json_reader_leave (reader);

  cw_json_reader_enter (reader, "duration");
  right = right && duration != NULL && read_time (reader, duration, &range->rate, &range->duration_value, &range->duration);
  if (right && range->duration < 0)
    {
      cw_json_reader_fail (reader, "value", _ ("the duration is less than 0"));
      right = FALSE;
    }
  cw_json_reader_leave (reader);

  cw_json_reader_leave (reader);
  return right;
}

/* The exact time MEMBER of ours, unless the frames say that another editor has
 * changed it since. */
static gint64
choose_exact (CwItemContext *context,
              JsonObject    *ours,
              const char    *member,
              gint64         offset,
              const Range   *range,
              double         value,
              gint64         time)
{
  gint64   exact;
  gboolean given;

  cw_json_reader_enter (context->reader, "metadata");
  cw_json_reader_enter (context->reader, "clipwright");
  given = cw_json_reader_get_int (context->reader, ours, member, FALSE, 0, CW_OTIO_MOST_TIME, &exact);
  cw_json_reader_leave (context->reader);
  cw_json_reader_leave (context->reader);

  if (!given)
    return time;

  if (context->rate.n == 0 || range->rate != cw_otio_get_rate (context->rate) || value != cw_otio_get_value (context->rate, exact + offset))
    return time;

  return exact;
}

static void
read_region (CwJsonReader *reader,
             JsonObject   *layout,
             const char   *member,
             CwRegion     *region)
{
  JsonObject *object = cw_json_reader_get_object (reader, layout, member, FALSE);

  if (object == NULL)
    return;

  cw_json_reader_enter (reader, member);
  cw_json_reader_get_double (reader, object, "x", TRUE, &region->x);
  cw_json_reader_get_double (reader, object, "y", TRUE, &region->y);
  cw_json_reader_get_double (reader, object, "width", TRUE, &region->width);
  cw_json_reader_get_double (reader, object, "height", TRUE, &region->height);
  cw_json_reader_leave (reader);
}

static void
read_layout (CwJsonReader *reader,
             JsonObject   *ours,
             CwItem       *item)
{
  JsonObject *object = cw_json_reader_get_object (reader, ours, "layout", FALSE);
  CwLayout    layout = cw_layout_default (CW_LAYOUT_ORIGINAL);
  const char *kind;

  if (object == NULL)
    return;

  cw_json_reader_enter (reader, "layout");
  kind = cw_json_reader_get_string (reader, object, "kind", TRUE);
  if (kind != NULL && !cw_layout_kind_from_nick (kind, &layout.kind))
    cw_json_reader_fail (reader, "kind", _ ("“%s” is no layout: there are original, fill, blurred and facecam"), kind);
  cw_json_reader_get_double (reader, object, "focus_x", FALSE, &layout.focus_x);
  cw_json_reader_get_double (reader, object, "focus_y", FALSE, &layout.focus_y);
  read_region (reader, object, "camera", &layout.camera);
  read_region (reader, object, "gameplay", &layout.gameplay);
  cw_json_reader_get_double (reader, object, "camera_share", FALSE, &layout.camera_share);
  cw_json_reader_leave (reader);

  cw_item_set_layout (item, &layout);
}

static void
read_source (CwJsonReader *reader,
             JsonObject   *ours,
             CwItem       *item)
{
  JsonObject *object = cw_json_reader_get_object (reader, ours, "source", FALSE);
  gint64      width = 0;
  gint64      height = 0;
  CwRate      rate = { 0, 1 };

  if (object == NULL)
    return;

  cw_json_reader_enter (reader, "source");
  cw_json_reader_get_int (reader, object, "width", TRUE, 1, 65535, &width);
  cw_json_reader_get_int (reader, object, "height", TRUE, 1, 65535, &height);
  cw_item_reader_read_rate (reader, object, &rate);
  cw_json_reader_leave (reader);

  cw_item_set_source (item, (int) width, (int) height, rate);
}

/* What of ours is beside the times. */
static void
read_ours (CwItemContext *context,
           JsonObject    *ours,
           CwItem        *item)
{
  double volume = 1;

  cw_item_set_clip_id (item, cw_json_reader_get_string (context->reader, ours, "clip", FALSE));
  read_source (context->reader, ours, item);
  read_layout (context->reader, ours, item);

  if (cw_json_reader_get_double (context->reader, ours, "volume", FALSE, &volume))
    cw_item_set_volume (item, volume);
  else if (context->silent)
    cw_item_set_volume (item, 0);
}

static char *
path_from_url (const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);

  if (g_strcmp0 (scheme, "file") == 0)
    {
      g_autofree char *host = NULL;
      g_autofree char *path = g_filename_from_uri (url, &host, NULL);

      return host == NULL || g_str_equal (host, "localhost") ? g_steal_pointer (&path) : NULL;
    }

  if (scheme != NULL || *url == '\0')
    return NULL;

  /* Some editors write plain paths, which they do not escape. */
  return g_path_is_absolute (url) ? g_strdup (url) : g_uri_unescape_string (url, NULL);
}

static guint32
read_colour (CwJsonReader *reader,
             JsonObject   *object,
             const char   *member,
             guint32       colour)
{
  const char *text = cw_json_reader_get_string (reader, object, member, FALSE);

  if (text == NULL)
    return colour;

  if (*text == '#' && strlen (text) == 9 && strspn (text + 1, "0123456789abcdefABCDEF") == 8)
    return (guint32) g_ascii_strtoull (text + 1, NULL, 16);

  cw_json_reader_fail (reader, member, _ ("“%s” is no colour, such as #ffffffff"), text);
  return colour;
}

static CwText *
read_text (CwJsonReader *reader,
           JsonObject   *reference)
{
  JsonObject *object = cw_json_reader_get_object (reader, reference, "parameters", TRUE);
  g_autoptr (CwText) text = NULL;
  const char *content;

  cw_json_reader_enter (reader, "parameters");
  content = cw_json_reader_get_string (reader, object, "content", object != NULL);
  text = cw_text_new (content != NULL ? content : "");
  cw_json_reader_get_double (reader, object, "x", FALSE, &text->x);
  cw_json_reader_get_double (reader, object, "y", FALSE, &text->y);
  cw_json_reader_get_double (reader, object, "size", FALSE, &text->size);
  cw_json_reader_get_boolean (reader, object, "bold", FALSE, &text->bold);
  text->colour = read_colour (reader, object, "colour", text->colour);
  text->outline = read_colour (reader, object, "outline", text->outline);
  cw_json_reader_leave (reader);

  return g_steal_pointer (&text);
}

/* The reference that counts: Clip.2 has several, Clip.1 one. Enters it. */
static JsonObject *
enter_reference (CwJsonReader *reader,
                 JsonObject   *object,
                 const char  **key)
{
  JsonObject *all = cw_json_reader_get_object (reader, object, "media_references", FALSE);

  *key = cw_json_reader_get_string (reader, object, "active_media_reference_key", FALSE);
  if (all == NULL)
    {
      cw_json_reader_enter (reader, "media_reference");
      return cw_json_get_object (object, "media_reference");
    }

  if (*key == NULL)
    *key = "DEFAULT_MEDIA";
  cw_json_reader_enter (reader, "media_references");
  cw_json_reader_enter (reader, *key);
  return cw_json_get_object (all, *key);
}

static void
leave_reference (CwJsonReader *reader,
                 JsonObject   *object)
{
  cw_json_reader_leave (reader);
  if (cw_json_get_object (object, "media_references") != NULL)
    cw_json_reader_leave (reader);
}

/* What this program cannot show: a gap as long as it is. */
static CwItem *
new_substitute (JsonObject *object,
                gint64      duration)
{
  CwItem *item = cw_item_new_gap (duration);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *foreign = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_object_member (foreign, "instead", json_object_ref (object));
  json_object_set_int_member (foreign, "duration", duration);
  json_node_take_object (node, foreign);
  text = cw_json_to_text (node, FALSE);
  cw_item_set_foreign (item, text);

  return item;
}

static void
keep_foreign (CwItem     *item,
              JsonObject *object,
              JsonObject *reference,
              const char *key,
              gint64      start)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject      *foreign = json_object_new ();
  JsonObject      *all = cw_json_get_object (object, "media_references");
  g_autofree char *text = NULL;

  json_node_take_object (node, foreign);
  set_foreign (foreign, "item", cw_item_reader_strip (object, item_members));
  if (reference != NULL)
    set_foreign (foreign, "reference", cw_item_reader_strip (reference, reference_members));
  if (all != NULL && json_object_get_size (all) > 1)
    json_object_set_object_member (foreign, "references", json_object_ref (all));
  if (key != NULL && !g_str_equal (key, "DEFAULT_MEDIA"))
    json_object_set_string_member (foreign, "active", key);
  if (start != 0)
    json_object_set_int_member (foreign, "start", start);

  text = cw_json_to_text (node, FALSE);
  cw_item_set_foreign (item, json_object_get_size (foreign) > 0 ? text : NULL);
}

/* How long something is that is not looked at further. */
static gint64
measure (CwJsonReader *reader,
         JsonObject   *object)
{
  JsonArray *children = cw_json_get_array (object, "children");
  gboolean   parallel = cw_item_reader_is (object, "Stack");
  Range      range;
  gint64     total = 0;

  if (read_range (reader, object, "source_range", &range))
    return range.duration;

  for (guint i = 0; children != NULL && i < json_array_get_length (children) && reader->error == NULL; i++)
    {
      JsonObject *child = cw_json_get_element_object (children, i);
      gint64      duration = 0;

      cw_json_reader_enter (reader, "children");
      cw_json_reader_enter_element (reader, i);
      if (child != NULL && !cw_item_reader_is (child, "Transition"))
        duration = measure (reader, child);
      cw_json_reader_leave (reader);
      cw_json_reader_leave (reader);

      total = parallel ? MAX (total, duration) : MIN (total + duration, CW_OTIO_MOST_TIME);
    }

  if (children == NULL)
    {
      const char *key;
      JsonObject *reference = enter_reference (reader, object, &key);

      if (reference != NULL && read_range (reader, reference, "available_range", &range))
        total = range.duration;
      leave_reference (reader, object);
    }

  return total;
}

static CwItem *
read_media (CwItemContext *context,
            JsonObject    *object,
            JsonObject    *ours,
            const char    *path,
            const Range   *range,
            const Range   *available)
{
  gint64  offset = available != NULL ? available->start : 0;
  gint64  in = choose_exact (context, ours, "in", offset, range, range->start_value, range->start - offset);
  gint64  duration = choose_exact (context, ours, "duration", 0, range, range->duration_value, range->duration);
  CwItem *item;

  if (in < 0)
    {
      cw_json_reader_enter (context->reader, "source_range");
      cw_json_reader_fail (context->reader, "start_time", _ ("it starts before its file does"));
      cw_json_reader_leave (context->reader);
    }

  item = cw_item_new_media (path, in, duration);
  if (available != NULL)
    cw_item_set_available (item, choose_exact (context, ours, "available", 0, available, available->duration_value, available->duration));

  cw_json_reader_enter (context->reader, "metadata");
  cw_json_reader_enter (context->reader, "clipwright");
  read_ours (context, ours, item);
  cw_json_reader_leave (context->reader);
  cw_json_reader_leave (context->reader);

  return item;
}

/* The first rate of a picture is that of the whole, where nothing else is. */
static void
learn_rate (CwItemContext *context,
            double         rate)
{
  double whole = round (rate);

  if (context->rate.n > 0 || rate < 1 || rate > 240)
    return;

  if (fabs (rate - whole) < 0.001)
    context->rate = (CwRate) { (int) whole, 1 };
  else if (fabs (rate - whole * 1000 / 1001) < 0.02)
    context->rate = (CwRate) { (int) whole * 1000, 1001 };
  else
    context->rate = (CwRate) { (int) lround (rate * 1000), 1000 };
}

static CwItem *
read_clip (CwItemContext *context,
           JsonObject    *object,
           JsonObject    *ours,
           const Range   *own_range)
{
  CwJsonReader    *reader = context->reader;
  const char      *key;
  JsonObject      *reference = enter_reference (reader, object, &key);
  const char      *url = NULL;
  g_autofree char *path = NULL;
  g_autoptr (CwText) text = NULL;
  gboolean     has_available = FALSE;
  Range        available;
  const Range *range = own_range;
  CwItem      *item = NULL;

  if (reference != NULL)
    has_available = read_range (reader, reference, "available_range", &available);
  if (cw_item_reader_is (reference, "ExternalReference"))
    url = cw_json_reader_get_string (reader, reference, "target_url", TRUE);
  if (url != NULL)
    path = path_from_url (url);
  if (cw_item_reader_is (reference, "GeneratorReference") && g_strcmp0 (cw_json_get_string (reference, "generator_kind"), CW_OTIO_TEXT_KIND) == 0)
    text = read_text (reader, reference);
  leave_reference (reader, object);

  if (range == NULL && has_available)
    range = &available;

  if (range == NULL)
    {
      cw_json_reader_fail (reader, "source_range", _ ("nothing says how long this is: neither “source_range” nor “available_range” is there"));
      return cw_item_new_gap (0);
    }

  learn_rate (context, range->rate);
  if (path != NULL)
    item = read_media (context, object, ours, path, range, has_available ? &available : NULL);
  else if (text != NULL)
    item = cw_item_new_text (text, choose_exact (context, ours, "duration", 0, range, range->duration_value, range->duration));
  else
    return new_substitute (object, range->duration);

  keep_foreign (item, object, reference, key, path != NULL && has_available ? available.start : 0);
  return item;
}

/**
 * cw_item_reader_read:
 * @context: what is the same for all items
 * @object: a child of a track that is no transition, where the reader is
 * @enabled: whether its track is shown
 *
 * Returns: (transfer full): the item; where @context's reader has an error, some item
 */
CwItem *
cw_item_reader_read (CwItemContext *context,
                     JsonObject    *object,
                     gboolean       enabled)
{
  CwJsonReader *reader = context->reader;
  JsonObject   *metadata = cw_json_get_object (object, "metadata");
  JsonObject   *ours = cw_json_get_object (metadata, "clipwright");
  CwItem       *item;
  Range         range;
  gboolean      has_range;
  gboolean      shown = TRUE;

  cw_json_reader_get_boolean (reader, object, "enabled", FALSE, &shown);
  if (!enabled || !shown)
    return new_substitute (object, measure (reader, object));

  has_range = read_range (reader, object, "source_range", &range);
  if (cw_item_reader_is (object, "Clip"))
    {
      item = read_clip (context, object, ours, has_range ? &range : NULL);
    }
  else if (cw_item_reader_is (object, "Gap"))
    {
      item = cw_item_new_gap (has_range ? choose_exact (context, ours, "duration", 0, &range, range.duration_value, range.duration) : 0);
      keep_foreign (item, object, NULL, NULL, 0);
    }
  else
    {
      return new_substitute (object, measure (reader, object));
    }

  cw_item_set_name (item, cw_json_reader_get_string (reader, object, "name", FALSE));
  return item;
}
