/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media.h"

#include "json-make.h"
#include "test-media.h"

#include <gio/gio.h>

static const Quality landscape[] = {
  { "1080", 640, 360, 60, 60.023, 1920, 1080 },
  { "720", 426, 240, 60, 60.023, 1280, 720 },
  { "480", 320, 180, 30, 30.01, 852, 480 },
  { "360", 256, 144, 30, 30.01, 640, 360 },
};

static const Quality portrait[] = {
  { "1080", 270, 480, 60, 60.023, 1080, 1920 },
  { "720", 180, 320, 30, 30.01, 720, 1280 },
};

/* Files are encoded when first asked for, one at a time and beside the server,
 * and kept for the runs that follow. */
struct _Media
{
  GThreadPool *pool;
  GHashTable  *files;
  char        *secret;
};

typedef struct
{
  Media    *media;
  TestMedia recipe;
  char     *name;
  char     *path;
  MediaDone done;
  gpointer  data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->name);
  g_free (job->path);
  g_free (job);
}

static void
answer (Job *job)
{
  GBytes *content = g_hash_table_lookup (job->media->files, job->name);

  if (content == NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GMappedFile) file = g_mapped_file_new (job->path, FALSE, &error);

      if (file == NULL)
        g_error ("The media cannot be read: %s", error->message);

      content = g_mapped_file_get_bytes (file);
      g_hash_table_insert (job->media->files, g_strdup (job->name), content);
    }

  job->done (content, job->data);
  job_free (job);
}

static gboolean
on_made (gpointer data)
{
  answer (data);
  return G_SOURCE_REMOVE;
}

static void
make (gpointer data,
      gpointer user_data)
{
  Job *job = data;

  job->path = test_media_make (&job->recipe);
  g_idle_add (on_made, job);
}

Media *
media_new (void)
{
  Media *self = g_new0 (Media, 1);

  self->pool = g_thread_pool_new_full (make, NULL, job_free, 1, FALSE, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->secret = g_uuid_string_random ();
  return self;
}

void
media_free (Media *self)
{
  /* Waits for the file that is being made, not for those to come. */
  g_thread_pool_free (self->pool, TRUE, TRUE);
  g_hash_table_unref (self->files);
  g_free (self->secret);
  g_free (self);
}

/**
 * media_list_qualities:
 * @n: (out): how many there are
 *
 * Returns: (array length=n): the best first
 */
const Quality *
media_list_qualities (gboolean is_portrait,
                      guint   *n)
{
  *n = is_portrait ? G_N_ELEMENTS (portrait) : G_N_ELEMENTS (landscape);
  return is_portrait ? portrait : landscape;
}

/**
 * media_get:
 * @seconds: how long it is
 * @done: gets the file, now or once it is made
 */
void
media_get (Media         *self,
           const Quality *quality,
           double         seconds,
           MediaDone      done,
           gpointer       data)
{
  Job *job = g_new0 (Job, 1);
  int  frames = MAX (1, (int) (seconds * quality->rate + 0.5));

  job->media = self;
  job->name = g_strdup_printf ("clip-%dx%d-%d-%d", quality->width, quality->height, quality->rate, frames);
  job->recipe = (TestMedia) { job->name, "mp4", "h264", "aac", quality->width, quality->height, quality->rate, 1, frames, 2, 48000, .index_first = TRUE };
  job->done = done;
  job->data = data;

  if (g_hash_table_contains (self->files, job->name))
    answer (job);
  else
    g_thread_pool_push (self->pool, job, NULL);
}

gboolean
media_has_portrait (StandIn *stand_in,
                    Clip    *clip)
{
  return clip->hash / 100 % 100 < stand_in->settings.portrait_percent;
}

static char *
sign (StandIn    *stand_in,
      const char *text)
{
  const char *secret = stand_in->media->secret;

  return g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) secret, strlen (secret), text, -1);
}

gboolean
media_check_signature (StandIn    *stand_in,
                       const char *text,
                       const char *signature)
{
  g_autofree char *right = sign (stand_in, text);

  return g_str_equal (right, signature);
}

/**
 * media_make_source_url:
 *
 * Returns: (transfer full): where the file is for one who adds a signature and
 *   a token
 */
char *
media_make_source_url (StandIn       *stand_in,
                       Clip          *clip,
                       gboolean       is_portrait,
                       const Quality *quality)
{
  return g_strdup_printf ("%s/cdn/v2/media/%s/%s/%s/video.mp4", stand_in->url, clip->id, is_portrait ? "portrait" : "landscape", quality->label);
}

/**
 * media_make_token:
 * @signature: (out) (transfer full): what has to go with it
 *
 * Returns: (transfer full): a playback token for @clip
 */
char *
media_make_token (StandIn *stand_in,
                  Clip    *clip,
                  char   **signature)
{
  JsonObject *authorization = json_make ("forbidden", 'b', FALSE, "reason", 's', "", NULL);
  g_autoptr (JsonObject) object = json_make ("authorization", 'o', authorization,
                                             "clip_uri", 't', media_make_source_url (stand_in, clip, FALSE, &landscape[2]),
                                             "clip_slug", 's', clip->id,
                                             "device_id", 'n',
                                             "expires", 'i', stand_in_now (stand_in) + stand_in->settings.media_token_lifetime,
                                             "user_id", 's', "",
                                             "version", 'i', (gint64) 2,
                                             NULL);
  g_autoptr (JsonNode) node = json_make_node (object);
  char *text = json_make_text (node);

  *signature = sign (stand_in, text);
  return text;
}

/**
 * media_make_download_url:
 *
 * Returns: (transfer full): an address of its own, which is good for a while
 */
char *
media_make_download_url (StandIn *stand_in,
                         Clip    *clip,
                         gboolean is_portrait)
{
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *path = g_strdup_printf ("/cdn/download/%s/%s/%s/index.mp4", unique, clip->id, is_portrait ? "portrait" : "landscape");
  g_autofree char *policy = g_strdup_printf ("{\"Statement\":[{\"Resource\":\"%s\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":%" G_GINT64_FORMAT "}}}]}",
                                             path, stand_in_now (stand_in) + stand_in->settings.download_lifetime);
  g_autofree char *encoded = g_base64_encode ((const guchar *) policy, strlen (policy));
  g_autofree char *signature = sign (stand_in, policy);

  /* The CDN's own idea of base64 in an address. */
  g_strdelimit (encoded, "+", '-');
  g_strdelimit (encoded, "=", '_');
  g_strdelimit (encoded, "/", '~');
  return g_strdup_printf ("%s%s?Policy=%s&Signature=%s&Key-Pair-Id=K3STANDIN", stand_in->url, path, encoded, signature);
}
