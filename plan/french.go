package plan

// What French says of each strategy.
//
//nolint:misspell // French
const (
	frenchCrisis = `
		boycott*, scandale*, scandaleu*, honteux, honteuse*, honte, indign*, inadmissible*, inacceptable*, intolérable*, dégueulasse*, dégoûtant*,
		écœur*, offens*, (choqué OR choquée OR choqués OR choquées), choquant*, insultant*, révoltant*, ignoble*, racis*, sexis*, misogyn*,
		homophob*, discrimin*, harcèlement, travail des enfants, rappel de produit*, rappel produit*, rappel de lot*, rappel massif, rappel conso,
		campagne de rappel, rappelle NEAR/6 (lots OR produits OR véhicules OR boîtes), retirer de la vente,
		retire* NEAR/5 (vente OR rayons OR marché), danger, dangereux, dangereuse*, risque sanitaire, risque d'incendie, toxique*, poison*,
		empoisonn*, intoxi*, contamin*, cancérigène*, cancérogène*, listeria, listéria, salmonelle*, botulisme, bout de verre, morceaux de verre,
		réaction allergique, choc allergique, vomi, asticot*, un ver dans, des vers dans, moisi*, cafard*, blessé*, blessure*,
		(brûlé* OR brule*) AND NOT ("crème brûlée" OR "creme brulee" OR "crèmes brûlées" OR "creme brûlée" OR "crème brulée" OR "creme brulée"), brûlure*, aux urgences, hospitalis*, prend feu, pris feu, incendie*, explosion*, (explosé OR "a explose"), décès, décédé*, est mort,
		est morte, sont morts, sont mortes, danger mortel, accident mortel, morts à, plainte*, recours collectif, action collective, class action,
		en justice, procès, poursuites, mise en examen, mis en examen, enquête est ouverte, enquête ouverte, enquête contre, enquête sur,
		perquisition*, négligence*, étouffer l'affaire, fraud*, arnaqu*, escroc*, escroquerie*, voleurs, corruption, fuite de données,
		données volées, ont fuité, (piraté OR piratée OR piratés OR piratées), piratage, hacké*, cyberattaque*, nos données, panne générale,
		panne nationale, panne mondiale, grosse panne, hors service, présente ses excuses, présenté ses excuses, s'excuse, s'excusent,
		s'est excusé*, bad buzz, étouffe*, étouffé*, étrangl*, crottes, souris dans, rat dans, rats dans, été volé*, pot de vin, pots de vin,
		amende, condamné*, grève*, manif, manifestation*, greenwashing, maltraitance animale, électrocut*, les excuses, ses excuses, des excuses,
		#balance*, (éclaté OR éclatée), éclaté dans, produits chimiques, déversé*, pollu*, maltrait*, conditions de travail, évanoui*, se moque,
		se moquent, à vomir, testent sur, testé sur les animaux, tests sur les animaux, n'achetez pas, n'achetez plus, tout est tombé`

	frenchCommunications = `
		communiqué*, porte-parole, porte parole, conférence de presse, point presse, service de presse, attaché de presse, attachée de presse,
		contact presse, relations presse, dossier de presse, interview* AND NOT "entretien d'embauche", journaliste*, le journal, les journaux,
		la presse, dans la presse, article de, article du, gros titres, à la une, reportage*,
		(selon OR après) NEAR/2 (monde OR figaro OR parisien OR libération OR échos OR afp OR reuters OR médias OR presse OR sources OR mediapart),
		le figaro, bfm*, reuters, afp, les médias, pdg, p-dg, ceo, directeur général, directrice générale, dg de, fondateur, fondatrice, dirigeants,
		licenciement*, licencie, plan social, fusion, rachat, rachète, rachetée, faillite, dépôt de bilan, liquidation judiciaire,
		redressement judiciaire, son siège, rumeur*, c'est vrai que, est-ce vrai, paraît que, fake news, intox, désinformation, infox, démenti*,
		dément, démentent, nie avoir, réfute, déclaration de, déclaré que, déclarations, souhaité commenter, sans commentaire, n'a pas commenté,
		annonce*, présente ses excuses, présenté ses excuses, s'excuse, s'excusent, s'est excusé*, les excuses, ses excuses, des excuses,
		lettre ouverte, le patron, la patronne, a été vendu, a été vendue, vendu à un, racheté par, rachetée par, il paraît, il parait`

	frenchMarketing = `
		publicité*, publicitaire*, spot publicitaire,
		(la OR une OR cette OR les OR des OR leur OR leurs OR votre OR vos OR nouvelle OR de OR sa OR ma OR dernière) NEAR/0 (pub OR pubs),
		(le OR un OR nouveau OR ce OR du OR dernier) NEAR/1 (spot OR spots),
		campagne* AND NOT ("campagne de rappel" OR "à la campagne" OR "a la campagne" OR "en campagne" OR "de campagne"), affiche de, affiches,
		affichage, panneau publicitaire, panneaux publicitaires, slogan*, jingle, sponsor*, parrain*, mécénat, partenariat*, influenceu*, égérie*,
		ambassadeur*, ambassadrice*, concours, jeu concours, tirage au sort, réduction*, code promo, promo, promos, promotions, en promotion,
		une remise, remise sur, de remise, bon d'achat, avec le code, avec mon code, soldes, black friday, logo, logos, identité visuelle,
		rebranding, marketing, la com de, collab*, lancement*, lance sa, lance son, placement de produit, réseaux sociaux, community manager,
		mascotte, unboxing, newsletter, code NEAR/3 (marche OR trouve OR trouver OR réduction), fait la promo`

	frenchService = `
		rembours*, service client*, service après-vente, service après vente, sav, service consommateur*, un conseiller, une conseillère,
		votre conseiller, support technique, assistance technique, l'assistance, hotline, ma commande, mes commandes,
		commande NEAR/6 (jamais OR pas OR toujours), numéro de commande, livraison*, livreu*, (livré OR livrée OR livrés OR livrées), pas reçu,
		jamais reçu, jamais arrivé*, pas arrivé*, toujours pas, colis, suivi de, retard de livraison, point relais, garantie, sous garantie,
		ne marche pas, marche plus, marche pas, ne fonctionne pas, ne fonctionne plus, fonctionne pas, en panne, tombé en panne, cassé*,
		(arrivé OR arrivée OR reçu OR reçue) NEAR/3 (morceaux OR vide OR ouvert OR miettes OR cabossé), défectueu*, abîmé*, réclamation*, réclamer,
		me plaindre, échange de, échanger, renvoyer, retourner NEAR/2 (article OR colis OR commande OR produit OR paire), retour gratuit, retours,
		facturé*, prélevé, prélevée, prélèvement*, débité*, débitée, double débit, ma facture, (résili* OR resilier OR resilie OR resiliation),
		annuler, annulation, désabonner, abonnement, mon compte, me connecter, connecter, mot de passe, personne ne répond, personne répond,
		ne répond pas, ne répond plus, ne répondent pas, répondez, pas de réponse, sans réponse, aucune réponse, au téléphone, au tel, transféré,
		transférée, raccroche*, raccroché, en attente depuis, j'attends, besoin d'aide, aidez moi, aidez-moi, quelqu'un peut m'aider, mon argent,
		mauvaise taille, trop petites, trop petit pour moi, erreur de taille, numéro de téléphone, un humain, la commande, une commande,
		conseillère, mails envoyés, j'ai envoyé, odieux, odieuse, malpoli*, désagréable*, aimable, impoli*`

	frenchProduct = `
		fonction, fonctions, fonctionnalité*, j'aimerais, il faudrait, une option, option pour, qui fuit, il fuit, elle fuit, fuit, ça coule,
		chauffe, surchauff*, on aimerait, j'aurais aimé, il manque, manque un, manque une, me manque, ce serait bien, ce serait top, ce serait cool,
		ce serait super, ça serait bien, ça serait top, serait génial, devrait permettre, devraient permettre, devraient ajouter, devrait avoir,
		devriez ajouter, devriez faire, ajoutez, rajoutez, ramenez, remettez, faites revenir, pourquoi il n'y a pas, bug, bugs, bugue, buguent,
		bugué, buggé, bogue*, plante NEAR/4 (app OR appli OR application OR site OR logiciel OR jeu), ça plante, a planté, fait planter,
		plante depuis, plante tout le temps, ça rame, qui rame, ça freeze, qui freeze,
		(trop OR très OR plus OR super OR hyper) NEAR/0 (lent OR lente), lenteur*, mise à jour, mises à jour, màj, maj, version, versions, bêta,
		amélior*, design, ergonomi*, interface, appli, applis, app, application, paramètres, réglages, mode sombre, compatib*, exporter, export,
		intégration, batterie*, autonomie, ingrédient*, changé la recette, changé de recette, nouvelle recette, ancienne recette, recette a changé,
		nouvelle formule, ancienne formule, goût, goûts, saveur*, parfum vanille, emballage*, matière, matériau*, tissu, qualité, finition*,
		sangle*, bretelle*, fermeture éclair, couture*, trop court*, trop long*, trop serré*, trop lourd*, trop bruyant*, en plus petit,
		en plus grand, plus petite taille, taille plus, tailles, taille petit, taille grand, prototype*, piles, format voyage, devrait exister,
		devraient exister, me déconnecte, déconnecté, affaiss*, rétréci*, délavé*`
)

func french() vocabulary {
	return vocabulary{frenchCrisis, frenchCommunications, frenchMarketing, frenchService, frenchProduct}
}
