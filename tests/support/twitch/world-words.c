/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "world-words.h"

const char *const world_adjectives[] = {
  "Able", "Bold", "Calm", "Crazy", "Curious", "Dapper", "Eager", "Fancy", "Gentle", "Gifted", "Hungry", "Jolly",
  "Kind", "Lazy", "Lively", "Mighty", "Nimble", "Odd", "Placid", "Proud", "Quiet", "Rapid", "Shiny", "Silly",
  "Sleepy", "Smooth", "Spotted", "Tidy", "Vivid", "Wise", "Witty", "Zesty", NULL
};

const char *const world_nouns[] = {
  "Badger", "Bagel", "Beaver", "Cactus", "Cheese", "Cormorant", "Donkey", "Falcon", "Ferret", "Hedgehog", "Kudu",
  "Lemur", "Lobster", "Mango", "Narwhal", "Otter", "Panda", "Peppermint", "Pigeon", "Quail", "Rabbit", "Salamander",
  "Sparrow", "Teapot", "Turtle", "Walrus", "Weasel", "Yak", NULL
};

const char *const world_emotes[] = {
  "ArgieB8", "BibleThump", "DatSheffy", "Kappa", "Kreygasm", "Mau5", "NotLikeThis", "PogChamp", "RaccAttack",
  "SwiftRage", "TriHard", "VoHiYo", NULL
};

/* What titles people give: also too long, of blanks only, written from the
 * right, of many scripts, with quotes, markup, tabs and joined emoji. */
const char *const world_titles[] = {
  "What a save",
  "he did NOT see that coming",
  "1v5 CLUTCH 🔥🔥🔥",
  "chat, is this real?",
  "👨‍👩‍👧‍👦 family game night goes wrong 🏳️‍🌈",
  "اللعبة انتهت في ثانية واحدة",
  "השער של השנה ‏(2:1)‏",
  "神プレイ集 その1【切り抜き】",
  "이게 왜 되는데?",
  "Ein ganz normaler Abend mit Äpfeln, Öl und Übermut",
  "Этого не может быть",
  " ",
  ".",
  "lol",
  "\"quoted\" & <b>bold</b> \\ slash / 100% %s %d",
  "A title that goes on and on because whoever made this clip pasted half of the chat into it and did not look at what came of it",
  "tab\there",
  "Z̷a̷l̷g̷o̷ appears",
  "¯\\_(ツ)_/¯",
  "speedrun world record (any%, glitchless) 12:34.567",
  NULL
};

const char *const world_games[] = {
  "Just Chatting", "Music", "Art", "Chess", "Retro", "Special Events", "Food & Drink", "Starlit Kingdoms",
  "Starlit Kingdoms II: Ashes", "Rocket Meadow", "Rocket Meadow Racing", "Deep Harbour", "Iron Orchard",
  "Tiny Tractors", "Tiny Tractors 2", "Pokémon-like Monsters", "Quest of the Nine", "Quest of the Ten",
  "Hollow Lantern", "Castle Builder", "Castle Builder Online", "Nightfall Protocol", "Velvet Strike", "Grid Legends",
  "Ember & Ash", "Sky Courier", "Paper Pirates", "Goose Simulator", "Fjord", "Zero Hour Arena", "Moon Farm",
  "龍の道", "Пять башен", "Clockwork City", "Clockwork City: Rain", "Blade Garden", "Survive the Tide",
  "Software and Game Development", "Virtual Casino", "I'm Only Sleeping", NULL
};

const char *const world_languages[] = { "en", "en", "en", "de", "es", "fr", "ja", "ko", "pt", "ru", "ar", "other", NULL };

const char *const world_local_names[] = { "ねこ実況", "한밤의게임", "龍哥", "Мишка", "夜更かし", NULL };
