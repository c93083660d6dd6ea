/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-verbs.h"

#include <glib/gi18n.h>

/* In the order of the help. The first is meant where none is named. */
static const CwVerb *const parts[] = {
  &cw_verb_library_list,
  &cw_verb_library_search,
  &cw_verb_library_show,
  &cw_verb_library_complete,
  &cw_verb_library_tag,
  &cw_verb_library_untag,
  &cw_verb_library_rate,
  &cw_verb_library_favourite,
  &cw_verb_library_rename,
  &cw_verb_library_note,
  &cw_verb_library_locate,
  &cw_verb_library_remove,
  &cw_verb_library_collect,
  &cw_verb_library_collections,
  &cw_verb_library_trash,
  &cw_verb_library_undo,
  &cw_verb_library_redo,
  &cw_verb_library_log,
  &cw_verb_library_import,
  &cw_verb_library_export,
  &cw_verb_library_check,
  &cw_verb_library_storage,
  &cw_verb_library_gc,
  &cw_verb_library_backup,
  &cw_verb_library_restore,
  &cw_verb_library_move,
  NULL
};

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  return cw_verb_run_part (self, parts, arguments);
}

const CwVerb cw_verb_library = {
  .name = "library",
  .arguments = "[VERB] [ARGUMENT…]",
  .summary = N_ ("Find, change, export and look after the clips on this machine"),
  .description = N_ ("A CLIP is the id that “library list” shows, or as much of its beginning as no other has. Where several\nare meant, --query finds them in place of ids, in the language of the window’s search entry:\n\n  clipwright-cli library tag posted --query 'channel:rivervale views:>1000 -tag:posted'\n\nWhat is changed can be undone, also by another process: “library undo”. No verb touches a file that\nyou have elsewhere. All of them print JSON with --json."),
  .run = run,
};
