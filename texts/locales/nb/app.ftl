# Terminalappen: skjermbildene, side for side.

app-name = Kodevagt
app-working = Et øyeblikk …
app-any-key = Trykk på en tast.
app-copied = Kopiert.
app-saved = Lagret.
app-seconds = { $left } s

## Taster nederst

app-key-add = legg til
app-key-add-more = legg til flere
app-key-all = vis alle
app-key-back = tilbake
app-key-bring-back = hent tilbake
app-key-cancel = avbryt
app-key-check = kontroller
app-key-choose = velg
app-key-choose-pin = velg PIN-kode
app-key-code = ny kode
app-key-continue = fortsett
app-key-copy = kopier
app-key-delete = slett
app-key-destroy = slett alt
app-key-details = detaljer
app-key-digits = PIN-kode
app-key-done = ferdig
app-key-edit = endre
app-key-erase = slett nå
app-key-favourite = favoritt
app-key-field = felt
app-key-forgot = glemt PIN-kode?
app-key-help = hjelp
app-key-keep = vis treff
app-key-lock = lås
app-key-move = opp/ned
app-key-next-field = neste felt
app-key-qr = QR-kode
app-key-quit = lukk
app-key-remove = fjern
app-key-save = lagre
app-key-search = søk
app-key-see-again = se koden igjen
app-key-settings = innstillinger
app-key-shift = flytt
app-key-try = prøv nå
app-key-written-down = jeg har skrevet den ned
app-key-activate = aktiver
app-key-correct = rett nummeret
app-key-deny = avvis
app-key-later = senere
app-key-look-again = se på nytt
app-key-not-me = det er ikke meg
app-key-number = tall
app-key-send-again = send på nytt

## Oppsett

app-welcome = Velkommen
app-welcome-what = Her får du engangskodene dine, beskyttet av en PIN-kode.
app-welcome-weakness = På en datamaskin ligger nøklene i filer og ikke i en sikker brikke. Den som kan kopiere filene dine, kan gjette PIN-koden din. Bruk en telefon til det viktigste.
app-welcome-next = Først velger du en PIN-kode. Deretter får du en gjenopprettingskode, så ha papir og blyant klart.
app-new-pin = Ny PIN-kode
app-new-pin-choose = Velg en PIN-kode på { $digits } sifre.
app-new-pin-again = Skriv inn den nye PIN-koden en gang til.
app-new-pin-advice = Unngå fødselsår, mønstre og rekker som 1234.
app-pin-changed = PIN-koden din er byttet.
app-recovery-code = Gjenopprettingskode
app-recovery-write = Skriv koden ned på papir. Den vises bare denne ene gangen.
app-recovery-why = Glemmer du PIN-koden, er det bare denne koden som åpner kontoene dine. Oppbevar den trygt, ikke ved datamaskinen.
app-recovery-prove = Se på papiret ditt, og skriv inn en del av koden.
app-recovery-group = Gruppe { $number } av koden
app-recovery-differs = Det er ikke gruppen. Trykk Esc for å se koden igjen, og rett papiret.
app-recovery-done = Bra. Ta vare på papiret.

## PIN-koden

app-locked = Låst
app-pin-fresh = PIN-kode
app-pin-type = Skriv inn PIN-koden din.
app-pin-type-old = Skriv inn den nåværende PIN-koden din.
app-pin-tries-left = Du har { $left } forsøk igjen.
app-pin-last-try = Det er siste forsøk. Er PIN-koden feil, blir Kodevagt sperret. Trykk Enter når du er sikker, eller f hvis du har glemt den.
app-pin-last-try-fresh = Det er siste forsøk. Er PIN-koden feil, blir Kodevagt sperret. Trykk Enter når du er sikker.
app-forgotten = Glemt PIN-kode
app-forgotten-what = Det koster ingen forsøk å være her. Har du gjenopprettingskoden på papir, kan du velge en ny PIN-kode og beholde kontoene dine.
app-blocked = Sperret
app-hardware-lost = Nøklene er borte
app-way-recover = Jeg har gjenopprettingskoden
app-way-try-again = Prøv PIN-koden igjen
app-way-start-over = Begynn på nytt: slett alt her
app-recover-what = Skriv inn koden fra papiret ditt. Bindestreker og store bokstaver spiller ingen rolle.
app-recover-how = Deretter velger du en ny PIN-kode og får en ny gjenopprettingskode.
app-start-over = Begynn på nytt
app-start-over-word = SLETT
app-start-over-what =
    { $accounts ->
        [one] 1 konto og alle nøkler på denne datamaskinen blir slettet. Det kan ikke angres. Kontoene kan bare komme tilbake fra en sikkerhetskopi.
       *[other] { $accounts } kontoer og alle nøkler på denne datamaskinen blir slettet. Det kan ikke angres. Kontoene kan bare komme tilbake fra en sikkerhetskopi.
    }
app-start-over-type = Skriv { $word } for å slette alt
app-start-over-wrong = Det må stå { $word }. Ingenting er slettet.
app-start-over-done = Alt er slettet.

## Listen

app-accounts = Kontoer
app-search = Søk
app-search-nothing = Ingen konto passer. Trykk Esc for å se alle.
app-list-empty = Du har ingen kontoer ennå.
app-list-how-to-add = Trykk a for å legge til en. Du trenger QR-koden eller lenken fra stedet der du logger på, som bilde eller som tekst.
app-list-counts = Trykk Enter for en kode
app-brought-back = Kontoen er tilbake.
app-removed-flash = { $name } er fjernet. Trykk u for å angre.

## Legg til

app-add = Legg til konto
app-add-what = Lenke eller fil
app-add-link = Lim inn lenken, som begynner med otpauth://
app-add-picture = Eller skriv navnet på en fil: et skjermbilde av QR-koden (PNG, JPEG, WebP) eller en fil fra en annen app. Du kan også dra filen hit.
app-results = Resultat
app-results-imported =
    { $count ->
        [one] 1 konto lagt til.
       *[other] { $count } kontoer lagt til.
    }
app-results-duplicate =
    { $count ->
        [one] 1 konto var her fra før.
       *[other] { $count } kontoer var her fra før.
    }
app-results-refused =
    { $count ->
        [one] 1 kunne ikke legges til.
       *[other] { $count } kunne ikke legges til.
    }
app-results-unnamed = Uten navn

## En konto

app-account = Konto
app-account-next = Neste: { $code }
app-account-totp = { $digits } sifre, skifter hvert { $period }. sekund ({ $algorithm })
app-account-hotp = { $digits } sifre, teller: { $counter } ({ $algorithm })
app-account-steam = Steam Guard
app-account-organisation = Tilhører organisasjonen din
app-account-group = Gruppe: { $group }
app-account-note = Notat: { $note }
app-edit = Endre konto
app-field-issuer = Utsteder
app-field-label = Kontonavn
app-field-group = Gruppe
app-field-note = Notat
app-qr = QR-kode
app-qr-warning = Den som ser QR-koden, kan lage kodene dine. Ikke vis den til andre.
app-qr-too-small = QR-koden krever et vindu på { $columns } × { $lines } tegn. Dette er { $has_columns } × { $has_lines }. Gjør vinduet større eller skriften mindre.

## Fjernede kontoer

app-removed = Fjernede kontoer
app-removed-what = De kan hentes tilbake i 7 dager. Deretter slettes de for godt.
app-removed-none = Ingen kontoer er fjernet i det siste.
app-removed-erase = Trykk x igjen for å slette kontoen for godt. Esc avbryter.

## Innstillinger

app-settings = Innstillinger
app-set-language = Språk: { $name }
app-set-pin = Bytt PIN-kode
app-set-recovery = Ny gjenopprettingskode
app-set-backup = Lag sikkerhetskopi
app-set-restore = Gjenopprett fra sikkerhetskopi
app-set-removed = Fjernede kontoer
app-set-export-links = Eksporter som lenker
app-set-export-pictures = Eksporter som QR-koder
app-set-clock = Klokke: { $seconds } s
app-set-about = Om Kodevagt
app-new-recovery-warning = Du får en ny gjenopprettingskode. Den gamle virker ikke lenger.
app-backup = Sikkerhetskopi
app-backup-what = Filen låses med en passfrase. Velg for eksempel fire tilfeldige ord, og skriv dem ned. Uten dem kan ikke filen åpnes.
app-restore = Gjenopprett
app-restore-what = Kontoer fra sikkerhetskopien legges til dem du har.
app-export = Eksporter
app-export-links-what = Skriver en fil med en otpauth-lenke for hver konto.
app-export-pictures-what = Skriver bilder med QR-koder som Google Authenticator og andre kan lese.
app-export-warning = Filene er ikke låst. Den som får tak i dem, kan lage kodene dine. Slett dem så snart de er brukt.
app-field-file = Fil
app-field-new-file = Ny fil
app-field-passphrase = Passfrase
app-field-again = Passfrase en gang til
app-field-seconds = Sekunder som legges til
app-passphrases-differ = De to passfrasene er ikke like.
app-not-seconds = Skriv et helt tall, for eksempel -3 eller 12.
app-clock = Klokke
app-clock-what = Blir kodene dine avvist, går kanskje klokken feil. Sekundene her legges til datamaskinens klokke; 0 følger den.
app-written = Ferdig
app-written-files =
    { $count ->
        [one] 1 fil er skrevet:
       *[other] { $count } filer er skrevet:
    }
app-written-left-out = Disse kontoene er ikke med, for formatet kan ikke romme dem: { $names }
app-about = Om Kodevagt
app-about-version = Kodevagt { $version }
app-about-home = Kontoene dine: { $directory }
app-about-keystore = Nøkkellager: { $directory }
app-about-weakness = Nøkkellageret er filer på denne datamaskinen, ikke en sikker brikke. Den som kopierer begge mappene, kan gjette PIN-koden.

## Organisasjoner: aktivering, innlogging, support

app-activate = Aktiver
app-activate-what = Organisasjonen din gir deg adressen til tjenesten sin eller en QR-kode. Med en QR-kode trengs ingen SMS.
app-activate-where = Adresse, eller lenken eller bildet til en QR-kode
app-activate-mobile = Mobilnummer
app-code-sent = { $organisation } sender en kode til { $mobile }.
app-code-field = Koden i SMS-en
app-code-again = Ingen SMS? Trykk r for å få den sendt på nytt, eller Esc for å rette nummeret.
app-code-again-in = Den kan sendes på nytt om { $seconds } s. Trykk Esc for å rette nummeret.
app-contact = Brukerstøtte: { $contact }
app-activated = Aktivert hos { $organisation }.
app-sign-in = Innlogging
app-sign-ins = Innlogginger som venter
app-sign-ins-choose = Velg den du er i ferd med å logge inn på.
app-sign-ins-none = Ingen innlogginger venter.
app-sign-in-who = Er du i ferd med å logge inn som { $person }?
app-sign-in-from = Fra: { $place }
app-sign-in-payment = Du betaler { $amount } { $currency } til { $payee }.
app-sign-in-left = { $seconds } s igjen
app-sign-in-number = Skriv inn tallet på innloggingssiden.
app-sign-in-typed = Tall: { $number }
app-sign-in-pin = Skriv inn PIN-koden for å godkjenne.
app-sign-in-over = Denne innloggingen venter ikke lenger. Var den din, så velg å prøve på nytt på innloggingssiden.
app-approved = Godkjent.
app-denied = Avvist.
app-reported = Avvist og meldt.
app-way-support = Få hjelp av brukerstøtten hos { $organisation }
app-support = Hjelp fra brukerstøtten
app-support-what = Ring til brukerstøtten hos { $organisation } og les dette opp. De gir deg en kode.
app-support-number = Låsenummer: { $number }
app-support-words = Ord: { $words }
app-support-no-words = Det kommer to ord når tjenesten nås. Trykk Enter for å prøve på nytt.
app-support-code = Koden fra brukerstøtten
app-support-right = Koden var riktig. Trykk Enter for å velge en ny PIN-kode.
app-set-activate = Aktiver hos en organisasjon
app-set-waiting = Innlogginger som venter
app-about-organisation = { $organisation }: denne telefonen er { $device }
app-about-contact = Siste kontakt: for { $minutes } min siden
app-about-fast = Klokken din går { $seconds } s for fort.
app-about-slow = Klokken din går { $seconds } s for sakte.

## Hjelp

app-help = Hjelp
app-help-move = Velg en konto
app-help-enter = Vis kontoen, eller lag en ny kode der koder telles
app-help-details = Vis kontoen
app-help-copy = Kopier koden til utklippstavlen, hvis terminalen kan
app-help-search = Søk mens du skriver
app-help-add = Legg til en konto
app-help-favourite = Hold kontoen øverst, eller la være
app-help-shift = Flytt kontoen opp eller ned
app-help-edit = Endre navn, gruppe og notat (på kontoens side)
app-help-remove = Fjern kontoen (på kontoens side)
app-help-undo = Hent tilbake den som sist ble fjernet
app-help-qr = Vis kontoens QR-kode (på kontoens side)
app-help-settings = Innstillinger
app-help-lock = Lås (også Ctrl-L)
app-help-quit = Lukk (også Ctrl-C)
app-help-idle = Kodevagt låser seg selv etter et minutt uten tastetrykk.
