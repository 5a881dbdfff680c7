# Hver besked: hvad der skete, .why (hvorfor), .do (hvad man gør nu). Korte sætninger, ingen får skylden.
# Navne og variable er dem, der står i texts/src/code.rs.

## Pinkoden og telefonens tilstand

wrong-pin =
    { $attempts_left ->
        [one] Forkert pinkode. Du har 1 forsøg tilbage.
       *[other] Forkert pinkode. Du har { $attempts_left } forsøg tilbage.
    }
    .why = Det er ikke pinkoden til denne telefon. Efter tre forkerte pinkoder i træk bliver Kodevagt spærret.
    .do = Tag dig god tid, og prøv igen. Har du glemt pinkoden, så vælg "Glemt pinkode?" – det koster ingen forsøg.
last-try = Forkert pinkode. Du har 1 forsøg tilbage.
    .why = Hvis den næste pinkode er forkert, bliver Kodevagt spærret for at beskytte dine konti.
    .do = Vælg "Glemt pinkode?", hvis du er i tvivl. Det koster ingen forsøg.
blocked = Kodevagt er spærret.
    .why = Pinkoden var forkert tre gange i træk. Nøglerne til dine konti er slettet på denne telefon.
    .do = Brug din gendannelseskode til at vælge en ny pinkode. Har du den ikke, så kontakt din support.
hardware-lost = Telefonen har mistet nøglerne til dine konti.
    .why = Telefonens nøglelager er blevet slettet, for eksempel fordi telefonen er nulstillet, eller skærmlåsen er fjernet.
    .do = Sæt Kodevagt op igen, og gendan din sikkerhedskopi. Har du ingen, så tilføj dine konti på ny.
no-pin = Der er ikke valgt en pinkode endnu.
    .why = Kodevagt er ikke sat op på denne telefon.
    .do = Vælg først en pinkode.
pin-already-set = Der er allerede valgt en pinkode.
    .why = Kodevagt er allerede sat op på denne telefon.
    .do = Lås op med din pinkode. Du kan skifte den under Indstillinger.
closed = Kodevagt er låst.
    .why = Din pinkode skal bruges, før dine konti kan vises.
    .do = Indtast din pinkode.
frozen = Telefonen er ved at blive skiftet ud.
    .why = En flytning til en ny telefon er begyndt, så denne telefon er sat på pause, til flytningen er færdig.
    .do = Gør flytningen færdig på den nye telefon. Kan du ikke det, så kontakt din support.
moved = Dine konti er på din nye telefon.
    .why = De er flyttet dertil fra denne telefon.
    .do = Brug den nye telefon. Vil du bruge denne igen, så sæt Kodevagt op forfra.
removed = Telefonen er fjernet.
    .why = Din organisation godtager ikke længere denne telefon. Dine egne konti er her stadig.
    .do = Kontakt din support for at tilknytte telefonen igen.
pin-not-digits = En pinkode består kun af cifre.
    .why = Der blev indtastet andet end cifrene 0–9. Det kostede ikke et forsøg.
    .do = Indtast pinkoden med cifre.
pin-wrong-length =
    { $digits ->
        [one] Pinkoden skal have 1 ciffer.
       *[other] Pinkoden skal have { $digits } cifre.
    }
    .why = Der blev indtastet færre eller flere cifre. Det kostede ikke et forsøg.
    .do = Indtast hele pinkoden uden mellemrum.
pins-differ = De to pinkoder er ikke ens.
    .why = Den nye pinkode indtastes to gange, så en tastefejl ikke låser dig ude.
    .do = Indtast den nye pinkode igen, begge gange.
pin-same-as-old = Den nye pinkode er den samme som den gamle.
    .why = Det hjælper kun at skifte pinkode, hvis den nye er en anden.
    .do = Vælg en anden pinkode.
pin-repeat = Den pinkode er for let at gætte.
    .why = Den gentager det samme ciffer, som 7777.
    .do = Vælg en pinkode med forskellige cifre.
pin-pairs = Den pinkode er for let at gætte.
    .why = Den består af par, som 1212 eller 1122.
    .do = Vælg en pinkode uden mønster.
pin-run = Den pinkode er for let at gætte.
    .why = Cifrene følger efter hinanden, som 1234 eller 8642.
    .do = Vælg en pinkode, hvor cifrene ikke følger efter hinanden.
pin-keypad-line = Den pinkode er for let at gætte.
    .why = Den er en linje eller en figur på tastaturet, som 2580.
    .do = Vælg en pinkode, der ikke er et mønster på tastaturet.
pin-year = Den pinkode er for let at gætte.
    .why = Den ligner et årstal, og årstal er noget af det første, man gætter på.
    .do = Vælg en pinkode, der ikke er et årstal.
pin-common = Den pinkode er for let at gætte.
    .why = Den er en af dem, flest mennesker vælger.
    .do = Vælg en anden pinkode, helst en tilfældig.
biometrics-unavailable = Fingeraftryk eller ansigt kan ikke bruges på denne telefon.
    .why = Telefonen har det ikke, eller det er ikke sat op i telefonens indstillinger.
    .do = Indtast din pinkode, eller sæt først fingeraftryk eller ansigt op i telefonens indstillinger.
biometrics-ask-pin = Denne gang skal du bruge din pinkode.
    .why = Der spørges om pinkoden efter en genstart, efter flere mislykkede forsøg og hver 14. dag.
    .do = Indtast din pinkode. Derefter virker fingeraftryk eller ansigt igen.
biometrics-invalidated = Fingeraftryk eller ansigt er slået fra i Kodevagt.
    .why = Der er tilføjet eller fjernet et fingeraftryk eller et ansigt på telefonen.
    .do = Indtast din pinkode, og slå det til igen under Indstillinger.
biometrics-failed = Fingeraftryk eller ansigt blev ikke genkendt.
    .why = Telefonen genkendte dig ikke, eller spørgsmålet blev afbrudt.
    .do = Prøv igen, eller indtast din pinkode.
recovery-wrong = Gendannelseskoden passer ikke til denne telefon.
    .why = Koden er tastet rigtigt, men den hører til en anden telefon, eller en nyere kode har afløst den.
    .do = Find den seneste gendannelseskode til denne telefon, og indtast den.
recovery-mistyped = Der er en tastefejl i gendannelseskoden.
    .why = Det sidste tegn kontrollerer de andre, og de passer ikke sammen.
    .do = Sammenlign koden med din note tegn for tegn, og indtast den igen.
recovery-none = Der er ingen gendannelseskode til denne telefon.
    .why = Telefonen får i stedet hjælp af organisationens support, eller koden er allerede brugt.
    .do = Kontakt din support. Har du ingen, så sæt Kodevagt op igen, og gendan din sikkerhedskopi.
recovery-length = Gendannelseskoden er for kort eller for lang.
    .why = En gendannelseskode har 27 tegn. Bindestreger og mellemrum tæller ikke med.
    .do = Sammenlign koden med din note, og indtast den igen.
recovery-symbol = Der er et tegn i gendannelseskoden, som den ikke kan indeholde.
    .why = En gendannelseskode består af cifre og bogstaver, men aldrig bogstavet U.
    .do = Sammenlign koden med din note tegn for tegn, og indtast den igen.
own-closed = Dine egne konti er stadig låst.
    .why = Din support åbnede kun telefonen for organisationen. Dine egne konti ligger på telefonen, og kun din gendannelseskode åbner dem.
    .do = Indtast din gendannelseskode for at åbne dine egne konti.
organisation-unknown = Telefonen er ikke aktiveret hos den organisation.
    .why = Den er aldrig blevet aktiveret der, eller organisationen har fjernet den.
    .do = Aktivér telefonen, eller kontakt din support.
organisation-closed = Organisationens konti er stadig låst.
    .why = Telefonen blev åbnet uden organisationens del. Kontiene ligger på telefonen, og kun organisationens support åbner dem.
    .do = Kontakt organisationens support, og bed dem låse telefonen op.
organisation-active = Telefonen er allerede aktiveret hos den organisation.
    .why = En telefon aktiveres én gang hos hver organisation.
    .do = Du kan bare bruge den. Vil du begynde forfra, så bed først din support om at fjerne telefonen.
unblock-refused = Telefonen kunne ikke låses op med det.
    .why = Det, som tjenesten sendte, passer ikke til denne telefon, eller der er bedt om hjælp igen imens.
    .do = Bed om hjælp igen, og giv din support det nye nummer og de nye ord.

## Nøglelageret og filerne

keystore-unavailable = Telefonens nøglelager svarer ikke.
    .why = Kodevagt har sine nøgler der og kan ikke åbne noget uden. Intet er gået tabt.
    .do = Prøv igen om lidt. Hjælper det ikke, så genstart telefonen.
keystore-hangs = Telefonens nøglelager er for længe om at svare.
    .why = Det har ikke svaret i tide. Intet er gået tabt.
    .do = Vent lidt, og prøv igen. Hjælper det ikke, så genstart telefonen.
storage-full = Der er ikke mere plads på telefonen.
    .why = Kodevagt skal bruge lidt plads for at gemme sikkert. Intet er ændret.
    .do = Slet noget, du ikke har brug for, og prøv igen.
storage-failed = Kodevagts filer kunne ikke læses eller gemmes.
    .why = Telefonens lager meldte en fejl.
    .do = Prøv igen. Hjælper det ikke, så genstart telefonen.
vault-tampered = Kodevagts filer er blevet ændret udefra.
    .why = Det gemte passer ikke til sit segl. Det kan skyldes en beskadiget disk, filer fra en anden telefon, eller at nogen har rørt ved dem.
    .do = Kontakt din support, eller sæt Kodevagt op igen, og gendan din sikkerhedskopi.
vault-newer = Kodevagts filer kommer fra en nyere version.
    .why = Denne version er for gammel til at læse dem. Intet er ændret.
    .do = Opdater Kodevagt.
busy = Kodevagt er optaget.
    .why = Noget andet er stadig i gang, her eller i et andet vindue.
    .do = Vent et øjeblik, og prøv igen.
random-unavailable = Telefonen kan ikke lave sikre tilfældige tal lige nu.
    .why = Nye nøgler kræver tilfældige tal, og systemet leverede ingen.
    .do = Genstart telefonen, og prøv igen.
out-of-memory = Der er for lidt hukommelse lige nu.
    .why = Kodevagt bruger kortvarigt en del hukommelse, når en pinkode eller adgangssætning kontrolleres. Intet forsøg er brugt.
    .do = Luk andre apps, og prøv igen.

## Konti

account-not-found = Kontoen blev ikke fundet.
    .why = Ingen konto på denne telefon har det navn eller id.
    .do = Se efter, om det er stavet rigtigt, eller find kontoen på listen.
several-match = Flere konti passer.
    .why = Disse konti passer: { $ids }
    .do = Skriv mere af navnet, eller brug kontoens id.
nothing-to-undo = Der er ikke noget at fortryde.
    .why = Intet er slettet for nylig, eller fristen for at fortryde er udløbet.
    .do = Tilføj kontoen igen, hvis du har brug for den.
field-too-long =
    { $field ->
        [issuer] Udstederen er for lang.
        [label] Kontonavnet er for langt.
        [icon] Ikonet er for langt.
        [note] Noten er for lang.
        [group] Gruppens navn er for langt.
       *[other] Teksten er for lang.
    }
    .why =
    { $limit ->
        [one] Der er plads til 1 tegn.
       *[other] Der er plads til { $limit } tegn.
    }
    .do = Gør teksten kortere, og gem igen.
code-on-request = Kontoen laver kun en kode, når du beder om den.
    .why = Den tæller koder i stedet for at følge uret, så hver kode, der vises, er brugt.
    .do = Åbn kontoen, og vælg "Vis kode".
counter-spent = Kontoen kan ikke lave flere koder.
    .why = Dens tæller er nået til ende.
    .do = Få en ny QR-kode dér, hvor du logger på.
does-not-count = Kontoen tæller ikke koder.
    .why = Dens kode følger uret og skifter af sig selv.
    .do = Brug den kode, der vises.
not-yours = Kontoen kan ikke tages med ud af Kodevagt.
    .why = Den tilhører din organisation og bliver på denne telefon.
    .do = Skal du bruge den på en anden telefon, så kontakt din support.
secret-taken = Den hemmelige tekst er allerede vist.
    .why = Den vises kun én gang og slettes derefter.
    .do = Begynd forfra, hvis du skal se den igen.
not-otpauth = Det er ikke en konto til engangskoder.
    .why = En konto begynder med otpauth://, og det gør denne tekst ikke.
    .do = Find QR-koden eller nøglen dér, hvor du slår totrinslogin til.
unknown-type = Typen "{ $value }" er ukendt.
    .why = Kodevagt kender typerne totp, hotp og steam.
    .do = Bed om en QR-kode til en godkendelsesapp dér, hvor du logger på.
no-secret = Nøglen mangler.
    .why = Uden nøgle kan der ikke laves koder.
    .do = Få en ny QR-kode eller nøgle, og prøv igen.
bad-secret = Nøglen kan ikke læses.
    .why = En nøgle består af bogstaverne A–Z og cifrene 2–7. Der er andet i den.
    .do = Kopiér hele nøglen igen, eller scan QR-koden.
bad-digits = En kode kan ikke have "{ $value }" cifre.
    .why = Koder har 1–10 cifre, og Steams har 5 tegn.
    .do = Få en ny QR-kode dér, hvor du logger på.
bad-period = En kode kan ikke gælde i "{ $value }" sekunder.
    .why = Tiden skal være et helt antal sekunder, mindst 1.
    .do = Få en ny QR-kode dér, hvor du logger på.
bad-algorithm = Metoden "{ $value }" er ukendt.
    .why = Kodevagt laver koder med SHA-1, SHA-256 og SHA-512.
    .do = Få en QR-kode, der bruger en af dem.
bad-counter = Tælleren "{ $value }" kan ikke bruges.
    .why = En tæller er et helt tal, der har plads til at tælle videre.
    .do = Få en ny QR-kode dér, hvor du logger på.
entry-damaged = Oplysningerne om kontoen er beskadiget.
    .why = Noget mangler, eller noget modsiger hinanden.
    .do = Eksportér kontoen igen dér, hvor den kom fra, eller tilføj den i hånden.
entry-too-long = Teksten er for lang til at være en konto.
    .why = Ingen konto fylder så meget.
    .do = Se efter, om du har valgt den rigtige tekst.
unsupported = "{ $value }" understøttes ikke.
    .why = Kontoen kræver et trin, som denne version ikke kan.
    .do = Bed om en almindelig QR-kode til en godkendelsesapp.

## Billeder og QR-koder

not-an-image = Filen er ikke et billede, som Kodevagt kan læse.
    .why = Kodevagt læser PNG, JPEG og WebP.
    .do = Tag et skærmbillede af QR-koden, og vælg det.
image-too-large = Billedet er for stort.
    .why = Det har flere pixel, end Kodevagt åbner.
    .do = Beskær billedet, så QR-koden er tilbage, og prøv igen.
image-damaged = Billedet er beskadiget.
    .why = Det slutter for tidligt, eller dets dele passer ikke sammen.
    .do = Hent eller tag billedet igen.
no-qr-found = Der blev ikke fundet en QR-kode i billedet.
    .why = Der er ingen, eller den er for lille, uskarp eller skåret over.
    .do = Tag et skarpt billede af hele QR-koden med lidt hvidt omkring.
qr-too-long = Teksten kan ikke være i en QR-kode.
    .why = En QR-kode rummer højst omkring 2.900 tegn.
    .do = Gør kontoens navn eller udsteder kortere.
not-for-us-empty = QR-koden er tom.
    .why = Den indeholder ingen tekst.
    .do = Scan den QR-kode, der vises, hvor du slår totrinslogin til.
not-for-us-link = QR-koden indeholder en webadresse.
    .why = Den er ikke en konto. Kodevagt åbner ikke webadresser.
    .do = Scan den med telefonens kamera, hvis du har tillid til den.
not-for-us-wifi = QR-koden er til et trådløst netværk.
    .why = Den er ikke en konto.
    .do = Scan den med telefonens kamera for at komme på nettet.
not-for-us-contact = QR-koden indeholder kontaktoplysninger.
    .why = Den er ikke en konto.
    .do = Scan den med telefonens kamera for at gemme kontakten.
not-for-us-payment = QR-koden er til en betaling.
    .why = Den er ikke en konto.
    .do = Scan den i din bank- eller betalingsapp.
not-for-us-passkey = QR-koden er til en adgangsnøgle.
    .why = Kodevagt gemmer ikke adgangsnøgler.
    .do = Scan den med telefonens kamera.
not-for-us-other-app = QR-koden er til en anden loginapp.
    .why = Den kan kun bruges i den app.
    .do = Scan den i den app, eller vælg "en anden app" dér, hvor QR-koden vises.
not-for-us-text = QR-koden indeholder en anden tekst.
    .why = Den er ikke en konto.
    .do = Scan den QR-kode, der vises, hvor du slår totrinslogin til.
not-for-us-message = QR-koden er til en mail, et opkald eller en besked.
    .why = Den er ikke en konto.
    .do = Scan den med telefonens kamera.
not-for-us-place = QR-koden viser et sted på kortet.
    .why = Den er ikke en konto.
    .do = Scan den med telefonens kamera.
not-for-us-event = QR-koden er til en begivenhed i kalenderen.
    .why = Den er ikke en konto.
    .do = Scan den med telefonens kamera.
not-for-us-wallet = QR-koden er til en digital tegnebog.
    .why = Den er ikke en konto.
    .do = Scan den i din digitale tegnebog.
not-for-us-microsoft = QR-koden kan kun bruges i Microsoft Authenticator.
    .why = Den er til godkendelser i Microsofts egen app.
    .do = Vælg "Jeg vil bruge en anden godkendelsesapp" dér, hvor QR-koden vises, og scan den nye.
not-for-us-privacyidea-push = QR-koden er til push-godkendelser fra privacyIDEA.
    .why = De kan kun modtages i privacyIDEA Authenticator.
    .do = Bed din support om et token med engangskoder (TOTP) i stedet.
not-for-us-privacyidea-container = QR-koden er til en container fra privacyIDEA.
    .why = Den kan kun bruges i privacyIDEA Authenticator.
    .do = Bed din support om et token med engangskoder (TOTP) i stedet.
not-for-us-authenticator = QR-koden kan kun bruges i { $app }.
    .why = Den følger ikke den fælles standard for engangskoder.
    .do = Vælg "en anden app" dér, hvor QR-koden vises, eller scan den i { $app }.
service-later = Denne version kan ikke bruge QR-koden endnu.
    .why = Den er til at flytte til en ny telefon eller til at logge på ved at scanne. Det kræver en nyere version.
    .do = Opdater Kodevagt, og scan den igen.
activation-link = QR-koden aktiverer telefonen hos din organisation.
    .why = Det er ikke en konto, der kan lægges på listen.
    .do = Vælg "Aktivér" i appen, eller brug "kodevagt activate --image".
newer-kodevagt = QR-koden kræver en nyere Kodevagt.
    .why = Den er lavet til en version, der er nyere end denne.
    .do = Opdater Kodevagt, og scan den igen.

## Import og sikkerhedskopi

format-unknown = Formatet "{ $format }" er ukendt.
    .why = Kodevagt kan ikke importere fra et format med det navn.
    .do = Se listen over formater, eller udelad formatet, så finder Kodevagt det.
format-not-recognised = Kodevagt genkender ikke filen.
    .why = Indholdet passer ikke til noget format, som Kodevagt kan importere.
    .do = Eksportér igen fra den anden app, eller angiv, hvilket format det er.
import-empty = Der er ingen konti i filen.
    .why = Filen kunne læses, men den indeholder ingen konti.
    .do = Se efter, om du har valgt den rigtige fil.
part-missing = Der mangler nogle af QR-koderne.
    .why = Kontiene er fordelt på flere QR-koder. Der mangler: { $parts }
    .do = Scan også dem, der mangler. Rækkefølgen er ligegyldig.
import-unreadable = Filen kan ikke læses.
    .why = Formatet er kendt, men indholdet er beskadiget eller ufuldstændigt.
    .do = Eksportér igen fra den anden app.
import-too-large = Filen er for stor.
    .why = Den er større end nogen eksport, Kodevagt kender.
    .do = Se efter, om du har valgt den rigtige fil.
not-a-backup = Filen er ikke en sikkerhedskopi fra Kodevagt.
    .why = Den begynder ikke, som en sikkerhedskopi gør.
    .do = Vælg en anden fil. Filer fra andre apps skal importeres i stedet.
backup-newer = Sikkerhedskopien kommer fra en nyere version.
    .why = Denne version er for gammel til at læse den.
    .do = Opdater Kodevagt, og prøv igen.
backup-damaged = Sikkerhedskopien er beskadiget.
    .why = Dele af filen mangler eller er ændret.
    .do = Brug en anden kopi af filen.
wrong-passphrase = Adgangssætningen åbner ikke sikkerhedskopien.
    .why = Adgangssætningen er en anden, eller filen er ændret.
    .do = Prøv igen. Store bogstaver og mellemrum tæller med.
backup-too-costly = Sikkerhedskopien kan ikke åbnes her.
    .why = Den kræver mere hukommelse eller tid, end Kodevagt tillader.
    .do = Brug en sikkerhedskopi, der er lavet af Kodevagt.
passphrase-too-short = Adgangssætningen er for kort.
    .why =
    { $limit ->
        [one] Den skal have mindst 1 tegn, for den, der har filen, kan blive ved med at gætte.
       *[other] Den skal have mindst { $limit } tegn, for den, der har filen, kan blive ved med at gætte.
    }
    .do = Vælg flere tilfældige ord.

passphrase-too-long = Adgangssætningen er for lang.
    .why =
    { $limit ->
        [one] Den må højst have 1 tegn.
       *[other] Den må højst have { $limit } tegn.
    }
    .do = Vælg en kortere adgangssætning.

passphrase-uniform = Adgangssætningen er for nem at gætte.
    .why = Den består af det samme tegn hele vejen.
    .do = Vælg for eksempel fire ord, som ikke hører sammen.

backup-too-weak = Sikkerhedskopien er beskyttet for dårligt.
    .why = Den er lavet, så adgangssætningen er hurtig at gætte. Sådan laver Kodevagt ikke sikkerhedskopier, så filen kan være ændret.
    .do = Brug en sikkerhedskopi, som Kodevagt har lavet.

not-text = Adgangssætningen kan ikke læses.
    .why = Den er ikke skrevet som almindelig tekst (UTF-8).
    .do = Skriv den igen, eller gem filen med den som UTF-8.

passphrases-differ = De to adgangssætninger er forskellige.
    .why = Den nye adgangssætning blev skrevet anderledes anden gang. Intet er gemt.
    .do = Prøv igen, og skriv den samme adgangssætning to gange.

## Kommandolinjen

usage = Kommandoen blev ikke forstået.
    .why = En del af den er ukendt, mangler eller passer ikke sammen med resten.
    .do = Se hjælpen med --help.
no-terminal = Kodevagt skal bruge en terminal her.
    .why = Appen tegner sine skærme i en terminal, og der er ingen.
    .do = Åbn den i en terminal, eller brug en kommando. Se --help.
cannot-read = Filen { $file } kan ikke læses.
    .why = Den findes ikke, eller du har ikke adgang til at læse den.
    .do = Se efter, om navnet og rettighederne er rigtige.
cannot-write = Filen { $file } kan ikke skrives.
    .why = Mappen findes ikke, du har ikke adgang til at skrive der, eller der er ikke plads.
    .do = Vælg et andet sted.
file-exists = Filen { $file } findes allerede.
    .why = Kodevagt overskriver ikke filer.
    .do = Vælg et andet navn, eller slet filen først.
input-ended = Inputtet sluttede for tidligt.
    .why = Der manglede en pinkode eller en adgangssætning, en på hver linje.
    .do = Giv den nuværende pinkode, den nye pinkode og adgangssætningen i den rækkefølge, så vidt kommandoen bruger dem.
home-unusable = Mappen { $directory } kan ikke bruges.
    .why = Du har ikke adgang til at oprette den, læse den eller skrive i den.
    .do = Ret dens rettigheder, eller vælg en anden med --home.
keystore-taken = Nøglelageret hører til en anden mappe.
    .why = Det rummer nøglerne til { $directory }. To mapper med samme nøglelager ville ødelægge hinandens nøgler.
    .do = Vælg et andet sted med --keystore, eller udelad det.
keystore-elsewhere = Mappens nøgler ligger i et andet nøglelager.
    .why = De ligger i { $directory }. Uden dem ville det se ud, som om telefonens nøgler var tabt.
    .do = Angiv den mappe med --keystore. Har du flyttet den, så se docs/software-keystore.md.
nobody-to-ask = Der skal bruges en pinkode eller en adgangssætning, og der er ingen at spørge.
    .why = Uden en terminal kan den ikke tastes.
    .do = Giv den som en linje i standard-input med --pin-stdin og --passphrase-stdin.
tour-differs = Rundvisningen gik anderledes end fortalt.
    .why = Det skete ved trin { $step }.
    .do = Kør den igen med --keep for at beholde filerne, og meld det.
service-program-missing = Tjenestens program kodevagt-service er her ikke, eller det startede ikke.
    .why = Rundvisningen og demoen kører det ved siden af telefonen.
    .do = Start dem med cargo run, eller læg kodevagt-service ved siden af kodevagt eller i PATH.

## Tjenesten: at nå den, og hvad den svarer

service-unreachable = Der er ikke forbindelse til { $host }.
    .why = Telefonen er ikke på nettet lige nu, eller tjenesten svarer ikke. Koder virker også uden.
    .do = Se efter, om telefonen er på nettet, og prøv igen. Kan andre heller ikke få forbindelse, så kontakt din support.
service-untrusted = Kodevagt stoler ikke på den tjeneste, der svarede.
    .why = Den kunne ikke bevise, at den er din organisations. Måske lytter nogen med på netværket, eller tjenesten er sat op på ny.
    .do = Prøv igen på et andet netværk. Sker det også dér, så kontakt din support, og indtast ingen koder imens.
answer-not-understood = Kodevagt forstod ikke tjenestens svar.
    .why = Tjenesten kan være nyere end denne version af Kodevagt, eller noget undervejs har ændret svaret.
    .do = Opdater Kodevagt, og prøv igen. Hjælper det ikke, så kontakt din support.
request-malformed = Tjenesten kunne ikke læse forespørgslen.
    .why = Noget i den mangler eller har en forkert form. De to kan være af forskellige versioner.
    .do = Opdater Kodevagt, og prøv igen. Hjælper det ikke, så oplys koden til din support.
request-unsigned = Tjenesten godtog ikke telefonens underskrift.
    .why = Underskriften passer ikke, eller det, telefonen skrev under på, er brugt før.
    .do = Prøv igen. Sker det igen, så kontakt din support.
device-unknown = Tjenesten kender ikke denne telefon.
    .why = Telefonen er fjernet eller skiftet ud, eller den har aldrig været aktiveret dér.
    .do = Kontakt din support for at få telefonen aktiveret igen. Dine egne konti er her stadig.
too-many-requests = Der har været for mange forsøg.
    .why = Tjenesten lader alle vente efter mange forsøg på kort tid, så ingen kan gætte sig ind.
    .do = Vent lidt, og prøv igen. Haster det, så kontakt din support.
service-failed = Tjenesten har et problem lige nu.
    .why = Noget gik galt hos tjenesten. Intet er gået tabt.
    .do = Prøv igen om et øjeblik. Imens kan du logge på med en kode.
server-invalid = Det er ikke adressen på en tjeneste.
    .why = En adresse ser ud som auth.example.org, og forbindelsen er altid krypteret. Intet er sendt.
    .do = Sammenlign den med den, du har fået, eller brug QR-koden i stedet.
mobile-invalid = Det er ikke et mobilnummer, som tjenesten kan bruge.
    .why = Et nummer skrives med landekode, for eksempel +45 12 34 56 78.
    .do = Ret nummeret, og prøv igen.
code-wrong = Koden er ikke rigtig.
    .why = Det er ikke koden i den nyeste sms til denne aktivering.
    .do = Sammenlign med den nyeste sms, og indtast koden igen. Kommer der ingen sms, så kontakt din support.
code-over = Koden virker ikke længere.
    .why = Dens tid er udløbet, eller der er sendt en nyere.
    .do = Brug koden i den nyeste sms, eller bed om en ny.
code-tries-used = Koden kan ikke prøves flere gange.
    .why = Den var forkert fem gange.
    .do = Begynd forfra for at få en ny kode. Går det galt igen, så kontakt din support.
ticket-invalid = Aktiveringskoden virker ikke.
    .why = Den er tastet forkert, er brugt eller er for gammel. Den gælder i ti minutter og kan bruges én gang.
    .do = Sammenlign den med det, du har fået, eller få en ny samme sted.
activation-not-begun = Der er ikke begyndt en aktivering på denne telefon.
    .why = Her er ikke noget, koden kan høre til.
    .do = Begynd først aktiveringen, med dit mobilnummer eller med en QR-kode.
already-activated = Denne telefon er allerede aktiveret hos organisationen.
    .why = Én aktivering er nok til én telefon.
    .do = Brug Kodevagt, som den er. Virker den ikke, så kontakt din support.
ticket-needed = En sms er ikke nok denne gang.
    .why = Kontoen har haft en telefon før, så der skal mere til for at tilknytte en ny. Det beskytter dig, hvis nogen overtager dit nummer.
    .do = Hent en QR-kode på selvbetjeningssiden, eller kontakt din support.
number-shared = Din support skal hjælpe med denne aktivering.
    .why = Tjenesten kan ikke ud fra mobilnummeret alene se, hvis telefon det er.
    .do = Kontakt din support.
attestation-refused = Organisationen godtager ikke denne telefon.
    .why = Den kræver telefoner, der kan bevise, at deres nøgler ligger i sikker hardware, og det kunne denne ikke.
    .do = Brug en anden telefon, eller kontakt din support.
clock-off =
    { $seconds ->
        [one] Telefonens ur går 1 sekund forkert.
       *[other] Telefonens ur går { $seconds } sekunder forkert.
    }
    .why = Koder følger uret. Går det for hurtigt eller for langsomt, bliver de afvist.
    .do = Lad telefonen stille uret automatisk.
mobile-impossible = Det kan ikke være et mobilnummer.
    .why = Der er for få eller for mange cifre, eller der er andet end cifre. Intet er sendt.
    .do = Ret nummeret. Et udenlandsk begynder med + og landekoden.
barred = Tjenesten afviser dette login.
    .why = Organisationen har lukket adgangen.
    .do = Kontakt din support.
service-keys-older = Tjenesten viser ældre nøgler end dem, Kodevagt kender.
    .why = Tjenesten kan være gendannet fra en gammel kopi, eller nogen udgiver sig for at være den.
    .do = Kontakt din support. Indtast ingen koder imens.

## At godkende et login

challenge-unknown = Loginnet blev ikke fundet.
    .why = Det er ikke til denne telefon, eller det er så gammelt, at det er slettet.
    .do = Log på igen, hvis det var dig.
challenge-expired = Tiden til at godkende løb ud.
    .why = Der blev ikke svaret i tide.
    .do = Vælg at prøve igen på loginsiden. Du kan også logge på med en kode.
challenge-superseded = En nyere anmodning har afløst denne.
    .why = Der blev bedt om en ny på loginsiden.
    .do = Svar på den nyeste.
challenge-decided = Der er allerede svaret på loginnet.
    .why = Det blev besvaret før, og et svar kan ikke ændres.
    .do = Log på igen, hvis det skulle have været godkendt. Har du godkendt noget, der ikke var dit, så kontakt straks din support.
number-wrong = Det var ikke tallet. Loginnet er stoppet.
    .why = Tallet skal være det, der står på loginsiden, så du ikke lukker en anden ind.
    .do = Er du ved at logge på, så vælg at prøve igen dér. Er du ikke, så vælg "Det er ikke mig".
number-digits =
    { $digits ->
        [one] Tallet skal have 1 ciffer.
       *[other] Tallet skal have { $digits } cifre.
    }
    .why = Der blev indtastet færre eller flere cifre. Loginnet venter stadig.
    .do = Indtast hele tallet fra loginsiden, også nuller forrest.
decision-unsigned = Tjenesten godtog ikke telefonens svar.
    .why = Underskrifterne passer ikke til denne telefon, så svaret talte ikke.
    .do = Log på igen. Sker det igen, så kontakt din support.
nothing-waits = Der venter ikke noget login.
    .why = Der er ikke bedt om noget, eller tiden er løbet ud.
    .do = Log på, eller vælg at prøve igen på loginsiden.

## Oplåsning med support

unblock-unknown = Anmodningen om hjælp blev ikke fundet.
    .why = Den hører ikke til denne telefon, eller en nyere har afløst den.
    .do = Bed om hjælp igen på denne telefon, og læs de nye ord op for din support.
unblock-code-wrong = Koden fra support er ikke rigtig.
    .why = Den er lavet til en anden telefon eller en anden anmodning, eller den er hørt forkert. Tre forkerte koder afslutter anmodningen.
    .do = Bed din support læse koden op en gang til, og indtast den langsomt.
unblock-tries-used = Koden fra support kan ikke prøves flere gange.
    .why = Den var forkert tre gange.
    .do = Bed om hjælp igen på denne telefon, og læs de nye ord op for din support.
unblock-expired = Tiden til denne hjælp løb ud.
    .why = En kode fra support gælder i 15 minutter. Telefonen er stadig spærret, og intet er gået tabt.
    .do = Bed om hjælp igen på denne telefon, og kontakt så din support.
unblock-cancelled = Denne hjælp er stoppet.
    .why = Ordene passede ikke, eller din support trak den tilbage. Telefonen er stadig spærret, og intet er gået tabt.
    .do = Bed om hjælp igen på denne telefon, og læs de nye ord op for din support.
unblock-not-typed = Din support har ikke lavet en kode endnu.
    .why = Først taster supporten dit låsenummer og dine to ord ind.
    .do = Læs dem op for din support, og vent på koden.
unblock-mistyped = Der er en tastefejl i koden fra support.
    .why = Det sidste ciffer kontrollerer de andre, og de passer ikke sammen. Det kostede ikke et forsøg.
    .do = Sammenlign de ni cifre med det, din support sagde, og indtast dem igen.
not-blocked = Denne telefon er ikke spærret.
    .why = Hjælpen fra support er til telefoner, der er spærret.
    .do = Lås op med din pinkode.
unblock-used = Denne hjælp er allerede brugt.
    .why = Telefonen blev låst op med den, og en kode virker én gang.
    .do = Lås op med din nye pinkode. Er telefonen spærret igen, så bed om hjælp igen.

## Til support, ved tjenesten

words-wrong = Ordene er ikke rigtige. Anmodningen er afsluttet.
    .why = Ordene kan prøves én gang for hver anmodning, så ingen kan gætte dem.
    .do = Lad den, der ringer, bede om hjælp igen på den spærrede telefon, og tast det nye låsenummer og de nye ord.
lock-number-unknown = Ingen anmodning har det låsenummer.
    .why = Personens telefon har ikke bedt om hjælp med det, eller tiden er løbet ud.
    .do = Få låsenummeret læst op igen. Er det rigtigt, så lad den, der ringer, bede om hjælp igen på telefonen.
too-many-unblocks = Der har været for mange oplåsninger.
    .why = Der er en grænse for, hvor tit én person får hjælp, og hvor mange én supporter kan hjælpe inden for en tid. Det bremser den, der prøver at snakke sig ind.
    .do = Vent, eller lad en administrator se på det.
not-for-yourself = Det kan du ikke gøre for dig selv.
    .why = En anden i support skal sikre sig, hvem du er.
    .do = Bed en kollega i support om hjælp.
identity-check-missing = Skriv, hvordan du sikrede dig, hvem der ringer.
    .why = Hver oplåsning gemmes sammen med, hvordan den, der ringede, blev genkendt.
    .do = Skriv det med få ord, for eksempel "ringet tilbage på det nummer, vi kender".

## Til systemer, der spørger tjenesten

api-key-invalid = API-nøglen mangler eller er forkert.
    .why = Tjenesten svarer kun systemer med deres egen nøgle, som bearer-token i headeren Authorization.
    .do = Kontrollér nøglen. Er den væk, så lad en administrator lave en ny.
no-phone = Der er ingen telefon at spørge.
    .why = Der er ingen telefon til det brugernavn. Svaret er det samme, uanset om navnet findes.
    .do = Tilbyd en anden måde at logge på, eller henvis personen til support.
approvals-paused = Anmodninger til denne person er sat på pause.
    .why = Flere anmodninger blev afvist eller ikke besvaret, eller tallet var forkert flere gange.
    .do = Tilbyd en kode i stedet. Står der et tidspunkt i svaret, så prøv igen da, ellers henvis personen til support.
too-many-pending = Der venter allerede to login.
    .why = Højst to må vente på én person ad gangen.
    .do = Vent, til et af dem er besvaret, eller dets tid er løbet ud.
approval-unknown = Den godkendelse findes ikke.
    .why = Id'et er forkert, godkendelsen er slettet, eller et andet system bad om den.
    .do = Brug det id, som tjenesten gav dette system.
already-decided = Godkendelsen er allerede afgjort.
    .why = Efter en afgørelse er der ikke noget at prøve igen.
    .do = Brug udfaldet, eller bed om en ny godkendelse.
not-consumable = Godkendelsen kan ikke bruges.
    .why = Den er ikke godkendt, er brugt før, eller der er gået mere end 60 sekunder.
    .do = Bed om en ny godkendelse.
session-wrong = Godkendelsen hører til en anden browsersession.
    .why = Sessionens hemmelighed mangler, eller det er ikke den, godkendelsen blev bundet til.
    .do = Send hemmeligheden for den session, der begyndte loginnet. Er den væk, så begynd forfra.
field-invalid = Et felt indeholder noget, det ikke må.
    .why = Svaret nævner feltet. Indholdet kan være for langt, for stort eller af en anden form.
    .do = Se i tjenestens API-beskrivelse, hvad feltet må indeholde, og ret det.
idempotency-conflict = Idempotensnøglen er brugt til en anden anmodning.
    .why = En nøgle, der gentages, skal komme med nøjagtig den samme anmodning.
    .do = Brug en ny nøgle til en ny anmodning.
not-found = Der er ikke noget på denne adresse.
    .why = Stien er tastet forkert eller hører til en anden version af tjenesten.
    .do = Sammenlign stien med tjenestens API-beskrivelse.
method-not-allowed = Adressen tager ikke imod den metode.
    .why = Stien er rigtig, men den tager andre metoder.
    .do = Brug en af metoderne i headeren Allow.
body-too-large = Anmodningen er for stor.
    .why = Tjenesten læser ikke mere end 64 KiB.
    .do = Send mindre.
not-json = Anmodningen skal være JSON.
    .why = Headeren Content-Type siger noget andet.
    .do = Send JSON med Content-Type: application/json.

## Os selv

internal = Noget gik galt i Kodevagt.
    .why = Det er en fejl i Kodevagt, ikke noget, du har gjort.
    .do = Prøv igen. Sker det igen, så oplys koden til din support.

## The database and the service at its start

database-busy = Databasen er optaget.
    .why = For meget venter på den, eller et andet program holder den.
    .do = Prøv igen om et øjeblik.
database-unreachable = Databasen kan ikke nås.
    .why = { $reason }
    .do = Kontrollér --database og --data-dir, og at databasen kører.
database-corrupt = Databasen er beskadiget.
    .why = { $reason }
    .do = Stop tjenesten, gem en kopi af databasen, og læg den seneste sikkerhedskopi tilbage.
database-newer = Databasen hører til en nyere version af Kodevagt.
    .why = En nyere version har ændret dens tabeller.
    .do = Brug den version igen, eller en nyere.
database-failed = Databasen afviste noget.
    .why = { $reason }
    .do = Intet blev ændret. Sker det igen, så meld det med koden.
cannot-listen = Der kan ikke lyttes på { $address }.
    .why = { $reason }
    .do = Vælg en anden adresse med --listen, eller stop det program, der bruger den.
plain-refused = Uden TLS tages der ikke imod forbindelser på { $address }.
    .why = Ukrypteret HTTP er kun tilladt på loopback med --development, eller bag en proxy, som er nævnt.
    .do = Angiv --tls-cert og --tls-key, eller --behind-proxy og trusted_proxies.
tls-unfit = { $file } kan ikke bruges til TLS.
    .why = { $reason }
    .do = Angiv en certifikatkæde og dens nøgle i PEM med --tls-cert og --tls-key.

## The service's settings and keys

setting-unfit = Indstillingen { $key } i { $file } kan ikke bruges.
    .why = { $reason }
    .do = Ret den, og kør check-config.
sealing-key-missing = Der mangler en forseglingsnøgle.
    .why = Alt personligt i databasen er forseglet, og nøglen ligger ikke i databasen.
    .do = Angiv --sealing-key-file eller KODEVAGT_SEALING_KEY. Med --development laves en i --data-dir.
sealing-key-unfit = Forseglingsnøglen i { $place } kan ikke læses.
    .why = En nøgle er 64 hexadecimale tegn; hver nøgle står på sin egen linje, den nyeste først.
    .do = Lav en med: openssl rand -hex 32
sealing-key-wrong = Forseglingsnøglen passer ikke til databasen.
    .why = Databasen er forseglet med en anden nøgle.
    .do = Angiv den nøgle, som databasen blev lavet med, sidst i listen.
root-key-missing = Rodnøglen { $file } mangler eller kan ikke læses.
    .why = Tjenestens nøgler skal underskrives med den, før de kan bruges.
    .do = Angiv den med --root-key-file. Med --development laves en i --data-dir.

## The service's commands

person-exists = Brugernavnet { $login } findes allerede.
    .why = Et brugernavn hører til én person.
    .do = Vælg et andet brugernavn.
person-unknown = Ingen har brugernavnet { $login }.
    .why = Det er ikke oprettet, eller det er stavet anderledes.
    .do = Kontrollér stavningen, eller opret personen med person add.
person-field-unfit = { $field } kan ikke være { $value }.
    .why = Et mobilnummer skrives med landekode som +4512345678, en mailadresse med ét @, og et brugernavn og et navn uden kontroltegn og højst 200 tegn.
    .do = Ret det, og prøv igen.
application-exists = Systemet { $name } findes allerede.
    .why = Et navn hører til ét system.
    .do = Vælg et andet navn.
not-development = Det kan kun gøres under udvikling.
    .why = Tjenesten på denne database blev ikke startet med --development.
    .do = Brug en database, hvis tjeneste kører med --development.
audit-broken = Loggens kæde er brudt ved nummer { $place }.
    .why = En post er ændret, fjernet eller flyttet, efter at den blev skrevet.
    .do = Gem databasen, som den er, og sammenlign med en sikkerhedskopi.
service-not-started = Tjenesten har ikke kørt endnu.
    .why = Kommandoen skal kende tjenestens adresse og nøgler, og dem laver den første gang, den starter.
    .do = Start tjenesten, eller peg kommandoen på dens --data-dir, --database og --config.
