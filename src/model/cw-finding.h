/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_FINDING (cw_finding_get_type ())
G_DECLARE_FINAL_TYPE (CwFinding, cw_finding, CW, FINDING, CwRecord)

/**
 * CwFindingKind:
 * @CW_FINDING_DATABASE: the database is damaged
 * @CW_FINDING_KEYS: rows refer to what is not there
 * @CW_FINDING_WORDS: searching finds too much or too little
 * @CW_FINDING_AWAY: a folder with clips is not there, such as a share
 * @CW_FINDING_UNREADABLE: a file or a folder may not be read
 * @CW_FINDING_MISSING: a clip's file is not there
 * @CW_FINDING_CHANGED: in a file that the user has elsewhere is something else now
 * @CW_FINDING_DAMAGED: what is in a file of the library's own is not what its name says
 * @CW_FINDING_UNUSED: a file of the library's own that no clip has
 * @CW_FINDING_UNFINISHED: what is left of a file that never was finished
 * @CW_FINDING_TWICE: two clips have the same content
 * @CW_FINDING_PROJECT: a project's file is not there
 * @CW_FINDING_JOB: what a job has made is not there any more
 *
 * What an integrity check can find.
 */
typedef enum
{
  CW_FINDING_DATABASE,
  CW_FINDING_KEYS,
  CW_FINDING_WORDS,
  CW_FINDING_AWAY,
  CW_FINDING_UNREADABLE,
  CW_FINDING_MISSING,
  CW_FINDING_CHANGED,
  CW_FINDING_DAMAGED,
  CW_FINDING_UNUSED,
  CW_FINDING_UNFINISHED,
  CW_FINDING_TWICE,
  CW_FINDING_PROJECT,
  CW_FINDING_JOB,
} CwFindingKind;

/**
 * CwSeverity:
 * @CW_SEVERITY_NOTE: nothing is wrong, but something could be tidier
 * @CW_SEVERITY_WARNING: something does not work for now
 * @CW_SEVERITY_ERROR: something is lost or damaged
 */
typedef enum
{
  CW_SEVERITY_NOTE,
  CW_SEVERITY_WARNING,
  CW_SEVERITY_ERROR,
} CwSeverity;

CwFinding    *cw_finding_new (CwFindingKind kind,
                              const char   *sentence,
                              const char   *repair,
                              const char   *subject,
                              gint64        number);
CwFindingKind cw_finding_get_kind (CwFinding *self);
CwSeverity    cw_finding_get_severity (CwFinding *self);
const char   *cw_finding_get_sentence (CwFinding *self);
const char   *cw_finding_get_repair (CwFinding *self);
const char   *cw_finding_get_subject (CwFinding *self);
gint64        cw_finding_get_number (CwFinding *self);
const char   *cw_finding_kind_get_nick (CwFindingKind kind);

G_END_DECLS
