package plan

// Builtin are the five strategies a plan starts with, one for each function that
// listens. Their terms are English, Spanish, German, French and Portuguese, and
// are only ever sought in posts that already concern the brand.
func Builtin() []Strategy {
	return []Strategy{
		{
			ID:    "crisis",
			Why:   "Notice harm while it is small, and let whoever is authorised act on it at once.",
			Terms: crisisTerms(),
		},
		{
			ID:     "communications",
			Why:    "Tell the public and the press one true story, and correct what is wrong.",
			Terms:  communicationsTerms(),
			Voices: []string{"press"},
		},
		{
			ID:     "marketing",
			Why:    "Learn what people feel about the brand and its campaigns, and do more of what works.",
			Terms:  marketingTerms(),
			Voices: []string{"market"},
		},
		{
			ID:     "customer-service",
			Why:    "Help customers where they ask, before they give up.",
			Terms:  serviceTerms(),
			Voices: []string{"customers"},
		},
		{
			ID:    "product-development",
			Why:   "Turn what people miss and what breaks into a better product.",
			Terms: productTerms(),
		},
	}
}

func crisisTerms() []string {
	return []string{
		"boycott*", "outrage*", "recall", "recalled", "recalls", "lawsuit", "sued", "sues", "class action", "data breach", "hacked",
		"leaked", "outage", "poison*", "contaminat*", "injur*", "hospitali*", "unsafe", "toxic", "scandal", "fraud", "racist", "sexist",
		"apologize", "apologise", "apology", "shame on", "investigat*", "died", "death", "deaths", "explod*", "caught fire",
		"boicot*", "indignación", "indignante", "escándalo", "estafa", "fraude", "retirada del mercado", "demanda colectiva", "denuncia*",
		"intoxica*", "peligroso", "peligrosa", "herido*", "vergüenza", "filtración de datos", "racista", "machista", "muerte", "muertes",
		"boykott*", "rückruf*", "skandal*", "sammelklage", "datenleck", "datenpanne", "giftig", "vergift*", "verletzt*", "betrug",
		"unverschämt*", "empörung", "empörend", "shitstorm", "schäm dich", "schämt euch", "gefährlich*", "todesfall", "rassistisch*",
		"sexistisch*", "rappel de produits", "rappel produit", "scandale*", "plainte*", "recours collectif", "fuite de données",
		"dangereux", "dangereuse", "blessé*", "arnaque*", "honteux", "honte", "indigné*", "toxique*", "raciste", "sexiste",
		"boicote*", "recolhimento", "escândalo", "golpe", "processo coletivo", "vazamento de dados", "perigoso", "perigosa",
		"ferido*", "vergonha", "indignad*", "envenena*", "contaminad*", "contaminação",
	}
}

func communicationsTerms() []string {
	return []string{
		"press release", "statement", "spokesperson", "spokeswoman", "spokesman", "interview", "journalist", "newspaper", "headline*",
		"ceo", "announce*", "no comment", "rumor", "rumors", "rumour*", "reportedly", "according to", "fake news", "misinformation",
		"comunicado*", "nota de prensa", "portavoz", "entrevista*", "periodista*", "rueda de prensa", "rumor*", "bulo", "anuncia*",
		"pressemitteilung*", "stellungnahme*", "sprecher", "sprecherin", "interview*", "journalist*", "pressekonferenz", "gerücht*",
		"geschäftsführer*", "falschmeldung*", "communiqué*", "porte-parole", "journaliste*", "conférence de presse", "rumeur*",
		"déclaration", "pdg", "porta-voz", "nota à imprensa", "jornalista*", "coletiva de imprensa", "boato*", "comunicado à imprensa",
	}
}

func marketingTerms() []string {
	return []string{
		"ad", "ads", "advert*", "commercial", "campaign*", "billboard*", "slogan*", "sponsor*", "influencer*", "giveaway*", "promo",
		"promotion*", "discount*", "coupon*", "brand ambassador", "logo", "rebrand*", "launch*",
		"anuncio*", "publicidad", "campaña*", "patrocin*", "descuento*", "sorteo*", "promoción", "promociones", "lanzamiento*",
		"werbung", "werbespot*", "anzeige*", "kampagne*", "rabatt*", "gewinnspiel*", "gutschein*", "markenbotschafter*", "werbekampagne*",
		"publicité*", "pub", "campagne*", "concours", "réduction*", "égérie", "parrain*", "lancement*",
		"propaganda", "publicidade", "campanha*", "desconto*", "promoção", "promoções", "sorteio*", "cupom", "cupons", "lançamento*",
	}
}

func serviceTerms() []string {
	return []string{
		"refund*", "customer service", "customer support", "help desk", "support ticket", "no reply", "on hold", "waiting for", "order number",
		"my order", "delivery", "delivered", "late", "return it", "returns", "warranty", "cancel", "cancelled", "canceled", "overcharged",
		"charged twice", "complain*", "not working", "doesn't work", "can't log in", "broken", "missing parts", "money back",
		"reembols*", "devolución", "devolver", "atención al cliente", "servicio al cliente", "mi pedido", "envío", "garantía", "no funciona",
		"queja*", "reclamación", "reclamaciones", "cobrado dos veces", "no responden",
		"erstattung*", "rückerstattung*", "geld zurück", "kundenservice", "kundendienst", "kundensupport", "meine bestellung", "lieferung*",
		"garantie", "reklamation*", "umtausch*", "funktioniert nicht", "kaputt", "beschwerde*", "storn*",
		"remboursement*", "rembours*", "service client", "service après-vente", "sav", "ma commande", "livraison*", "réclamation*",
		"ne marche pas", "ne fonctionne pas", "en panne", "cassé*",
		"devolução", "atendimento ao cliente", "atendimento", "meu pedido", "entrega*", "garantia", "não funciona", "reclamação",
		"reclamações", "estragado", "quebrado", "suporte",
	}
}

func productTerms() []string {
	return []string{
		"feature*", "wish it", "i wish", "would be great if", "should add", "please add", "missing", "bug", "bugs", "crash*", "update*",
		"upgrade*", "version", "beta", "design", "usability", "app", "settings", "compatib*", "battery", "size", "ingredient*", "recipe*",
		"función", "funciones", "ojalá", "debería tener", "estaría bien", "actualización", "actualizaciones", "fallo*", "mejora*",
		"diseño", "funktion*", "ich wünschte", "wünsche mir", "wäre toll", "fehlt", "fehler", "absturz*", "stürzt ab", "verbesser*",
		"fonctionnalité*", "j'aimerais", "il manque", "ce serait bien", "bogue*", "plante", "mise à jour", "mises à jour", "amélior*",
		"recurso*", "gostaria", "deveria ter", "seria bom", "falta", "atualização", "atualizações", "melhoria*", "travando", "trava",
	}
}
