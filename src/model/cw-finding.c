/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-finding.h"

/**
 * CwFinding:
 *
 * Something that an integrity check has found.
 */
struct _CwFinding
{
  CwRecord parent_instance;

  gint64 kind;
  char  *sentence;
  char  *repair;
  char  *subject;
  gint64 number;
};

static const CwRecordField fields[] = {
  { "kind", G_TYPE_INT64, G_STRUCT_OFFSET (CwFinding, kind) },
  { "sentence", G_TYPE_STRING, G_STRUCT_OFFSET (CwFinding, sentence) },
  { "repair", G_TYPE_STRING, G_STRUCT_OFFSET (CwFinding, repair) },
  { "subject", G_TYPE_STRING, G_STRUCT_OFFSET (CwFinding, subject) },
  { "number", G_TYPE_INT64, G_STRUCT_OFFSET (CwFinding, number) },
};

static const struct
{
  const char *nick;
  CwSeverity  severity;
} kinds[] = {
  [CW_FINDING_DATABASE] = { "database", CW_SEVERITY_ERROR },
  [CW_FINDING_KEYS] = { "keys", CW_SEVERITY_ERROR },
  [CW_FINDING_WORDS] = { "words", CW_SEVERITY_WARNING },
  [CW_FINDING_AWAY] = { "away", CW_SEVERITY_WARNING },
  [CW_FINDING_UNREADABLE] = { "unreadable", CW_SEVERITY_WARNING },
  [CW_FINDING_MISSING] = { "missing", CW_SEVERITY_ERROR },
  [CW_FINDING_CHANGED] = { "changed", CW_SEVERITY_WARNING },
  [CW_FINDING_DAMAGED] = { "damaged", CW_SEVERITY_ERROR },
  [CW_FINDING_UNUSED] = { "unused", CW_SEVERITY_NOTE },
  [CW_FINDING_UNFINISHED] = { "unfinished", CW_SEVERITY_NOTE },
  [CW_FINDING_TWICE] = { "twice", CW_SEVERITY_NOTE },
  [CW_FINDING_PROJECT] = { "project", CW_SEVERITY_ERROR },
  [CW_FINDING_JOB] = { "job", CW_SEVERITY_NOTE },
};

G_DEFINE_FINAL_TYPE (CwFinding, cw_finding, CW_TYPE_RECORD)

/**
 * cw_finding_new:
 * @kind: what it is
 * @sentence: it as a sentence for the user
 * @repair: (nullable): what repairing it would do, as a sentence; %NULL where it cannot be
 *   repaired
 * @subject: (nullable): what it is about: a path, a "library:" URI of an unused file, or an id
 * @number: a clip's number, or how many clips it is about; 0 where it is about none
 *
 * Returns: (transfer full): it
 */
CwFinding *
cw_finding_new (CwFindingKind kind,
                const char   *sentence,
                const char   *repair,
                const char   *subject,
                gint64        number)
{
  return g_object_new (CW_TYPE_FINDING, "kind", (gint64) kind, "sentence", sentence, "repair", repair, "subject", subject, "number", number, NULL);
}

CwFindingKind
cw_finding_get_kind (CwFinding *self)
{
  g_return_val_if_fail (CW_IS_FINDING (self), CW_FINDING_DATABASE);

  return (CwFindingKind) self->kind;
}

CwSeverity
cw_finding_get_severity (CwFinding *self)
{
  g_return_val_if_fail (CW_IS_FINDING (self), CW_SEVERITY_ERROR);

  return kinds[self->kind].severity;
}

const char *
cw_finding_get_sentence (CwFinding *self)
{
  g_return_val_if_fail (CW_IS_FINDING (self), NULL);

  return self->sentence;
}

/**
 * cw_finding_get_repair:
 * @self: a finding
 *
 * Returns: what repairing it would do; "" where it cannot be repaired
 */
const char *
cw_finding_get_repair (CwFinding *self)
{
  g_return_val_if_fail (CW_IS_FINDING (self), NULL);

  return self->repair;
}

const char *
cw_finding_get_subject (CwFinding *self)
{
  g_return_val_if_fail (CW_IS_FINDING (self), NULL);

  return self->subject;
}

gint64
cw_finding_get_number (CwFinding *self)
{
  g_return_val_if_fail (CW_IS_FINDING (self), 0);

  return self->number;
}

/**
 * cw_finding_kind_get_nick:
 * @kind: a kind
 *
 * Returns: a word for it, for scripts
 */
const char *
cw_finding_kind_get_nick (CwFindingKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].nick;
}

static void
cw_finding_class_init (CwFindingClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_finding_init (CwFinding *self)
{
}
