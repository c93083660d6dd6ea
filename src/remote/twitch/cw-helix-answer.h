/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http-request.h"
#include "cw-reply-cache.h"
#include "cw-twitch-token.h"

G_BEGIN_DECLS

/**
 * CwHelixAnswer:
 * @reply: (nullable): what Twitch said, once it is known
 *
 * An answer of Twitch's, and where it is kept; for cw-helix.c.
 */
typedef struct
{
  CwHttpReply *reply;

  /*< private >*/
  CwReplyCache *answers;
  char         *key; /* nullable: it is not kept */
  CwHttpReply  *old; /* nullable: what may still hold */
  gboolean      is_new;
} CwHelixAnswer;

gint64   cw_helix_answer_find_lifetime (const char *path);
gboolean cw_helix_answer_find (CwHelixAnswer *self,
                               CwReplyCache  *answers,
                               CwHttpRequest *request,
                               CwTwitchToken *token);
void     cw_helix_answer_take (CwHelixAnswer *self,
                               CwHttpReply   *reply);
void     cw_helix_answer_keep (CwHelixAnswer *self);
void     cw_helix_answer_clear (CwHelixAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwHelixAnswer, cw_helix_answer_clear)

G_END_DECLS
