/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crash-model.h"
#include "crash-world.h"
#include "cw-library-backup.h"
#include "cw-library-restore.h"
#include "cw-media-store.h"
#include "test-support.h"

/* Backs a library up while another program changes it without a pause. What is restored
 * is the library as it was at one moment of that time: with all that was acknowledged
 * before, and nothing that was begun after. --seed repeats a run. */

#define N_BACKUPS 3
#define LINES_BEFORE 60
#define LINES_BETWEEN 40
#define MOST_UNDONE 5

/* Lines that may be on their way while somebody counts them. */
#define MOST_UNREAD 20

/* What the other program says, taken down by a thread. */
typedef struct
{
  GSubprocess *worker;
  GMutex       mutex;
  GCond        cond;
  GPtrArray   *lines;
  gboolean     ended;
} Listener;

static gpointer
listen (gpointer data)
{
  Listener *self = data;
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->worker));
  char *line;

  while ((line = g_data_input_stream_read_line (stream, NULL, NULL, NULL)) != NULL)
    {
      g_mutex_lock (&self->mutex);
      g_ptr_array_add (self->lines, line);
      g_cond_signal (&self->cond);
      g_mutex_unlock (&self->mutex);
    }

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/* Returns how many lines there are. */
static guint
wait_for_lines (Listener *self,
                guint     more)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->lines->len;
  while (self->lines->len < n + more && !self->ended)
    g_cond_wait (&self->cond, &self->mutex);
  g_assert_false (self->ended);
  n = self->lines->len;
  g_mutex_unlock (&self->mutex);

  return n;
}

typedef struct
{
  char *path;
  guint first; /* lines that there were when it began */
  guint last;  /* and when it had ended */
} Backup;

static Backup
back_up (Listener   *listener,
         CwServices *services,
         const char *folder,
         guint       n)
{
  g_autofree char *name = g_strdup_printf ("backup-%u.tar", n);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lost = NULL;
  Backup backup = { .path = g_build_filename (folder, name, NULL) };

  backup.first = wait_for_lines (listener, n == 0 ? LINES_BEFORE : LINES_BETWEEN);
  lost = dex_await_boxed (cw_library_backup_write (cw_services_get_media (services), backup.path, FALSE, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (lost), ==, 0);
  backup.last = wait_for_lines (listener, 0);

  return backup;
}

/* --- at which moment ----------------------------------------------------------------- */

/* Something that was done, by the lines that tell of it. */
typedef struct
{
  GStrv      fields; /* what was begun */
  GPtrArray *told;   /* of GStrv: what was said of it then, at last that it was done */
  guint      first;  /* the line that it began with */
  guint      last;
} Deed;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_strfreev (deed->fields);
  g_ptr_array_unref (deed->told);
  g_free (deed);
}

/* In the order in which they began, which they were done in, too; up to the first one
 * that was not done. */
static GPtrArray *
list_deeds (GPtrArray *lines)
{
  GPtrArray *deeds = g_ptr_array_new_with_free_func (deed_free);
  guint      at = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines->pdata[i], "\t", -1);
      Deed *deed;

      if (g_str_equal (fields[0], "begin"))
        {
          deed = g_new0 (Deed, 1);
          deed->fields = g_strdupv (fields + 1);
          deed->told = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
          deed->first = i;
          g_ptr_array_add (deeds, deed);
          continue;
        }

      deed = deeds->pdata[at];
      deed->last = i;
      at += !g_str_equal (fields[0], "clip") && !g_str_equal (fields[0], "made");
      g_ptr_array_add (deed->told, g_steal_pointer (&fields));
    }

  g_ptr_array_set_size (deeds, (int) at);
  return deeds;
}

/* Whether that is the library, after DEED or a part of it. */
static gboolean
is_moment (const Backup *backup,
           const Deed   *deed,
           const Deed   *next,
           CrashModel   *model,
           CwDatabase   *database)
{
  return next->last >= backup->first && deed->first < backup->last + MOST_UNREAD && crash_model_matches (model, database);
}

/* A download brings clips one after the other, of which only the first may have been
 * there: each is a deed of its own. */
static gboolean
do_it (const Backup *backup,
       const Deed   *deed,
       const Deed   *next,
       CrashModel   *model,
       CwDatabase   *database)
{
  const char *const *fields = (const char *const *) deed->fields;
  const char *const  done[] = { "done", NULL };
  gboolean           each = g_str_equal (fields[0], "keep") || g_str_equal (fields[0], "resume");

  if (!each)
    crash_model_begin (model, fields);
  for (guint i = 0; i < deed->told->len; i++)
    {
      const char *const *told = deed->told->pdata[i];

      if (each && !g_str_equal (told[0], "clip"))
        break;
      if (each)
        crash_model_begin (model, fields);
      crash_model_end (model, told);
      if (each)
        crash_model_end (model, done);
      if (each && is_moment (backup, deed, deed, model, database))
        return TRUE;
    }

  return is_moment (backup, deed, next, model, database);
}

/* Does all again until it is what was restored. */
static guint
find_moment (const Backup *backup,
             GPtrArray    *deeds,
             CrashModel   *model,
             CwDatabase   *database)
{
  for (guint i = 0; i + 1 < deeds->len; i++)
    if (do_it (backup, deeds->pdata[i], deeds->pdata[i + 1], model, database))
      return i;

  g_error ("What was restored was at no moment between the lines %u and %u", backup->first, backup->last);
}

static void
restore (const Backup *backup,
         GPtrArray    *deeds)
{
  g_autofree char *above = test_folder ();
  g_autofree char *folder = g_build_filename (above, "library", NULL);
  g_autofree char *old = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (CrashModel) model = crash_model_new ();
  g_autoptr (GError) error = NULL;
  CwDatabase *database;
  guint       moment;

  old = dex_await_string (cw_library_restore_read (backup->path, folder, NULL, NULL), &error);
  g_assert_no_error (error);
  services = cw_services_new (folder);
  database = crash_world_get_database (services);
  crash_world_must (cw_services_open_library (services));

  /* Which reads all files, and knows by their names what has to be in them. */
  crash_world_assert_sound (services, CW_MEDIA_STORE_GRACE);
  moment = find_moment (backup, deeds, model, database);
  g_test_message ("begun at line %u, ended at %u: as after the deed of line %u", backup->first, backup->last, ((Deed *) deeds->pdata[moment])->first);

  /* And what was done before can be undone there. */
  for (guint i = 0; i < MOST_UNDONE && crash_model_move (model, TRUE); i++)
    {
      crash_world_must (cw_library_undo (cw_services_get_library (services)));
      crash_model_assert (model, database);
    }
}

static void
what_is_restored_is_the_library_of_one_moment (void)
{
  g_autoptr (CrashWorld) world = crash_world_new ();
  g_autofree char *folder = crash_world_make_folder ();
  g_autofree char *backups_folder = test_folder ();
  Listener         listener = { .lines = g_ptr_array_new_with_free_func (g_free) };
  Backup           backups[N_BACKUPS];
  GThread         *thread;
  g_autoptr (GPtrArray) deeds = NULL;

  listener.worker = crash_world_use (world, folder, (guint) g_test_rand_int_range (0, 100000), 0);
  thread = g_thread_new ("listen", listen, &listener);
  wait_for_lines (&listener, 1);
  {
    g_autoptr (CwServices) services = cw_services_new (folder);

    crash_world_must (cw_services_open_library (services));
    for (guint i = 0; i < N_BACKUPS; i++)
      backups[i] = back_up (&listener, services, backups_folder, i);
    wait_for_lines (&listener, 2 * MOST_UNREAD);
  }
  g_subprocess_force_exit (listener.worker);
  g_thread_join (thread);

  deeds = list_deeds (listener.lines);
  for (guint i = 0; i < N_BACKUPS; i++)
    {
      restore (&backups[i], deeds);
      g_free (backups[i].path);
    }

  g_ptr_array_unref (listener.lines);
  g_object_unref (listener.worker);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/backup-load/what is restored is the library of one moment", what_is_restored_is_the_library_of_one_moment);
  return g_test_run ();
}
