/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-growing-source.h"

#define NAME "cwgrowingsrc"
#define WAITING "cw-waiting"

/* Who had to wait waits for so much more, so that they do not have to again at once:
 * bytes, and at the most this part of the file. */
#define LEAD (768 * 1024)
#define LEAD_PART 10

/**
 * CwGrowingSource:
 *
 * Gives a pipeline a file that is still being downloaded, in whichever order it asks
 * for it. What is not there yet is waited for, on the pipeline's thread, until it
 * comes or the pipeline is sought or stopped. Says on the bus when it waits.
 */
struct _CwGrowingSource
{
  GstBaseSrc parent_instance;

  CwGrowingFile *file;
  GMutex         mutex;
  GCancellable  *cancellable; /* of what is being waited for */
  gboolean       waiting;
};

static const char *const protocols[] = { "cwgrowing", NULL };

static GstStaticPadTemplate source_template = GST_STATIC_PAD_TEMPLATE ("src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS_ANY);

static void cw_growing_source_uri_handler_init (gpointer iface,
                                                gpointer data);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwGrowingSource, cw_growing_source, GST_TYPE_BASE_SRC, G_IMPLEMENT_INTERFACE (GST_TYPE_URI_HANDLER, cw_growing_source_uri_handler_init))

static void
tell (CwGrowingSource *self,
      gboolean         waiting)
{
  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  gst_element_post_message (GST_ELEMENT (self), gst_message_new_element (GST_OBJECT (self), gst_structure_new (WAITING, "waiting", G_TYPE_BOOLEAN, waiting, NULL)));
}

static GCancellable *
dup_cancellable (CwGrowingSource *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_object_ref (self->cancellable);
}

/* How long the file will be is known only once something of it has come. */
static gboolean
wait_for_lead (CwGrowingSource *self,
               goffset          end,
               GCancellable    *cancellable,
               GError         **error)
{
  goffset  total;
  gboolean good;

  tell (self, TRUE);
  good = cw_growing_file_wait (self->file, end, cancellable, error);
  total = cw_growing_file_get_total (self->file);
  if (good && total > end)
    good = cw_growing_file_wait (self->file, MIN (end + MIN (LEAD, total / LEAD_PART), total), cancellable, error);
  tell (self, FALSE);

  return good;
}

static GstFlowReturn
cw_growing_source_fill (GstBaseSrc *source,
                        guint64     offset,
                        guint       size,
                        GstBuffer  *buffer)
{
  CwGrowingSource *self = CW_GROWING_SOURCE (source);
  g_autoptr (GCancellable) cancellable = dup_cancellable (self);
  g_autoptr (GError) error = NULL;
  GstMapInfo map;
  goffset    total = cw_growing_file_get_total (self->file);
  gssize     read = -1;

  /* A demuxer looks there to see whether that is all. */
  if (total > 0 && offset >= (guint64) total)
    return GST_FLOW_EOS;

  if (!gst_buffer_map (buffer, &map, GST_MAP_WRITE))
    return GST_FLOW_ERROR;

  if (cw_growing_file_has (self->file, (goffset) offset, size) || wait_for_lead (self, (goffset) (offset + size), cancellable, &error))
    read = cw_growing_file_read (self->file, (goffset) offset, map.data, size, cancellable, &error);
  gst_buffer_unmap (buffer, &map);

  if (read < 0 && g_cancellable_is_cancelled (cancellable))
    return GST_FLOW_FLUSHING;
  if (read < 0)
    {
      GST_ELEMENT_ERROR (self, RESOURCE, READ, ("%s", error->message), (NULL));
      return GST_FLOW_ERROR;
    }
  if (read == 0 && size > 0)
    return GST_FLOW_EOS;

  gst_buffer_resize (buffer, 0, read);
  return GST_FLOW_OK;
}

static gboolean
cw_growing_source_unlock (GstBaseSrc *source)
{
  g_autoptr (GCancellable) cancellable = dup_cancellable (CW_GROWING_SOURCE (source));

  g_cancellable_cancel (cancellable);
  return TRUE;
}

static gboolean
cw_growing_source_unlock_stop (GstBaseSrc *source)
{
  CwGrowingSource *self = CW_GROWING_SOURCE (source);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  return TRUE;
}

static gboolean
cw_growing_source_get_size (GstBaseSrc *source,
                            guint64    *size)
{
  goffset total = cw_growing_file_get_total (CW_GROWING_SOURCE (source)->file);

  *size = (guint64) total;
  return total > 0;
}

/* How long it plays the base class would say to be unknown, and whoever can tell would
 * not be asked any more. */
static gboolean
cw_growing_source_query (GstBaseSrc *source,
                         GstQuery   *query)
{
  GstFormat format = GST_FORMAT_BYTES;

  if (GST_QUERY_TYPE (query) == GST_QUERY_DURATION)
    gst_query_parse_duration (query, &format, NULL);

  return format == GST_FORMAT_BYTES && GST_BASE_SRC_CLASS (cw_growing_source_parent_class)->query (source, query);
}

static gboolean
cw_growing_source_is_seekable (GstBaseSrc *source)
{
  return TRUE;
}

static gboolean
cw_growing_source_start (GstBaseSrc *source)
{
  return CW_GROWING_SOURCE (source)->file != NULL;
}

/**
 * cw_growing_source_register:
 *
 * Lets pipelines be given %CW_GROWING_SOURCE_URI. GStreamer has to be set up.
 */
void
cw_growing_source_register (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      gst_element_register (NULL, NAME, GST_RANK_PRIMARY, CW_TYPE_GROWING_SOURCE);
      g_once_init_leave (&done, 1);
    }
}

/**
 * cw_growing_source_set_file:
 * @self: a source that has not been started
 * @file: what to read
 */
void
cw_growing_source_set_file (CwGrowingSource *self,
                            CwGrowingFile   *file)
{
  g_return_if_fail (CW_IS_GROWING_SOURCE (self));
  g_return_if_fail (CW_IS_GROWING_FILE (file));

  g_set_object (&self->file, file);
}

/**
 * cw_growing_source_parse_waiting:
 * @message: from a pipeline's bus
 * @waiting: (out): whether the pipeline waits for what is not there yet
 *
 * Returns: whether @message says so
 */
gboolean
cw_growing_source_parse_waiting (GstMessage *message,
                                 gboolean   *waiting)
{
  const GstStructure *structure = GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT ? gst_message_get_structure (message) : NULL;

  return structure != NULL && gst_structure_has_name (structure, WAITING) && gst_structure_get_boolean (structure, "waiting", waiting);
}

static GstURIType
get_uri_type (GType type)
{
  return GST_URI_SRC;
}

static const char *const *
get_protocols (GType type)
{
  return protocols;
}

static char *
get_uri (GstURIHandler *handler)
{
  return g_strdup (CW_GROWING_SOURCE_URI);
}

static gboolean
set_uri (GstURIHandler *handler,
         const char    *uri,
         GError       **error)
{
  return TRUE;
}

static void
cw_growing_source_uri_handler_init (gpointer iface,
                                    gpointer data)
{
  GstURIHandlerInterface *handler = iface;

  handler->get_type = get_uri_type;
  handler->get_protocols = get_protocols;
  handler->get_uri = get_uri;
  handler->set_uri = set_uri;
}

static void
cw_growing_source_finalize (GObject *object)
{
  CwGrowingSource *self = CW_GROWING_SOURCE (object);

  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (cw_growing_source_parent_class)->finalize (object);
}

static void
cw_growing_source_class_init (CwGrowingSourceClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *source_class = GST_BASE_SRC_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_growing_source_finalize;
  source_class->fill = cw_growing_source_fill;
  source_class->unlock = cw_growing_source_unlock;
  source_class->unlock_stop = cw_growing_source_unlock_stop;
  source_class->get_size = cw_growing_source_get_size;
  source_class->is_seekable = cw_growing_source_is_seekable;
  source_class->query = cw_growing_source_query;
  source_class->start = cw_growing_source_start;

  gst_element_class_add_static_pad_template (element_class, &source_template);
  gst_element_class_set_static_metadata (element_class, "Growing file", "Source/File", "Reads a file while it is downloaded", "Clipwright");
}

static void
cw_growing_source_init (CwGrowingSource *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
  gst_base_src_set_dynamic_size (GST_BASE_SRC (self), TRUE);
}
