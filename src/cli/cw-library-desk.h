/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-lookup.h"
#include "cw-services.h"

G_BEGIN_DECLS

/**
 * CwLibraryDesk:
 * @services: the library's, which is open
 * @library: (transfer none): what changes it
 * @lookup: what finds clips in it
 *
 * What a verb needs to do something with the library.
 */
typedef struct
{
  CwServices   *services;
  CwLibrary    *library;
  CwClipLookup *lookup;
} CwLibraryDesk;

/**
 * CwClipPlace:
 * @CW_CLIP_PLACE_LIBRARY: clips that are not in the trash
 * @CW_CLIP_PLACE_TRASH: clips that are
 * @CW_CLIP_PLACE_ANY: both
 *
 * Where clips have to be.
 */
typedef enum
{
  CW_CLIP_PLACE_LIBRARY,
  CW_CLIP_PLACE_TRASH,
  CW_CLIP_PLACE_ANY,
} CwClipPlace;

CwLibraryDesk *cw_library_desk_open (GError **error);
void           cw_library_desk_free (CwLibraryDesk *self);

CwQuery   *cw_library_desk_parse (const char *text,
                                  GError    **error);
GPtrArray *cw_library_desk_choose (CwLibraryDesk *self,
                                   CwClipPlace    place,
                                   char         **ids,
                                   const char    *query,
                                   GError       **error);
GPtrArray *cw_library_desk_load_again (CwLibraryDesk *self,
                                       GPtrArray     *clips,
                                       GError       **error);
gboolean   cw_library_desk_check_texts (char   **words,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLibraryDesk, cw_library_desk_free)

G_END_DECLS
