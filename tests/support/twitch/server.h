/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "request.h"

G_BEGIN_DECLS

typedef void (*Handler) (StandIn *self,
                         Request *request);

/* Who may ask. */
typedef enum
{
  ACCESS_FREE,
  ACCESS_HELIX,
  ACCESS_CONTROL,
} Access;

/**
 * Route:
 * @path: what is asked for; one that ends with a slash stands for all below it
 * @scopes: (nullable): the token needs one of these, separated by spaces
 */
struct _Route
{
  const char *method;
  const char *path;
  Access      access;
  const char *scopes;
  Handler     handler;
};

SoupServer *server_new (StandIn *stand_in,
                        guint    port,
                        GError **error);
void        server_finish (Request *request);

G_END_DECLS
