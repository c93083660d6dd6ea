/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-item.h"

/**
 * CwClipItem:
 *
 * What a card and a row have in common. What can be done to a clip are actions of the
 * item without a parameter (card.open and so on): cells of a view offer none of their
 * own to assistive technologies. They are actions of the view (clips.open), which does
 * them to whatever is selected, and so the clip is selected first.
 */
typedef struct
{
  CwLibrary *library;
  CwClip    *clip;
  guint      position;
  gboolean   selected;
  gboolean   selecting;
  GtkWidget *picture; /* in the item */
} CwClipItemPrivate;

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
  PROP_POSITION,
  PROP_SELECTED,
  PROP_SELECTING,
  PROP_PICTURE,
} CwClipItemProperty;

static GParamSpec *properties[PROP_PICTURE + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwClipItem, cw_clip_item, CW_TYPE_CARD)

static const struct
{
  const char *own;
  const char *asked;
} forwarded[] = {
  { "card.open", "clips.open" },
  { "card.edit", "clips.edit" },
  { "card.favourite", "clips.favourite" },
  { "card.rename", "clips.rename" },
  { "card.tag", "clips.tag" },
  { "card.show-in-folder", "clips.show-in-folder" },
  { "card.locate", "clips.locate" },
  { "card.remove", "clips.remove" },
};

static CwClipItemPrivate *
get_private (gpointer self)
{
  return cw_clip_item_get_instance_private (self);
}

/* Unless it is selected, alone or with others. */
static void
take (CwCard *card)
{
  gtk_widget_activate_action (GTK_WIDGET (card), "clips.take", "u", get_private (card)->position);
}

static void
forward (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwClip *clip = get_private (widget)->clip;

  take (CW_CARD (widget));
  if (g_str_equal (action, "card.favourite") && clip != NULL && cw_clip_get_favourite (clip))
    {
      gtk_widget_activate_action (widget, "clips.unfavourite", NULL);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    {
      if (g_str_equal (forwarded[i].own, action))
        gtk_widget_activate_action (widget, forwarded[i].asked, NULL);
    }
}

static void
update (CwClipItem *self)
{
  CwClipItemPrivate *private = get_private (self);
  gboolean missing = private->clip != NULL && cw_clip_get_missing (private->clip);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.edit", !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.show-in-folder", !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.locate", missing);

  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");
}

/**
 * cw_clip_item_get_clip:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CwClip *
cw_clip_item_get_clip (CwClipItem *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ITEM (self), NULL);

  return get_private (self)->clip;
}

/**
 * cw_clip_item_set_clip:
 * @self: an item
 * @clip: (nullable): what to show; with %NULL the picture's memory is given back
 */
void
cw_clip_item_set_clip (CwClipItem *self,
                       CwClip     *clip)
{
  CwClipItemPrivate *private;

  g_return_if_fail (CW_IS_CLIP_ITEM (self));

  private = get_private (self);
  if (private->clip != NULL)
    g_signal_handlers_disconnect_by_func (private->clip, update, self);

  if (!g_set_object (&private->clip, clip))
    return;

  if (clip != NULL)
    g_signal_connect_object (clip, "notify::missing", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
}

/**
 * cw_clip_item_get_position:
 * @self: an item
 *
 * Returns: where it is in the view's list
 */
guint
cw_clip_item_get_position (CwClipItem *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ITEM (self), GTK_INVALID_LIST_POSITION);

  return get_private (self)->position;
}

/**
 * cw_clip_item_get_selecting:
 * @self: an item
 *
 * Returns: whether a click selects
 */
gboolean
cw_clip_item_get_selecting (CwClipItem *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ITEM (self), FALSE);

  return get_private (self)->selecting;
}

/**
 * cw_clip_item_get_picture:
 * @self: an item
 *
 * Returns: (transfer none): the part of it that shows what the clip looks like
 */
GtkWidget *
cw_clip_item_get_picture (CwClipItem *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ITEM (self), NULL);

  return get_private (self)->picture;
}

/**
 * cw_clip_item_query_tooltip:
 * @title: an item's title, which may be cut off
 * @x: where the pointer is, px
 * @y: where the pointer is, px
 * @keyboard: whether it is asked for by key
 * @tooltip: what to fill
 *
 * For GtkWidget::query-tooltip. Setting a tooltip's text asks the X server where the
 * pointer is, each time, which for the cards of a library adds up to a frame.
 *
 * Returns: whether there is one
 */
gboolean
cw_clip_item_query_tooltip (GtkLabel   *title,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (title));
  return TRUE;
}

static void
cw_clip_item_dispose (GObject *object)
{
  CwClipItemPrivate *private = get_private (object);

  cw_clip_item_set_clip (CW_CLIP_ITEM (object), NULL);
  g_clear_object (&private->library);

  G_OBJECT_CLASS (cw_clip_item_parent_class)->dispose (object);
}

static void
cw_clip_item_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwClipItemPrivate *private = get_private (object);

  switch ((CwClipItemProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, private->library);
      break;

    case PROP_CLIP:
      g_value_set_object (value, private->clip);
      break;

    case PROP_POSITION:
      g_value_set_uint (value, private->position);
      break;

    case PROP_SELECTED:
      g_value_set_boolean (value, private->selected);
      break;

    case PROP_SELECTING:
      g_value_set_boolean (value, private->selecting);
      break;

    case PROP_PICTURE:
      g_value_set_object (value, private->picture);
      break;
    }
}

static void
cw_clip_item_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwClipItemPrivate *private = get_private (object);

  switch ((CwClipItemProperty) id)
    {
    case PROP_LIBRARY:
      g_set_object (&private->library, g_value_get_object (value));
      break;

    case PROP_CLIP:
      cw_clip_item_set_clip (CW_CLIP_ITEM (object), g_value_get_object (value));
      break;

    case PROP_POSITION:
      private
      ->position = g_value_get_uint (value);
      break;

    case PROP_SELECTED:
      private
      ->selected = g_value_get_boolean (value);
      break;

    case PROP_SELECTING:
      private
      ->selecting = g_value_get_boolean (value);
      break;

    case PROP_PICTURE:
      private
      ->picture = g_value_get_object (value);
      break;
    }
}

static void
cw_clip_item_class_init (CwClipItemClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_clip_item_dispose;
  object_class->get_property = cw_clip_item_get_property;
  object_class->set_property = cw_clip_item_set_property;
  CW_CARD_CLASS (klass)->opening = take;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i].own, NULL, forward);
}

static void
cw_clip_item_init (CwClipItem *self)
{
  get_private (self)->position = GTK_INVALID_LIST_POSITION;
}
