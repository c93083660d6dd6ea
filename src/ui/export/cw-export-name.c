/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export-name.h"

#include <glib/gi18n.h>
#include <string.h>

#define EXTENSION ".mp4"

/* What file systems allow, less what the renderer adds while it writes. */
#define MOST_BYTES (255 - 32)

/* What other systems' file systems do not take, and so USB sticks and uploads. */
#define FOREIGN "\\:*?\"<>|"

static gboolean
ends_in_extension (const char *name)
{
  size_t length = strlen (name);

  return length >= strlen (EXTENSION) && g_ascii_strcasecmp (name + length - strlen (EXTENSION), EXTENSION) == 0;
}

static char *
strip (const char *name)
{
  char *stripped = g_strstrip (g_strdup (name));

  if (ends_in_extension (stripped))
    stripped[strlen (stripped) - strlen (EXTENSION)] = '\0';

  return g_strchomp (stripped);
}

/* Not within a character. */
static void
shorten (GString *name,
         size_t   most)
{
  if (name->len > most)
    g_string_truncate (name, g_utf8_find_prev_char (name->str, name->str + most + 1) - name->str);
}

/**
 * cw_export_name_suggest:
 * @title: what the project is called
 *
 * Returns: (transfer full): a name that every file system takes, as near to @title as may be
 */
char *
cw_export_name_suggest (const char *title)
{
  g_autofree char *valid = g_utf8_make_valid (title != NULL ? title : "", -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == '/' || (letter < 128 && strchr (FOREIGN, (int) letter) != NULL))
        g_string_append_c (name, '-');
      else if (g_unichar_iscntrl (letter))
        g_string_append_c (name, ' ');
      else
        g_string_append_unichar (name, letter);
    }

  shorten (name, 120);
  g_strstrip (name->str);
  name->len = strlen (name->str);

  while (name->len > 0 && name->str[0] == '.')
    g_string_erase (name, 0, 1);

  return g_strdup (name->len > 0 ? name->str : _ ("Video"));
}

/**
 * cw_export_name_find_problem:
 * @name: what the user wrote
 *
 * Returns: (nullable): why no file can be called @name, translated
 */
const char *
cw_export_name_find_problem (const char *name)
{
  g_autofree char *bare = strip (name);

  if (*bare == '\0')
    return _ ("Write a name for the file.");
  if (strchr (bare, '/') != NULL)
    return _ ("A file name cannot have a “/” in it. Choose the folder below.");
  if (g_str_equal (bare, ".") || g_str_equal (bare, ".."))
    return _ ("This name means a folder. Write another one.");
  if (*bare == '.')
    return _ ("A file whose name begins with a dot is hidden. Write another name.");
  if (strlen (bare) > MOST_BYTES)
    return _ ("This name is too long for a file.");

  for (const char *c = bare; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return _ ("A file name cannot have line breaks or tabs in it.");

  return NULL;
}

/**
 * cw_export_name_number:
 * @name: a name
 * @number: from 1
 *
 * Returns: (transfer full): @name for 1, and then “name (2)” and so on
 */
char *
cw_export_name_number (const char *name,
                       guint       number)
{
  g_autofree char *bare = strip (name);

  if (number <= 1)
    return g_steal_pointer (&bare);

  return g_strdup_printf ("%s (%u)", bare, number);
}

/**
 * cw_export_name_to_file:
 * @name: a name without a problem
 *
 * Returns: (transfer full): the name of the file, with its extension once
 */
char *
cw_export_name_to_file (const char *name)
{
  g_autofree char *bare = strip (name);

  return g_strconcat (bare, EXTENSION, NULL);
}
