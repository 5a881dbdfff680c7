# What is sent to people: SMS and mail. An SMS may take 140 bytes in all, so its text is short.

messages-sms-activation = { $code } is your code for Kodevagt. Give it to nobody.

messages-mail-frame =
    Hello { $name },

    { $what }

    If this wasn't you, contact support at once: { $contact }

    Kodevagt never asks you to send a code or a PIN.

messages-mail-activated-subject = Your phone is activated in Kodevagt
messages-mail-activated = The phone “{ $phone }” was activated { $when } and can now approve when you sign in.

messages-mail-removed-subject = A phone was removed from Kodevagt
messages-mail-removed = The phone “{ $phone }” was removed { $when } and can no longer approve when you sign in.

messages-mail-unblocked-subject = Help for your blocked phone in Kodevagt
messages-mail-unblocked = Support gave out a code { $when }. With it the phone “{ $phone }” can be unblocked and gets a new PIN.

messages-mail-activation-refused-subject = An attempt to activate a phone was refused
messages-mail-activation-refused = Somebody tried { $when } to activate a phone for you by SMS. It was refused, since you have or have had a phone in Kodevagt. A new phone is activated from the old one, from your own page or by support.

messages-mail-reported-subject = You reported a sign-in that wasn't yours
messages-mail-reported = You reported { $when } on your phone that a sign-in in your name wasn't yours. It was refused, and sign-ins from the same address no longer reach your phone. If you use a password there, change it: somebody may know it.

messages-mail-invitation-subject = Activate your phone in Kodevagt
messages-mail-invitation =
    Hello { $name }

    You will approve with your phone when you sign in. Get the Kodevagt app, choose “Activate”, type the address { $url } and your mobile number, and follow the steps.

    Questions? Support helps: { $contact }

messages-sms-invitation = Get the Kodevagt app, choose Activate, and type { $url } and your mobile number.
