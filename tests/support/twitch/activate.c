/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handlers.h"
#include "sessions.h"

#define PAGE "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Activate</title></head><body><h1>%s</h1>%s</body></html>"
#define FORM                                                                        \
  "<p>Is this the code your device shows?</p>"                                      \
  "<form method=\"post\"><input type=\"hidden\" name=\"device-code\" value=\"%s\">" \
  "<label>Sign in as <input name=\"login\" value=\"" MAIN_LOGIN "\"></label> "      \
  "<button name=\"answer\" value=\"approve\">Authorize</button> "                   \
  "<button name=\"answer\" value=\"deny\">Cancel</button></form>"

static void
show (Request    *request,
      guint       status,
      const char *title,
      const char *body)
{
  g_autofree char *title_text = g_markup_escape_text (title, -1);
  g_autofree char *page = g_strdup_printf (PAGE, title_text, body);

  request_reply_text (request, status, "text/html; charset=utf-8", page);
}

static Device *
find_device (StandIn *self,
             Request *request)
{
  const char *code = request_get (request, "device-code");
  Device     *device = code != NULL ? sessions_find_user_code (self->sessions, code) : NULL;

  return device != NULL && device->state == DEVICE_PENDING && device->expires_at > stand_in_now (self) ? device : NULL;
}

/* The page that a browser opens for the user. */
void
activate_show (StandIn *self,
               Request *request)
{
  Device          *device = find_device (self, request);
  g_autofree char *form = NULL;

  if (device == NULL)
    {
      show (request, 404, "This code is not valid", "");
      return;
    }

  form = g_strdup_printf (FORM, device->user_code);
  show (request, 200, device->user_code, form);
}

void
activate_answer (StandIn *self,
                 Request *request)
{
  Device     *device;
  const char *login;

  request_read_form (request);
  device = find_device (self, request);
  login = request_get (request, "login");

  if (device == NULL)
    show (request, 404, "This code is not valid", "");
  else if (g_strcmp0 (request_get (request, "answer"), "approve") != 0)
    {
      device->state = DEVICE_DENIED;
      show (request, 200, "Not authorized", "");
    }
  else if (g_hash_table_lookup (self->world->users_by_login, login != NULL ? login : MAIN_LOGIN) == NULL)
    show (request, 400, "There is no such user", "");
  else
    {
      device->user = g_hash_table_lookup (self->world->users_by_login, login != NULL ? login : MAIN_LOGIN);
      device->state = DEVICE_APPROVED;
      show (request, 200, "You can close this page", "");
    }
}
