/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-json-lines.h"
#include "cw-json-reader.h"
#include "cw-json.h"

#include <glib/gi18n.h>
#include <math.h>

void
cw_json_reader_init (CwJsonReader *self,
                     const char   *text,
                     gsize         length)
{
  self->text = text;
  self->length = length;
  self->path = g_ptr_array_new_with_free_func (g_free);
  self->error = NULL;
}

/**
 * cw_json_reader_finish:
 * @self: a reader
 * @error: set to what was wrong
 *
 * Returns: whether nothing was
 */
gboolean
cw_json_reader_finish (CwJsonReader *self,
                       GError      **error)
{
  g_ptr_array_unref (self->path);
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, self->error);
  return FALSE;
}

/* What is read from here on is in MEMBER. */
void
cw_json_reader_enter (CwJsonReader *self,
                      const char   *member)
{
  g_ptr_array_add (self->path, g_strdup (member));
}

void
cw_json_reader_enter_element (CwJsonReader *self,
                              guint         index)
{
  g_ptr_array_add (self->path, g_strdup_printf ("%u", index));
}

void
cw_json_reader_leave (CwJsonReader *self)
{
  g_ptr_array_remove_index (self->path, self->path->len - 1);
}

/**
 * cw_json_reader_fail:
 * @self: a reader
 * @member: (nullable): what is wrong, in what is being read; %NULL for all of it
 * @format: the reason, as for printf()
 *
 * Notes an error, unless there is one already.
 */
void
cw_json_reader_fail (CwJsonReader *self,
                     const char   *member,
                     const char   *format,
                     ...)
{
  g_autofree char *reason = NULL;
  va_list          list;
  guint            line;

  if (self->error != NULL)
    return;

  va_start (list, format);
  reason = g_strdup_vprintf (format, list);
  va_end (list);

  if (member != NULL)
    cw_json_reader_enter (self, member);
  line = cw_json_lines_find (self->text, self->length, (const char *const *) self->path->pdata, self->path->len);
  if (member != NULL)
    cw_json_reader_leave (self);

  self->error = g_error_new (CW_ERROR, CW_ERROR_MALFORMED, _ ("Line %u: %s"), line, reason);
}

/* Whether MEMBER is there; if not, but it is needed, that is noted. */
static gboolean
is_there (CwJsonReader *self,
          JsonObject   *object,
          const char   *member,
          gboolean      needed)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (needed)
    cw_json_reader_fail (self, member, _ ("“%s” is missing"), member);
  return FALSE;
}

JsonObject *
cw_json_reader_get_object (CwJsonReader *self,
                           JsonObject   *object,
                           const char   *member,
                           gboolean      needed)
{
  JsonObject *found;

  if (!is_there (self, object, member, needed))
    return NULL;

  found = cw_json_get_object (object, member);
  if (found == NULL)
    cw_json_reader_fail (self, member, _ ("“%s” has to be an object"), member);
  return found;
}

JsonArray *
cw_json_reader_get_array (CwJsonReader *self,
                          JsonObject   *object,
                          const char   *member,
                          gboolean      needed)
{
  JsonArray *found;

  if (!is_there (self, object, member, needed))
    return NULL;

  found = cw_json_get_array (object, member);
  if (found == NULL)
    cw_json_reader_fail (self, member, _ ("“%s” has to be a list"), member);
  return found;
}

const char *
cw_json_reader_get_string (CwJsonReader *self,
                           JsonObject   *object,
                           const char   *member,
                           gboolean      needed)
{
  const char *found;

  if (!is_there (self, object, member, needed))
    return NULL;

  found = cw_json_get_string (object, member);
  if (found == NULL)
    cw_json_reader_fail (self, member, _ ("“%s” has to be a text"), member);
  return found;
}

gboolean
cw_json_reader_get_double (CwJsonReader *self,
                           JsonObject   *object,
                           const char   *member,
                           gboolean      needed,
                           double       *value)
{
  double found;

  if (!is_there (self, object, member, needed))
    return FALSE;

  if (!cw_json_get_double (object, member, &found) || !isfinite (found))
    {
      cw_json_reader_fail (self, member, _ ("“%s” has to be a number"), member);
      return FALSE;
    }

  *value = found;
  return TRUE;
}

gboolean
cw_json_reader_get_int (CwJsonReader *self,
                        JsonObject   *object,
                        const char   *member,
                        gboolean      needed,
                        gint64        least,
                        gint64        most,
                        gint64       *value)
{
  gint64 found;

  if (!is_there (self, object, member, needed))
    return FALSE;

  if (!cw_json_get_int (object, member, &found) || found < least || found > most)
    {
      cw_json_reader_fail (self, member, _ ("“%s” has to be a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT), member, least, most);
      return FALSE;
    }

  *value = found;
  return TRUE;
}

gboolean
cw_json_reader_get_boolean (CwJsonReader *self,
                            JsonObject   *object,
                            const char   *member,
                            gboolean      needed,
                            gboolean     *value)
{
  if (!is_there (self, object, member, needed))
    return FALSE;

  if (cw_json_get_boolean (object, member, value))
    return TRUE;

  cw_json_reader_fail (self, member, _ ("“%s” has to be true or false"), member);
  return FALSE;
}
