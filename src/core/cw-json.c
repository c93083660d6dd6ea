/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json.h"

#include <math.h>
#include <string.h>

/* The member's node where it is a plain value, else NULL. */
static JsonNode *
get_value (JsonObject *object,
           const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * cw_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (nullable): the string, or %NULL where it is missing or is none
 */
const char *
cw_json_get_string (JsonObject *object,
                    const char *member)
{
  JsonNode *node = get_value (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * cw_json_get_int:
 * @object: (nullable): an object
 * @member: a member's name
 * @value: (out): the number, untouched where there is none
 *
 * Returns: whether @member is a whole number
 */
gboolean
cw_json_get_int (JsonObject *object,
                 const char *member,
                 gint64     *value)
{
  JsonNode *node = get_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  *value = json_node_get_int (node);
  return TRUE;
}

/**
 * cw_json_get_double:
 * @object: (nullable): an object
 * @member: a member's name
 * @value: (out): the number, untouched where there is none
 *
 * Returns: whether @member is a number, whole or not
 */
gboolean
cw_json_get_double (JsonObject *object,
                    const char *member,
                    double     *value)
{
  JsonNode *node = get_value (object, member);

  if (node == NULL || (json_node_get_value_type (node) != G_TYPE_INT64 && json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return FALSE;

  *value = json_node_get_double (node);
  return TRUE;
}

/**
 * cw_json_get_boolean:
 * @object: (nullable): an object
 * @member: a member's name
 * @value: (out): the truth value, untouched where there is none
 *
 * Returns: whether @member is true or false
 */
gboolean
cw_json_get_boolean (JsonObject *object,
                     const char *member,
                     gboolean   *value)
{
  JsonNode *node = get_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * cw_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the object, or %NULL where it is missing or is none
 */
JsonObject *
cw_json_get_object (JsonObject *object,
                    const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * cw_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the array, or %NULL where it is missing or is none
 */
JsonArray *
cw_json_get_array (JsonObject *object,
                   const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * cw_json_get_element_object:
 * @array: (nullable): an array
 * @index: which element
 *
 * Returns: (transfer none) (nullable): the object, or %NULL where it is missing or is none
 */
JsonObject *
cw_json_get_element_object (JsonArray *array,
                            guint      index)
{
  JsonNode *node = array != NULL && index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
append_break (GString *text,
              gboolean pretty,
              guint    depth)
{
  if (!pretty)
    return;

  g_string_append_c (text, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "  ");
}

static void
append_string (GString    *text,
               const char *string)
{
  g_string_append_c (text, '"');

  for (const char *c = string; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_printf (text, "\\%c", *c);
      else if (*c == '\n')
        g_string_append (text, "\\n");
      else if (*c == '\t')
        g_string_append (text, "\\t");
      else if ((guchar) *c < 0x20 || *c == 0x7f)
        g_string_append_printf (text, "\\u%04x", (guint) *c);
      else
        g_string_append_c (text, *c);
    }

  g_string_append_c (text, '"');
}

/* The shortest digits that are read as the same number again. */
static void
append_double (GString *text,
               double   value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  /* JSON has no word for what is no number. */
  if (!isfinite (value))
    {
      g_string_append (text, "null");
      return;
    }

  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, value);
      if (g_ascii_strtod (digits, NULL) == value)
        break;
    }

  g_string_append (text, digits);
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (text, ".0");
}

static void
append_value (GString  *text,
              JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    append_string (text, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    append_double (text, json_node_get_double (node));
}

static void append_node (GString  *text,
                         JsonNode *node,
                         gboolean  pretty,
                         guint     depth);

static void
append_object (GString    *text,
               JsonObject *object,
               gboolean    pretty,
               guint       depth)
{
  JsonObjectIter iter;
  const char    *member;
  JsonNode      *node;
  gboolean       first = TRUE;

  g_string_append_c (text, '{');

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (!first)
        g_string_append_c (text, ',');
      first = FALSE;

      append_break (text, pretty, depth + 1);
      append_string (text, member);
      g_string_append (text, pretty ? ": " : ":");
      append_node (text, node, pretty, depth + 1);
    }

  if (!first)
    append_break (text, pretty, depth);
  g_string_append_c (text, '}');
}

static void
append_array (GString   *text,
              JsonArray *array,
              gboolean   pretty,
              guint      depth)
{
  guint length = json_array_get_length (array);

  g_string_append_c (text, '[');

  for (guint i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_break (text, pretty, depth + 1);
      append_node (text, json_array_get_element (array, i), pretty, depth + 1);
    }

  if (length > 0)
    append_break (text, pretty, depth);
  g_string_append_c (text, ']');
}

static void
append_node (GString  *text,
             JsonNode *node,
             gboolean  pretty,
             guint     depth)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (text, json_node_get_object (node), pretty, depth);
      break;

    case JSON_NODE_ARRAY:
      append_array (text, json_node_get_array (node), pretty, depth);
      break;

    case JSON_NODE_VALUE:
      append_value (text, node);
      break;

    case JSON_NODE_NULL:
      g_string_append (text, "null");
      break;
    }
}

/**
 * cw_json_to_text:
 * @node: what to write
 * @pretty: whether people read it too
 *
 * Unlike json-glib's generator this writes 0.35 as 0.35, and always the same
 * bytes for the same node: members stay in the order they were added in.
 *
 * Returns: (transfer full): @node as JSON
 */
char *
cw_json_to_text (JsonNode *node,
                 gboolean  pretty)
{
  GString *text;

  g_return_val_if_fail (node != NULL, NULL);

  text = g_string_new (NULL);
  append_node (text, node, pretty, 0);
  return g_string_free_and_steal (text);
}
