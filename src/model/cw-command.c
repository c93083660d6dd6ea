/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-command.h"

#include "cw-id.h"

/**
 * CwCommand:
 *
 * Something that the user did to the library.
 */
struct _CwCommand
{
  CwRecord parent_instance;

  char  *id;
  char  *batch;
  char  *kind;
  char  *subject;
  gint64 n;
  gint64 made;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwCommand, id) },
  { "batch", G_TYPE_STRING, G_STRUCT_OFFSET (CwCommand, batch) },
  { "kind", G_TYPE_STRING, G_STRUCT_OFFSET (CwCommand, kind) },
  { "subject", G_TYPE_STRING, G_STRUCT_OFFSET (CwCommand, subject) },
  { "n", G_TYPE_INT64, G_STRUCT_OFFSET (CwCommand, n) },
  { "made", G_TYPE_INT64, G_STRUCT_OFFSET (CwCommand, made) },
};

G_DEFINE_FINAL_TYPE (CwCommand, cw_command, CW_TYPE_RECORD)

/**
 * cw_command_new:
 * @kind: what is done: "rename"
 * @subject: (nullable): the title of what it is done to, where that is one thing
 * @n: to how many things
 * @batch: (nullable): the same for all that is undone together
 *
 * Returns: (transfer full): a command of now
 */
CwCommand *
cw_command_new (const char *kind,
                const char *subject,
                guint       n,
                const char *batch)
{
  g_autofree char *id = cw_id_new ();

  g_return_val_if_fail (kind != NULL, NULL);

  return g_object_new (CW_TYPE_COMMAND,
                       "id", id,
                       "batch", batch,
                       "kind", kind,
                       "subject", subject,
                       "n", (gint64) n,
                       "made", g_get_real_time (),
                       NULL);
}

const char *
cw_command_get_id (CwCommand *self)
{
  g_return_val_if_fail (CW_IS_COMMAND (self), NULL);

  return self->id;
}

const char *
cw_command_get_batch (CwCommand *self)
{
  g_return_val_if_fail (CW_IS_COMMAND (self), NULL);

  return self->batch;
}

const char *
cw_command_get_kind (CwCommand *self)
{
  g_return_val_if_fail (CW_IS_COMMAND (self), NULL);

  return self->kind;
}

const char *
cw_command_get_subject (CwCommand *self)
{
  g_return_val_if_fail (CW_IS_COMMAND (self), NULL);

  return self->subject;
}

guint
cw_command_get_n (CwCommand *self)
{
  g_return_val_if_fail (CW_IS_COMMAND (self), 0);

  return (guint) self->n;
}

gint64
cw_command_get_made (CwCommand *self)
{
  g_return_val_if_fail (CW_IS_COMMAND (self), 0);

  return self->made;
}

static void
cw_command_class_init (CwCommandClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_command_init (CwCommand *self)
{
}
