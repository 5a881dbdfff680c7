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
own-closed = Your own accounts are still locked.
    .why = Your support opened this phone for the organisation only. Your own accounts are on the phone, and only your recovery code opens them.
    .do = Enter your recovery code to open your own accounts.
organisation-unknown = This phone is not activated with that organisation.
    .why = It was never activated there, or the organisation has removed it.
    .do = Activate the phone, or contact your support.
organisation-closed = The organisation's accounts are still locked.
    .why = This phone was opened without the organisation's part. Its accounts are on the phone, and only its support opens them.
    .do = Contact the organisation's support and ask them to unblock the phone.
organisation-active = This phone is already activated with that organisation.
    .why = A phone is activated once with each organisation.
    .do = Just use it. To start over, ask your support to remove this phone first.
unblock-refused = The phone could not be unblocked with that.
    .why = What the service sent does not fit this phone, or the help was asked for again in the meantime.
    .do = Ask for help again, and give your support the new number and the new words.

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
    .why = It is for moving to a new phone, or for signing in by scanning. That takes a newer version.
    .do = Update Kodevagt and scan it again.
activation-link = The QR code activates this phone with your organisation.
    .why = It is not an account to be added to the list.
    .do = Choose "Activate" in the app, or use "kodevagt activate --image".
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
service-program-missing = The service's program kodevagt-service isn't here, or didn't start.
    .why = The tour and the demo run it beside the phone.
    .do = Start them by cargo run, or put kodevagt-service beside kodevagt or on the path.

## The service: reaching it, and what it answers

service-unreachable = { $host } can't be reached.
    .why = The phone has no connection right now, or the service does not answer. Codes still work without it.
    .do = Check that the phone is online, and try again. If others can't reach it either, contact your support.
service-untrusted = Kodevagt does not trust the service that answered.
    .why = It could not prove that it is your organisation's. Somebody may be listening in on this network, or the service has been set up anew.
    .do = Try again on another network. If it happens there too, contact your support, and do not enter any codes until then.
answer-not-understood = Kodevagt did not understand the service's answer.
    .why = The service may be newer than this version of Kodevagt, or something between the two changed the answer.
    .do = Update Kodevagt and try again. If that doesn't help, contact your support.
request-malformed = The service could not read the request.
    .why = Something in it is missing or has the wrong form. The two may be of different versions.
    .do = Update Kodevagt and try again. If that doesn't help, report the code to your support.
request-unsigned = The service did not accept the phone's signature.
    .why = The signature does not fit, or what the phone signed has already been used.
    .do = Try again. If it happens again, contact your support.
device-unknown = The service does not know this phone.
    .why = The phone has been removed or replaced, or was never activated there.
    .do = Contact your support to activate the phone again. Your own accounts are still here.
too-many-requests = There have been too many attempts.
    .why = The service makes everybody wait after many attempts in a short time, so that nobody can guess their way in.
    .do = Wait a little and try again. If you are in a hurry, contact your support.
service-failed = The service has a problem right now.
    .why = Something went wrong at the service. Nothing has been lost.
    .do = Try again in a moment. You can sign in with a code in the meantime.
server-invalid = That is not the address of a service.
    .why = An address is like auth.example.org, and always encrypted. Nothing has been sent.
    .do = Compare it with what you were given, or use the QR code instead.
mobile-invalid = That is not a mobile number that the service can use.
    .why = A number is written with its country code, such as +45 12 34 56 78.
    .do = Correct the number and try again.
code-wrong = The code is not right.
    .why = It is not the code in the newest text message for this activation.
    .do = Compare it with the newest text message, and enter it again. If no text message comes, contact your support.
code-over = The code no longer works.
    .why = Its time ran out, or a newer one has been sent.
    .do = Use the code in the newest text message, or ask for a new one.
code-tries-used = The code can't be tried any more.
    .why = It was wrong five times.
    .do = Start again to get a new code. If it goes wrong again, contact your support.
ticket-invalid = The activation code does not work.
    .why = It is mistyped, has been used, or is too old. It lasts ten minutes and can be used once.
    .do = Compare it with what you were given, or get a new one where you got it.
activation-not-begun = No activation has been started on this phone.
    .why = There is nothing here that the code could belong to.
    .do = Start the activation first, with your mobile number or with a QR code.
already-activated = This phone is already activated with the organisation.
    .why = One activation is enough for one phone.
    .do = Use Kodevagt as it is. If it does not work, contact your support.
ticket-needed = A text message alone is not enough this time.
    .why = This account has had a phone before, so it takes more to connect a new one. That protects you if somebody takes over your number.
    .do = Get a QR code on the self-service page, or contact your support.
number-shared = Support has to help with this activation.
    .why = The service can't tell from the mobile number alone whose phone it is.
    .do = Contact your support.
attestation-refused = The organisation does not accept this phone.
    .why = It requires phones that can prove that their keys lie in secure hardware, and this one could not.
    .do = Use another phone, or contact your support.
clock-off =
    { $seconds ->
        [one] The phone's clock is 1 second off.
       *[other] The phone's clock is { $seconds } seconds off.
    }
    .why = Codes follow the clock. If it is too fast or too slow, they are refused.
    .do = Set the phone's clock to be set automatically.
mobile-impossible = That can't be a mobile number.
    .why = It has too few or too many digits, or other characters than digits. Nothing has been sent.
    .do = Correct the number. A foreign one begins with + and its country code.
barred = The service refuses this sign-in.
    .why = The access has been closed by the organisation.
    .do = Contact your support.
service-keys-older = The service shows older keys than Kodevagt knows.
    .why = The service may have been restored from an old copy, or somebody is pretending to be it.
    .do = Contact your support. Do not enter any codes until then.

## Approving a sign-in

challenge-unknown = The sign-in was not found.
    .why = It is not for this phone, or it is so old that it has been deleted.
    .do = Start the sign-in again if it was you.
challenge-expired = The time for the sign-in ran out.
    .why = It was not answered in time.
    .do = Choose to try again on the sign-in page. You can also sign in with a code.
challenge-superseded = A newer request has taken its place.
    .why = A new one was asked for on the sign-in page.
    .do = Answer the newest one.
challenge-decided = The sign-in has already been answered.
    .why = It was answered before, and an answer can't be changed.
    .do = Start the sign-in again if it should have been approved. If you approved something that wasn't yours, contact your support at once.
number-wrong = That was not the number. The sign-in has been stopped.
    .why = The number must be the one on the sign-in page, so that you don't let somebody else in.
    .do = If you are signing in right now, choose to try again there. If you are not, choose "This isn't me".
number-digits =
    { $digits ->
        [one] The number must have 1 digit.
       *[other] The number must have { $digits } digits.
    }
    .why = Fewer or more digits were entered. The sign-in still waits.
    .do = Enter the whole number from the sign-in page, leading zeros included.
decision-unsigned = The service did not accept the phone's answer.
    .why = The signatures do not fit this phone, so the answer did not count.
    .do = Start the sign-in again. If it happens again, contact your support.
nothing-waits = No sign-in is waiting.
    .why = None has been asked for, or its time has run out.
    .do = Start the sign-in, or try again on the sign-in page.

## Unblocking with support

unblock-unknown = The request for help was not found.
    .why = It does not belong to this phone, or it has been replaced by a newer one.
    .do = Ask for help again on this phone, then read the new words out to your support.
unblock-code-wrong = Support's code is not right.
    .why = It was issued for another phone or another request, or it was heard wrong. Three wrong codes end the request.
    .do = Ask your support to read the code out once more, and enter it slowly.
unblock-tries-used = Support's code can't be tried any more.
    .why = It was wrong three times.
    .do = Ask for help again on this phone, then read the new words out to your support.
unblock-expired = The time for this help ran out.
    .why = A code from support lasts 15 minutes. The phone is still blocked, and nothing has been lost.
    .do = Ask for help again on this phone, then contact your support.
unblock-cancelled = This help has been stopped.
    .why = The words did not fit, or support took it back. The phone is still blocked, and nothing has been lost.
    .do = Ask for help again on this phone, then read the new words out to your support.
unblock-not-typed = Support has not issued a code yet.
    .why = Support types in your lock number and your two words first.
    .do = Read them out to your support, and wait for the code.
unblock-mistyped = There is a slip in support's code.
    .why = Its last digit checks the others, and they don't fit together. No try was used.
    .do = Compare the nine digits with what your support said, and enter them again.
not-blocked = This phone is not blocked.
    .why = Support's help is for phones that are blocked.
    .do = Unlock with your PIN.
unblock-used = This help has already been used.
    .why = The phone was unblocked with it, and a code works once.
    .do = Unlock with your new PIN. If the phone is blocked again, ask for help again.

## For support, at the service

words-wrong = The words are not right. This request has ended.
    .why = Words can be tried once for each request, so that nobody can guess them.
    .do = Have the caller ask for help again on the blocked phone, and type in the new lock number and the new words.
lock-number-unknown = No request has that lock number.
    .why = The person's phone has not asked for help with it, or its time ran out.
    .do = Have the caller read the lock number out again. If it is right, have them ask for help again on the phone.
too-many-unblocks = There have been too many unblocks.
    .why = There is a limit on how often one person is helped and how many one supporter may help in a while. It slows down whoever tries to talk their way in.
    .do = Wait, or let an administrator look at it.
not-for-yourself = You can't do that for yourself.
    .why = Another supporter has to check who you are.
    .do = Ask a colleague in support.
identity-check-missing = Record how you made sure who is calling.
    .why = Every unblock is kept together with how the caller was identified.
    .do = Write it in a few words, such as "called back on the number we know".

## For applications that ask the service

api-key-invalid = The API key is missing or wrong.
    .why = The service answers applications only with a key of their own, as a bearer token in the header Authorization.
    .do = Check the key. If it has been lost, have an administrator make a new one.
no-phone = No phone can be asked.
    .why = There is no phone for that user name. The answer is the same whether the name exists or not.
    .do = Offer another way of signing in, or refer the person to support.
approvals-paused = Requests to this person are paused.
    .why = Several requests went unanswered or were declined, or the number was wrong several times.
    .do = Offer a code instead. If the answer gives a time, try again then, otherwise refer the person to support.
too-many-pending = Two sign-ins are waiting already.
    .why = No more than two may wait for one person at a time.
    .do = Wait until one has been answered or its time has run out.
approval-unknown = There is no such approval.
    .why = The id is wrong, the approval has been deleted, or another application asked for it.
    .do = Use the id that the service gave to this application.
already-decided = The approval has already been decided.
    .why = After a decision there is nothing to retry.
    .do = Use the outcome, or ask for a new approval.
not-consumable = The approval can't be used.
    .why = It has not been approved, has been used before, or more than 60 seconds have passed.
    .do = Ask for a new approval.
session-wrong = The approval belongs to another browser session.
    .why = The session's secret is missing, or it is not the one that the approval was bound to.
    .do = Send the secret of the session that began the sign-in. If it is lost, start again.
field-invalid = A field holds something that is not allowed.
    .why = The answer names the field. It may be too long, too large, or of another form.
    .do = See what the field may hold in the service's API description, and correct it.
idempotency-conflict = The idempotency key has been used for another request.
    .why = A repeated key must come with the very same request.
    .do = Use a new key for a new request.
not-found = There is nothing at this address.
    .why = The path is mistyped, or belongs to another version of the service.
    .do = Check the path against the service's API description.
method-not-allowed = This address does not take that method.
    .why = The path is right, but it takes other methods.
    .do = Use one of the methods in the header Allow.
body-too-large = The request is too large.
    .why = The service does not read more than 64 KiB.
    .do = Send less.
not-json = The request must be JSON.
    .why = The header Content-Type says something else.
    .do = Send JSON with Content-Type: application/json.

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
service-not-started = The service hasn't run yet.
    .why = The command needs the service's address and keys, which it makes the first time it is started.
    .do = Start the service, or point the command at its --data-dir, --database and --config.
