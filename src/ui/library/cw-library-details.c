/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-details.h"

#include "cw-clip-facts.h"
#include "cw-clip-picture.h"
#include "cw-link.h"
#include "cw-locate.h"
#include "cw-note-editor.h"
#include "cw-rating.h"
#include "cw-rename-dialog.h"
#include "cw-show-file.h"
#include "cw-tag-editor.h"
#include "cw-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/* Of more clips than these only how many they are is shown. */
#define MOST_SHOWN 500

struct _CwLibraryDetails
{
  AdwBin parent_instance;

  CwLibrary  *library;  /* nullable */
  GListModel *clips;    /* nullable */
  CwClipList *list;     /* nullable: what is selected of */
  GPtrArray  *shown;    /* of those that are selected, as many as are shown */
  guint       n_chosen; /* how many are selected */
  guint       update;   /* the source that shows what is different */
  DexFuture  *hearing;  /* nullable: the transcript is to come */
  gboolean    filling;  /* what is known is put in, nobody chooses it */

  GtkGrid           *facts;
  GtkToggleButton   *favourite;
  GtkWidget         *file;
  GtkWidget         *missing_row;
  CwNoteEditor      *note;
  GtkLabel          *path;
  CwClipPicture     *picture;
  GtkWidget         *preview;
  CwRating          *rating;
  GtkWidget         *rename;
  GtkScrolledWindow *scroller;
  GtkWidget         *single;
  CwTagEditor       *tags;
  GtkLabel          *title;
  GtkLabel          *transcript;
  GtkWidget         *transcript_part;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIPS,
  PROP_LIST,
} CwLibraryDetailsProperty;

static GParamSpec *properties[PROP_LIST + 1];

G_DEFINE_FINAL_TYPE (CwLibraryDetails, cw_library_details, ADW_TYPE_BIN)

/* --- what is selected ------------------------------------------------------ */

/* The positions of what is selected. */
static GtkBitset *
dup_positions (CwLibraryDetails *self)
{
  if (self->clips == NULL)
    return gtk_bitset_new_empty ();
  if (GTK_IS_SELECTION_MODEL (self->clips))
    return gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->clips));

  return gtk_bitset_new_range (0, g_list_model_get_n_items (self->clips));
}

/* The one clip, once that is known; else NULL. */
static CwClip *
get_clip (CwLibraryDetails *self)
{
  return self->n_chosen == 1 && cw_clip_get_loaded (self->shown->pdata[0]) ? self->shown->pdata[0] : NULL;
}

/* All that are selected, for a change of all: of many the numbers will do. */
static GPtrArray *
dup_chosen (CwLibraryDetails *self)
{
  g_autoptr (GtkBitset) positions = dup_positions (self);
  GArray       *numbers = self->list != NULL ? cw_clip_list_get_numbers (self->list) : NULL;
  GPtrArray    *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint         position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      if (self->n_chosen > MOST_SHOWN && numbers != NULL && position < numbers->len)
        g_ptr_array_add (chosen, cw_clip_new_unloaded (g_array_index (numbers, gint64, position)));
      else
        g_ptr_array_add (chosen, g_list_model_get_item (self->clips, position));
    }

  return chosen;
}

/* --- one clip --------------------------------------------------------------- */

static DexFuture *
on_transcript (DexFuture *future,
               gpointer   data)
{
  CwLibraryDetails *self = data;
  const GValue     *value = dex_future_get_value (future, NULL);
  const char       *text = value != NULL ? g_value_get_string (value) : NULL;

  gtk_label_set_label (self->transcript, text != NULL ? text : "");
  gtk_widget_set_visible (self->transcript_part, text != NULL && *text != '\0');

  return dex_future_new_true ();
}

static void
load_transcript (CwLibraryDetails *self)
{
  CwClip *clip = get_clip (self);

  dex_clear (&self->hearing);
  if (clip != NULL)
    self->hearing = dex_future_finally (cw_library_load_transcript (self->library, clip), on_transcript, self, NULL);
  else
    gtk_widget_set_visible (self->transcript_part, FALSE);
}

/* Also with NULL, where there are none or several. */
static void
show_single (CwLibraryDetails *self,
             CwClip           *clip)
{
  gboolean missing = clip != NULL && cw_clip_get_missing (clip);

  g_object_set (self->picture, "clip", clip, NULL);
  gtk_widget_set_visible (self->preview, clip != NULL);
  gtk_widget_set_visible (self->single, clip != NULL);
  gtk_widget_set_visible (self->rename, clip != NULL);
  gtk_widget_set_visible (self->file, clip != NULL);
  gtk_widget_set_visible (self->missing_row, missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.play", clip != NULL && !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.rename", clip != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.show-file", clip != NULL && !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "details.locate", missing);
  cw_note_editor_show (self->note, self->library, clip);

  if (clip != NULL)
    {
      gtk_label_set_label (self->title, cw_clip_get_title (clip));
      gtk_label_set_label (self->path, cw_clip_get_path (clip));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->path), cw_clip_get_path (clip));
    }
}

/* --- what they have in common ------------------------------------------------ */

static void
show_rating (CwLibraryDetails *self,
             GPtrArray        *clips)
{
  gboolean rated_alike = TRUE;
  guint    n_favourites = 0;
  int      rating = clips->len > 0 ? cw_clip_get_rating (clips->pdata[0]) : 0;

  for (guint i = 0; i < clips->len; i++)
    {
      rated_alike &= cw_clip_get_rating (clips->pdata[i]) == rating;
      n_favourites += cw_clip_get_favourite (clips->pdata[i]) ? 1 : 0;
    }

  g_object_set (self->rating, "rating", rated_alike ? rating : 0, "mixed", !rated_alike || self->n_chosen > MOST_SHOWN, NULL);
  self->filling = TRUE;
  gtk_toggle_button_set_active (self->favourite, clips->len > 0 && n_favourites == clips->len);
  self->filling = FALSE;
}

static void
show_tags (CwLibraryDetails *self,
           GPtrArray        *clips)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = NULL;
  g_autoptr (GPtrArray) shared = g_ptr_array_new ();
  g_autoptr (GPtrArray) partial = g_ptr_array_new ();

  for (guint i = 0; i < clips->len; i++)
    {
      g_auto (GStrv) tags = cw_clip_dup_tags (clips->pdata[i]);

      for (guint j = 0; tags[j] != NULL; j++)
        {
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, tags[j]));

          g_hash_table_replace (counts, g_strdup (tags[j]), GUINT_TO_POINTER (count + 1));
        }
    }

  order = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort_values (order, (GCompareFunc) g_utf8_collate);
  for (guint i = 0; i < order->len; i++)
    {
      gboolean all = GPOINTER_TO_UINT (g_hash_table_lookup (counts, order->pdata[i])) == clips->len;

      g_ptr_array_add (all ? shared : partial, order->pdata[i]);
    }

  g_ptr_array_add (shared, NULL);
  g_ptr_array_add (partial, NULL);
  cw_tag_editor_set_tags (self->tags, (const char *const *) shared->pdata, (const char *const *) partial->pdata);
}

static GtkWidget *
make_value (const CwClipFact *fact)
{
  GtkWidget *value = gtk_label_new (fact->value);

  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_widget_set_hexpand (value, TRUE);

  return value;
}

static GtkWidget *
make_link (CwLibraryDetails *self,
           const CwClipFact *fact)
{
  GtkWidget       *button = gtk_button_new_from_icon_name ("external-link-symbolic");
  g_autofree char *text = g_strdup_printf (_ ("Open in the Browser: %s"), fact->label);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "fact-link");
  gtk_widget_set_tooltip_text (button, _ ("Open in the Browser"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "details.open-link");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", fact->url);

  return button;
}

static void
show_facts (CwLibraryDetails *self,
            GPtrArray        *clips)
{
  g_autoptr (GPtrArray) facts = cw_clip_facts_list (clips);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);

  for (guint i = 0; i < facts->len; i++)
    {
      const CwClipFact *fact = facts->pdata[i];
      GtkWidget        *label = gtk_label_new (fact->label);
      GtkWidget        *value = make_value (fact);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, "dimmed");
      gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
      gtk_grid_attach (self->facts, label, 0, (int) i, 1, 1);
      gtk_grid_attach (self->facts, value, 1, (int) i, fact->url != NULL ? 1 : 2, 1);
      if (fact->url != NULL)
        gtk_grid_attach (self->facts, make_link (self, fact), 2, (int) i, 1, 1);
    }
}

/* --- all of it ---------------------------------------------------------------- */

static GPtrArray *
dup_loaded (CwLibraryDetails *self)
{
  GPtrArray *loaded = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->shown->len; i++)
    {
      if (cw_clip_get_loaded (self->shown->pdata[i]))
        g_ptr_array_add (loaded, g_object_ref (self->shown->pdata[i]));
    }

  return loaded;
}

/* The child of a bin is not to be bound, as its template would unparent it first. */
static void
show_page (CwLibraryDetails *self,
           const char       *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), name);
}

static void
show (CwLibraryDetails *self)
{
  g_autoptr (GPtrArray) loaded = dup_loaded (self);

  show_single (self, get_clip (self));
  if (self->n_chosen == 0 || self->library == NULL)
    {
      show_page (self, "none");
      return;
    }
  if (self->n_chosen <= MOST_SHOWN && loaded->len == 0)
    {
      show_page (self, "loading");
      return;
    }

  if (self->n_chosen > 1)
    {
      g_autofree char *title = g_strdup_printf (ngettext ("%'u Clip", "%'u Clips", self->n_chosen), self->n_chosen);

      gtk_label_set_label (self->title, title);
    }
  show_rating (self, loaded);
  show_tags (self, loaded);
  show_facts (self, loaded);
  show_page (self, "clips");
}

static void
on_update (gpointer data)
{
  CwLibraryDetails *self = data;

  self->update = 0;
  show (self);
}

/* A clip that is read anew tells of all that is different. */
static void
show_soon (CwLibraryDetails *self)
{
  if (self->update == 0)
    self->update = g_idle_add_once (on_update, self);
}

static void
on_loaded (CwLibraryDetails *self)
{
  load_transcript (self);
}

static void
forget (CwLibraryDetails *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      g_signal_handlers_disconnect_by_func (self->shown->pdata[i], show_soon, self);
      g_signal_handlers_disconnect_by_func (self->shown->pdata[i], on_loaded, self);
    }

  g_ptr_array_set_size (self->shown, 0);
  self->n_chosen = 0;
}

static void
choose (CwLibraryDetails *self)
{
  g_autoptr (GtkBitset) positions = dup_positions (self);
  g_autoptr (CwClip) before = self->n_chosen == 1 ? g_object_ref (self->shown->pdata[0]) : NULL;
  CwClip *now = NULL;

  forget (self);
  self->n_chosen = (guint) gtk_bitset_get_size (positions);
  for (guint i = 0; i < self->n_chosen && self->n_chosen <= MOST_SHOWN; i++)
    {
      CwClip *clip = g_list_model_get_item (self->clips, gtk_bitset_get_nth (positions, i));

      g_ptr_array_add (self->shown, clip);
      g_signal_connect_object (clip, "notify", G_CALLBACK (show_soon), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (clip, "notify::loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
    }

  now = self->n_chosen == 1 ? self->shown->pdata[0] : NULL;
  if (now != before || now == NULL)
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      gtk_widget_set_visible (self->transcript_part, FALSE);
      load_transcript (self);
    }
  show_soon (self);
}

static void
set_clips (CwLibraryDetails *self,
           GListModel       *clips)
{
  if (self->clips == clips)
    return;

  if (self->clips != NULL)
    g_signal_handlers_disconnect_by_func (self->clips, choose, self);

  g_set_object (&self->clips, clips);
  if (clips != NULL)
    g_signal_connect_object (clips, "items-changed", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
  if (GTK_IS_SELECTION_MODEL (clips))
    g_signal_connect_object (clips, "selection-changed", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);

  choose (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIPS]);
}

/* --- changing ------------------------------------------------------------------- */

/* Where it fails, what is still so is shown again. */
static DexFuture *
on_changed (DexFuture *future,
            gpointer   data)
{
  if (dex_future_get_value (future, NULL) == NULL)
    show_soon (data);

  return dex_ref (future);
}

static void
watch (CwLibraryDetails *self,
       DexFuture        *change)
{
  cw_toast_watch (GTK_WIDGET (self), dex_future_finally (change, on_changed, g_object_ref (self), g_object_unref));
}

static void
on_rated (CwLibraryDetails *self,
          int               rating)
{
  g_autoptr (GPtrArray) chosen = dup_chosen (self);

  watch (self, cw_library_rate (self->library, chosen, rating));
}

static void
on_favourite (CwLibraryDetails *self)
{
  g_autoptr (GPtrArray) chosen = NULL;

  if (self->filling)
    return;

  chosen = dup_chosen (self);
  watch (self, cw_library_set_favourite (self->library, chosen, gtk_toggle_button_get_active (self->favourite)));
}

static void
on_tag_added (CwLibraryDetails *self,
              const char       *tag)
{
  g_autoptr (GPtrArray) chosen = dup_chosen (self);

  watch (self, cw_library_tag (self->library, chosen, tag));
}

static void
on_tag_removed (CwLibraryDetails *self,
                const char       *tag)
{
  g_autoptr (GPtrArray) chosen = dup_chosen (self);

  watch (self, cw_library_untag (self->library, chosen, tag));
}

static void
on_rename_response (CwLibraryDetails *self,
                    const char       *response,
                    CwRenameDialog   *dialog)
{
  CwClip     *clip = cw_library_find (self->library, cw_rename_dialog_get_id (dialog));
  const char *title = cw_rename_dialog_get_title (dialog);

  if (clip != NULL && g_str_equal (response, "rename") && !g_str_equal (title, cw_clip_get_title (clip)))
    watch (self, cw_library_rename (self->library, clip, title));
}

static void
rename_clip (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwLibraryDetails *self = CW_LIBRARY_DETAILS (widget);
  CwClip           *clip = get_clip (self);
  CwRenameDialog   *dialog = cw_rename_dialog_new (cw_clip_get_id (clip), cw_clip_get_title (clip));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- what else can be done -------------------------------------------------------- */

static void
play (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.open-clip", "s", cw_clip_get_id (get_clip (CW_LIBRARY_DETAILS (widget))));
}

static void
show_file (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  cw_show_file (widget, cw_clip_get_path (get_clip (CW_LIBRARY_DETAILS (widget))));
}

static void
open_link (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  cw_link_open (widget, g_variant_get_string (parameter, NULL));
}

static DexFuture *
locate_fiber (CwLibraryDetails *self,
              CwClip           *clip)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_locate (window, self->library, clip), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_toast_show (GTK_WIDGET (self), _ ("“%s” can be played again"), cw_clip_get_title (clip));
  return dex_future_new_true ();
}

static void
locate (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwLibraryDetails *self = CW_LIBRARY_DETAILS (widget);

  watch (self, cw_spawn (G_CALLBACK (locate_fiber), 2, CW_TYPE_LIBRARY_DETAILS, self, CW_TYPE_CLIP, get_clip (self)));
}

/* --- the widget itself ------------------------------------------------------------- */

/**
 * cw_library_details_new:
 * @library: has the clips
 * @clips: (nullable): those that are selected
 *
 * Returns: (transfer floating): what tells of them
 */
CwLibraryDetails *
cw_library_details_new (CwLibrary  *library,
                        GListModel *clips)
{
  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);

  return g_object_new (CW_TYPE_LIBRARY_DETAILS, "library", library, "clips", clips, NULL);
}

static void
cw_library_details_dispose (GObject *object)
{
  CwLibraryDetails *self = CW_LIBRARY_DETAILS (object);

  g_clear_handle_id (&self->update, g_source_remove);
  dex_clear (&self->hearing);
  if (self->clips != NULL)
    g_signal_handlers_disconnect_by_func (self->clips, choose, self);
  forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_LIBRARY_DETAILS);
  g_clear_object (&self->list);
  g_clear_object (&self->clips);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_library_details_parent_class)->dispose (object);
}

static void
cw_library_details_finalize (GObject *object)
{
  g_ptr_array_unref (CW_LIBRARY_DETAILS (object)->shown);

  G_OBJECT_CLASS (cw_library_details_parent_class)->finalize (object);
}

static void
cw_library_details_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CwLibraryDetails *self = CW_LIBRARY_DETAILS (object);

  switch ((CwLibraryDetailsProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIPS:
      g_value_set_object (value, self->clips);
      break;

    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    }
}

static void
cw_library_details_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CwLibraryDetails *self = CW_LIBRARY_DETAILS (object);

  switch ((CwLibraryDetailsProperty) id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        {
          g_object_set (self->tags, "library", self->library, NULL);
          choose (self);
        }
      break;

    case PROP_CLIPS:
      set_clips (self, g_value_get_object (value));
      break;

    case PROP_LIST:
      g_set_object (&self->list, g_value_get_object (value));
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CW_TYPE_CLIP_PICTURE);
  g_type_ensure (CW_TYPE_NOTE_EDITOR);
  g_type_ensure (CW_TYPE_RATING);
  g_type_ensure (CW_TYPE_TAG_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-library-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, favourite);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, file);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, missing_row);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, note);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, path);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, picture);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, preview);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, rating);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, rename);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, single);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, tags);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, title);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, transcript);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryDetails, transcript_part);
  gtk_widget_class_bind_template_callback (widget_class, on_favourite);
  gtk_widget_class_bind_template_callback (widget_class, on_rated);
  gtk_widget_class_bind_template_callback (widget_class, on_tag_added);
  gtk_widget_class_bind_template_callback (widget_class, on_tag_removed);
}

static void
cw_library_details_class_init (CwLibraryDetailsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_library_details_dispose;
  object_class->finalize = cw_library_details_finalize;
  object_class->get_property = cw_library_details_get_property;
  object_class->set_property = cw_library_details_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIPS] = g_param_spec_object ("clips", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, CW_TYPE_CLIP_LIST,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "details.play", NULL, play);
  gtk_widget_class_install_action (widget_class, "details.rename", NULL, rename_clip);
  gtk_widget_class_install_action (widget_class, "details.show-file", NULL, show_file);
  gtk_widget_class_install_action (widget_class, "details.locate", NULL, locate);
  gtk_widget_class_install_action (widget_class, "details.open-link", "s", open_link);

  gtk_widget_class_set_css_name (widget_class, "librarydetails");
  bind_template (widget_class);
}

static void
cw_library_details_init (CwLibraryDetails *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self);
}
