/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

/**
 * CwClipMetadataBuilder:
 *
 * Collects what is told of a clip, from the most to the least trusted source: what is
 * known already stays. Texts are made valid, trimmed and cut to a sane length, and
 * numbers that make no sense are left out, so what comes from outside can be given as
 * it is.
 */
typedef struct _CwClipMetadataBuilder CwClipMetadataBuilder;

CwClipMetadataBuilder *cw_clip_metadata_builder_new (void);
void                   cw_clip_metadata_builder_free (CwClipMetadataBuilder *self);
gboolean               cw_clip_metadata_builder_has (CwClipMetadataBuilder *self,
                                                     const char            *property);
void                   cw_clip_metadata_builder_set_text (CwClipMetadataBuilder *self,
                                                          const char            *property,
                                                          const char            *text);
void                   cw_clip_metadata_builder_set_number (CwClipMetadataBuilder *self,
                                                            const char            *property,
                                                            gint64                 number);
void                   cw_clip_metadata_builder_set_texts (CwClipMetadataBuilder *self,
                                                           const char            *property,
                                                           const char *const     *texts);
void                   cw_clip_metadata_builder_add (CwClipMetadataBuilder *self,
                                                     CwClipMetadata        *metadata);
void                   cw_clip_metadata_builder_add_twitch (CwClipMetadataBuilder *self,
                                                            CwTwitchClip          *clip);
CwClipMetadata        *cw_clip_metadata_builder_end (CwClipMetadataBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwClipMetadataBuilder, cw_clip_metadata_builder_free)

G_END_DECLS
