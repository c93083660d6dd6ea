/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_QR_CODE (cw_qr_code_get_type ())
G_DECLARE_FINAL_TYPE (CwQrCode, cw_qr_code, CW, QR_CODE, GtkWidget)

void cw_qr_code_set_text (CwQrCode   *self,
                          const char *text);

G_END_DECLS
