/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-import-memory.h"

#include "cw-async.h"
#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/**
 * CwImportMemory:
 *
 * What a watched folder gave already, in a file of lines that only grows: what the user
 * took out of the library is not to come back by itself. By digest, as files are moved
 * and named anew; and by name, size and time, so that not each one has to be read again
 * at every start.
 */
struct _CwImportMemory
{
  GObject parent_instance;

  char       *path;
  GHashTable *files;
  GHashTable *digests;
};

typedef struct
{
  char *path;
  char *line;
} Adding;

G_DEFINE_FINAL_TYPE (CwImportMemory, cw_import_memory, G_TYPE_OBJECT)

/* A line but for its digest; names may hold anything. */
static char *
make_key (const char *path,
          goffset     size,
          gint64      modified)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/ ", FALSE);

  return g_strdup_printf ("%" G_GOFFSET_FORMAT "\t%" G_GINT64_FORMAT "\t%s", size, modified, escaped);
}

static DexFuture *
load_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (data, &text, NULL, &problem))
    {
      if (!g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return dex_future_new_for_error (cw_error_new_for_file (problem, data));

      text = g_strdup ("");
    }

  return dex_future_new_take_string (g_steal_pointer (&text));
}

static DexFuture *
load_fiber (CwImportMemory *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dex_await_string (cw_run_in_thread (load_in_thread, g_strdup (self->path), g_free), &error);
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      /* The last line may be cut off, by a crash. */
      if (tab == NULL || lines[i + 1] == NULL)
        continue;

      g_hash_table_add (self->files, g_strdup (tab + 1));
      g_hash_table_add (self->digests, g_strndup (lines[i], (gsize) (tab - lines[i])));
    }

  return dex_future_new_true ();
}

/**
 * cw_import_memory_load:
 * @self: a memory
 *
 * Returns: (transfer full): a future that resolves once @self knows what it knew before
 */
DexFuture *
cw_import_memory_load (CwImportMemory *self)
{
  dex_return_error_if_fail (CW_IS_IMPORT_MEMORY (self));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_IMPORT_MEMORY, self);
}

/**
 * cw_import_memory_has_file:
 * @self: a memory
 * @path: a file
 * @size: its bytes
 * @modified: when it was changed, us UTC
 *
 * Returns: whether that file was given already, and has not changed since
 */
gboolean
cw_import_memory_has_file (CwImportMemory *self,
                           const char     *path,
                           goffset         size,
                           gint64          modified)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (CW_IS_IMPORT_MEMORY (self) && path != NULL, FALSE);

  key = make_key (path, size, modified);
  return g_hash_table_contains (self->files, key);
}

/**
 * cw_import_memory_has_digest:
 * @self: a memory
 * @digest: what cw_fingerprint_load() says of a file
 *
 * Returns: whether a file with that content was given already
 */
gboolean
cw_import_memory_has_digest (CwImportMemory *self,
                             const char     *digest)
{
  g_return_val_if_fail (CW_IS_IMPORT_MEMORY (self) && digest != NULL, FALSE);

  return g_hash_table_contains (self->digests, digest);
}

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_free (adding->path);
  g_free (adding->line);
  g_free (adding);
}

/* A line of its own, also after one that a crash has cut off. */
static gboolean
append (int         file,
        const char *line)
{
  g_autofree char *text = NULL;
  off_t            end = lseek (file, 0, SEEK_END);
  char             last = '\n';
  gsize            length;

  if (end > 0 && pread (file, &last, 1, end - 1) != 1)
    return FALSE;

  text = g_strconcat (last != '\n' ? "\n" : "", line, "\n", NULL);
  length = strlen (text);
  if (write (file, text, length) == (gssize) length)
    return fsync (file) == 0;

  /* Not half a line. */
  if (ftruncate (file, end) != 0)
    return FALSE;
  errno = ENOSPC;
  return FALSE;
}

static DexFuture *
add_in_thread (gpointer      data,
               GCancellable *cancellable)
{
  Adding          *adding = data;
  g_autofree char *folder = g_path_get_dirname (adding->path);
  int              file, code;

  g_mkdir_with_parents (folder, 0700);
  file = g_open (adding->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  code = file < 0 || !append (file, adding->line) ? errno : 0;
  if (file >= 0)
    close (file);

  if (code != 0)
    {
      g_autoptr (GError) problem = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (code), g_strerror (code));

      return dex_future_new_for_error (cw_error_new_for_file (problem, adding->path));
    }

  return dex_future_new_true ();
}

/**
 * cw_import_memory_add:
 * @self: a memory
 * @path: a file that was given
 * @size: its bytes
 * @modified: when it was changed, us UTC
 * @digest: what cw_fingerprint_load() says of it
 *
 * Returns: (transfer full): a future that resolves once that is remembered for good;
 *   @self knows it at once
 */
DexFuture *
cw_import_memory_add (CwImportMemory *self,
                      const char     *path,
                      goffset         size,
                      gint64          modified,
                      const char     *digest)
{
  g_autofree char *key = NULL;
  Adding          *adding;

  dex_return_error_if_fail (CW_IS_IMPORT_MEMORY (self));
  dex_return_error_if_fail (path != NULL && digest != NULL);

  key = make_key (path, size, modified);
  adding = g_new0 (Adding, 1);
  adding->path = g_strdup (self->path);
  adding->line = g_strdup_printf ("%s\t%s", digest, key);

  g_hash_table_add (self->files, g_steal_pointer (&key));
  g_hash_table_add (self->digests, g_strdup (digest));

  return cw_run_in_thread (add_in_thread, adding, adding_free);
}

/**
 * cw_import_memory_new:
 * @path: the file that it is kept in, which need not be there
 *
 * Returns: (transfer full): a memory, empty until cw_import_memory_load()
 */
CwImportMemory *
cw_import_memory_new (const char *path)
{
  CwImportMemory *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (CW_TYPE_IMPORT_MEMORY, NULL);
  self->path = g_strdup (path);

  return self;
}

static void
cw_import_memory_finalize (GObject *object)
{
  CwImportMemory *self = CW_IMPORT_MEMORY (object);

  g_free (self->path);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->digests);

  G_OBJECT_CLASS (cw_import_memory_parent_class)->finalize (object);
}

static void
cw_import_memory_class_init (CwImportMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_import_memory_finalize;
}

static void
cw_import_memory_init (CwImportMemory *self)
{
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
