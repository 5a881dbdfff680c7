# The command line and its help.

cli-about = En autentiseringsapp som virker uten nett: kontoer bak en PIN-kode, engangskoder og QR.

## The headings and usage of the help

cli-heading-usage = Bruk:
cli-heading-commands = Kommandoer
cli-heading-arguments = Argumenter
cli-heading-flags = Flagg
cli-heading-everywhere = Flagg til alle kommandoer, før eller etter dem
cli-command = KOMMANDO
cli-usage-app = kodevagt [flagg] [KOMMANDO]
cli-usage-flags = { "[" }flagg]
cli-weakness = Uten en kommando åpner kodevagt som app. Nøklene ligger i vanlige filer: Den som kopierer både hjemmemappen og nøkkellageret, kan prøve alle PIN-koder i ro og mak. Det kan man ikke på en telefon med sikker maskinvare.

## What each command is for

cli-init = Velg en PIN-kode og få en gjenopprettingskode
cli-add = Legg til en konto fra en otpauth-URI
cli-scan = Legg til kontoer fra QR-koder i bilder
cli-codes = Vis koden til alle kontoer
cli-code = Vis koden til en konto; en konto som teller, teller én opp
cli-accounts = Vis alle kontoer
cli-search = Finn kontoene der alle ordene står
cli-edit = Endre hvordan en konto vises
cli-remove = Fjern en konto; den kan hentes tilbake i sju dager
cli-undo = Hent en fjernet konto tilbake
cli-removed = Vis hva som fortsatt kan hentes tilbake
cli-qr = Vis en kontos egen QR-kode; krever PIN-koden
cli-decode = Les QR-kodene i bilder; lagrer ingenting og krever ingen PIN-kode
cli-import = Importer kontoer fra en annen apps eksportfil
cli-formats = Vis formatene som kan importeres
cli-export = Skriv ut alle kontoer, ubeskyttet
cli-backup = Skriv en kryptert sikkerhetskopi
cli-restore = Hent kontoer fra en sikkerhetskopi
cli-change-pin = Velg en annen PIN-kode
cli-recover = Velg en ny PIN-kode med gjenopprettingskoden
cli-recovery-code = Lag en ny gjenopprettingskode; den gamle slutter å virke
cli-activate = Aktiver telefonen hos en organisasjon, med en SMS-kode eller en billett
cli-approvals = Vis innloggingene som venter på telefonen; krever ingen PIN-kode
cli-approve = Godkjenn en innlogging med tallet som innloggingssiden viser; krever PIN-koden
cli-deny = Avvis en innlogging; krever ingen PIN-kode
cli-report = Avvis en innlogging, og si fra til organisasjonen at det ikke var deg; krever ingen PIN-kode
cli-unblock = Få hjelp av brukerstøtten med en sperret telefon
cli-status = Vis telefonens tilstand; krever ingen PIN-kode
cli-clock = Vis eller sett hvor mye datamaskinens klokke går feil; krever ingen PIN-kode
cli-start-over = Slett alt og begynn på nytt; krever ingen PIN-kode
cli-completions = Skriv ut fullføringer for et skall
cli-man = Skriv ut manualsiden

## What each argument is for

cli-arg-home = Mappen med hvelvet [KODEVAGT_HOME]
cli-arg-keystore = Mappen med nøklene; ellers ved siden av hjemmemappen [KODEVAGT_KEYSTORE]
cli-arg-json = Svar i JSON, for skript
cli-arg-lang = Språket [KODEVAGT_LANG]
cli-arg-pin-stdin = Les PIN-koder fra standard inn, én per linje: den nåværende, så den nye
cli-arg-passphrase-stdin = Les passfrasen fra standard inn, på en linje etter PIN-kodene
cli-arg-clock-offset = Sekunder som legges til datamaskinens klokke denne gangen
cli-arg-help = Vis denne hjelpen
cli-arg-version = Vis versjonen
cli-arg-digits = Hvor mange sifre den nye PIN-koden har
cli-arg-uri = URI-en; - leser den fra standard inn etter PIN-koden, så andre på datamaskinen ikke kan se den
cli-arg-images = PNG-, JPEG- eller WebP-filer
cli-arg-at = Vis koder for dette tidspunktet på datamaskinens klokke, i sekunder siden 1970
cli-arg-query = En kontos id eller en del av utsteder eller navn
cli-arg-undo-query = Hvilken; ellers den som sist ble fjernet
cli-arg-words = Ord som skal stå i utsteder, navn, gruppe eller notat
cli-arg-issuer = Hvem som ber om koden
cli-arg-label = Hvem sin konto det er
cli-arg-note = Dine egne ord
cli-arg-group = Gruppen den hører til; tom: ingen
cli-arg-icon = Navnet på et bilde; tomt: intet
cli-arg-favourite = Om den blir øverst
cli-arg-place = Plassen i listen, talt fra 1
cli-arg-now = For godt: den kan ikke hentes tilbake
cli-arg-png = Skriv den som PNG-fil
cli-arg-svg = Skriv den som SVG-fil
cli-arg-force = Erstatt en fil som er der
cli-arg-file = Filen
cli-arg-backup-file = Hvor den skal skrives
cli-arg-restore-file = Sikkerhetskopien
cli-arg-format = Hva filen er; ellers finner Kodevagt ut av det
cli-arg-export-format = En URI for hver konto eller QR-koder med ti i hver
cli-arg-out = Skriv til denne filen, som bare du kan lese
cli-arg-server = Adressen til organisasjonens tjeneste
cli-arg-ca = Organisasjonens egen sertifikatutsteder, en PEM-fil; den lagres i hjemmemappen
cli-arg-mobile = Mobilnummeret ditt; uten landkode gjelder språkets land
cli-arg-activate-code = Koden i SMS-en
cli-arg-resend = Send SMS-en på nytt, med en ny kode
cli-arg-ticket = En billett: lenken i en QR-kode, eller skrevet inn
cli-arg-image = Et bilde med QR-koden til en billett
cli-arg-with-own = La organisasjonens brukerstøtte også låse opp dine egne kontoer
cli-arg-wait = Vent opptil så mange sekunder på at det kommer en
cli-arg-id = Innloggingens id, slik approvals viser den
cli-arg-number = Tallet som innloggingssiden viser
cli-arg-unblock-code = Koden fra brukerstøtten
cli-arg-code = Gjenopprettingskoden; - leser den fra standard inn etter PIN-koden
cli-arg-seconds = Sekunder som legges til datamaskinens klokke
cli-arg-yes = Ja, slett alt
cli-arg-shell = bash, zsh, fish, elvish eller powershell

## A command that isn't understood

cli-wrong-unknown = "{ $part }" er ukjent her.
cli-wrong-missing = Mangler: { $part }
cli-wrong-twice = "{ $part }" kan ikke kombineres med resten.
cli-wrong-value = "{ $value }" passer ikke til { $part }.
cli-wrong-line = En del er ukjent, mangler eller kan ikke kombineres med resten.

## What is asked on the terminal

cli-ask-pin = PIN-kode:
cli-ask-new-pin = Ny PIN-kode:
cli-ask-new-pin-again = Ny PIN-kode, en gang til:
cli-ask-passphrase = Passfrasen til sikkerhetskopien:
cli-ask-new-passphrase = Passfrase for sikkerhetskopien:
cli-ask-new-passphrase-again = Passfrase, en gang til:
cli-ask-uri = URI:
cli-ask-recovery-code = Gjenopprettingskode:

## What is shown while something takes its time

cli-busy-pin = Kontrollerer PIN-koden …
cli-busy-new-pin = Lager nøkler …
cli-busy-picture = Ser etter QR-koder …
cli-busy-import = Leser kontoene …
cli-busy-backup = Arbeider med sikkerhetskopien …
cli-busy-online = Spør tjenesten …
cli-busy-waiting = Venter på en innlogging …

## What is answered

cli-imported = lagt til
cli-duplicate = finnes allerede
cli-refused = avvist
cli-taken = { $imported } lagt til, { $duplicates } fantes allerede, { $refused } avvist.
cli-no-accounts = Her er det ingen kontoer.
cli-on-request = når du ber om den
cli-edited = Endret: { $account }
cli-erased = Fjernet for godt: { $account }
cli-removed-undo = Fjernet: { $account }. Hent den tilbake innen sju dager med "kodevagt undo".
cli-brought-back = Tilbake igjen: { $account }
cli-written = Skrevet: { $file }
cli-warn-export = Vær forsiktig: En eksport er ikke beskyttet. Den som ser den, kan lage kodene dine fra nå av.
cli-warn-qr = Vær forsiktig: Den som ser QR-koden, kan lage kontoens koder fra nå av.
cli-left-out = Ikke med, fordi formatet ikke kan romme dem: { $accounts }
cli-weak-keystore = Nøklene til denne telefonen ligger i vanlige filer i { $directory }. Den som kopierer dem og hjemmemappen, kan prøve alle PIN-koder i ro og mak. Det kan man ikke på en telefon med sikker maskinvare.
cli-keystore-in-home = Nøkkellageret ligger i hjemmemappen: Den som kopierer det ene, får med seg det andre. Hold dem heller adskilt med --keystore.
cli-pin-changed = PIN-koden er endret.
cli-started-over = Alt er slettet. "kodevagt init" begynner på nytt.
cli-write-it-down = Gjenopprettingskoden din. Skriv den ned, og oppbevar den trygt: Den er veien inn igjen etter tre feil PIN-koder, og den vises bare nå.
cli-clock-is = Det legges { $seconds } s til datamaskinens klokke.
cli-yes = ja
cli-no = nei
cli-status-state = Tilstand
cli-status-attempts = Forsøk igjen
cli-status-accounts = Kontoer
cli-status-recovery = Gjenopprettingskode
cli-status-clock = Lagt til klokken
cli-status-home = Hjemmemappe
cli-status-keystore = Nøkkellager
cli-state-no-pin = ingen PIN-kode ennå
cli-state-closed = låst
cli-state-blocked = sperret etter tre feil PIN-koder
cli-state-hardware-lost = nøklene er tapt

## What goes online

cli-code-sent = { $organisation }: en kode på { $digits } sifre er på vei til { $mobile }. Skriv den inn med "kodevagt activate --code". Den kan sendes på nytt om { $seconds } s med "kodevagt activate --resend".
cli-contact = Brukerstøtte: { $contact }
cli-activated = Telefonen er aktivert hos { $organisation }.
cli-nothing-waits = Ingen innlogginger venter.
cli-approved = Godkjent.
cli-denied = Avvist.
cli-reported = Avvist og meldt.
cli-help-call = Telefonen er sperret. Brukerstøtten hos { $organisation } kan låse den opp. Les dette opp for dem:
cli-lock-number = Låsenummer
cli-words = Ord
cli-help-next = Skriv inn koden du får, med "kodevagt unblock --code".
cli-unblocked = Telefonen er åpen igjen, med den nye PIN-koden din.
cli-status-organisation = Organisasjon
cli-member-active = aktivert
cli-member-activating = i ferd med å aktiveres
cli-member-removed = har fjernet telefonen
cli-clock-fast = Klokken din går { $seconds } s for fort.
cli-clock-slow = Klokken din går { $seconds } s for sakte.

## The tour

cli-tour = Vis hva Kodevagt kan, trinn for trinn, på egne, ekte filer
cli-arg-dir = En tom mappe for filene til omvisningen, som blir der
cli-arg-keep = Behold filene
cli-arg-slow = Ta pause etter hvert trinn
cli-tour-start = Dette er Kodevagt, en godkjenningsapp som virker uten nett. Alt nedenfor skjer i virkeligheten, i { $directory }. Kommandoene er de du selv kan skrive.
cli-tour-set-up = En PIN-kode
cli-tour-set-up-told = En PIN-kode som er lett å gjette, blir avvist med en grunn. Med en bedre blir telefonen klar, og du får en gjenopprettingskode som skal skrives ned.
cli-tour-scan = En QR-kode
cli-tour-scan-told = Et nettsted viser en QR-kode. Den skannes fra et bilde, og fra da av er koden der: den som gjelder nå, hvor lenge, og den neste.
cli-tour-drawn-now = { $file } ble tegnet akkurat nå av qrencode.
cli-tour-drawn-before = Her er det ingen qrencode, så { $file } er et eksempel som det tegnet tidligere.
cli-tour-oathtool = oathtool gir samme kode for samme hemmelighet og tidspunkt: { $code }.
cli-tour-no-oathtool = Her er det ingen oathtool. For sekund 59 ga det tidligere samme kode: { $code }.
cli-tour-next = ({ $seconds } s igjen, så { $next })
cli-tour-import = En liste fra et annet sted
cli-tour-import-told = En fil med fire kontoer. Hver ender som lagt til, fantes allerede eller avvist med en grunn; ingen blir borte.
cli-tour-rfc-6238 = Det er koden som standarden gir som eksempel (RFC 6238).
cli-tour-migrate = Flytting fra en annen app
cli-tour-migrate-told = Google Authenticator fordeler en eksport over flere QR-koder. Her skannes den andre før den første.
cli-tour-part-missing = Kodevagt sier at del 1 av 2 mangler.
cli-tour-count = Koder som telles
cli-tour-count-told = Noen kontoer teller i stedet for å følge klokken. Telleren lagres før en kode vises, så ingen kommer to ganger.
cli-tour-rfc-4226 = Det er de to første kodene i standardens eksempel (RFC 4226).
cli-tour-look-after = Finne, fjerne, angre
cli-tour-look-after-told = En konto som er fjernet, kan hentes tilbake i sju dager.
cli-tour-back-up = En sikkerhetskopi og en telefon til
cli-tour-back-up-told = Sikkerhetskopien er kryptert med en passfrase, og en annen telefon med en annen PIN-kode henter den inn.
cli-tour-same-codes = Begge telefonene viser samme kode for samme tidspunkt.
cli-tour-try-again = To feil PIN-koder, så den riktige
cli-tour-try-again-told = Hvert forsøk telles før det blir sett på. Den riktige PIN-koden gir alle tre forsøkene tilbake.
cli-tour-state = Tilstand: { $state }, forsøk igjen: { $left }
cli-tour-block = Tre feil PIN-koder
cli-tour-block-told = Nå blir nøklene ødelagt. Ingen PIN-kode åpner telefonen igjen, heller ikke den riktige.
cli-tour-right-refused = Den riktige PIN-koden blir også avvist.
cli-tour-recover = Gjenopprettingskoden
cli-tour-recover-told = Koden fra trinn 1 åpner kontoene for en ny PIN-kode og blir avløst av en annen.
cli-tour-codes-again = Alle kontoene er tilbake, og de talte kodene fortsetter der de var.
cli-tour-service = En organisasjons tjeneste
cli-tour-service-told = Herfra er en organisasjon med. Tjenesten startes på denne maskinen, på sin innebygde database, og kjenner én person, Kari Holm. (Første gang bygges den; det tar noen minutter.)
cli-tour-service-runs = Tjenesten kjører på { $url }.
cli-tour-activate = Aktivering med SMS
cli-tour-activate-told = Kari skriver mobilnummeret sitt. Koden kommer på SMS (under utvikling blir den i utboksen), hun skriver den og velger en PIN-kode.
cli-tour-approve = En innlogging
cli-tour-approve-told = Kari logger inn på datamaskinen sin. Siden viser et tall; telefonen viser hvem som spør, og hun skriver tallet og PIN-koden sin.
cli-tour-number = Innloggingssiden viser { $number }.
cli-tour-consumed = Systemet brukte godkjenningen én gang; andre gang blir den avvist.
cli-tour-lapse = For sent, og igjen
cli-tour-lapse-told = Ingen svarer på 25 sekunder (tjenestens klokke stilles fram, så ingen må vente). Forespørselen er utløpt; Prøv igjen sender en ny.
cli-tour-lapsed = Den sene godkjenningen blir avvist.
cli-tour-work-block = Tre gale PIN-koder på jobben
cli-tour-work-block-told = Telefonen er sperret. Denne gangen hjelper support.
cli-tour-unblock = Support
cli-tour-unblock-told = Telefonen viser et låsenummer og to ord. Kari leser dem opp for support, som skriver dem og leser opp en kode. Med den velger hun en ny PIN-kode.
cli-tour-lock-number = Låsenummer { $number }, ord: { $words }
cli-tour-support-code = Support leser opp { $code }.
cli-tour-work-code = En engangskode
cli-tour-work-code-told = Der telefonen ikke har nett, viser den en kode som skrives inn.
cli-tour-code-once = Koden er riktig, og bare riktig én gang.
cli-demo = Kjør en tjeneste og en telefon til å prøve selv
cli-demo-ready = En tjeneste kjører på { $url }, og denne telefonen er aktivert hos den (PIN { $pin }). Be om en godkjenning fra en annen terminal:
    { "" }
    {"  "}curl -X POST { $url }/v1/approvals -H 'Authorization: Bearer { $key }' -H 'Content-Type: application/json' -d '{"{"}"person":"kari","text":"Hei"{"}"}'
    { "" }
    Den svarer med tallet som skrives på telefonen. I stedet for appen kan kommandoer brukes: kodevagt --home { $home } approvals
cli-demo-enter = Trykk Enter for å åpne telefonen; når du forlater den, stopper tjenesten.
cli-tour-kept = Filene ligger fortsatt i { $directory }.
cli-tour-end = Alt gikk som fortalt: { $commands } kommandoer på { $seconds } s.
