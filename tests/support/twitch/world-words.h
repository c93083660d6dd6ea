/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the world's names are made of; each list ends with %NULL. */
extern const char *const world_adjectives[];
extern const char *const world_nouns[];
extern const char *const world_emotes[];
extern const char *const world_titles[];
extern const char *const world_games[];
extern const char *const world_languages[];
extern const char *const world_local_names[];

G_END_DECLS
