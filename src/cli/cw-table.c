/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-table.h"

#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Less of a column says nothing. */
#define LEAST_WIDTH 8

#define GAP 2

/**
 * CwTable:
 *
 * Lines for people, with what belongs together below each other. On a terminal one column
 * is cut so that a line is one; what goes elsewhere is whole.
 */
struct _CwTable
{
  guint      n_columns;
  guint      flexible;
  guint64    right; /* a bit a column */
  GPtrArray *cells;
};

/**
 * cw_table_measure:
 * @text: anything
 *
 * Returns: how many columns of a terminal it takes
 */
int
cw_table_measure (const char *text)
{
  int width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      width += g_unichar_iszerowidth (character) ? 0 : g_unichar_iswide (character) ? 2
                                                                                    : 1;
    }

  return width;
}

/**
 * cw_table_tame:
 * @text: anything
 *
 * Titles are anybody's, and a terminal obeys what they might contain.
 *
 * Returns: (transfer full): @text as one line that does nothing
 */
char *
cw_table_tame (const char *text)
{
  g_autoptr (GString) tame = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (tame, g_unichar_iscntrl (g_utf8_get_char (c)) ? ' ' : g_utf8_get_char (c));

  return g_string_free (g_steal_pointer (&tame), FALSE);
}

/**
 * cw_table_new:
 * @n_columns: how many, at the most 64
 * @flexible: the one that is cut where the terminal is narrow
 *
 * Returns: (transfer full): an empty table
 */
CwTable *
cw_table_new (guint n_columns,
              guint flexible)
{
  CwTable *self = g_new0 (CwTable, 1);

  g_return_val_if_fail (n_columns > 0 && n_columns <= 64 && flexible < n_columns, NULL);

  self->n_columns = n_columns;
  self->flexible = flexible;
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
cw_table_free (CwTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * cw_table_align_right:
 * @self: a table
 * @column: one of numbers
 */
void
cw_table_align_right (CwTable *self,
                      guint    column)
{
  g_return_if_fail (self != NULL && column < self->n_columns);

  self->right |= G_GUINT64_CONSTANT (1) << column;
}

/**
 * cw_table_add:
 * @self: a table
 * @...: a string for each column
 *
 * Adds a line.
 */
void
cw_table_add (CwTable *self,
              ...)
{
  va_list texts;

  g_return_if_fail (self != NULL);

  va_start (texts, self);
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->cells, cw_table_tame (va_arg (texts, const char *)));
  va_end (texts);
}

/* 0 where nobody has to see all of a line at once. */
static int
get_terminal_width (void)
{
  struct winsize size;

  return isatty (STDOUT_FILENO) && ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void
append_cut (GString    *line,
            const char *text,
            int         width)
{
  int left = width - 1;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      left -= g_unichar_iszerowidth (character) ? 0 : g_unichar_iswide (character) ? 2
                                                                                   : 1;
      if (left < 0)
        break;
      g_string_append_unichar (line, character);
    }
  g_string_append (line, "…");
}

static void
append_blanks (GString *line,
               int      n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (line, ' ');
}

static void
append_cell (CwTable    *self,
             GString    *line,
             guint       column,
             const char *text,
             int         width)
{
  int      needed = cw_table_measure (text);
  gboolean right = (self->right >> column & 1) != 0;

  if (right)
    append_blanks (line, width - needed);
  if (needed > width)
    append_cut (line, text, width);
  else
    g_string_append (line, text);
  if (!right)
    append_blanks (line, width - needed);
}

static int *
measure_columns (CwTable *self)
{
  int *widths = g_new0 (int, self->n_columns);
  int  terminal = get_terminal_width ();
  int  sum = GAP * ((int) self->n_columns - 1);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->n_columns] = MAX (widths[i % self->n_columns], cw_table_measure (self->cells->pdata[i]));
  for (guint i = 0; i < self->n_columns; i++)
    sum += widths[i];

  if (terminal > 0 && sum > terminal)
    widths[self->flexible] = MAX (widths[self->flexible] - (sum - terminal), MIN (LEAST_WIDTH, widths[self->flexible]));

  return widths;
}

/**
 * cw_table_print:
 * @self: a table
 *
 * Prints all lines to standard output. A column that is empty takes no place.
 */
void
cw_table_print (CwTable *self)
{
  g_autofree int *widths = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_if_fail (self != NULL);

  widths = measure_columns (self);
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;

      if (widths[column] > 0)
        {
          if (line->len > 0)
            append_blanks (line, GAP);
          append_cell (self, line, column, self->cells->pdata[i], widths[column]);
        }
      if (column + 1 < self->n_columns)
        continue;

      g_print ("%s\n", g_strchomp (line->str));
      g_string_truncate (line, 0);
    }
}
