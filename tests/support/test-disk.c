/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* unshare() */
#include "config.h"

#include "test-disk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

/* A small disk that can be full, or read-only. */

static void
write_text (const char *path,
            const char *text)
{
  int fd = open (path, O_WRONLY);

  if (fd < 0 || write (fd, text, strlen (text)) < 0)
    exit (77);
  close (fd);
}

static void
map_id (const char *path,
        guint       id)
{
  g_autofree char *map = g_strdup_printf ("0 %u 1", id);

  write_text (path, map);
}

/**
 * test_disk_mount:
 * @path: a folder, made where it is not there
 *
 * Call it before there are threads, so first thing in a process of its own.
 *
 * Returns: whether there is a disk of two MiB at @path, for this process only
 */
gboolean
test_disk_mount (const char *path)
{
  uid_t uid = getuid ();
  gid_t gid = getgid ();

  g_mkdir_with_parents (path, 0700);

  /* Root may as it is; others only in a namespace where they are root. */
  if (unshare (CLONE_NEWNS) != 0)
    {
      if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return FALSE;

      map_id ("/proc/self/uid_map", uid);
      write_text ("/proc/self/setgroups", "deny");
      map_id ("/proc/self/gid_map", gid);
    }

  return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount ("none", path, "tmpfs", 0, "size=2m") == 0;
}
