/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download-job.h"

#include "cw-clip-name.h"
#include "cw-id.h"
#include "cw-json.h"

/* A download as a job: its payload is the clip as Twitch told of it, and whether the user
 * says that they may keep it; its subject is the clip's id on Twitch. */

/* A record is its properties. */
static void
add_clip (JsonBuilder  *builder,
          CwTwitchClip *clip)
{
  guint                   n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (clip), &n);

  json_builder_begin_object (builder);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (clip), specs[i]->name, &value);
      json_builder_set_member_name (builder, specs[i]->name);
      if (G_VALUE_HOLDS_STRING (&value))
        json_builder_add_string_value (builder, g_value_get_string (&value));
      else if (G_VALUE_HOLDS_INT64 (&value))
        json_builder_add_int_value (builder, g_value_get_int64 (&value));
      else
        json_builder_add_boolean_value (builder, g_value_get_boolean (&value));
    }
  json_builder_end_object (builder);
}

static CwTwitchClip *
read_clip (JsonObject *object)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (CW_TYPE_TWITCH_CLIP);
  guint                   n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n);
  const char            **names = g_newa (const char *, n);
  GValue                 *values = g_newa0 (GValue, n);
  CwTwitchClip           *clip;

  for (guint i = 0; i < n; i++)
    {
      gint64   number = 0;
      gboolean flag = FALSE;

      names[i] = specs[i]->name;
      g_value_init (&values[i], specs[i]->value_type);
      cw_json_get_int (object, names[i], &number);
      cw_json_get_boolean (object, names[i], &flag);
      if (G_VALUE_HOLDS_STRING (&values[i]))
        g_value_set_string (&values[i], cw_json_get_string (object, names[i]));
      else if (G_VALUE_HOLDS_INT64 (&values[i]))
        g_value_set_int64 (&values[i], number);
      else
        g_value_set_boolean (&values[i], flag);
    }

  clip = CW_TWITCH_CLIP (g_object_new_with_properties (CW_TYPE_TWITCH_CLIP, n, names, values));
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);

  return clip;
}

static char *
build_payload (CwTwitchClip *clip,
               gboolean      permitted)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "clip");
  add_clip (builder, clip);
  json_builder_set_member_name (builder, "permitted");
  json_builder_add_boolean_value (builder, permitted);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return cw_json_to_text (root, FALSE);
}

/* The clip, or NULL where that is none. */
static CwTwitchClip *
parse (const char *payload,
       gboolean   *permitted)
{
  g_autoptr (JsonNode) root = json_from_string (payload, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *stored = object != NULL ? cw_json_get_object (object, "clip") : NULL;
  g_autoptr (CwTwitchClip) clip = stored != NULL ? read_clip (stored) : NULL;

  *permitted = FALSE;
  if (clip == NULL || *cw_twitch_clip_get_id (clip) == '\0')
    return NULL;

  cw_json_get_boolean (object, "permitted", permitted);
  return g_steal_pointer (&clip);
}

/**
 * cw_download_job_make:
 * @clip: a clip
 * @permitted: whether the user says that they may keep it
 *
 * Returns: (transfer full): a new job
 */
CwJob *
cw_download_job_make (CwTwitchClip *clip,
                      gboolean      permitted)
{
  g_autofree char *id = cw_id_new ();
  g_autofree char *payload = NULL;
  const char      *title;

  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  payload = build_payload (clip, permitted);
  title = cw_twitch_clip_get_title (clip);
  return cw_job_new (id, CW_DOWNLOAD_JOB_KIND, *title != '\0' ? title : cw_twitch_clip_get_id (clip), cw_twitch_clip_get_id (clip), payload, NULL, g_get_real_time ());
}

/**
 * cw_download_job_parse:
 * @payload: what to download, as JSON
 *
 * Returns: (transfer full) (nullable): a new job, or %NULL where @payload is none
 */
CwJob *
cw_download_job_parse (const char *payload)
{
  gboolean permitted;
  g_autoptr (CwTwitchClip) clip = NULL;

  g_return_val_if_fail (payload != NULL, NULL);

  clip = parse (payload, &permitted);
  return clip != NULL ? cw_download_job_make (clip, permitted) : NULL;
}

/**
 * cw_download_job_dup_clip:
 * @job: a download
 *
 * Returns: (transfer full) (nullable): the clip, or %NULL where what it is was lost
 */
CwTwitchClip *
cw_download_job_dup_clip (CwJob *job)
{
  gboolean permitted;

  g_return_val_if_fail (CW_IS_JOB (job), NULL);

  return parse (cw_job_get_payload (job), &permitted);
}

/**
 * cw_download_job_is_permitted:
 * @job: a download
 *
 * Returns: whether the user says that they may keep the clip
 */
gboolean
cw_download_job_is_permitted (CwJob *job)
{
  gboolean permitted;
  g_autoptr (CwTwitchClip) clip = NULL;

  g_return_val_if_fail (CW_IS_JOB (job), FALSE);

  clip = parse (cw_job_get_payload (job), &permitted);
  return permitted;
}

/**
 * cw_download_job_dup_portrait_path:
 * @job: a download
 *
 * Looks at the disk.
 *
 * Returns: (transfer full) (nullable): where the clip's upright version is, where that
 *   came as well
 */
char *
cw_download_job_dup_portrait_path (CwJob *job)
{
  g_autoptr (CwTwitchClip) clip = cw_download_job_dup_clip (job);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (clip == NULL || cw_job_get_output (job) == NULL)
    return NULL;

  folder = g_path_get_dirname (cw_job_get_output (job));
  name = cw_clip_name_make (clip, TRUE);
  path = g_build_filename (folder, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}
