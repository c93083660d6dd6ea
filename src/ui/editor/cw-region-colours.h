/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A region has the same colour wherever it is seen: blue and orange, which are
 * different to every eye, and both dark enough for white letters on them. */
#define CW_CAMERA_COLOUR ((GdkRGBA) { 0.11f, 0.44f, 0.85f, 1 })
#define CW_GAMEPLAY_COLOUR ((GdkRGBA) { 0.82f, 0.33f, 0.0f, 1 })
