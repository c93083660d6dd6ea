/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-project-file.h"
#include "test-support.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static char *
sample_text (void)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwProject) project = NULL;
  g_autoptr (CwItem) gap = cw_item_new_gap (SECOND);

  info->duration = 30 * SECOND;
  info->has_video = TRUE;
  info->width = 1920;
  info->height = 1080;
  project = cw_project_new_for_media ("/tmp/a.mp4", info, "clip", "A", 0, -1, NULL, cw_presets_find ("shorts"), NULL);
  cw_project_set_text (project, "Hello");
  cw_track_insert (cw_project_get_track (project, 0), 0, gap);

  return cw_project_file_write (project);
}

/* Whatever the bytes are: an error with a sentence, or a project that can be
 * written, whose file can be read. */
static void
survives (const char *bytes,
          gsize       length)
{
  g_autofree char *copy = g_memdup2 (bytes, MAX (length, 1));
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_file_read (copy, (gssize) length, &error);

  if (project != NULL)
    {
      g_autofree char *text = cw_project_file_write (project);
      g_autoptr (CwProject) back = cw_project_file_read (text, -1, &error);
      g_autoptr (CwProject) other = cw_project_copy (project);

      g_assert_no_error (error);
      g_assert_nonnull (back);
      g_assert_cmpint (cw_project_get_duration (project), >=, 0);
    }
  else
    {
      g_assert_true (error->domain == CW_ERROR && (error->code == CW_ERROR_MALFORMED || error->code == CW_ERROR_UNSUPPORTED));
      g_assert_cmpuint (strlen (error->message), >, 5);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
survives_truncation_at_every_byte (void)
{
  g_autofree char *text = sample_text ();
  gsize            length = strlen (text);

  for (gsize i = 0; i <= length; i++)
    survives (text, i);
}

static void
survives_broken_bytes (void)
{
  g_autofree char *text = sample_text ();
  gsize            length = strlen (text);

  for (int i = 0; i < 4000; i++)
    {
      g_autofree char *broken = g_memdup2 (text, length + 1);

      for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
        broken[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (0, 256);
      survives (broken, length);
    }
}

/* Puts another value in the place of some value, which is likelier to get past
 * the parser than broken bytes. */
static void
survives_values_of_another_kind (void)
{
  static const char *const values[] = {
    "null", "true", "false", "0", "-1", "1", "9223372036854775807", "-9223372036854775808", "99999999999999999999999", "1e308", "-1e308", "1e-308",
    "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[[]]]]", "{\"OTIO_SCHEMA\" : \"Stack.1\"}", "[null]", "[{}]", "\"Clip.1\"", "\"Track.1\"", "\"Gap.1\"",
    "\"Transition.1\"", "\"MissingReference.1\"", "\"file://host/x\"", "\"file:///%\"", "\"0/0\"", "\"1/999999999\""
  };
  g_autofree char *text = sample_text ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    for (guint j = 0; strstr (lines[i], "\" : ") != NULL && j < G_N_ELEMENTS (values); j++)
      {
        char            *line = lines[i];
        gsize            name = (gsize) (strstr (line, "\" : ") - line) + 3;
        gsize            tail = strlen (line) - (g_str_has_suffix (line, ",") ? 1 : 0);
        g_autofree char *changed = NULL;
        g_autofree char *whole = NULL;

        /* Only values on one line, or the rest would no longer be JSON. */
        if (line[tail - 1] == '{' || line[tail - 1] == '[')
          break;

        changed = g_strdup_printf ("%.*s%s%s", (int) name, line, values[j], line + tail);
        lines[i] = changed;
        whole = g_strjoinv ("\n", lines);
        lines[i] = line;

        survives (whole, strlen (whole));
      }
}

static void
survives_deep_nesting (void)
{
  const char *openings[] = { "[", "{\"a\":", "{\"OTIO_SCHEMA\" : \"Timeline.1\", \"tracks\":", "{\"OTIO_SCHEMA\" : \"Stack.1\", \"children\" : [" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr (GString) deep = g_string_new ("{\"OTIO_SCHEMA\" : \"Timeline.1\", \"name\" : \"\", \"tracks\" : {\"children\" : [{\"OTIO_SCHEMA\" : \"Track.1\", \"children\" : [");

      for (guint j = 0; j < 100000; j++)
        g_string_append (deep, openings[i]);
      survives (deep->str, deep->len);
    }
}

static void
survives_nested_stacks (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"OTIO_SCHEMA\" : \"Timeline.1\", \"name\" : \"\", \"tracks\" : {\"children\" : [{\"OTIO_SCHEMA\" : \"Track.1\", \"children\" : [");

  for (guint i = 0; i < 400; i++)
    g_string_append (deep, "{\"OTIO_SCHEMA\" : \"Stack.1\", \"children\" : [");
  for (guint i = 0; i < 400; i++)
    g_string_append (deep, "]}");
  g_string_append (deep, "]}]}}");

  survives (deep->str, deep->len);
}

static void
survives_noise (void)
{
  for (int i = 0; i < 2000; i++)
    {
      char noise[256];

      for (guint j = 0; j < sizeof noise; j++)
        noise[j] = i % 2 == 0 ? (char) g_test_rand_int_range (0, 256) : "{}[]\",:0123456789.eE-+ \n\\truefalsn"[g_test_rand_int_range (0, 34)];
      survives (noise, (gsize) g_test_rand_int_range (0, sizeof noise));
    }
}

static void
refuses_what_is_too_large (void)
{
  gsize            length = 65 * 1024 * 1024;
  g_autofree char *large = g_malloc (length);
  g_autoptr (GError) error = NULL;

  memset (large, ' ', length);
  g_assert_null (cw_project_file_read (large, (gssize) length, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/project-file/survives-truncation-at-every-byte", survives_truncation_at_every_byte);
  g_test_add_func ("/project-file/survives-broken-bytes", survives_broken_bytes);
  g_test_add_func ("/project-file/survives-values-of-another-kind", survives_values_of_another_kind);
  g_test_add_func ("/project-file/survives-deep-nesting", survives_deep_nesting);
  g_test_add_func ("/project-file/survives-nested-stacks", survives_nested_stacks);
  g_test_add_func ("/project-file/survives-noise", survives_noise);
  g_test_add_func ("/project-file/refuses-what-is-too-large", refuses_what_is_too_large);
  return g_test_run ();
}
