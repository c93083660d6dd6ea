/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-address.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwClipAddress:
 *
 * Where one file of a clip is, for a download: as it is known, and once that is no
 * longer good as it is found anew.
 */
struct _CwClipAddress
{
  CwClipSources *sources;
  CwTwitchClip  *clip;
  CwClipRoute    route;
  char          *name;
  char          *url; /* nullable: used up, or never known */
};

/**
 * cw_clip_address_new:
 * @sources: where files come from
 * @clip: a clip
 * @rendition: which of its files; without an address where that has to be found first
 * @route: how it is found
 *
 * Returns: (transfer full): its address
 */
CwClipAddress *
cw_clip_address_new (CwClipSources *sources,
                     CwTwitchClip  *clip,
                     CwRendition   *rendition,
                     CwClipRoute    route)
{
  CwClipAddress *self = g_new0 (CwClipAddress, 1);
  const char    *url = cw_rendition_get_url (rendition);

  self->sources = g_object_ref (sources);
  self->clip = g_object_ref (clip);
  self->route = route;
  self->name = cw_rendition_dup_name (rendition);
  self->url = *url != '\0' ? g_strdup (url) : NULL;

  return self;
}

void
cw_clip_address_free (gpointer data)
{
  CwClipAddress *self = data;

  g_object_unref (self->sources);
  g_object_unref (self->clip);
  g_free (self->name);
  g_free (self->url);
  g_free (self);
}

static GPtrArray *
find_renditions (CwClipSources *sources,
                 CwTwitchClip  *clip,
                 CwClipRoute    route,
                 GError       **error)
{
  const char *id = cw_twitch_clip_get_id (clip);
  g_autoptr (GHashTable) downloads = NULL;
  GPtrArray *renditions;

  switch (route)
    {
    case CW_CLIP_ROUTE_ANY:
      return dex_await_boxed (cw_clip_sources_find (sources, clip), error);

    case CW_CLIP_ROUTE_PUBLIC:
      return dex_await_boxed (cw_clip_sources_find_public (sources, id), error);

    case CW_CLIP_ROUTE_OFFICIAL:
      downloads = dex_await_boxed (cw_clip_sources_find_official (sources, cw_twitch_clip_get_channel_id (clip), (const char *const[]) { id, NULL }), error);
      renditions = downloads != NULL ? g_hash_table_lookup (downloads, id) : NULL;
      return renditions != NULL ? g_ptr_array_ref (renditions) : NULL;
    }

  g_return_val_if_reached (NULL);
}

static DexFuture *
find_fiber (CwClipSources *sources,
            CwTwitchClip  *clip,
            int            route,
            char          *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) renditions = find_renditions (sources, clip, (CwClipRoute) route, &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; renditions != NULL && i < renditions->len; i++)
    {
      g_autofree char *other = cw_rendition_dup_name (renditions->pdata[i]);

      if (g_str_equal (name, other))
        return dex_future_new_take_string (g_strdup (cw_rendition_get_url (renditions->pdata[i])));
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("This clip is not on Twitch any more"));
}

/**
 * cw_clip_address_find:
 * @self: (type CwClipAddress): an address
 *
 * A #CwDownloadUrlFunc.
 *
 * Returns: (transfer full): a future of a string; rejected with %CW_ERROR_MISSING where
 *   there is no such file any more
 */
DexFuture *
cw_clip_address_find (gpointer data)
{
  CwClipAddress *self = data;

  if (self->url != NULL)
    return dex_future_new_take_string (g_steal_pointer (&self->url));

  return cw_spawn (G_CALLBACK (find_fiber), 4, CW_TYPE_CLIP_SOURCES, self->sources, CW_TYPE_TWITCH_CLIP, self->clip, G_TYPE_INT, (int) self->route, G_TYPE_STRING, self->name);
}
