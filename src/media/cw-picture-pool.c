/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-picture-pool.h"

#include <gst/video/video.h>

/**
 * CwPicturePool:
 *
 * Where decoders put their pictures, so that none is copied on its way out.
 *
 * A decoder keeps a picture that others refer to mapped for writing, although it
 * is complete, while it hands it on. GStreamer copies the memory then: what is
 * mapped for writing cannot be in two buffers. Here mapping a picture does not
 * lock its memory; nobody but the decoder writes to it, and not after handing it
 * on.
 */
struct _CwPicturePool
{
  GstVideoBufferPool parent_instance;
};

G_DEFINE_FINAL_TYPE (CwPicturePool, cw_picture_pool, GST_TYPE_VIDEO_BUFFER_POOL)

static gboolean
map_plane (GstVideoMeta *meta,
           guint         plane,
           GstMapInfo   *info,
           gpointer     *data,
           int          *stride,
           GstMapFlags   flags)
{
  gboolean stays = gst_buffer_n_memory (meta->buffer) == 1 && gst_memory_is_type (gst_buffer_peek_memory (meta->buffer, 0), GST_ALLOCATOR_SYSMEM);

  if (!gst_buffer_map (meta->buffer, info, stays ? GST_MAP_READ : flags))
    return FALSE;

  *data = info->data + meta->offset[plane];
  *stride = meta->stride[plane];

  /* Such memory is where it is, mapped or not. gst_video_frame_unmap() looks for
   * its flags here. */
  if (stays)
    {
      gst_buffer_unmap (meta->buffer, info);
      info->memory = NULL;
      info->flags = flags;
    }

  return TRUE;
}

static gboolean
unmap_plane (GstVideoMeta *meta,
             guint         plane,
             GstMapInfo   *info)
{
  if (info->memory != NULL)
    gst_buffer_unmap (meta->buffer, info);

  return TRUE;
}

static GstFlowReturn
cw_picture_pool_alloc_buffer (GstBufferPool              *pool,
                              GstBuffer                 **buffer,
                              GstBufferPoolAcquireParams *params)
{
  GstFlowReturn result = GST_BUFFER_POOL_CLASS (cw_picture_pool_parent_class)->alloc_buffer (pool, buffer, params);
  GstVideoMeta *meta = result == GST_FLOW_OK ? gst_buffer_get_video_meta (*buffer) : NULL;

  if (meta != NULL)
    {
      meta->map = map_plane;
      meta->unmap = unmap_plane;
    }

  return result;
}

static void
cw_picture_pool_class_init (CwPicturePoolClass *klass)
{
  GST_BUFFER_POOL_CLASS (klass)->alloc_buffer = cw_picture_pool_alloc_buffer;
}

static void
cw_picture_pool_init (CwPicturePool *self)
{
}

/**
 * cw_picture_pool_new:
 * @caps: of pictures in the computer's memory
 *
 * Returns: (transfer full): a pool to offer a decoder, which may still ask for
 *   room around the pictures
 */
GstBufferPool *
cw_picture_pool_new (GstCaps *caps)
{
  GstBufferPool *self = GST_BUFFER_POOL (gst_object_ref_sink (g_object_new (CW_TYPE_PICTURE_POOL, NULL)));
  GstStructure  *config = gst_buffer_pool_get_config (self);
  GstVideoInfo   info;

  gst_video_info_from_caps (&info, caps);
  gst_buffer_pool_config_set_params (config, caps, (guint) info.size, 0, 0);
  gst_buffer_pool_set_config (self, config);

  return self;
}
