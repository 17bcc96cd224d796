package lang

func romance() []language {
	return []language{
		{"es", "áéíóúñü", `de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí
			porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni
			contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho
			quienes nada muchos cual poco ella estar estas algunas algo nosotros mi mis tú te ti tu tus ellas fue era eran ser
			son soy eres somos está están estoy estás estaba estaban he has ha hemos han había hace hacer hacen hizo hecho
			tiene tienen tengo tenemos tener puede pueden puedo poder quiero quiere va van voy vamos ir dice dijo decir sabe
			ver si así aquí ahora hoy ayer mañana siempre nunca cómo cuándo dónde quién cuánto mientras según tras aunque pues
			solo sólo mejor peor bien mal gracias favor gente años año día días vez veces cosa cosas tiempo empresa empresas
			clientes cliente servicio usted ustedes nuevo nueva nuevos gobierno país mundo parte primera primer millones
			después mas tambien asi esta estan dia aqui alguien nadie cada cosa dos tres además estaba sido deja esos
			llegó debe sigue jajaja verdad menos fuera luego todavía aún mismo misma bueno buena encanta producto pena
			habían llevar llevo policía ley medio presidente estado vuelta dinero fueron persona personas pedido pide piden
			problema problemas marca nuestra nuestro nuestros acuerdo caso ciudad semana mes meses horas hora lunes martes
			miércoles jueves viernes sábado domingo dejar dejó compra comprar compren anuncio publicidad mujer mujeres hombre
			niños madre madres hijo casa trabajo noche toda creo sigo siguen tengan sea sean cuál cuáles estuvo estaría podría
			sería deben`},
		{"pt", "áâãàçéêíóôõú", `de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem
			à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter
			seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja
			qual será nós tenho lhe deles essas esses pelas este fosse dele tu te vocês vos meus minhas teu tua nosso nossa
			dela delas esta estes estas aquele aquela isto aquilo estou estamos estava estavam sou somos são eram fui fora vai
			vou vão vamos ir fazer faz fez feito pode podem posso quero quer diz disse dizer sabe saber ver assim aqui agora
			hoje ontem amanhã sempre nunca porque porquê onde quanto enquanto segundo após apesar então melhor pior bem mal
			obrigado obrigada favor gente pessoas anos ano dia dias vez vezes coisa coisas tempo empresa empresas clientes
			cliente serviço novo nova governo país mundo parte primeira primeiro milhões tudo nada todo todos toda todas ninguém
			alguém cada dois duas três outra outro outros ainda além nao voce tambem ja sao entao vc pra pro né tô tá kkkk muita
			muitos pouco sobre contra desde ficar fica ficou deve conseguir consigo cadê
			verdade acabei novos novas dizem pessoa problema problemas marca acordo caso cidade semana mês meses horas hora
			segunda terça quarta quinta sexta sábado domingo deixar deixou compra comprar anúncio propaganda mulher mulheres
			homem crianças mãe mães filho casa trabalho noite dinheiro polícia presidente lei acho sigo sendo teve tiveram
			houve gosto conta ajuda ajudar pedido pediu quiser nossos nossas dessa desse daqui ali lá cá aí deu dá dão vem veio
			sei fiz acabou falou falar fala`},
		{"fr", "àâæçéèêëîïôùûüÿ", `de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la
			avec ou son aux d'un d'une cette ont ses mais comme on tout nous sa même fait été aussi leur bien peut ces y être
			deux sans entre après elle ils elles je tu vous me te lui moi toi eux mon ton ma ta mes tes notre votre nos vos
			leurs si très tous toute toutes rien jamais toujours encore déjà ici là où quand comment pourquoi parce puis donc
			alors car ni depuis pendant avant contre chez vers sous lors selon avait était étaient avoir ai as avons avez suis
			es sommes êtes sera serait soit faire fais font dit dire va vais vont aller peux peuvent veux veut doit faut voir
			sait non oui merci bonjour svp c'est c'était d'être j'ai j'avais qu'il qu'elle qu'on qu'un n'est n'a n'ai s'est
			l'on ça cela quoi quel quelle trop peu beaucoup moins mieux mal bon bonne nouveau nouvelle ans an jour jours fois
			chose temps gens monde pays entreprise clients client année années première premier millions heures aujourd'hui hier
			demain plusieurs autre autres dont cet ceux quelques vraiment personne près dès afin malgré hui d l c s n j qu m t
			meme deja tres apres ete voila faites marche rappel
			police loi président semaine mois heure lundi mardi mercredi jeudi vendredi samedi dimanche maison travail femme
			femmes homme hommes enfants mère argent problème problèmes ceux-ci chaque celui celle celles ainsi ailleurs assez
			autant auprès aucun aucune eu étais petit petite grand grande grands crois pense trouve aurait ferait voilà lequel
			laquelle quelqu vend vendent vendre vendu acheté acheter achat arnaque camelote dangereux dangereuse honte
			scandale inadmissible remboursé remboursement commande colis livraison plainte qualité`},
		{"it", "àèéìíòóùú", `di che è e la il un a per in una sono mi ho lo ha le si ti i con cosa se io come da ci no questo bene
			tu sì me hai sei mia solo te tutto ma del della più al mio c'è non alla ne lei fatto essere dei era gli perché anche
			quando so qui sta va qualcosa delle nel stato suo fare quello quella dove ora ancora tutti poi dal così sua casa mai
			chi siamo degli allora lui molto due nostro cosi sempre hanno ai sul voglio dire prima anni altro nella sia alle
			può fa devo niente tua fosse dalla nei nelle sulla loro questa questi queste quelli noi voi vi quale quanto senza
			dopo contro tra fra verso durante secondo mentre però quindi invece oppure già oggi ieri domani adesso qua là lì
			avere abbiamo avete aveva avevano ero erano stata stati state sarà sarebbe faccio fanno detto dice vedere vuole
			posso possono potere dobbiamo deve devono grazie prego ciao buongiorno gente persone anno giorno giorni volta volte
			cose tempo azienda aziende clienti cliente servizio nuovo nuova governo paese mondo parte primo milioni niente nulla
			nessuno qualcuno ogni tre altri altre ormai bello brutto peggio meglio poco tanto davvero proprio perche puo piu
			dell'anno l'ha un'altra dallo nello sugli po dell nell all dall sull quest cos l c d un
			richiama richiamo polizia legge presidente settimana mese mesi ore lunedì martedì mercoledì giovedì venerdì sabato
			domenica lavoro donna donne uomo bambini madre soldi problema problemi sistema diversi diverse stesso stessa stessi
			propria credo penso avuto successo fatta messo altra alcuni alcune vero vera`},
		{"ro", "ăâîșțşţ", `de și în la a că nu cu pe o se din care este un să ce pentru mai au fost sunt sa e ca ei lui am dar au
			fi acest această prin sau fie după dacă acum când cum unde cine cât până fără despre între asupra împotriva eu tu el
			ea noi voi ele mă te ne vă îl îi le lor meu mea tău ta său nostru noastră toate toți tot totul nimic nimeni cineva
			ceva foarte mult multe mulți bine rău da doar decât chiar deja încă apoi iar însă deci astfel aici acolo azi ieri
			mâine mereu niciodată are avea aveam avut era erau fiind va vor vom vei poate pot trebuie face fac făcut spune spus
			zice știu știe vreau vrea merge mulțumesc rog oameni ani an zi zile ori oră timp lucru companie clienți client
			serviciu nou nouă țară lume prima primul milioane două doi trei alt altă alți al ai ale cel cea cei cele dintre
			si in sa ca dupa cand fara asta aia aceste acestea acești unui unei unor potrivit`},
		{"ca", "àçèéíïòóúü·", `de la que el en i a els es les un per amb no una del al ha com més però seva seu són va ser està aquest
			aquesta això molt també ja o si quan hi ho em et ens us li els seus meva meu tot tots res mai sempre avui ahir demà
			ara aquí allà on qui què perquè fins sense sobre entre des durant segons contra estat fet fer té tenen tinc puc pot
			poden vull vol vaig van anar diu dir dos tres any anys dia dies cop gent temps empresa altres altre mateix només
			encara doncs gràcies sisplau bé millor nou nova pel pels dels als l'any d'un d'una hem han havia era eren soc
			ets som nostre nostra aquests aquestes algú ningú cada d'aquest l d s n`},
		{"gl", "áéíñóúü", `de a o que e do da en un para é con non unha os no se na por máis as dos como pero foi ao el das ten súa
			seu ou ser cando moi hai nos xa está eu tamén só pola polo ata iso ela entre era despois sen mesmo aos ter seus quen
			nas me este esta estes eles estivo había unhas uns cal será nós teño lle lles onte hoxe mañá sempre nunca onde agora
			aquí así bo boa mellor todo todos nada ninguén cada dous tres anos ano día días vez xente cousa cousas fixo facer
			pode poden quere di dixo segundo tras desde dende galego galicia aínda isto esa ese deste desta`},
		{"la", "", `et in est non ad cum ut sed qui quae quod ex ab de si per quam sunt esse atque aut hoc nec eius enim ac ne
			autem etiam ita eo inter quo nisi iam pro sine tamen omnes omnia erat fuit nam quidem sibi mihi tibi nobis vel`},
	}
}
