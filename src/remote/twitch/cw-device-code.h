/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_DEVICE_CODE (cw_device_code_get_type ())
G_DECLARE_FINAL_TYPE (CwDeviceCode, cw_device_code, CW, DEVICE_CODE, CwRecord)

/* Properties: device-code (ours, to ask how it went), user-code (the user's),
 * url (where to confirm, with the code in it), expires (us of the monotonic
 * clock), interval (us between two questions). */

const char *cw_device_code_get_device_code (CwDeviceCode *self);
const char *cw_device_code_get_user_code (CwDeviceCode *self);
const char *cw_device_code_get_url (CwDeviceCode *self);
gint64      cw_device_code_get_expires (CwDeviceCode *self);
gint64      cw_device_code_get_interval (CwDeviceCode *self);

G_END_DECLS
