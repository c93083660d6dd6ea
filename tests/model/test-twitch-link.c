/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-link.h"
#include "test-support.h"

typedef struct
{
  const char      *text;
  CwTwitchLinkKind kind;
  const char      *id;
} Case;

#define SLUG "ResourcefulCrazyNarwhalMau5--lX7NFdp8DZQTyMV"
#define OLD "AwkwardHelplessSalamanderSwiftRage"

static const Case clips[] = {
  { "https://clips.twitch.tv/" OLD, CW_TWITCH_LINK_CLIP, OLD },
  { "https://clips.twitch.tv/" SLUG, CW_TWITCH_LINK_CLIP, SLUG },
  { "https://clips.twitch.tv/" SLUG "/", CW_TWITCH_LINK_CLIP, SLUG },
  { "https://clips.twitch.tv/lirik/" OLD, CW_TWITCH_LINK_CLIP, OLD },
  { "https://clips.twitch.tv/" SLUG "/edit", CW_TWITCH_LINK_CLIP, SLUG },
  { "https://clips.twitch.tv/embed?clip=" SLUG "&parent=www.example.com", CW_TWITCH_LINK_CLIP, SLUG },
  { "https://clips.twitch.tv/embed?autoplay=false&clip=lirik/" OLD, CW_TWITCH_LINK_CLIP, OLD },
  { "https://www.twitch.tv/lirik/clip/" SLUG "?filter=clips&range=7d&sort=time", CW_TWITCH_LINK_CLIP, SLUG },
  { "https://m.twitch.tv/lirik/clip/" SLUG, CW_TWITCH_LINK_CLIP, SLUG },
  { "https://go.twitch.tv/lirik/clip/" SLUG, CW_TWITCH_LINK_CLIP, SLUG },
  { "https://twitch.tv/clip/" SLUG, CW_TWITCH_LINK_CLIP, SLUG },
  { "http://m.twitch.tv/clip/" OLD, CW_TWITCH_LINK_CLIP, OLD },
  { "clips.twitch.tv/" OLD, CW_TWITCH_LINK_CLIP, OLD },
  { "  www.twitch.tv/lirik/clip/" SLUG "\n", CW_TWITCH_LINK_CLIP, SLUG },
  { "HTTPS://Clips.Twitch.TV/" OLD, CW_TWITCH_LINK_CLIP, OLD },
  { SLUG, CW_TWITCH_LINK_CLIP, SLUG },
  { "SleepyGiftedPeppermintNerfRedBlaster-KbkBXYt3lOk3jy8-", CW_TWITCH_LINK_CLIP, "SleepyGiftedPeppermintNerfRedBlaster-KbkBXYt3lOk3jy8-" },
  { "CulturedAmazingKuduDatSheffy-TiZ_-ixAGYR3y2Uy", CW_TWITCH_LINK_CLIP, "CulturedAmazingKuduDatSheffy-TiZ_-ixAGYR3y2Uy" },
};

static const Case others[] = {
  { "https://www.twitch.tv/videos/1234567890", CW_TWITCH_LINK_VOD, "1234567890" },
  { "https://www.twitch.tv/videos/1234567890?t=1h2m3s", CW_TWITCH_LINK_VOD, "1234567890" },
  { "https://www.twitch.tv/lirik/v/1234567890", CW_TWITCH_LINK_VOD, "1234567890" },
  { "https://www.twitch.tv/Lirik", CW_TWITCH_LINK_CHANNEL, "lirik" },
  { "twitch.tv/some_body1/", CW_TWITCH_LINK_CHANNEL, "some_body1" },
  { "https://www.twitch.tv/lirik/clips?filter=clips&range=all", CW_TWITCH_LINK_CHANNEL, "lirik" },
};

static const char *const nothing[] = {
  "",
  " ",
  "funny moments",
  "lirik",
  "well-known",
  "1234567890",
  "https://clips.twitch.tv/",
  "https://clips.twitch.tv/1234567890",
  "https://clips.twitch.tv/a/b/c",
  "https://clips.twitch.tv/embed",
  "https://clips.twitch.tv/embed?clip=",
  "https://clips.twitch.tv/What%2FEver",
  "https://clips.twitch.tv/Ümlaut",
  "https://www.twitch.tv/",
  "https://www.twitch.tv/directory",
  "https://www.twitch.tv/directory/category/chess",
  "https://www.twitch.tv/videos/abc",
  "https://www.twitch.tv/lirik/clip/",
  "https://www.twitch.tv/name_that_is_far_too_long_to_be_one",
  "https://twitch.tv.example.com/clip/" OLD,
  "https://example.com/https://clips.twitch.tv/" OLD,
  "javascript:alert(1)",
  "http://",
  "https://[",
  "\xff\xfe",
};

static void
check (const Case *cases,
       gsize       n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *id = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (cw_twitch_link_parse (cases[i].text, &id), ==, cases[i].kind);
      g_assert_cmpstr (id, ==, cases[i].id);
    }
}

static void
every_form_of_a_clips_link_is_known (void)
{
  check (clips, G_N_ELEMENTS (clips));
}

static void
links_to_broadcasts_and_channels_are_known (void)
{
  check (others, G_N_ELEMENTS (others));
}

static void
what_is_no_link_leads_nowhere (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autofree char *id = NULL;

      g_test_message ("%s", nothing[i]);
      g_assert_cmpint (cw_twitch_link_parse (nothing[i], &id), ==, CW_TWITCH_LINK_NONE);
      g_assert_null (id);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/twitch-link/every form of a clip’s link is known", every_form_of_a_clips_link_is_known);
  g_test_add_func ("/twitch-link/links to broadcasts and channels are known", links_to_broadcasts_and_channels_are_known);
  g_test_add_func ("/twitch-link/what is no link leads nowhere", what_is_no_link_leads_nowhere);

  return g_test_run ();
}
