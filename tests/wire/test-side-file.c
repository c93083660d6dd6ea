/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-export.h"
#include "cw-clip-metadata-builder.h"
#include "cw-error.h"
#include "cw-media-name.h"
#include "cw-mp4-tags.h"
#include "cw-side-file.h"
#include "test-support.h"

#include <string.h>

#define SLUG "BraveCalmLobsterTheRinger-x7Qm2LkPd9VbTf3a"
#define CREATED (G_GINT64_CONSTANT (1706725800) * G_USEC_PER_SEC)
#define S G_GINT64_CONSTANT (1000000000)

static GPtrArray *
read_data (const char    *name,
           CwSideFileKind expected)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  CwSideFileKind kind;
  GPtrArray     *clips;
  gsize          length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  clips = cw_side_file_read (text, length, &kind, &error);
  g_assert_no_error (error);
  g_assert_nonnull (clips);
  g_assert_cmpint (kind, ==, expected);
  return clips;
}

static void
assert_text (CwClipMetadata *clip,
             const char     *property,
             const char     *expected)
{
  g_autofree char *value = NULL;

  g_object_get (clip, property, &value, NULL);
  g_assert_cmpstr (value, ==, expected);
}

static void
assert_number (CwClipMetadata *clip,
               const char     *property,
               gint64          expected)
{
  gint64 value;

  g_object_get (clip, property, &value, NULL);
  g_assert_cmpint (value, ==, expected);
}

/* What all the files about the one clip agree on. */
static void
assert_the_clip (CwClipMetadata *clip)
{
  g_assert_true (g_str_has_prefix (cw_clip_metadata_get_title (clip), "He really did THAT"));
  assert_text (clip, "channel-name", "Rivervale");
  assert_number (clip, "created", CREATED);
  assert_number (clip, "views", 48213);
}

static void
reads_what_yt_dlp_writes (void)
{
  g_autoptr (GPtrArray) clips = read_data ("yt-dlp-clip.info.json", CW_SIDE_FILE_YT_DLP);
  CwClipMetadata *clip = clips->pdata[0];

  g_assert_cmpuint (clips->len, ==, 1);
  assert_the_clip (clip);
  assert_text (clip, "title", "He really did THAT … 😭");
  assert_text (clip, "twitch-id", SLUG);
  assert_text (clip, "url", "https://www.twitch.tv/rivervale/clip/" SLUG);
  assert_text (clip, "channel-id", "71092938");
  assert_text (clip, "creator-name", "moth_in_lamp");
  assert_text (clip, "creator-id", "190160460");
  assert_text (clip, "category-name", "Celeste");
  assert_number (clip, "duration", 27 * S);
  assert_number (clip, "vod-offset", -1);
}

static void
reads_what_older_ones_wrote (void)
{
  g_autoptr (GPtrArray) old = read_data ("youtube-dl-old.info.json", CW_SIDE_FILE_YT_DLP);
  g_autoptr (GPtrArray) kraken = read_data ("kraken-clip.json", CW_SIDE_FILE_GRAPHQL);

  assert_text (old->pdata[0], "twitch-id", "PlainAbstemiousGrouseBibleThump");
  assert_text (old->pdata[0], "channel-name", "Rivervale");
  assert_text (old->pdata[0], "creator-name", "moth_in_lamp");
  assert_number (old->pdata[0], "views", 21643);

  assert_text (kraken->pdata[0], "twitch-id", "TolerantCalmHerbsCorgiDerp");
  assert_text (kraken->pdata[0], "category-name", "Celeste");
  assert_text (kraken->pdata[0], "vod-id", "869754999");
  assert_number (kraken->pdata[0], "vod-offset", 7260 * S);
  assert_number (kraken->pdata[0], "duration", 54630000000);
}

static void
a_part_of_a_broadcast_is_no_clip (void)
{
  g_autoptr (GPtrArray) clips = read_data ("yt-dlp-vod.info.json", CW_SIDE_FILE_YT_DLP);
  CwClipMetadata *clip = clips->pdata[0];

  assert_text (clip, "channel-name", "Rivervale");
  assert_text (clip, "creator-name", "");
  assert_text (clip, "twitch-id", "");
  assert_text (clip, "vod-id", "2045812377");
  assert_number (clip, "vod-offset", 3600500000000);
}

static void
reads_what_twitch_downloader_writes (void)
{
  g_autoptr (GPtrArray) chat = read_data ("twitchdownloader-chat.json", CW_SIDE_FILE_TWITCH_DOWNLOADER);
  g_autoptr (GPtrArray) tags = read_data ("twitchdownloader.ffmetadata", CW_SIDE_FILE_FFMETADATA);

  assert_the_clip (chat->pdata[0]);
  assert_text (chat->pdata[0], "twitch-id", SLUG);
  assert_text (chat->pdata[0], "vod-id", "");
  assert_text (chat->pdata[0], "channel-id", "71092938");
  assert_number (chat->pdata[0], "duration", 27 * S);

  assert_the_clip (tags->pdata[0]);
  assert_text (tags->pdata[0], "title", "He really did THAT");
  assert_text (tags->pdata[0], "twitch-id", SLUG);
  assert_text (tags->pdata[0], "creator-name", "moth_in_lamp");
  assert_text (tags->pdata[0], "category-name", "Celeste");
}

static void
reads_what_twitch_itself_gives (void)
{
  g_autoptr (GPtrArray) node = read_data ("twitch-dl-clip.json", CW_SIDE_FILE_GRAPHQL);
  g_autoptr (GPtrArray) answer = read_data ("graphql-answer.json", CW_SIDE_FILE_GRAPHQL);
  g_autoptr (GPtrArray) helix = read_data ("helix.json", CW_SIDE_FILE_HELIX);

  assert_the_clip (node->pdata[0]);
  assert_text (node->pdata[0], "twitch-id", SLUG);
  assert_text (node->pdata[0], "category-id", "492535");
  assert_number (node->pdata[0], "vod-offset", 5412 * S);

  assert_the_clip (answer->pdata[0]);
  assert_text (answer->pdata[0], "vod-id", "");
  assert_number (answer->pdata[0], "vod-offset", -1);

  g_assert_cmpuint (helix->len, ==, 2);
  assert_the_clip (helix->pdata[0]);
  assert_text (helix->pdata[0], "twitch-id", SLUG);
  assert_number (helix->pdata[0], "duration", 26900000000);
  assert_text (helix->pdata[1], "title", "two");
  assert_number (helix->pdata[1], "vod-offset", -1);
}

static GPtrArray *
read_text (const char     *text,
           CwSideFileKind *kind,
           GError        **error)
{
  return cw_side_file_read (text, strlen (text), kind, error);
}

static void
what_is_none_of_these_is_no_side_file (void)
{
  const char *others[] = { "", "   \n", "\xef\xbb\xbf", "{}", "[]", "[1, 2, null, \"clip\"]", "{\"name\": \"left-pad\", \"version\": \"1.0.0\"}", "{\"id\": 7}", "{\"data\": {\"clip\": null}}", "{\"data\": [[[]]]}", "just a text", "\xff\xd8\xff\xe0 a picture", "{\"broadcaster\": {}}", "{\"streamer\": {}}", "{\"clips\": {\"edges\": [{\"node\": 7}]}}" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      CwSideFileKind kind = CW_SIDE_FILE_OWN;

      g_assert_null (read_text (others[i], &kind, &error));
      g_assert_no_error (error);
      g_assert_cmpint (kind, ==, CW_SIDE_FILE_NONE);
    }
}

static void
what_is_broken_is_told_with_the_line (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  const char      *broken[] = { "{\"id\": \"a\",\n\"title\"", "{\"extractor\": \"twitch:clips\", ", "[\n{]", "{\"format\": \"clipwright-clips\", \"version\": 1}", "{\"title\": \"\xff\"}", deep };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (broken[i], NULL, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
    }

  {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text ("{\"format\": \"clipwright-clips\", \"version\": 2, \"clips\": [{}]}", NULL, &error));
    g_assert_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED);
  }
}

static void
what_makes_no_sense_is_left_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autofree char *text = g_strdup_printf (
      "{\"extractor\": \"twitch:clips\", \"title\": \"%s\", \"channel\": 7, \"creators\": [null, {}, \"Second\"],"
      "\"uploader\": {\"a\": []}, \"timestamp\": 1e300, \"upload_date\": \"20249999\", \"view_count\": -5,"
      "\"duration\": \"forever\", \"webpage_url\": \"javascript:alert(1)\", \"id\": \"../../etc/passwd\","
      "\"tags\": [\"a\", 1, \"A\", \" \", \"b\\nc\"], \"language\": [], \"categories\": {}}",
      many);
  g_autoptr (GPtrArray) clips = read_text (text, NULL, &error);
  CwClipMetadata    *clip;
  const char *const *tags;

  g_assert_no_error (error);
  clip = clips->pdata[0];
  g_assert_cmpuint (strlen (cw_clip_metadata_get_title (clip)), ==, 500);
  assert_text (clip, "channel-name", "Second");
  assert_text (clip, "creator-name", "");
  assert_text (clip, "url", "");
  assert_text (clip, "twitch-id", "");
  assert_number (clip, "created", 0);
  assert_number (clip, "views", 0);
  assert_number (clip, "duration", 0);

  tags = cw_clip_metadata_get_tags (clip);
  g_assert_cmpuint (g_strv_length ((char **) tags), ==, 2);
  g_assert_cmpstr (tags[0], ==, "a");
  g_assert_cmpstr (tags[1], ==, "b c");
}

static void
a_mark_before_the_text_does_not_matter (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = read_text ("\xef\xbb\xbf\r\n {\"id\": \"AbcDef\", \"broadcaster_name\": \"B\", \"title\": \"t\"}", NULL, &error);

  g_assert_no_error (error);
  assert_text (clips->pdata[0], "title", "t");
}

static CwClipMetadata *
make_full (void)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  const char *tags[] = { "funny", "a, \"b\"", NULL };
  const char *texts[] = { "title", "channel-id", "channel-name", "creator-id", "creator-name", "category-id", "category-name", "language" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cw_clip_metadata_builder_set_text (builder, texts[i], texts[i]);
  cw_clip_metadata_builder_set_text (builder, "url", "https://clips.twitch.tv/" SLUG);
  cw_clip_metadata_builder_set_text (builder, "twitch-id", SLUG);
  cw_clip_metadata_builder_set_text (builder, "vod-id", "2045812377");
  cw_clip_metadata_builder_set_number (builder, "vod-offset", 0);
  cw_clip_metadata_builder_set_number (builder, "created", CREATED + 123456);
  cw_clip_metadata_builder_set_number (builder, "duration", 26900000001);
  cw_clip_metadata_builder_set_number (builder, "views", 17);
  cw_clip_metadata_builder_set_number (builder, "rating", 4);
  cw_clip_metadata_builder_set_number (builder, "favourite", 1);
  cw_clip_metadata_builder_set_texts (builder, "tags", tags);
  cw_clip_metadata_builder_set_text (builder, "note", "one\ntwo 😭 \"quoted\"");
  cw_clip_metadata_builder_set_text (builder, "transcript", "Well, hello");
  cw_clip_metadata_builder_set_text (builder, "file", "a [b].mp4");
  return cw_clip_metadata_builder_end (builder);
}

static CwClipMetadata *
make_titled (const char *title)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();

  cw_clip_metadata_builder_set_text (builder, "title", title);
  return cw_clip_metadata_builder_end (builder);
}

static void
what_is_exported_comes_back_the_same (void)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  CwSideFileKind   kind;

  g_ptr_array_add (clips, make_full ());
  g_ptr_array_add (clips, make_titled ("only this"));
  g_ptr_array_add (clips, make_titled (NULL));
  text = cw_clip_export_to_json (clips);
  back = read_text (text, &kind, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kind, ==, CW_SIDE_FILE_OWN);
  g_assert_cmpuint (back->len, ==, clips->len);
  for (guint i = 0; i < clips->len; i++)
    g_assert_true (cw_record_equal (clips->pdata[i], back->pdata[i]));
}

static void
a_table_is_quoted_and_runs_no_formula (void)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  const char      *titles[] = { "plain", "a \"b\", c", "=HYPERLINK(\"http://x\")", "@SUM(1)", "-1+1", "+1", "＝1+1", "|cmd" };
  const char      *cells[] = { "plain", "\"a \"\"b\"\", c\"", "\"'=HYPERLINK(\"\"http://x\"\")\"", "\"'@SUM(1)\"", "\"'-1+1\"", "\"'+1\"", "\"'＝1+1\"", "\"'|cmd\"" };
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_ptr_array_add (clips, make_titled (titles[i]));
  csv = cw_clip_export_to_csv (clips);
  lines = g_strsplit (csv, "\r\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (titles) + 2);
  g_assert_true (g_str_has_prefix (lines[0], "file,title,note,tags,rating,"));
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *start = g_strdup_printf (",%s,,", cells[i]);

      g_assert_true (g_str_has_prefix (lines[i + 1], start));
    }

  g_ptr_array_set_size (clips, 0);
  g_ptr_array_add (clips, make_full ());
  g_free (csv);
  csv = cw_clip_export_to_csv (clips);
  g_assert_nonnull (strstr (csv, "\"one\ntwo 😭 \"\"quoted\"\"\""));
  g_assert_nonnull (strstr (csv, "\"funny; a, \"\"b\"\"\",4,true,"));
  g_assert_nonnull (strstr (csv, ",0.000,2024-01-31T18:30:00.123456Z,26.900,17,"));
}

typedef struct
{
  const char *name;
  const char *title;
  const char *channel;
  const char *twitch_id;
  const char *vod_id;
  gint64      created;
} Name;

#define NOON (G_GINT64_CONSTANT (1706702400) * G_USEC_PER_SEC)

static void
guesses_from_names (void)
{
  const Name names[] = {
    { "Rivervale - First - try [" SLUG "].mp4", "First - try", "Rivervale", SLUG, "", 0 },
    { "He did [" SLUG "].webm", "He did", "", SLUG, "", 0 },
    { "He did [42850523].mp4", "He did", "", "", "", 0 },
    { "Sunday runs [v2045812377].mp4", "Sunday runs", "", "", "2045812377", 0 },
    { "Some song [dQw4w9WgXcQ].mp4", "Some song", "", "", "", 0 },
    { "Some song [official].mp4", "Some song [official]", "", "", "", 0 },
    { "[1-31-24] Rivervale - He did.mp4", "He did", "Rivervale", "", "", NOON },
    { "[2024-01-31] Rivervale - He did.mp4", "He did", "Rivervale", "", "", NOON },
    { "2024-01-31_3029184710_rivervale_he_really_did.mp4", "he really did", "rivervale", "", "", NOON },
    { "2024-13-31_3029184710_rivervale_he.mp4", "2024-13-31_3029184710_rivervale_he", "", "", "", 0 },
    { "Me and you - a story.mp4", "Me and you - a story", "", "", "", 0 },
    { "[99-99-99] a.mp4", "[99-99-99] a", "", "", "", 0 },
    { "[v1234567].mp4", "[v1234567]", "", "", "1234567", 0 },
    { "[", "[", "", "", "", 0 },
    { "]", "]", "", "", "", 0 },
    { "[]", "[]", "", "", "", 0 },
    { ".mp4", ".mp4", "", "", "", 0 },
    { "no extension", "no extension", "", "", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CwClipMetadata) clip = cw_media_name_read (names[i].name);

      g_test_message ("%s", names[i].name);
      assert_text (clip, "title", names[i].title);
      assert_text (clip, "channel-name", names[i].channel);
      assert_text (clip, "twitch-id", names[i].twitch_id);
      assert_text (clip, "vod-id", names[i].vod_id);
      assert_number (clip, "created", names[i].created);
    }
}

static void
the_better_source_wins (void)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autoptr (CwClipMetadata) full = make_full ();
  g_autoptr (CwClipMetadata) merged = NULL;

  cw_clip_metadata_builder_set_text (builder, "title", "better");
  cw_clip_metadata_builder_add (builder, full);
  merged = cw_clip_metadata_builder_end (builder);

  assert_text (merged, "title", "better");
  assert_text (merged, "channel-name", "channel-name");
  assert_number (merged, "vod-offset", 0);
  assert_number (merged, "rating", 4);
  g_assert_true (cw_clip_metadata_get_favourite (merged));
  g_assert_cmpuint (g_strv_length ((char **) cw_clip_metadata_get_tags (merged)), ==, 2);
}

static void
append_box (GByteArray *to,
            const char *name,
            GByteArray *content)
{
  const guint32 size = GUINT32_TO_BE (content->len + 8);

  g_byte_array_append (to, (const guint8 *) &size, 4);
  g_byte_array_append (to, (const guint8 *) name, 4);
  g_byte_array_append (to, content->data, content->len);
}

static void
append_tag (GByteArray *to,
            const char *name,
            const char *text)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GByteArray) tag = g_byte_array_new ();

  g_byte_array_append (data, (const guint8 *) "\0\0\0\1\0\0\0\0", 8);
  g_byte_array_append (data, (const guint8 *) text, (guint) strlen (text));
  append_box (tag, "data", data);
  append_box (to, name, tag);
}

/* As ffmpeg writes what TwitchDownloader gives it. */
static GByteArray *
make_moov (void)
{
  g_autoptr (GByteArray) list = g_byte_array_new ();
  g_autoptr (GByteArray) meta = g_byte_array_new ();
  g_autoptr (GByteArray) udta = g_byte_array_new ();
  GByteArray *moov = g_byte_array_new ();

  append_tag (list, "\251nam", "He really did THAT (" SLUG ")");
  append_tag (list, "\251ART", "Rivervale");
  append_tag (list, "\251day", "2024");
  append_tag (list, "\251gen", "Celeste");
  append_tag (list, "\251cmt", "Clipped by: moth_in_lamp\nCreated at: 2024-01-31 18:30:00Z\nVideo id: " SLUG "\nViews: 48213");
  g_byte_array_append (meta, (const guint8 *) "\0\0\0\0", 4);
  append_box (meta, "ilst", list);
  append_box (udta, "meta", meta);
  append_box (moov, "udta", udta);
  return moov;
}

static void
reads_the_tags_in_a_video (void)
{
  g_autoptr (GByteArray) moov = make_moov ();
  g_autoptr (CwClipMetadata) clip = cw_mp4_tags_read (moov->data, moov->len);
  g_autoptr (CwClipMetadata) none = cw_mp4_tags_read (NULL, 0);

  assert_the_clip (clip);
  assert_text (clip, "twitch-id", SLUG);
  assert_text (clip, "creator-name", "moth_in_lamp");
  assert_text (clip, "category-name", "Celeste");
  assert_text (none, "title", "");
}

static void
broken_tags_do_not_make_it_fall_over (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (31);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GByteArray) moov = make_moov ();
      guint              length = i % 2 == 0 ? moov->len : (guint) g_rand_int_range (random, 0, (int) moov->len);
      g_autofree guint8 *exact = NULL;
      g_autoptr (CwClipMetadata) clip = NULL;

      for (int n = g_rand_int_range (random, 0, 8); n > 0; n--)
        moov->data[g_rand_int_range (random, 0, (int) moov->len)] = (guint8) g_rand_int_range (random, 0, 256);
      exact = g_memdup2 (moov->data, length);
      clip = cw_mp4_tags_read (exact, length);
      g_assert_true (g_utf8_validate (cw_clip_metadata_get_title (clip), -1, NULL));
    }
}

static void
nothing_makes_it_fall_over (void)
{
  const char *files[] = { "yt-dlp-clip.info.json", "twitchdownloader-chat.json", "twitch-dl-clip.json", "helix.json", "kraken-clip.json", "twitchdownloader.ffmetadata", "graphql-answer.json" };
  const char  noise[] = "{}[]\",:\\0123456789eE+-.\n\r\t \x01\x7f\x80\xc3\xff";
  g_autoptr (GRand) random = g_rand_new_with_seed (20240131);

  for (guint i = 0; i < 7000; i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", files[i % G_N_ELEMENTS (files)], NULL);
      g_autofree char *text = NULL;
      g_autofree char *exact = NULL;
      g_autoptr (GPtrArray) clips = NULL;
      g_autoptr (CwClipMetadata) name = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      if (i % 3 == 0)
        length = (gsize) g_rand_int_range (random, 0, (int) length);
      for (int n = g_rand_int_range (random, 0, 12); n > 0 && length > 0; n--)
        text[g_rand_int_range (random, 0, (int) length)] = noise[g_rand_int_range (random, 0, sizeof noise)];

      /* So that the sanitizer sees a byte too far. */
      exact = g_memdup2 (text, length);
      clips = cw_side_file_read (length > 0 ? exact : "", length, NULL, NULL);
      for (guint c = 0; clips != NULL && c < clips->len; c++)
        g_assert_true (g_utf8_validate (cw_clip_metadata_get_title (clips->pdata[c]), -1, NULL));

      text[MIN (length, 60)] = '\0';
      name = cw_media_name_read (text);
      g_assert_true (g_utf8_validate (cw_clip_metadata_get_title (name), -1, NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/side-file/reads-what-yt-dlp-writes", reads_what_yt_dlp_writes);
  g_test_add_func ("/side-file/reads-what-older-ones-wrote", reads_what_older_ones_wrote);
  g_test_add_func ("/side-file/a-part-of-a-broadcast-is-no-clip", a_part_of_a_broadcast_is_no_clip);
  g_test_add_func ("/side-file/reads-what-twitch-downloader-writes", reads_what_twitch_downloader_writes);
  g_test_add_func ("/side-file/reads-what-twitch-itself-gives", reads_what_twitch_itself_gives);
  g_test_add_func ("/side-file/what-is-none-of-these-is-no-side-file", what_is_none_of_these_is_no_side_file);
  g_test_add_func ("/side-file/what-is-broken-is-told-with-the-line", what_is_broken_is_told_with_the_line);
  g_test_add_func ("/side-file/what-makes-no-sense-is-left-out", what_makes_no_sense_is_left_out);
  g_test_add_func ("/side-file/a-mark-before-the-text-does-not-matter", a_mark_before_the_text_does_not_matter);
  g_test_add_func ("/side-file/what-is-exported-comes-back-the-same", what_is_exported_comes_back_the_same);
  g_test_add_func ("/side-file/a-table-is-quoted-and-runs-no-formula", a_table_is_quoted_and_runs_no_formula);
  g_test_add_func ("/side-file/guesses-from-names", guesses_from_names);
  g_test_add_func ("/side-file/the-better-source-wins", the_better_source_wins);
  g_test_add_func ("/side-file/reads-the-tags-in-a-video", reads_the_tags_in_a_video);
  g_test_add_func ("/side-file/broken-tags-do-not-make-it-fall-over", broken_tags_do_not_make_it_fall_over);
  g_test_add_func ("/side-file/nothing-makes-it-fall-over", nothing_makes_it_fall_over);
  return g_test_run ();
}
