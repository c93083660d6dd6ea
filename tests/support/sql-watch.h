/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

long sql_watch_count (int on_main);
