/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-remote-picture.h"

#include "cw-async.h"
#include "cw-error.h"

/**
 * CwRemotePicture:
 *
 * A picture from the network.
 */
struct _CwRemotePicture
{
  CwPicture parent_instance;

  char *url;
};

G_DEFINE_FINAL_TYPE (CwRemotePicture, cw_remote_picture, CW_TYPE_PICTURE)

static DexFuture *
decode_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (data, &error);

  if (texture == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, "%s", error->message);

  return dex_future_new_take_object (texture);
}

static DexFuture *
on_bytes (DexFuture *future,
          gpointer   data)
{
  GBytes *bytes = g_value_get_boxed (dex_future_get_value (future, NULL));

  return cw_run_in_thread (decode_in_thread, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
}

/**
 * cw_remote_picture_show:
 * @self: a picture
 * @pictures: where they come from
 * @url: (nullable): the one to show; none where it is %NULL or empty
 */
void
cw_remote_picture_show (CwRemotePicture *self,
                        CwPictureStore  *pictures,
                        const char      *url)
{
  DexFuture *bytes = NULL;

  g_return_if_fail (CW_IS_REMOTE_PICTURE (self));

  if (!g_set_str (&self->url, url))
    return;

  if (url != NULL && *url != '\0')
    bytes = dex_future_then (cw_picture_store_load (pictures, url), on_bytes, NULL, NULL);
  cw_picture_load (CW_PICTURE (self), bytes);
}

static void
cw_remote_picture_finalize (GObject *object)
{
  g_free (CW_REMOTE_PICTURE (object)->url);

  G_OBJECT_CLASS (cw_remote_picture_parent_class)->finalize (object);
}

static void
cw_remote_picture_class_init (CwRemotePictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_remote_picture_finalize;
}

static void
cw_remote_picture_init (CwRemotePicture *self)
{
}
