/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-files.h"

#include "cw-clip-name.h"
#include "cw-clip.h"
#include "cw-media-names.h"

/* So that all of them may be put into one folder. */
static char *
build_name (CwClip     *clip,
            GHashTable *taken)
{
  const char *ending = cw_clip_name_get_ending (cw_clip_get_path (clip));

  for (guint n = 1;; n++)
    {
      g_autofree char *suffix = n == 1 ? g_strdup (ending) : g_strdup_printf (" (%u)%s", n, ending);
      g_autofree char *name = cw_clip_name_build (cw_clip_get_channel_name (clip), cw_clip_get_title (clip), "", suffix);
      g_autofree char *folded = g_utf8_casefold (name, -1);

      if (g_hash_table_add (taken, g_steal_pointer (&folded)))
        return g_steal_pointer (&name);
    }
}

/**
 * cw_clip_files_name:
 * @clips: (element-type CwClip): clips
 *
 * For giving clips to other programs: files that are called like the clips, and that those
 * may even move away. Clips that are not loaded are left out.
 *
 * Returns: (transfer full): a future of a boxed #GStrv of their absolute paths
 */
DexFuture *
cw_clip_files_name (GPtrArray *clips)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all_paths = NULL;
  g_auto (GStrv) all_names = NULL;

  dex_return_error_if_fail (clips != NULL);

  for (guint i = 0; i < clips->len; i++)
    if (cw_clip_get_path (clips->pdata[i]) != NULL)
      {
        g_strv_builder_add (paths, cw_clip_get_path (clips->pdata[i]));
        g_strv_builder_take (names, build_name (clips->pdata[i], taken));
      }

  all_paths = g_strv_builder_end (paths);
  all_names = g_strv_builder_end (names);
  return cw_media_names_give ((const char *const *) all_paths, (const char *const *) all_names);
}
