/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-finding-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* What is said of each kind of finding; the advice is for those that cannot be repaired
 * here. */
static const struct
{
  const char *heading;
  const char *advice;
} kinds[] = {
  [CW_FINDING_DATABASE] = { N_ ("Damaged Database"), N_ ("Restore the library from a backup.") },
  [CW_FINDING_KEYS] = { N_ ("Loose Ends in the Database"), NULL },
  [CW_FINDING_WORDS] = { N_ ("Searching"), NULL },
  [CW_FINDING_AWAY] = { N_ ("Folders That Are Away"), N_ ("Connect the disk or the share that they are on, and check again.") },
  [CW_FINDING_UNREADABLE] = { N_ ("Files That Cannot Be Read"), N_ ("Have a look at their permissions.") },
  [CW_FINDING_MISSING] = { N_ ("Missing Files"), N_ ("Open such a clip and say where its file is, or restore it from a backup.") },
  [CW_FINDING_CHANGED] = { N_ ("Files with Something Else in Them"), NULL },
  [CW_FINDING_DAMAGED] = { N_ ("Damaged Files"), N_ ("Restore them from a backup, or download the clips again.") },
  [CW_FINDING_UNUSED] = { N_ ("Files That No Clip Has"), NULL },
  [CW_FINDING_UNFINISHED] = { N_ ("Unfinished Files"), NULL },
  [CW_FINDING_TWICE] = { N_ ("Clips That Are There Twice"), N_ ("Remove those that you do not need.") },
  [CW_FINDING_PROJECT] = { N_ ("Missing Projects"), NULL },
  [CW_FINDING_JOB] = { N_ ("Exports That Are Gone"), NULL },
};

/**
 * cw_finding_text_get_heading:
 * @kind: a kind of finding
 *
 * Returns: what findings of that kind are called together
 */
const char *
cw_finding_text_get_heading (CwFindingKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return _ (kinds[kind].heading);
}

/**
 * cw_finding_text_get_advice:
 * @kind: a kind of finding
 *
 * Returns: (nullable): what the user can do, where we cannot repair it
 */
const char *
cw_finding_text_get_advice (CwFindingKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].advice != NULL ? _ (kinds[kind].advice) : NULL;
}

/**
 * cw_finding_text_build_report:
 * @findings: (element-type CwFinding): what a check has found
 *
 * Returns: (transfer full): all of it as a text
 */
char *
cw_finding_text_build_report (GPtrArray *findings)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%F %R");
  GString         *text = g_string_new (NULL);

  g_return_val_if_fail (findings != NULL, NULL);

  /* Translators: the first line of a report, with the time */
  g_string_append_printf (text, _ ("Clipwright checked its library on %s"), time);
  g_string_append (text, "\n");
  for (guint i = 0; i < findings->len; i++)
    {
      CwFinding    *finding = findings->pdata[i];
      CwFindingKind kind = cw_finding_get_kind (finding);
      const char   *subject = cw_finding_get_subject (finding);

      if (i == 0 || cw_finding_get_kind (findings->pdata[i - 1]) != kind)
        g_string_append_printf (text, "\n%s\n", cw_finding_text_get_heading (kind));
      g_string_append_printf (text, "- %s\n", cw_finding_get_sentence (finding));
      if (subject != NULL && *subject != '\0')
        g_string_append_printf (text, "  %s\n", subject);
    }

  return g_string_free_and_steal (text);
}
