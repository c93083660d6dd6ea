/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#define EDITING "clips:edit channel:manage:clips editor:manage:clips"
#define QUIET "{\"view_drift\":0}"

static const char *
get (JsonObject *object,
     const char *member)
{
  return json_object_get_string_member (object, member);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

/* Adds the ids of a window's clips to IDS, page after page; returns how many
 * entries came, doubles and all. */
static guint
collect (Client     *client,
         const char *window,
         GHashTable *ids)
{
  g_autofree char *cursor = g_strdup ("");
  guint            n = 0;

  while (cursor != NULL)
    {
      g_autoptr (Reply) page = client_get (client, "/helix/clips?broadcaster_id=%s&first=100%s&after=%s", client->user_id, window, cursor);
      JsonArray *data = reply_get_data (page);
      guint      before = g_hash_table_size (ids);

      for (guint i = 0; i < json_array_get_length (data); i++)
        g_hash_table_add (ids, g_strdup (get (json_array_get_object_element (data, i), "id")));
      n += json_array_get_length (data);
      g_set_str (&cursor, reply_get_cursor (page));

      /* Also where the list begins again. */
      if (g_hash_table_size (ids) == before)
        break;
    }

  return n;
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
narrow_windows_reach_every_clip (void)
{
  g_autoptr (Client) client = client_new ("", "2000");
  g_autoptr (GHashTable) ids = new_set ();
  g_autoptr (JsonObject) truth = NULL;
  JsonArray *clips;
  gint64     now = g_get_real_time () / G_USEC_PER_SEC;

  test_twitch_control (client->twitch, "set", "{\"view_drift\":0,\"rate_limit\":100000}");
  truth = test_twitch_ask (client->twitch, "clips");
  clips = json_object_get_array_member (truth, "clips");
  for (gint64 start = now - 3 * 366 * 86400; start < now; start += 7 * 86400)
    {
      g_autofree char *from = format_time (start);
      g_autofree char *until = format_time (start + 7 * 86400);
      g_autofree char *window = g_strdup_printf ("&started_at=%s&ended_at=%s", from, until);

      collect (client, window, ids);
    }

  g_assert_cmpint (json_array_get_length (clips), ==, 2000);
  for (guint i = 0; i < json_array_get_length (clips); i++)
    g_assert_true (g_hash_table_contains (ids, get (json_array_get_object_element (clips, i), "id")));
}

static void
wide_windows_lack_some_clips (void)
{
  g_autoptr (Client) client = client_new ("", "900");
  g_autoptr (GHashTable) some = new_set ();
  g_autoptr (GHashTable) all = new_set ();

  test_twitch_control (client->twitch, "set", QUIET);
  collect (client, "", some);
  test_twitch_control (client->twitch, "set", "{\"omit_percent\":0}");
  g_assert_cmpint (collect (client, "", all), ==, 900);

  g_assert_cmpint (g_hash_table_size (some), >, 800);
  g_assert_cmpint (g_hash_table_size (some), <, 900);
  g_assert_cmpint (g_hash_table_size (all), ==, 900);
}

static void
a_long_list_begins_again (void)
{
  g_autoptr (Client) client = client_new ("", "1200");
  g_autoptr (GHashTable) ids = new_set ();

  test_twitch_control (client->twitch, "set", QUIET);
  g_assert_cmpint (collect (client, "", ids), ==, 1100);
  g_assert_cmpint (g_hash_table_size (ids), ==, 1000);
}

static void
the_order_changes_while_pages_are_read (void)
{
  g_autoptr (Client) client = client_new ("", "600");
  g_autoptr (GHashTable) ids = new_set ();
  guint n;

  test_twitch_control (client->twitch, "set", "{\"view_drift\":200,\"omit_percent\":0}");
  n = collect (client, "", ids);
  g_assert_cmpint (n, ==, 600);
  g_assert_cmpint (g_hash_table_size (ids), <, 600);
}

static void
the_most_viewed_come_first (void)
{
  g_autoptr (Client) client = client_new ("", "300");
  g_autoptr (Reply) page = client_get (client, "/helix/clips?game_id=26936&first=100");
  g_autoptr (GHashTable) channels = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *data = reply_get_data (page);
  gint64     last = G_MAXINT64;

  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *clip = json_array_get_object_element (data, i);
      gint64      views = json_object_get_int_member (clip, "view_count");

      g_assert_cmpint (views, <=, last);
      last = views;
      g_hash_table_add (channels, (gpointer) get (clip, "broadcaster_id"));
    }

  g_assert_cmpint (g_hash_table_size (channels), >, 5);
}

static void
a_start_alone_means_a_week (void)
{
  g_autoptr (Client) client = client_new ("", "500");
  g_autoptr (GHashTable) alone = new_set ();
  g_autoptr (GHashTable) week = new_set ();
  g_autoptr (GHashTable) until = new_set ();
  gint64           start = g_get_real_time () / G_USEC_PER_SEC / 60 * 60 - 20 * 86400;
  g_autofree char *from = format_time (start);
  g_autofree char *to = format_time (start + 7 * 86400);
  g_autofree char *one = g_strdup_printf ("&started_at=%s", from);
  g_autofree char *both = g_strdup_printf ("&started_at=%s&ended_at=%s", from, to);
  g_autofree char *end = g_strdup_printf ("&ended_at=%s", from);
  g_autoptr (Reply) bad = client_get (client, "/helix/clips?broadcaster_id=%s&started_at=a", client->user_id);

  test_twitch_control (client->twitch, "set", "{\"view_drift\":0,\"omit_percent\":0}");
  collect (client, one, alone);
  collect (client, both, week);
  collect (client, end, until);

  g_assert_cmpint (g_hash_table_size (alone), >, 0);
  g_assert_cmpint (g_hash_table_size (alone), ==, g_hash_table_size (week));
  g_assert_cmpint (g_hash_table_size (until), ==, 500);
  reply_assert (bad, 400, "parsing time \"a\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"a\" as \"2006\"");
}

static void
clips_are_asked_for_in_one_way (void)
{
  g_autoptr (Client) client = client_new ("", "30");
  g_autoptr (Reply) none = client_get (client, "/helix/clips");
  g_autoptr (Reply) two = client_get (client, "/helix/clips?broadcaster_id=%s&game_id=26936", client->user_id);
  g_autoptr (Reply) unknown = client_get (client, "/helix/clips?broadcaster_id=1");
  g_autoptr (Reply) before = NULL;
  g_autoptr (Reply) featured = client_get (client, "/helix/clips?broadcaster_id=%s&is_featured=true", client->user_id);
  g_autoptr (Reply) page = client_get (client, "/helix/clips?broadcaster_id=%s&first=2", client->user_id);
  const char *a = get (json_array_get_object_element (reply_get_data (page), 0), "id");
  const char *b = get (json_array_get_object_element (reply_get_data (page), 1), "id");
  g_autoptr (Reply) by_id = client_get (client, "/helix/clips?id=%s&id=%s&id=%s&id=Nothing", b, a, b);

  before = client_get (client, "/helix/clips?broadcaster_id=%s&before=%s", client->user_id, reply_get_cursor (page));
  reply_assert (none, 400, NULL);
  reply_assert (two, 400, NULL);
  reply_assert (before, 400, "Invalid cursor.");
  g_assert_cmpint (json_array_get_length (reply_get_data (unknown)), ==, 0);
  g_assert_null (reply_get_cursor (unknown));
  for (guint i = 0; i < json_array_get_length (reply_get_data (featured)); i++)
    g_assert_true (json_object_get_boolean_member (json_array_get_object_element (reply_get_data (featured), i), "is_featured"));
  g_assert_cmpint (json_array_get_length (reply_get_data (by_id)), ==, 2);
  g_assert_cmpstr (get (reply_get_first (by_id), "id"), ==, b);
}

static void
clips_have_gaps_and_odd_values (void)
{
  g_autoptr (Client) client = client_new ("", "900");
  g_autoptr (Reply) page = NULL;
  guint no_game = 0, no_creator = 0, no_video = 0, no_offset = 0, parts = 0;

  for (int i = 0; i < 9; i++)
    {
      g_autoptr (Reply) next = client_get (client, "/helix/clips?broadcaster_id=%s&first=100&after=%s", client->user_id, page != NULL ? reply_get_cursor (page) : "");

      for (guint j = 0; j < json_array_get_length (reply_get_data (next)); j++)
        {
          JsonObject *clip = json_array_get_object_element (reply_get_data (next), j);
          double      duration = json_object_get_double_member (clip, "duration");

          no_game += *get (clip, "game_id") == '\0';
          no_creator += *get (clip, "creator_name") == '\0';
          no_video += *get (clip, "video_id") == '\0';
          no_offset += json_object_get_null_member (clip, "vod_offset");
          parts += duration != (double) (int) duration;
          g_assert_cmpfloat (duration, >=, 5);
          g_assert_cmpfloat (duration, <=, 60);
          g_assert_cmpint (strrchr (get (clip, "url"), '/')[1], ==, *get (clip, "id"));
        }

      g_clear_pointer (&page, reply_free);
      page = g_steal_pointer (&next);
      if (reply_get_cursor (page) == NULL)
        break;
    }

  g_assert_cmpint (no_game, >, 0);
  g_assert_cmpint (no_creator, >, 0);
  g_assert_cmpint (no_video, >, 0);
  g_assert_cmpint (no_offset, >=, no_video);
  g_assert_cmpint (parts, >, 0);
}

static void
a_young_clip_has_its_video_later (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (JsonObject) added = test_twitch_tell (client->twitch, "add-clips", "{\"n\":100}");
  JsonArray *ids = json_object_get_array_member (added, "ids");
  guint      young = 0, old = 0;

  for (int late = 0; late < 2; late++)
    {
      g_autoptr (Reply) page = client_get (client, "/helix/clips?broadcaster_id=%s&first=100", client->user_id);

      for (guint i = 0; i < json_array_get_length (reply_get_data (page)); i++)
        *(late ? &old : &young) += *get (json_array_get_object_element (reply_get_data (page), i), "video_id") != '\0';
      test_twitch_control (client->twitch, "advance", "{\"seconds\":121}");
    }

  g_assert_cmpint (json_array_get_length (ids), ==, 100);
  g_assert_cmpint (young, ==, 0);
  g_assert_cmpint (old, >, 50);
}

static Reply *
create (Client     *client,
        const char *login,
        const char *more)
{
  g_autofree char *id = test_twitch_find_id (client->twitch, login);
  g_autofree char *path = g_strdup_printf ("/helix/clips?broadcaster_id=%s%s", id, more);

  return client_post (client, path, NULL, "");
}

static void
a_new_clip_appears_later_or_never (void)
{
  g_autoptr (Client) client = client_new (EDITING, "0");
  g_autoptr (Reply) offline = create (client, "creator_main", "");
  g_autoptr (Reply) created = NULL;
  g_autoptr (Reply) lost = NULL;
  const char *id;

  reply_assert (offline, 404, "Clipping is not possible for an offline channel.");
  test_twitch_control (client->twitch, "live", "{\"login\":\"creator_main\"}");
  created = create (client, "creator_main", "&title=Hello%20there&duration=12.34&has_delay=true");
  g_assert_cmpint (created->status, ==, 202);
  id = get (json_array_get_object_element (json_object_get_array_member (created->json, "data"), 0), "id");
  g_assert_nonnull (strstr (get (json_array_get_object_element (json_object_get_array_member (created->json, "data"), 0), "edit_url"), id));

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (Reply) early = client_get (client, "/helix/clips?id=%s", id);

      g_assert_cmpint (json_array_get_length (reply_get_data (early)), ==, 0);
    }
  {
    g_autoptr (Reply) there = client_get (client, "/helix/clips?id=%s", id);

    g_assert_cmpstr (get (reply_get_first (there), "title"), ==, "Hello there");
    g_assert_cmpfloat (json_object_get_double_member (reply_get_first (there), "duration"), ==, 12.3);
  }

  test_twitch_control (client->twitch, "set", "{\"create_polls\":-1}");
  lost = create (client, "creator_main", "");
  id = get (json_array_get_object_element (json_object_get_array_member (lost->json, "data"), 0), "id");
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (Reply) early = client_get (client, "/helix/clips?id=%s", id);

      g_assert_cmpint (json_array_get_length (reply_get_data (early)), ==, 0);
    }
}

static void
a_new_clip_takes_its_time (void)
{
  g_autoptr (Client) client = client_new (EDITING, "0");
  g_autoptr (Reply) created = NULL;
  g_autoptr (Reply) early = NULL;
  g_autoptr (Reply) there = NULL;
  g_autoptr (Reply) listed = NULL;
  const char *id;

  test_twitch_control (client->twitch, "set", "{\"create_polls\":0,\"create_seconds\":20}");
  test_twitch_control (client->twitch, "live", "{\"title\":\"On air\"}");
  created = create (client, "creator_main", "");
  id = get (json_array_get_object_element (json_object_get_array_member (created->json, "data"), 0), "id");
  early = client_get (client, "/helix/clips?id=%s", id);
  test_twitch_control (client->twitch, "advance", "{\"seconds\":21}");
  there = client_get (client, "/helix/clips?id=%s", id);
  listed = client_get (client, "/helix/clips?broadcaster_id=%s", client->user_id);

  g_assert_cmpint (json_array_get_length (reply_get_data (early)), ==, 0);
  g_assert_cmpstr (get (reply_get_first (there), "title"), ==, "On air");
  g_assert_cmpstr (get (reply_get_first (there), "video_id"), ==, "");
  g_assert_cmpstr (get (reply_get_first (listed), "id"), ==, id);
}

static void
what_nobody_knows_can_be_chosen (void)
{
  g_autoptr (Client) client = client_new ("", "10");
  g_autofree char *ended = g_strdup_printf ("/helix/clips?broadcaster_id=%s&ended_at=2030-01-01T00:00:00Z", client->user_id);
  g_autoptr (Reply) ignored = client_get (client, "%s", ended);
  g_autoptr (Reply) empty = client_get (client, "/helix/clips?game_id=1");
  g_autoptr (Reply) refused = NULL;
  g_autoptr (Reply) missing = NULL;

  test_twitch_control (client->twitch, "set", "{\"reject_ended_alone\":true,\"game_unknown_is_error\":true}");
  refused = client_get (client, "%s", ended);
  missing = client_get (client, "/helix/clips?game_id=1");

  g_assert_cmpint (json_array_get_length (reply_get_data (ignored)), >, 0);
  g_assert_cmpint (json_array_get_length (reply_get_data (empty)), ==, 0);
  reply_assert (refused, 400, "Missing required parameter \"started_at\"");
  reply_assert (missing, 404, NULL);
}

static void
not_every_channel_can_be_clipped (void)
{
  g_autoptr (Client) client = client_new (EDITING, "0");
  g_autoptr (Reply) disabled = create (client, "no_clips_here", "");
  g_autoptr (Reply) followers = create (client, "friends_only", "");
  g_autoptr (Reply) category = create (client, "wrong_category", "");
  g_autoptr (Reply) freed = NULL;
  g_autoptr (Reply) too_long = create (client, "friends_only", "&duration=61");
  g_autoptr (Reply) name = client_post (client, "/helix/clips?broadcaster_id=friends_only", NULL, "");
  g_autoptr (Reply) missing = client_post (client, "/helix/clips", NULL, "");

  reply_assert (disabled, 403, "Clips are restricted for this channel.");
  reply_assert (followers, 403, "User does not have permissions to Clip on this channel.");
  reply_assert (category, 403, "Clips are restricted for this category.");
  reply_assert (too_long, 400, NULL);
  reply_assert (name, 400, NULL);
  reply_assert (missing, 400, "Missing required parameter \"broadcaster_id\"");

  test_twitch_control (client->twitch, "restrict", "{\"login\":\"friends_only\",\"clips\":\"free\"}");
  freed = create (client, "friends_only", "");
  g_assert_cmpint (freed->status, ==, 202);
}

static void
a_clip_is_made_from_a_video (void)
{
  g_autoptr (Client) client = client_new (EDITING, "0");
  g_autoptr (Reply) videos = client_get (client, "/helix/videos?user_id=%s", client->user_id);
  g_autofree char *base = g_strdup_printf ("/helix/videos/clips?editor_id=%s&broadcaster_id=%s&vod_id=%s&title=x", client->user_id, client->user_id, get (reply_get_first (videos), "id"));
  g_autofree char *good = g_strconcat (base, "&vod_offset=35&duration=30", NULL);
  g_autofree char *early = g_strconcat (base, "&vod_offset=20&duration=30", NULL);
  g_autofree char *unknown = g_strdup_printf ("/helix/videos/clips?editor_id=%s&broadcaster_id=%s&vod_id=1&title=x&vod_offset=40", client->user_id, client->user_id);
  g_autoptr (Reply) made = client_post (client, good, NULL, "");
  g_autoptr (Reply) refused = client_post (client, early, NULL, "");
  g_autoptr (Reply) nothing = client_post (client, unknown, NULL, "");

  g_assert_cmpint (made->status, ==, 202);
  reply_assert (refused, 400, NULL);
  reply_assert (nothing, 404, "VOD not found");
}

static void
a_deleted_clip_is_missing (void)
{
  g_autoptr (Client) client = client_new ("", "5");
  g_autoptr (JsonObject) clips = test_twitch_ask (client->twitch, "clips");
  const char *id = get (json_array_get_object_element (json_object_get_array_member (clips, "clips"), 0), "id");
  g_autoptr (Reply) before = client_get (client, "/helix/clips?id=%s", id);
  g_autoptr (Reply) after = NULL;

  test_twitch_control (client->twitch, "delete-clip", "{\"id\":\"%s\"}", id);
  after = client_get (client, "/helix/clips?id=%s", id);
  g_assert_cmpint (json_array_get_length (reply_get_data (before)), ==, 1);
  g_assert_cmpint (json_array_get_length (reply_get_data (after)), ==, 0);
}

static void
the_cursor_can_be_stuck (void)
{
  g_autoptr (Client) client = client_new ("", "300");
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;

  test_twitch_control (client->twitch, "set", "{\"stuck_cursor\":true}");
  first = client_get (client, "/helix/clips?broadcaster_id=%s", client->user_id);
  second = client_get (client, "/helix/clips?broadcaster_id=%s&after=%s", client->user_id, reply_get_cursor (first));
  g_assert_cmpstr (reply_get_cursor (first), ==, reply_get_cursor (second));
}

void
test_clips_add (void)
{
  g_test_add_func ("/stand-in/clips/narrow-windows-reach-every-clip", narrow_windows_reach_every_clip);
  g_test_add_func ("/stand-in/clips/wide-windows-lack-some-clips", wide_windows_lack_some_clips);
  g_test_add_func ("/stand-in/clips/a-long-list-begins-again", a_long_list_begins_again);
  g_test_add_func ("/stand-in/clips/the-order-changes-while-pages-are-read", the_order_changes_while_pages_are_read);
  g_test_add_func ("/stand-in/clips/the-most-viewed-come-first", the_most_viewed_come_first);
  g_test_add_func ("/stand-in/clips/a-start-alone-means-a-week", a_start_alone_means_a_week);
  g_test_add_func ("/stand-in/clips/clips-are-asked-for-in-one-way", clips_are_asked_for_in_one_way);
  g_test_add_func ("/stand-in/clips/clips-have-gaps-and-odd-values", clips_have_gaps_and_odd_values);
  g_test_add_func ("/stand-in/clips/a-young-clip-has-its-video-later", a_young_clip_has_its_video_later);
  g_test_add_func ("/stand-in/clips/a-new-clip-appears-later-or-never", a_new_clip_appears_later_or_never);
  g_test_add_func ("/stand-in/clips/a-new-clip-takes-its-time", a_new_clip_takes_its_time);
  g_test_add_func ("/stand-in/clips/what-nobody-knows-can-be-chosen", what_nobody_knows_can_be_chosen);
  g_test_add_func ("/stand-in/clips/not-every-channel-can-be-clipped", not_every_channel_can_be_clipped);
  g_test_add_func ("/stand-in/clips/a-clip-is-made-from-a-video", a_clip_is_made_from_a_video);
  g_test_add_func ("/stand-in/clips/a-deleted-clip-is-missing", a_deleted_clip_is_missing);
  g_test_add_func ("/stand-in/clips/the-cursor-can-be-stuck", the_cursor_can_be_stuck);
}
