/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-remote-picture.h"

#include "cw-texture.h"

#include "cw-async.h"
#include "cw-error.h"

/* How much larger than its picture was decoded for a place may be until it is
 * decoded again. */
#define GROWTH 1.2

/**
 * CwRemotePicture:
 *
 * A picture from the network, decoded for the room that it has: it is asked for once
 * there is room.
 */
struct _CwRemotePicture
{
  CwPicture parent_instance;

  CwPictureStore *pictures; /* nullable */
  char           *url;      /* nullable */
  int             width;    /* device px that it was asked for with, 0 for not yet */
};

G_DEFINE_FINAL_TYPE (CwRemotePicture, cw_remote_picture, CW_TYPE_PICTURE)

typedef struct
{
  GBytes *bytes;
  int     width;
  int     height;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *decoding = data;

  g_clear_pointer (&decoding->bytes, g_bytes_unref);
  g_free (decoding);
}

static DexFuture *
decode_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Decoding *decoding = data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture;

  if (g_cancellable_is_cancelled (cancellable))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for the picture");

  texture = cw_texture_new_for_bytes (decoding->bytes, decoding->width, decoding->height, &error);
  if (texture == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, "%s", error->message);

  return dex_future_new_take_object (texture);
}

static DexFuture *
on_bytes (DexFuture *future,
          gpointer   data)
{
  Decoding *decoding = g_memdup2 (data, sizeof (Decoding));

  decoding->bytes = g_bytes_ref (g_value_get_boxed (dex_future_get_value (future, NULL)));
  return cw_run_in_thread (decode_in_thread, decoding, decoding_free);
}

static void
load (CwRemotePicture *self,
      int              width)
{
  Decoding *decoding = g_new0 (Decoding, 1);

  self->width = width;
  decoding->width = width;
  decoding->height = MAX ((int) (width / cw_picture_get_ratio (CW_PICTURE (self))), 1);
  cw_picture_load (CW_PICTURE (self), dex_future_then (cw_picture_store_load (self->pictures, self->url), on_bytes, decoding, decoding_free));
}

static int
get_device_width (CwRemotePicture *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
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
  g_return_if_fail (CW_IS_REMOTE_PICTURE (self));

  if (url != NULL && *url == '\0')
    url = NULL;
  if (!g_set_str (&self->url, url))
    return;

  g_set_object (&self->pictures, pictures);
  self->width = 0;
  if (url != NULL && get_device_width (self) > 0)
    load (self, get_device_width (self));
  else
    cw_picture_load (CW_PICTURE (self), NULL);
}

static void
cw_remote_picture_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  CwRemotePicture *self = CW_REMOTE_PICTURE (widget);

  if (self->url != NULL && get_device_width (self) > self->width * GROWTH)
    load (self, get_device_width (self));
}

static void
cw_remote_picture_finalize (GObject *object)
{
  CwRemotePicture *self = CW_REMOTE_PICTURE (object);

  g_clear_object (&self->pictures);
  g_free (self->url);

  G_OBJECT_CLASS (cw_remote_picture_parent_class)->finalize (object);
}

static void
cw_remote_picture_class_init (CwRemotePictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_remote_picture_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = cw_remote_picture_size_allocate;
}

static void
cw_remote_picture_init (CwRemotePicture *self)
{
}
