package plan

// What Portuguese says of each strategy.
//
//nolint:misspell // Portuguese
const (
	portugueseCrisis = `
		boicot*, escândalo*, escandalos*, vergonha, vergonhos*, revoltante*, revoltad*, indignad*, indignação, indignante, um absurdo, que absurdo,
		nojo, nojent*, ofensiv*, ofendid*, inaceitável, inadmissível, racista*, racismo, machista*, machismo, sexista*, homofóbic*, homofobia,
		discrimina*, assédio, trabalho escravo, trabalho infantil, (faz OR fez OR fará OR anuncia OR anunciou OR convoca) NEAR/2 recall,
		recall NEAR/0 (de OR da OR do OR no OR na), recolhimento, recolhe lote*, recolher lote*, retirado do mercado, retirada do mercado,
		retira do mercado, perigo, perigoso*, perigosa*, tóxico*, tóxica*, veneno*, envenen*, intoxica*, contaminad*, contaminação, cancerígen*,
		listeria, salmonela, botulismo, vidro no, vidro na, caco de vidro, reação alérgica, vomit*, larva*, barata no, barata na, mofo, mofad*,
		ferido*, ferida*, ferimento*, machucou, machucad*, queimadura*, se queimou, queimou a, queimou meu, internad*, hospitaliz*, pronto socorro,
		incêndio*, pegou fogo, pegando fogo, explodiu, explosão, explode*, morreu, morreram, morte de, mortes, mortos, óbito*, processo coletivo,
		ação coletiva, ação judicial, vou processar, vai processar, vão processar, vamos processar, processar a empresa, processou, processando,
		processada, procon, denúncia*, denuncia*, ministério público, investiga*, polícia federal, negligência, acobert*, fraude*, golpe da,
		golpe do, é golpe, um golpe, no golpe, golpista*, estelionato, roubad*, corrupção, vazamento de dados, vazaram, vazou, vazad*, hackead*,
		hackearam, hackeou, invadiram, fora do ar, caiu o sistema, sistema caiu, apagão, pede desculpa*, pediu desculpa*, pediram desculpas,
		pedido de desculpas, cancelem a, engasg*, sufoc*, fezes, rato no, rato na, rato em, ratos, passei mal, passou mal, passaram mal,
		parar no hospital, no hospital, suborno*, propina*, multada, multa de, greve, protesto*, greenwashing, maus tratos, choque elétrico,
		#cancela*, (estourou OR estouraram), leva multa, multa milionária, químicos no, polui*, maltrat*, condições de trabalho, desmai*, zomba*,
		debocha*, caiu tudo, testam em animais, testa em animais, testado em animais, não comprem`

	portugueseCommunications = `
		nota à imprensa, comunicado*, nota oficial, uma nota, divulgou nota, em nota,
		diz NEAR/2 (folha OR globo OR jornal OR estadão OR valor OR uol OR g1), corta NEAR/3 vagas, porta-voz, porta voz, coletiva de imprensa,
		assessoria de imprensa, assessor de imprensa, assessora de imprensa, imprensa,
		entrevista* AND NOT ("entrevista de emprego" OR "entrevista de trabalho"), jornalista*, repórter*, jornal, jornais, manchete*, reportagem,
		reportagens, matéria da, matéria do, matéria na, matéria no, notícia*,
		segundo NEAR/3 (folha OR globo OR estadão OR estadao OR g1 OR uol OR veja OR valor OR jornal OR imprensa OR fontes OR reuters),
		de acordo com, estadão, g1, reuters, ceo, diretor executivo, diretora executiva, fundador, fundadora, executivos, demissões,
		demissão em massa, demite, demitiu, fusão, aquisição, falência, faliu, recuperação judicial, é verdade que, boato*, fake news,
		notícia falsa, desinformação, desment*, nega que, negou, quis comentar, não comentou, sem comentários, se pronunci*, pronunciamento,
		anuncia, anunciou, anunciaram, muda sede, sua sede, pede desculpa*, pediu desculpa*, pediram desculpas, pedido de desculpas, carta aberta,
		disse ao, disse à, foi vendida, vendida para, parece que venderam, comprada por`

	portugueseMarketing = `
		propaganda* AND NOT lang:en, publicidade*, publicitári*, anúncio*,
		comercial AND NOT ("centro comercial" OR "sala comercial" OR "horário comercial"), comerciais, campanha*, outdoor*, cartaz*, slogan*,
		jingle, patrocin*, influencer*, influenciador*, publi, embaixador*, embaixatriz, garoto propaganda, sorteio*, sorteando, desconto*, cupom,
		cupons, cupão, promo, promos, promoção, promoções, código de, com o código, com meu código, ofertas, em oferta, black friday, logo da,
		logo do, logo novo, novo logo, logotipo*, logomarca, marketing, parceria*, collab*, lançamento*, lança sua, lançou, redes sociais,
		social media, mascote*, merchan*, unboxing, newsletter, divulga, divulgando,
		(código OR codigo) NEAR/3 (desconto OR funciona OR acho OR promocional)`

	portugueseService = `
		reembols*, dinheiro de volta, meu dinheiro, devolução, devoluções, devolver, devolvam, devolveram, estorno*, estornar, atendimento,
		atendente*, suporte técnico, suporte ao cliente, o suporte da, do suporte, o sac, no sac, do sac, sac da, ouvidoria, pós-venda, pós venda,
		meu NEAR/1 (pedido OR pacote OR produto OR cadastro OR reembolso),
		minha NEAR/1 (conta OR compra OR encomenda OR entrega OR assinatura OR fatura), número do pedido, não chegou, nunca chegou,
		ainda não chegou, não recebi, entregador*, entregaram, entregue, não entrega*,
		entrega NEAR/4 (atrasada OR atrasou OR atraso OR errada OR rápida OR produto), prazo de entrega, atrasad*, atrasou, frete, transportadora*,
		código de rastreio, rastreamento, pacote NEAR/4 (meu OR entregador OR chegou OR casa OR entregue OR cadê OR cade OR perdido), encomenda,
		garantia, não funciona, parou de funcionar, não liga, veio quebrad*, chegou quebrad*, estragad*, quebrado, quebrada, com defeito,
		defeituos*, trocar produto, trocar o, troca do, fazer a troca, reclamação, reclamações, reclamar, reclame aqui, reclameaqui, cobrou,
		cobraram, cobrança*, cobrad*, cobrando, fatura, cancelo, cancelei, cancelar, cancelamento, assinatura, não responde*, ninguém responde,
		ninguém atende, não atende*, sem resposta, nunca responde*, desligaram na minha, no telefone, ao telefone, estou esperando, tô esperando,
		esperando há, não consigo entrar, não consigo acessar, não consigo logar, não consigo fazer login, senha, me ajudem, me ajuda,
		preciso de ajuda, alguém me ajuda, socorro, ficaram pequen*, ficou pequen*, ficou grande, tamanho errado, veio errad*, produto errado,
		pedido NEAR/4 (mandou OR mandaram OR chegou OR outro OR outra OR errado OR perdido), mandei email*, cinco emails, vários emails, foi grossa,
		foi grosso, grosseir*, mal educad*, mal educada, me atendeu, me atenderam, mal atendid*`

	portugueseProduct = `
		novo recurso, recurso novo, novos recursos, recursos novos, um recurso, funcionalidade*, função, funções, gostaria que, queria que,
		deveria ter, deveriam ter, deveria deixar, deveria permitir, deveriam fazer, deveriam colocar, podia ter, podiam fazer, seria bom,
		seria ótimo, seria legal, seria massa, coloquem, adicionem, falta um, falta uma, faltou um, faltou uma, faltando, volta com, voltem com,
		tragam de volta, por que não tem, bug, bugs, bugad*, bugou, travando, trava, travou, travad*, fecha sozinho, crash*, muito lento,
		muito lenta, mais lento, lentidão, atualização, atualizações, atualiz*, versão, versões, beta, melhoria*, melhorar, melhorem, design,
		interface, usabilidade, app, apps, aplicativo*, configurações, modo escuro, compatib*, exportar, integração, bateria, ingrediente*,
		mudaram a receita, mudou a receita, nova receita, receita antiga, receita original, fórmula, sabor*, com gosto de, tem gosto,
		gosto diferente, gosto ruim, gosto estranho, embalagem, embalagens, material, materiais, tecido, qualidade, alça*, zíper*, costura*,
		acabamento, tamanho menor, tamanho maior, tamanhos, plus size, curto demais, curta demais, curtas demais, curtos demais, muito curt*,
		muito apertad*, muito pesad*, uma opção, opção pra, opção para, opção de, vaza, vazando água, esquenta, superaquec*, descola, descost*,
		protótipo*, deveria vir, deveriam vir, tamanho viagem, desloga*, pilha, pilhas, afundou, encolheu, desbot*`
)

func portuguese() vocabulary {
	return vocabulary{portugueseCrisis, portugueseCommunications, portugueseMarketing, portugueseService, portugueseProduct}
}
