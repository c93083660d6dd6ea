/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-printer.h"
#include "cw-library-desk.h"
#include "cw-library-verbs.h"

#include "cw-error.h"

#include <glib/gi18n.h>

static gboolean as_json;
static gboolean off;
static char    *query;

#define COMMON                                                                                                                     \
  { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_ ("Change the clips that QUERY finds, in place of those named"), N_ ("QUERY") }, \
  {                                                                                                                                \
    "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array of the clips as they are then"), NULL                     \
  }

static GOptionEntry entries[] = {
  COMMON,
  { NULL }
};

static GOptionEntry favourite_entries[] = {
  { "off", 0, 0, G_OPTION_ARG_NONE, &off, N_ ("They are no favourites any more"), NULL },
  COMMON,
  { NULL }
};

/**
 * Edit:
 * @verb: what it is called
 * @value: (nullable): what is to be said where its value is missing; %NULL where it has none
 * @one: whether it changes one clip, which is named before the value
 * @change: changes clips, to @value
 *
 * What may be done to clips.
 */
typedef struct
{
  const CwVerb *verb;
  const char   *value;
  gboolean      one;
  DexFuture *(*change) (CwLibrary  *library,
                        GPtrArray  *clips,
                        const char *value);
} Edit;

/* --- what is done ------------------------------------------------------------------------ */

static DexFuture *
rate (CwLibrary  *library,
      GPtrArray  *clips,
      const char *value)
{
  guint64 rating;

  if (!g_ascii_string_to_unsigned (value, 10, 0, 5, &rating, NULL))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A rating is from 0 to 5, and not “%s”"), value);

  return cw_library_rate (library, clips, (int) rating);
}

static DexFuture *
set_favourite (CwLibrary  *library,
               GPtrArray  *clips,
               const char *value)
{
  return cw_library_set_favourite (library, clips, !off);
}

static DexFuture *
rename_clip (CwLibrary  *library,
             GPtrArray  *clips,
             const char *value)
{
  return cw_library_rename (library, clips->pdata[0], value);
}

static DexFuture *
set_note (CwLibrary  *library,
          GPtrArray  *clips,
          const char *value)
{
  return cw_library_set_note (library, clips->pdata[0], value);
}

static DexFuture *
locate (CwLibrary  *library,
        GPtrArray  *clips,
        const char *value)
{
  return cw_library_locate (library, clips->pdata[0], value);
}

static DexFuture *
remove_clips (CwLibrary  *library,
              GPtrArray  *clips,
              const char *value)
{
  return cw_library_remove (library, clips);
}

static const Edit edits[] = {
  { &cw_verb_library_tag, N_ ("Name a tag, and the clips that are to have it"), FALSE, cw_library_tag },
  { &cw_verb_library_untag, N_ ("Name a tag, and the clips that are not to have it any more"), FALSE, cw_library_untag },
  { &cw_verb_library_rate, N_ ("Say how many stars, from 0 to 5, and which clips are to have them"), FALSE, rate },
  { &cw_verb_library_favourite, NULL, FALSE, set_favourite },
  { &cw_verb_library_rename, N_ ("Name a clip, and what it is to be called"), TRUE, rename_clip },
  { &cw_verb_library_note, N_ ("Name a clip, and what is to be noted of it"), TRUE, set_note },
  { &cw_verb_library_locate, N_ ("Name a clip, and the file where it is now"), TRUE, locate },
  { &cw_verb_library_remove, NULL, FALSE, remove_clips },
};

static const Edit *
find_edit (const CwVerb *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (edits[i].verb == verb)
      return &edits[i];

  g_return_val_if_reached (NULL);
}

/* --- how it is asked for ------------------------------------------------------------------- */

/* Takes the value out of WORDS, which then are ids: the first, or what follows the clip
 * where there can be one only. NULL where it is missing, or where there is too much. */
static char *
take_value (const Edit *edit,
            char      **words)
{
  guint n = g_strv_length (words);
  guint index = edit->one && query == NULL ? 1 : 0;
  char *value;

  if (index >= n || (edit->one && n > index + 1))
    return NULL;

  value = words[index];
  for (guint i = index; i < n; i++)
    words[i] = words[i + 1];

  return value;
}

static DexFuture *
print_changed (CwLibraryDesk *desk,
               GPtrArray     *clips)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changed = NULL;

  if (!as_json)
    {
      g_print (ngettext ("%u clip changed\n", "%u clips changed\n", clips->len), clips->len);
      return dex_future_new_true ();
    }

  changed = cw_library_desk_load_again (desk, clips, &error);
  if (changed == NULL || !dex_await (cw_clip_printer_look (changed), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_printer_print_all (changed, TRUE);
  return dex_future_new_true ();
}

static DexFuture *
change (const Edit *edit,
        char      **ids,
        const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = cw_library_desk_open (&error);
  g_autoptr (GPtrArray) clips = NULL;

  if (desk != NULL)
    clips = cw_library_desk_choose (desk, CW_CLIP_PLACE_LIBRARY, ids, query, &error);
  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (edit->one && clips->len > 1)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” finds %u clips, and only one can be changed so"), query, clips->len);

  /* Not handed on: what is dropped half-way has to hear of it. */
  if (!dex_await (edit->change (desk->library, clips, value), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return print_changed (desk, clips);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  const Edit *edit = find_edit (self);
  g_auto (GStrv) words = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (!cw_verb_parse (self, self == &cw_verb_library_favourite ? favourite_entries : entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (edit->value != NULL)
    {
      value = take_value (edit, words);
      if (value == NULL)
        return cw_verb_wrong (self, _ (edit->value));
      if (self != &cw_verb_library_locate && !cw_library_desk_check_texts ((char *[]) { value, NULL }, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  if (words[0] == NULL && query == NULL)
    return cw_verb_wrong (self, _ ("Name clips by their ids, or by --query"));

  return change (edit, words, value);
}

const CwVerb cw_verb_library_tag = {
  .name = "library tag",
  .arguments = "TAG CLIP…",
  .summary = N_ ("Give clips a tag"),
  .description = N_ ("Examples:\n  clipwright-cli library tag funny 0197f3a2 0197f4b7\n  clipwright-cli library tag posted --query 'is:favourite -tag:posted'"),
  .run = run,
};

const CwVerb cw_verb_library_untag = {
  .name = "library untag",
  .arguments = "TAG CLIP…",
  .summary = N_ ("Take a tag from clips"),
  .description = N_ ("Example:\n  clipwright-cli library untag funny --query 'tag:funny rating:<3'"),
  .run = run,
};

const CwVerb cw_verb_library_rate = {
  .name = "library rate",
  .arguments = "STARS CLIP…",
  .summary = N_ ("Give clips from one to five stars, or none with 0"),
  .description = N_ ("Examples:\n  clipwright-cli library rate 5 0197f3a2\n  clipwright-cli library rate 0 --query 'rating:1'"),
  .run = run,
};

const CwVerb cw_verb_library_favourite = {
  .name = "library favourite",
  .arguments = "CLIP…",
  .summary = N_ ("Have clips be favourites, or with --off not any more"),
  .description = N_ ("Examples:\n  clipwright-cli library favourite 0197f3a2\n  clipwright-cli library favourite --off --query 'is:favourite created:<2024'"),
  .run = run,
};

const CwVerb cw_verb_library_rename = {
  .name = "library rename",
  .arguments = "CLIP TITLE",
  .summary = N_ ("Call a clip otherwise"),
  .description = N_ ("Example:\n  clipwright-cli library rename 0197f3a2 'What a save'"),
  .run = run,
};

const CwVerb cw_verb_library_note = {
  .name = "library note",
  .arguments = "CLIP TEXT",
  .summary = N_ ("Note something of a clip, in place of what was noted"),
  .description = N_ ("Examples:\n  clipwright-cli library note 0197f3a2 'cut the first two seconds'\n  clipwright-cli library note 0197f3a2 ''"),
  .run = run,
};

const CwVerb cw_verb_library_locate = {
  .name = "library locate",
  .arguments = "CLIP FILE",
  .summary = N_ ("Say where the file of a clip is now"),
  .description = N_ ("It has to be the same video.\n\nExample:\n  clipwright-cli library locate 0197f3a2 /media/disk/clips/save.mp4"),
  .run = run,
};

const CwVerb cw_verb_library_remove = {
  .name = "library remove",
  .arguments = "CLIP…",
  .summary = N_ ("Put clips into the trash"),
  .description = N_ ("No file is touched: “library trash restore” brings them back, and so does “library undo”.\n\nExamples:\n  clipwright-cli library remove 0197f3a2\n  clipwright-cli library remove --query 'views:<10 created:<2024'"),
  .run = run,
};
