/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CwScaler CwScaler;

/**
 * CwScalerFilter:
 * @CW_SCALER_CUBIC: sharp, as other video programs scale
 * @CW_SCALER_LINEAR: soft and quick
 */
typedef enum
{
  CW_SCALER_CUBIC,
  CW_SCALER_LINEAR,
} CwScalerFilter;

CwScaler *cw_scaler_new (int            source_width,
                         int            source_height,
                         int            target_width,
                         int            target_height,
                         gboolean       cosited,
                         CwScalerFilter filter);
void      cw_scaler_free (CwScaler *self);
void      cw_scaler_scale (CwScaler     *self,
                           const guint8 *source,
                           gsize         source_stride,
                           guint8       *target,
                           gsize         target_stride,
                           int           hidden_start,
                           int           hidden_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwScaler, cw_scaler_free)

G_END_DECLS
