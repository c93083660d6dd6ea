/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_TASK_DIALOG (cw_task_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwTaskDialog, cw_task_dialog, CW, TASK_DIALOG, AdwDialog)

CwTaskDialog *cw_task_dialog_new (const char *title,
                                  const char *description,
                                  GObject    *progress);
void          cw_task_dialog_take (CwTaskDialog *self,
                                   DexFuture    *work);
void          cw_task_dialog_finish (CwTaskDialog *self,
                                     const char   *heading,
                                     const char   *sentence,
                                     const char   *told);
void          cw_task_dialog_fail (CwTaskDialog *self,
                                   const char   *heading,
                                   const GError *error);
void          cw_task_dialog_offer (CwTaskDialog *self,
                                    const char   *label,
                                    const char   *action);

G_END_DECLS
