/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-group.h"

/**
 * CwClipGroup:
 *
 * Clips of the library that have something in common.
 */
struct _CwClipGroup
{
  CwRecord parent_instance;

  char  *title;
  char  *query;
  gint64 n;
  GStrv  covers;
};

static const CwRecordField fields[] = {
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipGroup, title) },
  { "query", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipGroup, query) },
  { "n", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipGroup, n) },
  { "covers", G_TYPE_BOXED, G_STRUCT_OFFSET (CwClipGroup, covers) },
};

G_DEFINE_FINAL_TYPE (CwClipGroup, cw_clip_group, CW_TYPE_RECORD)

/* In the order of CwGrouping. */
static const char *const nicks[] = { "broadcast", "channel", "date" };

/**
 * cw_clip_group_new:
 * @title: what the clips have in common
 * @query: finds them, see cw-query.h
 * @n: how many they are
 * @covers: ids of the newest of them
 *
 * Returns: (transfer full): a group
 */
CwClipGroup *
cw_clip_group_new (const char        *title,
                   const char        *query,
                   gint64             n,
                   const char *const *covers)
{
  g_return_val_if_fail (title != NULL && query != NULL && covers != NULL, NULL);

  return g_object_new (CW_TYPE_CLIP_GROUP, "title", title, "query", query, "n", n, "covers", covers, NULL);
}

const char *
cw_clip_group_get_title (CwClipGroup *self)
{
  g_return_val_if_fail (CW_IS_CLIP_GROUP (self), NULL);

  return self->title;
}

const char *
cw_clip_group_get_query (CwClipGroup *self)
{
  g_return_val_if_fail (CW_IS_CLIP_GROUP (self), NULL);

  return self->query;
}

gint64
cw_clip_group_get_n (CwClipGroup *self)
{
  g_return_val_if_fail (CW_IS_CLIP_GROUP (self), 0);

  return self->n;
}

const char *const *
cw_clip_group_get_covers (CwClipGroup *self)
{
  g_return_val_if_fail (CW_IS_CLIP_GROUP (self), NULL);

  return (const char *const *) self->covers;
}

/**
 * cw_grouping_from_nick:
 * @nick: "broadcast", "channel" or "date"
 * @grouping: (out): what that means
 *
 * Returns: whether it means anything
 */
gboolean
cw_grouping_from_nick (const char *nick,
                       CwGrouping *grouping)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      {
        *grouping = (CwGrouping) i;
        return TRUE;
      }

  return FALSE;
}

static void
cw_clip_group_class_init (CwClipGroupClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_clip_group_init (CwClipGroup *self)
{
}
