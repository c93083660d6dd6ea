/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-groups.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-group-store.h"

/**
 * CwClipGroups:
 *
 * The clips of the library by what they have in common, kept as the library says.
 */
struct _CwClipGroups
{
  GObject parent_instance;

  CwDatabase *database;
  CwLibrary  *library;
  CwGrouping  grouping;
  GPtrArray  *items;
  DexFuture  *reading; /* nullable */
  GError     *failure; /* nullable */
  gboolean    loading;
  guint       asked; /* how often, so that only the last answer counts */
};

/* Who waits for an answer, and which. */
typedef struct
{
  GWeakRef groups;
  guint    asked;
} Reading;

typedef enum
{
  PROP_LOADING = 1,
  PROP_FAILURE,
} CwClipGroupsProperty;

static GParamSpec *properties[PROP_FAILURE + 1];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwClipGroups, cw_clip_groups, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Only the part that is not the same is told. */
static void
take (CwClipGroups *self,
      GPtrArray    *now)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);
  guint most = MIN (before->len, now->len);
  guint head = 0;
  guint tail = 0;

  while (head < most && cw_record_equal (before->pdata[head], now->pdata[head]))
    head++;
  while (tail < most - head && cw_record_equal (before->pdata[before->len - 1 - tail], now->pdata[now->len - 1 - tail]))
    tail++;

  self->items = g_ptr_array_ref (now);
  if (before->len > head + tail || now->len > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, now->len - head - tail);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->groups);
  g_free (reading);
}

/* Not a fiber, so that it may be dropped at any time; somebody may follow it for longer
 * than the groups are there. */
static DexFuture *
on_read (DexFuture *future,
         gpointer   data)
{
  Reading *reading = data;
  g_autoptr (CwClipGroups) self = g_weak_ref_get (&reading->groups);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (self == NULL)
    return dex_ref (future);
  if (reading->asked != self->asked && self->reading != NULL)
    return dex_ref (self->reading);

  value = dex_future_get_value (future, &error);

  if (value != NULL)
    take (self, g_value_get_boxed (value));

  g_clear_error (&self->failure);
  self->failure = g_steal_pointer (&error);
  self->loading = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);

  return dex_ref (future);
}

/**
 * cw_clip_groups_refresh:
 * @self: groups of a library that is open
 *
 * Has the list be as the database says, which it does by itself where the library
 * changes.
 *
 * Returns: (transfer full): a future that resolves once it is
 */
DexFuture *
cw_clip_groups_refresh (CwClipGroups *self)
{
  Reading *reading;

  dex_return_error_if_fail (CW_IS_CLIP_GROUPS (self));

  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->groups, self);
  reading->asked = ++self->asked;

  dex_clear (&self->reading);
  if (!self->loading)
    {
      self->loading = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
    }
  self->reading = dex_future_finally (cw_group_store_list (self->database, self->grouping), on_read, reading, reading_free);

  return cw_follow (dex_ref (self->reading));
}

static void
on_changed (CwClipGroups *self)
{
  dex_future_disown (cw_clip_groups_refresh (self));
}

CwLibrary *
cw_clip_groups_get_library (CwClipGroups *self)
{
  g_return_val_if_fail (CW_IS_CLIP_GROUPS (self), NULL);

  return self->library;
}

CwGrouping
cw_clip_groups_get_grouping (CwClipGroups *self)
{
  g_return_val_if_fail (CW_IS_CLIP_GROUPS (self), CW_GROUPING_CHANNEL);

  return self->grouping;
}

/**
 * cw_clip_groups_new:
 * @database: where the library is
 * @library: the library, which is loaded
 * @grouping: what clips are to have in common
 *
 * Returns: (transfer full): the groups, soon to be filled
 */
CwClipGroups *
cw_clip_groups_new (CwDatabase *database,
                    CwLibrary  *library,
                    CwGrouping  grouping)
{
  CwClipGroups *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);

  self = g_object_new (CW_TYPE_CLIP_GROUPS, NULL);
  self->database = g_object_ref (database);
  self->library = g_object_ref (library);
  self->grouping = grouping;
  g_signal_connect_object (library, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_CLIP_GROUP;
}

static guint
get_n_items (GListModel *model)
{
  return CW_CLIP_GROUPS (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *items = CW_CLIP_GROUPS (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_clip_groups_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwClipGroups *self = CW_CLIP_GROUPS (object);

  switch ((CwClipGroupsProperty) id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_FAILURE:
      g_value_set_boxed (value, self->failure);
      break;
    }
}

static void
cw_clip_groups_dispose (GObject *object)
{
  dex_clear (&CW_CLIP_GROUPS (object)->reading);

  G_OBJECT_CLASS (cw_clip_groups_parent_class)->dispose (object);
}

static void
cw_clip_groups_finalize (GObject *object)
{
  CwClipGroups *self = CW_CLIP_GROUPS (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_clear_object (&self->library);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (cw_clip_groups_parent_class)->finalize (object);
}

static void
cw_clip_groups_class_init (CwClipGroupsClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_clip_groups_dispose;
  object_class->finalize = cw_clip_groups_finalize;
  object_class->get_property = cw_clip_groups_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, shown);
  properties[PROP_FAILURE] = g_param_spec_boxed ("failure", NULL, NULL, G_TYPE_ERROR, shown);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_groups_init (CwClipGroups *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}
