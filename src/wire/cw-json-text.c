/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-json-text.h"

#include <glib/gi18n.h>

/* More than any project is, and little enough to hold several times. */
#define MOST_BYTES (64 * 1024 * 1024)

static const char *
describe (const GError *error)
{
  if (error->domain != JSON_PARSER_ERROR)
    return _ ("this is not JSON");

  switch ((JsonParserError) error->code)
    {
    case JSON_PARSER_ERROR_TRAILING_COMMA:
      return _ ("there is a comma too many");
    case JSON_PARSER_ERROR_MISSING_COMMA:
      return _ ("a comma is missing");
    case JSON_PARSER_ERROR_MISSING_COLON:
      return _ ("a colon is missing");
    case JSON_PARSER_ERROR_EMPTY_MEMBER_NAME:
      return _ ("a name is empty");
    case JSON_PARSER_ERROR_INVALID_DATA:
      return _ ("this is not text in UTF-8");
    case JSON_PARSER_ERROR_NESTING:
      return _ ("too many things lie within one another");
    case JSON_PARSER_ERROR_PARSE:
    case JSON_PARSER_ERROR_INVALID_BAREWORD:
    case JSON_PARSER_ERROR_UNKNOWN:
    case JSON_PARSER_ERROR_INVALID_STRUCTURE:
    case JSON_PARSER_ERROR_INVALID_ASSIGNMENT:
      break;
    }

  return _ ("this is not JSON");
}

static gboolean
is_blank (const char *text,
          gsize       length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;

  return i == length;
}

/* Afterwards the parser no longer knows. */
static void
on_error (JsonParser   *parser,
          const GError *error,
          guint        *line)
{
  *line = MAX (json_parser_get_current_line (parser), 1);
}

/**
 * cw_json_text_parse:
 * @text: what is said to be JSON
 * @length: bytes of @text
 * @error: %CW_ERROR_MALFORMED with the line and the reason
 *
 * Returns: (transfer full) (nullable): the root
 */
JsonNode *
cw_json_text_parse (const char *text,
                    gsize       length,
                    GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  guint line = 1;

  if (length > MOST_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("It is too large: more than %d MiB"), MOST_BYTES / (1024 * 1024));
      return NULL;
    }

  if (is_blank (text, length))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, "%s", _ ("It is empty"));
      return NULL;
    }

  json_parser_set_strict (parser, TRUE);
  g_signal_connect (parser, "error", G_CALLBACK (on_error), &line);
  if (!json_parser_load_from_data (parser, text, (gssize) length, &problem))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("Line %u: %s"), line, describe (problem));
      return NULL;
    }

  return json_parser_steal_root (parser);
}
