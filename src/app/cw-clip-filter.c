/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-filter.h"

#include <string.h>

/**
 * cw_clip_filter_copy_to:
 * @self: a filter
 * @copy: (out caller-allocates): filled, whatever was in it; to be cleared
 */
void
cw_clip_filter_copy_to (const CwClipFilter *self,
                        CwClipFilter       *copy)
{
  g_return_if_fail (self != NULL && copy != NULL);

  *copy = *self;
  copy->language = g_strdup (self->language);
  copy->creator = g_strdup (self->creator);
  copy->words = g_strdup (self->words);
}

/**
 * cw_clip_filter_clear:
 * @self: a filter
 *
 * Frees what it holds, and lets it pass all.
 */
void
cw_clip_filter_clear (CwClipFilter *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->language);
  g_free (self->creator);
  g_free (self->words);
  *self = (CwClipFilter) { 0 };
}

gboolean
cw_clip_filter_equal (const CwClipFilter *a,
                      const CwClipFilter *b)
{
  return g_strcmp0 (a->language, b->language) == 0 && g_strcmp0 (a->creator, b->creator) == 0 && g_strcmp0 (a->words, b->words) == 0 && a->shortest == b->shortest && a->longest == b->longest && a->least_views == b->least_views && a->featured == b->featured;
}

/**
 * cw_clip_filter_is_empty:
 * @self: a filter
 *
 * Returns: whether all clips pass
 */
gboolean
cw_clip_filter_is_empty (const CwClipFilter *self)
{
  static const CwClipFilter empty;

  g_return_val_if_fail (self != NULL, TRUE);

  return cw_clip_filter_equal (self, &empty);
}

/* Without regard to case. */
static gboolean
has (const char *text,
     const char *part)
{
  g_autofree char *folded_text = NULL;
  g_autofree char *folded_part = NULL;

  if (part == NULL || *part == '\0')
    return TRUE;

  folded_text = g_utf8_casefold (text, -1);
  folded_part = g_utf8_casefold (part, -1);
  return strstr (folded_text, folded_part) != NULL;
}

/* Twitch says "en" of some clips and "en-gb" of others. */
static gboolean
speaks (const char *language,
        const char *wanted)
{
  gsize length;

  if (wanted == NULL || *wanted == '\0')
    return TRUE;

  length = strlen (wanted);
  return g_ascii_strncasecmp (language, wanted, length) == 0 && (language[length] == '\0' || language[length] == '-');
}

/**
 * cw_clip_filter_matches:
 * @self: a filter
 * @clip: a clip
 *
 * Returns: whether @clip passes
 */
gboolean
cw_clip_filter_matches (const CwClipFilter *self,
                        CwTwitchClip       *clip)
{
  gint64 duration;

  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), FALSE);

  duration = cw_twitch_clip_get_duration (clip);
  if (duration < self->shortest || (self->longest > 0 && duration > self->longest))
    return FALSE;
  if (cw_twitch_clip_get_views (clip) < self->least_views || (self->featured && !cw_twitch_clip_get_featured (clip)))
    return FALSE;

  return speaks (cw_twitch_clip_get_language (clip), self->language) && has (cw_twitch_clip_get_creator_name (clip), self->creator) && has (cw_twitch_clip_get_title (clip), self->words);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_by (CwClipSort    sort,
            CwTwitchClip *a,
            CwTwitchClip *b)
{
  switch (sort)
    {
    case CW_CLIP_SORT_VIEWS:
      return compare_numbers (cw_twitch_clip_get_views (b), cw_twitch_clip_get_views (a));

    case CW_CLIP_SORT_NEWEST:
      return compare_numbers (cw_twitch_clip_get_created (b), cw_twitch_clip_get_created (a));

    case CW_CLIP_SORT_OLDEST:
      return compare_numbers (cw_twitch_clip_get_created (a), cw_twitch_clip_get_created (b));

    case CW_CLIP_SORT_LONGEST:
      return compare_numbers (cw_twitch_clip_get_duration (b), cw_twitch_clip_get_duration (a));

    case CW_CLIP_SORT_SHORTEST:
      return compare_numbers (cw_twitch_clip_get_duration (a), cw_twitch_clip_get_duration (b));
    }

  g_assert_not_reached ();
}

/**
 * cw_clip_sort_compare:
 * @sort: an order
 * @a: a clip
 * @b: another one
 *
 * Returns: less than 0 where @a comes first, more than 0 where @b does; 0 only for
 *   a clip and itself
 */
int
cw_clip_sort_compare (CwClipSort    sort,
                      CwTwitchClip *a,
                      CwTwitchClip *b)
{
  int order = compare_by (sort, a, b);

  if (order == 0 && sort != CW_CLIP_SORT_NEWEST)
    order = compare_by (CW_CLIP_SORT_NEWEST, a, b);

  return order != 0 ? order : strcmp (cw_twitch_clip_get_id (a), cw_twitch_clip_get_id (b));
}
