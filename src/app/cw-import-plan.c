/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-import-plan.h"

/**
 * CwImportPlan:
 *
 * What was found to take into the library; it never changes.
 */
struct _CwImportPlan
{
  GObject parent_instance;

  GPtrArray *entries;
  char     **warnings;
};

G_DEFINE_FINAL_TYPE (CwImportPlan, cw_import_plan, G_TYPE_OBJECT)

/**
 * cw_import_entry_new:
 * @path: a media file, absolute
 * @metadata: what is known of it
 * @sources: names of the files that tell of it
 * @warnings: what is wrong with those, a sentence each
 *
 * Returns: (transfer full): an entry for a plan
 */
CwImportEntry *
cw_import_entry_new (const char        *path,
                     CwClipMetadata    *metadata,
                     const char *const *sources,
                     const char *const *warnings)
{
  CwImportEntry *self = g_new0 (CwImportEntry, 1);

  self->path = g_strdup (path);
  self->metadata = g_object_ref (metadata);
  self->sources = g_strdupv ((char **) sources);
  self->warnings = g_strdupv ((char **) warnings);

  return self;
}

void
cw_import_entry_free (CwImportEntry *self)
{
  g_free (self->path);
  g_object_unref (self->metadata);
  g_strfreev (self->sources);
  g_strfreev (self->warnings);
  g_free (self);
}

/**
 * cw_import_plan_new:
 * @entries: (element-type CwImportEntry): what to take in, in order
 * @warnings: what is wrong with folders, a sentence each
 *
 * Returns: (transfer full): a plan
 */
CwImportPlan *
cw_import_plan_new (GPtrArray         *entries,
                    const char *const *warnings)
{
  CwImportPlan *self = g_object_new (CW_TYPE_IMPORT_PLAN, NULL);

  self->entries = g_ptr_array_ref (entries);
  self->warnings = g_strdupv ((char **) warnings);

  return self;
}

guint
cw_import_plan_get_n_entries (CwImportPlan *self)
{
  g_return_val_if_fail (CW_IS_IMPORT_PLAN (self), 0);

  return self->entries->len;
}

/**
 * cw_import_plan_get_entry:
 * @self: a plan
 * @index: which, below cw_import_plan_get_n_entries()
 *
 * Returns: (transfer none): that entry
 */
const CwImportEntry *
cw_import_plan_get_entry (CwImportPlan *self,
                          guint         index)
{
  g_return_val_if_fail (CW_IS_IMPORT_PLAN (self) && index < self->entries->len, NULL);

  return g_ptr_array_index (self->entries, index);
}

/**
 * cw_import_plan_get_warnings:
 * @self: a plan
 *
 * Returns: (transfer none): what could not be looked at, a sentence each
 */
const char *const *
cw_import_plan_get_warnings (CwImportPlan *self)
{
  g_return_val_if_fail (CW_IS_IMPORT_PLAN (self), NULL);

  return (const char *const *) self->warnings;
}

static void
cw_import_plan_finalize (GObject *object)
{
  CwImportPlan *self = CW_IMPORT_PLAN (object);

  g_ptr_array_unref (self->entries);
  g_strfreev (self->warnings);

  G_OBJECT_CLASS (cw_import_plan_parent_class)->finalize (object);
}

static void
cw_import_plan_class_init (CwImportPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_import_plan_finalize;
}

static void
cw_import_plan_init (CwImportPlan *self)
{
}
