/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-allocation.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Of a picture on a card, some 500 kB, and larger. */
#define LARGE (128 * 1024)

/**
 * cw_allocation_init:
 *
 * Has large pieces of memory go back to the system as soon as they are free. Else glibc
 * learns from the first picture that is let go of to keep such on its heap, where they
 * stay between others: after scrolling through 100,000 clips 315 MB, and not 270.
 * For programs that show many pictures; before there are threads.
 */
void
cw_allocation_init (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGE);
#endif
}
