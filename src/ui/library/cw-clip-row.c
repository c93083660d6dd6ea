/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-row.h"

#include "cw-clip-picture.h"
#include "cw-clip-text.h"
#include "cw-count-text.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>

struct _CwClipRow
{
  CwClipItem parent_instance;

  gboolean wide;
};

typedef enum
{
  PROP_WIDE = 1,
} CwClipRowProperty;

static GParamSpec *properties[PROP_WIDE + 1];

G_DEFINE_FINAL_TYPE (CwClipRow, cw_clip_row, CW_TYPE_CLIP_ITEM)

static char *
format_date (CwClipRow *self,
             gint64     time)
{
  return cw_clip_text_format_date (time);
}

static char *
format_duration (CwClipRow *self,
                 gint64     duration)
{
  return cw_timecode_format_short (duration);
}

static char *
format_rating (CwClipRow *self,
               gint64     rating)
{
  return cw_clip_text_format_rating ((int) rating);
}

static char *
format_views (CwClipRow *self,
              gint64     views)
{
  return views > 0 ? cw_count_text_format_views (views) : g_strdup ("");
}

/* How long it is stands here where there is no column for it. */
static char *
format_details (CwClipRow         *self,
                const char        *channel,
                const char        *category,
                const CwMediaInfo *info,
                gboolean           missing,
                gboolean           wide,
                gint64             duration)
{
  g_autofree char *origin = cw_clip_text_join (channel, category);
  g_autofree char *media = *origin == '\0' ? cw_clip_text_format_media (info) : NULL;
  g_autofree char *length = wide ? NULL : cw_timecode_format_short (duration);

  if (missing)
    return g_strdup (_ ("File not found"));

  return cw_clip_text_join (length, media != NULL ? media : origin);
}

/**
 * cw_clip_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
CwClipRow *
cw_clip_row_new (void)
{
  return g_object_new (CW_TYPE_CLIP_ROW, NULL);
}

static void
cw_clip_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_CLIP_ROW);

  G_OBJECT_CLASS (cw_clip_row_parent_class)->dispose (object);
}

static void
cw_clip_row_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch ((CwClipRowProperty) id)
    {
    case PROP_WIDE:
      g_value_set_boolean (value, CW_CLIP_ROW (object)->wide);
      break;
    }
}

static void
cw_clip_row_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch ((CwClipRowProperty) id)
    {
    case PROP_WIDE:
      CW_CLIP_ROW (object)->wide = g_value_get_boolean (value);
      break;
    }
}

static void
cw_clip_row_class_init (CwClipRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_clip_row_dispose;
  object_class->get_property = cw_clip_row_get_property;
  object_class->set_property = cw_clip_row_set_property;

  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CW_TYPE_CLIP_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-clip-row.ui");
  gtk_widget_class_bind_template_callback_full (widget_class, "on_title_tooltip", G_CALLBACK (cw_clip_item_query_tooltip));
  gtk_widget_class_bind_template_callback (widget_class, format_date);
  gtk_widget_class_bind_template_callback (widget_class, format_details);
  gtk_widget_class_bind_template_callback (widget_class, format_duration);
  gtk_widget_class_bind_template_callback (widget_class, format_rating);
  gtk_widget_class_bind_template_callback (widget_class, format_views);
}

static void
cw_clip_row_init (CwClipRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
