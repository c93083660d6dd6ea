/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-description.h"

#include "cw-clip-metadata-builder.h"

/**
 * cw_clip_description_make:
 * @clip: a clip of the library
 *
 * The one place where what the library knows becomes what is exported.
 *
 * Returns: (transfer full): what is known of it
 */
CwClipMetadata *
cw_clip_description_make (CwClip *clip)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  static const char *const texts[] = { "title", "note", "channel-id", "channel-name", "creator-name", "category-id", "category-name", "language", "url", "twitch-id", "vod-id" };
  g_auto (GStrv) tags = NULL;

  g_return_val_if_fail (CW_IS_CLIP (clip) && cw_clip_get_loaded (clip), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (clip, texts[i], &text, NULL);
      cw_clip_metadata_builder_set_text (builder, texts[i], text);
    }
  cw_clip_metadata_builder_set_number (builder, "created", cw_clip_get_created (clip));
  cw_clip_metadata_builder_set_number (builder, "views", cw_clip_get_views (clip));
  cw_clip_metadata_builder_set_number (builder, "rating", cw_clip_get_rating (clip));
  cw_clip_metadata_builder_set_number (builder, "favourite", cw_clip_get_favourite (clip));
  cw_clip_metadata_builder_set_number (builder, "duration", cw_clip_get_duration (clip));
  tags = cw_clip_dup_tags (clip);
  cw_clip_metadata_builder_set_texts (builder, "tags", (const char *const *) tags);

  return cw_clip_metadata_builder_end (builder);
}
