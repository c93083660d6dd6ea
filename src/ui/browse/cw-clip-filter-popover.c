/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-filter-popover.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

struct _CwClipFilterPopover
{
  GtkPopover parent_instance;

  CwClipFilter filter;
  gboolean     resetting;

  GtkEntry    *creator;
  GtkDropDown *duration;
  GtkSwitch   *featured;
  GtkDropDown *language;
  GtkDropDown *views;
  GtkEntry    *words;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipFilterPopover, cw_clip_filter_popover, GTK_TYPE_POPOVER)

/* Those that most clips are in, as they call themselves. */
static const struct
{
  const char *name;
  const char *code;
} languages[] = {
  { N_ ("Any"), NULL },
  { "Deutsch", "de" },
  { "English", "en" },
  { "Español", "es" },
  { "Français", "fr" },
  { "Italiano", "it" },
  { "Polski", "pl" },
  { "Português", "pt" },
  { "Türkçe", "tr" },
  { "Русский", "ru" },
  { "日本語", "ja" },
  { "한국어", "ko" },
  { "中文", "zh" },
};

static const struct
{
  const char *name;
  int         shortest; /* s */
  int         longest;
} durations[] = {
  { N_ ("Any"), 0, 0 },
  { N_ ("Up to 15 seconds"), 0, 15 },
  { N_ ("15 to 30 seconds"), 15, 30 },
  { N_ ("30 seconds and more"), 30, 0 },
};

static const struct
{
  const char *name;
  gint64      least;
} views[] = {
  { N_ ("Any"), 0 },
  { N_ ("100 and more"), 100 },
  { N_ ("1,000 and more"), 1000 },
  { N_ ("10,000 and more"), 10000 },
};

static const char *
get_text (GtkEntry *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  return *text != '\0' ? text : NULL;
}

static void
on_changed (CwClipFilterPopover *self)
{
  guint duration = gtk_drop_down_get_selected (self->duration);

  if (self->resetting)
    return;

  cw_clip_filter_clear (&self->filter);
  self->filter.language = g_strdup (languages[gtk_drop_down_get_selected (self->language)].code);
  self->filter.creator = g_strdup (get_text (self->creator));
  self->filter.words = g_strdup (get_text (self->words));
  self->filter.shortest = durations[duration].shortest * SECOND;
  self->filter.longest = durations[duration].longest * SECOND;
  self->filter.least_views = views[gtk_drop_down_get_selected (self->views)].least;
  self->filter.featured = gtk_switch_get_active (self->featured);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filter.reset", !cw_clip_filter_is_empty (&self->filter));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
reset (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwClipFilterPopover *self = CW_CLIP_FILTER_POPOVER (widget);

  self->resetting = TRUE;
  gtk_drop_down_set_selected (self->language, 0);
  gtk_drop_down_set_selected (self->duration, 0);
  gtk_drop_down_set_selected (self->views, 0);
  gtk_switch_set_active (self->featured, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->creator), "");
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
  self->resetting = FALSE;
  on_changed (self);
}

const CwClipFilter *
cw_clip_filter_popover_get_filter (CwClipFilterPopover *self)
{
  g_return_val_if_fail (CW_IS_CLIP_FILTER_POPOVER (self), NULL);

  return &self->filter;
}

static void
cw_clip_filter_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_CLIP_FILTER_POPOVER);

  G_OBJECT_CLASS (cw_clip_filter_popover_parent_class)->dispose (object);
}

static void
cw_clip_filter_popover_finalize (GObject *object)
{
  cw_clip_filter_clear (&CW_CLIP_FILTER_POPOVER (object)->filter);

  G_OBJECT_CLASS (cw_clip_filter_popover_parent_class)->finalize (object);
}

static void
cw_clip_filter_popover_class_init (CwClipFilterPopoverClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_clip_filter_popover_dispose;
  object_class->finalize = cw_clip_filter_popover_finalize;

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_CLIP_FILTER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "filter.reset", NULL, reset);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-clip-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CwClipFilterPopover, creator);
  gtk_widget_class_bind_template_child (widget_class, CwClipFilterPopover, duration);
  gtk_widget_class_bind_template_child (widget_class, CwClipFilterPopover, featured);
  gtk_widget_class_bind_template_child (widget_class, CwClipFilterPopover, language);
  gtk_widget_class_bind_template_child (widget_class, CwClipFilterPopover, views);
  gtk_widget_class_bind_template_child (widget_class, CwClipFilterPopover, words);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
append (GtkDropDown *drop_down,
        const char  *name)
{
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (drop_down)), _ (name));
}

static void
cw_clip_filter_popover_init (CwClipFilterPopover *self)
{
  self->resetting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    append (self->language, languages[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++)
    append (self->duration, durations[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    append (self->views, views[i].name);
  self->resetting = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "filter.reset", FALSE);
}
