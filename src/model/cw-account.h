/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_ACCOUNT (cw_account_get_type ())
G_DECLARE_FINAL_TYPE (CwAccount, cw_account, CW, ACCOUNT, CwRecord)

/* Properties: id, login (as in links), name (as shown), picture (URL). */

const char *cw_account_get_id (CwAccount *self);
const char *cw_account_get_login (CwAccount *self);
const char *cw_account_get_name (CwAccount *self);
const char *cw_account_get_picture (CwAccount *self);

G_END_DECLS
