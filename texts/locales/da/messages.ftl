# Hvad der sendes til folk: SMS og mail. En SMS må fylde 140 bytes i alt, så dens tekst er kort.

messages-sms-activation = { $code } er din kode til Kodevagt. Giv den ikke til nogen.

messages-mail-frame =
    Hej { $name }

    { $what }

    Var det ikke dig, så kontakt supporten med det samme: { $contact }

    Kodevagt beder dig aldrig om at sende en kode eller pinkode.

messages-mail-activated-subject = Din telefon er aktiveret i Kodevagt
messages-mail-activated = Telefonen »{ $phone }« blev aktiveret { $when } og kan nu godkende, når du logger ind.

messages-mail-removed-subject = En telefon er fjernet fra Kodevagt
messages-mail-removed = Telefonen »{ $phone }« blev fjernet { $when } og kan ikke længere godkende, når du logger ind.

messages-mail-unblocked-subject = Hjælp til din spærrede telefon i Kodevagt
messages-mail-unblocked = Supporten udleverede en kode { $when }. Med den kan telefonen »{ $phone }« låses op og få en ny pinkode.

messages-mail-activation-refused-subject = Et forsøg på at aktivere en telefon blev afvist
messages-mail-activation-refused = Nogen forsøgte { $when } at aktivere en telefon for dig med en SMS. Det blev afvist, for du har eller har haft en telefon i Kodevagt. En ny telefon aktiveres fra den gamle, fra din egen side eller af supporten.

messages-mail-reported-subject = Du har anmeldt et login, der ikke var dit
messages-mail-reported = Du meldte { $when } på din telefon, at et login i dit navn ikke var dit. Det blev afvist, og logins fra samme adresse når ikke længere din telefon. Bruger du en adgangskode der, så skift den: Nogen kan kende den.

messages-mail-invitation-subject = Aktivér din telefon i Kodevagt
messages-mail-invitation =
    Hej { $name }

    Du skal godkende med din telefon, når du logger ind. Hent appen Kodevagt, vælg »Aktivér«, skriv adressen { $url } og dit mobilnummer, og følg vejledningen.

    Spørgsmål? Supporten hjælper: { $contact }

messages-sms-invitation = Hent appen Kodevagt, vælg Aktivér, og skriv { $url } og dit mobilnummer.
