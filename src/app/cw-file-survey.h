/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <libdex.h>

G_BEGIN_DECLS

/**
 * CwFileSurvey:
 * @findings: (element-type CwFinding): what is wrong
 * @doubtful: (element-type CwClipFile): files that have to be read to be sure
 * @sure: (element-type CwClipFile): what was learnt of files that are all right
 */
typedef struct
{
  GPtrArray *findings;
  GPtrArray *doubtful;
  GPtrArray *sure;
} CwFileSurvey;

#define CW_TYPE_FILE_SURVEY (cw_file_survey_get_type ())
GType         cw_file_survey_get_type (void);
CwFileSurvey *cw_file_survey_new (void);
CwFileSurvey *cw_file_survey_ref (CwFileSurvey *self);
void          cw_file_survey_unref (CwFileSurvey *self);
DexFuture    *cw_file_survey_look (GPtrArray  *files,
                                   const char *media,
                                   gboolean    read_all) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_file_survey_read (GPtrArray  *files,
                                   const char *media,
                                   CwProgress *progress) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFileSurvey, cw_file_survey_unref)

G_END_DECLS
