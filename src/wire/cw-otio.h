/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-rate.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What reading and writing of OpenTimelineIO have in common. */

/* The version of what is in "metadata.clipwright". */
#define CW_OTIO_VERSION 1

/* Our own "generator_kind". */
#define CW_OTIO_TEXT_KIND "ClipwrightText"

double      cw_otio_get_rate (CwRate rate);
double      cw_otio_get_value (CwRate rate,
                               gint64 time);
JsonObject *cw_otio_parse_foreign (const char *foreign);

G_END_DECLS
