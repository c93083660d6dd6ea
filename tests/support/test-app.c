/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"

#include <atspi/atspi.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

/* Only ever reached when something is wrong. */
#ifdef __SANITIZE_ADDRESS__
#define PATIENCE (150 * G_TIME_SPAN_SECOND)
#else
#define PATIENCE (30 * G_TIME_SPAN_SECOND)
#endif
#define BREATH (15 * G_TIME_SPAN_MILLISECOND)
#define DEPTH 60

struct _TestApp
{
  char            *folder;
  char            *log_path;
  char            *sample;
  char           **environment;
  char            *warnings;
  char           **files;
  GSubprocess     *process;
  AtspiAccessible *accessible;
};

/* Accessibles are plain GObjects, but their headers name no cleanup. */
typedef AtspiAccessible Accessible;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Accessible, g_object_unref)

static const char *
get_environment (const char *name)
{
  const char *value = g_getenv (name);

  if (value == NULL)
    g_error ("%s is not set: run this through meson", name);

  return value;
}

/* --- the tree ------------------------------------------------------------ */

static gboolean
is_showing (AtspiAccessible *accessible)
{
  AtspiStateSet *states = atspi_accessible_get_state_set (accessible);
  gboolean       showing = states != NULL && atspi_state_set_contains (states, ATSPI_STATE_SHOWING);

  g_clear_object (&states);
  return showing;
}

static gboolean
matches (AtspiAccessible *accessible,
         const char      *role,
         const char      *name)
{
  g_autofree char *its_role = atspi_accessible_get_role_name (accessible, NULL);
  g_autofree char *its_name = NULL;

  if (role != NULL && g_strcmp0 (role, its_role) != 0)
    return FALSE;

  its_name = atspi_accessible_get_name (accessible, NULL);
  return (name == NULL || g_strcmp0 (name, its_name) == 0) && is_showing (accessible);
}

/* Counts what matches below ACCESSIBLE, and gives the first in FOUND. */
static int
search (AtspiAccessible  *accessible,
        const char       *role,
        const char       *name,
        int               depth,
        AtspiAccessible **found)
{
  int count = atspi_accessible_get_child_count (accessible, NULL);
  int n_found = 0;

  for (int i = 0; i < count && depth < DEPTH; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child == NULL)
        continue;

      if (matches (child, role, name))
        {
          n_found++;
          if (found != NULL && *found == NULL)
            *found = g_object_ref (child);
        }

      n_found += search (child, role, name, depth + 1, found);
      if (found != NULL && *found != NULL)
        break;
    }

  return n_found;
}

/* What libatspi remembers may lag behind the screen for ever. */
static int
look (TestApp          *self,
      const char       *role,
      const char       *name,
      AtspiAccessible **found)
{
  atspi_accessible_clear_cache (self->accessible);

  return search (self->accessible, role, name, 0, found);
}

static void
dump (AtspiAccessible *accessible,
      int              depth)
{
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  int              count = atspi_accessible_get_child_count (accessible, NULL);

  g_printerr ("# %*s%s “%s”%s\n", depth * 2, "", role, name, is_showing (accessible) ? "" : " (not showing)");
  for (int i = 0; i < count && depth < DEPTH; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        dump (child, depth + 1);
    }
}

static void G_GNUC_NORETURN
fail (TestApp    *self,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *command = NULL;
  g_autofree char *log = NULL;
  va_list          list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);

  picture = g_build_filename (get_environment ("TEST_SCREENSHOTS"), "failed.png", NULL);
  command = g_strdup_printf ("import -window root '%s'", picture);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  g_printerr ("# What the screen showed is in %s\n", picture);

  if (self->accessible != NULL)
    {
      atspi_accessible_clear_cache (self->accessible);
      dump (self->accessible, 0);
    }
  if (g_file_get_contents (self->log_path, &log, NULL, NULL))
    g_printerr ("# --- the log ---\n%s", log);
  g_subprocess_force_exit (self->process);
  g_error ("%s", message);
}

/* --- waiting ------------------------------------------------------------- */

/* Between two looks: lets libatspi read, and the machine do something else. */
static void
breathe (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (BREATH);
}

static gboolean
is_over (TestApp *self)
{
  return g_subprocess_get_identifier (self->process) == NULL;
}

static AtspiAccessible *
find (TestApp    *self,
      const char *role,
      const char *name)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  for (;;)
    {
      AtspiAccessible *found = NULL;

      if (look (self, role, name, &found) > 0)
        return found;
      if (is_over (self))
        fail (self, "The app ended while the test waited for %s “%s”", role, name);
      if (g_get_monotonic_time () > deadline)
        fail (self, "There is no %s “%s”", role, name);
      breathe ();
    }
}

void
test_app_wait (TestApp    *self,
               const char *role,
               const char *name)
{
  g_object_unref (find (self, role, name));
}

gboolean
test_app_has (TestApp    *self,
              const char *role,
              const char *name)
{
  g_autoptr (Accessible) found = NULL;

  return look (self, role, name, &found) > 0;
}

int
test_app_count (TestApp    *self,
                const char *role)
{
  return look (self, role, NULL, NULL);
}

void
test_app_wait_gone (TestApp    *self,
                    const char *role,
                    const char *name)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (test_app_has (self, role, name))
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "%s “%s” does not go away", role, name);
      breathe ();
    }
}

/* --- doing --------------------------------------------------------------- */

/* The first action of that name, any if it is NULL, of ACCESSIBLE or of what is
 * in it: a cell's own are its content's. */
static AtspiAction *
find_action (AtspiAccessible *accessible,
             const char      *name,
             int              depth,
             int             *index)
{
  AtspiAction *actions = atspi_accessible_get_action_iface (accessible);
  int          count = actions != NULL ? atspi_action_get_n_actions (actions, NULL) : 0;

  for (*index = 0; *index < count; (*index)++)
    {
      g_autofree char *its_name = atspi_action_get_action_name (actions, *index, NULL);

      if (name == NULL || g_strcmp0 (name, its_name) == 0)
        return actions;
    }

  g_clear_object (&actions);
  count = atspi_accessible_get_child_count (accessible, NULL);

  for (int i = 0; i < count && depth < DEPTH; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL && (actions = find_action (child, name, depth + 1, index)) != NULL)
        return actions;
    }

  return NULL;
}

void
test_app_act (TestApp    *self,
              const char *role,
              const char *name,
              const char *action)
{
  g_autoptr (Accessible) found = find (self, role, name);
  g_autoptr (GError) error = NULL;
  int          index;
  AtspiAction *actions = find_action (found, action, 0, &index);

  if (actions == NULL)
    fail (self, "%s “%s” has no action %s", role, name, action != NULL ? action : "at all");
  if (!atspi_action_do_action (actions, index, &error))
    fail (self, "%s “%s” refuses: %s", role, name, error != NULL ? error->message : "no reason given");

  g_object_unref (actions);
}

void
test_app_write (TestApp    *self,
                const char *role,
                const char *name,
                const char *text)
{
  g_autoptr (Accessible) found = find (self, role, name);
  AtspiEditableText *editable = atspi_accessible_get_editable_text_iface (found);

  if (editable == NULL || !atspi_editable_text_set_text_contents (editable, text, NULL))
    fail (self, "%s “%s” cannot be written to", role, name);

  g_object_unref (editable);
}

double
test_app_get_value (TestApp    *self,
                    const char *role,
                    const char *name)
{
  g_autoptr (Accessible) found = find (self, role, name);
  AtspiValue *value = atspi_accessible_get_value_iface (found);
  double      current;

  if (value == NULL)
    fail (self, "%s “%s” has no value", role, name);

  current = atspi_value_get_current_value (value, NULL);
  g_object_unref (value);

  return current;
}

void
test_app_wait_value (TestApp    *self,
                     const char *role,
                     const char *name,
                     double      least,
                     double      most)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  for (;;)
    {
      double value = test_app_get_value (self, role, name);

      if (value >= least && value <= most)
        return;
      if (g_get_monotonic_time () > deadline)
        fail (self, "%s “%s” is %f, and not from %f to %f", role, name, value, least, most);
      breathe ();
    }
}

void
test_app_set_value (TestApp    *self,
                    const char *role,
                    const char *name,
                    double      wanted)
{
  g_autoptr (Accessible) found = find (self, role, name);
  AtspiValue *value = atspi_accessible_get_value_iface (found);

  if (value == NULL || !atspi_value_set_current_value (value, wanted, NULL))
    fail (self, "%s “%s” cannot be set", role, name);

  g_object_unref (value);
}

static char *
dup_text (AtspiAccessible *accessible)
{
  AtspiText *text = atspi_accessible_get_text_iface (accessible);
  char      *content = NULL;

  if (text != NULL)
    content = atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);
  g_clear_object (&text);

  return content;
}

void
test_app_wait_text (TestApp    *self,
                    const char *role,
                    const char *name,
                    const char *expected)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  for (;;)
    {
      g_autoptr (Accessible) found = find (self, role, name);
      g_autofree char *text = dup_text (found);

      if (g_strcmp0 (text, expected) == 0)
        return;
      if (g_get_monotonic_time () > deadline)
        fail (self, "%s “%s” says “%s”, and not “%s”", role, name, text, expected);
      breathe ();
    }
}

void
test_app_wait_count (TestApp    *self,
                     const char *role,
                     const char *name,
                     int         count)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;
  int    now;

  while ((now = look (self, role, name, NULL)) != count)
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "There are %d %s “%s”, and not %d", now, role, name, count);
      breathe ();
    }
}

static char *
find_focus (AtspiAccessible *accessible,
            int              depth)
{
  int            count = atspi_accessible_get_child_count (accessible, NULL);
  AtspiStateSet *states = atspi_accessible_get_state_set (accessible);
  gboolean       focused = states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);

  g_clear_object (&states);
  if (focused)
    {
      g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
      g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

      return g_strdup_printf ("%s: %s", role, name);
    }

  for (int i = 0; i < count && depth < DEPTH; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);
      char *found = child != NULL ? find_focus (child, depth + 1) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

char *
test_app_dup_focus (TestApp *self)
{
  atspi_accessible_clear_cache (self->accessible);

  return find_focus (self->accessible, 0);
}

static void
run (TestApp    *self,
     const char *format,
     ...) G_GNUC_PRINTF (2, 3);

/* Runs what a shell would understand, without one. */
static void
run (TestApp    *self,
     const char *format,
     ...)
{
  g_autofree char *command = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;

  va_start (list, format);
  command = g_strdup_vprintf (format, list);
  va_end (list);

  g_assert_true (g_shell_parse_argv (command, NULL, &words, NULL));
  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    fail (self, "%s: %s", command, error->message);
}

void
test_app_key (TestApp    *self,
              const char *key)
{
  run (self, "xdotool key --clearmodifiers %s", key);
}

static AtspiRect
get_extents (AtspiAccessible *accessible)
{
  AtspiComponent *component = atspi_accessible_get_component_iface (accessible);
  AtspiRect      *rect = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  AtspiRect       extents = *rect;

  g_free (rect);
  g_object_unref (component);
  return extents;
}

/* The middle of a thing. The window fills the screen; GTK 4.18 takes its shadow
 * off twice, which once it tells of the window itself. */
static void
get_middle (TestApp    *self,
            const char *role,
            const char *name,
            int        *x,
            int        *y)
{
  g_autoptr (Accessible) found = find (self, role, name);
  g_autoptr (Accessible) window = atspi_accessible_get_child_at_index (self->accessible, 0, NULL);
  AtspiRect rect = get_extents (found);
  AtspiRect frame = get_extents (window);

  *x = rect.x + rect.width / 2 - 2 * frame.x;
  *y = rect.y + rect.height / 2 - 2 * frame.y;
}

/* In lines, from the left and from above. */
static gboolean
is_before (TestApp    *self,
           const char *role,
           const char *name,
           const char *other)
{
  int x, y, other_x, other_y;

  get_middle (self, role, name, &x, &y);
  get_middle (self, role, other, &other_x, &other_y);
  return y < other_y || (y == other_y && x < other_x);
}

void
test_app_wait_before (TestApp    *self,
                      const char *role,
                      const char *name,
                      const char *other)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  while (!is_before (self, role, name, other))
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "%s “%s” is not before “%s”", role, name, other);
      breathe ();
    }
}

void
test_app_drag (TestApp    *self,
               const char *role,
               const char *name,
               int         dx,
               int         dy)
{
  int x, y;

  get_middle (self, role, name, &x, &y);
  run (self, "xdotool mousemove --sync %d %d mousedown 1 mousemove --sync %d %d mousemove --sync %d %d mouseup 1",
       x, y, x + dx / 2, y + dy / 2, x + dx, y + dy);
}

void
test_app_drag_onto (TestApp    *self,
                    const char *role,
                    const char *name,
                    const char *onto_role,
                    const char *onto_name,
                    int         dx)
{
  const int steps = 20;
  int       x, y, to_x, to_y;

  get_middle (self, role, name, &x, &y);
  get_middle (self, onto_role, onto_name, &to_x, &to_y);
  to_x += dx;

  /* As a hand does it: GTK drags nothing that was not held for a moment, and what is
   * passed has to answer before anything is dropped on it. */
  run (self, "xdotool mousemove --sync %d %d mousedown 1", x, y);
  for (int i = 0; i < steps; i++)
    breathe ();
  for (int i = 1; i <= steps; i++)
    {
      run (self, "xdotool mousemove --sync %d %d", x + (to_x - x) * i / steps, y + (to_y - y) * i / steps);
      breathe ();
    }
  for (int i = 0; i < steps / 2; i++)
    {
      run (self, "xdotool mousemove --sync %d %d", to_x + i % 2, to_y);
      breathe ();
    }
  run (self, "xdotool mouseup 1");
}

void
test_app_drop (TestApp    *self,
               const char *path,
               const char *role,
               const char *cue)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) size = g_strsplit (get_environment ("TEST_SCREEN"), "x", 2);
  g_autoptr (GSubprocess) source = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, get_environment ("TEST_DRAG_SOURCE"), path, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  gint64           deadline = g_get_monotonic_time () + PATIENCE;
  gboolean         nudge = FALSE;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (source));

  if ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) == NULL)
    fail (self, "There is no window to drag from");

  run (self, "xdotool mousemove --sync 50 50 mousedown 1");
  while (!test_app_has (self, role, cue))
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "There is no %s “%s”", role, cue);

      /* A hand is never quite still, and a drag begins only once it moves. */
      nudge = !nudge;
      run (self, "xdotool mousemove --sync %d %d", atoi (size[0]) / 2 + nudge, atoi (size[1]) / 2);
      breathe ();
    }
  run (self, "xdotool mouseup 1");
  if (!g_subprocess_wait_check (source, NULL, &error))
    fail (self, "What was dropped was not taken: %s", error->message);
}

static gboolean
has_busy (AtspiAccessible *accessible,
          int              depth)
{
  int            count = atspi_accessible_get_child_count (accessible, NULL);
  AtspiStateSet *states = atspi_accessible_get_state_set (accessible);
  gboolean       busy = states != NULL && atspi_state_set_contains (states, ATSPI_STATE_BUSY);

  g_clear_object (&states);
  for (int i = 0; i < count && depth < DEPTH && !busy; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      busy = child != NULL && has_busy (child, depth + 1);
    }

  return busy;
}

/* Until everything on the screen has what it shows. */
static void
wait_for_the_busy (TestApp *self)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  for (;;)
    {
      atspi_accessible_clear_cache (self->accessible);
      if (!has_busy (self->accessible, 0))
        return;
      if (g_get_monotonic_time () > deadline)
        fail (self, "Something on the screen is busy for ever");
      breathe ();
    }
}

void
test_app_screenshot (TestApp    *self,
                     const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (get_environment ("TEST_SCREENSHOTS"), file, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *quoted = g_shell_quote (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);

  wait_for_the_busy (self);

  /* Away from what shows itself under a pointer. */
  run (self, "xdotool mousemove 3 3");
  run (self, "import -window root %s", quoted);
}

/* --- the process --------------------------------------------------------- */

static void
write_file (const char *folder,
            const char *name,
            const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

/* As large as the screen, so that a screenshot shows nothing else. */
static void
write_settings (TestApp            *self,
                const TestAppSetup *setup)
{
  g_auto (GStrv) size = g_strsplit (get_environment ("TEST_SCREEN"), "x", 2);
  g_autofree char *settings = g_strdup_printf ("[io/github/clipwright/Clipwright]\nwindow-width=%s\nwindow-height=%s\n%s\n",
                                               size[0], size[1], setup->settings != NULL ? setup->settings : "");
  g_autofree char *toolkit = g_strdup_printf ("[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-font-name=Cantarell %d\n",
                                              (int) (11 * (setup->text_scale > 0 ? setup->text_scale : 1)));

  write_file (self->folder, "config/glib-2.0/settings/keyfile", settings);
  write_file (self->folder, "config/gtk-4.0/settings.ini", toolkit);
}

static void
set_folder (TestApp             *self,
            GSubprocessLauncher *launcher,
            const char          *variable,
            const char          *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_subprocess_launcher_setenv (launcher, variable, path, TRUE);
}

static AtspiAccessible *
find_application (void)
{
  g_autoptr (Accessible) desktop = atspi_get_desktop (0);
  int count;

  /* What is on the screen now, and not what was. */
  atspi_accessible_set_cache_mask (desktop, ATSPI_CACHE_NONE);
  count = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < count; i++)
    {
      g_autoptr (Accessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *name = child != NULL ? atspi_accessible_get_name (child, NULL) : NULL;

      if (g_strcmp0 (name, "clipwright") == 0 && atspi_accessible_get_child_count (child, NULL) > 0)
        {
          atspi_accessible_set_cache_mask (child, ATSPI_CACHE_NONE);
          return g_steal_pointer (&child);
        }
    }

  return NULL;
}

/* Its words on standard error go to LOG_PATH. */
static GSubprocess *
spawn (TestApp           *self,
       const char *const *files,
       const char        *log_path)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  set_folder (self, launcher, "HOME", "home");
  set_folder (self, launcher, "XDG_CONFIG_HOME", "config");
  set_folder (self, launcher, "XDG_DATA_HOME", "data");
  set_folder (self, launcher, "XDG_CACHE_HOME", "cache");
  set_folder (self, launcher, "XDG_STATE_HOME", "state");
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  /* Which the test has changed for itself; the app needs the system's icons. */
  g_subprocess_launcher_unsetenv (launcher, "XDG_DATA_DIRS");
  g_subprocess_launcher_unsetenv (launcher, "XDG_CONFIG_DIRS");
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  for (guint i = 0; self->environment != NULL && self->environment[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (self->environment[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, pair[0], pair[1], TRUE);
    }
  if (self->sample != NULL)
    g_subprocess_launcher_setenv (launcher, "CLIPWRIGHT_DATA_DIR", self->sample, TRUE);
  g_subprocess_launcher_set_stderr_file_path (launcher, log_path);

  g_ptr_array_add (words, (gpointer) get_environment ("TEST_PROGRAM"));
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) files[i]);
  g_ptr_array_add (words, NULL);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);

  return process;
}

static void
launch (TestApp *self)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  self->process = spawn (self, (const char *const *) self->files, self->log_path);

  while ((self->accessible = find_application ()) == NULL)
    {
      if (is_over (self))
        fail (self, "The app ended at once");
      if (g_get_monotonic_time () > deadline)
        fail (self, "The app has no window");
      breathe ();
    }
}

void
test_app_wait_again (TestApp *self)
{
  gint64           deadline = g_get_monotonic_time () + PATIENCE;
  g_autofree char *before = g_strdup (ATSPI_OBJECT (self->accessible)->app->bus_name);

  while (TRUE)
    {
      g_autoptr (Accessible) found = find_application ();

      if (found != NULL && !g_str_equal (ATSPI_OBJECT (found)->app->bus_name, before))
        {
          g_set_object (&self->accessible, found);
          return;
        }
      if (is_over (self))
        fail (self, "The app ended in place of starting again");
      if (g_get_monotonic_time () > deadline)
        fail (self, "The app does not start again");
      breathe ();
    }
}

static void
check_log (TestApp *self)
{
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (self->log_path, &log, NULL, NULL));
  lines = g_strsplit (log, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strstr (lines[i], "CRITICAL") == NULL && strstr (lines[i], "WARNING") == NULL && strstr (lines[i], "ERROR") == NULL)
        continue;
      /* What a sanitizer says of itself wherever there are fibers. */
      if (strstr (lines[i], "makecontext") != NULL)
        continue;
      if (self->warnings == NULL || strstr (lines[i], self->warnings) == NULL)
        g_error ("The app logged: %s", lines[i]);
    }
}

static void
end (TestApp *self)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *path = g_strdelimit (g_strdup ("/" APP_ID), ".", '/');
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  reply = g_dbus_connection_call_sync (bus, APP_ID, path, "org.gtk.Actions", "Activate",
                                       g_variant_new ("(sava{sv})", "quit", NULL, NULL), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  while (!is_over (self))
    {
      if (g_get_monotonic_time () > deadline)
        fail (self, "The app does not quit");
      breathe ();
    }

  g_clear_object (&self->accessible);
  if (!g_subprocess_get_if_exited (self->process) || g_subprocess_get_exit_status (self->process) != 0)
    fail (self, "The app did not end well");
  check_log (self);
  g_clear_object (&self->process);
}

void
test_app_init (int    *argc,
               char ***argv)
{
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* It is the app's warnings that count: libatspi warns of every GTK app. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  atspi_init ();
}

void
test_app_open (TestApp    *self,
               const char *path)
{
  g_autofree char  *log_path = g_strconcat (self->log_path, "-second", NULL);
  const char *const files[] = { path, NULL };
  g_autoptr (GSubprocess) second = spawn (self, files, log_path);
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_wait_check (second, NULL, &error))
    fail (self, "A second start: %s", error->message);
}

TestApp *
test_app_start (const TestAppSetup *setup)
{
  static const TestAppSetup usual = { 0 };
  TestApp                  *self = g_new0 (TestApp, 1);

  if (setup == NULL)
    setup = &usual;

  self->folder = g_build_filename (g_get_user_runtime_dir (), "app", NULL);
  self->log_path = g_build_filename (self->folder, "log", NULL);
  self->files = g_strdupv ((char **) setup->files);
  self->sample = g_strdup (setup->sample);
  self->environment = g_strdupv ((char **) setup->environment);
  self->warnings = g_strdup (setup->warnings);
  write_settings (self, setup);
  launch (self);

  return self;
}

void
test_app_restart (TestApp *self)
{
  end (self);
  g_clear_pointer (&self->files, g_strfreev);
  launch (self);
}

void
test_app_quit (TestApp *self)
{
  end (self);
  g_free (self->folder);
  g_free (self->log_path);
  g_free (self->sample);
  g_strfreev (self->environment);
  g_free (self->warnings);
  g_strfreev (self->files);
  g_free (self);
}
