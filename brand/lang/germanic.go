package lang

func germanic() []language {
	return []language{
		{"en", "", `the of and to in is you that it he was for on are as with his they at be this have from or had by not but
			what all were we when your can said there an each which she do how their if will up other about out many then them
			these so some her would make like him into has more go see no way could people my than been who its now find did
			get come made may after back only me our just because why where very really never again off over any every should
			too still even much well good new first last says against amid here does being while down anyone else please
			thanks thank a i am us also always another around ask away before best better between both call day days don't
			doesn't didn't isn't can't won't wasn't couldn't wouldn't aren't haven't i'm i've i'll i'd it's you're you've
			that's they're there's we're he's she's what's let's dont cant im ive got getting going gonna great hate help hope
			keep know let life little long look looks lot love man might most must need needs next night nothing old once one
			own put same something stop such take tell thing things think those thought through time today tomorrow trying two
			under until use used using want wants week went without work working world worst year years yet yesterday yes
			company customer customers bought buy money order issue issues report reports since during
			recalls anybody somebody everyone everything nobody whole bad wrong right left high low big ever soon
			later already almost half per cent government police court children women men news according former state support
			awesome excellent terrible horrible awful disappointed slow cheap expensive pretty crazy nice beautiful happy sad angry
			sorry true sure stuff guys someone nothing everything product price quality morning looking working waiting broken
			broke sucks lost found left away enough almost maybe though although without within together different same sound`},
		{"de", "äöü", `der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
			hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis
			mehr durch man sein wurde sei ich du wir ihr mich dich uns euch mir dir ihm ihn ihnen mein dein unser kein keine
			keinen wenn was wer wo warum wieso weil denn doch schon immer nie wieder jetzt heute gestern morgen hier dort dann
			da kann können muss müssen soll sollen will wollen würde hätte wäre habe hast bin bist seid waren gibt geht macht
			machen alle alles viel viele sehr gut ganz ja nein bitte danke mal nichts etwas jemand niemand diese dieser dieses
			diesem diesen jede jeder ohne gegen unter zwischen seit während beim vom ins ihre ihrer ihren seine seiner seinen
			sowie jahr jahre jahren neue neuen neuer leute menschen zeit tag tage uhr euro prozent unternehmen kunden rückruf
			leider endlich einfach wirklich eigentlich vielleicht genau gerade sogar damit dafür dabei davon daran darauf
			fuer ueber koennen waere haette muessen wuerde hab is nix net auf's geht's gibt's lange wegen laut sagte sagt
			zwei drei ersten erste letzten anderen andere kommt kommen funktioniert nochmal kaputt schlecht ab weiter weil
			polizei gesetz präsident woche wochen monat monate montag dienstag mittwoch donnerstag freitag samstag sonntag haus
			arbeit frau frauen mann kinder mutter geld problem probleme deutschland stadt stunden jeweils dessen deren welche
			welcher welches solche derzeit bereits zudem allerdings jedoch ausserdem sowohl weder bekommt bekommen steht stehen
			liegt bleibt bleiben lassen lässt sehen sieht finde findet glaube denke weiss wieviel euer eure unsere unseren
			unserer besser zwar etwa rund fast meine meinen meiner meinem deine deinen deiner zurück feuer jacke schuhe bestellt
			bestellung lieferung verkauft verkaufen gefährlich qualität unfassbar frechheit unverschämt schrott`},
		{"nl", "ëïéèöü", `de het een en van in is dat op te zijn voor met die niet aan er om ook als dan maar bij of uit nog naar
			door over ze hij zij je ik we wij jullie mij me jou u hem haar hun ons onze mijn jouw zich wat wie waar waarom hoe
			wanneer dit deze daar hier nu toen al was waren werd worden wordt heeft hebben had heb hebt ben bent kan kunnen
			moet moeten wil willen zal zou zouden mag gaat gaan doet doen komt komen maakt geen wel niets iets iemand niemand
			alles alle veel meer heel erg goed weer altijd nooit vandaag gisteren morgen tot tegen onder tussen zonder tijdens
			na sinds eerste laatste nieuwe jaar jaren dag dagen mensen tijd uur procent bedrijf klanten volgens omdat zodat
			echt gewoon eigenlijk misschien even eens toch want zo'n jongens leuk lekker dank bedankt alsjeblieft helaas weten
			weet zegt zei werkt werken krijgt krijgen twee drie andere eigen zeer vooral binnen buiten terug want nou zelf
			's zo hoor ja nee meteen snel slecht beter
			politie wet week weken maand maanden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag huis werk vrouw
			vrouwen man kinderen moeder geld probleem problemen nederland stad onderzoek bedrijven verkeerde bestelling
			bestellen gekregen krijg kreeg kwam gemaakt gedaan gezegd blijft blijven staat ligt vindt vind denk geloof elkaar
			zulke sommige iedereen degene welke steeds inmiddels echter bovendien daarom daarna waarbij waarop waarin daarbij
			ervan eruit alweer`},
		{"af", "êëôî", `die het en van in is nie wat vir om te dat aan met hy sy ek jy ons hulle julle my jou sal was word kan
			moet wil nou ook maar as of by op uit na oor deur tot geen baie goed meer nog so daar hier hoe waar wanneer hoekom
			hom haar dit hierdie daardie een twee mense jaar dag tyd gaan kom sê gesê weet dink sien maak gemaak kry wees het
			toe teen onder tussen sonder sedert eerste laaste nuwe groot klein iets niks iemand niemand alles altyd nooit vandag
			gister môre net weer nie's se 'n dan indien omdat gewees hê had nadat volgens`},
		{"sv", "åäö", `och att det i en på är som för av med den till inte har de ett om var jag men han du vi så från när kan nu
			ska skulle man mig dig sig oss er hon dem vad vem hur varför där här då ju bara mycket eller efter vid under över
			mot utan mellan genom alla allt inget ingen någon något några många mer mest än också redan igen alltid aldrig idag
			igår imorgon kommer blir blev bli vara varit hade haft gör göra gjorde får få fick vill måste går gå säger sade vet
			tror tycker min mitt mina din ditt sin sitt sina vår vårt deras dess denna detta dessa sedan samt enligt första
			sista ny nya nytt år dag dagar tid folk procent företag kunder in ut upp ner hem tack hej bra dåligt dålig två tre
			andra ändå kanske faktiskt verkligen helt åt hos varje kunna skriver fortfarande fungerar funkar
			företaget polisen lagen veckan vecka månader månad måndag tisdag onsdag torsdag fredag lördag söndag arbete kvinna
			kvinnor barn mamma pengar problem sverige staden flera fler både vilket vilken vilka själv själva sådan sådana sån
			varandra därför dessutom däremot dock nästan ungefär cirka ganska riktigt jätte gärna tyvärr ligger står sitter ser
			hittar känns kommit fått ingenting någonting`},
		{"da", "åæøé", `og at det i en på er som for af med den til ikke har de et om var jeg men han du vi så fra når kan nu skal
			skulle man mig dig sig os jer hun dem hvad hvem hvordan hvorfor hvor der her da jo bare kun meget eller efter ved
			under over mod uden mellem gennem alle alt ingen intet nogen noget nogle mange mere mest end også allerede igen
			altid aldrig dag går bliver blev blive være været havde haft gør gøre gjorde får få fik vil må gå siger sagde ved
			tror synes min mit mine din dit sin sit sine vores deres denne dette disse siden samt ifølge første sidste ny nye
			nyt år dage tid folk procent virksomhed kunder ind ud op ned hjem tak hej godt dårligt dårlig to tre andre måske
			faktisk virkelig helt hos hver kunne skriver stadig virker hvis lige lidt ham hende hans hendes hvilket blandt
			oplyser bedre selv selvom dog indtil både
			gange tager brug bruge bruger hjælp hjælpe hjælpen hvornår svært nødt undersøgelse uge uger arbejde arbejder gerne
			nemlig ligesom imod igennem hinanden penge pengene dansk danske politiet mennesker børn jeres nej købe købt køb
			rigtig rigtigt ødelagt kender fejl forkert mandag tirsdag onsdag torsdag fredag lørdag søndag måned måneder kvinde
			kvinder hus spørgsmål sagen samtidig derfor desuden næsten cirka omkring temmelig ligger står sidder ser finder
			føles kommet fået ingenting måtte burde virksomheden lave lavet laver forstå længere tilbage flere skete sket skriv
			skrev skrevet læse læst læser bestilt tidligere lov loven`},
		{"no", "åæøéôò", `og at det i en på er som for av med den til ikke har de et om var jeg men han du vi så fra når kan nå skal
			skulle man meg deg seg oss dere hun dem hva hvem hvordan hvorfor hvor der her da jo bare kun veldig mye eller etter
			ved under over mot uten mellom gjennom alle alt ingen intet noen noe mange mer mest enn også allerede igjen alltid
			aldri dag går blir ble bli være vært hadde hatt gjør gjøre gjorde får få fikk vil må gå sier sa vet tror synes min
			mitt mine din ditt sin sitt sine vår vårt våre deres denne dette disse siden samt ifølge første siste ny nye nytt år
			dager tid folk prosent selskap selskapet kunder inn ut opp ned hjem takk hei bra godt dårlig to tre andre kanskje
			faktisk virkelig helt hos hver kunne skriver fortsatt fungerer hvis like litt ham henne hans hennes blant opplyser
			bedre selv likevel både eg ikkje ein eit dei frå kva korleis kvifor meir berre vore vart òg ho sjølv noko nokon
			nokre skal me då kjem seier gjer vere medan etter
			ganger tar bruk bruke bruker hjelp hjelpe hjelpen trenger sykehus tusen skjønner uke uker arbeid arbeidet jobber
			gjerne imot hverandre penger pengene norsk norske politiet mennesker barn nei kjøpe kjøpt kjøp riktig ødelagt
			kjenner feil galt mandag tirsdag onsdag torsdag fredag lørdag søndag måned måneder kvinne kvinner hus spørsmål
			saken samtidig derfor dessuten nesten cirka omtrent ganske ligger står sitter ser finner føles kommet fått
			ingenting måtte burde trakk lage laget lager forstå lenger tilbake flere skjedde skjedd skriv skrev skrevet lese
			lest leser bestilt tidligere lov loven undersøkelse gransking morsomt selskaper slik slike hverken verken heller
			mens akkurat etterpå`},
		{"is", "áðéíóúýþæö", `og að í á er sem um til við var en af með ekki það hann hún þeir þær þau ég þú við þið mér þér sér
			okkur fyrir eftir frá úr hefur hafa hafði eru voru vera verið verður verða getur geta kom koma fer fara segir sagði
			þetta þessi þess því þar hér hvað hver hvernig hvers nú þá svo bara mjög meira allt allir ekkert engin einn ein
			eitt tvö þrjú ár ári dag fólk yfir undir gegn án milli þegar ef eða líka aftur alltaf aldrei hans hennar þeirra sín`},
	}
}
