/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-subtitles.h"
#include "test-support.h"

#include <string.h>

#define MS G_GINT64_CONSTANT (1000000)

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *cues = cw_subtitles_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return cues;
}

static void
assert_cue (GPtrArray  *cues,
            guint       index,
            gint64      start,
            gint64      end,
            const char *text)
{
  const CwCue *cue;

  g_assert_cmpuint (cues->len, >, index);
  cue = cues->pdata[index];
  g_assert_cmpstr (cue->text, ==, text);
  g_assert_cmpint (cue->start, ==, start * MS);
  g_assert_cmpint (cue->end, ==, end * MS);
}

static void
reads_srt (void)
{
  g_autoptr (GPtrArray) cues = read_text ("1\n00:00:01,000 --> 00:00:02,500\nHello\nyou\n\n2\n01:02:03,004 --> 01:02:04,000\nBye\n");

  g_assert_cmpuint (cues->len, ==, 2);
  assert_cue (cues, 0, 1000, 2500, "Hello\nyou");
  assert_cue (cues, 1, 3723004, 3724000, "Bye");
}

static void
reads_webvtt (void)
{
  g_autoptr (GPtrArray) cues = read_text ("WEBVTT - a title\nKind: captions\n\nNOTE\nnot shown\n\nSTYLE\n::cue { color: red }\n\n"
                                          "intro\n00:01.000 --> 00:02.000 align:start position:0%\n<v Ann>Well, <c.yellow>hello</c> <00:01.500>there</v>\n\n"
                                          "00:00:03.000 --> 00:00:04.000\nTom &amp; Ann: 1 &lt; 2 &quot;\n");

  g_assert_cmpuint (cues->len, ==, 2);
  assert_cue (cues, 0, 1000, 2000, "Well, hello there");
  assert_cue (cues, 1, 3000, 4000, "Tom & Ann: 1 < 2 \"");
}

static void
takes_what_tools_get_wrong (void)
{
  g_autoptr (GPtrArray) cues = read_text ("\xef\xbb\xbf"
                                          "7\r\n0:0:1,5-->00:00:02.000\r\n{\\an8}<i>A</i> <b>b</b>\r\n7\r\n00:00:03,000 --> 00:00:04,000 X1:10 X2:20\r\nI <3 you\r\nx < y\r\n\r\n\r\n"
                                          "00:00:02,000 --> 00:00:05,000\rno number\r\rsoon --> later\rnothing\r\r9\r00:00:09,000 --> 00:00:08,000\rbackwards\r\r10\r00:00:09,000 --> 00:00:10,000\r\r");

  g_assert_cmpuint (cues->len, ==, 3);
  assert_cue (cues, 0, 1500, 2000, "A b");
  assert_cue (cues, 1, 2000, 5000, "no number");
  assert_cue (cues, 2, 3000, 4000, "I <3 you\nx < y");
}

static void
reads_older_encodings (void)
{
  const char utf16[] = "\xff\xfe"
                       "1\0\n\0"
                       "0\0000\0:\0000\0001\0 \0-\0-\0>\0 \0000\0000\0:\0000\0002\0\n\0\xe9\0\n\0";
  g_autoptr (GPtrArray) latin = read_text ("1\n00:00:01,000 --> 00:00:02,000\nCaf\xe9\n");
  g_autoptr (GPtrArray) wide = cw_subtitles_read (utf16, sizeof utf16 - 1, NULL);

  assert_cue (latin, 0, 1000, 2000, "Café");
  assert_cue (wide, 0, 1000, 2000, "é");
}

static void
what_has_no_times_is_told (void)
{
  const char *others[] = { "", "\n\n", "a diary\nof several lines", "{\"a\": \"-->\"}", "--> --> -->" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cw_subtitles_read (others[i], strlen (others[i]), &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
    }

  {
    g_autoptr (GPtrArray) none = read_text ("WEBVTT\n");

    g_assert_cmpuint (none->len, ==, 0);
  }
}

static void
what_is_written_comes_back_the_same (void)
{
  const CwSubtitlesFormat formats[] = { CW_SUBTITLES_SRT, CW_SUBTITLES_VTT };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_cue_free);
      g_autoptr (GPtrArray) back = NULL;
      g_autofree char *text = NULL;

      g_ptr_array_add (cues, cw_cue_new (0, 999 * MS, "First\nline"));
      g_ptr_array_add (cues, cw_cue_new (500 * MS, 4000000 * MS, "Tom & Ann < 3 😭"));
      g_ptr_array_add (cues, cw_cue_new (2000 * MS, 3000 * MS, "a\n\nb"));
      text = cw_subtitles_write (cues, formats[f]);
      back = read_text (text);

      g_assert_cmpuint (back->len, ==, 3);
      assert_cue (back, 0, 0, 999, "First\nline");
      assert_cue (back, 1, 500, 4000000, "Tom & Ann < 3 😭");
      assert_cue (back, 2, 2000, 3000, "a\nb");
    }
}

static void
a_text_cannot_begin_a_cue (void)
{
  g_autoptr (GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_cue_free);
  g_autofree char *srt = NULL;
  g_autofree char *vtt = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) other = NULL;

  g_ptr_array_add (cues, cw_cue_new (0, 1000 * MS, "00:00:05,000 --> 00:00:06,000\nforged"));
  srt = cw_subtitles_write (cues, CW_SUBTITLES_SRT);
  vtt = cw_subtitles_write (cues, CW_SUBTITLES_VTT);
  one = read_text (srt);
  other = read_text (vtt);

  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (other->len, ==, 1);
}

static void
a_transcript_says_each_line_once (void)
{
  g_autoptr (GPtrArray) cues = read_text ("00:01.000 --> 00:02.000\nso we go\n\n00:02.000 --> 00:03.000\nso we go\nup there\n\n00:03.000 --> 00:04.000\nup there\nno\n\n00:05.000 --> 00:06.000\nso we go\n");
  g_autofree char *text = cw_subtitles_to_text (cues);

  g_assert_cmpstr (text, ==, "so we go\nup there\nno\nso we go");
}

static void
nothing_makes_it_fall_over (void)
{
  const char  parts[] = "0123456789:,.->\n\r <>{}\\&;abcWEBVTT \xff\xe9";
  const char *base = "WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,500\n<i>He</i>llo &amp; {\\an8}you\n\n2\n01:02:03,004 --> 01:02:04,000\nBye\n";
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);

  for (guint i = 0; i < 20000; i++)
    {
      gsize            length = i % 2 == 0 ? strlen (base) : (gsize) g_rand_int_range (random, 1, 200);
      g_autofree char *text = g_malloc (length);
      g_autoptr (GPtrArray) cues = NULL;

      for (gsize n = 0; n < length; n++)
        text[n] = i % 2 == 0 && g_rand_int_range (random, 0, 20) > 0 ? base[n] : parts[g_rand_int_range (random, 0, sizeof parts)];
      cues = cw_subtitles_read (text, length, NULL);

      for (guint c = 0; cues != NULL && c < cues->len; c++)
        {
          const CwCue *cue = cues->pdata[c];

          g_assert_true (g_utf8_validate (cue->text, -1, NULL));
          g_assert_cmpint (cue->start, >=, 0);
          g_assert_cmpint (cue->end, >, cue->start);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/subtitles/reads-srt", reads_srt);
  g_test_add_func ("/subtitles/reads-webvtt", reads_webvtt);
  g_test_add_func ("/subtitles/takes-what-tools-get-wrong", takes_what_tools_get_wrong);
  g_test_add_func ("/subtitles/reads-older-encodings", reads_older_encodings);
  g_test_add_func ("/subtitles/what-has-no-times-is-told", what_has_no_times_is_told);
  g_test_add_func ("/subtitles/what-is-written-comes-back-the-same", what_is_written_comes_back_the_same);
  g_test_add_func ("/subtitles/a-text-cannot-begin-a-cue", a_text_cannot_begin_a_cue);
  g_test_add_func ("/subtitles/a-transcript-says-each-line-once", a_transcript_says_each_line_once);
  g_test_add_func ("/subtitles/nothing-makes-it-fall-over", nothing_makes_it_fall_over);
  return g_test_run ();
}
