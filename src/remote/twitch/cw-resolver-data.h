/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * CwResolverData:
 * @date: when somebody last saw this work: "2026-11-25"
 * @client_id: as whom to ask
 * @path: whom to ask, below the place for that, "" for itself
 * @bodies: (element-type utf8): what to ask, the best first, each JSON in which
 *   @CW_RESOLVER_SLUG stands for the clip's slug
 *
 * How Twitch's own site finds out where a clip's files are, which changes.
 */
typedef struct
{
  char      *date;
  char      *client_id;
  char      *path;
  GPtrArray *bodies;
} CwResolverData;

#define CW_TYPE_RESOLVER_DATA (cw_resolver_data_get_type ())
#define CW_RESOLVER_SLUG "@SLUG@"

GType           cw_resolver_data_get_type (void);
CwResolverData *cw_resolver_data_copy (const CwResolverData *self);
void            cw_resolver_data_free (CwResolverData *self);
CwResolverData *cw_resolver_data_parse (const char *text,
                                        gssize      length);
DexFuture      *cw_resolver_data_load (void) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwResolverData, cw_resolver_data_free)

G_END_DECLS
