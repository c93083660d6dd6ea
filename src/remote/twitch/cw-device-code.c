/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-device-code.h"

/**
 * CwDeviceCode:
 *
 * A sign-in that has begun and that the user has to confirm elsewhere.
 */
struct _CwDeviceCode
{
  CwRecord parent_instance;

  char  *device_code;
  char  *user_code;
  char  *url;
  gint64 expires;
  gint64 interval;
};

static const CwRecordField fields[] = {
  { "device-code", G_TYPE_STRING, G_STRUCT_OFFSET (CwDeviceCode, device_code) },
  { "user-code", G_TYPE_STRING, G_STRUCT_OFFSET (CwDeviceCode, user_code) },
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwDeviceCode, url) },
  { "expires", G_TYPE_INT64, G_STRUCT_OFFSET (CwDeviceCode, expires) },
  { "interval", G_TYPE_INT64, G_STRUCT_OFFSET (CwDeviceCode, interval) },
};

G_DEFINE_FINAL_TYPE (CwDeviceCode, cw_device_code, CW_TYPE_RECORD)

const char *
cw_device_code_get_device_code (CwDeviceCode *self)
{
  g_return_val_if_fail (CW_IS_DEVICE_CODE (self), NULL);

  return self->device_code;
}

const char *
cw_device_code_get_user_code (CwDeviceCode *self)
{
  g_return_val_if_fail (CW_IS_DEVICE_CODE (self), NULL);

  return self->user_code;
}

const char *
cw_device_code_get_url (CwDeviceCode *self)
{
  g_return_val_if_fail (CW_IS_DEVICE_CODE (self), NULL);

  return self->url;
}

gint64
cw_device_code_get_expires (CwDeviceCode *self)
{
  g_return_val_if_fail (CW_IS_DEVICE_CODE (self), 0);

  return self->expires;
}

gint64
cw_device_code_get_interval (CwDeviceCode *self)
{
  g_return_val_if_fail (CW_IS_DEVICE_CODE (self), 0);

  return self->interval;
}

static void
cw_device_code_class_init (CwDeviceCodeClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_device_code_init (CwDeviceCode *self)
{
}
