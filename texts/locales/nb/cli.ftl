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
