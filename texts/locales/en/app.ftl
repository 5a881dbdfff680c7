# The terminal app: its screens, by page.

app-name = Kodevagt
app-working = One moment …
app-any-key = Press any key.
app-copied = Copied.
app-saved = Saved.
app-seconds = { $left } s

## Keys at the foot

app-key-add = add
app-key-add-more = add more
app-key-all = show all
app-key-back = back
app-key-bring-back = bring back
app-key-cancel = cancel
app-key-check = check
app-key-choose = choose
app-key-choose-pin = choose a PIN
app-key-code = new code
app-key-continue = continue
app-key-copy = copy
app-key-delete = delete
app-key-destroy = delete everything
app-key-details = details
app-key-digits = PIN
app-key-done = done
app-key-edit = edit
app-key-erase = erase now
app-key-favourite = favourite
app-key-field = field
app-key-forgot = forgot PIN?
app-key-help = help
app-key-keep = show these
app-key-lock = lock
app-key-move = up/down
app-key-next-field = next field
app-key-qr = QR code
app-key-quit = quit
app-key-remove = remove
app-key-save = save
app-key-search = search
app-key-see-again = see the code again
app-key-settings = settings
app-key-shift = move
app-key-try = try now
app-key-written-down = I have written it down
app-key-activate = activate
app-key-correct = correct the number
app-key-deny = deny
app-key-later = later
app-key-look-again = look again
app-key-not-me = this isn't me
app-key-number = number
app-key-send-again = send again

## Set-up

app-welcome = Welcome
app-welcome-what = Your one-time codes, behind a PIN.
app-welcome-weakness = On a computer the keys lie in files, not in a secure chip. Whoever can copy your files can guess your PIN. Use a phone for what matters most.
app-welcome-next = First you choose a PIN. Then you get a recovery code: have pen and paper ready.
app-new-pin = New PIN
app-new-pin-choose = Choose a PIN of { $digits } digits.
app-new-pin-again = Type the new PIN again.
app-new-pin-advice = Avoid years of birth, patterns and runs such as 1234.
app-pin-changed = Your PIN was changed.
app-recovery-code = Recovery code
app-recovery-write = Write this code down on paper. It is shown only this once.
app-recovery-why = If you forget the PIN, only this code opens your accounts. Keep it somewhere safe, away from the computer.
app-recovery-prove = Look at your paper and type a part of the code.
app-recovery-group = Group { $number } of the code
app-recovery-differs = That isn't the group. Press Esc to see the code again, and correct your paper.
app-recovery-done = Good. Keep the paper safe.

## The PIN

app-locked = Locked
app-pin-fresh = PIN
app-pin-type = Type your PIN.
app-pin-type-old = Type your PIN as it is now.
app-pin-tries-left = { $left } tries left.
app-pin-last-try = This is the last try. If the PIN is wrong, Kodevagt is blocked. Press Enter when you are sure, or f if you forgot it.
app-pin-last-try-fresh = This is the last try. If the PIN is wrong, Kodevagt is blocked. Press Enter when you are sure.
app-forgotten = Forgotten PIN
app-forgotten-what = Being here costs no tries. With the recovery code on your paper you can choose a new PIN and keep your accounts.
app-blocked = Blocked
app-hardware-lost = Keys lost
app-way-recover = I have the recovery code
app-way-try-again = Try the PIN again
app-way-start-over = Start over: delete everything here
app-recover-what = Type the code from your paper. Hyphens and capitals don't matter.
app-recover-how = Then you choose a new PIN and get a new recovery code.
app-start-over = Start over
app-start-over-word = DELETE
app-start-over-what =
    { $accounts ->
        [one] 1 account and every key on this computer will be deleted. This can't be undone. The accounts can come back only from a backup.
       *[other] { $accounts } accounts and every key on this computer will be deleted. This can't be undone. The accounts can come back only from a backup.
    }
app-start-over-type = Type { $word } to delete everything
app-start-over-wrong = It has to say { $word }. Nothing was deleted.
app-start-over-done = Everything was deleted.

## The list

app-accounts = Accounts
app-search = Search
app-search-nothing = No account matches. Press Esc to see them all.
app-list-empty = You have no accounts yet.
app-list-how-to-add = Press a to add one. You need the QR code or the link from where you sign in, as a picture or as text.
app-list-counts = Press Enter for a code
app-brought-back = The account is back.
app-removed-flash = { $name } removed. Press u to undo.

## Adding

app-add = Add an account
app-add-what = Link or file
app-add-link = Paste the link that begins with otpauth://
app-add-picture = Or type the name of a file: a screenshot of the QR code (PNG, JPEG, WebP), or another app's file. You can also drag the file here.
app-results = Result
app-results-imported =
    { $count ->
        [one] 1 account added.
       *[other] { $count } accounts added.
    }
app-results-duplicate =
    { $count ->
        [one] 1 account was here already.
       *[other] { $count } accounts were here already.
    }
app-results-refused =
    { $count ->
        [one] 1 couldn't be added.
       *[other] { $count } couldn't be added.
    }
app-results-unnamed = Without a name

## An account

app-account = Account
app-account-next = Next: { $code }
app-account-totp = { $digits } digits, changes every { $period } s ({ $algorithm })
app-account-hotp = { $digits } digits, counter: { $counter } ({ $algorithm })
app-account-steam = Steam Guard
app-account-organisation = Belongs to your organisation
app-account-group = Group: { $group }
app-account-note = Note: { $note }
app-edit = Edit the account
app-field-issuer = Issuer
app-field-label = Account name
app-field-group = Group
app-field-note = Note
app-qr = QR code
app-qr-warning = Whoever sees the QR code can make your codes. Don't show it to others.
app-qr-too-small = The QR code needs a window of { $columns } × { $lines } characters. This one is { $has_columns } × { $has_lines }. Make the window larger or the letters smaller.

## Removed accounts

app-removed = Removed accounts
app-removed-what = They can be brought back for 7 days, then they are erased for good.
app-removed-none = No accounts were removed lately.
app-removed-erase = Press x again to erase the account for good. Esc cancels.

## Settings

app-settings = Settings
app-set-language = Language: { $name }
app-set-pin = Change the PIN
app-set-recovery = New recovery code
app-set-backup = Make a backup
app-set-restore = Restore a backup
app-set-removed = Removed accounts
app-set-export-links = Export as links
app-set-export-pictures = Export as QR codes
app-set-clock = Clock: { $seconds } s
app-set-about = About Kodevagt
app-new-recovery-warning = You get a new recovery code. The old one stops working.
app-backup = Backup
app-backup-what = The file is locked with a passphrase. Choose four random words, say, and write them down. Without them nobody can open the file.
app-restore = Restore
app-restore-what = Accounts of the backup are added to those you have.
app-export = Export
app-export-links-what = Writes a file with an otpauth link for each account.
app-export-pictures-what = Writes pictures of QR codes that Google Authenticator and others read.
app-export-warning = The files are not locked. Whoever gets them can make your codes. Delete them as soon as they are used.
app-field-file = File
app-field-new-file = New file
app-field-passphrase = Passphrase
app-field-again = Passphrase again
app-field-seconds = Seconds to add
app-passphrases-differ = The two passphrases are not the same.
app-not-seconds = Type a whole number, such as -3 or 12.
app-clock = Clock
app-clock-what = If your codes are refused, the clock may be off. These seconds are added to the computer's clock; 0 follows it.
app-written = Done
app-written-files =
    { $count ->
        [one] 1 file was written:
       *[other] { $count } files were written:
    }
app-written-left-out = These accounts are not in it, the format can't hold them: { $names }
app-about = About Kodevagt
app-about-version = Kodevagt { $version }
app-about-home = Your accounts: { $directory }
app-about-keystore = Key store: { $directory }
app-about-weakness = The key store is files on this computer, not a secure chip. Whoever copies both folders can guess the PIN.

## Organisations: activation, sign-ins, support

app-activate = Activate
app-activate-what = Your organisation gives you its service's address, or a QR code. With a QR code no text message is needed.
app-activate-where = Address, or the link or picture of a QR code
app-activate-mobile = Mobile number
app-code-sent = { $organisation } is sending a code to { $mobile }.
app-code-field = Code from the text message
app-code-again = No text message? Press r to have it sent again, or Esc to correct the number.
app-code-again-in = It can be sent again in { $seconds } s. Press Esc to correct the number.
app-contact = Support: { $contact }
app-activated = Activated with { $organisation }.
app-sign-in = Sign-in
app-sign-ins = Sign-ins that wait
app-sign-ins-choose = Choose the one that you are signing in to.
app-sign-ins-none = No sign-in is waiting.
app-sign-in-who = Are you signing in as { $person }?
app-sign-in-from = From: { $place }
app-sign-in-payment = You pay { $amount } { $currency } to { $payee }.
app-sign-in-left = { $seconds } s left
app-sign-in-number = Type the number on the sign-in page.
app-sign-in-typed = Number: { $number }
app-sign-in-pin = Type your PIN to approve.
app-sign-in-over = This sign-in no longer waits. If it was yours, choose to try again on the sign-in page.
app-approved = Approved.
app-denied = Denied.
app-reported = Denied and reported.
app-way-support = Get help from the support of { $organisation }
app-support = Help from support
app-support-what = Call the support of { $organisation } and read this out. They will give you a code.
app-support-number = Lock number: { $number }
app-support-words = Words: { $words }
app-support-no-words = Two words come when the service is reached. Press Enter to try again.
app-support-code = Code from support
app-support-right = The code was right. Press Enter to choose a new PIN.
app-set-activate = Activate with an organisation
app-set-waiting = Sign-ins that wait
app-about-organisation = { $organisation }: this phone is { $device }
app-about-contact = Last contact: { $minutes } min ago
app-about-fast = Your clock is { $seconds } s fast.
app-about-slow = Your clock is { $seconds } s slow.

## Help

app-help = Help
app-help-move = Choose an account
app-help-enter = Show the account, or make a new code where codes are counted
app-help-details = Show the account
app-help-copy = Copy the code to the clipboard, if the terminal can
app-help-search = Search as you type
app-help-add = Add an account
app-help-favourite = Keep the account at the top, or don't
app-help-shift = Move the account up or down
app-help-edit = Edit name, group and note (on the account's page)
app-help-remove = Remove the account (on its page)
app-help-undo = Bring back what was removed last
app-help-qr = Show the account's QR code (on its page)
app-help-settings = Settings
app-help-lock = Lock (also Ctrl-L)
app-help-quit = Quit (also Ctrl-C)
app-help-idle = Kodevagt locks itself after a minute without a key.
