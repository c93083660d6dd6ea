/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-side-files.h"

#include "cw-clip-export.h"
#include "cw-clip-metadata-builder.h"
#include "cw-error.h"
#include "cw-media-name.h"
#include "cw-media-tags.h"
#include "cw-side-file.h"
#include "cw-subtitles.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many lists of clips are looked at in a folder. */
#define MOST_LISTS 50

/* How many parts with a dot a side file's name may have more than the video's. */
#define MOST_PARTS 3

/**
 * CwSideFiles:
 *
 * Which files of a folder tell of which videos in it: those beside them that begin with
 * the same name, and lists of several clips.
 */
struct _CwSideFiles
{
  char       *folder;
  GHashTable *beside;  /* of a video's name without its ending: a GPtrArray of CwFoundFile */
  GHashTable *by_name; /* of a video's name in a list of ours: its CwClipMetadata */
  GHashTable *by_id;   /* of a clip's id in any list: its CwClipMetadata */
};

typedef struct
{
  const CwFoundFile *file;
  CwSideFileKind     kind;
  CwClipMetadata    *clip;
} Side;

static gboolean
has_ending (const char *name,
            const char *ending)
{
  gsize length = strlen (name), tail = strlen (ending);

  return length > tail && g_ascii_strcasecmp (name + length - tail, ending) == 0;
}

static gboolean
is_subtitles (const char *name)
{
  return has_ending (name, ".srt") || has_ending (name, ".vtt");
}

static gboolean
is_list (const char *name)
{
  return has_ending (name, ".json");
}

static gboolean
is_side_file (const char *name)
{
  return (is_list (name) && !has_ending (name, ".live_chat.json")) || has_ending (name, ".ffmetadata") || is_subtitles (name);
}

/* Without its ending. */
static char *
get_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* Of “NAME.info.json”, “NAME.en.srt” and “NAME_chat.json” it is the videos NAME; the
 * longest name that there is. */
static GPtrArray *
find_beside (CwSideFiles *self,
             const char  *name)
{
  g_autofree char *stem = g_strdup (name);

  for (guint i = 0; i <= MOST_PARTS; i++)
    {
      GPtrArray *found;
      char      *dot = strrchr (stem, '.');

      if (dot == NULL || dot == stem)
        break;

      *dot = '\0';
      found = g_hash_table_lookup (self->beside, stem);
      if (found == NULL && (has_ending (stem, "_chat") || has_ending (stem, "-chat")))
        {
          g_autofree char *bare = g_strndup (stem, strlen (stem) - strlen ("_chat"));

          found = g_hash_table_lookup (self->beside, bare);
        }
      if (found != NULL)
        return found;
    }

  return NULL;
}

static char *
describe_problem (const char   *name,
                  const GError *error)
{
  g_autofree char *shown = g_filename_display_name (name);

  return g_strdup_printf (_ ("“%s” was left out: %s"), shown, error->message);
}

/* NULL with an error, or without where it is something else. */
static GPtrArray *
read_side_file (CwSideFiles       *self,
                const CwFoundFile *file,
                CwSideFileKind    *kind,
                GError           **error)
{
  g_autofree char *path = g_build_filename (self->folder, file->name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  /* Before it is in memory. */
  if (file->size > CW_SIDE_FILE_MOST_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("It is too large: more than %d MiB"), CW_SIDE_FILE_MOST_BYTES / (1024 * 1024));
      return NULL;
    }

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_propagate_error (error, cw_error_new_for_file (problem, path));
      return NULL;
    }

  return cw_side_file_read (text, length, kind, error);
}

static void
add_list (CwSideFiles       *self,
          const CwFoundFile *file,
          GStrvBuilder      *warnings)
{
  g_autoptr (GError) error = NULL;
  CwSideFileKind kind;
  g_autoptr (GPtrArray) clips = read_side_file (self, file, &kind, &error);

  /* What another program wrote for itself may be in any format. */
  if (error != NULL && (g_error_matches (error, CW_ERROR, CW_ERROR_UNSUPPORTED) || has_ending (file->name, CW_CLIP_EXPORT_SUFFIX)))
    g_strv_builder_take (warnings, describe_problem (file->name, error));

  for (guint i = 0; clips != NULL && i < clips->len; i++)
    {
      CwClipMetadata *clip = clips->pdata[i];
      const char     *name = cw_clip_metadata_get_file (clip);
      const char     *id = cw_clip_metadata_get_twitch_id (clip);

      if (*name != '\0' && kind == CW_SIDE_FILE_OWN)
        g_hash_table_insert (self->by_name, g_strdup (name), g_object_ref (clip));
      if (*id != '\0')
        g_hash_table_insert (self->by_id, g_strdup (id), g_object_ref (clip));
    }
}

static void
add_video (CwSideFiles       *self,
           const CwFoundFile *file)
{
  g_autofree char *stem = get_stem (file->name);

  if (!g_hash_table_contains (self->beside, stem))
    g_hash_table_insert (self->beside, g_steal_pointer (&stem), g_ptr_array_new ());
}

/**
 * cw_side_files_new:
 * @listing: a folder
 * @media: (element-type CwFoundFile): those of its files that are to be described
 * @warnings: takes a sentence for each list of clips that cannot be read
 *
 * Blocks. @listing has to stay as long as it does.
 *
 * Returns: (transfer full): which of its other files are beside which
 */
CwSideFiles *
cw_side_files_new (const CwFolderListing *listing,
                   GPtrArray             *media,
                   GStrvBuilder          *warnings)
{
  CwSideFiles *self = g_new0 (CwSideFiles, 1);
  guint        lists = 0;

  self->folder = g_strdup (listing->path);
  self->beside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < media->len; i++)
    add_video (self, media->pdata[i]);

  /* Also those that nobody asked for: what is beside them is not beside another. */
  for (guint i = 0; i < listing->files->len; i++)
    if (cw_folder_is_media_name (((CwFoundFile *) listing->files->pdata[i])->name))
      add_video (self, listing->files->pdata[i]);

  for (guint i = 0; i < listing->files->len; i++)
    {
      CwFoundFile *file = listing->files->pdata[i];
      GPtrArray   *beside = is_side_file (file->name) ? find_beside (self, file->name) : NULL;

      if (beside != NULL)
        g_ptr_array_add (beside, file);
      else if (is_list (file->name) && is_side_file (file->name) && lists++ < MOST_LISTS)
        add_list (self, file, warnings);
    }

  return self;
}

void
cw_side_files_free (CwSideFiles *self)
{
  g_free (self->folder);
  g_hash_table_unref (self->beside);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/* Of several clips in a file beside a video, the one that it is. */
static CwClipMetadata *
choose_clip (GPtrArray      *clips,
             const char     *name,
             CwClipMetadata *guess)
{
  const char *id = cw_clip_metadata_get_twitch_id (guess);

  if (clips->len == 1)
    return clips->pdata[0];

  for (guint i = 0; i < clips->len; i++)
    {
      CwClipMetadata *clip = clips->pdata[i];

      if (g_str_equal (cw_clip_metadata_get_file (clip), name) || (*id != '\0' && g_str_equal (cw_clip_metadata_get_twitch_id (clip), id)))
        return clip;
    }

  return NULL;
}

static void
side_clear (gpointer data)
{
  g_object_unref (((Side *) data)->clip);
}

static int
compare_sides (gconstpointer a,
               gconstpointer b)
{
  return (int) ((const Side *) a)->kind - (int) ((const Side *) b)->kind;
}

/* What the files beside a video tell, the most trusted first. */
static GArray *
read_beside (CwSideFiles    *self,
             GPtrArray      *beside,
             const char     *name,
             CwClipMetadata *guess,
             GStrvBuilder   *warnings)
{
  GArray *sides = g_array_new (FALSE, TRUE, sizeof (Side));

  g_array_set_clear_func (sides, side_clear);
  for (guint i = 0; i < beside->len; i++)
    {
      Side side = { beside->pdata[i], CW_SIDE_FILE_NONE, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) clips = NULL;
      CwClipMetadata *clip;

      if (is_subtitles (side.file->name))
        continue;

      clips = read_side_file (self, side.file, &side.kind, &error);
      clip = clips != NULL ? choose_clip (clips, name, guess) : NULL;
      if (error != NULL)
        g_strv_builder_take (warnings, describe_problem (side.file->name, error));
      if (clip == NULL)
        continue;

      side.clip = g_object_ref (clip);
      g_array_append_val (sides, side);
    }

  g_array_sort (sides, compare_sides);
  return sides;
}

/* Those that name no language, then those in the clip's; NULL where there are none. */
static const CwFoundFile *
choose_subtitles (GPtrArray             *beside,
                  const char            *name,
                  CwClipMetadataBuilder *builder)
{
  g_autoptr (CwClipMetadata) known = cw_clip_metadata_builder_end (builder);
  g_autofree char   *stem = get_stem (name);
  g_autofree char   *language = g_ascii_strdown (cw_clip_metadata_get_language (known), -1);
  g_autofree char   *wanted = g_strdup_printf ("%s.%s.", stem, *language != '\0' ? language : "en");
  const CwFoundFile *chosen = NULL;
  gboolean           fits = FALSE;

  for (guint i = 0; i < beside->len; i++)
    {
      const CwFoundFile *file = beside->pdata[i];

      if (!is_subtitles (file->name))
        continue;
      if (strlen (file->name) == strlen (stem) + strlen (".srt"))
        return file;
      if (chosen == NULL || (!fits && g_str_has_prefix (file->name, wanted)))
        {
          fits = g_str_has_prefix (file->name, wanted);
          chosen = file;
        }
    }

  return chosen;
}

static void
add_transcript (CwSideFiles           *self,
                const CwFoundFile     *file,
                CwClipMetadataBuilder *builder,
                GStrvBuilder          *warnings)
{
  g_autofree char *path = g_build_filename (self->folder, file->name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *transcript = NULL;
  g_autoptr (GPtrArray) cues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  if (file->size > CW_SUBTITLES_MOST_BYTES)
    g_set_error (&error, CW_ERROR, CW_ERROR_MALFORMED, _ ("It is too large: more than %d MiB"), CW_SUBTITLES_MOST_BYTES / (1024 * 1024));
  else if (!g_file_get_contents (path, &text, &length, &problem))
    error = cw_error_new_for_file (problem, path);
  else
    cues = cw_subtitles_read (text, length, &error);

  if (cues == NULL)
    {
      g_strv_builder_take (warnings, describe_problem (file->name, error));
      return;
    }

  transcript = cw_subtitles_to_text (cues);
  cw_clip_metadata_builder_set_text (builder, "transcript", transcript);
}

static void
add_listed (GHashTable            *lists,
            const char            *key,
            CwClipMetadataBuilder *builder)
{
  CwClipMetadata *clip = *key != '\0' ? g_hash_table_lookup (lists, key) : NULL;

  if (clip != NULL)
    cw_clip_metadata_builder_add (builder, clip);
}

/* The id that the better sources gave, which a list may tell more about. */
static void
add_listed_by_id (CwSideFiles           *self,
                  CwClipMetadata        *guess,
                  CwClipMetadataBuilder *builder)
{
  g_autoptr (CwClipMetadata) known = cw_clip_metadata_builder_end (builder);
  const char *id = cw_clip_metadata_get_twitch_id (known);

  add_listed (self->by_id, *id != '\0' ? id : cw_clip_metadata_get_twitch_id (guess), builder);
}

/**
 * cw_side_files_describe:
 * @self: a folder's side files
 * @name: one of its videos
 *
 * Blocks: it reads the files beside the video. From the most to the least trusted: our
 * own file, our own list, those of the tools, lists of clips, the name.
 *
 * Returns: (transfer full): what is known of the video
 */
CwImportEntry *
cw_side_files_describe (CwSideFiles *self,
                        const char  *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *stem = get_stem (name);
  GPtrArray       *beside = g_hash_table_lookup (self->beside, stem);
  g_autoptr (CwClipMetadata) guess = cw_media_name_read (name);
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) sources = g_strv_builder_new ();
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autoptr (CwClipMetadata) tags = NULL;
  g_autoptr (CwClipMetadata) metadata = NULL;
  g_autoptr (GArray) sides = read_beside (self, beside, name, guess, warnings);
  const CwFoundFile *subtitles;
  g_auto (GStrv) told = NULL;
  g_auto (GStrv) wrong = NULL;

  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);

      if (i == 0 && side->kind != CW_SIDE_FILE_OWN)
        add_listed (self->by_name, name, builder);
      cw_clip_metadata_builder_add (builder, side->clip);
      g_strv_builder_add (sources, side->file->name);
    }

  add_listed (self->by_name, name, builder);
  tags = cw_media_tags_load (path);
  if (tags != NULL)
    cw_clip_metadata_builder_add (builder, tags);
  add_listed_by_id (self, guess, builder);
  cw_clip_metadata_builder_add (builder, guess);

  subtitles = choose_subtitles (beside, name, builder);
  if (subtitles != NULL)
    {
      add_transcript (self, subtitles, builder, warnings);
      g_strv_builder_add (sources, subtitles->name);
    }

  metadata = cw_clip_metadata_builder_end (builder);
  told = g_strv_builder_end (sources);
  wrong = g_strv_builder_end (warnings);
  return cw_import_entry_new (path, metadata, (const char *const *) told, (const char *const *) wrong);
}
