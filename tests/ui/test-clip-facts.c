/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-facts.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static CwClip *
make (const char *channel,
      int         seconds,
      gint64      views,
      gint64      position)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  CwClip *clip = g_object_new (CW_TYPE_CLIP,
                               "number", G_GINT64_CONSTANT (1), "id", "id", "title", "Title", "source", "twitch", "rights", "edited",
                               "channel-name", channel, "views", views, "url", "https://clips.twitch.tv/One",
                               "vod-id", "77", "vod-offset", G_GINT64_CONSTANT (3725),
                               "position", position, "watched", position > 0 ? G_GINT64_CONSTANT (1700000000000000) : G_GINT64_CONSTANT (0),
                               NULL);

  info->has_video = TRUE;
  info->width = 1920;
  info->height = 1080;
  info->rate = (CwRate) { 60, 1 };
  info->duration = seconds * SECOND;
  info->size = 2500000;
  cw_clip_set_file (clip, "/clip.mp4", info);

  return clip;
}

/* NULL where it is not told. */
static const CwClipFact *
find (GPtrArray  *facts,
      const char *label)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const CwClipFact *fact = facts->pdata[i];

      if (g_str_equal (fact->label, label))
        return fact;
    }

  return NULL;
}

static GPtrArray *
list (CwClip *first,
      CwClip *second)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  if (first != NULL)
    g_ptr_array_add (clips, first);
  if (second != NULL)
    g_ptr_array_add (clips, second);

  return cw_clip_facts_list (clips);
}

static void
one_clip_is_told_as_it_is (void)
{
  g_autoptr (CwClip) clip = make ("Somebody", 30, 1200, 12 * SECOND);
  g_autoptr (GPtrArray) facts = list (clip, NULL);

  g_assert_cmpstr (find (facts, "Channel")->value, ==, "Somebody");
  g_assert_cmpstr (find (facts, "Broadcast")->value, ==, "1:02:05 into it");
  g_assert_cmpstr (find (facts, "Broadcast")->url, ==, "https://www.twitch.tv/videos/77?t=3725s");
  g_assert_cmpstr (find (facts, "Source")->value, ==, "Twitch");
  g_assert_cmpstr (find (facts, "Source")->url, ==, "https://clips.twitch.tv/One");
  g_assert_cmpstr (find (facts, "Rights")->value, ==, "Of a channel that you edit");
  g_assert_cmpstr (find (facts, "Length")->value, ==, "0:30");
  g_assert_cmpstr (find (facts, "Picture")->value, ==, "1920 × 1080 · 60 fps");
  g_assert_true (g_str_has_prefix (find (facts, "Watched")->value, "Up to 0:12, "));
}

static void
what_is_not_known_is_not_told (void)
{
  g_autoptr (CwClip) clip = make ("", 30, 0, 0);
  g_autoptr (GPtrArray) facts = list (clip, NULL);
  g_autoptr (GPtrArray) none = list (NULL, NULL);

  g_assert_null (find (facts, "Channel"));
  g_assert_null (find (facts, "Game"));
  g_assert_null (find (facts, "Views"));
  g_assert_cmpstr (find (facts, "Watched")->value, ==, "Not yet");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
several_are_told_by_what_they_share (void)
{
  g_autoptr (CwClip) first = make ("Somebody", 30, 100, 0);
  g_autoptr (CwClip) second = make ("Somebody", 45, 50, 10 * SECOND);
  g_autoptr (GPtrArray) facts = list (first, second);

  g_assert_cmpstr (find (facts, "Channel")->value, ==, "Somebody");
  g_assert_cmpstr (find (facts, "Length")->value, ==, "1:15 in all");
  g_assert_cmpstr (find (facts, "Views")->value, ==, "150 in all");
  g_assert_cmpstr (find (facts, "Watched")->value, ==, "1 of 2");
  g_assert_cmpstr (find (facts, "Picture")->value, ==, "1920 × 1080 · 60 fps");
}

static void
several_are_told_by_how_they_differ (void)
{
  g_autoptr (CwClip) first = make ("Somebody", 30, 0, 0);
  g_autoptr (CwClip) second = make ("Other", 30, 0, 0);
  g_autoptr (CwClip) third = make ("", 30, 0, 0);
  g_autoptr (GPtrArray) differ = list (first, second);
  g_autoptr (GPtrArray) lack = list (first, third);

  g_assert_cmpstr (find (differ, "Channel")->value, ==, "2 different");
  g_assert_cmpstr (find (lack, "Channel")->value, ==, "Only of some");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/one", one_clip_is_told_as_it_is);
  g_test_add_func ("/unknown", what_is_not_known_is_not_told);
  g_test_add_func ("/shared", several_are_told_by_what_they_share);
  g_test_add_func ("/different", several_are_told_by_how_they_differ);

  return g_test_run ();
}
