# The command line and its help.

cli-about = En godkendelsesapp, der virker uden net: konti bag en pinkode, engangskoder og QR.

## The headings and usage of the help

cli-heading-usage = Brug:
cli-heading-commands = Kommandoer
cli-heading-arguments = Argumenter
cli-heading-flags = Flag
cli-heading-everywhere = Flag til alle kommandoer, før eller efter dem
cli-command = KOMMANDO
cli-usage-app = kodevagt [flag] [KOMMANDO]
cli-usage-flags = { "[" }flag]
cli-weakness = Uden en kommando åbner kodevagt som app. Nøglerne ligger i almindelige filer: Den, der kopierer både hjemmemappen og nøglelageret, kan prøve alle pinkoder i ro og mag. Det kan man ikke på en telefon med sikker hardware.

## What each command is for

cli-init = Vælg en pinkode og få en gendannelseskode
cli-add = Tilføj en konto fra en otpauth-URI
cli-scan = Tilføj konti fra QR-koder i billeder
cli-codes = Vis koden til alle konti
cli-code = Vis koden til en konto; en konto, der tæller, tæller en op
cli-accounts = Vis alle konti
cli-search = Find de konti, hvor alle ordene står
cli-edit = Ret, hvordan en konto vises
cli-remove = Fjern en konto; den kan hentes tilbage i syv dage
cli-undo = Hent en fjernet konto tilbage
cli-removed = Vis, hvad der stadig kan hentes tilbage
cli-qr = Vis en kontos egen QR-kode; kræver pinkoden
cli-decode = Læs QR-koderne i billeder; gemmer intet og kræver ingen pinkode
cli-import = Importér konti fra en anden apps eksportfil
cli-formats = Vis de formater, der kan importeres
cli-export = Skriv alle konti ud, ubeskyttet
cli-backup = Skriv en krypteret sikkerhedskopi
cli-restore = Hent konti fra en sikkerhedskopi
cli-change-pin = Vælg en anden pinkode
cli-recover = Vælg en ny pinkode med gendannelseskoden
cli-recovery-code = Lav en ny gendannelseskode; den gamle holder op med at virke
cli-activate = Aktivér telefonen hos en organisation, med en sms-kode eller en billet
cli-approvals = Vis de login, der venter på telefonen; kræver ingen pinkode
cli-approve = Godkend et login med det tal, som login-siden viser; kræver pinkoden
cli-deny = Afvis et login; kræver ingen pinkode
cli-report = Afvis et login, og sig til organisationen, at det ikke var dig; kræver ingen pinkode
cli-unblock = Få hjælp af supporten til en spærret telefon
cli-status = Vis telefonens tilstand; kræver ingen pinkode
cli-clock = Vis eller sæt, hvor meget computerens ur går forkert; kræver ingen pinkode
cli-start-over = Slet alt og begynd forfra; kræver ingen pinkode
cli-completions = Udskriv fuldførelser til en skal
cli-man = Udskriv manualsiden

## What each argument is for

cli-arg-home = Mappen med boksen [KODEVAGT_HOME]
cli-arg-keystore = Mappen med nøglerne; ellers ved siden af hjemmemappen [KODEVAGT_KEYSTORE]
cli-arg-json = Svar i JSON, til scripts
cli-arg-lang = Sproget [KODEVAGT_LANG]
cli-arg-pin-stdin = Læs pinkoder fra standard-input, en pr. linje: den nuværende, så den nye
cli-arg-passphrase-stdin = Læs adgangssætningen fra standard-input, på en linje efter pinkoderne
cli-arg-clock-offset = Sekunder, der lægges til computerens ur denne gang
cli-arg-help = Vis denne hjælp
cli-arg-version = Vis versionen
cli-arg-digits = Hvor mange cifre den nye pinkode har
cli-arg-uri = URI'en; - læser den fra standard-input efter pinkoden, så andre på computeren ikke kan se den
cli-arg-images = PNG-, JPEG- eller WebP-filer
cli-arg-at = Vis koder til dette tidspunkt på computerens ur, i sekunder siden 1970
cli-arg-query = En kontos id eller en del af udsteder eller navn
cli-arg-undo-query = Hvilken; ellers den, der sidst blev fjernet
cli-arg-words = Ord, der skal stå i udsteder, navn, gruppe eller note
cli-arg-issuer = Hvem der beder om koden
cli-arg-label = Hvis konto det er
cli-arg-note = Dine egne ord
cli-arg-group = Den gruppe, den hører til; tom: ingen
cli-arg-icon = Navnet på et billede; tomt: intet
cli-arg-favourite = Om den bliver øverst
cli-arg-place = Dens plads på listen, talt fra 1
cli-arg-now = For altid: den kan ikke hentes tilbage
cli-arg-png = Skriv den som PNG-fil
cli-arg-svg = Skriv den som SVG-fil
cli-arg-force = Erstat en fil, der er der
cli-arg-file = Filen
cli-arg-backup-file = Hvor den skal skrives
cli-arg-restore-file = Sikkerhedskopien
cli-arg-format = Hvad filen er; ellers finder Kodevagt ud af det
cli-arg-export-format = En URI for hver konto eller QR-koder med ti i hver
cli-arg-out = Skriv til denne fil, som kun du kan læse
cli-arg-server = Adressen på organisationens tjeneste
cli-arg-ca = Organisationens egen certifikatudsteder, en PEM-fil; den gemmes i hjemmemappen
cli-arg-mobile = Dit mobilnummer; uden landekode gælder sprogets land
cli-arg-activate-code = Koden i sms'en
cli-arg-resend = Send sms'en igen, med en ny kode
cli-arg-ticket = En billet: linket i en QR-kode, eller tastet
cli-arg-image = Et billede med en billets QR-kode
cli-arg-with-own = Lad også organisationens support låse dine egne konti op
cli-arg-wait = Vent op til så mange sekunder på, at der kommer et
cli-arg-id = Loginnets id, som approvals viser det
cli-arg-number = Det tal, som login-siden viser
cli-arg-unblock-code = Koden fra supporten
cli-arg-code = Gendannelseskoden; - læser den fra standard-input efter pinkoden
cli-arg-seconds = Sekunder, der lægges til computerens ur
cli-arg-yes = Ja, slet alt
cli-arg-shell = bash, zsh, fish, elvish eller powershell

## A command that isn't understood

cli-wrong-unknown = "{ $part }" er ukendt her.
cli-wrong-missing = Mangler: { $part }
cli-wrong-twice = "{ $part }" kan ikke kombineres med resten.
cli-wrong-value = "{ $value }" passer ikke til { $part }.
cli-wrong-line = En del er ukendt, mangler eller kan ikke kombineres med resten.

## What is asked on the terminal

cli-ask-pin = Pinkode:
cli-ask-new-pin = Ny pinkode:
cli-ask-new-pin-again = Ny pinkode, en gang til:
cli-ask-passphrase = Sikkerhedskopiens adgangssætning:
cli-ask-new-passphrase = Adgangssætning til sikkerhedskopien:
cli-ask-new-passphrase-again = Adgangssætning, en gang til:
cli-ask-uri = URI:
cli-ask-recovery-code = Gendannelseskode:

## What is shown while something takes its time

cli-busy-pin = Kontrollerer pinkoden …
cli-busy-new-pin = Laver nøgler …
cli-busy-picture = Leder efter QR-koder …
cli-busy-import = Læser konti …
cli-busy-backup = Arbejder med sikkerhedskopien …
cli-busy-online = Spørger tjenesten …
cli-busy-waiting = Venter på et login …

## What is answered

cli-imported = tilføjet
cli-duplicate = findes allerede
cli-refused = afvist
cli-taken = { $imported } tilføjet, { $duplicates } fandtes allerede, { $refused } afvist.
cli-no-accounts = Her er ingen konti.
cli-on-request = når du beder om den
cli-edited = Rettet: { $account }
cli-erased = Fjernet for altid: { $account }
cli-removed-undo = Fjernet: { $account }. Hent den tilbage inden for syv dage med "kodevagt undo".
cli-brought-back = Tilbage igen: { $account }
cli-written = Skrevet: { $file }
cli-warn-export = Pas på: En eksport er ikke beskyttet. Den, der ser den, kan lave dine koder fra nu af.
cli-warn-qr = Pas på: Den, der ser QR-koden, kan lave kontoens koder fra nu af.
cli-left-out = Ikke med, fordi formatet ikke kan rumme dem: { $accounts }
cli-weak-keystore = Denne telefons nøgler ligger i almindelige filer i { $directory }. Den, der kopierer dem og hjemmemappen, kan prøve alle pinkoder i ro og mag. Det kan man ikke på en telefon med sikker hardware.
cli-keystore-in-home = Nøglelageret ligger i hjemmemappen: Den, der kopierer det ene, får det andet med. Hold dem hellere adskilt med --keystore.
cli-pin-changed = Pinkoden er ændret.
cli-started-over = Alt er slettet. "kodevagt init" begynder forfra.
cli-write-it-down = Din gendannelseskode. Skriv den ned, og gem den et sikkert sted: Den er vejen ind igen efter tre forkerte pinkoder, og den vises kun nu.
cli-clock-is = Der lægges { $seconds } s til computerens ur.
cli-yes = ja
cli-no = nej
cli-status-state = Tilstand
cli-status-attempts = Forsøg tilbage
cli-status-accounts = Konti
cli-status-recovery = Gendannelseskode
cli-status-clock = Lagt til uret
cli-status-home = Hjemmemappe
cli-status-keystore = Nøglelager
cli-state-no-pin = ingen pinkode endnu
cli-state-closed = låst
cli-state-blocked = spærret efter tre forkerte pinkoder
cli-state-hardware-lost = nøglerne er tabt

## What goes online

cli-code-sent = { $organisation }: en kode på { $digits } cifre er på vej til { $mobile }. Tast den med "kodevagt activate --code". Den kan sendes igen om { $seconds } s med "kodevagt activate --resend".
cli-contact = Support: { $contact }
cli-activated = Telefonen er aktiveret hos { $organisation }.
cli-nothing-waits = Der venter ingen login.
cli-approved = Godkendt.
cli-denied = Afvist.
cli-reported = Afvist og meldt.
cli-help-call = Telefonen er spærret. Supporten hos { $organisation } kan låse den op. Læs dette op for dem:
cli-lock-number = Låsenummer
cli-words = Ord
cli-help-next = Tast den kode, du får, med "kodevagt unblock --code".
cli-unblocked = Telefonen er åben igen, med din nye pinkode.
cli-status-organisation = Organisation
cli-member-active = aktiveret
cli-member-activating = ved at blive aktiveret
cli-member-removed = har fjernet telefonen
cli-clock-fast = Dit ur går { $seconds } s for hurtigt.
cli-clock-slow = Dit ur går { $seconds } s for langsomt.

## The tour

cli-tour = Vis, hvad Kodevagt kan, trin for trin, på rigtige filer for sig selv
cli-arg-dir = En tom mappe til rundvisningens filer, som bliver der
cli-arg-keep = Behold filerne
cli-arg-slow = Hold pause efter hvert trin
cli-tour-start = Dette er Kodevagt, en godkendelsesapp, der virker uden net. Alt herunder sker i virkeligheden, i { $directory }. Kommandoerne er dem, du selv kan skrive.
cli-tour-set-up = En pinkode
cli-tour-set-up-told = En pinkode, der er let at gætte, bliver afvist med en grund. Med en bedre bliver telefonen klar, og du får en gendannelseskode, der skal skrives ned.
cli-tour-scan = En QR-kode
cli-tour-scan-told = Et websted viser en QR-kode. Den scannes fra et billede, og fra da af er koden der: den, der gælder nu, hvor længe, og den næste.
cli-tour-drawn-now = { $file } blev tegnet lige nu af qrencode.
cli-tour-drawn-before = Her er ingen qrencode, så { $file } er et eksempel, som det tegnede tidligere.
cli-tour-oathtool = oathtool giver samme kode for samme hemmelighed og tidspunkt: { $code }.
cli-tour-no-oathtool = Her er ingen oathtool. For sekund 59 gav det tidligere samme kode: { $code }.
cli-tour-next = ({ $seconds } s tilbage, så { $next })
cli-tour-import = En liste fra et andet sted
cli-tour-import-told = En fil med fire konti. Hver ender som tilføjet, fandtes allerede eller afvist med en grund; ingen bliver væk.
cli-tour-rfc-6238 = Det er den kode, som standarden giver som eksempel (RFC 6238).
cli-tour-migrate = Flytning fra en anden app
cli-tour-migrate-told = Google Authenticator fordeler en eksport over flere QR-koder. Her scannes den anden før den første.
cli-tour-part-missing = Kodevagt siger, at del 1 af 2 mangler.
cli-tour-count = Koder, der tælles
cli-tour-count-told = Nogle konti tæller i stedet for at følge uret. Tælleren gemmes, før en kode vises, så ingen kommer to gange.
cli-tour-rfc-4226 = Det er de første to koder i standardens eksempel (RFC 4226).
cli-tour-look-after = Finde, fjerne, fortryde
cli-tour-look-after-told = En konto, der er fjernet, kan hentes tilbage i syv dage.
cli-tour-back-up = En sikkerhedskopi og en telefon mere
cli-tour-back-up-told = Sikkerhedskopien er krypteret med en adgangssætning, og en anden telefon med en anden pinkode henter den ind.
cli-tour-same-codes = Begge telefoner viser samme kode for samme tidspunkt.
cli-tour-try-again = To forkerte pinkoder, så den rigtige
cli-tour-try-again-told = Hvert forsøg tælles, før det bliver set på. Den rigtige pinkode giver alle tre forsøg tilbage.
cli-tour-state = Tilstand: { $state }, forsøg tilbage: { $left }
cli-tour-block = Tre forkerte pinkoder
cli-tour-block-told = Nu bliver nøglerne ødelagt. Ingen pinkode åbner telefonen igen, heller ikke den rigtige.
cli-tour-right-refused = Den rigtige pinkode bliver også afvist.
cli-tour-recover = Gendannelseskoden
cli-tour-recover-told = Koden fra trin 1 åbner kontiene for en ny pinkode og bliver afløst af en anden.
cli-tour-codes-again = Alle konti er tilbage, og de talte koder fortsætter, hvor de var.
cli-tour-service = En organisations tjeneste
cli-tour-service-told = Herfra er en organisation med. Dens tjeneste startes på denne maskine, på sin indbyggede database, og kender én person, Kari Holm. (Første gang bygges den; det tager nogle minutter.)
cli-tour-service-runs = Tjenesten kører på { $url }.
cli-tour-activate = Aktivering med SMS
cli-tour-activate-told = Kari skriver sit mobilnummer. Koden kommer på SMS (under udvikling bliver den i udbakken), hun skriver den og vælger en pinkode.
cli-tour-approve = Et login
cli-tour-approve-told = Kari logger ind på sin computer. Siden viser et tal; telefonen viser, hvem der spørger, og hun skriver tallet og sin pinkode.
cli-tour-number = Loginsiden viser { $number }.
cli-tour-consumed = Systemet brugte godkendelsen én gang; anden gang bliver den afvist.
cli-tour-lapse = For sent, og igen
cli-tour-lapse-told = Ingen svarer i 25 sekunder (tjenestens ur stilles frem, så ingen skal vente). Anmodningen er udløbet; Prøv igen sender en ny.
cli-tour-lapsed = Den sene godkendelse bliver afvist.
cli-tour-work-block = Tre forkerte pinkoder på arbejdet
cli-tour-work-block-told = Telefonen er spærret. Denne gang hjælper support.
cli-tour-unblock = Support
cli-tour-unblock-told = Telefonen viser et låsenummer og to ord. Kari læser dem op for support, som skriver dem og læser en kode op. Med den vælger hun en ny pinkode.
cli-tour-lock-number = Låsenummer { $number }, ord: { $words }
cli-tour-support-code = Support læser { $code } op.
cli-tour-work-code = En engangskode
cli-tour-work-code-told = Hvor telefonen ikke har net, viser den en kode, der skrives ind.
cli-tour-code-once = Koden er rigtig, og kun rigtig én gang.
cli-demo = Kør en tjeneste og en telefon til at prøve selv
cli-demo-ready = En tjeneste kører på { $url }, og denne telefon er aktiveret hos den (PIN { $pin }). Bed om en godkendelse fra en anden terminal:
    { "" }
    {"  "}curl -X POST { $url }/v1/approvals -H 'Authorization: Bearer { $key }' -H 'Content-Type: application/json' -d '{"{"}"person":"kari","text":"Hej"{"}"}'
    { "" }
    Den svarer med tallet, der skrives på telefonen. I stedet for appen kan kommandoer bruges: kodevagt --home { $home } approvals
cli-demo-enter = Tryk Enter for at åbne telefonen; når du forlader den, stopper tjenesten.
cli-tour-kept = Filerne ligger stadig i { $directory }.
cli-tour-end = Alt gik, som det blev fortalt: { $commands } kommandoer på { $seconds } s.
