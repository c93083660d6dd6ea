/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_TRIM_HANDLE (cw_trim_handle_get_type ())
G_DECLARE_FINAL_TYPE (CwTrimHandle, cw_trim_handle, CW, TRIM_HANDLE, GtkWidget)

/**
 * CwTrimHandleKind:
 * @CW_TRIM_IN: where the cut begins
 * @CW_TRIM_OUT: where the cut ends
 * @CW_TRIM_PLAYHEAD: what is shown
 */
typedef enum
{
  CW_TRIM_IN,
  CW_TRIM_OUT,
  CW_TRIM_PLAYHEAD,
} CwTrimHandleKind;

CwTrimHandle    *cw_trim_handle_new (CwTrimHandleKind kind);
CwTrimHandleKind cw_trim_handle_get_kind (CwTrimHandle *self);
void             cw_trim_handle_set_value (CwTrimHandle *self,
                                           gint64        value,
                                           gint64        duration);

G_END_DECLS
