/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collection.h"

#include "cw-query-edit.h"

/**
 * CwCollection:
 *
 * Clips that belong together: those that the user has put in, in the order of the user,
 * or those that a query finds. It changes in place, and tells.
 */
struct _CwCollection
{
  GObject parent_instance;

  char  *id;
  char  *title;
  char  *query; /* nullable */
  gint64 n;
};

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_QUERY,
  PROP_N,
} CwCollectionProperty;

static GParamSpec *properties[PROP_N + 1];

G_DEFINE_FINAL_TYPE (CwCollection, cw_collection, G_TYPE_OBJECT)

/**
 * cw_collection_new:
 * @id: its id
 * @title: what it is called
 * @query: (nullable): what it shows, see cw-query.h; %NULL where it is filled by hand
 * @n: how many clips it has, -1 where that is not known yet
 *
 * Returns: (transfer full): a collection
 */
CwCollection *
cw_collection_new (const char *id,
                   const char *title,
                   const char *query,
                   gint64      n)
{
  CwCollection *self;

  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  self = g_object_new (CW_TYPE_COLLECTION, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->query = g_strdup (query);
  self->n = n;

  return self;
}

const char *
cw_collection_get_id (CwCollection *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION (self), NULL);

  return self->id;
}

const char *
cw_collection_get_title (CwCollection *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION (self), NULL);

  return self->title;
}

const char *
cw_collection_get_query (CwCollection *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION (self), NULL);

  return self->query;
}

gboolean
cw_collection_is_smart (CwCollection *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION (self), FALSE);

  return self->query != NULL;
}

gint64
cw_collection_get_n (CwCollection *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION (self), -1);

  return self->n;
}

/**
 * cw_collection_dup_shown:
 * @self: a collection
 *
 * Returns: (transfer full): the query of a list that shows its clips in its order
 */
char *
cw_collection_dup_shown (CwCollection *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION (self), NULL);

  if (self->query != NULL)
    return g_strdup (self->query);

  return cw_query_edit_set ("sort:position", CW_QUERY_FIELD_COLLECTION, (const char *const[]) { self->title, NULL });
}

void
cw_collection_set_n (CwCollection *self,
                     gint64        n)
{
  g_return_if_fail (CW_IS_COLLECTION (self));

  if (self->n == n)
    return;

  self->n = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N]);
}

/**
 * cw_collection_update:
 * @self: a collection
 * @now: how it is now
 *
 * Takes over all but the id; how many clips only where @now knows.
 */
void
cw_collection_update (CwCollection *self,
                      CwCollection *now)
{
  g_return_if_fail (CW_IS_COLLECTION (self));
  g_return_if_fail (CW_IS_COLLECTION (now));

  if (g_set_str (&self->title, now->title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (g_set_str (&self->query, now->query))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
  if (now->n >= 0)
    cw_collection_set_n (self, now->n);
}

static void
cw_collection_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwCollection *self = CW_COLLECTION (object);

  switch ((CwCollectionProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    case PROP_N:
      g_value_set_int64 (value, self->n);
      break;
    }
}

static void
cw_collection_finalize (GObject *object)
{
  CwCollection *self = CW_COLLECTION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->query);

  G_OBJECT_CLASS (cw_collection_parent_class)->finalize (object);
}

static void
cw_collection_class_init (CwCollectionClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_collection_finalize;
  object_class->get_property = cw_collection_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, shown);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, shown);
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, shown);
  properties[PROP_N] = g_param_spec_int64 ("n", NULL, NULL, -1, G_MAXINT64, -1, shown);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_collection_init (CwCollection *self)
{
  self->n = -1;
}
