/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-media.h"

#include "cw-clip-address.h"
#include "cw-download.h"
#include "cw-error.h"

/**
 * CwClipMedia:
 *
 * A clip's file for watching: finds it, brings it into the cache of watched clips, and
 * lets it be played meanwhile. Letting go of this stops the download; what is there of
 * it is gone on with the next time.
 *
 * Nothing that is under way holds this object, so it ends when the page does.
 */
struct _CwClipMedia
{
  GObject parent_instance;

  CwHttp          *http;
  CwClipSources   *sources;
  CwWatchCache    *cache;
  CwTwitchClip    *clip;
  CwClipMediaState state;
  GListStore      *renditions;
  CwRendition     *rendition; /* nullable */
  GHashTable      *gone;      /* renditions that were advertised and are not there */
  CwDownload      *download;  /* nullable */
  DexFuture       *run;       /* nullable */
  GError          *error;     /* nullable */
  guint            turn;      /* of what is under way only the newest counts */
};

typedef enum
{
  PROP_STATE = 1,
  PROP_RENDITIONS,
  PROP_RENDITION,
  PROP_FILE,
  PROP_RECEIVED,
  PROP_TOTAL,
  PROP_ERROR,
} CwClipMediaProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_ENUM_TYPE (CwClipMediaState, cw_clip_media_state, G_DEFINE_ENUM_VALUE (CW_CLIP_MEDIA_IDLE, "idle"), G_DEFINE_ENUM_VALUE (CW_CLIP_MEDIA_NEEDS_CONSENT, "needs-consent"), G_DEFINE_ENUM_VALUE (CW_CLIP_MEDIA_FINDING, "finding"), G_DEFINE_ENUM_VALUE (CW_CLIP_MEDIA_READY, "ready"), G_DEFINE_ENUM_VALUE (CW_CLIP_MEDIA_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (CwClipMedia, cw_clip_media, G_TYPE_OBJECT)

/* What comes back to the object, where it is still there and wants it. */
typedef struct
{
  GWeakRef self;
  guint    turn;
} Ticket;

static Ticket *
ticket_new (CwClipMedia *self)
{
  Ticket *ticket = g_new0 (Ticket, 1);

  g_weak_ref_init (&ticket->self, self);
  ticket->turn = self->turn;
  return ticket;
}

static void
ticket_free (gpointer data)
{
  Ticket *ticket = data;

  g_weak_ref_clear (&ticket->self);
  g_free (ticket);
}

static CwClipMedia *
ticket_redeem (Ticket *ticket)
{
  g_autoptr (CwClipMedia) self = g_weak_ref_get (&ticket->self);

  return self != NULL && self->turn == ticket->turn ? g_steal_pointer (&self) : NULL;
}

static void
notify (CwClipMedia        *self,
        CwClipMediaProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (CwClipMedia     *self,
           CwClipMediaState state,
           const GError    *error)
{
  gboolean had_error = self->error != NULL;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  if (had_error || error != NULL)
    notify (self, PROP_ERROR);

  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

static void
on_received (CwClipMedia *self)
{
  notify (self, PROP_RECEIVED);
}

static void
on_total (CwClipMedia *self)
{
  notify (self, PROP_TOTAL);
}

/* The old one's file is let go of first: who plays it hears of the new one before it
 * hears that no more comes. */
static void
set_download (CwClipMedia *self,
              CwDownload  *download)
{
  g_autoptr (CwDownload) before = g_steal_pointer (&self->download);
  g_autoptr (DexFuture) run = g_steal_pointer (&self->run);

  if (before == NULL && download == NULL)
    return;

  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);

  self->download = download;
  if (download != NULL)
    {
      g_signal_connect_object (download, "notify::received", G_CALLBACK (on_received), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (download, "notify::total", G_CALLBACK (on_total), self, G_CONNECT_SWAPPED);
    }

  notify (self, PROP_FILE);
  notify (self, PROP_RECEIVED);
  notify (self, PROP_TOTAL);
}

/* --- downloading ---------------------------------------------------------------- */

static void use_rendition (CwClipMedia *self,
                           CwRendition *rendition);

static CwRendition *
find_other (CwClipMedia *self,
            CwRendition *than)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->renditions));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRendition) other = g_list_model_get_item (G_LIST_MODEL (self->renditions), i);

      if (!g_hash_table_contains (self->gone, other) && cw_rendition_get_portrait (other) == cw_rendition_get_portrait (than))
        return g_steal_pointer (&other);
    }

  return NULL;
}

/* Twitch advertises qualities that it does not have. */
static DexFuture *
on_ended (DexFuture *future,
          gpointer   data)
{
  g_autoptr (CwClipMedia) self = ticket_redeem (data);
  g_autoptr (CwRendition) other = NULL;
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return dex_ref (future);

  /* This is being called by it. */
  if (self->run != NULL)
    dex_future_disown (g_steal_pointer (&self->run));
  if (dex_future_get_value (future, &error) != NULL || cw_error_is_cancelled (error))
    return dex_ref (future);

  if (g_error_matches (error, CW_ERROR, CW_ERROR_MISSING) || g_error_matches (error, CW_ERROR, CW_ERROR_DENIED))
    {
      g_hash_table_add (self->gone, g_object_ref (self->rendition));
      other = find_other (self, self->rendition);
    }

  if (other != NULL)
    use_rendition (self, other);
  else
    set_state (self, CW_CLIP_MEDIA_FAILED, error);

  return dex_ref (future);
}

static void
use_rendition (CwClipMedia *self,
               CwRendition *rendition)
{
  CwClipAddress   *address = cw_clip_address_new (self->sources, self->clip, rendition, CW_CLIP_ROUTE_ANY);
  g_autofree char *path = cw_watch_cache_dup_path (self->cache, cw_twitch_clip_get_id (self->clip), rendition);

  self->turn++;
  if (g_set_object (&self->rendition, rendition))
    notify (self, PROP_RENDITION);

  set_download (self, cw_download_new (self->http, path, cw_clip_address_find, address, cw_clip_address_free));
  set_state (self, CW_CLIP_MEDIA_READY, NULL);
  self->run = dex_future_finally (cw_download_run (self->download), on_ended, ticket_new (self), ticket_free);
}

/* --- finding ---------------------------------------------------------------------- */

static void
use_renditions (CwClipMedia *self,
                GPtrArray   *renditions)
{
  g_hash_table_remove_all (self->gone);
  g_list_store_splice (self->renditions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->renditions)), renditions->pdata, renditions->len);
  use_rendition (self, renditions->pdata[0]);
}

static DexFuture *
on_found (DexFuture *future,
          gpointer   data)
{
  g_autoptr (CwClipMedia) self = ticket_redeem (data);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (self == NULL)
    return dex_future_new_true ();

  value = dex_future_get_value (future, &error);
  if (value != NULL)
    use_renditions (self, g_value_get_boxed (value));
  else if (g_error_matches (error, CW_ERROR, CW_ERROR_DENIED) && !cw_clip_sources_get_consent (self->sources))
    set_state (self, CW_CLIP_MEDIA_NEEDS_CONSENT, NULL);
  else
    set_state (self, CW_CLIP_MEDIA_FAILED, error);

  return dex_future_new_true ();
}

/* What is there whole needs no network. */
static DexFuture *
on_looked (DexFuture *future,
           gpointer   data)
{
  g_autoptr (CwClipMedia) self = ticket_redeem (data);
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray    *cached = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self == NULL)
    return dex_future_new_true ();

  if (cached != NULL && cached->len > 0 && !cw_rendition_get_portrait (cached->pdata[0]))
    use_renditions (self, cached);
  else
    dex_future_disown (dex_future_finally (cw_clip_sources_find (self->sources, self->clip), on_found, ticket_new (self), ticket_free));

  return dex_future_new_true ();
}

/**
 * cw_clip_media_load:
 * @self: a clip's media
 *
 * Finds the clip's files, and begins with the best. Call it again after it failed, or
 * once the user has consented; while it is under way or has succeeded it does nothing.
 */
void
cw_clip_media_load (CwClipMedia *self)
{
  g_return_if_fail (CW_IS_CLIP_MEDIA (self));

  if (self->state == CW_CLIP_MEDIA_FINDING || self->state == CW_CLIP_MEDIA_READY)
    return;

  self->turn++;
  set_download (self, NULL);
  set_state (self, CW_CLIP_MEDIA_FINDING, NULL);
  dex_future_disown (dex_future_finally (cw_watch_cache_find (self->cache, cw_twitch_clip_get_id (self->clip)), on_looked, ticket_new (self), ticket_free));
}

static DexFuture *
on_others (DexFuture *future,
           gpointer   data)
{
  g_autoptr (CwClipMedia) self = ticket_redeem (data);
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr (GPtrArray) renditions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = self != NULL && self->rendition != NULL ? cw_rendition_dup_name (self->rendition) : NULL;
  GPtrArray       *found = value != NULL ? g_value_get_boxed (value) : NULL;

  if (name == NULL || found == NULL)
    return dex_future_new_true ();

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *other = cw_rendition_dup_name (found->pdata[i]);

      g_ptr_array_add (renditions, g_object_ref (g_str_equal (name, other) ? self->rendition : found->pdata[i]));
    }

  g_list_store_splice (self->renditions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->renditions)), renditions->pdata, renditions->len);
  return dex_future_new_true ();
}

/**
 * cw_clip_media_find_others:
 * @self: a clip's media
 *
 * What was in the cache is played without asking for what else there is: call this
 * before the user chooses. The property “renditions” then has all of them; where that
 * cannot be found out it stays as it is.
 */
void
cw_clip_media_find_others (CwClipMedia *self)
{
  g_return_if_fail (CW_IS_CLIP_MEDIA (self));

  if (self->state == CW_CLIP_MEDIA_READY && g_list_model_get_n_items (G_LIST_MODEL (self->renditions)) == 1)
    dex_future_disown (dex_future_finally (cw_clip_sources_find (self->sources, self->clip), on_others, ticket_new (self), ticket_free));
}

static void
on_consent (CwClipMedia *self)
{
  if (self->state == CW_CLIP_MEDIA_NEEDS_CONSENT)
    cw_clip_media_load (self);
}

CwTwitchClip *
cw_clip_media_get_clip (CwClipMedia *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MEDIA (self), NULL);

  return self->clip;
}

CwClipMediaState
cw_clip_media_get_state (CwClipMedia *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MEDIA (self), CW_CLIP_MEDIA_IDLE);

  return self->state;
}

GListModel *
cw_clip_media_get_renditions (CwClipMedia *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MEDIA (self), NULL);

  return G_LIST_MODEL (self->renditions);
}

CwRendition *
cw_clip_media_get_rendition (CwClipMedia *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MEDIA (self), NULL);

  return self->rendition;
}

/**
 * cw_clip_media_set_rendition:
 * @self: a clip's media
 * @rendition: one of the property “renditions”
 *
 * Plays another of the clip's files, from the start.
 */
void
cw_clip_media_set_rendition (CwClipMedia *self,
                             CwRendition *rendition)
{
  g_return_if_fail (CW_IS_CLIP_MEDIA (self));
  g_return_if_fail (CW_IS_RENDITION (rendition));

  if (self->rendition == rendition || !g_list_store_find (self->renditions, rendition, NULL))
    return;

  g_hash_table_remove (self->gone, rendition);
  use_rendition (self, rendition);
}

/**
 * cw_clip_media_get_file:
 * @self: a clip's media
 *
 * Returns: (nullable) (transfer none): what to give to cw_player_open_growing()
 */
CwGrowingFile *
cw_clip_media_get_file (CwClipMedia *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MEDIA (self), NULL);

  return self->download != NULL ? cw_download_get_file (self->download) : NULL;
}

/**
 * cw_clip_media_get_error:
 * @self: a clip's media
 *
 * Returns: (nullable) (transfer none): why there is no file
 */
const GError *
cw_clip_media_get_error (CwClipMedia *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MEDIA (self), NULL);

  return self->error;
}

/**
 * cw_clip_media_new:
 * @http: the door
 * @sources: where files come from
 * @cache: where they are put
 * @clip: a clip
 *
 * Returns: (transfer full): its media, which have to be loaded
 */
CwClipMedia *
cw_clip_media_new (CwHttp        *http,
                   CwClipSources *sources,
                   CwWatchCache  *cache,
                   CwTwitchClip  *clip)
{
  CwClipMedia *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);
  g_return_val_if_fail (CW_IS_CLIP_SOURCES (sources), NULL);
  g_return_val_if_fail (CW_IS_WATCH_CACHE (cache), NULL);
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  self = g_object_new (CW_TYPE_CLIP_MEDIA, NULL);
  self->http = g_object_ref (http);
  self->sources = g_object_ref (sources);
  self->cache = g_object_ref (cache);
  self->clip = g_object_ref (clip);
  g_signal_connect_object (sources, "notify::consent", G_CALLBACK (on_consent), self, G_CONNECT_SWAPPED);

  return self;
}

static void
cw_clip_media_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwClipMedia *self = CW_CLIP_MEDIA (object);

  switch ((CwClipMediaProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_RENDITIONS:
      g_value_set_object (value, self->renditions);
      break;

    case PROP_RENDITION:
      g_value_set_object (value, self->rendition);
      break;

    case PROP_FILE:
      g_value_set_object (value, cw_clip_media_get_file (self));
      break;

    case PROP_RECEIVED:
      g_value_set_int64 (value, self->download != NULL ? cw_download_get_received (self->download) : 0);
      break;

    case PROP_TOTAL:
      g_value_set_int64 (value, self->download != NULL ? cw_download_get_total (self->download) : 0);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    }
}

static void
cw_clip_media_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch ((CwClipMediaProperty) id)
    {
    case PROP_RENDITION:
      if (g_value_get_object (value) != NULL)
        cw_clip_media_set_rendition (CW_CLIP_MEDIA (object), g_value_get_object (value));
      break;

    case PROP_STATE:
    case PROP_RENDITIONS:
    case PROP_FILE:
    case PROP_RECEIVED:
    case PROP_TOTAL:
    case PROP_ERROR:
      g_assert_not_reached ();
    }
}

static void
cw_clip_media_dispose (GObject *object)
{
  CwClipMedia *self = CW_CLIP_MEDIA (object);

  self->turn++;
  dex_clear (&self->run);
  g_clear_object (&self->download);

  G_OBJECT_CLASS (cw_clip_media_parent_class)->dispose (object);
}

static void
cw_clip_media_finalize (GObject *object)
{
  CwClipMedia *self = CW_CLIP_MEDIA (object);

  g_object_unref (self->http);
  g_object_unref (self->sources);
  g_object_unref (self->cache);
  g_object_unref (self->clip);
  g_object_unref (self->renditions);
  g_clear_object (&self->rendition);
  g_hash_table_unref (self->gone);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (cw_clip_media_parent_class)->finalize (object);
}

static void
cw_clip_media_class_init (CwClipMediaClass *klass)
{
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cw_clip_media_dispose;
  object_class->finalize = cw_clip_media_finalize;
  object_class->get_property = cw_clip_media_get_property;
  object_class->set_property = cw_clip_media_set_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CW_TYPE_CLIP_MEDIA_STATE, CW_CLIP_MEDIA_IDLE, shown);
  properties[PROP_RENDITIONS] = g_param_spec_object ("renditions", NULL, NULL, G_TYPE_LIST_MODEL, shown);
  properties[PROP_RENDITION] = g_param_spec_object ("rendition", NULL, NULL, CW_TYPE_RENDITION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, CW_TYPE_GROWING_FILE, shown);
  properties[PROP_RECEIVED] = g_param_spec_int64 ("received", NULL, NULL, 0, G_MAXINT64, 0, shown);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, shown);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_media_init (CwClipMedia *self)
{
  self->renditions = g_list_store_new (CW_TYPE_RENDITION);
  self->gone = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}
