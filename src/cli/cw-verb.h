/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * CwVerb:
 * @name: what is typed
 * @arguments: what follows it, for the help
 * @summary: one line for the list of verbs, to be translated
 * @description: (nullable): what the verb's own help adds, to be translated
 * @run: does it, on a fiber: parses @arguments, which begin with the program's
 *   name, and returns a future that resolves once all is done and printed.
 *   Wrong use rejects with %G_OPTION_ERROR or %CW_ERROR_INVALID
 *
 * One thing that clipwright-cli does.
 */
typedef struct _CwVerb CwVerb;

struct _CwVerb
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *description;
  DexFuture *(*run) (const CwVerb *self,
                     char        **arguments);
};

extern const CwVerb cw_verb_clip;
extern const CwVerb cw_verb_clips;
extern const CwVerb cw_verb_download;
extern const CwVerb cw_verb_import;
extern const CwVerb cw_verb_jobs;
extern const CwVerb cw_verb_library;
extern const CwVerb cw_verb_login;
extern const CwVerb cw_verb_logout;
extern const CwVerb cw_verb_presets;
extern const CwVerb cw_verb_probe;
extern const CwVerb cw_verb_render;
extern const CwVerb cw_verb_thumbnail;
extern const CwVerb cw_verb_trim;
extern const CwVerb cw_verb_watch;
extern const CwVerb cw_verb_whoami;

gboolean cw_verb_parse (const CwVerb       *self,
                        const GOptionEntry *entries,
                        char              **arguments,
                        char             ***rest,
                        GError            **error);

DexFuture *cw_verb_run_part (const CwVerb        *self,
                             const CwVerb *const *parts,
                             char               **arguments);

DexFuture *cw_verb_wrong (const CwVerb *self,
                          const char   *problem);

G_END_DECLS
