/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-preset.h"
#include "cw-project.h"

G_BEGIN_DECLS

/**
 * CwExportOptions:
 * @output: (nullable): the file to write
 * @force: whether a file that is there is replaced
 * @progress: (nullable): "json" for lines of JSON on standard output, "none",
 *   or %NULL for a line on a terminal
 * @as_json: whether to print JSON on what was made
 *
 * What every verb that writes a video can be told.
 */
typedef struct
{
  char    *output;
  gboolean force;
  char    *progress;
  gboolean as_json;
} CwExportOptions;

#define CW_EXPORT_ENTRIES(options)                                                                                                           \
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &(options).output, N_ ("The MP4 file to write"), N_ ("FILE") },                                 \
      { "force", 'f', 0, G_OPTION_ARG_NONE, &(options).force, N_ ("Replace a file that is there"), NULL },                                   \
      { "progress", 0, 0, G_OPTION_ARG_STRING, &(options).progress, N_ ("How to tell: json (a line of it each time) or none"), N_ ("HOW") }, \
  {                                                                                                                                          \
    "json", 0, 0, G_OPTION_ARG_NONE, &(options).as_json, N_ ("Print JSON on what was made"), NULL                                            \
  }

gboolean   cw_export_check (const CwExportOptions *options,
                            const char            *input,
                            GError               **error);
DexFuture *cw_export_run (const CwExportOptions *options,
                          CwProject             *project,
                          const CwPreset        *preset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
