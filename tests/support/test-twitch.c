/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-twitch.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

/* A stand-in for Twitch that runs as a process of its own, so that a test may
 * talk to it while it blocks. Anything that goes wrong fails the test. */
struct _TestTwitch
{
  GSubprocess *process;
  SoupSession *session;
  char        *url;
};

static JsonObject *
parse (const char *text,
       gssize      length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, length, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/**
 * test_twitch_start:
 * @options: (nullable): for the program, such as "--clips", "100"
 *
 * Returns: (transfer full): a Twitch with nobody signed in. It ends with the
 *   test, however that ends.
 */
TestTwitch *
test_twitch_start (const char *const *options)
{
  TestTwitch *self = g_new0 (TestTwitch, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (JsonObject) ready = NULL;
  g_autofree char *line = NULL;

  g_assert_nonnull (g_getenv ("TWITCH_STAND_IN"));
  g_strv_builder_add (builder, g_getenv ("TWITCH_STAND_IN"));
  if (options != NULL)
    g_strv_builder_addv (builder, (const char **) options);
  arguments = g_strv_builder_end (builder);

  self->process = g_subprocess_newv ((const char *const *) arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  ready = parse (line, -1);
  self->url = g_strdup (json_object_get_string_member (ready, "url"));
  /* The desktop's proxy is no business of the loopback's, and would need its settings. */
  self->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  return self;
}

void
test_twitch_stop (TestTwitch *self)
{
  g_autoptr (GError) error = NULL;

  g_object_unref (self->session);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self);
}

const char *
test_twitch_get_url (TestTwitch *self)
{
  return self->url;
}

static JsonObject *
talk (TestTwitch *self,
      const char *method,
      const char *what,
      const char *json)
{
  g_autofree char *url = g_strdup_printf ("%s/control/%s", self->url, what);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) reply = NULL;
  g_autoptr (GError) error = NULL;

  if (json != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }

  reply = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != 200)
    g_error ("The stand-in cannot %s: %.*s", what, (int) g_bytes_get_size (reply), (const char *) g_bytes_get_data (reply, NULL));

  return parse (g_bytes_get_data (reply, NULL), (gssize) g_bytes_get_size (reply));
}

/**
 * test_twitch_control:
 * @what: see tests/support/twitch/control.c
 * @json_format: the details, for printf
 */
void
test_twitch_control (TestTwitch *self,
                     const char *what,
                     const char *json_format,
                     ...)
{
  g_autofree char *json = NULL;
  va_list          list;

  va_start (list, json_format);
  json = g_strdup_vprintf (json_format, list);
  va_end (list);

  json_object_unref (talk (self, "POST", what, json));
}

/**
 * test_twitch_tell:
 *
 * Like test_twitch_control(), for what has an answer.
 *
 * Returns: (transfer full): the answer
 */
JsonObject *
test_twitch_tell (TestTwitch *self,
                  const char *what,
                  const char *json)
{
  return talk (self, "POST", what, json);
}

/**
 * test_twitch_ask:
 * @what: such as "world" or "clips?login=creator_main"
 *
 * Returns: (transfer full): the answer
 */
JsonObject *
test_twitch_ask (TestTwitch *self,
                 const char *what)
{
  return talk (self, "GET", what, NULL);
}

static gint64
count (TestTwitch *self,
       const char *table,
       const char *key)
{
  g_autoptr (JsonObject) stats = test_twitch_ask (self, "stats");

  return json_object_get_int_member_with_default (json_object_get_object_member (stats, table), key, 0);
}

/**
 * test_twitch_count:
 * @endpoint: the method and the path, such as "GET /helix/clips"
 *
 * Returns: how often it was asked since the start
 */
gint64
test_twitch_count (TestTwitch *self,
                   const char *endpoint)
{
  return count (self, "requests", endpoint);
}

/* How many requests were answered with STATUS. */
gint64
test_twitch_count_status (TestTwitch *self,
                          guint       status)
{
  g_autofree char *key = g_strdup_printf ("%u", status);

  return count (self, "statuses", key);
}

/* NAME: "refreshes", "refreshes_refused", "early_polls". */
gint64
test_twitch_get_counter (TestTwitch *self,
                         const char *name)
{
  return count (self, "counters", name);
}

/**
 * test_twitch_sign_in:
 * @scopes: separated by spaces
 *
 * Returns: (transfer full): an access token
 */
char *
test_twitch_sign_in (TestTwitch *self,
                     const char *login,
                     const char *scopes)
{
  g_auto (GStrv) words = g_strsplit (scopes, " ", -1);
  g_autofree char *list = g_strjoinv ("\",\"", words);
  g_autofree char *json = g_strdup_printf ("{\"login\":\"%s\",\"scopes\":[%s%s%s]}", login, *scopes != '\0' ? "\"" : "", list, *scopes != '\0' ? "\"" : "");
  g_autoptr (JsonObject) reply = test_twitch_tell (self, "sign-in", json);

  return g_strdup (json_object_get_string_member (reply, "access_token"));
}

/**
 * test_twitch_find_id:
 *
 * Returns: (transfer full): the id of the user whose login that is
 */
char *
test_twitch_find_id (TestTwitch *self,
                     const char *login)
{
  g_autoptr (JsonObject) world = test_twitch_ask (self, "world");
  JsonArray *channels = json_object_get_array_member (world, "channels");

  for (guint i = 0; i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = json_array_get_object_element (channels, i);

      if (g_str_equal (json_object_get_string_member (channel, "login"), login))
        return g_strdup (json_object_get_string_member (channel, "id"));
    }

  g_error ("There is no “%s”", login);
}
