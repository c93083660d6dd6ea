/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#define WEB_CLIENT "kimne78kx3ncx6brgo4mv6wki5h1ko"
#define ZEROS "00000000000000000000000000000000000000000000000000000000"
#define FULL "66038e29" ZEROS
#define SHORT "993d9a51" ZEROS
#define RAW "query VideoAccessToken_Clip($slug: %s) { clip(slug: $slug) { id playbackAccessToken(params:{platform:\\\"web\\\"}) { signature value } videoQualities { frameRate quality sourceURL } } }"

static const char *
get (JsonObject *object,
     const char *member)
{
  return json_object_get_string_member (object, member);
}

/* A clip of the main channel that has a portrait picture, or has none. */
static char *
find_clip (Client  *client,
           gboolean portrait)
{
  g_autoptr (JsonObject) clips = test_twitch_ask (client->twitch, "clips");
  JsonArray *list = json_object_get_array_member (clips, "clips");

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (json_object_get_boolean_member (json_array_get_object_element (list, i), "portrait") == portrait)
      return g_strdup (get (json_array_get_object_element (list, i), "id"));

  g_assert_not_reached ();
}

static Client *
new_web_client (void)
{
  Client *client = client_new (NULL, "60");

  g_set_str (&client->client_id, WEB_CLIENT);
  test_twitch_control (client->twitch, "set", "{\"media_seconds\":1}");
  return client;
}

static char *
make_operation (const char *name,
                const char *slug,
                const char *hash)
{
  return g_strdup_printf ("{\"operationName\":\"%s\",\"variables\":{\"slug\":\"%s\"},\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"%s\"}}}", name, slug, hash);
}

static Reply *
ask (Client     *client,
     const char *name,
     const char *slug,
     const char *hash)
{
  g_autofree char *operation = make_operation (name, slug, hash);

  return client_post (client, "/gql", "application/json", operation);
}

static JsonObject *
get_clip (Reply *reply)
{
  g_assert_cmpint (reply->status, ==, 200);
  return json_object_get_object_member (json_object_get_object_member (reply->json, "data"), "clip");
}

static const char *
get_gql_error (JsonObject *answer)
{
  g_assert_false (json_object_has_member (answer, "data"));
  return get (json_array_get_object_element (json_object_get_array_member (answer, "errors"), 0), "message");
}

static JsonObject *
find_quality (JsonObject *holder,
              const char *label)
{
  JsonArray *qualities = json_object_get_array_member (holder, "videoQualities");

  for (guint i = 0; i < json_array_get_length (qualities); i++)
    if (g_str_equal (get (json_array_get_object_element (qualities, i), "quality"), label))
      return json_array_get_object_element (qualities, i);

  g_assert_not_reached ();
}

static char *
sign (JsonObject *clip,
      JsonObject *holder,
      const char *label)
{
  JsonObject      *token = json_object_get_object_member (clip, "playbackAccessToken");
  g_autofree char *escaped = g_uri_escape_string (get (token, "value"), NULL, FALSE);

  return g_strdup_printf ("%s?sig=%s&token=%s", get (find_quality (holder, label), "sourceURL"), get (token, "signature"), escaped);
}

static gboolean
is_mp4 (Reply *reply)
{
  return g_bytes_get_size (reply->body) > 1000 && memcmp ((const char *) g_bytes_get_data (reply->body, NULL) + 4, "ftyp", 4) == 0;
}

static void
only_twitchs_own_clients_may_ask (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autoptr (Reply) missing = NULL;
  g_autoptr (Reply) invalid = NULL;

  g_set_str (&client->client_id, TEST_TWITCH_CLIENT_ID);
  invalid = ask (client, "VideoAccessToken_Clip", "x", SHORT);
  g_clear_pointer (&client->client_id, g_free);
  missing = ask (client, "VideoAccessToken_Clip", "x", SHORT);

  reply_assert (invalid, 400, "The \"Client-ID\" header is invalid.");
  reply_assert (missing, 400, "The \"Client-ID\" header is missing from the request.");
}

static void
a_hash_may_be_withdrawn (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, FALSE);
  g_autoptr (Reply) good = ask (client, "VideoAccessToken_Clip", id, SHORT);
  g_autoptr (Reply) mixed = ask (client, "VideoAccessToken_Clip", id, FULL);
  g_autoptr (Reply) gone = NULL;
  g_autoptr (Reply) suspicious = NULL;

  test_twitch_control (client->twitch, "set", "{\"gql_hashes\":[\"VideoAccessToken_Clip:4f35f1ac\"]}");
  gone = ask (client, "VideoAccessToken_Clip", id, SHORT);
  test_twitch_control (client->twitch, "set", "{\"gql_integrity\":true}");
  suspicious = ask (client, "VideoAccessToken_Clip", id, SHORT);

  g_assert_nonnull (get_clip (good));
  g_assert_cmpstr (get_gql_error (mixed->json), ==, "PersistedQueryNotFound");
  g_assert_cmpint (gone->status, ==, 200);
  g_assert_cmpstr (get_gql_error (gone->json), ==, "PersistedQueryNotFound");
  g_assert_cmpstr (get_gql_error (suspicious->json), ==, "failed integrity check");
  g_assert_true (json_object_has_member (json_object_get_object_member (suspicious->json, "extensions"), "challenge"));
}

static void
a_query_may_be_written_out (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, FALSE);
  g_autofree char *good = g_strdup_printf ("{\"query\":\"" RAW "\",\"variables\":{\"slug\":\"%s\"}}", "ID!", id);
  g_autofree char *bad = g_strdup_printf ("{\"query\":\"" RAW "\",\"variables\":{\"slug\":\"%s\"}}", "String!", id);
  g_autofree char *known = make_operation ("VideoAccessToken_Clip", id, SHORT);
  g_autofree char *unknown = make_operation ("ShareClipRenderStatus", "Nothing", FULL);
  g_autofree char *batch = g_strdup_printf ("[%s,%s]", known, unknown);
  g_autoptr (Reply) one = client_post (client, "/gql", "application/json", good);
  g_autoptr (Reply) two = client_post (client, "/gql", "application/json", bad);
  g_autoptr (Reply) both = client_post (client, "/gql", "application/json", batch);
  JsonArray  *answers = json_node_get_array (both->node);
  JsonObject *data = json_object_get_object_member (json_array_get_object_element (answers, 1), "data");

  g_assert_nonnull (find_quality (get_clip (one), "720"));
  g_assert_nonnull (strstr (get_gql_error (two->json), "String!"));
  g_assert_cmpint (json_array_get_length (answers), ==, 2);
  g_assert_true (json_object_get_null_member (data, "clip"));
}

static void
a_clip_that_is_rendered_has_no_address (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, TRUE);
  g_autoptr (Reply) reply = NULL;
  JsonArray *assets;

  test_twitch_control (client->twitch, "set", "{\"rendering\":true}");
  reply = ask (client, "ShareClipRenderStatus", id, FULL);
  assets = json_object_get_array_member (get_clip (reply), "assets");

  g_assert_cmpint (json_array_get_length (assets), ==, 2);
  g_assert_cmpstr (get (json_array_get_object_element (assets, 0), "creationState"), ==, "CREATING");
  g_assert_cmpstr (get (find_quality (get_clip (reply), "1080"), "sourceURL"), ==, "");
}

static void
qualities_come_in_any_order (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, FALSE);
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 40; i++)
    {
      g_autoptr (Reply) reply = ask (client, "VideoAccessToken_Clip", id, SHORT);
      JsonArray *qualities = json_object_get_array_member (get_clip (reply), "videoQualities");

      g_hash_table_add (first, g_strdup (get (json_array_get_object_element (qualities, 0), "quality")));
      g_assert_cmpfloat (json_object_get_double_member (find_quality (get_clip (reply), "1080"), "frameRate"), ==, 60.023);
    }

  g_assert_cmpint (g_hash_table_size (first), >, 1);
}

static void
media_need_a_token_that_is_good (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, FALSE);
  g_autoptr (Reply) reply = ask (client, "VideoAccessToken_Clip", id, SHORT);
  JsonObject      *clip = get_clip (reply);
  g_autofree char *url = sign (clip, clip, "360");
  g_autofree char *bare = g_strndup (url, strcspn (url, "?"));
  g_autofree char *forged = g_strconcat (url, "x", NULL);
  g_autoptr (Reply) good = client_get (client, "%s", url);
  g_autoptr (Reply) missing = client_get (client, "%s", bare);
  g_autoptr (Reply) wrong = client_get (client, "%s", forged);
  g_autoptr (Reply) late = NULL;

  test_twitch_control (client->twitch, "advance", "{\"seconds\":90000}");
  late = client_get (client, "%s", url);

  g_assert_cmpint (good->status, ==, 200);
  g_assert_true (is_mp4 (good));
  g_assert_cmpstr (reply_get_header (good, "Content-Type"), ==, "video/mp4");
  g_assert_cmpint (missing->status, ==, 404);
  g_assert_cmpint (wrong->status, ==, 403);
  g_assert_cmpint (late->status, ==, 403);
}

static Reply *
get_part (Client     *client,
          const char *url,
          const char *range,
          const char *etag)
{
  SoupMessage *message = client_new_message (client, "GET", url);

  soup_message_headers_append (soup_message_get_request_headers (message), "Range", range);
  if (etag != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "If-Range", etag);
  return client_send (client, message);
}

static void
media_come_in_parts (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, FALSE);
  g_autoptr (Reply) reply = ask (client, "VideoAccessToken_Clip", id, SHORT);
  g_autofree char *url = sign (get_clip (reply), get_clip (reply), "360");
  g_autoptr (Reply) whole = client_get (client, "%s", url);
  g_autoptr (Reply) head = client_send (client, client_new_message (client, "HEAD", url));
  const char      *etag = reply_get_header (whole, "ETag");
  gsize            size = g_bytes_get_size (whole->body);
  g_autofree char *range = g_strdup_printf ("bytes 100-199/%" G_GSIZE_FORMAT, size);
  g_autoptr (Reply) part = get_part (client, url, "bytes=100-199", NULL);
  g_autoptr (Reply) rest = get_part (client, url, "bytes=100-", etag);
  g_autoptr (Reply) tail = get_part (client, url, "bytes=-50", NULL);
  g_autoptr (Reply) other = get_part (client, url, "bytes=100-199", "\"other\"");
  g_autoptr (Reply) beyond = get_part (client, url, "bytes=99999999-", NULL);

  g_assert_cmpint (whole->status, ==, 200);
  g_assert_cmpstr (reply_get_header (whole, "Accept-Ranges"), ==, "bytes");
  g_assert_cmpint (head->status, ==, 200);
  g_assert_cmpint (g_bytes_get_size (head->body), ==, 0);
  g_assert_cmpint (soup_message_headers_get_content_length (soup_message_get_response_headers (head->message)), ==, size);

  g_assert_cmpint (part->status, ==, 206);
  g_assert_cmpstr (reply_get_header (part, "Content-Range"), ==, range);
  g_assert_cmpmem (g_bytes_get_data (part->body, NULL), g_bytes_get_size (part->body), (const char *) g_bytes_get_data (whole->body, NULL) + 100, 100);
  g_assert_cmpint (rest->status, ==, 206);
  g_assert_cmpint (g_bytes_get_size (rest->body), ==, size - 100);
  g_assert_cmpint (g_bytes_get_size (tail->body), ==, 50);
  g_assert_cmpint (other->status, ==, 200);
  g_assert_cmpint (g_bytes_get_size (other->body), ==, size);
  g_assert_cmpint (beyond->status, ==, 416);
}

static void
a_portrait_file_is_another (void)
{
  g_autoptr (Client) client = new_web_client ();
  g_autofree char *id = find_clip (client, TRUE);
  g_autoptr (Reply) reply = ask (client, "ShareClipRenderStatus", id, FULL);
  JsonObject      *clip = get_clip (reply);
  JsonArray       *assets = json_object_get_array_member (clip, "assets");
  JsonObject      *portrait = json_array_get_object_element (assets, 1);
  g_autofree char *wide_url = sign (clip, json_array_get_object_element (assets, 0), "720");
  g_autofree char *tall_url = sign (clip, portrait, "720");
  g_autoptr (Reply) wide = client_get (client, "%s", wide_url);
  g_autoptr (Reply) tall = client_get (client, "%s", tall_url);

  g_assert_cmpfloat (json_object_get_double_member (portrait, "aspectRatio"), <, 1);
  g_assert_nonnull (json_object_get_object_member (portrait, "portraitMetadata"));
  g_assert_true (is_mp4 (wide));
  g_assert_true (is_mp4 (tall));
  g_assert_false (g_bytes_equal (wide->body, tall->body));
}

static Reply *
ask_downloads (Client     *client,
               const char *editor_id,
               const char *login,
               const char *clip_id,
               guint       n)
{
  g_autofree char *broadcaster_id = test_twitch_find_id (client->twitch, login);
  GString         *path = g_string_new (NULL);
  Reply           *reply;

  g_string_printf (path, "/helix/clips/downloads?editor_id=%s&broadcaster_id=%s", editor_id, broadcaster_id);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (path, "&clip_id=%s", clip_id);
  reply = client_get (client, "%s", path->str);
  g_string_free (path, TRUE);
  return reply;
}

static void
downloads_are_for_ones_own_clips (void)
{
  g_autoptr (Client) client = client_new ("channel:manage:clips", "60");
  g_autofree char *id = find_clip (client, FALSE);
  g_autofree char *tall_id = find_clip (client, TRUE);
  g_autofree char *edited_id = NULL;
  g_autoptr (Reply) good = ask_downloads (client, client->user_id, "creator_main", id, 1);
  g_autoptr (Reply) tall = ask_downloads (client, client->user_id, "creator_main", tall_id, 1);
  g_autoptr (Reply) editor = NULL;
  g_autoptr (Reply) wrong_editor = ask_downloads (client, "1", "creator_main", id, 1);
  g_autoptr (Reply) no_editor = ask_downloads (client, client->user_id, "friends_only", id, 1);
  g_autoptr (Reply) many = ask_downloads (client, client->user_id, "creator_main", id, 11);
  g_autoptr (Reply) unknown = ask_downloads (client, client->user_id, "creator_main", "Nothing", 1);
  g_autoptr (JsonObject) added = test_twitch_tell (client->twitch, "add-clips", "{\"login\":\"edited_channel\"}");

  edited_id = g_strdup (json_array_get_string_element (json_object_get_array_member (added, "ids"), 0));
  editor = ask_downloads (client, client->user_id, "edited_channel", edited_id, 1);

  g_assert_true (g_str_has_prefix (get (reply_get_first (good), "landscape_download_url"), "http"));
  g_assert_true (json_object_get_null_member (reply_get_first (good), "portrait_download_url"));
  g_assert_false (json_object_get_null_member (reply_get_first (tall), "portrait_download_url"));
  g_assert_cmpint (editor->status, ==, 200);
  reply_assert (wrong_editor, 400, NULL);
  reply_assert (no_editor, 403, "The user is not an editor for the specified broadcaster.");
  reply_assert (many, 400, NULL);
  reply_assert (unknown, 400, NULL);
}

static void
a_download_has_an_end (void)
{
  g_autoptr (Client) client = client_new ("channel:manage:clips", "60");
  g_autofree char *id = find_clip (client, FALSE);
  g_autoptr (Reply) asked = NULL;
  g_autoptr (Reply) good = NULL;
  g_autoptr (Reply) late = NULL;
  g_autoptr (Reply) none = NULL;
  g_autoptr (Reply) limited = NULL;

  test_twitch_control (client->twitch, "set", "{\"media_seconds\":1,\"download_limit\":2}");
  asked = ask_downloads (client, client->user_id, "creator_main", id, 1);
  good = client_get (client, "%s", get (reply_get_first (asked), "landscape_download_url"));
  test_twitch_control (client->twitch, "advance", "{\"seconds\":3601}");
  late = client_get (client, "%s", get (reply_get_first (asked), "landscape_download_url"));
  test_twitch_control (client->twitch, "set", "{\"rendering\":true}");
  none = ask_downloads (client, client->user_id, "creator_main", id, 1);
  limited = ask_downloads (client, client->user_id, "creator_main", id, 1);

  g_assert_true (is_mp4 (good));
  g_assert_cmpint (late->status, ==, 403);
  g_assert_true (json_object_get_null_member (reply_get_first (none), "landscape_download_url"));
  reply_assert (limited, 429, "Request limit exceeded");
  g_assert_cmpint (g_ascii_strtoll (reply_get_header (limited, "Ratelimit-Remaining"), NULL, 10), >, 0);
}

static void
a_few_thumbnails_are_missing (void)
{
  g_autoptr (Client) client = client_new ("", "400");
  g_autofree char *cursor = g_strdup ("");
  guint            missing = 0, n = 0;

  while (cursor != NULL)
    {
      g_autoptr (Reply) page = client_get (client, "/helix/clips?broadcaster_id=%s&first=100&after=%s", client->user_id, cursor);

      for (guint i = 0; i < json_array_get_length (reply_get_data (page)); i++, n++)
        {
          const char *url = get (json_array_get_object_element (reply_get_data (page), i), "thumbnail_url");
          g_autoptr (Reply) head = client_send (client, client_new_message (client, "HEAD", url));

          missing += head->status == 404;
        }
      g_set_str (&cursor, reply_get_cursor (page));
    }

  g_assert_cmpint (missing, >, 0);
  g_assert_cmpint (missing, <, n / 10);
}

static void
pictures_are_pictures (void)
{
  g_autoptr (Client) client = client_new ("", "60");
  g_autofree char *id = find_clip (client, FALSE);
  g_autofree char *other = find_clip (client, TRUE);
  g_autoptr (Reply) one = client_get (client, "/cdn/twitch-clips-thumbnails-prod/%s/1/preview-480x272.jpg", id);
  g_autoptr (Reply) two = client_get (client, "/cdn/twitch-clips-thumbnails-prod/%s/1/preview-480x272.jpg", other);
  g_autoptr (Reply) none = client_get (client, "/cdn/twitch-clips-thumbnails-prod/Nothing/1/preview-480x272.jpg");
  g_autoptr (Reply) art = client_get (client, "/cdn/boxart/26936-285x380.jpg");
  g_autoptr (Reply) face = client_get (client, "/cdn/profile/%s-300x300.png", client->user_id);
  g_autoptr (Reply) template = client_get (client, "/cdn/boxart/26936-%%7Bwidth%%7Dx%%7Bheight%%7D.jpg");

  g_assert_cmpmem (g_bytes_get_data (one->body, NULL), 2, "\xff\xd8", 2);
  g_assert_false (g_bytes_equal (one->body, two->body));
  g_assert_cmpint (none->status, ==, 404);
  g_assert_cmpstr (reply_get_header (art, "Content-Type"), ==, "image/jpeg");
  g_assert_cmpmem ((const char *) g_bytes_get_data (face->body, NULL) + 1, 3, "PNG", 3);
  g_assert_cmpint (template->status, ==, 404);
}

void
test_media_files_add (void)
{
  g_test_add_func ("/stand-in/media/only-twitchs-own-clients-may-ask", only_twitchs_own_clients_may_ask);
  g_test_add_func ("/stand-in/media/a-hash-may-be-withdrawn", a_hash_may_be_withdrawn);
  g_test_add_func ("/stand-in/media/a-query-may-be-written-out", a_query_may_be_written_out);
  g_test_add_func ("/stand-in/media/a-clip-that-is-rendered-has-no-address", a_clip_that_is_rendered_has_no_address);
  g_test_add_func ("/stand-in/media/qualities-come-in-any-order", qualities_come_in_any_order);
  g_test_add_func ("/stand-in/media/media-need-a-token-that-is-good", media_need_a_token_that_is_good);
  g_test_add_func ("/stand-in/media/media-come-in-parts", media_come_in_parts);
  g_test_add_func ("/stand-in/media/a-portrait-file-is-another", a_portrait_file_is_another);
  g_test_add_func ("/stand-in/media/downloads-are-for-ones-own-clips", downloads_are_for_ones_own_clips);
  g_test_add_func ("/stand-in/media/a-download-has-an-end", a_download_has_an_end);
  g_test_add_func ("/stand-in/media/a-few-thumbnails-are-missing", a_few_thumbnails_are_missing);
  g_test_add_func ("/stand-in/media/pictures-are-pictures", pictures_are_pictures);
}
