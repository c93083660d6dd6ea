/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata-builder.h"

G_BEGIN_DECLS

gboolean        cw_ffmetadata_is (const char *text,
                                  gsize       length);
CwClipMetadata *cw_ffmetadata_read (const char *text,
                                    gsize       length);
void            cw_ffmetadata_add_tag (CwClipMetadataBuilder *builder,
                                       const char            *name,
                                       const char            *value);

G_END_DECLS
