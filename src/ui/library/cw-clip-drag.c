/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-drag.h"

#include "cw-async.h"
#include "cw-clip-files.h"

#include <glib/gi18n.h>

/* The picture under the pointer, px. */
#define ICON_WIDTH 160
#define ICON_HEIGHT 90

/**
 * CwClipDrag:
 *
 * Clips that are dragged. Those that nobody has looked at yet are read meanwhile: the
 * hand takes longer.
 */
struct _CwClipDrag
{
  GdkContentProvider parent_instance;

  CwClipSelection *clips;
  char           **paths; /* nullable: of their files, by names that tell something */
  DexFuture       *loading;
};

G_DEFINE_BOXED_TYPE (CwClipSelection, cw_clip_selection, g_ptr_array_ref, g_ptr_array_unref)
G_DEFINE_FINAL_TYPE (CwClipDrag, cw_clip_drag, GDK_TYPE_CONTENT_PROVIDER)

static DexFuture *
on_named (DexFuture *future,
          gpointer   data)
{
  CwClipDrag   *self = data;
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL)
    self->paths = g_value_dup_boxed (value);

  return dex_future_new_true ();
}

/* Of those whose files are there. */
static GPtrArray *
list_present (CwClipDrag *self)
{
  GPtrArray *present = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->clips->len; i++)
    {
      CwClip *clip = self->clips->pdata[i];

      if (cw_clip_get_loaded (clip) && !cw_clip_get_missing (clip) && *cw_clip_get_path (clip) != '\0')
        g_ptr_array_add (present, g_object_ref (clip));
    }

  return present;
}

static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  CwClipDrag   *self = data;
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr (GPtrArray) present = NULL;

  if (value != NULL)
    {
      g_ptr_array_unref (self->clips);
      self->clips = g_value_dup_boxed (value);
    }

  present = list_present (self);
  return dex_future_finally (cw_clip_files_name (present), on_named, self, NULL);
}

static void
load (CwClipDrag *self,
      CwClipList *list)
{
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (self->clips);
  gboolean   loaded = TRUE;
  DexFuture *future;

  for (guint i = 0; i < self->clips->len; i++)
    loaded = loaded && cw_clip_get_loaded (self->clips->pdata[i]);

  future = loaded ? dex_future_new_take_boxed (CW_TYPE_CLIP_SELECTION, g_ptr_array_ref (self->clips)) : cw_clip_list_load (list, numbers);

  /* Dropping the future takes the callbacks with it, so @self outlives them. */
  self->loading = dex_future_finally (future, on_loaded, self, NULL);
}

/**
 * cw_clip_drag_new:
 * @list: where @clips are from
 * @clips: (element-type CwClip): what is dragged; some may not be loaded
 *
 * Returns: (transfer full): it, as %CW_TYPE_CLIP_SELECTION and %GDK_TYPE_FILE_LIST
 */
GdkContentProvider *
cw_clip_drag_new (CwClipList *list,
                  GPtrArray  *clips)
{
  CwClipDrag *self;

  g_return_val_if_fail (CW_IS_CLIP_LIST (list), NULL);
  g_return_val_if_fail (clips != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP_DRAG, NULL);
  self->clips = g_ptr_array_ref (clips);
  load (self, list);

  return GDK_CONTENT_PROVIDER (self);
}

/* Who lets go at once gets them by the names that they have. */
static GdkFileList *
make_files (CwClipDrag *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) present = list_present (self);

  for (guint i = 0; self->paths != NULL && self->paths[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_path (self->paths[i]));
  for (guint i = 0; self->paths == NULL && i < present->len; i++)
    g_ptr_array_add (files, g_file_new_for_path (cw_clip_get_path (present->pdata[i])));

  return gdk_file_list_new_from_array ((GFile **) files->pdata, files->len);
}

static GdkContentFormats *
cw_clip_drag_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, CW_TYPE_CLIP_SELECTION);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);

  return gdk_content_formats_builder_free_to_formats (builder);
}

static gboolean
cw_clip_drag_get_value (GdkContentProvider *provider,
                        GValue             *value,
                        GError            **error)
{
  CwClipDrag *self = CW_CLIP_DRAG (provider);

  if (G_VALUE_HOLDS (value, CW_TYPE_CLIP_SELECTION))
    {
      g_value_set_boxed (value, self->clips);
      return TRUE;
    }

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_value_take_boxed (value, make_files (self));
      return TRUE;
    }

  return GDK_CONTENT_PROVIDER_CLASS (cw_clip_drag_parent_class)->get_value (provider, value, error);
}

/**
 * cw_clip_drag_set_icon:
 * @drag: what has begun
 * @picture: what the clip looks like that the pointer is on
 * @n: how many clips there are
 *
 * Shows under the pointer what is dragged.
 */
void
cw_clip_drag_set_icon (GdkDrag   *drag,
                       GtkWidget *picture,
                       guint      n)
{
  g_autoptr (GdkPaintable) live = NULL;
  g_autoptr (GdkPaintable) still = NULL;
  g_autofree char *count = g_strdup_printf ("%u", n);
  GtkWidget       *overlay = gtk_overlay_new ();
  GtkWidget       *image;
  GtkWidget       *badge = gtk_label_new (count);

  g_return_if_fail (GDK_IS_DRAG (drag));
  g_return_if_fail (GTK_IS_WIDGET (picture));

  live = gtk_widget_paintable_new (picture);
  still = gdk_paintable_get_current_image (live);
  image = gtk_picture_new_for_paintable (still);
  gtk_widget_set_size_request (image, ICON_WIDTH, ICON_HEIGHT);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), image);
  gtk_widget_add_css_class (overlay, "clip-drag");

  gtk_widget_set_halign (badge, GTK_ALIGN_END);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_set_visible (badge, n > 1);
  gtk_widget_add_css_class (badge, "sidebar-count");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), badge);

  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), overlay);
  gdk_drag_set_hotspot (drag, ICON_WIDTH / 2, ICON_HEIGHT / 2);
}

static void
cw_clip_drag_finalize (GObject *object)
{
  CwClipDrag *self = CW_CLIP_DRAG (object);

  dex_clear (&self->loading);
  g_strfreev (self->paths);
  g_clear_pointer (&self->clips, g_ptr_array_unref);

  G_OBJECT_CLASS (cw_clip_drag_parent_class)->finalize (object);
}

static void
cw_clip_drag_class_init (CwClipDragClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_clip_drag_finalize;
  provider_class->ref_formats = cw_clip_drag_ref_formats;
  provider_class->get_value = cw_clip_drag_get_value;
}

static void
cw_clip_drag_init (CwClipDrag *self)
{
}
