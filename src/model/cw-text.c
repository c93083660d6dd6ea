/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-text.h"

G_DEFINE_BOXED_TYPE (CwText, cw_text, cw_text_copy, cw_text_free)

/**
 * cw_text_new:
 * @content: what is written
 *
 * Returns: (transfer full): @content in white with a black outline, a little
 *   below the top, where no platform's own buttons lie over it
 */
CwText *
cw_text_new (const char *content)
{
  CwText *self;

  g_return_val_if_fail (content != NULL, NULL);

  self = g_new0 (CwText, 1);
  self->content = g_strdup (content);
  self->x = 0.5;
  self->y = 0.15;
  self->size = 0.05;
  self->colour = 0xffffffff;
  self->outline = 0x000000ff;
  self->bold = TRUE;

  return self;
}

/**
 * cw_text_copy:
 * @self: a text
 *
 * Returns: (transfer full): another of the same content
 */
CwText *
cw_text_copy (const CwText *self)
{
  CwText *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->content = g_strdup (self->content);

  return copy;
}

void
cw_text_free (CwText *self)
{
  if (self == NULL)
    return;

  g_free (self->content);
  g_free (self);
}

/**
 * cw_text_equal:
 * @a: (nullable): a text
 * @b: (nullable): another
 *
 * Returns: whether both look the same; %NULL is equal to %NULL only
 */
gboolean
cw_text_equal (const CwText *a,
               const CwText *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_str_equal (a->content, b->content) && a->x == b->x && a->y == b->y && a->size == b->size && a->colour == b->colour && a->outline == b->outline && !a->bold == !b->bold;
}
