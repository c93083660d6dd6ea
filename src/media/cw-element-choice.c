/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-element-choice.h"

static gboolean
is_hardware (GstElementFactory *factory)
{
  return gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_HARDWARE);
}

/* Software before hardware, which has to copy each picture back from the card
 * and is not the same everywhere; then by rank. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  GstElementFactory *first = GST_ELEMENT_FACTORY (a);
  GstElementFactory *second = GST_ELEMENT_FACTORY (b);

  if (is_hardware (first) != is_hardware (second))
    return is_hardware (first) ? 1 : -1;

  return gst_plugin_feature_rank_compare_func (a, b);
}

static GstElement *
make (GstElementFactory *factory)
{
  GstElement *element = gst_element_factory_create (factory, NULL);

  if (element == NULL)
    return NULL;

  g_object_ref_sink (element);
  if (gst_element_set_state (element, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE)
    return element;

  gst_element_set_state (element, GST_STATE_NULL);
  gst_object_unref (element);
  return NULL;
}

/**
 * cw_element_choose:
 * @type: demuxers, parsers or decoders
 * @caps: what it has to take
 *
 * Returns: (nullable) (transfer full): the best element for @caps that works
 *   here; a decoder is one that decodes to memory that the processor can read
 */
GstElement *
cw_element_choose (GstElementFactoryListType type,
                   GstCaps                  *caps)
{
  GList      *all = gst_element_factory_list_get_elements (type, GST_RANK_MARGINAL);
  GList      *fit = g_list_sort (gst_element_factory_list_filter (all, caps, GST_PAD_SINK, FALSE), compare);
  GstElement *element = NULL;

  for (GList *link = fit; link != NULL && element == NULL; link = link->next)
    element = make (link->data);

  gst_plugin_feature_list_free (fit);
  gst_plugin_feature_list_free (all);

  return element;
}
