# The command line and its help.

cli-about = An authenticator that works offline: accounts behind a PIN, one-time codes and QR.
