/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-listing.h"

#include "cw-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Deeper than anybody sorts clips, and no deeper than paths can be. */
#define MOST_DEPTH 64

#define ATTRIBUTES                                                       \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE      \
                                 "," G_FILE_ATTRIBUTE_STANDARD_SIZE      \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED      \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC \
                                 "," G_FILE_ATTRIBUTE_ID_FILE

typedef struct
{
  char *path;
  guint depth;
} Place;

static void
found_file_free (gpointer data)
{
  CwFoundFile *file = data;

  g_free (file->name);
  g_free (file->identity);
  g_free (file);
}

static CwFoundFile *
found_file_new (GFileInfo *info)
{
  CwFoundFile *file = g_new0 (CwFoundFile, 1);
  const char  *identity = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE);
  g_autoptr (GDateTime) modified = g_file_info_get_modification_date_time (info);

  file->name = g_strdup (g_file_info_get_name (info));
  file->size = g_file_info_get_size (info);
  file->modified = modified != NULL ? g_date_time_to_unix_usec (modified) : 0;
  file->identity = g_strdup (identity != NULL ? identity : "");

  return file;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  const CwFoundFile *one = a;
  const CwFoundFile *other = b;

  return strcmp (one->name, other->name);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

void
cw_folder_listing_free (CwFolderListing *self)
{
  g_free (self->path);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

/**
 * cw_folder_listing_load:
 * @path: a folder
 * @cancellable: (nullable): ends it
 * @error: a sentence that names the folder
 *
 * Blocks. What begins with a dot is left out; links count as what they lead to.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
CwFolderListing *
cw_folder_listing_load (const char   *path,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileEnumerator) enumerator = g_file_enumerate_children (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &problem);
  g_autoptr (CwFolderListing) self = g_new0 (CwFolderListing, 1);

  self->path = g_strdup (path);
  self->files = g_ptr_array_new_with_free_func (found_file_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);

  while (enumerator != NULL && problem == NULL)
    {
      GFileInfo *info;

      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, &problem) || info == NULL)
        break;
      if (g_file_info_get_name (info)[0] == '.')
        continue;

      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        g_ptr_array_add (self->files, found_file_new (info));
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        g_ptr_array_add (self->folders, g_strdup (g_file_info_get_name (info)));
    }

  if (problem != NULL)
    {
      g_propagate_error (error, cw_error_new_for_file (problem, path));
      return NULL;
    }

  g_ptr_array_sort_values (self->files, compare_files);
  g_ptr_array_sort_values (self->folders, compare_names);
  return g_steal_pointer (&self);
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->path);
  g_free (place);
}

static Place *
place_new (const char *path,
           guint       depth)
{
  Place *place = g_new0 (Place, 1);

  place->path = g_strdup (path);
  place->depth = depth;

  return place;
}

/* Whether a folder is new: links may lead to one that was seen, or round in circles. */
static gboolean
mark_seen (const char *path,
           GHashTable *seen)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const char *identity = info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE) : NULL;

  return g_hash_table_add (seen, g_strdup (identity != NULL ? identity : path));
}

/**
 * cw_folder_walk:
 * @path: a folder, absolute
 * @recursive: whether to go into the folders in it
 * @seen: what was seen before, a set of strings; the folders are added to it
 * @func: called with each folder, by depth and then by name
 * @data: given to @func
 * @warnings: takes a sentence for each folder that cannot be looked at
 * @cancellable: (nullable): ends it
 *
 * Blocks. Hidden folders are left out, and each one is visited once.
 *
 * Returns: whether it came to the end: not where @func or @cancellable ended it
 */
gboolean
cw_folder_walk (const char   *path,
                gboolean      recursive,
                GHashTable   *seen,
                CwFolderFunc  func,
                gpointer      data,
                GStrvBuilder *warnings,
                GCancellable *cancellable)
{
  g_autoptr (GQueue) places = g_queue_new ();
  gboolean going = TRUE;

  g_queue_push_tail (places, place_new (path, 0));
  while (going && !g_queue_is_empty (places))
    {
      Place *place = g_queue_pop_head (places);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwFolderListing) listing = NULL;

      if (mark_seen (place->path, seen))
        {
          listing = cw_folder_listing_load (place->path, cancellable, &error);
          if (listing != NULL)
            going = func (listing, data);
          else if (cw_error_is_cancelled (error))
            going = FALSE;
          else
            g_strv_builder_add (warnings, error->message);
        }

      for (guint i = 0; going && recursive && listing != NULL && i < listing->folders->len; i++)
        {
          g_autofree char *child = g_build_filename (place->path, listing->folders->pdata[i], NULL);

          if (place->depth < MOST_DEPTH)
            g_queue_push_tail (places, place_new (child, place->depth + 1));
          else
            g_strv_builder_take (warnings, g_strdup_printf (_ ("“%s” lies too deep in folders and was left out"), child));
        }

      place_free (place);
    }

  g_queue_clear_full (places, place_free);
  return going;
}

/**
 * cw_folder_is_media_name:
 * @name: a file's name
 *
 * Returns: whether its ending is one of videos; downloads that are not finished have
 *   others
 */
gboolean
cw_folder_is_media_name (const char *name)
{
  static const char *const endings[] = { "mp4", "m4v", "mov", "mkv", "webm", "ts", "m2ts", "mts", "flv", "avi", "mpg", "mpeg", "3gp", "ogv", NULL };
  const char              *dot = strrchr (name, '.');
  g_autofree char         *ending = dot != NULL && dot != name ? g_ascii_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains (endings, ending);
}
