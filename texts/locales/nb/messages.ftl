# Hva som sendes til folk: SMS og e-post. En SMS kan være på 140 byte i alt, så teksten er kort.

messages-sms-activation = { $code } er koden din til Kodevagt. Ikke gi den til noen.

messages-mail-frame =
    Hei { $name }

    { $what }

    Hvis det ikke var deg, kontakt brukerstøtten med en gang: { $contact }

    Kodevagt ber deg aldri om å sende en kode eller PIN-kode.

messages-mail-activated-subject = Telefonen din er aktivert i Kodevagt
messages-mail-activated = Telefonen «{ $phone }» ble aktivert { $when } og kan nå godkjenne når du logger inn.

messages-mail-removed-subject = En telefon er fjernet fra Kodevagt
messages-mail-removed = Telefonen «{ $phone }» ble fjernet { $when } og kan ikke lenger godkjenne når du logger inn.

messages-mail-unblocked-subject = Hjelp til den sperrede telefonen din i Kodevagt
messages-mail-unblocked = Brukerstøtten ga ut en kode { $when }. Med den kan telefonen «{ $phone }» låses opp og få en ny PIN-kode.

messages-mail-activation-refused-subject = Et forsøk på å aktivere en telefon ble avvist
messages-mail-activation-refused = Noen forsøkte { $when } å aktivere en telefon for deg med en SMS. Det ble avvist, for du har eller har hatt en telefon i Kodevagt. En ny telefon aktiveres fra den gamle, fra din egen side eller av brukerstøtten.

messages-mail-reported-subject = Du har meldt en pålogging som ikke var din
messages-mail-reported = Du meldte { $when } på telefonen din at en pålogging i ditt navn ikke var din. Den ble avvist, og pålogginger fra samme adresse når ikke lenger telefonen din. Bruker du et passord der, så bytt det: Noen kan kjenne det.

messages-mail-invitation-subject = Aktiver telefonen din i Kodevagt
messages-mail-invitation =
    Hei { $name }

    Du skal godkjenne med telefonen når du logger inn. Last ned appen Kodevagt, velg «Aktiver», skriv adressen { $url } og mobilnummeret ditt, og følg veiledningen.

    Spørsmål? Brukerstøtten hjelper: { $contact }

messages-sms-invitation = Last ned appen Kodevagt, velg Aktiver, og skriv { $url } og mobilnummeret ditt.
