/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-take-in.h"

/**
 * cw_take_in:
 * @path: a media file
 * @metadata: what is known of it
 * @library: a #CwLibrary
 *
 * The one place where what was found beside a file meets the library: a #CwTakeInFunc.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip
 */
DexFuture *
cw_take_in (const char     *path,
            CwClipMetadata *metadata,
            gpointer        library)
{
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (CW_IS_CLIP_METADATA (metadata));
  dex_return_error_if_fail (CW_IS_LIBRARY (library));

  return cw_library_import_as (library, &(CwImport) { .path = path, .title = cw_clip_metadata_get_title (metadata), .metadata = metadata });
}
