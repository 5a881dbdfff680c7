# Terminalappen: dens skærmbilleder, side for side.

app-name = Kodevagt
app-working = Et øjeblik …
app-any-key = Tryk på en tast.
app-copied = Kopieret.
app-saved = Gemt.
app-seconds = { $left } s

## Taster i bunden

app-key-add = tilføj
app-key-add-more = tilføj flere
app-key-all = vis alle
app-key-back = tilbage
app-key-bring-back = hent tilbage
app-key-cancel = fortryd
app-key-check = kontrollér
app-key-choose = vælg
app-key-choose-pin = vælg pinkode
app-key-code = ny kode
app-key-continue = fortsæt
app-key-copy = kopiér
app-key-delete = slet
app-key-destroy = slet alt
app-key-details = detaljer
app-key-digits = pinkode
app-key-done = færdig
app-key-edit = ret
app-key-erase = slet nu
app-key-favourite = favorit
app-key-field = felt
app-key-forgot = glemt pinkode?
app-key-help = hjælp
app-key-keep = vis fundne
app-key-lock = lås
app-key-move = op/ned
app-key-next-field = næste felt
app-key-qr = QR-kode
app-key-quit = luk
app-key-remove = fjern
app-key-save = gem
app-key-search = søg
app-key-see-again = se koden igen
app-key-settings = indstillinger
app-key-shift = flyt
app-key-try = prøv nu
app-key-written-down = jeg har skrevet den ned
app-key-activate = aktivér
app-key-correct = ret nummeret
app-key-deny = afvis
app-key-later = senere
app-key-look-again = se igen
app-key-not-me = det er ikke mig
app-key-number = tal
app-key-send-again = send igen

## Opsætning

app-welcome = Velkommen
app-welcome-what = Her får du dine engangskoder, beskyttet af en pinkode.
app-welcome-weakness = På en computer ligger nøglerne i filer og ikke i en sikker chip. Den, der kan kopiere dine filer, kan gætte din pinkode. Brug en telefon til det, der er vigtigst.
app-welcome-next = Først vælger du en pinkode. Derefter får du en gendannelseskode, så hav papir og blyant klar.
app-new-pin = Ny pinkode
app-new-pin-choose = Vælg en pinkode på { $digits } cifre.
app-new-pin-again = Indtast den nye pinkode igen.
app-new-pin-advice = Undgå fødselsår, mønstre og rækker som 1234.
app-pin-changed = Din pinkode er skiftet.
app-recovery-code = Gendannelseskode
app-recovery-write = Skriv koden ned på papir. Den vises kun denne ene gang.
app-recovery-why = Glemmer du pinkoden, er det kun denne kode, der åbner dine konti. Gem den et sikkert sted, ikke ved computeren.
app-recovery-prove = Se på dit papir, og indtast en del af koden.
app-recovery-group = Gruppe { $number } af koden
app-recovery-differs = Det er ikke gruppen. Tryk Esc for at se koden igen, og ret dit papir.
app-recovery-done = Godt. Pas på papiret.

## Pinkoden

app-locked = Låst
app-pin-fresh = Pinkode
app-pin-type = Indtast din pinkode.
app-pin-type-old = Indtast din nuværende pinkode.
app-pin-tries-left = Du har { $left } forsøg tilbage.
app-pin-last-try = Det er sidste forsøg. Er pinkoden forkert, bliver Kodevagt spærret. Tryk Enter, når du er sikker, eller f, hvis du har glemt den.
app-pin-last-try-fresh = Det er sidste forsøg. Er pinkoden forkert, bliver Kodevagt spærret. Tryk Enter, når du er sikker.
app-forgotten = Glemt pinkode
app-forgotten-what = Det koster ingen forsøg at være her. Har du din gendannelseskode på papir, kan du vælge en ny pinkode og beholde dine konti.
app-blocked = Spærret
app-hardware-lost = Nøglerne er væk
app-way-recover = Jeg har gendannelseskoden
app-way-try-again = Prøv pinkoden igen
app-way-start-over = Begynd forfra: slet alt her
app-recover-what = Indtast koden fra dit papir. Bindestreger og store bogstaver er ligegyldige.
app-recover-how = Derefter vælger du en ny pinkode og får en ny gendannelseskode.
app-start-over = Begynd forfra
app-start-over-word = SLET
app-start-over-what =
    { $accounts ->
        [one] 1 konto og alle nøgler på denne computer bliver slettet. Det kan ikke fortrydes. Kontiene kan kun komme tilbage fra en sikkerhedskopi.
       *[other] { $accounts } konti og alle nøgler på denne computer bliver slettet. Det kan ikke fortrydes. Kontiene kan kun komme tilbage fra en sikkerhedskopi.
    }
app-start-over-type = Skriv { $word } for at slette alt
app-start-over-wrong = Der skal stå { $word }. Intet er slettet.
app-start-over-done = Alt er slettet.

## Listen

app-accounts = Konti
app-search = Søg
app-search-nothing = Ingen konto passer. Tryk Esc for at se alle.
app-list-empty = Du har ingen konti endnu.
app-list-how-to-add = Tryk a for at tilføje en. Du skal bruge QR-koden eller linket fra det sted, du logger ind, som et billede eller som tekst.
app-list-counts = Tryk Enter for en kode
app-brought-back = Kontoen er tilbage.
app-removed-flash = { $name } er fjernet. Tryk u for at fortryde.

## Tilføj

app-add = Tilføj konto
app-add-what = Link eller fil
app-add-link = Indsæt linket, som begynder med otpauth://
app-add-picture = Eller skriv navnet på en fil: et skærmbillede af QR-koden (PNG, JPEG, WebP) eller en fil fra en anden app. Du kan også trække filen hertil.
app-results = Resultat
app-results-imported =
    { $count ->
        [one] 1 konto tilføjet.
       *[other] { $count } konti tilføjet.
    }
app-results-duplicate =
    { $count ->
        [one] 1 konto var her i forvejen.
       *[other] { $count } konti var her i forvejen.
    }
app-results-refused =
    { $count ->
        [one] 1 kunne ikke tilføjes.
       *[other] { $count } kunne ikke tilføjes.
    }
app-results-unnamed = Uden navn

## En konto

app-account = Konto
app-account-next = Næste: { $code }
app-account-totp = { $digits } cifre, skifter hvert { $period }. sekund ({ $algorithm })
app-account-hotp = { $digits } cifre, tæller: { $counter } ({ $algorithm })
app-account-steam = Steam Guard
app-account-organisation = Tilhører din organisation
app-account-group = Gruppe: { $group }
app-account-note = Note: { $note }
app-edit = Ret konto
app-field-issuer = Udsteder
app-field-label = Kontonavn
app-field-group = Gruppe
app-field-note = Note
app-qr = QR-kode
app-qr-warning = Den, der ser QR-koden, kan lave dine koder. Vis den ikke til andre.
app-qr-too-small = QR-koden kræver et vindue på { $columns } × { $lines } tegn. Dette er { $has_columns } × { $has_lines }. Gør vinduet større eller skriften mindre.

## Fjernede konti

app-removed = Fjernede konti
app-removed-what = De kan hentes tilbage i 7 dage. Derefter slettes de for altid.
app-removed-none = Ingen konti er fjernet for nylig.
app-removed-erase = Tryk x igen for at slette kontoen for altid. Esc fortryder.

## Indstillinger

app-settings = Indstillinger
app-set-language = Sprog: { $name }
app-set-pin = Skift pinkode
app-set-recovery = Ny gendannelseskode
app-set-backup = Lav sikkerhedskopi
app-set-restore = Gendan fra sikkerhedskopi
app-set-removed = Fjernede konti
app-set-export-links = Eksportér som links
app-set-export-pictures = Eksportér som QR-koder
app-set-clock = Ur: { $seconds } s
app-set-about = Om Kodevagt
app-new-recovery-warning = Du får en ny gendannelseskode. Den gamle virker ikke længere.
app-backup = Sikkerhedskopi
app-backup-what = Filen låses med en adgangssætning. Vælg for eksempel fire tilfældige ord, og skriv dem ned. Uden dem kan filen ikke åbnes.
app-restore = Gendan
app-restore-what = Konti fra sikkerhedskopien lægges til dem, du har.
app-export = Eksportér
app-export-links-what = Skriver en fil med et otpauth-link for hver konto.
app-export-pictures-what = Skriver billeder med QR-koder, som Google Authenticator og andre kan læse.
app-export-warning = Filerne er ikke låst. Den, der får dem, kan lave dine koder. Slet dem, så snart de er brugt.
app-field-file = Fil
app-field-new-file = Ny fil
app-field-passphrase = Adgangssætning
app-field-again = Adgangssætning igen
app-field-seconds = Sekunder, der lægges til
app-passphrases-differ = De to adgangssætninger er ikke ens.
app-not-seconds = Skriv et helt tal, for eksempel -3 eller 12.
app-clock = Ur
app-clock-what = Bliver dine koder afvist, går uret måske forkert. Sekunderne her lægges til computerens ur; 0 følger det.
app-written = Færdig
app-written-files =
    { $count ->
        [one] 1 fil er skrevet:
       *[other] { $count } filer er skrevet:
    }
app-written-left-out = Disse konti er ikke med, for formatet kan ikke rumme dem: { $names }
app-about = Om Kodevagt
app-about-version = Kodevagt { $version }
app-about-home = Dine konti: { $directory }
app-about-keystore = Nøglelager: { $directory }
app-about-weakness = Nøglelageret er filer på denne computer, ikke en sikker chip. Den, der kopierer begge mapper, kan gætte pinkoden.

## Organisationer: aktivering, login, support

app-activate = Aktivér
app-activate-what = Din organisation giver dig adressen på sin tjeneste eller en QR-kode. Med en QR-kode behøves ingen sms.
app-activate-where = Adresse, eller en QR-kodes link eller billede
app-activate-mobile = Mobilnummer
app-code-sent = { $organisation } sender en kode til { $mobile }.
app-code-field = Koden i sms'en
app-code-again = Ingen sms? Tryk r for at få den sendt igen, eller Esc for at rette nummeret.
app-code-again-in = Den kan sendes igen om { $seconds } s. Tryk Esc for at rette nummeret.
app-contact = Support: { $contact }
app-activated = Aktiveret hos { $organisation }.
app-sign-in = Login
app-sign-ins = Login, der venter
app-sign-ins-choose = Vælg det, du er ved at logge ind på.
app-sign-ins-none = Der venter ingen login.
app-sign-in-who = Er du ved at logge ind som { $person }?
app-sign-in-from = Fra: { $place }
app-sign-in-payment = Du betaler { $amount } { $currency } til { $payee }.
app-sign-in-left = { $seconds } s tilbage
app-sign-in-number = Tast tallet på login-siden.
app-sign-in-typed = Tal: { $number }
app-sign-in-pin = Tast din pinkode for at godkende.
app-sign-in-over = Dette login venter ikke længere. Var det dit, så vælg at prøve igen på login-siden.
app-approved = Godkendt.
app-denied = Afvist.
app-reported = Afvist og meldt.
app-way-support = Få hjælp af supporten hos { $organisation }
app-support = Hjælp fra supporten
app-support-what = Ring til supporten hos { $organisation } og læs dette op. De giver dig en kode.
app-support-number = Låsenummer: { $number }
app-support-words = Ord: { $words }
app-support-no-words = Der kommer to ord, når der er forbindelse til tjenesten. Tryk Enter for at prøve igen.
app-support-code = Koden fra supporten
app-support-right = Koden var rigtig. Tryk Enter for at vælge en ny pinkode.
app-set-activate = Aktivér hos en organisation
app-set-waiting = Login, der venter
app-about-organisation = { $organisation }: denne telefon er { $device }
app-about-contact = Seneste kontakt: for { $minutes } min. siden
app-about-fast = Dit ur går { $seconds } s for hurtigt.
app-about-slow = Dit ur går { $seconds } s for langsomt.

## Hjælp

app-help = Hjælp
app-help-move = Vælg en konto
app-help-enter = Vis kontoen, eller lav en ny kode, hvor koder tælles
app-help-details = Vis kontoen
app-help-copy = Kopiér koden til udklipsholderen, hvis terminalen kan
app-help-search = Søg, mens du skriver
app-help-add = Tilføj en konto
app-help-favourite = Hold kontoen øverst, eller lad være
app-help-shift = Flyt kontoen op eller ned
app-help-edit = Ret navn, gruppe og note (på kontoens side)
app-help-remove = Fjern kontoen (på kontoens side)
app-help-undo = Hent den tilbage, der sidst blev fjernet
app-help-qr = Vis kontoens QR-kode (på kontoens side)
app-help-settings = Indstillinger
app-help-lock = Lås (også Ctrl-L)
app-help-quit = Luk (også Ctrl-C)
app-help-idle = Kodevagt låser selv efter et minut uden tastetryk.
