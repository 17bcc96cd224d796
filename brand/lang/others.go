package lang

func others() []language {
	return []language{
		{"fi", "äöå", `ja on ei että se oli hän mutta ovat kuin myös joka olla mitä niin ole ollut tai jos nyt kun vain sen minä
			sinä me te he mun sun mulla sulla minun sinun hänen meidän heidän minua sitä tämä tämän tässä tuo siitä sitten
			siellä täällä missä mikä miksi miten kuka koska vielä jo aina koskaan taas tänään eilen huomenna kaikki kaiken
			mitään joku jotain paljon enemmän hyvin hyvä hyvää huono tosi ihan jopa ehkä kyllä eikä olen olet olemme olisi
			voi voisi pitää täytyy haluan haluaa tulee tuli menee meni tekee tehdä sanoi sanoo tiedä vuoden vuotta vuonna
			päivä aika ihmiset ihmisiä yritys asiakkaat uusi uuden ensimmäinen kaksi kolme miljoonaa kiitos moi hei noin ilman
			kanssa jälkeen ennen mukaan vastaan välillä aikana toinen muut muita joita jotka jossa jonka joiden siis eli
			edes ette emme eivät en enää mut kerran lisäksi sekä yli alle oman oma onko mitä nää tää tuntuu
			poliisi laki viikko viikon kuukausi maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai koti työ
			nainen naiset mies lapset äiti raha ongelma ongelmia suomi suomen kaupunki uudelleen yhä myöskin lisää siksi koko
			sama samaa sellainen tällainen näin prosenttia lähtien kohti kautta tarvitse tarvitsee toimi toimii toimita käyttää
			osake yhtiö yhtiön yhtiöt kertoi kertoo aikoo alkoi voivat voidaan pitäisi saa saada saanut`},
		{"et", "äöõüšž", `ja on ei et see oli ta kui ka aga mis kes ning või siis nagu oma mina sina meie teie nemad ma sa me te
			nad mu su tema selle seda sellest siin seal kus miks kuidas kuna veel juba alati kunagi jälle täna eile homme kõik
			midagi keegi palju rohkem väga hästi hea halb ainult isegi võib olla pole olen oled oleme olid olnud saab sai tuleb
			tuli läheb teeb teha ütles teab aasta aastat päeva aega inimesed inimest ettevõte kliendid uus uue esimene kaks kolm
			miljonit aitäh tere ilma pärast enne vastu vahel ajal teine need mida kelle selles kuid sest peab mitte üks ole`},
		{"hu", "áéíóöőúüű", `a az és hogy nem is egy ez meg de csak van volt már ha még mint azt ezt el ki be fel le mert majd nagyon
			jó rossz mi én te ő mi ti ők engem téged minket nekem neked neki nekünk ami aki amit akik ahol amikor mikor miért
			hogyan hol itt ott most ma tegnap holnap mindig soha megint újra minden mindenki semmi senki valami valaki sok több
			igen lesz lehet kell tud tudom akar szerint után előtt alatt között ellen nélkül miatt során vagy vagyok vagyunk
			vannak voltak lenne legyen volna csinál mond mondta évben év éve nap idő ember emberek cég cégek ügyfelek új első két
			három millió köszönöm szia kérem olyan ilyen ennek annak erre arra ezek azok pedig sem sincs nincs egyik másik
			saját akkor így úgy tehát hát szóval kicsit sokkal amely melyek által illetve ezért azért rá hozzá`},
		{"tr", "âçğıîöşüû", `ve bir bu da de için ile çok ne o var daha gibi ama en kadar olan olarak sonra ben sen biz siz onlar bana
			sana ona bize size beni seni onu bizi benim senin onun bizim mi mı mu mü değil yok her şey hiç bir nasıl neden niye
			nerede kim hangi ki ya ise veya hem şimdi bugün dün yarın hep her zaman asla yine tekrar burada orada böyle şöyle
			öyle bütün tüm herkes kimse önce göre karşı arasında içinde üzerinde oldu olduğu olduğunu olacak olur olsun oluyor
			etti ediyor eden etmek yaptı yapıyor yapmak dedi diyor söyledi geldi gitti istiyorum biliyor yıl yıllar gün saat
			insan insanlar zaman şirket müşteri yeni ilk iki üç milyon lütfen teşekkürler teşekkür iyi kötü güzel büyük artık
			sadece bile çünkü eğer hala hâlâ rağmen dolayı üzere ederim abi ya'nın bunu bunun şu tarafından diye icin cok degil
			polis yasa başkan hafta ay pazartesi salı çarşamba perşembe cuma cumartesi pazar ev iş kadın kadınlar adam çocuk
			çocuklar anne para sorun sorunu türkiye şehir genel müdür yüzde kurum kurumu yeniden ancak fakat ayrıca dahil kişi
			kişiler birçok bazı diğer aynı kendi kendisi belki tamam evet hayır lazım gerek gerekiyor mümkün şekilde nedeniyle
			açıkladı belirtti başladı düştü arttı vardı yoktu oldum olmuş gelen veren alan yapılan edilen sabah akşam`},
		{"vi", "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", `và của là có không cho được trong một người với
			các này đã những để khi từ đến vào ra ở cũng như về sẽ đang thì mà nhưng hay hoặc nếu vì do tại trên dưới sau trước
			giữa theo bị còn chỉ rất nhiều ít hơn nhất lại rồi nữa đây đó kia gì ai đâu sao nào thế làm đi lên xuống tôi bạn anh
			chị em họ chúng ta mình nó ông bà phải cần muốn biết nói thấy năm ngày tháng giờ công ty khách hàng mới đầu hai ba
			triệu cảm ơn xin hôm nay qua việc số bởi tất cả điều cùng lúc mọi vẫn quá khong duoc`},
		{"id", "", `yang dan di ini itu dengan untuk dari tidak dalam pada akan ke adalah juga ada saya kamu anda dia kami kita mereka
			aku kalian oleh sudah bisa karena atau seperti lebih telah hanya tapi tetapi namun jika kalau saat ketika setelah
			sebelum bagi secara antara tanpa hingga sampai sejak menurut tentang lagi masih belum pernah selalu sangat banyak
			semua apa siapa mana kenapa mengapa bagaimana kapan sekarang hari kemarin besok tahun orang waktu perusahaan
			pelanggan baru pertama dua tiga juta terima kasih tolong baik buruk gak nggak ga enggak udah aja banget sih dong kok
			nih deh yg dgn utk tdk jadi menjadi membuat melakukan mengatakan kata harus ingin mau tahu lain sama para sebuah
			seorang tersebut bukan begitu malah terus nya pun beberapa setiap dapat merupakan sebagai terhadap serta bahwa per
			boleh awak korang saja tak ia kepada ujar katanya hal bulan jalan`},
		{"tl", "ñ", `ang ng sa na mga ay at ko mo ka si ni kay para hindi ito iyon yung yan ako ikaw siya kami tayo kayo sila akin
			natin namin nila niya kanya kung pero dahil kasi lang din rin po opo naman pa ba may mayroon meron wala walang lahat
			isang isa dalawa tatlo ano sino saan kailan bakit paano ngayon kahapon bukas araw taon tao mga ito'y sobra talaga
			salamat maganda masama bago una huwag dapat gusto alam sabi ayon mula hanggang upang nang ganito ganyan doon dito
			diyan nga daw raw pala yata`},
		{"sw", "", `na ya wa kwa ni katika la za cha kuwa hii hiyo huo hilo hivyo si sio lakini au kama pia sana watu mtu mwaka miaka
			siku leo jana kesho sasa bado tena wote yote kila moja mbili tatu mimi wewe yeye sisi ninyi wao yake yao yangu yako
			wangu wake wetu ambayo ambao ambapo kwamba baada kabla hadi kutoka ili juu chini ndani nje alisema amesema serikali
			nchi kampuni wateja mpya asante tafadhali nini nani wapi lini kwanini hapa hapo huko hakuna kuna`},
		{"lt", "ąčęėįšųūž", `ir yra kad į su iš o ne tai kaip už jo jos jų bet po per tik nuo ar jau buvo bus būti dar labai gali
			apie prie ant aš tu jis ji mes jūs jie mane tave mus man tau jam mums jums mano tavo savo mūsų visi viskas visų
			nieko niekas kas kur kada kodėl kai nes jei jeigu čia ten dabar šiandien vakar rytoj visada niekada vėl daug
			daugiau gerai blogai metų metai metais diena dienos žmonės žmonių laikas įmonė klientai naujas nauja pirmas du trys
			milijonų ačiū prašau be prieš tarp pagal šis ši tas ta kuris kuri kurie kurių todėl taip pat`},
		{"lv", "āčēģīķļņšūž", `un ir ka uz ar no par kā arī bet ne vai pie pēc tikai jau bija būs būt vēl ļoti var es tu viņš viņa mēs
			jūs viņi man tev viņam mums jums mans tavs savu savas mūsu visi viss visu nekas neviens kas kur kad kāpēc jo ja šeit
			tur tagad šodien vakar rīt vienmēr nekad atkal daudz vairāk labi slikti gada gadā gadi gadu diena dienas cilvēki
			cilvēku laiks uzņēmums klienti jauns jauna pirmais divi trīs miljoni paldies lūdzu bez pirms starp šis šī tas tā
			kurš kura kuri kuru tāpēc tāpat lai līdz nav gan to šo tiek`},
		{"sq", "çë", `dhe në të e një për me që nga se është i ka u si nuk po më do ky kjo ata ato ai ajo unë ti ne ju janë ishte kanë
			kishte mund duhet por ose edhe kur ku pse çfarë kush sa shumë pak mirë keq sot dje nesër tani gjithmonë kurrë
			gjithë asgjë dikush vit vite ditë njerëz kohë kompania klientët ri re parë dy tre milionë faleminderit ju lutem pa
			para pas midis sipas kundër tij saj tyre im yt`},
		{"eu", "ñ", `eta da ez bat du dira zen ere egin dute izan baina hau hori den dela dituen zuen duen bere oso gehiago edo
			nola noiz non zer nor zergatik orain gaur atzo bihar beti inoiz guztiak ezer urte urtean egun jende denbora enpresa
			bezeroak berri lehen bi hiru milioi eskerrik asko mesedez gabe ondoren aurretik artean arabera aurka haren gure zure
			nire naiz zara gara dago daude behar nahi esan dio`},
		{"ga", "áéíóú", `agus an na is i ar a go ag le do bhí tá ní sé sí mé tú muid siad seo sin atá níl bhfuil raibh gur ach nó má
			mar nuair cad cé conas cén fáth anseo ansin anois inniu inné amárach i gcónaí arís gach duine rud bliain lá daoine am
			nua céad dó trí go raibh maith agat gan roimh tar éis idir de réir faoi leis don san aige aici acu`},
		{"cy", "âêîôûŵŷ", `y yr a i o yn ac ar mae ei am ni gan wedi bod oedd fod eu ond neu nid nad sydd fel hwn hon hyn hynny chi
			fi ti ef hi nhw fy dy ein eich beth pwy ble pryd pam sut yma yna nawr heddiw ddoe yfory bob amser byth eto pawb
			dim rhywun blwyddyn dydd pobl amser cwmni newydd cyntaf dau tri diolch os gwelwch heb cyn ar ôl rhwng gwneud
			dweud mynd dod cael rhaid hefyd iawn ddim`},
		{"eo", "ĉĝĥĵŝŭ", `la kaj de en al estas mi ne vi li ŝi ni ili ke por kun pri sed aŭ se kiel kiu kio kie kiam kial tiu tio ĉi
			ĉiuj ĉio nenio iu jam nur tre pli plej ankaŭ estis estos havas povas devas volas diris hodiaŭ hieraŭ morgaŭ nun ĉiam
			neniam homoj jaro jaroj tago tempo nova unua du tri sen post antaŭ inter laŭ mia via lia nia ilia oni ĝi dum`},
		{"az", "çəğıöşü", `və bir bu də da üçün ilə çox nə o var daha kimi amma ən qədər olan olaraq sonra mən sən biz siz onlar
			mənə sənə ona bizə deyil yox hər şey heç necə niyə harada kim hansı ki ya isə indi bu gün dünən sabah həmişə heç vaxt
			yenə bütün hamı olub edib edir etdi dedi il gün insan insanlar vaxt şirkət müştəri yeni ilk iki üç milyon zəhmət
			olmasa təşəkkür yaxşı pis artıq yalnız belə çünki əgər onun bunun tərəfindən`},
	}
}
