/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CwCardText:
 * @title: what it is called
 * @subtitle: whose it is, or ""
 * @details: numbers and times, or ""
 * @picture: where its picture is, or ""
 * @duration: ns, 0 for none
 * @ratio: how much wider its picture is than high
 * @live: whether it is on now
 *
 * How a thing of Twitch is shown on a card.
 */
typedef struct
{
  char    *title;
  char    *subtitle;
  char    *details;
  char    *picture;
  gint64   duration;
  double   ratio;
  gboolean live;
} CwCardText;

char *cw_card_text_dup_title (const char *title);
void  cw_card_text_make (CwCardText *self,
                         GObject    *item);
void  cw_card_text_clear (CwCardText *self);

G_END_DECLS
