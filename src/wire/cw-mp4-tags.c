/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-mp4-tags.h"

#include "cw-ffmetadata.h"

#include <string.h>

/* Of a box: its size and its name. Of a “data” in a tag: its kind and its language, too. */
#define HEADER 8
#define DATA_HEADER 16
#define MOST_TAG (64 * 1024)

/* “meta” has a version before what is in it, but in QuickTime's files. */
#define VERSION_BYTES 4

#define UTF8 1

typedef struct
{
  const guint8 *bytes;
  gsize         length;
} Box;

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* The next box in REST, which goes on after it; what is in it, without its header. */
static gboolean
next_box (Box   *rest,
          guint8 name[4],
          Box   *box)
{
  gsize size;

  if (rest->length < HEADER)
    return FALSE;

  size = read_number (rest->bytes);
  if (size < HEADER || size > rest->length)
    return FALSE;

  memcpy (name, rest->bytes + 4, 4);
  box->bytes = rest->bytes + HEADER;
  box->length = size - HEADER;
  rest->bytes += size;
  rest->length -= size;
  return TRUE;
}

static gboolean
find_box (Box         in,
          const char *wanted,
          Box        *box)
{
  guint8 name[4];

  while (next_box (&in, name, box))
    if (memcmp (name, wanted, 4) == 0)
      return TRUE;

  return FALSE;
}

static const char *
get_tag_name (const guint8 name[4])
{
  const struct
  {
    const char *box;
    const char *name;
  } tags[] = { { "\251nam", "title" }, { "\251ART", "artist" }, { "\251day", "date" }, { "\251gen", "genre" }, { "\251cmt", "comment" }, { "purl", "purl" } };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (memcmp (name, tags[i].box, 4) == 0)
      return tags[i].name;

  return NULL;
}

static void
add_tag (CwClipMetadataBuilder *builder,
         const char            *name,
         Box                    tag)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  Box              data;

  if (!find_box (tag, "data", &data) || data.length < DATA_HEADER - HEADER || read_number (data.bytes) != UTF8)
    return;

  text = g_strndup ((const char *) data.bytes + (DATA_HEADER - HEADER), MIN (data.length - (DATA_HEADER - HEADER), MOST_TAG));
  valid = g_utf8_make_valid (text, -1);
  cw_ffmetadata_add_tag (builder, name, valid);
}

/**
 * cw_mp4_tags_read:
 * @moov: what is in the “moov” box of an MP4, without the box's header; anything
 * @length: bytes of @moov
 *
 * Reads the tags that TwitchDownloader and yt-dlp put into a video itself.
 *
 * Returns: (transfer full): what they tell, which may be nothing
 */
CwClipMetadata *
cw_mp4_tags_read (const guint8 *moov,
                  gsize         length)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  Box    in = { moov, length };
  Box    udta, meta, list, tag;
  guint8 name[4];

  g_return_val_if_fail (moov != NULL || length == 0, NULL);

  if (find_box (in, "udta", &udta) && find_box (udta, "meta", &meta))
    {
      if (meta.length >= HEADER && memcmp (meta.bytes + 4, "hdlr", 4) != 0)
        {
          meta.bytes += VERSION_BYTES;
          meta.length -= VERSION_BYTES;
        }

      if (find_box (meta, "ilst", &list))
        while (next_box (&list, name, &tag))
          if (get_tag_name (name) != NULL)
            add_tag (builder, get_tag_name (name), tag);
    }

  return cw_clip_metadata_builder_end (builder);
}
