package plan

// What Spanish says of each strategy.
//
//nolint:misspell // Spanish
const (
	spanishCrisis = `
		boicot*, indignación, indignante*, indignad*, escándalo*, escandalos*, vergüenza, vergonzoso, vergonzosa, sinvergüenza*, qué asco,
		asqueroso, asquerosa, repugnante*, ofensivo, ofensiva, ofende*, inaceptable*, intolerable*, racista*, racismo, machista*, machismo,
		sexista*, homófob*, discrimina*, acoso, explotación laboral, retirada del mercado, retirado del mercado, retira del mercado,
		retiran del mercado, retiro del mercado, retirar del mercado, alerta sanitaria, alerta alimentaria, peligro, peligroso*, peligrosa*,
		tóxico*, tóxica*, veneno, venenos*, envenen*, intoxic*, contaminad*, contaminación, cancerígen*, listeria, salmonela, salmonella, botulismo,
		dio alergia, reacción alérgica, vómito*, gusano*, cucaracha*, moho, herido*, herida*, lesion*, quemadura*, se quemó, me quemó, quemado con,
		hospitaliza*, urgencias, incendio*, incendió, incendia*, se prendió fuego, (explotó OR "me exploto" OR "le exploto"), explosión, muertos,
		muertas, muerto por, muerta por, (rata OR ratón OR cucaracha) NEAR/1 (muerto OR muerta), murió, murieron, muertes, fallecid*, falleció,
		fallecieron, demanda colectiva, demanda contra, demandar, demandará, demandan a, demandada, demandó, querella*, denuncia*, fiscalía,
		investigan a, investigación contra, negligencia*, encubr*, fraude*, estafa*, un timo, timazo, me robaron, nos roban, ladrones, corrupción,
		filtración de datos, filtraron, filtrados, hackea*, hackeó, hackearon, jaqueado, robo de datos, caído en todo, se cayó el sistema,
		se cayó la app, se cayó la página, está caído, está caída, están caídos, caída del servicio, caída general, no funciona en todo, apagón,
		pide disculpas, pidió disculpas, pide perdón, pidió perdón, disculpa pública, linchamiento, ahoga, ahogó, ahogan, atragant*, asfixi*, rata,
		ratas, ratón en, roedor*, excremento*, soborno*, sancionan, sancionada, multan, multaron, multa de, multa a, huelga*, protesta*, boicoteo,
		greenwashing, maltrato animal, las disculpas, sus disculpas, se disculp*, #cancelen*, (reventó OR estalló OR reventaron), le reventó,
		le exploto, vertido*, verter químicos, químicos al, maltrat*, condiciones laborales, explotan a, se desmay*, se burla, se burlan,
		burlándose, da asco, dan asco, prueban con animales, prueban en animales, probado en animales, testan en animales, no compren, no compréis`

	spanishCommunications = `
		comunicado*, nota de prensa, portavoz, vocero, vocera, portavoces, rueda de prensa, conferencia de prensa, contacto de prensa,
		gabinete de prensa, departamento de prensa, jefe de prensa, jefa de prensa,
		entrevista* AND NOT ("entrevista de trabajo" OR "entrevista laboral"), periodista*, periódico*, prensa, titular de, titulares, noticiero,
		telediario, artículo de, reportaje*,
		(según OR segun) NEAR/3 (país OR pais OR mundo OR vanguardia OR marca OR clarín OR clarin OR nación OR prensa OR medios OR reuters OR efe OR fuentes OR expertos OR diario OR informes),
		reuters, clarín, infobae, ceo, director general, directora general, consejero delegado, consejera delegada, fundador, fundadora, directivos,
		despidos, despide a, fusión, adquisición, opa hostil, quiebra, bancarrota, concurso de acreedores, cierra sus, es verdad que, es cierto que,
		rumor, rumores, bulo, bulos, fake news, noticia falsa, desinformación, desmiente*, desmintió, desmentido, niega*, (negó OR negaron),
		declaraciones, (declaró OR declararon), sin comentarios, anuncia, anuncian, anunciará, anunciarán, (anunció OR anunciaron), pide disculpas,
		pidió disculpas, pide perdón, pidió perdón, carta abierta, su sede, las disculpas, sus disculpas, se disculp*, gabinete de comunicación,
		comunicación corporativa, parece que vendieron, vendieron NEAR/3 fondo, fue vendida a, comprada por`

	spanishMarketing = `
		anuncio*, publicidad*, publicitari*, comercial AND NOT ("centro comercial" OR "local comercial"), propaganda* AND NOT lang:en,
		(el OR un OR nuevo OR este OR del OR último) NEAR/1 (spot OR spots), campaña*, valla de, vallas, valla publicitaria, cartel de, carteles,
		eslogan*, lema, lemas, patrocin*, influencer*, embajador de marca, embajadora de marca, embajador de la marca, embajadora de la marca,
		sorteo*, sortea*, concurso AND NOT "concurso de acreedores", descuento*, rebaja*, cupón, cupones, promo, promos, promoción, promociones,
		código de, con el código, con mi código, ofertas, en oferta, 2x1, black friday, logo, logotipo, marketing, mercadotecnia, colaboración con,
		colabora con, lanzamiento*, lanza su, lanzan, lanzó, nueva imagen de, redes sociales, community manager, unboxing, mascota de la marca,
		promociona, promocionan, promocionando, (código OR codigo) NEAR/3 (descuento OR funciona OR encuentro OR promocional)`

	spanishService = `
		reembols*, devolución, devoluciones, devolver, devuelv*, devuelto, mi dinero, atención al cliente, servicio al cliente, servicio técnico,
		soporte técnico, soporte al cliente, el soporte de, mesa de ayuda, pésimo servicio, mal servicio, pésima atención, buena atención,
		mala atención, excelente atención, posventa, postventa,
		mi NEAR/1 (pedido OR paquete OR compra OR cuenta OR factura OR suscripción OR orden OR envío), mis pedidos, número de pedido,
		número de orden, envío, envíos, no ha llegado, no llegó, no me llegó, no llega, nunca llegó, sigue sin llegar, repartidor*, mensajero,
		paquete NEAR/4 (mi OR repartidor OR llegó OR llego OR casa OR entregado OR dónde OR donde OR perdido), fecha de entrega,
		entrega a domicilio, no entrega*, entrega NEAR/4 (pedido OR tarde OR paquete OR rápida OR producto), entregado, entregaron, retraso*,
		llevo NEAR/3 esperando, sigo esperando, esperando respuesta, garantía, no funciona, no sirve, dejó de funcionar, no prende, no enciende,
		se me rompió,
		(vino OR llegó OR llego OR vinieron OR llegaron) NEAR/2 (roto OR rota OR rotos OR rotas OR dañado OR dañada OR vacío OR vacía OR abierto OR golpeado),
		defectuos*, dañado, queja*, quejarme, reclamo, reclamos, reclamar, reclamación, reclamaciones, hoja de reclamaciones, cobraron, cobrado,
		cobran de más, cobro doble, cobro indebido, cargo doble, doble cargo, me cobran, cobrando, no responde*, nadie responde, nunca responde*,
		no contesta*, nadie contesta, no me contesta*, sin respuesta, me cuelgan, me colgaron, al teléfono, cancelo, cancelé, cancelar, cancelación,
		dar de baja, darme de baja, suscripción, suscripcion, no puedo entrar, no puedo acceder, no me deja entrar, no puedo iniciar sesión,
		contraseña, ayuda por favor, ayuda porfa, necesito ayuda, me ayudan, me pueden ayudar, alguien me ayuda, call center, talla equivocada,
		me quedan chic*, me queda chic*, me quedan pequeñ*, me quedan grandes, cambio de talla,
		pedido NEAR/4 (mandó OR mando OR mandaron OR llegó OR llego OR otro OR otra OR equivocado OR perdido), groser*, maleducad*, me atendió,
		me atendieron, mal atendid*, les escribí, cinco correos, ningún correo, mandé correo*`

	spanishProduct = `
		función nueva, funciones, funcionalidad*, ojalá, debería tener, deberían tener, debería permitir, deberían permitir, deberían poner,
		deberían agregar, deberían hacer, estaría bien, estaría genial, estaría bueno, me gustaría que, agreguen, añadan, pongan un, pongan una,
		por qué no tiene, le falta, les falta, echo en falta, que vuelva, traigan de vuelta, vuelvan a sacar, actualiza*, actualización,
		actualizaciones, versión, versiones, beta, fallo*, falla en, error, errores, bug, bugs, se cierra sola, se cierra solo, se cuelga,
		se congela, se traba, va lento, va lenta, muy lento, muy lenta, más lento, más lenta, mejora, mejoras, mejorar, mejoren, diseño, diseñad*,
		interfaz, usabilidad, app, apps, aplicación, ajustes de, modo oscuro, compatib*, exportar, integración, batería, ingrediente*,
		cambiaron la receta, cambió la receta, cambiado la receta, nueva receta, receta original, receta de antes, nueva fórmula, fórmula, sabor*,
		sabe a, sabe diferente, sabe distinto, envase*, empaque*, material, materiales, calidad, correa*, cremallera*, costura*, talla más,
		tallas más, tallas grandes, tallaje, muy corta, muy cortas, muy corto, muy cortos, demasiado corto*, demasiado grande*, demasiado pequeñ*,
		se despega, una opción, opción para, opción de, gotea, gotean, se sale el, pierde agua, se calienta, se sobrecalienta, se rompe,
		se despinta, se descose, prototipo*, debería venir, deberían venir, tamaño viaje, cierra la sesión, cierra sesión, pilas, se hundió,
		se hunde, se deforma, se encog*, destiñe*`
)

func spanish() vocabulary {
	return vocabulary{spanishCrisis, spanishCommunications, spanishMarketing, spanishService, spanishProduct}
}
