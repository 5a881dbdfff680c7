# Each message: what happened, .why, .do (what to do now). Short sentences, nobody is blamed.
# The names and variables are those of texts/src/code.rs.

## The PIN and what state the phone is in

wrong-pin =
    { $attempts_left ->
        [one] Wrong PIN. 1 try left.
       *[other] Wrong PIN. { $attempts_left } tries left.
    }
    .why = That is not the PIN for this phone. After three wrong PINs in a row, Kodevagt is blocked.
    .do = Take your time and try again. If you have forgotten the PIN, choose "Forgot PIN?" – that uses no tries.
last-try = Wrong PIN. 1 try left.
    .why = If the next PIN is wrong, Kodevagt is blocked to protect your accounts.
    .do = Choose "Forgot PIN?" if you are not sure. That uses no tries.
blocked = Kodevagt is blocked.
    .why = The PIN was wrong three times in a row. The keys to your accounts have been destroyed on this phone.
    .do = Use your recovery code to choose a new PIN. If you don't have it, contact your support.
hardware-lost = This phone has lost the keys to your accounts.
    .why = The phone's key store has been erased, for example when the phone was reset or its screen lock was removed.
    .do = Set Kodevagt up again and restore your backup. If you don't have one, add your accounts again.
no-pin = No PIN has been chosen yet.
    .why = Kodevagt has not been set up on this phone.
    .do = Choose a PIN first.
pin-already-set = A PIN has already been chosen.
    .why = Kodevagt is already set up on this phone.
    .do = Unlock with your PIN. You can change it under Settings.
closed = Kodevagt is locked.
    .why = Your PIN is needed before your accounts can be shown.
    .do = Enter your PIN.
frozen = This phone is being replaced.
    .why = A move to a new phone has started, so this phone is frozen until the move is done.
    .do = Finish the move on the new phone. If you can't, contact your support.
moved = Your accounts are on your new phone.
    .why = They were moved there from this phone.
    .do = Use the new phone. To use this phone again, set Kodevagt up from the start.
removed = This phone has been removed.
    .why = Your organisation no longer accepts this phone. Your own accounts are still here.
    .do = Contact your support to connect the phone again.
pin-not-digits = A PIN consists of digits only.
    .why = Something other than the digits 0–9 was entered. No try was used.
    .do = Enter the PIN with digits.
pin-wrong-length =
    { $digits ->
        [one] The PIN must have 1 digit.
       *[other] The PIN must have { $digits } digits.
    }
    .why = Fewer or more digits were entered. No try was used.
    .do = Enter the whole PIN, without spaces.
pins-differ = The two PINs are not the same.
    .why = The new PIN is entered twice, so that a slip does not lock you out.
    .do = Enter the new PIN again, both times.
pin-same-as-old = The new PIN is the same as the old one.
    .why = Changing the PIN only helps if the new one is different.
    .do = Choose a different PIN.
pin-repeat = That PIN is too easy to guess.
    .why = It repeats a single digit, like 7777.
    .do = Choose a PIN with different digits.
pin-pairs = That PIN is too easy to guess.
    .why = It consists of pairs, like 1212 or 1122.
    .do = Choose a PIN without a pattern.
pin-run = That PIN is too easy to guess.
    .why = The digits follow each other, like 1234 or 8642.
    .do = Choose a PIN whose digits don't follow each other.
pin-keypad-line = That PIN is too easy to guess.
    .why = It is a line or a figure on the keypad, like 2580.
    .do = Choose a PIN that is not a pattern on the keypad.
pin-year = That PIN is too easy to guess.
    .why = It looks like a year, and years are among the first guesses.
    .do = Choose a PIN that is not a year.
pin-common = That PIN is too easy to guess.
    .why = It is one of the PINs that most people choose.
    .do = Choose another PIN, preferably a random one.
biometrics-unavailable = Fingerprint or face can't be used on this phone.
    .why = The phone doesn't have it, or it has not been set up in the phone's settings.
    .do = Enter your PIN, or set up fingerprint or face in the phone's settings first.
biometrics-ask-pin = Your PIN is needed this time.
    .why = The PIN is asked for after a restart, after several failed tries and every 14 days.
    .do = Enter your PIN. After that, fingerprint or face works again.
biometrics-invalidated = Fingerprint or face has been turned off in Kodevagt.
    .why = A fingerprint or a face has been added to or removed from the phone.
    .do = Enter your PIN and turn it on again under Settings.
biometrics-failed = Fingerprint or face was not recognised.
    .why = The phone did not recognise you, or the question was cancelled.
    .do = Try again, or enter your PIN.
recovery-wrong = That recovery code does not fit this phone.
    .why = The code was entered without slips, but it belongs to another phone, or a newer code has replaced it.
    .do = Find the latest recovery code for this phone and enter it.
recovery-mistyped = There is a slip in the recovery code.
    .why = The last character checks the rest, and they don't fit together.
    .do = Compare the code with your note, character by character, and enter it again.
recovery-none = There is no recovery code for this phone.
    .why = The phone gets help from your organisation's support instead, or the code has already been used.
    .do = Contact your support. If you have none, set Kodevagt up again and restore your backup.
recovery-length = The recovery code is too short or too long.
    .why = A recovery code has 27 characters. Hyphens and spaces don't count.
    .do = Compare the code with your note and enter it again.
recovery-symbol = The recovery code holds a character that it can't have.
    .why = A recovery code consists of digits and letters, but never the letter U.
    .do = Compare the code with your note, character by character, and enter it again.

## The key store and the files

keystore-unavailable = The phone's key store is not answering.
    .why = Kodevagt keeps its keys there and can't open anything without it. Nothing has been lost.
    .do = Try again in a moment. If that doesn't help, restart the phone.
keystore-hangs = The phone's key store is taking too long.
    .why = It has not answered in time. Nothing has been lost.
    .do = Wait a moment and try again. If that doesn't help, restart the phone.
storage-full = There is no room left on the phone.
    .why = Kodevagt needs a little room to save safely. Nothing has been changed.
    .do = Delete something you don't need, and try again.
storage-failed = Kodevagt's files could not be read or saved.
    .why = The phone's storage returned an error.
    .do = Try again. If that doesn't help, restart the phone.
vault-tampered = Kodevagt's files have been changed by something else.
    .why = What is stored does not match its seal. It may be a damaged disk, files from another phone, or someone who has tampered with them.
    .do = Contact your support, or set Kodevagt up again and restore your backup.
vault-newer = Kodevagt's files come from a newer version.
    .why = This version is too old to read them. Nothing has been changed.
    .do = Update Kodevagt.
busy = Kodevagt is busy.
    .why = Something else is still running, here or in another window.
    .do = Wait a moment and try again.
random-unavailable = The phone can't make secure random numbers right now.
    .why = New keys need random numbers, and the system did not provide them.
    .do = Restart the phone and try again.
out-of-memory = There is too little memory right now.
    .why = Kodevagt briefly needs a good deal of memory to check a PIN or a passphrase. No try was used.
    .do = Close other apps and try again.

## Accounts

account-not-found = The account was not found.
    .why = No account on this phone has that name or id.
    .do = Check the spelling, or find the account in the list.
several-match = Several accounts match.
    .why = These accounts match: { $ids }
    .do = Write more of the name, or use the account's id.
nothing-to-undo = There is nothing to undo.
    .why = Nothing has been deleted lately, or the time for undoing has passed.
    .do = Add the account again if you need it.
field-too-long =
    { $field ->
        [issuer] The issuer is too long.
        [label] The account name is too long.
        [icon] The icon is too long.
        [note] The note is too long.
        [group] The group name is too long.
       *[other] The text is too long.
    }
    .why =
    { $limit ->
        [one] There is room for 1 character.
       *[other] There is room for { $limit } characters.
    }
    .do = Shorten the text and save again.
code-on-request = This account only makes a code when you ask for it.
    .why = It counts codes instead of following the clock, so each code that is shown is used up.
    .do = Open the account and choose "Show code".
counter-spent = This account can't make any more codes.
    .why = Its counter has reached its end.
    .do = Ask the place you sign in to for a new QR code.
does-not-count = This account does not count codes.
    .why = Its code follows the clock and changes by itself.
    .do = Use the code that is shown.
not-yours = This account can't be taken out of Kodevagt.
    .why = It belongs to your organisation and stays on this phone.
    .do = If you need it on another phone, contact your support.
secret-taken = The secret text has already been shown.
    .why = It is shown only once and then erased.
    .do = Start again if you need to see it once more.
not-otpauth = This is not an account for one-time codes.
    .why = An account starts with otpauth://, and this text doesn't.
    .do = Find the QR code or the key where you turn on two-step sign-in.
unknown-type = The type "{ $value }" is unknown.
    .why = Kodevagt knows the types totp, hotp and steam.
    .do = Ask the place you sign in to for a QR code for an authenticator app.
no-secret = The key is missing.
    .why = Without a key, no codes can be made.
    .do = Get a new QR code or key, and try again.
bad-secret = The key can't be read.
    .why = A key consists of the letters A–Z and the digits 2–7. Something else is in it.
    .do = Copy the key again, all of it, or scan the QR code.
bad-digits = A code can't have "{ $value }" digits.
    .why = Codes have 1–10 digits, and Steam's have 5 characters.
    .do = Get a new QR code from the place you sign in to.
bad-period = A code can't last "{ $value }" seconds.
    .why = The time must be a whole number of seconds, at least 1.
    .do = Get a new QR code from the place you sign in to.
bad-algorithm = The method "{ $value }" is unknown.
    .why = Kodevagt makes codes with SHA-1, SHA-256 and SHA-512.
    .do = Get a QR code that uses one of them.
bad-counter = The counter "{ $value }" can't be used.
    .why = A counter is a whole number with room to count further.
    .do = Get a new QR code from the place you sign in to.
entry-damaged = The account's details are damaged.
    .why = Some are missing or contradict each other.
    .do = Export the account again from where it came, or add it by hand.
entry-too-long = The text is too long to be an account.
    .why = No account is that long.
    .do = Check that you have chosen the right text.
unsupported = "{ $value }" is not supported.
    .why = The account needs a step that this version can't do.
    .do = Ask for an ordinary QR code for an authenticator app.

## Pictures and QR codes

not-an-image = The file is not a picture that Kodevagt can read.
    .why = Kodevagt reads PNG, JPEG and WebP.
    .do = Take a screenshot of the QR code and choose that.
image-too-large = The picture is too large.
    .why = It has more pixels than Kodevagt opens.
    .do = Crop the picture so that the QR code remains, and try again.
image-damaged = The picture is damaged.
    .why = It ends too early, or its parts don't fit together.
    .do = Download or take the picture again.
no-qr-found = No QR code was found in the picture.
    .why = There is none, or it is too small, blurred or cut off.
    .do = Take a sharp picture of the whole QR code, with some white around it.
qr-too-long = The text does not fit into a QR code.
    .why = A QR code holds at most about 2,900 characters.
    .do = Shorten the account's name or issuer.
not-for-us-empty = The QR code is empty.
    .why = It holds no text.
    .do = Scan the QR code that is shown where you turn on two-step sign-in.
not-for-us-link = The QR code holds a web address.
    .why = It is not an account. Kodevagt does not open web addresses.
    .do = Scan it with the phone's camera if you trust it.
not-for-us-wifi = The QR code is for a wireless network.
    .why = It is not an account.
    .do = Scan it with the phone's camera to connect.
not-for-us-contact = The QR code holds contact details.
    .why = It is not an account.
    .do = Scan it with the phone's camera to save the contact.
not-for-us-payment = The QR code is for a payment.
    .why = It is not an account.
    .do = Scan it in your bank's or your payment app.
not-for-us-passkey = The QR code is for a passkey.
    .why = Kodevagt does not keep passkeys.
    .do = Scan it with the phone's camera.
not-for-us-other-app = The QR code is for another sign-in app.
    .why = It can only be used in that app.
    .do = Scan it in that app, or choose "another app" where the QR code is shown.
not-for-us-text = The QR code holds some other text.
    .why = It is not an account.
    .do = Scan the QR code that is shown where you turn on two-step sign-in.
not-for-us-message = The QR code is for a mail, a call or a message.
    .why = It is not an account.
    .do = Scan it with the phone's camera.
not-for-us-place = The QR code shows a place on the map.
    .why = It is not an account.
    .do = Scan it with the phone's camera.
not-for-us-event = The QR code is for an event in the calendar.
    .why = It is not an account.
    .do = Scan it with the phone's camera.
not-for-us-wallet = The QR code is for a digital wallet.
    .why = It is not an account.
    .do = Scan it in your digital wallet.
not-for-us-microsoft = The QR code can only be used in Microsoft Authenticator.
    .why = It is for approvals in Microsoft's own app.
    .do = Choose "I want to use a different authenticator app" where the QR code is shown, and scan the new one.
not-for-us-privacyidea-push = The QR code is for push approvals from privacyIDEA.
    .why = They can only be received in privacyIDEA Authenticator.
    .do = Ask your support for a token with one-time codes (TOTP) instead.
not-for-us-privacyidea-container = The QR code is for a container from privacyIDEA.
    .why = It can only be used in privacyIDEA Authenticator.
    .do = Ask your support for a token with one-time codes (TOTP) instead.
not-for-us-authenticator = The QR code can only be used in { $app }.
    .why = It does not follow the common standard for one-time codes.
    .do = Choose "another app" where the QR code is shown, or scan it in { $app }.
service-later = This version can't use that QR code yet.
    .why = It comes from your organisation's Kodevagt service, which needs a newer version.
    .do = Update Kodevagt and scan it again.
newer-kodevagt = The QR code needs a newer Kodevagt.
    .why = It was made for a version newer than this one.
    .do = Update Kodevagt and scan it again.

## Coming in and backups

format-unknown = The format "{ $format }" is unknown.
    .why = Kodevagt can't import from a format of that name.
    .do = See the list of formats, or leave the format out and let Kodevagt find it.
format-not-recognised = Kodevagt does not recognise the file.
    .why = The content does not fit any format that Kodevagt can import.
    .do = Export from the other app again, or tell which format it is.
import-empty = There are no accounts in the file.
    .why = The file could be read, but it holds no accounts.
    .do = Check that you have chosen the right file.
part-missing = Some of the QR codes are missing.
    .why = The accounts are spread over several QR codes. Missing: { $parts }
    .do = Scan the missing ones as well. The order does not matter.
import-unreadable = The file can't be read.
    .why = The format is known, but the content is damaged or incomplete.
    .do = Export from the other app again.
import-too-large = The file is too large.
    .why = It is larger than any export Kodevagt knows.
    .do = Check that you have chosen the right file.
not-a-backup = The file is not a Kodevagt backup.
    .why = It does not start as a backup does.
    .do = Choose another file. Files from other apps are imported instead.
backup-newer = The backup comes from a newer version.
    .why = This version is too old to read it.
    .do = Update Kodevagt and try again.
backup-damaged = The backup is damaged.
    .why = Parts of the file are missing or have been changed.
    .do = Use another copy of the file.
wrong-passphrase = The passphrase does not open the backup.
    .why = The passphrase is another one, or the file has been changed.
    .do = Try again. Capital letters and spaces count.
backup-too-costly = The backup can't be opened here.
    .why = It asks for more memory or time than Kodevagt allows.
    .do = Use a backup that was made by Kodevagt.
passphrase-too-short = The passphrase is too short.
    .why =
    { $limit ->
        [one] It must have at least 1 character, because anyone who has the file can keep guessing.
       *[other] It must have at least { $limit } characters, because anyone who has the file can keep guessing.
    }
    .do = Choose several random words.

passphrase-too-long = The passphrase is too long.
    .why =
    { $limit ->
        [one] It can have at most 1 character.
       *[other] It can have at most { $limit } characters.
    }
    .do = Choose a shorter passphrase.

passphrase-uniform = The passphrase is too easy to guess.
    .why = It is one character over and over.
    .do = Choose four words, say, that don’t belong together.

backup-too-weak = The backup is too weakly protected.
    .why = It was made so that its passphrase is quick to guess. Kodevagt makes no such backups, so the file may have been changed.
    .do = Use a backup that Kodevagt made.

not-text = The passphrase can’t be read.
    .why = It isn’t written as ordinary text (UTF-8).
    .do = Type it again, or save the file that holds it as UTF-8.

passphrases-differ = The two passphrases differ.
    .why = The new passphrase was typed differently the second time. Nothing has been saved.
    .do = Try again, and type the same passphrase twice.

## The command line

usage = The command was not understood.
    .why = A part of it is unknown, missing or can't be combined with the rest.
    .do = See the help with --help.
no-terminal = Kodevagt needs a terminal here.
    .why = The app draws its screens in a terminal, and there is none.
    .do = Open it in a terminal, or use a command. See --help.
cannot-read = The file { $file } can't be read.
    .why = It does not exist, or you may not read it.
    .do = Check the name and the permissions.
cannot-write = The file { $file } can't be written.
    .why = The folder does not exist, you may not write there, or there is no room.
    .do = Choose another place.
file-exists = The file { $file } already exists.
    .why = Kodevagt does not overwrite files.
    .do = Choose another name, or delete the file first.
input-ended = The input ended too early.
    .why = A PIN or a passphrase was still expected, a line each.
    .do = Give the existing PIN, the new PIN and the passphrase, in that order, as far as the command needs them.
home-unusable = The folder { $directory } can't be used.
    .why = It can't be created, read or written by you.
    .do = Check its permissions, or choose another with --home.
keystore-taken = This key store belongs to another home.
    .why = It holds the keys of { $directory }. Two homes on one key store would destroy each other's keys.
    .do = Choose another folder with --keystore, or leave it out.
keystore-elsewhere = This home has its keys in another key store.
    .why = They are in { $directory }. Without them the phone would look as if its keys were lost.
    .do = Name that folder with --keystore. If you moved it, see docs/software-keystore.md.
nobody-to-ask = A PIN or a passphrase is needed, and there is nobody to ask.
    .why = Without a terminal it can't be typed.
    .do = Give it on standard input, a line each, with --pin-stdin and --passphrase-stdin.
tour-differs = The tour went otherwise than it was told.
    .why = It happened at step { $step }.
    .do = Run it again with --keep to keep its files, and report it.

## Ourselves

internal = Something went wrong in Kodevagt.
    .why = This is a mistake in Kodevagt, not something you did.
    .do = Try again. If it happens again, report the code to your support.

## The database and the service at its start

database-busy = The database is busy.
    .why = Too much is waiting for it, or another program holds it.
    .do = Try again in a moment.
database-unreachable = The database can't be reached.
    .why = { $reason }
    .do = Check --database and --data-dir, and that the database is running.
database-corrupt = The database is damaged.
    .why = { $reason }
    .do = Stop the service, keep a copy of the database, and restore the latest backup.
database-newer = The database belongs to a newer version of Kodevagt.
    .why = A newer version has changed its tables.
    .do = Use that version again, or a newer one.
database-failed = The database refused something.
    .why = { $reason }
    .do = Nothing was changed. If it happens again, report it with the code.
cannot-listen = Can't listen on { $address }.
    .why = { $reason }
    .do = Choose another address with --listen, or stop the program that uses it.
plain-refused = Without TLS no connections are taken on { $address }.
    .why = Plain HTTP is allowed only on loopback with --development, or behind a proxy that is named.
    .do = Give --tls-cert and --tls-key, or --behind-proxy and trusted_proxies.
tls-unfit = { $file } can't be used for TLS.
    .why = { $reason }
    .do = Give a certificate chain and its key in PEM with --tls-cert and --tls-key.

## The service's settings and keys

setting-unfit = The setting { $key } in { $file } can't be used.
    .why = { $reason }
    .do = Correct it, and run check-config.
sealing-key-missing = A sealing key is missing.
    .why = Everything personal in the database is sealed, and the key is not in the database.
    .do = Give --sealing-key-file or KODEVAGT_SEALING_KEY. With --development one is made in --data-dir.
sealing-key-unfit = The sealing key in { $place } can't be read.
    .why = A key is 64 hexadecimal digits; each key stands on a line of its own, the newest first.
    .do = Make one with: openssl rand -hex 32
sealing-key-wrong = The sealing key doesn't fit the database.
    .why = The database is sealed with another key.
    .do = Give the key that the database was made with, last in the list.
root-key-missing = The root key { $file } is missing or can't be read.
    .why = The service's keys must be signed with it before they can be used.
    .do = Give it with --root-key-file. With --development one is made in --data-dir.

## The service's commands

person-exists = The user name { $login } exists already.
    .why = A user name belongs to one person.
    .do = Choose another user name.
person-unknown = Nobody has the user name { $login }.
    .why = It was not added, or it is spelt differently.
    .do = Check the spelling, or add the person with person add.
person-field-unfit = { $field } can't be { $value }.
    .why = A mobile number is written with its country code, as +4512345678, a mail address with one @, a user name and a name without control characters and at most 200 characters long.
    .do = Correct it, and try again.
application-exists = The application { $name } exists already.
    .why = A name belongs to one application.
    .do = Choose another name.
not-development = This can only be done in development.
    .why = The service on this database was not started with --development.
    .do = Use a database whose service runs with --development.
audit-broken = The audit's chain is broken at number { $place }.
    .why = An entry was changed, removed or moved after it was written.
    .do = Keep the database as it is, and compare it with a backup.
