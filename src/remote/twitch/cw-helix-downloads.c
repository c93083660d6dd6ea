/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-downloads.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-json.h"

#include <glib/gi18n.h>

/* A clip that is not rendered yet, or was never made upright, has no address. */
static void
add_rendition (GPtrArray  *renditions,
               JsonObject *object,
               const char *member,
               gboolean    portrait)
{
  const char *url = cw_json_get_string (object, member);

  if (url != NULL && *url != '\0')
    g_ptr_array_add (renditions, cw_rendition_new (url, 0, 0, portrait));
}

static gboolean
read_downloads (JsonObject *object,
                GHashTable *downloads)
{
  JsonNode  *node = json_object_get_member (object, "data");
  JsonArray *array = cw_json_get_array (object, "data");
  guint      n = array != NULL ? json_array_get_length (array) : 0;

  if (node == NULL || (array == NULL && !JSON_NODE_HOLDS_NULL (node)))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *download = cw_json_get_element_object (array, i);
      const char *id = download != NULL ? cw_json_get_string (download, "clip_id") : NULL;
      GPtrArray  *renditions;

      if (id == NULL)
        return FALSE;

      renditions = g_ptr_array_new_with_free_func (g_object_unref);
      add_rendition (renditions, download, "landscape_download_url", FALSE);
      add_rendition (renditions, download, "portrait_download_url", TRUE);
      g_hash_table_replace (downloads, g_strdup (id), renditions);
    }

  return TRUE;
}

static DexFuture *
find_fiber (CwHelix *self,
            char    *editor_id,
            char    *channel_id,
            char   **ids)
{
  g_autoptr (GHashTable) downloads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  guint n = g_strv_length (ids);

  for (guint i = 0; i < n; i += CW_HELIX_MOST_DOWNLOADS)
    {
      g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/clips/downloads");
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = NULL;

      cw_http_request_add_query (request, "editor_id", editor_id);
      cw_http_request_add_query (request, "broadcaster_id", channel_id);
      for (guint j = i; j < MIN (i + CW_HELIX_MOST_DOWNLOADS, n); j++)
        cw_http_request_add_query (request, "clip_id", ids[j]);

      root = dex_await_boxed (cw_helix_send_for_downloads (self, request), &error);
      if (root == NULL && g_error_matches (error, CW_ERROR, CW_ERROR_DENIED))
        return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Only the channel itself and its editors can download its clips from Twitch"));
      if (root == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (!read_downloads (json_node_get_object (root), downloads))
        return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch changed something: look for an update of Clipwright. Your library still works"));
    }

  return dex_future_new_take_boxed (G_TYPE_HASH_TABLE, g_steal_pointer (&downloads));
}

/**
 * cw_helix_find_downloads:
 * @self: Twitch's interface
 * @editor_id: in whose name is asked
 * @channel_id: whose clips they are: the same person's, or one's who has made them
 *   an editor
 * @ids: the clips' slugs, all of that channel
 *
 * Finds where the clips' files are, by the way that Twitch offers for that. The
 * addresses are good for a short time only: ask right before they are used. Twitch
 * takes ten clips at a time, and a hundred requests a minute.
 *
 * Returns: (transfer full): a future of a boxed #GHashTable: for each slug a
 *   #GPtrArray of #CwRendition, the landscape one before the portrait one, empty
 *   while the clip is not rendered. Rejected with %CW_ERROR_DENIED where they may
 *   not edit the channel, %CW_ERROR_SCOPE unless “channel:manage:clips” or
 *   “editor:manage:clips” is given, %CW_ERROR_INVALID where a clip is not the channel's
 */
DexFuture *
cw_helix_find_downloads (CwHelix           *self,
                         const char        *editor_id,
                         const char        *channel_id,
                         const char *const *ids)
{
  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (editor_id != NULL && channel_id != NULL && ids != NULL);

  return cw_spawn (G_CALLBACK (find_fiber), 4, CW_TYPE_HELIX, self, G_TYPE_STRING, editor_id, G_TYPE_STRING, channel_id, G_TYPE_STRV, ids);
}
