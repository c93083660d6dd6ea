/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-view.h"

#include "cw-clip-card.h"
#include "cw-clip-copy.h"
#include "cw-clip-growth.h"
#include "cw-clip-pointer.h"
#include "cw-clip-row.h"
#include "cw-clip-tasks.h"
#include "cw-show-file.h"

#include <glib/gi18n.h>

/**
 * CwClipView:
 *
 * The clips of a list, which are selected as files are in a file manager: by a click,
 * with Ctrl or Shift, by a band around them, or each by a click while one selects.
 */
struct _CwClipView
{
  AdwBin parent_instance;

  CwLibrary   *library;
  CwClipMarks *marks; /* nullable */
  GMenuModel  *menu;
  CwClip      *only; /* nullable: what is selected, if that is one clip */
  gboolean     list_shown;
  gboolean     selecting;
  gboolean     trash;
  gboolean     wide;

  GMenuModel  *clip_menu;
  GMenuModel  *trash_menu;
  GtkGridView *grid;
  GtkListView *list;
  GtkStack    *stack;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIPS,
  PROP_MARKS,
  PROP_LAYOUT,
  PROP_SELECTING,
  PROP_N_SELECTED,
  PROP_MENU,
  PROP_TRASH,
  PROP_RATING,
  PROP_WIDE,
} CwClipViewProperty;

static GParamSpec *properties[PROP_WIDE + 1];

enum
{
  QUICK_LOOK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipView, cw_clip_view, ADW_TYPE_BIN)

/* --- what is selected ------------------------------------------------------------- */

static guint
count (CwClipView *self)
{
  return self->marks != NULL ? cw_clip_marks_count (self->marks) : 0;
}

static GPtrArray *
dup_clips (CwClipView *self)
{
  return self->marks != NULL ? cw_clip_marks_dup_clips (self->marks) : g_ptr_array_new_with_free_func (g_object_unref);
}

static void
enable (CwClipView *self,
        const char *action,
        gboolean    enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
update_actions (CwClipView *self)
{
  guint    n = count (self);
  gboolean there = self->only != NULL && !cw_clip_get_missing (self->only);
  gboolean favourite = self->only != NULL && cw_clip_get_favourite (self->only);

  enable (self, "clips.open", self->only != NULL);
  enable (self, "clips.quick-look", n > 0);
  enable (self, "clips.edit", there && !self->trash);
  enable (self, "clips.rename", self->only != NULL && !self->trash);
  enable (self, "clips.show-in-folder", there);
  enable (self, "clips.locate", self->only != NULL && !there);
  enable (self, "clips.favourite", n > 0 && !favourite);
  enable (self, "clips.unfavourite", n > 1 || favourite);
  enable (self, "clips.rating", n > 0);
  enable (self, "clips.tag", n > 0 && !self->trash);
  enable (self, "clips.export", n > 0);
  enable (self, "clips.remove", n > 0 && !self->trash);
  enable (self, "clips.restore", n > 0 && self->trash);
  enable (self, "clips.select-none", n > 0 || self->selecting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}

static void
set_only (CwClipView *self,
          CwClip     *clip)
{
  if (self->only != NULL)
    g_signal_handlers_disconnect_by_func (self->only, update_actions, self);

  g_set_object (&self->only, clip);
  if (clip == NULL)
    return;

  g_signal_connect_object (clip, "notify::missing", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clip, "notify::favourite", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clip, "notify::rating", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
}

static void
on_selection_changed (CwClipView *self)
{
  g_autoptr (GPtrArray) clips = count (self) == 1 ? dup_clips (self) : NULL;

  set_only (self, clips != NULL ? clips->pdata[0] : NULL);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
set_selecting (CwClipView *self,
               gboolean    selecting)
{
  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

static void
take (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwClipView *self = CW_CLIP_VIEW (widget);
  guint       position = g_variant_get_uint32 (parameter);

  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->marks), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->marks), position, TRUE);
}

static void
select_none (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwClipView *self = CW_CLIP_VIEW (widget);

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->marks));
  set_selecting (self, FALSE);
}

/* --- what is done with it --------------------------------------------------------- */

static void
do_open (CwClipView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "s", cw_clip_get_id (self->only));
}

/* At the first of them; the arrows lead on from there. */
static void
do_quick_look (CwClipView *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->marks));

  g_signal_emit (self, signals[QUICK_LOOK], 0, gtk_bitset_get_minimum (selected));
}

static void
do_edit (CwClipView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-clip", "s", cw_clip_get_id (self->only));
}

static void
do_show_in_folder (CwClipView *self)
{
  cw_show_file (GTK_WIDGET (self), cw_clip_get_path (self->only));
}

static void
do_favourite (CwClipView *self)
{
  g_autoptr (GPtrArray) clips = dup_clips (self);

  cw_clip_tasks_set_favourite (GTK_WIDGET (self), self->library, clips, TRUE);
}

static void
do_unfavourite (CwClipView *self)
{
  g_autoptr (GPtrArray) clips = dup_clips (self);

  cw_clip_tasks_set_favourite (GTK_WIDGET (self), self->library, clips, FALSE);
}

static void
do_export (CwClipView *self)
{
  g_autoptr (GArray) numbers = cw_clip_marks_dup_numbers (self->marks);

  cw_clip_copy (GTK_WIDGET (self), cw_clip_marks_get_list (self->marks), numbers);
}

/* What each does: with the view, with the one clip that is selected, or with all that are. */
static const struct
{
  const char *action;
  void (*act) (CwClipView *self);
  void (*one) (GtkWidget *widget,
               CwLibrary *library,
               CwClip    *clip);
  void (*all) (GtkWidget *widget,
               CwLibrary *library,
               GPtrArray *clips);
} actions[] = {
  { "clips.open", .act = do_open },
  { "clips.quick-look", .act = do_quick_look },
  { "clips.edit", .act = do_edit },
  { "clips.rename", .one = cw_clip_tasks_rename },
  { "clips.show-in-folder", .act = do_show_in_folder },
  { "clips.locate", .one = cw_clip_tasks_locate },
  { "clips.favourite", .act = do_favourite },
  { "clips.unfavourite", .act = do_unfavourite },
  { "clips.tag", .all = cw_clip_tasks_tag },
  { "clips.export", .act = do_export },
  { "clips.remove", .all = cw_clip_tasks_remove },
  { "clips.restore", .all = cw_clip_tasks_restore },
};

static void
act (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  CwClipView *self = CW_CLIP_VIEW (widget);
  g_autoptr (GPtrArray) clips = dup_clips (self);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (actions[i].action, action))
        continue;

      if (actions[i].act != NULL)
        actions[i].act (self);
      else if (actions[i].one != NULL)
        actions[i].one (widget, self->library, self->only);
      else
        actions[i].all (widget, self->library, clips);
    }
}

static void
rate (CwClipView *self,
      const char *rating)
{
  g_autoptr (GPtrArray) clips = dup_clips (self);

  if (clips->len > 0 && *rating != '\0')
    cw_clip_tasks_rate (GTK_WIDGET (self), self->library, clips, (int) g_ascii_strtoll (rating, NULL, 10));
}

static void
on_activate (CwClipView *self,
             guint       position)
{
  g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (self->marks), position);

  if (clip != NULL && cw_clip_get_loaded (clip))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "s", cw_clip_get_id (clip));
}

static char *
format_selected (CwClipView *self,
                 guint       n)
{
  return g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
}

/* What is done with one clip is in its menu. */
static gboolean
is_many (CwClipView *self,
         gboolean    selecting,
         guint       n)
{
  return selecting || n > 1;
}

/* --- cards and rows --------------------------------------------------------------- */

static void
set_up (CwClipView  *self,
        GtkListItem *cell,
        gpointer     item)
{
  g_object_bind_property (self, "library", item, "library", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "menu", item, "menu", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "selecting", item, "selecting", G_BINDING_SYNC_CREATE);
  g_object_bind_property (cell, "position", item, "position", G_BINDING_SYNC_CREATE);
  g_object_bind_property (cell, "selected", item, "selected", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (cell, item);
}

static void
on_setup_card (CwClipView  *self,
               GtkListItem *cell)
{
  set_up (self, cell, cw_clip_card_new ());
}

static void
on_setup_row (CwClipView  *self,
              GtkListItem *cell)
{
  CwClipRow *row = cw_clip_row_new ();

  g_object_bind_property (self, "wide", row, "wide", G_BINDING_SYNC_CREATE);
  set_up (self, cell, row);
}

static void
on_bind (CwClipView  *self,
         GtkListItem *cell)
{
  CwClip *clip = gtk_list_item_get_item (cell);

  cw_clip_item_set_clip (CW_CLIP_ITEM (gtk_list_item_get_child (cell)), clip);
  g_object_set_data (G_OBJECT (cell), "label", g_object_bind_property (clip, "title", cell, "accessible-label", G_BINDING_SYNC_CREATE));
}

static void
on_unbind (CwClipView  *self,
           GtkListItem *cell)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (cell), "label"));
  cw_clip_item_set_clip (CW_CLIP_ITEM (gtk_list_item_get_child (cell)), NULL);
}

static GtkWidget *
get_view (CwClipView *self)
{
  return self->list_shown ? GTK_WIDGET (self->list) : GTK_WIDGET (self->grid);
}

/* --- keys ------------------------------------------------------------------------- */

/* A key goes to the focused cell, which is around the item. */
static GtkWidget *
get_focused_item (CwClipView *self)
{
  GtkWidget *cell = gtk_widget_get_focus_child (get_view (self));
  GtkWidget *item = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return CW_IS_CLIP_ITEM (item) ? item : NULL;
}

static gboolean
on_item_key (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  GtkWidget *item = get_focused_item (CW_CLIP_VIEW (widget));

  return item != NULL && gtk_widget_activate_action_variant (item, g_variant_get_string (parameter, NULL), NULL);
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *parameter,
           gpointer   data)
{
  CwClipView *self = CW_CLIP_VIEW (widget);

  if (count (self) == 0 && !self->selecting)
    return FALSE;

  select_none (widget, NULL, NULL);
  return TRUE;
}

/* The cell would select with it, as it does with Ctrl, and while one selects. */
static gboolean
on_space (GtkWidget *widget,
          GVariant  *parameter,
          gpointer   data)
{
  CwClipView *self = CW_CLIP_VIEW (widget);
  GtkWidget  *item = get_focused_item (self);
  GtkRoot    *root = gtk_widget_get_root (widget);

  if (self->selecting || item == NULL || gtk_root_get_focus (root) != gtk_widget_get_parent (item))
    return FALSE;

  gtk_widget_activate_action (widget, "clips.take", "u", cw_clip_item_get_position (CW_CLIP_ITEM (item)));
  do_quick_look (self);
  return TRUE;
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, GDK_NO_MODIFIER_MASK, on_item_key, "s", "card.rename");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, on_item_key, "s", "card.remove");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_item_key, "s", "card.edit");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_t, GDK_CONTROL_MASK, on_item_key, "s", "card.tag");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, on_item_key, "s", "card.favourite");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, on_item_key, "s", "card.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_item_key, "s", "card.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, GDK_NO_MODIFIER_MASK, on_escape, NULL);
}

static void
add_space (CwClipView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, GDK_NO_MODIFIER_MASK), gtk_callback_action_new (on_space, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* --- the view itself -------------------------------------------------------------- */

/**
 * cw_clip_view_new:
 * @library: has the clips
 * @clips: (nullable): which of them to show
 *
 * Returns: (transfer floating): a view
 */
CwClipView *
cw_clip_view_new (CwLibrary  *library,
                  CwClipList *clips)
{
  return g_object_new (CW_TYPE_CLIP_VIEW, "library", library, "clips", clips, NULL);
}

/**
 * cw_clip_view_get_clips:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CwClipList *
cw_clip_view_get_clips (CwClipView *self)
{
  g_return_val_if_fail (CW_IS_CLIP_VIEW (self), NULL);

  return self->marks != NULL ? cw_clip_marks_get_list (self->marks) : NULL;
}

static void
show_marks (CwClipView *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->marks);

  /* The other one would keep as many clips at hand. */
  gtk_grid_view_set_model (self->grid, self->list_shown ? NULL : model);
  gtk_list_view_set_model (self->list, self->list_shown ? model : NULL);
  gtk_stack_set_visible_child_name (self->stack, self->list_shown ? "list" : "grid");
}

/**
 * cw_clip_view_set_clips:
 * @self: a view
 * @clips: (nullable): what it is to show; none of them is selected
 */
void
cw_clip_view_set_clips (CwClipView *self,
                        CwClipList *clips)
{
  g_return_if_fail (CW_IS_CLIP_VIEW (self));

  if (cw_clip_view_get_clips (self) == clips)
    return;

  if (self->marks != NULL)
    g_signal_handlers_disconnect_by_func (self->marks, on_selection_changed, self);
  g_clear_object (&self->marks);
  if (clips != NULL)
    {
      self->marks = cw_clip_marks_new (clips);
      cw_clip_growth_attach (GTK_WIDGET (self), self->marks);
      g_signal_connect_object (self->marks, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->marks, "notify::n-selected", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
    }

  show_marks (self);
  on_selection_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIPS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARKS]);
}

/**
 * cw_clip_view_get_marks:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): which of its clips are selected; another one
 *   after cw_clip_view_set_clips()
 */
CwClipMarks *
cw_clip_view_get_marks (CwClipView *self)
{
  g_return_val_if_fail (CW_IS_CLIP_VIEW (self), NULL);

  return self->marks;
}

/**
 * cw_clip_view_take_focus:
 * @self: a view
 *
 * Has the keys go to the clips.
 */
void
cw_clip_view_take_focus (CwClipView *self)
{
  g_return_if_fail (CW_IS_CLIP_VIEW (self));

  gtk_widget_grab_focus (get_view (self));
}

/**
 * cw_clip_view_scroll_to:
 * @self: a view
 * @position: a clip's
 * @flags: whether that clip is to have the focus
 */
void
cw_clip_view_scroll_to (CwClipView        *self,
                        guint              position,
                        GtkListScrollFlags flags)
{
  g_return_if_fail (CW_IS_CLIP_VIEW (self));

  if (self->marks != NULL && position >= g_list_model_get_n_items (G_LIST_MODEL (self->marks)))
    cw_clip_marks_grow (self->marks, TRUE);
  if (self->marks == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->marks)))
    return;

  if (self->list_shown)
    gtk_list_view_scroll_to (self->list, position, flags, NULL);
  else
    gtk_grid_view_scroll_to (self->grid, position, flags, NULL);
}

static void
set_layout (CwClipView *self,
            const char *layout)
{
  gboolean list_shown = g_strcmp0 (layout, "list") == 0;

  if (self->list_shown == list_shown)
    return;

  self->list_shown = list_shown;
  show_marks (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAYOUT]);
}

static void
set_menu (CwClipView *self,
          GMenuModel *menu)
{
  if (g_set_object (&self->menu, menu))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MENU]);
}

static void
set_trash (CwClipView *self,
           gboolean    trash)
{
  if (self->trash == trash)
    return;

  self->trash = trash;
  set_menu (self, trash ? self->trash_menu : self->clip_menu);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRASH]);
}

static void
cw_clip_view_dispose (GObject *object)
{
  CwClipView *self = CW_CLIP_VIEW (object);

  set_only (self, NULL);
  /* Else disposing of the template takes away the child that AdwBin points to. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CLIP_VIEW);
  g_clear_object (&self->marks);
  g_clear_object (&self->menu);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_clip_view_parent_class)->dispose (object);
}

static void
cw_clip_view_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwClipView *self = CW_CLIP_VIEW (object);

  switch ((CwClipViewProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIPS:
      g_value_set_object (value, cw_clip_view_get_clips (self));
      break;

    case PROP_MARKS:
      g_value_set_object (value, self->marks);
      break;

    case PROP_LAYOUT:
      g_value_set_string (value, self->list_shown ? "list" : "grid");
      break;

    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;

    case PROP_N_SELECTED:
      g_value_set_uint (value, count (self));
      break;

    case PROP_MENU:
      g_value_set_object (value, self->menu);
      break;

    case PROP_TRASH:
      g_value_set_boolean (value, self->trash);
      break;

    case PROP_RATING:
      g_value_take_string (value, self->only != NULL ? g_strdup_printf ("%d", cw_clip_get_rating (self->only)) : g_strdup (""));
      break;

    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;
    }
}

static void
cw_clip_view_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwClipView *self = CW_CLIP_VIEW (object);

  switch ((CwClipViewProperty) id)
    {
    case PROP_LIBRARY:
      g_set_object (&self->library, g_value_get_object (value));
      break;

    case PROP_CLIPS:
      cw_clip_view_set_clips (self, g_value_get_object (value));
      break;

    case PROP_LAYOUT:
      set_layout (self, g_value_get_string (value));
      break;

    case PROP_SELECTING:
      set_selecting (self, g_value_get_boolean (value));
      break;

    case PROP_MENU:
      set_menu (self, g_value_get_object (value));
      break;

    case PROP_TRASH:
      set_trash (self, g_value_get_boolean (value));
      break;

    case PROP_RATING:
      rate (self, g_value_get_string (value));
      break;

    case PROP_WIDE:
      self->wide = g_value_get_boolean (value);
      break;

    case PROP_MARKS:
    case PROP_N_SELECTED:
      g_assert_not_reached ();
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = given | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY, given);
  properties[PROP_CLIPS] = g_param_spec_object ("clips", NULL, NULL, CW_TYPE_CLIP_LIST, told);
  properties[PROP_MARKS] = g_param_spec_object ("marks", NULL, NULL, CW_TYPE_CLIP_MARKS, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", NULL, NULL, "grid", told);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, told);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MENU] = g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL, told);
  properties[PROP_TRASH] = g_param_spec_boolean ("trash", NULL, NULL, FALSE, told);
  properties[PROP_RATING] = g_param_spec_string ("rating", NULL, NULL, NULL, told);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, given);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_view_class_init (CwClipViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_clip_view_dispose;
  object_class->get_property = cw_clip_view_get_property;
  object_class->set_property = cw_clip_view_set_property;
  install_properties (object_class);

  signals[QUICK_LOOK] = g_signal_new ("quick-look", CW_TYPE_CLIP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].action, NULL, act);
  gtk_widget_class_install_action (widget_class, "clips.take", "u", take);
  gtk_widget_class_install_action (widget_class, "clips.select-none", NULL, select_none);
  gtk_widget_class_install_property_action (widget_class, "clips.rating", "rating");
  add_keys (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-clip-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CwClipView, clip_menu);
  gtk_widget_class_bind_template_child (widget_class, CwClipView, grid);
  gtk_widget_class_bind_template_child (widget_class, CwClipView, list);
  gtk_widget_class_bind_template_child (widget_class, CwClipView, stack);
  gtk_widget_class_bind_template_child (widget_class, CwClipView, trash_menu);
  gtk_widget_class_bind_template_callback (widget_class, format_selected);
  gtk_widget_class_bind_template_callback (widget_class, is_many);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_card);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_row);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
cw_clip_view_init (CwClipView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_clip_pointer_watch (GTK_WIDGET (self->grid));
  cw_clip_pointer_watch (GTK_WIDGET (self->list));
  add_space (self);
  update_actions (self);
}
