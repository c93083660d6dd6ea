/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media.h"

#include <gst/gst.h>
#include <malloc.h>

/* Frames come and go by the megabyte. By default glibc keeps such blocks once
 * freed and raises the bar for giving them back, so a program that renders
 * twice holds twice the memory. */
#define MMAP_THRESHOLD (64 * 1024)
#define MOST_ARENAS 2

/* GStreamer leaves the better encoder at no rank, and plays AAC 33 ms late with
 * the one it ranks. */
static void
rank (const char *factory,
      GstRank     rank)
{
  g_autoptr (GstPluginFeature) feature = gst_registry_lookup_feature (gst_registry_get (), factory);

  if (feature != NULL)
    gst_plugin_feature_set_rank (feature, rank);
}

/* What GStreamer says, as if it were a mistake of the program, when a file is
 * broken. The user is told so in a sentence. */
static void
on_log (const char    *domain,
        GLogLevelFlags level,
        const char    *message,
        gpointer       data)
{
  static const char *const noise[] = { "gst_element_message_full_with_details: assertion 'GST_IS_ELEMENT (element)' failed", "is not valid UTF-8. Please file a bug" };

  for (guint i = 0; i < G_N_ELEMENTS (noise); i++)
    if (strstr (message, noise[i]) != NULL)
      {
        g_debug ("%s: %s", domain, message);
        return;
      }

  g_log_default_handler (domain, level, message, data);
}

/**
 * cw_media_init:
 *
 * Sets GStreamer up, once, from any thread. Everything in this layer calls it
 * first, so nobody else has to: it takes some 10 ms, or half a second the first
 * time on a machine.
 */
void
cw_media_init (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;

  mallopt (M_MMAP_THRESHOLD, MMAP_THRESHOLD);
  mallopt (M_ARENA_MAX, MOST_ARENAS);

  gst_init (NULL, NULL);
  g_log_set_handler ("GStreamer", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_RECURSION, on_log, NULL);
  rank ("avenc_aac", GST_RANK_PRIMARY);
  rank ("voaacenc", GST_RANK_NONE);

  g_once_init_leave (&ready, 1);
}
