/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"

G_BEGIN_DECLS

/**
 * CwClipFact:
 * @label: what is known, for the user
 * @value: that itself
 * @url: (nullable): where there is more of it
 */
typedef struct
{
  const char *label;
  char       *value;
  char       *url;
} CwClipFact;

GPtrArray *cw_clip_facts_list (GPtrArray *clips);

G_END_DECLS
