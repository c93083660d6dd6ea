/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "helix.h"
#include "json-make.h"

#define MOST_IDS 100

static JsonObject *
game_to_json (StandIn *self,
              Game    *game)
{
  return json_make ("id", 's', game->id,
                    "name", 's', game->name,
                    "box_art_url", 't', g_strdup_printf ("%s/cdn/boxart/%s-{width}x{height}.jpg", self->url, game->id),
                    "igdb_id", 's', game->igdb_id,
                    NULL);
}

void
helix_get_top_games (StandIn *self,
                     Request *request)
{
  GPtrArray *games = self->world->games;
  JsonArray *data;
  Page       page;

  if (!helix_read_page (request, CURSOR_OFFSET, 20, &page))
    return;

  data = json_array_new ();
  for (gint64 i = page.start; i < helix_page_end (&page, games->len); i++)
    json_array_add_object_element (data, game_to_json (self, g_ptr_array_index (games, i)));
  helix_reply_page (request, data, &page, games->len, NULL);
}

static gboolean
has (GStrv       list,
     const char *value)
{
  return g_strv_contains ((const char *const *) list, value);
}

void
helix_get_games (StandIn *self,
                 Request *request)
{
  g_auto (GStrv) ids = request_get_all (request, "id");
  g_auto (GStrv) names = request_get_all (request, "name");
  g_auto (GStrv) igdb_ids = request_get_all (request, "igdb_id");
  guint      n = g_strv_length (ids) + g_strv_length (names) + g_strv_length (igdb_ids);
  JsonArray *data;

  if (n == 0 || n > MOST_IDS)
    {
      request_fail (request, 400, n == 0 ? "Must provide an ID, name or IGDB ID" : "The total number of IDs and names must be less than or equal to 100");
      return;
    }

  data = json_array_new ();
  for (guint i = 0; i < self->world->games->len; i++)
    {
      Game    *game = g_ptr_array_index (self->world->games, i);
      gboolean wanted = has (ids, game->id) || has (names, game->name);

      /* Not every category is in that other database. */
      if (wanted || (*game->igdb_id != '\0' && has (igdb_ids, game->igdb_id)))
        json_array_add_object_element (data, game_to_json (self, game));
    }
  helix_reply (request, 200, data, NULL);
}

static gboolean
has_all_words (const char *name,
               char      **words)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

void
helix_search_categories (StandIn *self,
                         Request *request)
{
  const char      *query = request_get (request, "query");
  g_autofree char *folded = g_utf8_casefold (query != NULL ? query : "", -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  JsonArray *data;
  Page       page;

  if (query == NULL || *query == '\0')
    {
      request_fail (request, 400, "Missing required parameter \"query\"");
      return;
    }

  if (!helix_read_page (request, CURSOR_NESTED, 20, &page))
    return;

  for (guint i = 0; i < self->world->games->len; i++)
    if (has_all_words (((Game *) g_ptr_array_index (self->world->games, i))->name, words))
      g_ptr_array_add (found, g_ptr_array_index (self->world->games, i));

  if (found->len == 0)
    {
      request_reply_json (request, 200, json_make ("data", 'n', "pagination", 'o', json_object_new (), NULL));
      return;
    }

  /* The best match comes twice, as has been seen. */
  if (found->len > 1)
    g_ptr_array_insert (found, 1, g_ptr_array_index (found, 0));

  data = json_array_new ();
  for (gint64 i = page.start; i < helix_page_end (&page, found->len); i++)
    {
      Game *game = g_ptr_array_index (found, i);

      json_array_add_object_element (data, json_make ("box_art_url", 't', g_strdup_printf ("%s/cdn/boxart/%s-52x72.jpg", self->url, game->id),
                                                      "name", 's', game->name,
                                                      "id", 's', game->id,
                                                      NULL));
    }
  helix_reply_page (request, data, &page, found->len, NULL);
}
