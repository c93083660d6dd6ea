/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "json-make.h"

#include <gio/gio.h>
#include <math.h>

static void
set_member (JsonObject *object,
            const char *name,
            int         kind,
            va_list    *list)
{
  gpointer value;

  switch (kind)
    {
    case 's':
      value = va_arg (*list, char *);
      if (value != NULL)
        json_object_set_string_member (object, name, value);
      else
        json_object_set_null_member (object, name);
      break;

    case 't':
      value = va_arg (*list, char *);
      if (value != NULL)
        json_object_set_string_member (object, name, value);
      else
        json_object_set_null_member (object, name);
      g_free (value);
      break;

    case 'i':
      json_object_set_int_member (object, name, va_arg (*list, gint64));
      break;

    case 'd':
      json_object_set_double_member (object, name, va_arg (*list, double));
      break;

    case 'b':
      json_object_set_boolean_member (object, name, va_arg (*list, gboolean));
      break;

    case 'o':
      value = va_arg (*list, JsonObject *);
      if (value != NULL)
        json_object_set_object_member (object, name, value);
      else
        json_object_set_null_member (object, name);
      break;

    case 'a':
      json_object_set_array_member (object, name, va_arg (*list, JsonArray *));
      break;

    case 'n':
      json_object_set_null_member (object, name);
      break;

    default:
      g_error ("There is no kind of member “%c”", kind);
    }
}

/**
 * json_make:
 * @name: the first member's name
 * @...: its kind and, but for 'n', its value; the next member's name and so on; %NULL
 *
 * The kinds: 's' a string, or null for %NULL; 't' the same, taken over;
 * 'i' a #gint64; 'd' a double; 'b' a boolean; 'o' a #JsonObject that is taken
 * over, or null for %NULL; 'a' a #JsonArray that is taken over; 'n' null.
 *
 * Returns: (transfer full): an object with those members in that order
 */
JsonObject *
json_make (const char *name,
           ...)
{
  JsonObject *object = json_object_new ();
  va_list     list;

  va_start (list, name);
  for (; name != NULL; name = va_arg (list, const char *))
    set_member (object, name, va_arg (list, int), &list);
  va_end (list);

  return object;
}

JsonArray *
json_make_strings (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);

  return array;
}

/* Takes OBJECT over. */
JsonNode *
json_make_node (JsonObject *object)
{
  return json_node_init_object (json_node_alloc (), object);
}

/* As Go's encoder does, which is what Twitch answers with. */
static void
write_string (GString    *text,
              const char *string)
{
  g_string_append_c (text, '"');

  for (const char *c = string; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (text, "\\%c", *c);
    else if ((guchar) *c < 0x20 || *c == '<' || *c == '>' || *c == '&')
      g_string_append_printf (text, "\\u%04x", *c);
    else
      g_string_append_c (text, *c);

  g_string_append_c (text, '"');
}

static void
write_value (GString  *text,
             JsonNode *node)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    write_string (text, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    g_string_append (text, g_ascii_formatd (number, sizeof number, "%.10g", json_node_get_double (node)));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
}

static void
write_node (GString  *text,
            JsonNode *node)
{
  JsonObjectIter iter;
  JsonNode      *member;
  const char    *name;
  const char    *comma = "";

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_string_append_c (text, '{');
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      for (; json_object_iter_next_ordered (&iter, &name, &member); comma = ",")
        {
          g_string_append (text, comma);
          write_string (text, name);
          g_string_append_c (text, ':');
          write_node (text, member);
        }
      g_string_append_c (text, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_string_append_c (text, '[');
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++, comma = ",")
        {
          g_string_append (text, comma);
          write_node (text, json_array_get_element (json_node_get_array (node), i));
        }
      g_string_append_c (text, ']');
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      write_value (text, node);
    }
  else
    {
      g_string_append (text, "null");
    }
}

/**
 * json_make_text:
 * @node: any JSON
 *
 * Writes numbers as short as Twitch does: 28.3 and 60, where JSON-GLib would
 * write 28.300000000000001 and 60.0.
 *
 * Returns: (transfer full): @node as text
 */
char *
json_make_text (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  write_node (text, node);
  return g_string_free (text, FALSE);
}

/**
 * json_make_parse:
 * @text: what should be a JSON object
 * @length: bytes, or -1 where @text ends with a zero
 *
 * Returns: (transfer full): the object, or %NULL with @error
 */
JsonObject *
json_make_parse (const char *text,
                 gssize      length,
                 GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_data (parser, text, length, error))
    return NULL;

  if (json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it is not a JSON object");
      return NULL;
    }

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/**
 * json_make_get_text:
 * @otherwise: (nullable): what is returned if there is no such member, or it is
 *   no string: JSON-GLib would return %NULL for a number
 */
const char *
json_make_get_text (JsonObject *object,
                    const char *name,
                    const char *otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return otherwise;

  return json_node_get_string (node);
}
