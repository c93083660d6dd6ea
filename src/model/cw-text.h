/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_TEXT (cw_text_get_type ())

/**
 * CwText:
 * @content: what is written; lines end with a newline
 * @x: centre of the block, a share of the canvas's width
 * @y: centre of the block, a share of the canvas's height
 * @size: height of a line, a share of the canvas's height
 * @colour: 0xRRGGBBAA
 * @outline: 0xRRGGBBAA, an alpha of 0 for none
 * @bold: whether the letters are heavy
 *
 * A text over the picture. A boxed type.
 */
typedef struct
{
  char    *content;
  double   x;
  double   y;
  double   size;
  guint32  colour;
  guint32  outline;
  gboolean bold;
} CwText;

GType    cw_text_get_type (void);
CwText  *cw_text_new (const char *content);
CwText  *cw_text_copy (const CwText *self);
void     cw_text_free (CwText *self);
gboolean cw_text_equal (const CwText *a,
                        const CwText *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwText, cw_text_free)

G_END_DECLS
