/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-verb.h"

G_BEGIN_DECLS

/* The parts of “clipwright-cli library”, by family. */

/* cw-verb-library-show.c */
extern const CwVerb cw_verb_library_list;
extern const CwVerb cw_verb_library_search;
extern const CwVerb cw_verb_library_show;
extern const CwVerb cw_verb_library_complete;

/* cw-verb-library-edit.c */
extern const CwVerb cw_verb_library_tag;
extern const CwVerb cw_verb_library_untag;
extern const CwVerb cw_verb_library_rate;
extern const CwVerb cw_verb_library_favourite;
extern const CwVerb cw_verb_library_rename;
extern const CwVerb cw_verb_library_note;
extern const CwVerb cw_verb_library_locate;
extern const CwVerb cw_verb_library_remove;

/* cw-verb-library-collect.c */
extern const CwVerb cw_verb_library_collect;
extern const CwVerb cw_verb_library_collections;

/* cw-verb-library-history.c */
extern const CwVerb cw_verb_library_undo;
extern const CwVerb cw_verb_library_redo;
extern const CwVerb cw_verb_library_log;

/* cw-verb-library-trash.c */
extern const CwVerb cw_verb_library_trash;

/* cw-verb-import.c, cw-verb-library-export.c */
extern const CwVerb cw_verb_library_import;
extern const CwVerb cw_verb_library_export;

/* cw-verb-library-care.c */
extern const CwVerb cw_verb_library_check;
extern const CwVerb cw_verb_library_storage;
extern const CwVerb cw_verb_library_gc;

/* cw-verb-library-place.c */
extern const CwVerb cw_verb_library_backup;
extern const CwVerb cw_verb_library_restore;
extern const CwVerb cw_verb_library_move;

G_END_DECLS
