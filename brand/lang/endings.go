package lang

// endings are how the longer words of a language end: what headlines and
// complaints are made of, and no list of common words holds. Each has three or
// four letters, and stands with every language that has it.
func endings() map[string]string {
	return map[string]string{
		"en": `ing ings tion ions ness ally ould ight ough less ment ated ious ched ters able ible ance ence ully elly ates ity sted
			wing ling ting ning edly tely rely nced ship hood ying eing oing ists wise`,
		"es": `ción cion ones idad ente ando endo aron eron ados idos adas idas ismo anza ible able ería ario aria sión ores dora
			ador ales iera iese arse irse erse ndo ñas ños illa illo mos rán ían aba`,
		"pt": `ção ções cao coes dade ente ando endo aram eram iram ados idos adas idas ável ível agem eira eiro inho inha ssão são
			ões ário ores ador mos rão iam ava ismo nha nho lhe lha`,
		"fr": `ment ents tion ions ique ques ient eurs euse ées eaux ette elle aire ance ence able ible oire euil ouer rait ège eux
			isse ère ères uer oir`,
		"it": `ione ioni ente ando endo ità aggi ggio etti ezza ento enti ato ati ata ate elli ella ello ista iamo arsi ersi irsi
			anza enza ario aria ere are ire ndo cci cce gli glia glie zia zie sse ono ano`,
		"ro": `ului ilor elor ție ții ează esc ește tate ător iile ați iți ele ulu uri nță nțe ism ment eșt țiu rea lui`,
		"ca": `ció itat ment ant ada ades ats ació dors dor isme ança esa eix uny ges ques ells ella`,
		"gl": `ción dade ente ando endo aron eron ados idos adas idas eira eiro iño iña ario`,
		"de": `ung ngen keit heit lich isch sche igen chen haft eren iert chte chem cher ches sten nden iger iges igem tion onen tät
			urde dung tung sung nung lung kung ich icht acht echt ocht ucht`,
		"nl": `heid lijk ijke ngen eerd eren atie ties chap eert elen cht isch ing aar aars aren ijk ijn ijs uur eur ouw uis oek oet
			ooit aat aten eel eld elde rdt ndt gde kte pte wijs`,
		"af": `heid lik like ings eer eerd asie sies skap ing aar ies iese aan word ens uis oek oet`,
		"sv": `ning ngar het liga lig arna orna erna ande ades ade tion igt iska isk ets ens aren ören are ast nde ggör ckt tet aste
			önt ört`,
		"da": `ning nger hed lige lig erne ende ede else lser tion igt iske isk ets ens eren nde edes est dte ndt ldt rdt ørt ært tet
			ejle øje ægt evet`,
		"no": `ning nger het lige lig ene ende else lser sjon igt iske isk ets ens eren nde est ert ørt ært tet eien øye jøre ette
			vet`,
		"is": `inn inum anna unum umst ðið ðir legt andi aði uðu ingu inga ður tur num ann`,
		"fi": `ssa ssä sta stä lla llä lle ltä lta nen set iin aan ään oon uus yys inen mme tte tta ttä vat vät kaan kään isen iset
			tään taan iden ista istä ksi ihin ille illa nut nyt tiin neet een`,
		"et": `mine mise dest tele dele line lise akse sest sse nud tud vad dud ame itud atud mist ust ised ksid ute kond`,
		"hu": `ban ben nak nek val vel hoz hez ról ről ból ből ság ség unk ünk tott tett ött ató ető kat ket ait eit ások ések ának
			ének nál nél gyar ásra ésre lmi lem sági ségi ható hető`,
		"tr": `lar ler ları leri lık lik lığı liği yor mak mek dır dir dur nın nin nda nde ması mesi acak ecek mış miş dığı diği sını
			sini arın erin dan den cak cek ıyor iyor uyor üyor arak erek uğu üğü adı edi`,
		"az": `lar lər ları ləri lıq lik mış miş dır dir nın nin nda ndə ması məsi acaq əcək dan dən`,
		"pl": `ość ości ach ego emu ych ich ami anie enie ować ała ali iła cja cji cję owy owa owe wać iego nia niem iał ący ące ąca
			owie sze szy czy cze dzi dzie rzy rze ymi imi`,
		"cs": `ost osti ého ému ých ích ami ání ení ovat ová ový ila ili ala ali ech ách ují uje ané ené aný ený nost ství cích ním
			ným ové ově ěji ější`,
		"sk": `osť osti ého ému ých ích ami anie enie ovať ová ový ila ili ala ali ajú ujú och ách uje ané ené aný ený nosť stva ním
			ným ové ejší nia`,
		"hr": `nje nja anje enje ima ama ije osti ost ski ska ske skog ovi iti ati ava ila uje ija iju nog nih nim jem eći ući anja
			enja ali ili`,
		"sl": `nje nja anje enje osti ost ega emu imi ati iti ajo ijo ski ska ske ila ali ili nega nih nim jem ovi ija anja enja ejo
			uje`,
		"lt": `imas imo ose iai tis omis ųjų asis ojo oje uoja inti yti auti ėjo iams ams ais ytas inė inis iką umas`,
		"lv": `šana anas ība ības iem ajam ājs tājs jas jumu jums šanu iski isks ājis usi ušas āja ētu ums umu ēja`,
		"sq": `imi imit isht oren uar ues eve ave hme jes shme sisë tjes tare sim jnë ohet ojnë`,
		"eu": `aren ren ean eko tzen etan etik ekin ako tuta arri gune tako izan ari`,
		"id": `kan nya ngan akan anya gkan asi itas isme wan lah kah ini`,
		"ga": `acht each aigh ithe anna úil óir óirí tear adh eadh ála`,
		"cy": `iad adau aeth ion iaid wyd odd wyr ydd iau wch`,
		"eo": `ojn ajn anto anta ita itaj ejo eco iĝi igi`,
		"tl": `hin hing yan ang`,
		"ru": `ться тся ого его ому ями ами ать ить ение ения ость ости ные ный ная ное ных ует ает или али щих ской ется ются ием
			ией ств ства ным ной ыми ыть ние ния аем ают уют ило ала`,
		"uk": `ться тися ого ому ями ами ати ити ення ання ість ості ний них ують ають или али ької ства ним ною ими ені ані ній ила
			ала ував єть`,
		"be": `цца ага аму амі ямі аць іць анне енне асць асці ных ная ныя уюць аюць ілі алі скай ства ным ымі ваў`,
		"bg": `ите ата ето ият ните ната нето ване ение ния ост ости ски ска ско ява ува аха иха ният ства ани ени ала`,
		"mk": `ите ата ето иот ните ната ното ање ење ост ости ски ска ско ува ства ани ени ила ала`,
		"sr": `ање ење ања ења има ама ост ости ски ска ске ског ије ија ити ати ила ала али или ује ства ним ног них ови`,
		"kk": `дың тың нің дар лар лер дер тар тер ған ген қан кен ады еді ында інде мен дағы ушы`,
		"ky": `дын тын нин лар лер дар тар ган ген кан кен ында инде луу даны рдын`,
		"hi": `ियों ाओं ाएं ाने ाता ाती ाते येगा ेगी ेंगे कार ाया`,
		"mr": `च्या ांना ाचा ाची ाचे ांचे ांची ाला ाने ांनी णार ल्या ध्ये`,
		"ne": `हरू हरु रूको लाई ाको ेको एको न्छ नेछ इने िने हरूल ामा`,
		"fa": `های ترین ایی شان کند`,
		"ur": `یاں ئیں`,
		"tg": `ҳои ият они дани ста анд`,
	}
}
