/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-feed.h"
#include "cw-clip-keeper.h"
#include "cw-clip-maker.h"
#include "cw-clip-media.h"
#include "cw-clip-origins.h"
#include "cw-clip-watch.h"
#include "cw-page-feed.h"
#include "cw-picture-store.h"
#include "cw-sign-in.h"
#include "cw-twitch-session.h"

G_BEGIN_DECLS

#define CW_TYPE_TWITCH (cw_twitch_get_type ())
G_DECLARE_FINAL_TYPE (CwTwitch, cw_twitch, CW, TWITCH, GObject)

/* What can be browsed at Twitch, for views. */

/**
 * CwTwitchNeed:
 * @CW_TWITCH_NEED_BASICS: to see whom one follows
 * @CW_TWITCH_NEED_CREATE: to make clips of what is live
 * @CW_TWITCH_NEED_OWN: to get the files of one's own clips, and to make clips of one's broadcasts
 * @CW_TWITCH_NEED_EDITED: the same for channels that one edits
 *
 * What the user is asked to allow, when it is needed for the first time.
 */
typedef enum
{
  CW_TWITCH_NEED_BASICS,
  CW_TWITCH_NEED_CREATE,
  CW_TWITCH_NEED_OWN,
  CW_TWITCH_NEED_EDITED,
} CwTwitchNeed;

CwTwitchNeed cw_twitch_need_from_nick (const char *nick);

/**
 * CwTwitchParts:
 * @database: where things are kept
 * @http: the door to servers
 * @helix: whom to ask
 * @session: in whose name
 * @pictures: where pictures come from
 * @seen: what remembers what was seen
 * @origins: what knows which clips are in the library
 * @watch: what looks for new clips
 * @sources: what finds clips' files
 * @cache: where files are kept for a day
 * @keeper: what brings clips into the library
 *
 * What #CwTwitch puts together for views.
 */
typedef struct
{
  CwDatabase      *database;
  CwHttp          *http;
  CwHelix         *helix;
  CwTwitchSession *session;
  CwPictureStore  *pictures;
  CwSeen          *seen;
  CwClipOrigins   *origins;
  CwClipWatch     *watch;
  CwClipSources   *sources;
  CwWatchCache    *cache;
  CwClipKeeper    *keeper;
} CwTwitchParts;

CwTwitch        *cw_twitch_new (const CwTwitchParts *parts);
CwTwitchSession *cw_twitch_get_session (CwTwitch *self);
CwPictureStore  *cw_twitch_get_pictures (CwTwitch *self);
CwClipOrigins   *cw_twitch_get_origins (CwTwitch *self);
CwClipWatch     *cw_twitch_get_watch (CwTwitch *self);
CwClipKeeper    *cw_twitch_get_keeper (CwTwitch *self);
CwClipSources   *cw_twitch_get_sources (CwTwitch *self);
CwSignIn        *cw_twitch_sign_in (CwTwitch    *self,
                                    CwTwitchNeed need,
                                    gboolean     another);

void       cw_twitch_refresh (CwTwitch *self);
void       cw_twitch_try_again (CwTwitch *self);
DexFuture *cw_twitch_forget (CwTwitch *self) G_GNUC_WARN_UNUSED_RESULT;

CwFeed     *cw_twitch_list_live (CwTwitch *self);
CwFeed     *cw_twitch_list_recent (CwTwitch *self);
CwFeed     *cw_twitch_list_categories (CwTwitch *self);
CwFeed     *cw_twitch_list_streams (CwTwitch   *self,
                                    const char *category_id);
CwFeed     *cw_twitch_list_vods (CwTwitch   *self,
                                 const char *channel_id);
CwFeed     *cw_twitch_search_channels (CwTwitch   *self,
                                       const char *words);
CwFeed     *cw_twitch_search_categories (CwTwitch   *self,
                                         const char *words);
CwFeed     *cw_twitch_search_seen (CwTwitch   *self,
                                   const char *words);
CwFeed     *cw_twitch_list_new (CwTwitch *self);
CwClipFeed *cw_twitch_list_channel_clips (CwTwitch   *self,
                                          const char *channel_id);
CwClipFeed *cw_twitch_list_category_clips (CwTwitch   *self,
                                           const char *category_id);

DexFuture   *cw_twitch_find_channel (CwTwitch   *self,
                                     const char *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_twitch_find_category (CwTwitch *self, const char *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_twitch_find_stream (CwTwitch   *self,
                                    const char *channel_id) G_GNUC_WARN_UNUSED_RESULT;
CwClipMaker *cw_twitch_make_clip (CwTwitch *self);
CwClipMedia *cw_twitch_watch_clip (CwTwitch *self, CwTwitchClip *clip);
CwFeed      *cw_twitch_list_related (CwTwitch *self, CwTwitchClip *clip);
DexFuture   *cw_twitch_find_link (CwTwitch   *self,
                                  const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
