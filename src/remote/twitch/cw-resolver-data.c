/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-resolver-data.h"

#include "cw-async.h"
#include "cw-json.h"
#include "cw-paths.h"
#include "cw-remote-resources.h"

#define PATH RESOURCE_PATH "/twitch/resolver.json"

G_DEFINE_BOXED_TYPE (CwResolverData, cw_resolver_data, cw_resolver_data_copy, cw_resolver_data_free)

CwResolverData *
cw_resolver_data_copy (const CwResolverData *self)
{
  CwResolverData *copy = g_new0 (CwResolverData, 1);

  copy->date = g_strdup (self->date);
  copy->client_id = g_strdup (self->client_id);
  copy->path = g_strdup (self->path);
  copy->bodies = g_ptr_array_ref (self->bodies);

  return copy;
}

void
cw_resolver_data_free (CwResolverData *self)
{
  g_free (self->date);
  g_free (self->client_id);
  g_free (self->path);
  g_ptr_array_unref (self->bodies);
  g_free (self);
}

static void
add_variables (JsonBuilder *builder,
               JsonObject  *variables)
{
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *node;

  json_builder_set_member_name (builder, "variables");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "slug");
  json_builder_add_string_value (builder, CW_RESOLVER_SLUG);

  if (variables != NULL)
    {
      json_object_iter_init_ordered (&iter, variables);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          json_builder_set_member_name (builder, name);
          json_builder_add_value (builder, json_node_copy (node));
        }
    }
  json_builder_end_object (builder);
}

static void
add_hash (JsonBuilder *builder,
          const char  *hash)
{
  json_builder_set_member_name (builder, "extensions");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "persistedQuery");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "sha256Hash");
  json_builder_add_string_value (builder, hash);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static char *
make_body (JsonObject *request)
{
  const char *operation = cw_json_get_string (request, "operation");
  const char *hash = cw_json_get_string (request, "hash");
  const char *query = cw_json_get_string (request, "query");
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (operation == NULL || (hash == NULL && query == NULL))
    return NULL;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "operationName");
  json_builder_add_string_value (builder, operation);
  add_variables (builder, cw_json_get_object (request, "variables"));
  if (hash != NULL)
    add_hash (builder, hash);
  else
    {
      json_builder_set_member_name (builder, "query");
      json_builder_add_string_value (builder, query);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return cw_json_to_text (root, FALSE);
}

static gboolean
read_bodies (CwResolverData *self,
             JsonArray      *requests)
{
  for (guint i = 0; requests != NULL && i < json_array_get_length (requests); i++)
    {
      JsonObject *request = cw_json_get_element_object (requests, i);
      char       *body = request != NULL ? make_body (request) : NULL;

      if (body == NULL)
        return FALSE;

      g_ptr_array_add (self->bodies, body);
    }

  return self->bodies->len > 0;
}

/**
 * cw_resolver_data_parse:
 * @text: what such a file holds: see resources/twitch/resolver.json
 * @length: bytes, or -1
 *
 * Returns: (nullable) (transfer full): what it says, or %NULL where that makes no sense
 */
CwResolverData *
cw_resolver_data_parse (const char *text,
                        gssize      length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (CwResolverData) self = NULL;
  g_autoptr (GDate) date = g_date_new ();
  JsonObject *object;

  if (!json_parser_load_from_data (parser, text, length, NULL) || json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;

  object = json_node_get_object (json_parser_get_root (parser));
  self = g_new0 (CwResolverData, 1);
  self->date = g_strdup (cw_json_get_string (object, "date"));
  self->client_id = g_strdup (cw_json_get_string (object, "client_id"));
  self->path = g_strdup (cw_json_get_string (object, "path"));
  self->bodies = g_ptr_array_new_with_free_func (g_free);

  if (self->date == NULL || strlen (self->date) != strlen ("2026-11-25") || self->client_id == NULL || self->path == NULL || !read_bodies (self, cw_json_get_array (object, "requests")))
    return NULL;

  g_date_set_parse (date, self->date);
  return g_date_valid (date) ? g_steal_pointer (&self) : NULL;
}

static DexFuture *
load_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  const char *path = data;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cw_remote_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (CwResolverData) own = cw_resolver_data_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autoptr (CwResolverData) newer = NULL;
  g_autofree char *text = NULL;
  gsize            length;

  /* It is part of the program. */
  g_assert (own != NULL);

  if (g_file_get_contents (path, &text, &length, NULL))
    {
      newer = cw_resolver_data_parse (text, (gssize) length);
      if (newer == NULL)
        g_message ("“%s” makes no sense and is not used", path);
      else if (strcmp (newer->date, own->date) > 0)
        return dex_future_new_take_boxed (CW_TYPE_RESOLVER_DATA, g_steal_pointer (&newer));
    }

  return dex_future_new_take_boxed (CW_TYPE_RESOLVER_DATA, g_steal_pointer (&own));
}

/**
 * cw_resolver_data_load:
 *
 * Reads what came with the program, or the user's own file of the same shape,
 * resolver.json in our folder for settings, where that is of a later date: so what
 * Twitch changes can be mended before there is a new version.
 *
 * Returns: (transfer full): a future of a boxed #CwResolverData
 */
DexFuture *
cw_resolver_data_load (void)
{
  return cw_run_in_thread (load_in_thread, cw_paths_build_config ("resolver.json", NULL), g_free);
}
