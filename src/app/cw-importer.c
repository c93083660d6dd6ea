/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-importer.h"

#include "cw-async.h"
#include "cw-clip-store.h"
#include "cw-error.h"
#include "cw-fingerprint.h"
#include "cw-id.h"
#include "cw-location.h"
#include "cw-probe.h"
#include "cw-same-media.h"
#include "cw-work-queue.h"

#include <glib/gi18n.h>

/* Probing is decoding: more at a time would only slow down what is watched. */
#define MOST_IMPORTS 2

/**
 * CwImporter:
 *
 * Takes media files into the library, a few at a time.
 */
struct _CwImporter
{
  GObject parent_instance;

  CwClipStore *store;
  CwWorkQueue *queue;
  guint        importing;
};

typedef enum
{
  PROP_IMPORTING = 1,
} CwImporterProperty;

static GParamSpec *properties[PROP_IMPORTING + 1];

G_DEFINE_FINAL_TYPE (CwImporter, cw_importer, G_TYPE_OBJECT)

/* What is to be done, of its own. */
typedef struct
{
  CwImporter     *importer;
  char           *path;
  char           *title;
  CwClipMetadata *metadata;
  char           *rights;
  char           *batch;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->importer);
  g_clear_object (&request->metadata);
  g_free (request->path);
  g_free (request->title);
  g_free (request->rights);
  g_free (request->batch);
  g_free (request);
}

static char *
title_from_path (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  char            *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_steal_pointer (&name);
}

static DexFuture *
look_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  return dex_future_new_for_boolean (g_file_test (data, G_FILE_TEST_IS_REGULAR));
}

/* Where that content is already, and is to stay: a copy elsewhere may be on a stick that
 * is pulled out tomorrow. But what is the library's own takes the place of what is not. */
static char *
find_present (Request    *request,
              const char *digest)
{
  g_autofree char *uri = dex_await_string (cw_clip_store_find_place (request->importer->store, digest), NULL);
  g_autofree char *path = uri != NULL ? cw_location_to_path (uri) : NULL;
  g_autofree char *new = cw_location_from_path (request->path);

  if (path == NULL || (cw_location_is_library (new) && !cw_location_is_library (uri)))
    return NULL;

  return dex_await_boolean (cw_run_in_thread (look_in_thread, g_steal_pointer (&path), g_free), NULL) ? g_steal_pointer (&uri) : NULL;
}

static DexFuture *
import_fiber (Request *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = dex_await_boxed (cw_probe (request->path), &error);
  g_autofree char *digest = NULL;
  g_autofree char *present = NULL;
  g_autofree char *id = cw_id_new ();
  g_autoptr (CwClip) clip = NULL;

  if (info == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!info->has_video)
    {
      g_autofree char *name = g_filename_display_basename (request->path);

      return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” has no picture, only sound"), name);
    }

  digest = dex_await_string (cw_fingerprint_load (request->path), &error);
  if (digest == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  present = find_present (request, digest);
  clip = cw_clip_new (id, request->title, request->path, info, g_get_real_time ());
  return cw_clip_store_insert (request->importer->store, clip, digest, present, request->metadata, request->rights, request->batch);
}

static DexFuture *
on_imported (DexFuture *future,
             gpointer   data)
{
  CwImporter *self = data;

  self->importing--;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMPORTING]);

  return dex_ref (future);
}

static DexFuture *
begin_import (gpointer data)
{
  return cw_spawn (G_CALLBACK (import_fiber), 1, G_TYPE_POINTER, data);
}

/**
 * cw_importer_import:
 * @self: an importer
 * @import: what to take in
 *
 * Takes a file in where it is: nothing is copied. The same content twice is the
 * same clip. A few files are looked at at a time, the others wait. It goes on
 * also where nobody waits for it.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip as it is in the
 *   library, or rejects with a sentence for the user
 */
DexFuture *
cw_importer_import (CwImporter     *self,
                    const CwImport *import)
{
  Request   *request;
  DexFuture *done;

  dex_return_error_if_fail (CW_IS_IMPORTER (self));
  dex_return_error_if_fail (import != NULL && import->path != NULL);

  request = g_new0 (Request, 1);
  request->importer = g_object_ref (self);
  request->path = g_canonicalize_filename (import->path, NULL);
  request->title = import->title != NULL ? g_strstrip (g_strdup (import->title)) : g_strdup ("");
  if (*request->title == '\0')
    {
      g_free (request->title);
      request->title = title_from_path (request->path);
    }
  g_set_object (&request->metadata, import->metadata);
  request->rights = g_strdup (import->rights);
  request->batch = g_strdup (import->batch);

  self->importing++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMPORTING]);

  done = dex_future_finally (cw_work_queue_run (self->queue, begin_import, request, request_free), on_imported, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (done));
  return done;
}

static DexFuture *
locate_fiber (CwImporter *self,
              CwClip     *clip,
              const char *path)
{
  const CwMediaInfo *wanted = cw_clip_get_info (clip);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;

  if (!dex_await (cw_same_media_check (path, wanted->width, wanted->height, wanted->duration), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  digest = dex_await_string (cw_fingerprint_load (path), &error);
  if (digest == NULL || !dex_await (cw_clip_store_move (self->store, clip, path, digest), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_set_missing (clip, FALSE);
  return dex_future_new_true ();
}

/**
 * cw_importer_locate:
 * @self: an importer
 * @clip: a clip of the library whose file was moved
 * @path: where its file is now
 *
 * Returns: (transfer full): a future that resolves once the library has @clip there;
 *   rejects with %CW_ERROR_INVALID where the file is another video
 */
DexFuture *
cw_importer_locate (CwImporter *self,
                    CwClip     *clip,
                    const char *path)
{
  g_autofree char *absolute = NULL;

  dex_return_error_if_fail (CW_IS_IMPORTER (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip) && cw_clip_get_loaded (clip));
  dex_return_error_if_fail (path != NULL);

  absolute = g_canonicalize_filename (path, NULL);
  return cw_spawn (G_CALLBACK (locate_fiber), 3, CW_TYPE_IMPORTER, self, CW_TYPE_CLIP, clip, G_TYPE_STRING, absolute);
}

guint
cw_importer_get_importing (CwImporter *self)
{
  g_return_val_if_fail (CW_IS_IMPORTER (self), 0);

  return self->importing;
}

/**
 * cw_importer_new:
 * @store: where to put clips
 *
 * Returns: (transfer full): an importer
 */
CwImporter *
cw_importer_new (CwClipStore *store)
{
  CwImporter *self;

  g_return_val_if_fail (store != NULL, NULL);

  self = g_object_new (CW_TYPE_IMPORTER, NULL);
  self->store = g_object_ref (store);

  return self;
}

static void
cw_importer_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch ((CwImporterProperty) id)
    {
    case PROP_IMPORTING:
      g_value_set_uint (value, CW_IMPORTER (object)->importing);
      break;
    }
}

static void
cw_importer_finalize (GObject *object)
{
  CwImporter *self = CW_IMPORTER (object);

  g_clear_object (&self->store);
  g_object_unref (self->queue);

  G_OBJECT_CLASS (cw_importer_parent_class)->finalize (object);
}

static void
cw_importer_class_init (CwImporterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_importer_finalize;
  object_class->get_property = cw_importer_get_property;

  properties[PROP_IMPORTING] = g_param_spec_uint ("importing", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_importer_init (CwImporter *self)
{
  self->queue = cw_work_queue_new (MOST_IMPORTS);
}
