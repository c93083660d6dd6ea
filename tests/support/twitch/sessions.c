/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sessions.h"

#define LETTERS "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#define ALNUM "abcdefghijklmnopqrstuvwxyz0123456789"

struct _Sessions
{
  GRand      *rand;
  GPtrArray  *devices;
  GHashTable *access;
  GHashTable *refresh;
};

static void
device_free (gpointer data)
{
  Device *device = data;

  g_free (device->device_code);
  g_free (device->user_code);
  g_free (device->client_id);
  g_strfreev (device->scopes);
  g_free (device);
}

static void
token_free (gpointer data)
{
  Token *token = data;

  g_free (token->text);
  g_free (token->client_id);
  g_strfreev (token->scopes);
  g_free (token);
}

static char *
make_secret (Sessions   *self,
             const char *letters,
             gsize       length)
{
  char *text = g_malloc0 (length + 1);

  for (gsize i = 0; i < length; i++)
    text[i] = letters[g_rand_int_range (self->rand, 0, (int) strlen (letters))];

  return text;
}

Sessions *
sessions_new (void)
{
  Sessions *self = g_new0 (Sessions, 1);

  /* Tokens differ from one run to the next, so that no test can know one. */
  self->rand = g_rand_new ();
  self->devices = g_ptr_array_new_with_free_func (device_free);
  self->access = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, token_free);
  self->refresh = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, token_free);
  return self;
}

void
sessions_free (Sessions *self)
{
  g_rand_free (self->rand);
  g_ptr_array_unref (self->devices);
  g_hash_table_unref (self->access);
  g_hash_table_unref (self->refresh);
  g_free (self);
}

Device *
sessions_start_device (Sessions          *self,
                       const char        *client_id,
                       const char *const *scopes,
                       gint64             expires_at)
{
  Device *device = g_new0 (Device, 1);

  device->device_code = make_secret (self, ALNUM, 40);
  device->user_code = make_secret (self, LETTERS, 8);
  device->client_id = g_strdup (client_id);
  device->scopes = g_strdupv ((char **) scopes);
  device->expires_at = expires_at;
  g_ptr_array_add (self->devices, device);
  return device;
}

/* NULL after the last one. */
Device *
sessions_get_newest_device (Sessions *self,
                            guint     position)
{
  return position < self->devices->len ? g_ptr_array_index (self->devices, self->devices->len - 1 - position) : NULL;
}

Device *
sessions_find_device (Sessions   *self,
                      const char *device_code)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      Device *device = g_ptr_array_index (self->devices, i);

      if (g_str_equal (device->device_code, device_code))
        return device;
    }

  return NULL;
}

Device *
sessions_find_user_code (Sessions   *self,
                         const char *user_code)
{
  for (guint i = 0; i < self->devices->len; i++)
    {
      Device *device = g_ptr_array_index (self->devices, i);

      if (g_ascii_strcasecmp (device->user_code, user_code) == 0)
        return device;
    }

  return NULL;
}

void
sessions_end_device (Sessions *self,
                     Device   *device)
{
  g_ptr_array_remove (self->devices, device);
}

static Token *
add_token (Sessions          *self,
           GHashTable        *table,
           gsize              length,
           const char        *client_id,
           const char *const *scopes,
           User              *user,
           gint64             expires_at)
{
  Token *token = g_new0 (Token, 1);

  token->text = make_secret (self, ALNUM, length);
  token->client_id = g_strdup (client_id);
  token->scopes = g_strdupv ((char **) scopes);
  token->user = user;
  token->expires_at = expires_at;
  g_hash_table_insert (table, token->text, token);
  return token;
}

/**
 * sessions_issue:
 * @access: (out) (transfer none): good for requests
 * @refresh: (out) (transfer none): good for the next pair
 */
void
sessions_issue (Sessions          *self,
                const char        *client_id,
                const char *const *scopes,
                User              *user,
                gint64             access_expires_at,
                gint64             refresh_expires_at,
                Token            **access,
                Token            **refresh)
{
  *access = add_token (self, self->access, 30, client_id, scopes, user, access_expires_at);
  *refresh = add_token (self, self->refresh, 50, client_id, scopes, user, refresh_expires_at);
}

static Token *
find_token (GHashTable *table,
            const char *text,
            gint64      now)
{
  Token *token = g_hash_table_lookup (table, text);

  return token != NULL && token->expires_at > now ? token : NULL;
}

Token *
sessions_find_access (Sessions   *self,
                      const char *text,
                      gint64      now)
{
  return find_token (self->access, text, now);
}

Token *
sessions_find_refresh (Sessions   *self,
                       const char *text,
                       gint64      now)
{
  return find_token (self->refresh, text, now);
}

void
sessions_remove (Sessions *self,
                 Token    *token)
{
  g_autofree char *text = g_strdup (token->text);

  if (!g_hash_table_remove (self->access, text))
    g_hash_table_remove (self->refresh, text);
}

static gboolean
is_of_user (gpointer key,
            gpointer value,
            gpointer data)
{
  return ((Token *) value)->user == data;
}

/**
 * sessions_disconnect:
 *
 * What a user does on twitch.tv/settings/connections: every token is dead.
 */
void
sessions_disconnect (Sessions *self,
                     User     *user)
{
  g_hash_table_foreach_remove (self->access, is_of_user, user);
  g_hash_table_foreach_remove (self->refresh, is_of_user, user);
}

void
sessions_expire (Sessions *self,
                 gboolean  access,
                 gboolean  refresh)
{
  if (access)
    g_hash_table_remove_all (self->access);
  if (refresh)
    g_hash_table_remove_all (self->refresh);
}

/* Between minus and plus MOST. */
gint64
sessions_jitter (Sessions *self,
                 gint64    most)
{
  return most > 0 ? g_rand_int_range (self->rand, (int) -most, (int) most + 1) : 0;
}

gboolean
token_has_scope (Token      *self,
                 const char *scope)
{
  return g_strv_contains ((const char *const *) self->scopes, scope);
}
