# The command line and its help.

cli-about = An authenticator that works offline: accounts behind a PIN, one-time codes and QR.

## The headings and usage of the help

cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-flags = Flags
cli-heading-everywhere = Flags for every command, before or after it
cli-command = COMMAND
cli-usage-app = kodevagt [flags] [COMMAND]
cli-usage-flags = { "[" }flags]
cli-weakness = Without a command, kodevagt opens as an app. Its keys are kept in ordinary files: whoever copies both the home and the key store can try every PIN at leisure. A phone with secure hardware does not allow that.

## What each command is for

cli-init = Choose a PIN and get a recovery code
cli-add = Add an account from an otpauth URI
cli-scan = Add the accounts whose QR codes are in pictures
cli-codes = Show the code of every account
cli-code = Show one account's code; an account that counts counts one up
cli-accounts = List the accounts
cli-search = List the accounts that hold every word
cli-edit = Change how an account is shown
cli-remove = Remove an account; it can be brought back for seven days
cli-undo = Bring a removed account back
cli-removed = List what can still be brought back
cli-qr = Show an account's own QR code; asks for the PIN
cli-decode = Read the QR codes in pictures; stores nothing and needs no PIN
cli-import = Import the accounts of another app's export file
cli-formats = List the formats that can be imported
cli-export = Write the accounts out, unprotected
cli-backup = Write an encrypted backup
cli-restore = Take in the accounts of a backup
cli-change-pin = Choose another PIN
cli-recover = Choose a new PIN with the recovery code
cli-recovery-code = Make a new recovery code; the old one stops working
cli-activate = Activate this phone with an organisation, by an SMS code or a ticket
cli-approvals = List the sign-ins that wait for this phone; needs no PIN
cli-approve = Approve a sign-in with the number that its page shows; asks for the PIN
cli-deny = Say no to a sign-in; needs no PIN
cli-report = Say no to a sign-in and tell the organisation that it wasn't you; needs no PIN
cli-unblock = Get help from support with a blocked phone
cli-status = Show where the phone stands; needs no PIN
cli-clock = Show or set how far off the computer's clock is; needs no PIN
cli-start-over = Delete everything and start again; needs no PIN
cli-completions = Print the completions for a shell
cli-man = Print the manual page

## What each argument is for

cli-arg-home = The folder of the vault [KODEVAGT_HOME]
cli-arg-keystore = The folder of the keys; without it: beside the home [KODEVAGT_KEYSTORE]
cli-arg-json = Answer in JSON, for scripts
cli-arg-lang = The language [KODEVAGT_LANG]
cli-arg-pin-stdin = Read PINs from standard input, a line each: the existing one, then the new one
cli-arg-passphrase-stdin = Read the passphrase from standard input, a line after the PINs
cli-arg-clock-offset = Seconds to add to the computer's clock, this time
cli-arg-help = Show this help
cli-arg-version = Show the version
cli-arg-digits = How many digits the new PIN has
cli-arg-uri = The URI; - reads it from standard input after the PIN, out of sight of others on the computer
cli-arg-images = PNG, JPEG or WebP files
cli-arg-at = Show codes for this moment of the computer's clock, in seconds since 1970
cli-arg-query = An account's id, or a part of its issuer or label
cli-arg-undo-query = Which one; without it: the one removed last
cli-arg-words = Words that issuer, label, group or note must hold
cli-arg-issuer = Who asks for the code
cli-arg-label = Whose account it is
cli-arg-note = Your own words
cli-arg-group = The group it is filed under; empty: none
cli-arg-icon = The name of a picture; empty: none
cli-arg-favourite = Whether it stays at the top
cli-arg-place = Its place in the list, counted from 1
cli-arg-now = For good: it can't be brought back
cli-arg-png = Write it as a PNG file
cli-arg-svg = Write it as an SVG file
cli-arg-force = Replace a file that is there
cli-arg-file = The file
cli-arg-backup-file = Where to write it
cli-arg-restore-file = The backup
cli-arg-format = What the file is; without it, Kodevagt finds out
cli-arg-export-format = A URI for each account, or QR codes that hold ten each
cli-arg-out = Write to this file, readable by you alone
cli-arg-server = The address of the organisation's service
cli-arg-ca = The organisation's own certificate authority, a PEM file; it is kept in the home
cli-arg-mobile = Your mobile number; without a country code it is one of the language's country
cli-arg-activate-code = The code in the SMS
cli-arg-resend = Send the SMS again, with a new code
cli-arg-ticket = A ticket: the link in a QR code, or typed
cli-arg-image = A picture with the QR code of a ticket
cli-arg-with-own = Let the organisation's support open your own accounts, too
cli-arg-wait = Wait up to so many seconds for one to come
cli-arg-id = The sign-in's id, as listed by approvals
cli-arg-number = The number that the sign-in page shows
cli-arg-unblock-code = The code from support
cli-arg-code = The recovery code; - reads it from standard input after the PIN
cli-arg-seconds = Seconds to add to the computer's clock
cli-arg-yes = Yes, delete everything
cli-arg-shell = bash, zsh, fish, elvish or powershell

## A command that isn't understood

cli-wrong-unknown = "{ $part }" is unknown here.
cli-wrong-missing = Missing: { $part }
cli-wrong-twice = "{ $part }" can't be combined with the rest.
cli-wrong-value = "{ $value }" does not fit { $part }.
cli-wrong-line = A part of it is unknown, missing or can't be combined with the rest.

## What is asked on the terminal

cli-ask-pin = PIN:
cli-ask-new-pin = New PIN:
cli-ask-new-pin-again = New PIN, once more:
cli-ask-passphrase = Passphrase of the backup:
cli-ask-new-passphrase = Passphrase for the backup:
cli-ask-new-passphrase-again = Passphrase, once more:
cli-ask-uri = URI:
cli-ask-recovery-code = Recovery code:

## What is shown while something takes its time

cli-busy-pin = Checking the PIN …
cli-busy-new-pin = Making keys …
cli-busy-picture = Looking for QR codes …
cli-busy-import = Reading the accounts …
cli-busy-backup = Working on the backup …
cli-busy-online = Asking the service …
cli-busy-waiting = Waiting for a sign-in …

## What is answered

cli-imported = added
cli-duplicate = there already
cli-refused = refused
cli-taken = { $imported } added, { $duplicates } there already, { $refused } refused.
cli-no-accounts = There are no accounts here.
cli-on-request = on request
cli-edited = Changed: { $account }
cli-erased = Removed for good: { $account }
cli-removed-undo = Removed: { $account }. Bring it back within seven days with "kodevagt undo".
cli-brought-back = Back again: { $account }
cli-written = Written: { $file }
cli-warn-export = Careful: an export is not protected. Whoever sees it can make your codes from then on.
cli-warn-qr = Careful: whoever sees this QR code can make this account's codes from then on.
cli-left-out = Not among them, because this format can't carry them: { $accounts }
cli-weak-keystore = This phone's keys are kept in ordinary files in { $directory }. Whoever copies them and the home can try every PIN at leisure. A phone with secure hardware does not allow that.
cli-keystore-in-home = The key store lies in the home: whoever copies the one takes the other along. Better keep them apart, with --keystore.
cli-pin-changed = The PIN has been changed.
cli-started-over = Everything has been deleted. "kodevagt init" starts again.
cli-write-it-down = Your recovery code. Write it down and keep it in a safe place: it is the way back in after three wrong PINs, and it is shown only now.
cli-clock-is = { $seconds } s are added to the computer's clock.
cli-yes = yes
cli-no = no
cli-status-state = State
cli-status-attempts = Tries left
cli-status-accounts = Accounts
cli-status-recovery = Recovery code
cli-status-clock = Added to the clock
cli-status-home = Home
cli-status-keystore = Key store
cli-state-no-pin = no PIN yet
cli-state-closed = locked
cli-state-blocked = blocked after three wrong PINs
cli-state-hardware-lost = its keys are lost

## What goes online

cli-code-sent = { $organisation }: a code of { $digits } digits is on its way to { $mobile }. Enter it with "kodevagt activate --code". It can be sent again after { $seconds } s with "kodevagt activate --resend".
cli-contact = Support: { $contact }
cli-activated = The phone is activated with { $organisation }.
cli-nothing-waits = No sign-in is waiting.
cli-approved = Approved.
cli-denied = Denied.
cli-reported = Denied and reported.
cli-help-call = This phone is blocked. The support of { $organisation } can open it for you. Read these out to them:
cli-lock-number = Lock number
cli-words = Words
cli-help-next = Enter the code that you get with "kodevagt unblock --code".
cli-unblocked = The phone is open again, with your new PIN.
cli-status-organisation = Organisation
cli-member-active = activated
cli-member-activating = being activated
cli-member-removed = has removed this phone
cli-clock-fast = Your clock is { $seconds } s fast.
cli-clock-slow = Your clock is { $seconds } s slow.

## The tour

cli-tour = Show what Kodevagt does, step by step, on real files of its own
cli-arg-dir = An empty folder for the tour's files, which are kept there
cli-arg-keep = Keep the files
cli-arg-slow = Pause after each step
cli-tour-start = This is Kodevagt, an authenticator that works offline. Everything below really happens, in { $directory }. The commands are those that you can type yourself.
cli-tour-set-up = A PIN
cli-tour-set-up-told = A PIN that is easy to guess is refused, with the reason. A better one makes the phone, and gives a recovery code to write down.
cli-tour-scan = A QR code
cli-tour-scan-told = A site shows a QR code. It is scanned from a picture, and from then on its code is there: this one, how long it lasts, and the next.
cli-tour-drawn-now = { $file } was drawn just now by qrencode.
cli-tour-drawn-before = There is no qrencode here, so { $file } is a sample that it drew earlier.
cli-tour-oathtool = oathtool gives the same code for the same secret and moment: { $code }.
cli-tour-no-oathtool = There is no oathtool here. For second 59 it gave the same code earlier: { $code }.
cli-tour-next = ({ $seconds } s left, then { $next })
cli-tour-import = A list from elsewhere
cli-tour-import-told = A file with four accounts. Each ends as added, there already, or refused with the reason; none goes missing.
cli-tour-rfc-6238 = That is the code that the standard gives as its example (RFC 6238).
cli-tour-migrate = Moving from another app
cli-tour-migrate-told = Google Authenticator spreads an export over several QR codes. Here the second is scanned before the first.
cli-tour-part-missing = Kodevagt says that part 1 of 2 is missing.
cli-tour-count = Codes that are counted
cli-tour-count-told = Some accounts count instead of following the clock. The counter is saved before a code is shown, so none comes twice.
cli-tour-rfc-4226 = Those are the first two codes of the standard's example (RFC 4226).
cli-tour-look-after = Finding, removing, undoing
cli-tour-look-after-told = An account that was removed can be brought back for seven days.
cli-tour-back-up = A backup, and a second phone
cli-tour-back-up-told = The backup is encrypted under a passphrase, and another phone with another PIN takes it in.
cli-tour-same-codes = Both phones show the same code for the same moment.
cli-tour-try-again = Two wrong PINs, then the right one
cli-tour-try-again-told = Every try is counted before it is looked at. The right PIN gives all three tries back.
cli-tour-state = State: { $state }, tries left: { $left }
cli-tour-block = Three wrong PINs
cli-tour-block-told = Now the keys are destroyed. No PIN opens this phone again, not even the right one.
cli-tour-right-refused = The right PIN is refused, too.
cli-tour-recover = The recovery code
cli-tour-recover-told = The code from step 1 opens the accounts for a new PIN, and is replaced by another.
cli-tour-codes-again = Every account is back, and the counted codes go on where they were.
cli-tour-service = An organisation's service
cli-tour-service-told = From here on an organisation takes part. Its service is started on this machine, on its embedded database, and knows one person, Kari Holm. (The first time it is built, which takes some minutes.)
cli-tour-service-runs = The service runs at { $url }.
cli-tour-activate = Activation by SMS
cli-tour-activate-told = Kari types her mobile number. The code comes by SMS (in development it is kept in the outbox), she types it and chooses a PIN.
cli-tour-approve = A sign-in
cli-tour-approve-told = Kari signs in on her computer. The page shows a number; the phone shows who asks, and she types the number and her PIN.
cli-tour-number = The sign-in page shows { $number }.
cli-tour-consumed = The application took the approval, once; a second time it is refused.
cli-tour-lapse = Too late, and again
cli-tour-lapse-told = Nobody answers for 25 seconds (the service's clock is moved on, so that nobody has to wait). The request has lapsed; Retry sends a new one.
cli-tour-lapsed = The late approval is refused.
cli-tour-work-block = Three wrong PINs at work
cli-tour-work-block-told = The phone is blocked. This time support helps.
cli-tour-unblock = Support
cli-tour-unblock-told = The phone shows a lock number and two words. Kari reads them to support, who types them and reads a code back. With it she chooses a new PIN.
cli-tour-lock-number = Lock number { $number }, words: { $words }
cli-tour-support-code = Support reads out { $code }.
cli-tour-work-code = A one-time code
cli-tour-work-code-told = Where the phone has no network, it shows a code to type.
cli-tour-code-once = The code is right, and right only once.
cli-demo = Run a service and a phone of their own, to try by hand
cli-demo-ready = A service runs at { $url }, and this phone is activated with it (PIN { $pin }). Ask for an approval from another terminal:
    { "" }
    {"  "}curl -X POST { $url }/v1/approvals -H 'Authorization: Bearer { $key }' -H 'Content-Type: application/json' -d '{"{"}"person":"kari","text":"Hello"{"}"}'
    { "" }
    It answers with the number to type on the phone. Instead of the app, commands do too: kodevagt --home { $home } approvals
cli-demo-enter = Press Enter to open the phone; leaving it ends the service.
cli-tour-kept = The files are kept in { $directory }.
cli-tour-end = Everything went as it was told: { $commands } commands in { $seconds } s.
