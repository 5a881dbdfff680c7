# Hver melding: hva som skjedde, .why (hvorfor), .do (hva man gjør nå). Korte setninger, ingen får skylden.
# Navn og variabler er de som står i texts/src/code.rs.

## PIN-koden og telefonens tilstand

wrong-pin =
    { $attempts_left ->
        [one] Feil PIN-kode. Du har 1 forsøk igjen.
       *[other] Feil PIN-kode. Du har { $attempts_left } forsøk igjen.
    }
    .why = Det er ikke PIN-koden til denne telefonen. Etter tre feil PIN-koder på rad blir Kodevagt sperret.
    .do = Ta deg god tid, og prøv igjen. Har du glemt PIN-koden, velger du «Glemt PIN-kode?» – det bruker ingen forsøk.
last-try = Feil PIN-kode. Du har 1 forsøk igjen.
    .why = Hvis den neste PIN-koden er feil, blir Kodevagt sperret for å beskytte kontoene dine.
    .do = Velg «Glemt PIN-kode?» hvis du er usikker. Det bruker ingen forsøk.
blocked = Kodevagt er sperret.
    .why = PIN-koden var feil tre ganger på rad. Nøklene til kontoene dine er slettet på denne telefonen.
    .do = Bruk gjenopprettingskoden din til å velge en ny PIN-kode. Har du den ikke, kontakter du brukerstøtte.
hardware-lost = Telefonen har mistet nøklene til kontoene dine.
    .why = Telefonens nøkkellager er slettet, for eksempel fordi telefonen er tilbakestilt eller skjermlåsen er fjernet.
    .do = Sett opp Kodevagt på nytt, og gjenopprett sikkerhetskopien din. Har du ingen, legger du til kontoene på nytt.
no-pin = Det er ikke valgt en PIN-kode ennå.
    .why = Kodevagt er ikke satt opp på denne telefonen.
    .do = Velg en PIN-kode først.
pin-already-set = Det er allerede valgt en PIN-kode.
    .why = Kodevagt er allerede satt opp på denne telefonen.
    .do = Lås opp med PIN-koden din. Du kan endre den under Innstillinger.
closed = Kodevagt er låst.
    .why = Du må bruke PIN-koden din før kontoene kan vises.
    .do = Skriv inn PIN-koden din.
frozen = Telefonen er i ferd med å bli byttet ut.
    .why = En flytting til en ny telefon har startet, så denne telefonen er satt på pause til flyttingen er ferdig.
    .do = Fullfør flyttingen på den nye telefonen. Får du ikke det til, kontakter du brukerstøtte.
moved = Kontoene dine er på den nye telefonen din.
    .why = De er flyttet dit fra denne telefonen.
    .do = Bruk den nye telefonen. Vil du bruke denne igjen, setter du opp Kodevagt fra begynnelsen.
removed = Telefonen er fjernet.
    .why = Organisasjonen din godtar ikke lenger denne telefonen. Dine egne kontoer er her fortsatt.
    .do = Kontakt brukerstøtte for å koble til telefonen igjen.
pin-not-digits = En PIN-kode består bare av sifre.
    .why = Det ble skrevet inn noe annet enn sifrene 0–9. Det brukte ikke et forsøk.
    .do = Skriv inn PIN-koden med sifre.
pin-wrong-length =
    { $digits ->
        [one] PIN-koden må ha 1 siffer.
       *[other] PIN-koden må ha { $digits } sifre.
    }
    .why = Det ble skrevet inn færre eller flere sifre. Det brukte ikke et forsøk.
    .do = Skriv inn hele PIN-koden uten mellomrom.
pins-differ = De to PIN-kodene er ikke like.
    .why = Den nye PIN-koden skrives inn to ganger, slik at en tastefeil ikke låser deg ute.
    .do = Skriv inn den nye PIN-koden på nytt, begge gangene.
pin-same-as-old = Den nye PIN-koden er den samme som den gamle.
    .why = Det hjelper bare å bytte PIN-kode hvis den nye er en annen.
    .do = Velg en annen PIN-kode.
pin-repeat = Den PIN-koden er for lett å gjette.
    .why = Den gjentar det samme sifferet, som 7777.
    .do = Velg en PIN-kode med ulike sifre.
pin-pairs = Den PIN-koden er for lett å gjette.
    .why = Den består av par, som 1212 eller 1122.
    .do = Velg en PIN-kode uten mønster.
pin-run = Den PIN-koden er for lett å gjette.
    .why = Sifrene følger etter hverandre, som 1234 eller 8642.
    .do = Velg en PIN-kode der sifrene ikke følger etter hverandre.
pin-keypad-line = Den PIN-koden er for lett å gjette.
    .why = Den er en linje eller en figur på tastaturet, som 2580.
    .do = Velg en PIN-kode som ikke er et mønster på tastaturet.
pin-year = Den PIN-koden er for lett å gjette.
    .why = Den ligner et årstall, og årstall er noe av det første man gjetter på.
    .do = Velg en PIN-kode som ikke er et årstall.
pin-common = Den PIN-koden er for lett å gjette.
    .why = Den er en av dem flest mennesker velger.
    .do = Velg en annen PIN-kode, helst en tilfeldig.
biometrics-unavailable = Fingeravtrykk eller ansikt kan ikke brukes på denne telefonen.
    .why = Telefonen har det ikke, eller det er ikke satt opp i telefonens innstillinger.
    .do = Skriv inn PIN-koden din, eller sett først opp fingeravtrykk eller ansikt i telefonens innstillinger.
biometrics-ask-pin = Denne gangen må du bruke PIN-koden din.
    .why = Det spørres om PIN-koden etter en omstart, etter flere mislykkede forsøk og hver 14. dag.
    .do = Skriv inn PIN-koden din. Deretter virker fingeravtrykk eller ansikt igjen.
biometrics-invalidated = Fingeravtrykk eller ansikt er slått av i Kodevagt.
    .why = Et fingeravtrykk eller et ansikt er lagt til eller fjernet på telefonen.
    .do = Skriv inn PIN-koden din, og slå det på igjen under Innstillinger.
biometrics-failed = Fingeravtrykket eller ansiktet ble ikke gjenkjent.
    .why = Telefonen kjente deg ikke igjen, eller spørsmålet ble avbrutt.
    .do = Prøv igjen, eller skriv inn PIN-koden din.
recovery-wrong = Gjenopprettingskoden passer ikke til denne telefonen.
    .why = Koden er skrevet riktig, men den hører til en annen telefon, eller en nyere kode har erstattet den.
    .do = Finn den nyeste gjenopprettingskoden til denne telefonen, og skriv den inn.
recovery-mistyped = Det er en tastefeil i gjenopprettingskoden.
    .why = Det siste tegnet kontrollerer de andre, og de passer ikke sammen.
    .do = Sammenlign koden med notatet ditt tegn for tegn, og skriv den inn på nytt.
recovery-none = Det finnes ingen gjenopprettingskode for denne telefonen.
    .why = Telefonen får i stedet hjelp av organisasjonens brukerstøtte, eller koden er allerede brukt.
    .do = Kontakt brukerstøtte. Har du ingen, setter du opp Kodevagt på nytt og gjenoppretter sikkerhetskopien din.
recovery-length = Gjenopprettingskoden er for kort eller for lang.
    .why = En gjenopprettingskode har 27 tegn. Bindestreker og mellomrom teller ikke med.
    .do = Sammenlign koden med notatet ditt, og skriv den inn på nytt.
recovery-symbol = Det er et tegn i gjenopprettingskoden som den ikke kan inneholde.
    .why = En gjenopprettingskode består av sifre og bokstaver, men aldri bokstaven U.
    .do = Sammenlign koden med notatet ditt tegn for tegn, og skriv den inn på nytt.

## Nøkkellageret og filene

keystore-unavailable = Telefonens nøkkellager svarer ikke.
    .why = Kodevagt har nøklene sine der og kan ikke åpne noe uten. Ingenting har gått tapt.
    .do = Prøv igjen om litt. Hjelper det ikke, starter du telefonen på nytt.
keystore-hangs = Telefonens nøkkellager bruker for lang tid.
    .why = Det har ikke svart i tide. Ingenting har gått tapt.
    .do = Vent litt, og prøv igjen. Hjelper det ikke, starter du telefonen på nytt.
storage-full = Det er ikke mer plass på telefonen.
    .why = Kodevagt trenger litt plass for å lagre trygt. Ingenting er endret.
    .do = Slett noe du ikke trenger, og prøv igjen.
storage-failed = Kodevagts filer kunne ikke leses eller lagres.
    .why = Telefonens lager meldte om en feil.
    .do = Prøv igjen. Hjelper det ikke, starter du telefonen på nytt.
vault-tampered = Kodevagts filer er endret utenfra.
    .why = Det som er lagret, passer ikke til seglet sitt. Det kan skyldes en skadet disk, filer fra en annen telefon, eller at noen har rørt dem.
    .do = Kontakt brukerstøtte, eller sett opp Kodevagt på nytt og gjenopprett sikkerhetskopien din.
vault-newer = Kodevagts filer kommer fra en nyere versjon.
    .why = Denne versjonen er for gammel til å lese dem. Ingenting er endret.
    .do = Oppdater Kodevagt.
busy = Kodevagt er opptatt.
    .why = Noe annet pågår fortsatt, her eller i et annet vindu.
    .do = Vent et øyeblikk, og prøv igjen.
random-unavailable = Telefonen kan ikke lage sikre tilfeldige tall akkurat nå.
    .why = Nye nøkler krever tilfeldige tall, og systemet leverte ingen.
    .do = Start telefonen på nytt, og prøv igjen.
out-of-memory = Det er for lite minne akkurat nå.
    .why = Kodevagt bruker en god del minne en kort stund når en PIN-kode eller passfrase kontrolleres. Ingen forsøk er brukt.
    .do = Lukk andre apper, og prøv igjen.

## Kontoer

account-not-found = Kontoen ble ikke funnet.
    .why = Ingen konto på denne telefonen har det navnet eller den id-en.
    .do = Sjekk stavemåten, eller finn kontoen i listen.
several-match = Flere kontoer passer.
    .why = Disse kontoene passer: { $ids }
    .do = Skriv mer av navnet, eller bruk kontoens id.
nothing-to-undo = Det er ingenting å angre.
    .why = Ingenting er slettet nylig, eller fristen for å angre er ute.
    .do = Legg til kontoen på nytt hvis du trenger den.
field-too-long =
    { $field ->
        [issuer] Utstederen er for lang.
        [label] Kontonavnet er for langt.
        [icon] Ikonet er for langt.
        [note] Notatet er for langt.
        [group] Gruppens navn er for langt.
       *[other] Teksten er for lang.
    }
    .why =
    { $limit ->
        [one] Det er plass til 1 tegn.
       *[other] Det er plass til { $limit } tegn.
    }
    .do = Gjør teksten kortere, og lagre på nytt.
code-on-request = Kontoen lager bare en kode når du ber om den.
    .why = Den teller koder i stedet for å følge klokken, så hver kode som vises, er brukt.
    .do = Åpne kontoen, og velg «Vis kode».
counter-spent = Kontoen kan ikke lage flere koder.
    .why = Telleren har nådd slutten.
    .do = Få en ny QR-kode der du logger på.
does-not-count = Kontoen teller ikke koder.
    .why = Koden følger klokken og skifter av seg selv.
    .do = Bruk koden som vises.
not-yours = Kontoen kan ikke tas med ut av Kodevagt.
    .why = Den tilhører organisasjonen din og blir på denne telefonen.
    .do = Trenger du den på en annen telefon, kontakter du brukerstøtte.
secret-taken = Den hemmelige teksten er allerede vist.
    .why = Den vises bare én gang og slettes deretter.
    .do = Begynn på nytt hvis du må se den igjen.
not-otpauth = Det er ikke en konto for engangskoder.
    .why = En konto begynner med otpauth://, og det gjør ikke denne teksten.
    .do = Finn QR-koden eller nøkkelen der du slår på totrinnspålogging.
unknown-type = Typen «{ $value }» er ukjent.
    .why = Kodevagt kjenner typene totp, hotp og steam.
    .do = Be om en QR-kode for en autentiseringsapp der du logger på.
no-secret = Nøkkelen mangler.
    .why = Uten nøkkel kan det ikke lages koder.
    .do = Få en ny QR-kode eller nøkkel, og prøv igjen.
bad-secret = Nøkkelen kan ikke leses.
    .why = En nøkkel består av bokstavene A–Z og sifrene 2–7. Det er noe annet i den.
    .do = Kopier hele nøkkelen på nytt, eller skann QR-koden.
bad-digits = En kode kan ikke ha «{ $value }» sifre.
    .why = Koder har 1–10 sifre, og Steams har 5 tegn.
    .do = Få en ny QR-kode der du logger på.
bad-period = En kode kan ikke vare i «{ $value }» sekunder.
    .why = Tiden må være et helt antall sekunder, minst 1.
    .do = Få en ny QR-kode der du logger på.
bad-algorithm = Metoden «{ $value }» er ukjent.
    .why = Kodevagt lager koder med SHA-1, SHA-256 og SHA-512.
    .do = Få en QR-kode som bruker en av dem.
bad-counter = Telleren «{ $value }» kan ikke brukes.
    .why = En teller er et helt tall med plass til å telle videre.
    .do = Få en ny QR-kode der du logger på.
entry-damaged = Opplysningene om kontoen er skadet.
    .why = Noe mangler, eller noe motsier hverandre.
    .do = Eksporter kontoen på nytt der den kom fra, eller legg den til for hånd.
entry-too-long = Teksten er for lang til å være en konto.
    .why = Ingen konto er så lang.
    .do = Sjekk at du har valgt riktig tekst.
unsupported = «{ $value }» støttes ikke.
    .why = Kontoen krever et trinn som denne versjonen ikke kan.
    .do = Be om en vanlig QR-kode for en autentiseringsapp.

## Bilder og QR-koder

not-an-image = Filen er ikke et bilde som Kodevagt kan lese.
    .why = Kodevagt leser PNG, JPEG og WebP.
    .do = Ta et skjermbilde av QR-koden, og velg det.
image-too-large = Bildet er for stort.
    .why = Det har flere piksler enn Kodevagt åpner.
    .do = Beskjær bildet slik at QR-koden er igjen, og prøv på nytt.
image-damaged = Bildet er skadet.
    .why = Det slutter for tidlig, eller delene passer ikke sammen.
    .do = Last ned eller ta bildet på nytt.
no-qr-found = Det ble ikke funnet noen QR-kode i bildet.
    .why = Det er ingen der, eller den er for liten, uskarp eller kuttet.
    .do = Ta et skarpt bilde av hele QR-koden med litt hvitt rundt.
qr-too-long = Teksten får ikke plass i en QR-kode.
    .why = En QR-kode rommer høyst omtrent 2900 tegn.
    .do = Gjør kontoens navn eller utsteder kortere.
not-for-us-empty = QR-koden er tom.
    .why = Den inneholder ingen tekst.
    .do = Skann QR-koden som vises der du slår på totrinnspålogging.
not-for-us-link = QR-koden inneholder en nettadresse.
    .why = Den er ikke en konto. Kodevagt åpner ikke nettadresser.
    .do = Skann den med telefonens kamera hvis du stoler på den.
not-for-us-wifi = QR-koden er for et trådløst nettverk.
    .why = Den er ikke en konto.
    .do = Skann den med telefonens kamera for å koble til.
not-for-us-contact = QR-koden inneholder kontaktopplysninger.
    .why = Den er ikke en konto.
    .do = Skann den med telefonens kamera for å lagre kontakten.
not-for-us-payment = QR-koden er for en betaling.
    .why = Den er ikke en konto.
    .do = Skann den i bank- eller betalingsappen din.
not-for-us-passkey = QR-koden er for en tilgangsnøkkel.
    .why = Kodevagt lagrer ikke tilgangsnøkler.
    .do = Skann den med telefonens kamera.
not-for-us-other-app = QR-koden er for en annen påloggingsapp.
    .why = Den kan bare brukes i den appen.
    .do = Skann den i den appen, eller velg «en annen app» der QR-koden vises.
not-for-us-text = QR-koden inneholder en annen tekst.
    .why = Den er ikke en konto.
    .do = Skann QR-koden som vises der du slår på totrinnspålogging.
not-for-us-message = QR-koden er for en e-post, en samtale eller en melding.
    .why = Den er ikke en konto.
    .do = Skann den med telefonens kamera.
not-for-us-place = QR-koden viser et sted på kartet.
    .why = Den er ikke en konto.
    .do = Skann den med telefonens kamera.
not-for-us-event = QR-koden er for en hendelse i kalenderen.
    .why = Den er ikke en konto.
    .do = Skann den med telefonens kamera.
not-for-us-wallet = QR-koden er for en digital lommebok.
    .why = Den er ikke en konto.
    .do = Skann den i den digitale lommeboken din.
not-for-us-microsoft = QR-koden kan bare brukes i Microsoft Authenticator.
    .why = Den er for godkjenninger i Microsofts egen app.
    .do = Velg «Jeg vil bruke en annen godkjenningsapp» der QR-koden vises, og skann den nye.
not-for-us-privacyidea-push = QR-koden er for push-godkjenninger fra privacyIDEA.
    .why = De kan bare mottas i privacyIDEA Authenticator.
    .do = Be brukerstøtte om et token med engangskoder (TOTP) i stedet.
not-for-us-privacyidea-container = QR-koden er for en container fra privacyIDEA.
    .why = Den kan bare brukes i privacyIDEA Authenticator.
    .do = Be brukerstøtte om et token med engangskoder (TOTP) i stedet.
not-for-us-authenticator = QR-koden kan bare brukes i { $app }.
    .why = Den følger ikke den felles standarden for engangskoder.
    .do = Velg «en annen app» der QR-koden vises, eller skann den i { $app }.
service-later = Denne versjonen kan ikke bruke QR-koden ennå.
    .why = Den kommer fra organisasjonens Kodevagt-tjeneste, som krever en nyere versjon.
    .do = Oppdater Kodevagt, og skann den på nytt.
newer-kodevagt = QR-koden krever en nyere Kodevagt.
    .why = Den er laget for en versjon som er nyere enn denne.
    .do = Oppdater Kodevagt, og skann den på nytt.

## Import og sikkerhetskopi

format-unknown = Formatet «{ $format }» er ukjent.
    .why = Kodevagt kan ikke importere fra et format med det navnet.
    .do = Se listen over formater, eller utelat formatet, så finner Kodevagt det.
format-not-recognised = Kodevagt kjenner ikke igjen filen.
    .why = Innholdet passer ikke til noe format som Kodevagt kan importere.
    .do = Eksporter på nytt fra den andre appen, eller oppgi hvilket format det er.
import-empty = Det er ingen kontoer i filen.
    .why = Filen kunne leses, men den inneholder ingen kontoer.
    .do = Sjekk at du har valgt riktig fil.
part-missing = Noen av QR-kodene mangler.
    .why = Kontoene er fordelt på flere QR-koder. Disse mangler: { $parts }
    .do = Skann også dem som mangler. Rekkefølgen spiller ingen rolle.
import-unreadable = Filen kan ikke leses.
    .why = Formatet er kjent, men innholdet er skadet eller ufullstendig.
    .do = Eksporter på nytt fra den andre appen.
import-too-large = Filen er for stor.
    .why = Den er større enn noen eksport Kodevagt kjenner.
    .do = Sjekk at du har valgt riktig fil.
not-a-backup = Filen er ikke en sikkerhetskopi fra Kodevagt.
    .why = Den begynner ikke slik en sikkerhetskopi gjør.
    .do = Velg en annen fil. Filer fra andre apper skal importeres i stedet.
backup-newer = Sikkerhetskopien kommer fra en nyere versjon.
    .why = Denne versjonen er for gammel til å lese den.
    .do = Oppdater Kodevagt, og prøv igjen.
backup-damaged = Sikkerhetskopien er skadet.
    .why = Deler av filen mangler eller er endret.
    .do = Bruk en annen kopi av filen.
wrong-passphrase = Passfrasen åpner ikke sikkerhetskopien.
    .why = Passfrasen er en annen, eller filen er endret.
    .do = Prøv igjen. Store bokstaver og mellomrom teller med.
backup-too-costly = Sikkerhetskopien kan ikke åpnes her.
    .why = Den krever mer minne eller tid enn Kodevagt tillater.
    .do = Bruk en sikkerhetskopi som er laget av Kodevagt.
passphrase-too-short = Passfrasen er for kort.
    .why =
    { $limit ->
        [one] Den må ha minst 1 tegn, for den som har filen, kan fortsette å gjette.
       *[other] Den må ha minst { $limit } tegn, for den som har filen, kan fortsette å gjette.
    }
    .do = Velg flere tilfeldige ord.

passphrase-too-long = Passfrasen er for lang.
    .why =
    { $limit ->
        [one] Den kan ha høyst 1 tegn.
       *[other] Den kan ha høyst { $limit } tegn.
    }
    .do = Velg en kortere passfrase.

passphrase-uniform = Passfrasen er for lett å gjette.
    .why = Den består av samme tegn hele veien.
    .do = Velg for eksempel fire ord som ikke hører sammen.

backup-too-weak = Sikkerhetskopien er for dårlig beskyttet.
    .why = Den er laget slik at passfrasen er rask å gjette. Slik lager ikke Kodevagt sikkerhetskopier, så filen kan være endret.
    .do = Bruk en sikkerhetskopi som Kodevagt har laget.

not-text = Passfrasen kan ikke leses.
    .why = Den er ikke skrevet som vanlig tekst (UTF-8).
    .do = Skriv den på nytt, eller lagre filen med den som UTF-8.

passphrases-differ = De to passfrasene er forskjellige.
    .why = Den nye passfrasen ble skrevet annerledes andre gang. Ingenting er lagret.
    .do = Prøv igjen, og skriv samme passfrase to ganger.

## Kommandolinjen

usage = Kommandoen ble ikke forstått.
    .why = En del av den er ukjent, mangler eller passer ikke sammen med resten.
    .do = Se hjelpen med --help.
no-terminal = Kodevagt trenger en terminal her.
    .why = Appen tegner skjermbildene sine i en terminal, og det er ingen her.
    .do = Åpne den i en terminal, eller bruk en kommando. Se --help.
cannot-read = Filen { $file } kan ikke leses.
    .why = Den finnes ikke, eller du har ikke tilgang til å lese den.
    .do = Sjekk navnet og rettighetene.
cannot-write = Filen { $file } kan ikke skrives.
    .why = Mappen finnes ikke, du har ikke tilgang til å skrive der, eller det er ikke plass.
    .do = Velg et annet sted.
file-exists = Filen { $file } finnes allerede.
    .why = Kodevagt overskriver ikke filer.
    .do = Velg et annet navn, eller slett filen først.
input-ended = Inndataene sluttet for tidlig.
    .why = Det manglet en PIN-kode eller en passfrase, én på hver linje.
    .do = Gi den nåværende PIN-koden, den nye PIN-koden og passfrasen i den rekkefølgen, så langt kommandoen bruker dem.
home-unusable = Mappen { $directory } kan ikke brukes.
    .why = Du har ikke tilgang til å opprette den, lese den eller skrive i den.
    .do = Rett opp rettighetene, eller velg en annen med --home.
keystore-taken = Nøkkellageret hører til en annen mappe.
    .why = Det rommer nøklene til { $directory }. To mapper med samme nøkkellager ville ødelagt hverandres nøkler.
    .do = Velg et annet sted med --keystore, eller utelat det.
keystore-elsewhere = Mappens nøkler ligger i et annet nøkkellager.
    .why = De ligger i { $directory }. Uten dem ville det sett ut som om telefonens nøkler var tapt.
    .do = Oppgi den mappen med --keystore. Har du flyttet den, se docs/software-keystore.md.
nobody-to-ask = Det trengs en PIN-kode eller en passfrase, og det er ingen å spørre.
    .why = Uten en terminal kan den ikke tastes.
    .do = Gi den som en linje i standard inn med --pin-stdin og --passphrase-stdin.
tour-differs = Omvisningen gikk annerledes enn fortalt.
    .why = Det skjedde ved trinn { $step }.
    .do = Kjør den igjen med --keep for å beholde filene, og meld fra.

## Oss selv

internal = Noe gikk galt i Kodevagt.
    .why = Det er en feil i Kodevagt, ikke noe du har gjort.
    .do = Prøv igjen. Skjer det igjen, oppgir du koden til brukerstøtte.

## The database and the service at its start

database-busy = Databasen er opptatt.
    .why = For mye venter på den, eller et annet program holder den.
    .do = Prøv igjen om et øyeblikk.
database-unreachable = Databasen kan ikke nås.
    .why = { $reason }
    .do = Kontroller --database og --data-dir, og at databasen kjører.
database-corrupt = Databasen er skadet.
    .why = { $reason }
    .do = Stopp tjenesten, ta vare på en kopi av databasen, og legg tilbake den siste sikkerhetskopien.
database-newer = Databasen hører til en nyere versjon av Kodevagt.
    .why = En nyere versjon har endret tabellene.
    .do = Bruk den versjonen igjen, eller en nyere.
database-failed = Databasen avviste noe.
    .why = { $reason }
    .do = Ingenting ble endret. Skjer det igjen, meld fra med koden.
cannot-listen = Det går ikke å lytte på { $address }.
    .why = { $reason }
    .do = Velg en annen adresse med --listen, eller stopp programmet som bruker den.
plain-refused = Uten TLS tas det ikke imot forbindelser på { $address }.
    .why = Ukryptert HTTP er bare tillatt på loopback med --development, eller bak en proxy som er nevnt.
    .do = Oppgi --tls-cert og --tls-key, eller --behind-proxy og trusted_proxies.
tls-unfit = { $file } kan ikke brukes til TLS.
    .why = { $reason }
    .do = Oppgi en sertifikatkjede og nøkkelen til den i PEM med --tls-cert og --tls-key.

## The service's settings and keys

setting-unfit = Innstillingen { $key } i { $file } kan ikke brukes.
    .why = { $reason }
    .do = Rett den, og kjør check-config.
sealing-key-missing = Det mangler en forseglingsnøkkel.
    .why = Alt personlig i databasen er forseglet, og nøkkelen ligger ikke i databasen.
    .do = Oppgi --sealing-key-file eller KODEVAGT_SEALING_KEY. Med --development lages en i --data-dir.
sealing-key-unfit = Forseglingsnøkkelen i { $place } kan ikke leses.
    .why = En nøkkel er 64 heksadesimale tegn; hver nøkkel står på sin egen linje, den nyeste først.
    .do = Lag en med: openssl rand -hex 32
sealing-key-wrong = Forseglingsnøkkelen passer ikke til databasen.
    .why = Databasen er forseglet med en annen nøkkel.
    .do = Oppgi nøkkelen databasen ble laget med, sist i listen.
root-key-missing = Rotnøkkelen { $file } mangler eller kan ikke leses.
    .why = Tjenestens nøkler må signeres med den før de kan brukes.
    .do = Oppgi den med --root-key-file. Med --development lages en i --data-dir.

## The service's commands

person-exists = Brukernavnet { $login } finnes allerede.
    .why = Et brukernavn hører til én person.
    .do = Velg et annet brukernavn.
person-unknown = Ingen har brukernavnet { $login }.
    .why = Det er ikke opprettet, eller det skrives på en annen måte.
    .do = Kontroller skrivemåten, eller opprett personen med person add.
person-field-unfit = { $field } kan ikke være { $value }.
    .why = Et mobilnummer skrives med landkode som +4712345678, en e-postadresse med én @, og et brukernavn og et navn uten kontrolltegn og med høyst 200 tegn.
    .do = Rett det, og prøv igjen.
application-exists = Systemet { $name } finnes allerede.
    .why = Et navn hører til ett system.
    .do = Velg et annet navn.
not-development = Det kan bare gjøres under utvikling.
    .why = Tjenesten på denne databasen ble ikke startet med --development.
    .do = Bruk en database der tjenesten kjører med --development.
audit-broken = Loggens kjede er brutt ved nummer { $place }.
    .why = En post er endret, fjernet eller flyttet etter at den ble skrevet.
    .do = Ta vare på databasen slik den er, og sammenlign med en sikkerhetskopi.
