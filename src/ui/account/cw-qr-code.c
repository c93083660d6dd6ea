/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-qr-code.h"

#include <qrencode.h>

/* The quiet zone that readers need around it, in modules. */
#define MARGIN 4

/* px of a module at the least, for cameras. */
#define MODULE 4

/**
 * CwQrCode:
 *
 * A text that a camera can read. Black on white in any style, since not every
 * reader takes the reverse.
 */
struct _CwQrCode
{
  GtkWidget parent_instance;

  QRcode *code; /* nullable */
};

G_DEFINE_FINAL_TYPE (CwQrCode, cw_qr_code, GTK_TYPE_WIDGET)

static int
get_side (CwQrCode *self)
{
  return self->code != NULL ? self->code->width + 2 * MARGIN : 0;
}

/**
 * cw_qr_code_set_text:
 * @self: a code
 * @text: (nullable): what to read, such as a link
 */
void
cw_qr_code_set_text (CwQrCode   *self,
                     const char *text)
{
  g_return_if_fail (CW_IS_QR_CODE (self));

  g_clear_pointer (&self->code, QRcode_free);
  if (text != NULL)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cw_qr_code_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  *minimum = *natural = get_side (CW_QR_CODE (widget)) * MODULE;
}

static void
cw_qr_code_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  CwQrCode *self = CW_QR_CODE (widget);
  int       side = get_side (self);
  float     module = side > 0 ? (float) (MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget)) / side) : 0;
  float     left = ((float) gtk_widget_get_width (widget) - module * (float) side) / 2;
  float     top = ((float) gtk_widget_get_height (widget) - module * (float) side) / 2;

  if (side == 0)
    return;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &GRAPHENE_RECT_INIT (left, top, module * (float) side, module * (float) side));
  for (int y = 0; y < self->code->width; y++)
    for (int x = 0; x < self->code->width; x++)
      if (self->code->data[y * self->code->width + x] & 1)
        gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 1 }, &GRAPHENE_RECT_INIT (left + module * (float) (x + MARGIN), top + module * (float) (y + MARGIN), module, module));
}

static void
cw_qr_code_finalize (GObject *object)
{
  g_clear_pointer (&CW_QR_CODE (object)->code, QRcode_free);

  G_OBJECT_CLASS (cw_qr_code_parent_class)->finalize (object);
}

static void
cw_qr_code_class_init (CwQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_qr_code_finalize;
  widget_class->measure = cw_qr_code_measure;
  widget_class->snapshot = cw_qr_code_snapshot;

  gtk_widget_class_set_css_name (widget_class, "qrcode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_qr_code_init (CwQrCode *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
