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
own-closed = Dine egne kontoer er fortsatt låst.
    .why = Brukerstøtten åpnet telefonen bare for organisasjonen. Dine egne kontoer ligger på telefonen, og bare gjenopprettingskoden din åpner dem.
    .do = Skriv inn gjenopprettingskoden for å åpne dine egne kontoer.
organisation-unknown = Telefonen er ikke aktivert hos den organisasjonen.
    .why = Den er aldri blitt aktivert der, eller organisasjonen har fjernet den.
    .do = Aktiver telefonen, eller kontakt brukerstøtte.
organisation-closed = Organisasjonens kontoer er fortsatt låst.
    .why = Telefonen ble åpnet uten organisasjonens del. Kontoene ligger på telefonen, og bare organisasjonens brukerstøtte åpner dem.
    .do = Kontakt organisasjonens brukerstøtte og be dem låse opp telefonen.
organisation-active = Telefonen er allerede aktivert hos den organisasjonen.
    .why = En telefon aktiveres én gang hos hver organisasjon.
    .do = Du kan bare bruke den. Vil du begynne på nytt, be først brukerstøtte om å fjerne telefonen.
unblock-refused = Telefonen kunne ikke låses opp med det.
    .why = Det tjenesten sendte, passer ikke til denne telefonen, eller det er bedt om hjelp på nytt i mellomtiden.
    .do = Be om hjelp på nytt, og gi brukerstøtte det nye nummeret og de nye ordene.

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
    .why = Den er for å flytte til en ny telefon eller for å logge på ved å skanne. Det krever en nyere versjon.
    .do = Oppdater Kodevagt, og skann den på nytt.
activation-link = QR-koden aktiverer telefonen hos organisasjonen din.
    .why = Det er ikke en konto som kan legges i listen.
    .do = Velg "Aktiver" i appen, eller bruk "kodevagt activate --image".
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
service-program-missing = Tjenestens program kodevagt-service er ikke her, eller det startet ikke.
    .why = Omvisningen og demoen kjører det ved siden av telefonen.
    .do = Start dem med cargo run, eller legg kodevagt-service ved siden av kodevagt eller i PATH.

## Tjenesten: å nå den, og hva den svarer

service-unreachable = Det er ikke kontakt med { $host }.
    .why = Telefonen er ikke på nett akkurat nå, eller tjenesten svarer ikke. Koder virker også uten.
    .do = Sjekk at telefonen er på nett, og prøv igjen. Får heller ikke andre kontakt, kontakter du brukerstøtte.
service-untrusted = Kodevagt stoler ikke på tjenesten som svarte.
    .why = Den kunne ikke bevise at den er organisasjonens. Kanskje lytter noen på nettverket, eller tjenesten er satt opp på nytt.
    .do = Prøv igjen på et annet nettverk. Skjer det der også, kontakter du brukerstøtte. Ikke tast inn koder så lenge.
answer-not-understood = Kodevagt forsto ikke svaret fra tjenesten.
    .why = Tjenesten kan være nyere enn denne versjonen av Kodevagt, eller noe underveis har endret svaret.
    .do = Oppdater Kodevagt, og prøv igjen. Hjelper det ikke, kontakter du brukerstøtte.
request-malformed = Tjenesten kunne ikke lese forespørselen.
    .why = Noe i den mangler eller har feil form. De to kan være av ulike versjoner.
    .do = Oppdater Kodevagt, og prøv igjen. Hjelper det ikke, oppgir du koden til brukerstøtte.
request-unsigned = Tjenesten godtok ikke telefonens signatur.
    .why = Signaturen passer ikke, eller det telefonen signerte, er brukt før.
    .do = Prøv igjen. Skjer det igjen, kontakter du brukerstøtte.
device-unknown = Tjenesten kjenner ikke denne telefonen.
    .why = Telefonen er fjernet eller byttet ut, eller den har aldri vært aktivert der.
    .do = Kontakt brukerstøtte for å få telefonen aktivert igjen. Dine egne kontoer er her fortsatt.
too-many-requests = Det har vært for mange forsøk.
    .why = Tjenesten lar alle vente etter mange forsøk på kort tid, slik at ingen kan gjette seg inn.
    .do = Vent litt, og prøv igjen. Haster det, kontakter du brukerstøtte.
service-failed = Tjenesten har et problem akkurat nå.
    .why = Noe gikk galt hos tjenesten. Ingenting har gått tapt.
    .do = Prøv igjen om et øyeblikk. Imens kan du logge på med en kode.
server-invalid = Det er ikke adressen til en tjeneste.
    .why = En adresse ser ut som auth.example.org, og forbindelsen er alltid kryptert. Ingenting er sendt.
    .do = Sammenlign den med den du har fått, eller bruk QR-koden i stedet.
mobile-invalid = Det er ikke et mobilnummer som tjenesten kan bruke.
    .why = Et nummer skrives med landkode, for eksempel +47 412 34 567.
    .do = Rett nummeret, og prøv igjen.
code-wrong = Koden er ikke riktig.
    .why = Det er ikke koden i den nyeste SMS-en for denne aktiveringen.
    .do = Sammenlign med den nyeste SMS-en, og tast inn koden igjen. Kommer det ingen SMS, kontakter du brukerstøtte.
code-over = Koden virker ikke lenger.
    .why = Tiden er ute, eller det er sendt en nyere.
    .do = Bruk koden i den nyeste SMS-en, eller be om en ny.
code-tries-used = Koden kan ikke prøves flere ganger.
    .why = Den var feil fem ganger.
    .do = Begynn på nytt for å få en ny kode. Går det galt igjen, kontakter du brukerstøtte.
ticket-invalid = Aktiveringskoden virker ikke.
    .why = Den er tastet feil, er brukt eller er for gammel. Den gjelder i ti minutter og kan brukes én gang.
    .do = Sammenlign den med det du har fått, eller få en ny samme sted.
activation-not-begun = Det er ikke begynt noen aktivering på denne telefonen.
    .why = Det er ingenting her som koden kan høre til.
    .do = Begynn først aktiveringen, med mobilnummeret ditt eller med en QR-kode.
already-activated = Denne telefonen er allerede aktivert hos organisasjonen.
    .why = Én aktivering er nok for én telefon.
    .do = Bruk Kodevagt som den er. Virker den ikke, kontakter du brukerstøtte.
ticket-needed = En SMS er ikke nok denne gangen.
    .why = Kontoen har hatt en telefon før, så det skal mer til for å koble til en ny. Det beskytter deg hvis noen overtar nummeret ditt.
    .do = Hent en QR-kode på selvbetjeningssiden, eller kontakt brukerstøtte.
number-shared = Brukerstøtte må hjelpe med denne aktiveringen.
    .why = Tjenesten kan ikke se ut fra mobilnummeret alene hvem sin telefon det er.
    .do = Kontakt brukerstøtte.
attestation-refused = Organisasjonen godtar ikke denne telefonen.
    .why = Den krever telefoner som kan bevise at nøklene ligger i sikker maskinvare, og det kunne ikke denne.
    .do = Bruk en annen telefon, eller kontakt brukerstøtte.
clock-off =
    { $seconds ->
        [one] Telefonens klokke går 1 sekund feil.
       *[other] Telefonens klokke går { $seconds } sekunder feil.
    }
    .why = Koder følger klokken. Går den for fort eller for sakte, blir de avvist.
    .do = La telefonen stille klokken automatisk.
mobile-impossible = Det kan ikke være et mobilnummer.
    .why = Det er for få eller for mange sifre, eller det er annet enn sifre. Ingenting er sendt.
    .do = Rett nummeret. Et utenlandsk begynner med + og landkoden.
barred = Tjenesten avviser denne påloggingen.
    .why = Organisasjonen har stengt tilgangen.
    .do = Kontakt brukerstøtte.
service-keys-older = Tjenesten viser eldre nøkler enn dem Kodevagt kjenner.
    .why = Tjenesten kan være gjenopprettet fra en gammel kopi, eller noen utgir seg for å være den.
    .do = Kontakt brukerstøtte. Ikke tast inn koder så lenge.

## Å godkjenne en pålogging

challenge-unknown = Påloggingen ble ikke funnet.
    .why = Den er ikke for denne telefonen, eller den er så gammel at den er slettet.
    .do = Logg på igjen hvis det var deg.
challenge-expired = Tiden for å godkjenne gikk ut.
    .why = Det ble ikke svart i tide.
    .do = Velg å prøve igjen på påloggingssiden. Du kan også logge på med en kode.
challenge-superseded = En nyere forespørsel har avløst denne.
    .why = Det ble bedt om en ny på påloggingssiden.
    .do = Svar på den nyeste.
challenge-decided = Påloggingen er allerede besvart.
    .why = Den ble besvart før, og et svar kan ikke endres.
    .do = Logg på igjen hvis den skulle vært godkjent. Har du godkjent noe som ikke var ditt, kontakter du brukerstøtte med en gang.
number-wrong = Det var ikke tallet. Påloggingen er stoppet.
    .why = Tallet må være det som står på påloggingssiden, så du ikke slipper inn noen andre.
    .do = Er du i ferd med å logge på, velger du å prøve igjen der. Er du ikke det, velger du «Dette er ikke meg».
number-digits =
    { $digits ->
        [one] Tallet må ha 1 siffer.
       *[other] Tallet må ha { $digits } sifre.
    }
    .why = Det ble tastet inn færre eller flere sifre. Påloggingen venter fortsatt.
    .do = Tast inn hele tallet fra påloggingssiden, også nuller foran.
decision-unsigned = Tjenesten godtok ikke telefonens svar.
    .why = Signaturene passer ikke til denne telefonen, så svaret talte ikke.
    .do = Logg på igjen. Skjer det igjen, kontakter du brukerstøtte.
nothing-waits = Ingen pålogging venter.
    .why = Det er ikke bedt om noen, eller tiden er ute.
    .do = Logg på, eller velg å prøve igjen på påloggingssiden.

## Opplåsing med brukerstøtte

unblock-unknown = Forespørselen om hjelp ble ikke funnet.
    .why = Den hører ikke til denne telefonen, eller en nyere har avløst den.
    .do = Be om hjelp igjen på denne telefonen, og les opp de nye ordene for brukerstøtte.
unblock-code-wrong = Koden fra brukerstøtte er ikke riktig.
    .why = Den er laget for en annen telefon eller en annen forespørsel, eller den er hørt feil. Tre feil koder avslutter forespørselen.
    .do = Be brukerstøtte lese opp koden en gang til, og tast den inn langsomt.
unblock-tries-used = Koden fra brukerstøtte kan ikke prøves flere ganger.
    .why = Den var feil tre ganger.
    .do = Be om hjelp igjen på denne telefonen, og les opp de nye ordene for brukerstøtte.
unblock-expired = Tiden for denne hjelpen gikk ut.
    .why = En kode fra brukerstøtte gjelder i 15 minutter. Telefonen er fortsatt sperret, og ingenting har gått tapt.
    .do = Be om hjelp igjen på denne telefonen, og kontakt så brukerstøtte.
unblock-cancelled = Denne hjelpen er stoppet.
    .why = Ordene passet ikke, eller brukerstøtte trakk den tilbake. Telefonen er fortsatt sperret, og ingenting har gått tapt.
    .do = Be om hjelp igjen på denne telefonen, og les opp de nye ordene for brukerstøtte.
unblock-not-typed = Brukerstøtte har ikke laget en kode ennå.
    .why = Først taster brukerstøtte inn låsenummeret og de to ordene dine.
    .do = Les dem opp for brukerstøtte, og vent på koden.
unblock-mistyped = Det er en tastefeil i koden fra brukerstøtte.
    .why = Det siste sifferet kontrollerer de andre, og de passer ikke sammen. Ingen forsøk er brukt.
    .do = Sammenlign de ni sifrene med det brukerstøtte sa, og tast dem inn igjen.
not-blocked = Denne telefonen er ikke sperret.
    .why = Hjelpen fra brukerstøtte er for telefoner som er sperret.
    .do = Lås opp med PIN-koden din.
unblock-used = Denne hjelpen er allerede brukt.
    .why = Telefonen ble låst opp med den, og en kode virker én gang.
    .do = Lås opp med den nye PIN-koden din. Er telefonen sperret igjen, ber du om hjelp på nytt.

## For brukerstøtte, ved tjenesten

words-wrong = Ordene er ikke riktige. Forespørselen er avsluttet.
    .why = Ordene kan prøves én gang for hver forespørsel, slik at ingen kan gjette dem.
    .do = La den som ringer, be om hjelp igjen på den sperrede telefonen, og tast inn det nye låsenummeret og de nye ordene.
lock-number-unknown = Ingen forespørsel har det låsenummeret.
    .why = Personens telefon har ikke bedt om hjelp med det, eller tiden er ute.
    .do = Få låsenummeret lest opp igjen. Er det riktig, lar du den som ringer, be om hjelp igjen på telefonen.
too-many-unblocks = Det har vært for mange opplåsinger.
    .why = Det er en grense for hvor ofte én person får hjelp, og hvor mange én i brukerstøtte kan hjelpe på en stund. Det bremser den som prøver å snakke seg inn.
    .do = Vent, eller la en administrator se på det.
not-for-yourself = Det kan du ikke gjøre for deg selv.
    .why = En annen i brukerstøtte må forsikre seg om hvem du er.
    .do = Be en kollega i brukerstøtte om hjelp.
identity-check-missing = Skriv hvordan du forsikret deg om hvem som ringer.
    .why = Hver opplåsing lagres sammen med hvordan den som ringte, ble gjenkjent.
    .do = Skriv det med få ord, for eksempel «ringte tilbake på nummeret vi kjenner».

## For systemer som spør tjenesten

api-key-invalid = API-nøkkelen mangler eller er feil.
    .why = Tjenesten svarer bare systemer med sin egen nøkkel, som bearer-token i headeren Authorization.
    .do = Sjekk nøkkelen. Er den borte, lar du en administrator lage en ny.
no-phone = Det er ingen telefon å spørre.
    .why = Det er ingen telefon for det brukernavnet. Svaret er det samme enten navnet finnes eller ikke.
    .do = Tilby en annen måte å logge på, eller henvis personen til brukerstøtte.
approvals-paused = Forespørsler til denne personen er satt på pause.
    .why = Flere forespørsler ble avvist eller ikke besvart, eller tallet var feil flere ganger.
    .do = Tilby en kode i stedet. Oppgir svaret et tidspunkt, prøver du igjen da, ellers henviser du personen til brukerstøtte.
too-many-pending = To pålogginger venter allerede.
    .why = Høyst to kan vente på én person om gangen.
    .do = Vent til en av dem er besvart, eller tiden er ute.
approval-unknown = Godkjenningen finnes ikke.
    .why = Id-en er feil, godkjenningen er slettet, eller et annet system ba om den.
    .do = Bruk id-en som tjenesten ga dette systemet.
already-decided = Godkjenningen er allerede avgjort.
    .why = Etter en avgjørelse er det ingenting å prøve igjen.
    .do = Bruk utfallet, eller be om en ny godkjenning.
not-consumable = Godkjenningen kan ikke brukes.
    .why = Den er ikke godkjent, er brukt før, eller det har gått mer enn 60 sekunder.
    .do = Be om en ny godkjenning.
session-wrong = Godkjenningen hører til en annen nettleserøkt.
    .why = Øktens hemmelighet mangler, eller det er ikke den godkjenningen ble bundet til.
    .do = Send hemmeligheten for økten som begynte påloggingen. Er den borte, begynner du på nytt.
field-invalid = Et felt inneholder noe det ikke kan.
    .why = Svaret navngir feltet. Innholdet kan være for langt, for stort eller av en annen form.
    .do = Se i tjenestens API-beskrivelse hva feltet kan inneholde, og rett det.
idempotency-conflict = Idempotensnøkkelen er brukt til en annen forespørsel.
    .why = En nøkkel som gjentas, må komme med nøyaktig samme forespørsel.
    .do = Bruk en ny nøkkel til en ny forespørsel.
not-found = Det er ingenting på denne adressen.
    .why = Stien er tastet feil eller hører til en annen versjon av tjenesten.
    .do = Sammenlign stien med tjenestens API-beskrivelse.
method-not-allowed = Adressen tar ikke imot den metoden.
    .why = Stien er riktig, men den tar andre metoder.
    .do = Bruk en av metodene i headeren Allow.
body-too-large = Forespørselen er for stor.
    .why = Tjenesten leser ikke mer enn 64 KiB.
    .do = Send mindre.
not-json = Forespørselen må være JSON.
    .why = Headeren Content-Type sier noe annet.
    .do = Send JSON med Content-Type: application/json.

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
service-not-started = Tjenesten har ikke kjørt ennå.
    .why = Kommandoen må kjenne tjenestens adresse og nøkler, og dem lager den første gang den starter.
    .do = Start tjenesten, eller pek kommandoen på dens --data-dir, --database og --config.
