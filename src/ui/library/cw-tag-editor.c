/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-tag-editor.h"

#include <glib/gi18n.h>

/* How many tags are offered, and of how many they are chosen. */
#define OFFERED 6
#define ASKED 40

struct _CwTagEditor
{
  AdwBin parent_instance;

  CwLibrary *library;
  GStrv      tags;
  GStrv      partial;
  DexFuture *completing; /* nullable */

  AdwWrapBox  *chips;
  AdwWrapBox  *offers;
  GtkRevealer *offers_revealer;
  GtkEntry    *entry;
};

typedef enum
{
  PROP_LIBRARY = 1,
} CwTagEditorProperty;

static GParamSpec *properties[PROP_LIBRARY + 1];

enum
{
  ADDED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwTagEditor, cw_tag_editor, ADW_TYPE_BIN)

static const char *
get_text (CwTagEditor *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* As the database compares them. */
static gboolean
has_tag (GStrv       tags,
         const char *tag)
{
  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (tags[i], tag) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_tag (CwTagEditor *self,
         const char  *tag)
{
  g_autofree char *stripped = g_strstrip (g_strdup (tag));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (*stripped != '\0' && !has_tag (self->tags, stripped))
    g_signal_emit (self, signals[ADDED], 0, stripped);
}

/* --- tags that could be meant -------------------------------------------- */

static void
clear (AdwWrapBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    adw_wrap_box_remove (box, child);
}

static void
on_offer (CwTagEditor *self,
          GtkButton   *button)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (button), "tag"));

  add_tag (self, tag);
}

/* Its name says what it does, which a label of the button's own would not let it. */
static GtkWidget *
make_offer (CwTagEditor *self,
            const char  *tag)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *label = gtk_label_new (tag);
  g_autofree char *text = g_strdup_printf (_ ("Add Tag “%s”"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_offer), self, G_CONNECT_SWAPPED);

  return button;
}

static void
offer (CwTagEditor *self,
       GPtrArray   *completions)
{
  guint n = 0;

  clear (self->offers);
  for (guint i = 0; i < completions->len && n < OFFERED; i++)
    {
      const CwCompletion *completion = completions->pdata[i];

      if (has_tag (self->tags, completion->value))
        continue;

      adw_wrap_box_append (self->offers, make_offer (self, completion->value));
      n++;
    }

  gtk_revealer_set_reveal_child (self->offers_revealer, n > 0);
}

static DexFuture *
on_completed (DexFuture *future,
              gpointer   data)
{
  CwTagEditor  *self = data;
  const GValue *value = dex_future_get_value (future, NULL);

  /* Without offers tags can still be written. */
  if (value != NULL)
    offer (self, g_value_get_boxed (value));

  return dex_future_new_true ();
}

static void
complete (CwTagEditor *self)
{
  g_autofree char *prefix = g_strchug (g_strdup (get_text (self)));

  if (self->library == NULL || !(gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    return;

  dex_clear (&self->completing);
  self->completing = dex_future_finally (cw_clip_list_complete (cw_library_get_clips (self->library), CW_QUERY_FIELD_TAG, prefix, ASKED),
                                         on_completed, self, NULL);
}

static void
on_leave (CwTagEditor *self)
{
  dex_clear (&self->completing);
  gtk_revealer_set_reveal_child (self->offers_revealer, FALSE);
}

/* --- the entry ------------------------------------------------------------ */

static void
on_activate (CwTagEditor *self)
{
  g_autofree char *tag = g_strdup (get_text (self));

  add_tag (self, tag);
}

/* A comma ends a tag, also where several are pasted. */
static void
on_changed (CwTagEditor *self)
{
  const char *comma = strchr (get_text (self), ',');

  if (comma != NULL)
    {
      g_autofree char *rest = g_strdup (comma + 1);
      g_autofree char *tag = g_strndup (get_text (self), (gsize) (comma - get_text (self)));

      add_tag (self, tag);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), rest);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      return;
    }

  complete (self);
}

static gboolean
on_key (CwTagEditor    *self,
        guint           key,
        guint           code,
        GdkModifierType modifiers)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->chips));

  if (*get_text (self) != '\0')
    {
      if (key != GDK_KEY_Escape)
        return GDK_EVENT_PROPAGATE;

      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      return GDK_EVENT_STOP;
    }

  /* Back to the last chip, where it can be removed. */
  if (key != GDK_KEY_BackSpace || last == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (last, GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

/* --- the chips ------------------------------------------------------------ */

static void
on_remove (CwTagEditor *self,
           GtkButton   *button)
{
  g_autofree char *tag = g_strdup (g_object_get_data (G_OBJECT (button), "tag"));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  g_signal_emit (self, signals[REMOVED], 0, tag);
}

static void
add_chip (CwTagEditor *self,
          const char  *tag,
          gboolean     partial)
{
  GtkWidget       *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget       *label = gtk_label_new (tag);
  GtkWidget       *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *text = g_strdup_printf (_ ("Remove Tag “%s”"), tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (button), "tag", g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (chip, "tag");
  if (partial)
    {
      gtk_widget_add_css_class (chip, "partial");
      gtk_widget_set_tooltip_text (label, _ ("Only on some of these clips"));
    }
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  adw_wrap_box_append (self->chips, chip);
}

static GStrv
dup_strv (const char *const *tags)
{
  static const char *const none[] = { NULL };

  return g_strdupv ((GStrv) (tags != NULL ? tags : none));
}

/**
 * cw_tag_editor_set_tags:
 * @self: a tag editor
 * @tags: (nullable): what is tagged has these
 * @partial: (nullable): some of what is tagged have these
 */
void
cw_tag_editor_set_tags (CwTagEditor       *self,
                        const char *const *tags,
                        const char *const *partial)
{
  g_auto (GStrv) new_tags = dup_strv (tags);
  g_auto (GStrv) new_partial = dup_strv (partial);

  g_return_if_fail (CW_IS_TAG_EDITOR (self));

  if (g_strv_equal ((const char *const *) self->tags, (const char *const *) new_tags) && g_strv_equal ((const char *const *) self->partial, (const char *const *) new_partial))
    return;

  g_strfreev (self->tags);
  g_strfreev (self->partial);
  self->tags = g_steal_pointer (&new_tags);
  self->partial = g_steal_pointer (&new_partial);

  /* The focus does not go with a chip. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->chips)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  clear (self->chips);
  for (guint i = 0; self->tags[i] != NULL; i++)
    add_chip (self, self->tags[i], FALSE);
  for (guint i = 0; self->partial[i] != NULL; i++)
    add_chip (self, self->partial[i], TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), *self->tags != NULL || *self->partial != NULL);
  complete (self);
}

/* --- the widget itself --------------------------------------------------- */

static void
cw_tag_editor_dispose (GObject *object)
{
  CwTagEditor *self = CW_TAG_EDITOR (object);

  dex_clear (&self->completing);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_TAG_EDITOR);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_tag_editor_parent_class)->dispose (object);
}

static void
cw_tag_editor_finalize (GObject *object)
{
  CwTagEditor *self = CW_TAG_EDITOR (object);

  g_strfreev (self->tags);
  g_strfreev (self->partial);

  G_OBJECT_CLASS (cw_tag_editor_parent_class)->finalize (object);
}

static void
cw_tag_editor_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch ((CwTagEditorProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, CW_TAG_EDITOR (object)->library);
      break;
    }
}

static void
cw_tag_editor_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CwTagEditor *self = CW_TAG_EDITOR (object);

  switch ((CwTagEditorProperty) id)
    {
    case PROP_LIBRARY:
      g_set_object (&self->library, g_value_get_object (value));
      break;
    }
}

static void
cw_tag_editor_class_init (CwTagEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_tag_editor_dispose;
  object_class->finalize = cw_tag_editor_finalize;
  object_class->get_property = cw_tag_editor_get_property;
  object_class->set_property = cw_tag_editor_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ADDED] = g_signal_new ("added", CW_TYPE_TAG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", CW_TYPE_TAG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "tageditor");
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-tag-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CwTagEditor, chips);
  gtk_widget_class_bind_template_child (widget_class, CwTagEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, CwTagEditor, offers);
  gtk_widget_class_bind_template_child (widget_class, CwTagEditor, offers_revealer);
  gtk_widget_class_bind_template_callback (widget_class, complete);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
}

static void
cw_tag_editor_init (CwTagEditor *self)
{
  self->tags = dup_strv (NULL);
  self->partial = dup_strv (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
