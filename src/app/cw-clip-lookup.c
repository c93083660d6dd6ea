/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-lookup.h"

#include "cw-async.h"
#include "cw-clip-id-store.h"
#include "cw-clip-store.h"
#include "cw-error.h"
#include "cw-media-store.h"
#include "cw-search-store.h"

#include <glib/gi18n.h>

/**
 * CwClipLookup:
 *
 * Asks the library for clips, for who wants one answer and no list that is kept up to
 * date: the command line. What it gives are clips as they were then.
 */
struct _CwClipLookup
{
  GObject parent_instance;

  CwDatabase    *database;
  CwCommandLog  *log;
  CwClipStore   *store;
  CwSearchStore *search;
};

G_DEFINE_FINAL_TYPE (CwClipLookup, cw_clip_lookup, G_TYPE_OBJECT)

/**
 * cw_clip_lookup_search:
 * @self: a lookup
 * @query: what to look for
 * @trash: whether among what is in the trash
 * @limit: how many at the most; 0 for all
 *
 * Returns: (transfer full): a future of a boxed #CwSearchResult
 */
DexFuture *
cw_clip_lookup_search (CwClipLookup *self,
                       CwQuery      *query,
                       gboolean      trash,
                       guint         limit)
{
  dex_return_error_if_fail (CW_IS_CLIP_LOOKUP (self));
  dex_return_error_if_fail (query != NULL);

  return trash ? cw_search_store_find_in_trash (self->search, query, limit) : cw_search_store_find (self->search, query, limit);
}

/**
 * cw_clip_lookup_load:
 * @self: a lookup
 * @numbers: (element-type gint64): the numbers of clips
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of the #CwClip that there are,
 *   in the trash or not, in that order
 */
DexFuture *
cw_clip_lookup_load (CwClipLookup *self,
                     GArray       *numbers)
{
  dex_return_error_if_fail (CW_IS_CLIP_LOOKUP (self));
  dex_return_error_if_fail (numbers != NULL);

  return cw_clip_store_load (self->store, numbers);
}

static DexFuture *
find_fiber (CwClipLookup *self,
            const char   *prefix)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lower = g_ascii_strdown (prefix, -1);
  g_auto (GStrv) ids = NULL;

  if (*lower == '\0')
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A clip's id is not empty"));

  ids = dex_await_boxed (cw_clip_id_store_list (self->database, lower, 2), &error);
  if (ids == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (ids[0] == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("There is no clip “%s” in the library"), prefix);
  if (ids[1] != NULL && !g_str_equal (ids[0], lower))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("The ids of several clips begin with “%s”: write more of it"), prefix);

  return cw_clip_store_find (self->store, ids[0]);
}

/**
 * cw_clip_lookup_find:
 * @self: a lookup
 * @prefix: a clip's id, or how it alone begins
 *
 * Returns: (transfer full): a future of the #CwClip, in the trash or not; rejected with
 *   %CW_ERROR_MISSING where there is none, and with %CW_ERROR_INVALID where there are
 *   several
 */
DexFuture *
cw_clip_lookup_find (CwClipLookup *self,
                     const char   *prefix)
{
  dex_return_error_if_fail (CW_IS_CLIP_LOOKUP (self));
  dex_return_error_if_fail (prefix != NULL);

  return cw_spawn (G_CALLBACK (find_fiber), 2, CW_TYPE_CLIP_LOOKUP, self, G_TYPE_STRING, prefix);
}

/**
 * cw_clip_lookup_complete:
 * @self: a lookup
 * @field: whose values
 * @prefix: how they begin
 * @limit: how many at the most
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwCompletion
 */
DexFuture *
cw_clip_lookup_complete (CwClipLookup *self,
                         CwQueryField  field,
                         const char   *prefix,
                         guint         limit)
{
  dex_return_error_if_fail (CW_IS_CLIP_LOOKUP (self));
  dex_return_error_if_fail (prefix != NULL);

  return cw_search_store_complete (self->search, field, prefix, limit);
}

/**
 * cw_clip_lookup_list_commands:
 * @self: a lookup
 * @limit: how many at the most
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwCommand: what can be
 *   undone, the last first
 */
DexFuture *
cw_clip_lookup_list_commands (CwClipLookup *self,
                              guint         limit)
{
  dex_return_error_if_fail (CW_IS_CLIP_LOOKUP (self));

  return cw_command_log_list (self->log, limit);
}

/**
 * cw_clip_lookup_new:
 * @media: the library's media, whose database is open
 *
 * Returns: (transfer full): a lookup
 */
CwClipLookup *
cw_clip_lookup_new (CwMediaStore *media)
{
  CwClipLookup *self;

  g_return_val_if_fail (CW_IS_MEDIA_STORE (media), NULL);

  self = g_object_new (CW_TYPE_CLIP_LOOKUP, NULL);
  self->database = g_object_ref (cw_media_store_get_database (media));
  self->log = cw_command_log_new (self->database);
  self->store = cw_clip_store_new (self->database, self->log);
  self->search = cw_search_store_new (self->database);

  return self;
}

static void
cw_clip_lookup_finalize (GObject *object)
{
  CwClipLookup *self = CW_CLIP_LOOKUP (object);

  g_clear_object (&self->search);
  g_clear_object (&self->store);
  g_clear_object (&self->log);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (cw_clip_lookup_parent_class)->finalize (object);
}

static void
cw_clip_lookup_class_init (CwClipLookupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_lookup_finalize;
}

static void
cw_clip_lookup_init (CwClipLookup *self)
{
}
