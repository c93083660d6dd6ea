/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-child.h"

#include <stdlib.h>
#include <unistd.h>

#define ROLE "TEST_CHILD"
#define ARGUMENT "TEST_CHILD_%u"

/* As stacks of tests are. */
#define STACK (8 * 1024 * 1024)

/**
 * test_child_get_role:
 *
 * Returns: (nullable): what this process was started as; %NULL for the test itself
 */
const char *
test_child_get_role (void)
{
  return g_getenv (ROLE);
}

/**
 * test_child_get_argument:
 * @n: 0 or 1
 *
 * Returns: (nullable): what test_child_start() was given for this process
 */
const char *
test_child_get_argument (guint n)
{
  g_autofree char *name = g_strdup_printf (ARGUMENT, n);

  return g_getenv (name);
}

/**
 * test_child_start:
 * @role: what test_child_get_role() says there
 * @first: (nullable): its first argument
 * @second: (nullable): its second argument
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
test_child_start (const char *role,
                  const char *first,
                  const char *second)
{
  const char *arguments[] = { first, second };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *child;

  g_subprocess_launcher_setenv (launcher, ROLE, role, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autofree char *name = g_strdup_printf (ARGUMENT, i);

      if (arguments[i] != NULL)
        g_subprocess_launcher_setenv (launcher, name, arguments[i], TRUE);
    }

  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  return child;
}

/**
 * test_child_kill_once_begun:
 * @child: a process that will come to test_child_say_begun()
 *
 * Kills it there, with the one signal that nobody can catch.
 */
void
test_child_kill_once_begun (GSubprocess *child)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_cmpstr (line, ==, "begun");
  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_signaled (child));
}

/**
 * test_child_wait:
 * @child: a process that ends by itself
 *
 * Has it be well; skips the test where it ended with 77, since it could not be tried.
 */
void
test_child_wait (GSubprocess *child)
{
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (child));
  if (g_subprocess_get_exit_status (child) == 77)
    g_test_skip ("A disk of one's own cannot be mounted here");
  else
    g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 0);
}

/**
 * test_child_run:
 * @fiber: what the child does, and ends the process itself
 *
 * Returns: 1, where @fiber did not end the process
 */
int
test_child_run (DexFiberFunc fiber)
{
  g_autoptr (GMainLoop) loop = NULL;

  dex_init ();
  loop = g_main_loop_new (NULL, FALSE);
  dex_future_disown (dex_scheduler_spawn (NULL, STACK, fiber, NULL, NULL));
  g_main_loop_run (loop);
  return 1;
}

/**
 * test_child_say_begun:
 *
 * Says that now is a good moment to be killed, and waits for it.
 */
void
test_child_say_begun (void)
{
  if (write (STDOUT_FILENO, "begun\n", 6) != 6)
    exit (1);
  for (;;)
    pause ();
}
