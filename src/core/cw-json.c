/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json.h"

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
 * cw_json_dup_strings:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer full): the strings of the array, leaving out what is none;
 *   empty where there is no array
 */
char **
cw_json_dup_strings (JsonObject *object,
                     const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = cw_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
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

/**
 * cw_json_to_text:
 * @node: what to write
 * @pretty: whether people read it too
 *
 * The same node always gives the same bytes: members stay in the order they were
 * added in, and numbers come back exactly.
 *
 * Returns: (transfer full): @node as JSON
 */
char *
cw_json_to_text (JsonNode *node,
                 gboolean  pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, pretty);

  return json_generator_to_data (generator, NULL);
}
