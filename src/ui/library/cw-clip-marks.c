/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-marks.h"

/* Of so many the clips themselves are given. */
#define MOST_SEEN 500

/* So many fill a window; so many more a frame can make; after so many no more are made. */
#define SCREEN 32
#define STEP 8
#define FULL 192

/**
 * CwClipMarks:
 *
 * Like #GtkMultiSelection, but that one makes an object for whatever is selected, which
 * for all of a large library takes long. This one has numbers only. Clips that go from
 * the list are not selected any more; those that change their places are.
 *
 * Where few clips become many, a view makes a card for each of some 160 at once, and
 * that frame takes long. So it sees them little by little, if it asks for that: the
 * first that fill a window, and more with each cw_clip_marks_grow().
 */
struct _CwClipMarks
{
  GObject parent_instance;

  CwClipList *list;
  GArray     *numbers; /* the list's, as it last told of them */
  GtkBitset  *marks;
  GHashTable *lost;  /* numbers of those that have gone while the list is still to come */
  guint       limit; /* so many are seen; G_MAXUINT for all */
  gboolean    gradual;
};

typedef enum
{
  PROP_N_SELECTED = 1,
} CwClipMarksProperty;

static GParamSpec *properties[PROP_N_SELECTED + 1];

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwClipMarks, cw_clip_marks, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_iface_init))

/* --- following the list -------------------------------------------------------------- */

/* Takes down those that are selected from FIRST to before END. */
static void
lose (CwClipMarks *self,
      guint        first,
      guint        end)
{
  GtkBitsetIter iter;
  guint         position;

  for (gboolean more = gtk_bitset_iter_init_at (&iter, self->marks, first, &position); more && position < end; more = gtk_bitset_iter_next (&iter, &position))
    g_hash_table_add (self->lost, g_memdup2 (&g_array_index (self->numbers, gint64, position), sizeof (gint64)));
}

/* What is not in the whole list has gone for good. */
static void
on_loading (CwClipMarks *self)
{
  if (!cw_clip_list_is_loading (self->list))
    g_hash_table_remove_all (self->lost);
}

static guint
count_seen (CwClipMarks *self)
{
  return MIN (self->numbers->len, self->limit);
}

/* Tells of what was changed in what is seen, which BEFORE were. */
static void
tell_change (CwClipMarks *self,
             guint        before,
             guint        position,
             guint        removed,
             guint        added)
{
  guint now = count_seen (self);

  if (self->limit < G_MAXUINT || before + added != now + removed)
    {
      position = MIN (position, MIN (before, now));
      removed = before - position;
      added = now - position;
    }

  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Where many take the place of others, or few become many. What is only added to many
 * is not limited: who has scrolled down there stays there. */
static void
limit (CwClipMarks *self,
       guint        seen,
       guint        position,
       guint        removed,
       guint        added)
{
  guint most = G_MAXUINT;

  if (removed > SCREEN && added > SCREEN)
    most = position < FULL ? position + SCREEN : G_MAXUINT;
  else if (seen < FULL && self->limit == G_MAXUINT && added > SCREEN)
    most = MAX (seen, SCREEN);

  if (most < self->numbers->len)
    self->limit = MIN (self->limit, most);
}

static void
on_items_changed (CwClipMarks *self,
                  guint        position,
                  guint        removed,
                  guint        added)
{
  guint before = cw_clip_marks_count (self);
  guint seen = count_seen (self);

  lose (self, position, position + removed);
  g_array_unref (self->numbers);
  self->numbers = g_array_ref (cw_clip_list_get_numbers (self->list));
  gtk_bitset_splice (self->marks, position, removed, added);
  for (guint i = position; i < position + added && g_hash_table_size (self->lost) > 0; i++)
    {
      if (g_hash_table_remove (self->lost, &g_array_index (self->numbers, gint64, i)))
        gtk_bitset_add (self->marks, i);
    }
  on_loading (self);

  if (self->gradual)
    limit (self, seen, position, removed, added);
  tell_change (self, seen, position, removed, added);
  if (cw_clip_marks_count (self) != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

/* --- what views see ------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_CLIP;
}

static guint
get_n_items (GListModel *model)
{
  return count_seen (CW_CLIP_MARKS (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CwClipMarks *self = CW_CLIP_MARKS (model);

  return position < count_seen (self) ? g_list_model_get_item (G_LIST_MODEL (self->list), position) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (CW_CLIP_MARKS (model)->marks, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_copy (CW_CLIP_MARKS (model)->marks);
}

/* All other ways to select come to this one. */
static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  CwClipMarks *self = CW_CLIP_MARKS (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->marks);
  guint n = get_n_items (G_LIST_MODEL (self));

  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  if (n < G_MAXUINT)
    gtk_bitset_remove_range_closed (changes, n, G_MAXUINT);
  if (gtk_bitset_is_empty (changes))
    return TRUE;

  g_hash_table_remove_all (self->lost);
  gtk_bitset_difference (self->marks, changes);
  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (changes), gtk_bitset_get_maximum (changes) - gtk_bitset_get_minimum (changes) + 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* --- for who does something with them ---------------------------------------------- */

/**
 * cw_clip_marks_get_list:
 * @self: marks
 *
 * Returns: (transfer none): of which clips some are selected
 */
CwClipList *
cw_clip_marks_get_list (CwClipMarks *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MARKS (self), NULL);

  return self->list;
}

/**
 * cw_clip_marks_count:
 * @self: marks
 *
 * Returns: how many are selected
 */
guint
cw_clip_marks_count (CwClipMarks *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MARKS (self), 0);

  return (guint) gtk_bitset_get_size (self->marks);
}

/**
 * cw_clip_marks_dup_numbers:
 * @self: marks
 *
 * Returns: (transfer full) (element-type gint64): the numbers of those that are
 *   selected, in the list's order
 */
GArray *
cw_clip_marks_dup_numbers (CwClipMarks *self)
{
  GArray       *numbers;
  GtkBitsetIter iter;
  guint         position;

  g_return_val_if_fail (CW_IS_CLIP_MARKS (self), NULL);

  numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->marks, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (numbers, g_array_index (self->numbers, gint64, position));

  return numbers;
}

/**
 * cw_clip_marks_dup_clips:
 * @self: marks
 *
 * For who changes them, which needs no more than their numbers: some may not be loaded.
 * Of very many none is the one that others see.
 *
 * Returns: (transfer full) (element-type CwClip): those that are selected, in the
 *   list's order
 */
GPtrArray *
cw_clip_marks_dup_clips (CwClipMarks *self)
{
  GPtrArray    *clips;
  GtkBitsetIter iter;
  guint         position;
  gboolean      seen;

  g_return_val_if_fail (CW_IS_CLIP_MARKS (self), NULL);

  clips = g_ptr_array_new_with_free_func (g_object_unref);
  seen = cw_clip_marks_count (self) <= MOST_SEEN;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->marks, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      if (seen)
        g_ptr_array_add (clips, g_list_model_get_item (G_LIST_MODEL (self->list), position));
      else
        g_ptr_array_add (clips, cw_clip_new_unloaded (g_array_index (self->numbers, gint64, position)));
    }

  return clips;
}

/**
 * cw_clip_marks_set_gradual:
 * @self: marks
 *
 * Has many clips be seen little by little; whoever wants that calls cw_clip_marks_grow()
 * with each frame.
 */
void
cw_clip_marks_set_gradual (CwClipMarks *self)
{
  guint seen;

  g_return_if_fail (CW_IS_CLIP_MARKS (self));

  seen = count_seen (self);
  self->gradual = TRUE;
  if (seen > SCREEN)
    {
      self->limit = SCREEN;
      tell_change (self, seen, SCREEN, seen - SCREEN, 0);
    }
}

/**
 * cw_clip_marks_is_growing:
 * @self: marks
 *
 * Returns: whether there are more than are seen
 */
gboolean
cw_clip_marks_is_growing (CwClipMarks *self)
{
  g_return_val_if_fail (CW_IS_CLIP_MARKS (self), FALSE);

  return self->limit < self->numbers->len;
}

/**
 * cw_clip_marks_grow:
 * @self: marks
 * @all: whether to have all be seen now
 *
 * Has some more be seen.
 */
void
cw_clip_marks_grow (CwClipMarks *self,
                    gboolean     all)
{
  guint seen;

  g_return_if_fail (CW_IS_CLIP_MARKS (self));

  if (self->limit == G_MAXUINT)
    return;

  seen = count_seen (self);
  self->limit = all || self->limit + STEP >= FULL ? G_MAXUINT : self->limit + STEP;
  tell_change (self, seen, seen, 0, count_seen (self) - seen);
}

/**
 * cw_clip_marks_new:
 * @list: clips
 *
 * Returns: (transfer full): none of them selected
 */
CwClipMarks *
cw_clip_marks_new (CwClipList *list)
{
  CwClipMarks *self;

  g_return_val_if_fail (CW_IS_CLIP_LIST (list), NULL);

  self = g_object_new (CW_TYPE_CLIP_MARKS, NULL);
  self->list = g_object_ref (list);
  self->numbers = g_array_ref (cw_clip_list_get_numbers (list));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);

  return self;
}

static void
cw_clip_marks_finalize (GObject *object)
{
  CwClipMarks *self = CW_CLIP_MARKS (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->numbers, g_array_unref);
  gtk_bitset_unref (self->marks);
  g_hash_table_unref (self->lost);

  G_OBJECT_CLASS (cw_clip_marks_parent_class)->finalize (object);
}

static void
cw_clip_marks_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((CwClipMarksProperty) id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, cw_clip_marks_count (CW_CLIP_MARKS (object)));
      break;
    }
}

static void
cw_clip_marks_class_init (CwClipMarksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_clip_marks_finalize;
  object_class->get_property = cw_clip_marks_get_property;

  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_marks_init (CwClipMarks *self)
{
  self->limit = G_MAXUINT;
  self->marks = gtk_bitset_new_empty ();
  self->lost = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}
