/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-page.h"

/**
 * CwPage:
 *
 * Some things of a longer list, and how to ask for those that follow.
 */
struct _CwPage
{
  GObject parent_instance;

  GPtrArray *items;
  char      *next; /* nullable */
};

G_DEFINE_FINAL_TYPE (CwPage, cw_page, G_TYPE_OBJECT)

/**
 * cw_page_new:
 * @items: (element-type GObject): what is on it
 * @next: (nullable): what to ask for the page after it, or %NULL where it is the last
 *
 * Returns: (transfer full): a page
 */
CwPage *
cw_page_new (GPtrArray  *items,
             const char *next)
{
  CwPage *self;

  g_return_val_if_fail (items != NULL, NULL);

  self = g_object_new (CW_TYPE_PAGE, NULL);
  self->items = g_ptr_array_ref (items);
  self->next = g_strdup (next);

  return self;
}

/**
 * cw_page_get_items:
 * @self: a page
 *
 * Returns: (transfer none) (element-type GObject): what is on it
 */
GPtrArray *
cw_page_get_items (CwPage *self)
{
  g_return_val_if_fail (CW_IS_PAGE (self), NULL);

  return self->items;
}

/**
 * cw_page_get_first:
 * @self: a page
 *
 * Returns: (nullable) (transfer none): the first thing, where there is one
 */
gpointer
cw_page_get_first (CwPage *self)
{
  g_return_val_if_fail (CW_IS_PAGE (self), NULL);

  return self->items->len > 0 ? self->items->pdata[0] : NULL;
}

/**
 * cw_page_get_next:
 * @self: a page
 *
 * Returns: (nullable): what to ask for the page after it, or %NULL at the end
 */
const char *
cw_page_get_next (CwPage *self)
{
  g_return_val_if_fail (CW_IS_PAGE (self), NULL);

  return self->next;
}

static void
cw_page_finalize (GObject *object)
{
  CwPage *self = CW_PAGE (object);

  g_ptr_array_unref (self->items);
  g_free (self->next);

  G_OBJECT_CLASS (cw_page_parent_class)->finalize (object);
}

static void
cw_page_class_init (CwPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_page_finalize;
}

static void
cw_page_init (CwPage *self)
{
}
