-- Who has signed in to Twitch. The tokens are in the keyring.
CREATE TABLE accounts (
  id      TEXT PRIMARY KEY,
  login   TEXT NOT NULL,
  name    TEXT NOT NULL,
  picture TEXT NOT NULL,
  chosen  INTEGER NOT NULL
) STRICT;
