package plan

// What German says of each strategy.
//
//nolint:misspell // German
const (
	germanCrisis = `
		boykott*, skandal*, skandalös*, empörung, empörend*, empört, unverschämt*, schämen, schäm dich, schämt euch, schande, fassungslos,
		ekelhaft*, ekelig, eklig*, widerlich*, abscheulich*, geschmacklos*, beleidigend*, inakzeptabel, unmöglich von, rassis*, sexis*,
		frauenfeindlich*, homophob*, antisemit*, diskriminier*, kinderarbeit, ausbeut*, rückruf*, zurückgerufen, ruft NEAR/8 zurück,
		rufen NEAR/8 zurück, aus dem handel, vom markt genommen, gefährlich*, gesundheitsgefahr, brandgefahr, verletzungsgefahr, lebensgefahr,
		giftig*, vergift*, verseucht*, verunreinig*, krebserregend*, listerien, salmonellen, keime, glassplitter, fremdkörper*, schimmel*,
		allergische reaktion, allergischer schock, made in meinem, maden, kakerlake*, erbrochen, verletz*, verbrennung*, verbrannt, krankenhaus,
		notaufnahme, in flammen, feuer gefangen, brennt NEAR/3 (akku OR werk OR fabrik OR gerät), explosion*, explodier*, tödlich*, gestorben,
		todesfall, todesfälle, tote bei, sammelklage, klage gegen, klage eingereicht, verklag*, klagt gegen, klagen gegen, strafanzeige,
		anzeige gegen, anzeige erstattet, staatsanwaltschaft, ermittelt gegen, ermittlung*, razzia, fahrlässig*, vertusch*, betrug, betrugs,
		betrüger*, betrogen, abzocke, abgezockt, abzocker, korruption, datenleck*, datenpanne*, datenklau, gehackt, hackerangriff*, kundendaten,
		ransomware, ausfall bei, störung bei, großstörung, totalausfall, ist down, sind down, wieder down, geht nichts mehr, shitstorm*,
		verschluck*, erstick*, mäusekot, rattenkot, mäuse in, ratten in, gestohlen, datendiebstahl, lebensmittelvergiftung*, rauchvergiftung*,
		produktrückruf*, rückrufe, kartellamt, verfahren gegen, bestech*, schmiergeld*, bußgeld*, geldstrafe*, streik*, protest*, stromschlag,
		tierquälerei, tierversuch*, mogelpackung*, greenwashing, die entschuldigung, entschuldigt sich, entschuldigen sich, entschuldigung von,
		geplatzt, geplatzte, strafe zahlen, millionenstrafe, chemikalien, umweltverschmutzung, arbeitsbedingungen, macht sich lustig,
		machen sich lustig, sich NEAR/3 lustig, zum kotzen, offline, kauft nicht bei, kauft nichts von, misshandel*`

	germanCommunications = `
		pressemitteilung*, pressemeldung*, pressekonferenz*, pressesprecher*, pressekontakt*, pressestelle, presseanfrage*, stellungnahme*,
		stellung genommen, sprecher, sprecherin, unternehmenssprecher*, nicht äußern, kein kommentar, interview*, journalist*, redakteur*,
		redaktion, zeitung*, schlagzeile*, zeitungsartikel, laut spiegel, laut bild, laut faz, laut medienbericht*, laut bericht*, medienbericht*,
		laut NEAR/2 (spiegel OR bild OR faz OR handelsblatt OR reuters OR dpa OR zeit OR welt OR medien), handelsblatt, reuters, dpa, tagesschau,
		angeblich, gerücht*, stimmt das gerücht, stimmt es, falschmeldung*, fake news, desinformation, widerlegt, dementier*, dementi, bestreitet,
		geschäftsführer*, vorstand, vorstands*, ceo, chef im, gründer, gründerin, aufsichtsrat, stellenabbau, entlassung*, entlässt, fusion,
		fusioniert, übernahme, insolvenz*, ist pleite, geht pleite, vor der pleite, macht dicht, dicht macht, firmensitz, seinen sitz, hauptsitz,
		kündigt an, angekündigt, verkündet, gibt bekannt, entschuldigt sich, entschuldigen sich, entschuldigung von, offener brief,
		die entschuldigung, presseabteilung, pressereferent*, verkauft an, wurde NEAR/4 verkauft, aufgekauft`

	germanMarketing = `
		werbung, werbe*, werben für, wirbt mit, (im OR der OR den OR dem OR vom OR neuer OR neue) NEAR/1 spot, tv spot, fernsehspot, anzeige in der,
		anzeigenkampagne*, anzeigenmotiv*, kampagne*, plakat*, slogan*, werbespruch, claim von, gesponsert, sponsor*, sponser*, influencer*,
		markenbotschafter*, testimonial, werbegesicht, gewinnspiel*, verlos*, rabatt*, gutschein*, code von, mit dem code, mit meinem code,
		rabattcode*, aktion bei, sonderangebot*, angebot bei, black friday, logo, logos, rebranding, marketing, social media team, social media,
		kooperation, zusammenarbeit mit, launch*, markteinführung, produktplatzierung, maskottchen, unboxing, newsletter, weihnachtskampagne,
		osterkampagne, sommerkampagne, imagekampagne, weihnachtsspot, kinospot, bewirbt, code NEAR/3 (finde OR funktioniert OR eingeben OR rabatt)`

	germanService = `
		erstattung*, erstattet, rückerstattung*, rückzahlung, geld zurück, mein geld, kundenservice, kundendienst, kundensupport, kundenbetreuung,
		kundenhotline, (der OR den OR dem OR vom OR beim OR euer OR euren OR eurem OR ihr OR kein) NEAR/1 support, support team, hotline,
		warteschleife, am telefon, stunden telefon, weiterverbunden, bestellung, bestellt NEAR/6 (nicht OR nie OR noch), bestellnummer, lieferung*,
		liefertermin*, lieferzeit*, geliefert, lieferdienst, nicht angekommen, nie angekommen, noch nicht da, wo bleibt, paket, päckchen,
		meine sendung, sendungsverfolgung, versand*, nachbarn abgegeben, zustell*, garantie*, gewährleistung, reklamation*, reklamier*, umtausch*,
		umtauschen, rücksendung*, retoure*, zurückschicken, zurückgeschickt, zurückgeben, rückgabe*, funktioniert nicht, funktioniert nichts,
		geht nicht mehr, geht nicht an, kaputt, defekt*, beschädigt*, zerbrochen*, zerkratzt*, beschwerde*, beschwer*, storn*, kündigen, gekündigt,
		kündigung*, mein abo, abo kündigen, doppelt abgebucht, abgebucht, abbuchung*, rechnung, mahnung*, berechnet, keine antwort, ohne antwort,
		keiner antwortet, niemand antwortet, antwortet nicht, antwortet niemand, antwortet keiner, geht keiner ran, niemand ran, keiner erreichbar,
		niemand erreichbar, nicht erreichbar, seit wochen warte, warte seit, warte immer noch, warte noch, nicht einloggen, einloggen, anmelden,
		login, konto, passwort, bitte um hilfe, bitte hilfe, brauche hilfe, kann mir jemand helfen, hilfe bitte, falsche größe, falsche farbe,
		falsch geliefert, falscher artikel, terminvereinbarung, gemailt, mails geschickt, unhöflich*, unfreundlich*, patzig*, null geholfen,
		nicht geholfen`

	germanProduct = `
		funktion, funktionen, feature*, ich wünschte, wünsche mir, wünschte mir, würde mir wünschen, hätte gern*, wäre toll, wäre super, wäre cool,
		wäre schön, wäre gut, wäre praktisch, sollte einen, sollte eine, sollte man, sollten mal, könntet ihr bitte, baut bitte, macht bitte,
		bringt bitte, bringt NEAR/5 zurück, mir fehlt, fehlt mir, es fehlt, fehlt ein, fehlt eine, warum gibt es kein*, gibt es nicht in, fehler,
		bug, bugs, absturz*, abstürz*, stürzt NEAR/6 ab, hängt sich auf, friert ein, ruckelt, langsamer, zu langsam, extrem langsam, update*,
		aktualisierung*, upgrade*, version, firmware, beta, verbesser*, design, gestaltung, durchdacht*, bedienung, benutzeroberfläche, oberfläche,
		benutzerfreundlich*, app, apps, einstellungen, dunkelmodus, dark mode, kompatib*, schnittstelle*, export, exportieren, akku*, batterie*,
		inhaltsstoff*, zutat*, rezeptur*, neues rezept, altes rezept, rezept geändert, schmeckt nach, schmeckt anders, geschmack*,
		geschmacksrichtung*, sorte, verpackung*, material, materialien, stoff, qualität*, verarbeitung, gurt, gurte, reißverschluss*, naht, nähte,
		zu kurz, zu lang, zu eng, zu klein geschnitten, eine option, option zum, option für, läuft aus, undicht*, wird heiß, zu heiß, so heiß,
		überhitz*, klemmt, wackelt, quietscht, zu schwer, zu laut, auch in kleiner, auch in größer, kleinere größe*, größere größe*, größen,
		prototyp*, reisegröße, loggt mich, ausgeloggt, hängt NEAR/5 durch, ausgeblichen, eingelaufen`
)

func german() vocabulary {
	return vocabulary{germanCrisis, germanCommunications, germanMarketing, germanService, germanProduct}
}
