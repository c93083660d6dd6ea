/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-description.h"

#include "cw-clip-metadata-builder.h"

/**
 * cw_clip_description_make:
 * @clip: a clip of the library
 * @origin: (nullable): which of Twitch's it is
 *
 * The one place where what the library knows becomes what is exported.
 *
 * Returns: (transfer full): what is known of it
 */
CwClipMetadata *
cw_clip_description_make (CwClip       *clip,
                          CwClipOrigin *origin)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  static const char *const texts[] = { "channel-id", "channel-name", "creator-name", "category-id", "category-name", "url", "twitch-id" };
  gint64                   created = 0;

  g_return_val_if_fail (CW_IS_CLIP (clip), NULL);
  g_return_val_if_fail (origin == NULL || CW_IS_CLIP_ORIGIN (origin), NULL);

  cw_clip_metadata_builder_set_text (builder, "title", cw_clip_get_title (clip));
  cw_clip_metadata_builder_set_number (builder, "duration", cw_clip_get_duration (clip));

  for (guint i = 0; origin != NULL && i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      g_object_get (origin, texts[i], &text, NULL);
      cw_clip_metadata_builder_set_text (builder, texts[i], text);
    }

  if (origin != NULL)
    g_object_get (origin, "created", &created, NULL);
  cw_clip_metadata_builder_set_number (builder, "created", created);
  cw_clip_metadata_builder_set_number (builder, "created", cw_clip_get_added (clip));

  return cw_clip_metadata_builder_end (builder);
}
