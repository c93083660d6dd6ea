/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

#define MADE_TAGS 3

/* A clip as it was put into the database, for whoever wants to know better. */
typedef struct
{
  gint64      number;
  gint64      removed; /* 0 where it is not in the trash */
  gint64      added;
  gint64      created;
  gint64      duration;
  gint64      views;
  int         rating;
  gboolean    favourite;
  gint64      size;
  int         width;
  int         height;
  char       *title;
  char       *note;
  const char *source;
  const char *rights;
  char       *channel;
  char       *game;
  char       *creator;
  const char *language;
  char       *broadcast;
  char       *tags[MADE_TAGS]; /* %NULL after the last */
  char       *said;            /* %NULL where nobody knows */
  gint64      watched;         /* 0 where it never was */
  gboolean    best;            /* whether it is in the collection "Best" */
} MadeClip;

#define MADE_NOW G_GINT64_CONSTANT (1790000000000000)

GPtrArray  *made_library_new (guint   n,
                              guint32 seed,
                              guint   n_words);
DexFuture  *made_library_save (CwDatabase *database,
                               GPtrArray  *clips) G_GNUC_WARN_UNUSED_RESULT;
char       *made_library_dup_word (GRand *rand,
                                   guint  n_words);
char       *made_library_dup_name (const char *kind,
                                   guint       index);
CwDatabase *made_library_open (const char *path);

G_END_DECLS
