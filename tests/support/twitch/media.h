/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

G_BEGIN_DECLS

/**
 * Quality:
 * @label: what Twitch calls it, the height that the picture would have there
 * @width: px, which is less than the label says so that files are made fast
 * @frame_rate: as GQL reports it
 */
typedef struct
{
  const char *label;
  int         width;
  int         height;
  int         rate;
  double      frame_rate;
  gint64      real_width;
  gint64      real_height;
} Quality;

typedef void (*MediaDone) (GBytes  *content,
                           gpointer data);

Media         *media_new (void);
void           media_free (Media *self);
const Quality *media_list_qualities (gboolean portrait,
                                     guint   *n);
void           media_get (Media         *self,
                          const Quality *quality,
                          double         seconds,
                          MediaDone      done,
                          gpointer       data);

gboolean media_has_portrait (StandIn *stand_in,
                             Clip    *clip);
char    *media_make_token (StandIn *stand_in,
                           Clip    *clip,
                           char   **signature);
gboolean media_check_signature (StandIn    *stand_in,
                                const char *text,
                                const char *signature);
char    *media_make_source_url (StandIn       *stand_in,
                                Clip          *clip,
                                gboolean       portrait,
                                const Quality *quality);
char    *media_make_download_url (StandIn *stand_in,
                                  Clip    *clip,
                                  gboolean portrait);

G_END_DECLS
