package lang

func slavic() []language {
	return []language{
		{"pl", "ąćęłńóśźż", `i w na z nie się do to że jest o jak a od po za co przez dla tak ale czy tym już tylko jego jej ich być
			był była było były są ma mają może można może bardzo więc też także oraz lub albo ponieważ bo gdy kiedy gdzie kto
			dlaczego który która które których którzy tego tej te ten ta tych temu tam tu teraz dziś dzisiaj wczoraj jutro
			zawsze nigdy znowu jeszcze mnie mi ja ty on ona my wy oni ci ciebie nas nam was wam mój moja moje swój swoje nasz
			wszystko wszyscy wszystkich nic nikt ktoś coś każdy bez przed pod nad między przy podczas według przeciw we ze ku
			mam masz mamy macie miał robi robić zrobić mówi powiedział wiem wie chce chcę trzeba musi będzie będą został została
			zostały roku lat lata dni dzień ludzie ludzi czas razy firma firmy klienci klientów nowy nowa nowe pierwszy dwa trzy
			milionów proszę dziękuję dobrze źle tak sie ze juz moze byl bedzie jesli jeśli żeby aby niż niech właśnie nawet
			jednak sobie po prostu jako około ponad mln
			policja prawo prezydent tydzień tygodni miesiąc miesięcy godzin godziny poniedziałek wtorek środę czwartek piątek
			sobotę niedzielę dom praca pracy kobieta kobiety dzieci matka pieniądze pieniędzy problem problemy polska polski
			polsce miasto wciąż nadal zaś natomiast ponadto dlatego dzięki wobec wśród osoby osób człowiek procent coraz kilka
			wiele wielu czyli chyba jesteś jesteśmy jesteście mogę możesz możemy mieć zł`},
		{"cs", "áčďéěíňóřšťúůýž", `a v na se je že s z do o to i k ve za pro jsem si by ale jak po už od jako tak nebo byl byla bylo
			byli jsou není má mají ten ta tu toho tom těch které který která kteří co kdo kde kdy proč když protože pokud aby
			jen jenom také taky ještě více moc velmi dobře špatně já ty on ona my vy oni mě mi mně tě ti nás nám vás vám jeho
			její jejich můj moje svůj svou své všechno všechny všichni vše nic nikdo někdo něco každý bez před pod nad mezi při
			během podle proti přes ze ke jsme jste jsi být bude budou mít mám máte může mohou musí chce chci dělá dělat říká
			řekl vím ví roku let dnes včera zítra teď vždy nikdy zase lidé lidi lidí čas krát firma firmy zákazníci nový nová
			nové první dva tři milionů prosím děkuji děkuju díky ano ne tady tam sice však než asi prostě fakt opravdu takže
			dne korun uvedl nimi byt jestli
			policie zákon prezident týden týdny měsíc měsíců hodin hodiny pondělí úterý středu čtvrtek pátek sobotu neděli dům
			práce žena ženy děti matka peníze problém problémy česko český město znovu stále zatímco navíc proto vůči osoby
			osob člověk procent několik mnoho tedy snad můžu můžete mohl měl měla měli poté pravda tomu této těmto těchto nějak
			nějaký nějaké dost trochu hodně pořád`},
		{"sk", "áäčďéíĺľňóôŕšťúýž", `a v na sa je že s z do o to i k vo za pre som si by ale ako po už od tak alebo bol bola bolo boli
			sú nie má majú ten tá tú toho tom tých ktoré ktorý ktorá ktorí čo kto kde kedy prečo keď pretože ak aby len aj tiež
			ešte viac veľmi dobre zle ja ty on ona my vy oni ma mi mne ťa ti nás nám vás vám jeho jej ich môj moje svoj svoju
			svoje všetko všetky všetci nič nikto niekto niečo každý bez pred pod nad medzi pri počas podľa proti cez zo ku sme
			ste byť bude budú mať mám môže môžu musí chce chcem robí robiť hovorí povedal viem vie roku rokov dnes včera zajtra
			teraz vždy nikdy zase ľudia ľudí čas krát firma firmy zákazníci nový nová nové prvý dva tri miliónov prosím ďakujem
			áno tu tam však než asi proste naozaj takže iba`},
		{"hr", "čćđšž", `i u je se na da za su od s o a što koji koja koje to će kao iz do ne bi ili ali samo bio bila bilo bili nije
			nisu ima imaju može mogu treba mora sve svi sva ništa nitko netko nešto kako kada kad gdje tko zašto zato jer ako
			dok već još više vrlo jako dobro loše ja ti on ona mi vi oni mene me tebe te nas nam vas vam njega njegov njezin
			moj moja svoj svoje bez prije nakon poslije pod nad između tijekom prema protiv kroz sam si smo ste biti bude budu
			imam hoće hoću želi radi raditi kaže rekao znam zna godine godina danas jučer sutra sada uvijek nikad opet ljudi
			vrijeme puta tvrtka kupci novi nova novo prvi dva tri milijuna molim hvala da li šta ko gde neko niko posle ovo ova
			ovaj taj tako tu tamo također takođe preko kod po neka zbog pa čak jedan jedna nego`},
		{"sl", "čšž", `in je v na se da za so ki z s o pa ne bi ali kot po iz do še že le tudi bil bila bilo bili ni niso ima imajo
			lahko mora vse vsi nič nihče nekdo nekaj kako kdaj kje kdo zakaj zato ker če ko več zelo dobro slabo jaz ti on ona
			mi vi oni mene me tebe te nas nam vas vam njega njegov njen moj moja svoj svoje brez pred pod nad med pri proti
			skozi sem si smo ste biti bo bodo imam hoče želi dela pravi rekel vem ve leta let danes včeraj jutri zdaj vedno
			nikoli spet ljudje ljudi čas krat podjetje kupci novi nova novo prvi dva tri milijonov prosim hvala ja to ta tega
			tem kar kateri katera katere tako tukaj tam ampak vendar zaradi`},
	}
}
