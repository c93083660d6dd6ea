/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _TestPrompter TestPrompter;

TestPrompter *test_prompter_new (void);
void          test_prompter_free (TestPrompter *self);
void          test_prompter_await_question (TestPrompter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPrompter, test_prompter_free)

G_END_DECLS
