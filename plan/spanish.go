package plan

func spanish() vocabulary {
	return vocabulary{
		crisis: `
			boicot*, indignación, indignante*, indignad*, escándalo*, escandalos*, vergüenza, vergonzoso, vergonzosa, sinvergüenza*, qué asco, asqueroso, asquerosa, repugnante*, ofensivo,
			ofensiva, ofende*, inaceptable*, intolerable*, lamentable, racista*, racismo, machista*, machismo, sexista*, homófob*, discrimina*, acoso, explotación laboral,
			retirada del mercado, retirado del mercado, retira del mercado, retiran del mercado, retiro del mercado, retirar del mercado, alerta sanitaria, alerta alimentaria, peligro, peligroso*, peligrosa*,
			tóxico*, tóxica*, veneno, venenos*, envenen*, intoxic*, contaminad*, contaminación, cancerígen*, listeria, salmonela, salmonella, botulismo, alergia, reacción alérgica,
			vómito*, gusano*, cucaracha*, moho, herido*, herida*, lesion*, quemadura*, se quemó, me quemó, quemado con, hospitaliza*, urgencias, incendi*, se prendió fuego, explotó, explosión, muerto*,
			murió, murieron, muertes, fallecid*, falleció, fallecieron, demanda colectiva, demanda contra, demandar, demandará, demandan a, demandada, demandó, querella*, denuncia*, fiscalía, investigan a, investigación contra,
			negligencia*, encubr*, fraude*, estafa*, timo, me robaron, nos roban, ladrones, corrupción, filtración de datos, filtraron, filtrados, hackea*, hackeó, hackearon, jaqueado, robo de datos,
			caído en, se cayó, está caído, está caída, caída del servicio, caída general, no funciona en todo, apagón, pide disculpas, pidió disculpas, pide perdón, pidió perdón,
			disculpa pública, linchamiento, #cancelen*`,
		communications: `
			comunicado*, nota de prensa, portavoz, vocero, vocera, portavoces, rueda de prensa, conferencia de prensa, contacto de prensa, gabinete de prensa,
			departamento de prensa, jefe de prensa, jefa de prensa, entrevista* AND NOT ("entrevista de trabajo" OR "entrevista laboral"), periodista*, periódico*, prensa, titular de, titulares,
			noticiero, telediario, artículo de, reportaje*, según, al parecer, reuters, el país, el mundo, clarín, infobae, ceo, director general, directora general, consejero delegado,
			consejera delegada, presidente de, presidenta de, fundador, fundadora, directivos, despidos, despide a, fusión, adquisición, opa, quiebra, bancarrota, concurso de acreedores, cierra sus, es verdad que,
			es cierto que, rumor, rumores, bulo, bulos, fake news, noticia falsa, desinformación, desmiente*, desmintió, desmentido, niega*, negó, declaraciones, declaró,
			sin comentarios, anuncia*, anunció, anunciaron, pide disculpas, pidió disculpas, pide perdón, pidió perdón, carta abierta, su sede`,
		marketing: `
			anuncio*, publicidad*, publicitari*, comercial AND NOT ("centro comercial" OR "local comercial"), propaganda*, spot, spots, campaña*, valla de, vallas, valla publicitaria, cartel de, carteles, eslogan*, lema,
			patrocin*, influencer*, embajador*, sorteo*, sortea*, concurso de, descuento*, rebaja*, cupón, cupones, promo, promos, promoción, promociones, código de, con el código, con mi código, oferta*, 2x1,
			black friday, logo, logotipo, marketing, mercadotecnia, colaboración con, colabora con, lanzamiento*, lanza su, lanzan, lanzó, la imagen de, redes sociales, community manager, unboxing, mascota de la marca`,
		service: `
			reembols*, devolución, devoluciones, devolver, devuelv*, devuelto, mi dinero, atención al cliente, servicio al cliente, servicio técnico, soporte, mesa de ayuda, pésimo servicio, mal servicio,
			pésima atención, buena atención, mala atención, excelente atención, posventa, postventa, mi NEAR/1 (pedido OR paquete OR compra OR cuenta OR factura OR suscripción OR orden OR envío), mis pedidos, número de pedido, número de orden,
			envío, envíos, no ha llegado, no llegó, no me llegó, no llega, nunca llegó, sigue sin llegar, repartidor*, mensajero, paquete, entrega, entregado, entregaron, retraso*, llevo NEAR/3 esperando, sigo esperando,
			esperando respuesta, garantía, no funciona, no sirve, dejó de funcionar, no prende, no enciende, se me rompió, vino roto, llegó roto, llegó rota, defectuos*, dañado, queja*, quejarme, reclamo, reclamos,
			reclamar, reclamación, reclamaciones, hoja de reclamaciones, cobraron, cobrado, cobran de más, cobro doble, cobro indebido, cargo doble, doble cargo, me cobran, no responde*, nadie responde, nunca responde*, no contesta*, nadie contesta, no me contesta*,
			sin respuesta, me cuelgan, me colgaron, al teléfono, cancelo, cancelar, cancelación, dar de baja, darme de baja, suscripción, suscripcion, no puedo entrar, no puedo acceder, no me deja entrar, no puedo iniciar sesión,
			contraseña, ayuda por favor, ayuda porfa, necesito ayuda, me ayudan, me pueden ayudar, alguien me ayuda, chat de, call center, talla equivocada, me quedan chic*, me queda chic*, me quedan pequeñ*, me quedan grandes, cambio de talla`,
		product: `
			función nueva, funciones, funcionalidad*, ojalá, debería tener, deberían tener, debería permitir, deberían permitir, deberían poner, deberían agregar, deberían hacer, estaría bien, estaría genial, estaría bueno, me gustaría que,
			agreguen, añadan, pongan, por qué no tiene, le falta, les falta, echo en falta, hace falta, que vuelva, traigan de vuelta, vuelvan a, actualiza*, actualización, actualizaciones, versión, versiones, beta, fallo*, falla en, error, errores, bug, bugs,
			se cierra sola, se cierra solo, se cuelga, se congela, se traba, va lento, va lenta, muy lento, muy lenta, más lento, más lenta, mejora, mejoras, mejorar, mejoren, diseño, diseñad*, interfaz, usabilidad, app, apps, aplicación, ajustes de, modo oscuro, compatib*,
			exportar, integración, batería, ingrediente*, la receta, nueva receta, nueva fórmula, la fórmula, sabor*, sabe a, sabe diferente, sabe distinto, envase*, empaque*, material, materiales, tela, calidad, correa*, cremallera*, cierre, costura*, talla más, tallas más, tallas grandes, tallaje,
			muy corta, muy cortas, muy corto, muy cortos, demasiado corto*, demasiado grande*, demasiado pequeñ*, se despega, se descose, prototipo*`,
	}
}
