/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix-answer.h"

/* How old an answer may be that is given again, us; what is not here is always asked. */
static const struct
{
  const char *path;
  gint64      lifetime;
} lifetimes[] = {
  { "/channels/followed", 5 * G_TIME_SPAN_MINUTE },
  { "/clips", 2 * G_TIME_SPAN_MINUTE },
  { "/games", 10 * G_TIME_SPAN_MINUTE },
  { "/games/top", 10 * G_TIME_SPAN_MINUTE },
  { "/search/categories", 10 * G_TIME_SPAN_MINUTE },
  { "/search/channels", 2 * G_TIME_SPAN_MINUTE },
  { "/streams", G_TIME_SPAN_MINUTE },
  { "/streams/followed", G_TIME_SPAN_MINUTE },
  { "/users", 10 * G_TIME_SPAN_MINUTE },
  { "/videos", 5 * G_TIME_SPAN_MINUTE },
};

/**
 * cw_helix_answer_find_lifetime:
 * @path: what is asked: "/clips"
 *
 * Returns: how old an answer may be that is given again, us; 0 for none
 */
gint64
cw_helix_answer_find_lifetime (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lifetimes); i++)
    if (g_str_equal (lifetimes[i].path, path))
      return lifetimes[i].lifetime;

  return 0;
}

/* Nobody gets what another account was told. */
static char *
make_key (CwHttpRequest *request,
          CwTwitchToken *token)
{
  g_autofree char *asked = cw_http_request_dup_key (request);
  const char      *account = cw_twitch_token_get_account_id (token);

  return g_strconcat (*account != '\0' ? account : cw_twitch_token_get_access (token), "\n", asked, NULL);
}

/* Has the server say so where OLD still holds. */
static void
put_conditions (CwHttpRequest *request,
                CwHttpReply   *old)
{
  const char *tag = cw_http_reply_get_header (old, "ETag");
  const char *date = cw_http_reply_get_header (old, "Last-Modified");

  if (tag != NULL)
    cw_http_request_set_header (request, "If-None-Match", tag);
  else if (date != NULL)
    cw_http_request_set_header (request, "If-Modified-Since", date);
}

/**
 * cw_helix_answer_find:
 * @self: an empty answer
 * @answers: what is kept
 * @request: what is asked, in nobody's name yet; where something older is kept, it is
 *   made to ask only whether that still holds
 * @token: in whose name
 *
 * Returns: whether there is an answer already
 */
gboolean
cw_helix_answer_find (CwHelixAnswer *self,
                      CwReplyCache  *answers,
                      CwHttpRequest *request,
                      CwTwitchToken *token)
{
  gint64 lifetime = cw_http_request_get_lifetime (request);
  gint64 now = g_get_real_time ();

  if (lifetime <= 0)
    return FALSE;

  /* What is forgotten meanwhile stays so: ANSWERS is no longer anybody's then. */
  self->answers = g_object_ref (answers);
  self->key = make_key (request, token);
  self->reply = cw_reply_cache_find (answers, self->key, lifetime, now);
  if (self->reply != NULL)
    return TRUE;

  self->old = cw_reply_cache_find (answers, self->key, G_MAXINT64, now);
  if (self->old != NULL)
    put_conditions (request, self->old);

  return FALSE;
}

/**
 * cw_helix_answer_take:
 * @self: an answer that was not found
 * @reply: what Twitch said
 */
void
cw_helix_answer_take (CwHelixAnswer *self,
                      CwHttpReply   *reply)
{
  gboolean same = self->old != NULL && cw_http_reply_get_status (reply) == SOUP_STATUS_NOT_MODIFIED;

  self->reply = g_object_ref (same ? self->old : reply);
  self->is_new = TRUE;
}

/**
 * cw_helix_answer_keep:
 * @self: an answer that has turned out to be good
 *
 * Keeps it, unless that was not wanted.
 */
void
cw_helix_answer_keep (CwHelixAnswer *self)
{
  if (self->key != NULL && self->is_new)
    cw_reply_cache_put (self->answers, self->key, self->reply, g_get_real_time ());
}

void
cw_helix_answer_clear (CwHelixAnswer *self)
{
  g_clear_object (&self->reply);
  g_clear_object (&self->answers);
  g_clear_pointer (&self->key, g_free);
  g_clear_object (&self->old);
}
