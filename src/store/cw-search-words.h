/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_search_words_to_query (const char *words);
GStrv cw_search_words_split (const char *text);
char *cw_search_words_fold (const char *text);

G_END_DECLS
