/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json.h"
#include "test-support.h"

#include <math.h>

#define TEXT "{\"word\": \"a\", \"whole\": 7, \"part\": 1.5, \"yes\": true, \"nothing\": null, \"list\": [{\"in\": 1}, 2], \"thing\": {\"in\": 2}}"

static JsonNode *
parse (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (TEXT, &error);

  g_assert_no_error (error);
  return node;
}

static void
gives_what_is_there (void)
{
  g_autoptr (JsonNode) node = parse ();
  JsonObject *object = json_node_get_object (node);
  gint64      whole = 0;
  double      part = 0;
  gboolean    yes = FALSE;

  g_assert_cmpstr (cw_json_get_string (object, "word"), ==, "a");
  g_assert_true (cw_json_get_int (object, "whole", &whole));
  g_assert_cmpint (whole, ==, 7);
  g_assert_true (cw_json_get_double (object, "part", &part));
  g_assert_cmpfloat (part, ==, 1.5);
  g_assert_true (cw_json_get_double (object, "whole", &part));
  g_assert_cmpfloat (part, ==, 7);
  g_assert_true (cw_json_get_boolean (object, "yes", &yes));
  g_assert_true (yes);
  g_assert_true (cw_json_get_int (cw_json_get_object (object, "thing"), "in", &whole));
  g_assert_cmpint (whole, ==, 2);
  g_assert_nonnull (cw_json_get_element_object (cw_json_get_array (object, "list"), 0));
}

static void
a_missing_or_mistyped_member_is_no_crash (void)
{
  const char *members[] = { "word", "whole", "part", "yes", "nothing", "list", "thing", "absent" };
  g_autoptr (JsonNode) node = parse ();
  JsonObject *objects[] = { json_node_get_object (node), NULL };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      {
        gboolean right = objects[i] != NULL;
        gint64   whole = -3;
        double   part = -3;
        gboolean yes = 5;

        g_assert_cmpint (cw_json_get_string (objects[i], members[j]) != NULL, ==, right && j == 0);
        g_assert_cmpint (cw_json_get_int (objects[i], members[j], &whole), ==, right && j == 1);
        g_assert_cmpint (cw_json_get_double (objects[i], members[j], &part), ==, right && (j == 1 || j == 2));
        g_assert_cmpint (cw_json_get_boolean (objects[i], members[j], &yes), ==, right && j == 3);
        g_assert_cmpint (cw_json_get_array (objects[i], members[j]) != NULL, ==, right && j == 5);
        g_assert_cmpint (cw_json_get_object (objects[i], members[j]) != NULL, ==, right && j == 6);

        if (!right)
          {
            g_assert_cmpint (whole, ==, -3);
            g_assert_cmpfloat (part, ==, -3);
            g_assert_cmpint (yes, ==, 5);
          }
      }

  g_assert_null (cw_json_get_element_object (NULL, 0));
  g_assert_null (cw_json_get_element_object (cw_json_get_array (objects[0], "list"), 1));
  g_assert_null (cw_json_get_element_object (cw_json_get_array (objects[0], "list"), 9));
}

static void
any_number_comes_back_exactly (void)
{
  for (int i = 0; i < 20000; i++)
    {
      union
      {
        guint64 bits;
        double  value;
      } any = { .bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int () };
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
      g_autofree char *text = NULL;

      /* JSON has no word for the others. */
      if (!isfinite (any.value))
        continue;

      json_node_set_double (node, any.value);
      text = cw_json_to_text (node, FALSE);

      g_assert_true (g_ascii_strtod (text, NULL) == any.value);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/json/gives-what-is-there", gives_what_is_there);
  g_test_add_func ("/json/a-missing-or-mistyped-member-is-no-crash", a_missing_or_mistyped_member_is_no_crash);
  g_test_add_func ("/json/any-number-comes-back-exactly", any_number_comes_back_exactly);
  return g_test_run ();
}
