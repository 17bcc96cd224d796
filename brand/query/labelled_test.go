package query

// A label is a query with texts that are mentions and texts that are none.
type label struct {
	query   string
	yes, no []string
}

func labelled() []label {
	return []label{
		// One word.
		{
			"solvo",
			[]string{"Solvo", "I love SOLVO!", "Solvo's new ad", "Solvo’s new ad", "(solvo)", "solvo.", "@solvo help", "see solvo.example", "_solvo_ rules", "“Solvo”", "anti-solvo", "Solvo/Motrin", "sol\u200bvo", "Ｓｏｌｖｏ", "Solvo™ is here", "Solvo®", "我爱Solvo手机", "solvo😡", "https://news.example/solvo-recall"},
			[]string{"dissolvo", "solvos", "solvo2", "sol vo", "so1vo", "solv o", "resolvo it", "", "sólvo", "solvent"},
		},
		// Names inside hashtags, by how long they are.
		{
			"motrin",
			[]string{"#motrinmoms", "#MotrinMoms", "#boycottmotrin", "#boycottmotrinnow", "#motrin", "#motrin2008", "＃motrinmoms", "#no_motrin_moms", "#a#motrinmoms", "(#motrinmoms)"},
			[]string{"motrinmoms", "#motormoms", "#mot_moms rin", "page.example/#motrinmoms", "x#motrinmoms"},
		},
		{"nike", []string{"#nikefail", "#boycottnike", "#IHateNikeShoes", "#nike", "#stop_nike_now"}, []string{"#unikely", "#onikeya"}},
		{"gap", []string{"#GapFail", "#boycottGap", "#gap", "#gap2026", "#my_gap_jeans", "mind the gap"}, []string{"#singapore", "#gapfail", "gaps"}},
		{"hp", []string{"#HPFail", "HP printer", "#hp_sucks"}, []string{"#php", "#hpfail", "php"}},
		{"pain away", []string{"#painaway", "#PainAwayFail", "#nopainawayplease", "Pain away!", "pain-away", "pain, away", "the pain. Away!", "pain\naway", "#pain_away"}, []string{"pain go away", "away pain", "painaway", "pains away"}},
		{`"pain away"`, []string{"Pain away!", "#pain_away", "so the pain away went"}, []string{"#painaway", "#PainAwayFail", "pain goes away"}},
		{`"motrin"`, []string{"Motrin", "#motrin"}, []string{"#motrinmoms", "#boycottmotrin"}},
		{"at&t", []string{"AT&T is down", "at&t's", "#att", "#ATTFail", "(AT&T)", "AT＆T", "AT & T"}, []string{"at t", "att", "at and t", "AT&TX", "#attention", "chat&talk"}},

		// Names with signs.
		{"C++", []string{"I write C++.", "c++11", "C++, Go", "C++/CLI", "(C++)", "Ｃ＋＋"}, []string{"C", "C+", "#c", "ABC++", "C#", "c + +"}},
		{"C#", []string{"C# 12", "in c#.", "C#/F#"}, []string{"C++", "#c", "C", "ABC#"}},
		{".NET", []string{"We use .NET 9", ".net", "(.NET)", "on .net!", "-.net"}, []string{"net", "example.net", "ASP.NET", "#net", "fishing net"}},
		{"ASP.NET", []string{"ASP.NET Core", "asp.net"}, []string{"ASP NET", "asp", "xasp.net"}},
		{"e-mail", []string{"E-mail me", "e‑mail", "e‐mails? e-mail!", "my e-mail's gone", "email", "e mail"}, []string{"e-mails", "mail", "the-mail", "e, mail", "e. Mail"}},
		{"Yahoo!", []string{"Yahoo! is back", "yahoo!!!", "#yahoo", "Yahoo!'s", "(Yahoo!)", "#YahooFail"}, []string{"yahoo", "Yahoo Mail", "yahoo !", "wahoo!"}},
		{"yahoo", []string{"Yahoo!", "yahoo", "Yahoo Mail"}, []string{"yahoos", "yaho"}},
		{"domino's", []string{"Domino's", "Domino’s", "DOMINO'S pizza", "#dominos", "#dominospizza", "Dominoʼs", "dominos"}, []string{"domino", "domino s", "domino as"}},
		{"M&M's", []string{"M&M's", "m&m’s", "M&Ms", "m & m's", "M & Ms"}, []string{"mm's", "mms", "m&m", "m and m's"}},
		{"L'Oréal", []string{"L'Oréal", "L’ORÉAL", "l'Ore\u0301al"}, []string{"loreal", "L'Oreal", "oréal"}},
		{"7-Eleven", []string{"7-Eleven", "7‑eleven", "#7eleven", "7 eleven", "7Eleven"}, []string{"17-eleven", "7-elevens", "at 7, eleven of us", "7"}},
		{"Coca-Cola", []string{"Coca-Cola", "COCA‑COLA", "#cocacola", "#CocaColaFail", "Coca Cola", "CocaCola", "coca cola's"}, []string{"cola", "coca", "coca-colas", "coca and cola", "coca, cola"}},
		{"Toys R Us", []string{"Toys R Us", `Toys "R" Us`, "#toysrus"}, []string{"toys are us", "toysrus"}},
		{"Marks & Spencer", []string{"Marks & Spencer", "Marks Spencer", "#marksspencer", "Marks and Spencer", "marks&spencer", "#MarksAndSpencer", "Mark's & Spencer"}, []string{"Spencer Marks", "Marks or Spencer", "Marks and the Spencer"}},
		{`E\*TRADE`, []string{"E*TRADE", "my e*trade account"}, []string{"etrade", "e trade", "E*TRADES"}},
		{"3M", []string{"3M masks", "3m's"}, []string{"3 m", "13M", "3Ms"}},
		{"Dr. Pepper", []string{"Dr Pepper", "Dr. Pepper!", "#drpepper"}, []string{"Dr. Salt", "pepper dr"}},
		{"Guess?", []string{"Guess? jeans", "GUESS?"}, []string{"guess", "Guess jeans"}},
		{"$AAPL", []string{"$AAPL up", "buy $aapl!"}, []string{"AAPL", "US$AAPL", "$AAPLX"}},
		{"🦉", []string{"🦉", "oh no 🦉🦉 again", "Duo🦉"}, []string{"owl", "🦅", ""}},

		// Prefixes.
		{"solvo*", []string{"solvo", "Solvomoms", "SOLVO-X", "solvo2", "#solvomoms", "solvos", "#MySolvoMoms"}, []string{"dissolvo", "solv", "sol vo"}},
		{"boycott*", []string{"boycotting", "Boycotts!", "#boycottnow", "boycott"}, []string{"boy", "girlcott"}},
		{"customer serv*", []string{"customer service", "Customer-serving", "#customerservicefail"}, []string{"customers service", "service customer"}},
		{"сбер*", []string{"Сбербанка", "сбер", "СБЕРБАНК"}, []string{"несбер"}},

		// Tags and handles.
		{"#solvo", []string{"#solvo", "#SOLVO!", "no #Solvo.", "#a#solvo", "＃Ｓｏｌｖｏ"}, []string{"solvo", "#solvomoms", "# solvo", "x#solvo", "/#solvo", "&#solvo"}},
		{"#solvo*", []string{"#solvo", "#solvomoms", "#Solvo2026", "#solvo_moms"}, []string{"solvo", "#mysolvo", "solvomoms"}},
		{"#été_2026", []string{"#Été_2026", "#E\u0301TE\u0301_2026"}, []string{"#été", "été_2026", "#ete_2026"}},
		{"#ソルボ*", []string{"#ソルボママ", "＃ｿﾙﾎﾞ"}, []string{"ソルボ"}},
		{"@solvo", []string{"@solvo hi", ".@Solvo", "thanks @SOLVO.", "@solvo@social.example", "@motrin,@solvo", "＠solvo"}, []string{"solvo", "info@solvo.example", "@solvo_help", "@solvomoms", "@ solvo", "@solvo.example"}},
		{"@solvo.example", []string{"@solvo.example: no", "hi @solvo.example."}, []string{"@solvo", "@solvo.example.org"}},
		{"@solvo@social.example", []string{"@solvo@social.example!"}, []string{"@solvo", "@solvo@other.example"}},
		{"@solvo*", []string{"@solvo", "@solvo_help", "@SolvoCare"}, []string{"@mysolvo", "solvo_help"}},

		// Capitals.
		{"=Apple", []string{"Apple", "Apple's", "an Apple.", "Ａｐｐｌｅ"}, []string{"apple", "APPLE", "#AppleFail", "Apples", "PineApple"}},
		{`="Pain Away"`, []string{"Pain Away", "the Pain-Away pill"}, []string{"pain away", "Pain away", "#PainAway"}},
		{"=US", []string{"the US says", "US-made"}, []string{"us", "tell us", "USA", "Us"}},
		{"=Élan", []string{"Élan", "E\u0301lan"}, []string{"élan", "ÉLAN"}},
		{"=3M", []string{"3M"}, []string{"3m wide"}},

		// Operators.
		{"solvo AND recall", []string{"Solvo recall", "recall of all things solvo", "#solvorecall"}, []string{"solvo", "recall", ""}},
		{"solvo OR motrin", []string{"solvo", "motrin", "both solvo and motrin"}, []string{"advil"}},
		{"solvo NOT consulting", []string{"solvo", "solvo consults"}, []string{"solvo consulting", "Consulting by Solvo", "consulting"}},
		{"solvo AND NOT (consulting OR law)", []string{"solvo bag"}, []string{"solvo law", "solvo consulting"}},
		{"a1 OR b1 AND c1", []string{"a1", "b1 c1"}, []string{"b1", "c1"}},
		{"(a1 OR b1) AND c1", []string{"a1 c1", "b1 c1"}, []string{"a1", "a1 b1", "c1"}},
		{"apple AND (pie OR tart) NOT (iphone OR mac)", []string{"apple pie", "tart of apple"}, []string{"apple", "apple pie on my mac", "apple iphone tart"}},
		{"NOT law AND solvo", []string{"solvo"}, []string{"solvo law", "law"}},
		{"NOT NOT solvo AND bag", []string{"solvo bag"}, []string{"bag"}},
		{`\AND`, []string{"and", "this and that"}, []string{"or", "sand"}},
		{"and", []string{"this and that"}, []string{"sand"}},

		// Nearness.
		{"solvo NEAR/2 recall", []string{"solvo recall", "recall of the solvo", "Solvo: a big recall", "solvo, recall!"}, []string{"solvo is now in recall", "recall", "solvo a b c recall"}},
		{"solvo NEAR/0 recall", []string{"solvo recall", "recall-solvo"}, []string{"solvo a recall"}},
		{`"data breach" NEAR/3 (solvo OR motrin)`, []string{"data breach at Solvo", "Motrin hit by a data breach"}, []string{"data breach", "data solvo breach", "data breach in the big new solvo"}},
		{"#fail NEAR/1 solvo", []string{"solvo #fail", "#fail for solvo"}, []string{"solvo fail", "solvo was a #fail"}},
		{"手机 NEAR/2 召回", []string{"手机召回", "手机的召回"}, []string{"手机可能马上召回"}},

		// Chinese, Japanese, Thai, Korean: no spaces between words.
		{"手机", []string{"买手机吧", "手机", "新手机!", "#手机坏了", "Solvo手机"}, []string{"手 动机", "机手", "手"}},
		{"中国移动", []string{"我用中国移动的卡", "中国移动"}, []string{"中国的移动", "移动中国", "中国"}},
		{"中国 移动", []string{"中国移动", "中国，移动"}, []string{"中国的移动"}},
		{"小米", []string{"小米手机", "买了小米"}, []string{"小 大米", "米小"}},
		{"トヨタ", []string{"トヨタの車", "新型トヨタ、発売", "ﾄﾖﾀ", "#トヨタ最高"}, []string{"トヨタマ", "ミトヨタ"}},
		{"ライン", []string{"ラインで送る", "新ライン"}, []string{"オンライン", "ラインナップ", "オンラインで"}},
		{"ソニー", []string{"ソニーの株", "SONY（ソニー）", "ソニー・ミュージック"}, []string{"ソニーストア", "ソニ", "パソニー"}},
		{"ソニー*", []string{"ソニーストア", "ソニーの株"}, []string{"パソニー"}},
		{"任天堂", []string{"任天堂スイッチ", "新しい任天堂の"}, []string{"任天", "天堂"}},
		{"ひよこ", []string{"かわいいひよこが", "ひよこ"}, []string{"ひよ", "ひ よこ"}},
		{"がぶ飲み", []string{"がぶ飲み", "か\u3099ぶ飲みした"}, []string{"かぶ飲み"}},
		{"กาแฟ", []string{"ชอบกาแฟมาก", "กาแฟ", "ร้านกาแฟนี้"}, []string{"กา แฟ", "แฟกา"}},
		{"เซเว่น", []string{"ไปเซเว่นกัน", "เซเว่น"}, []string{"เซเวน"}},
		{"삼성", []string{"삼성은", "삼성이 발표", "삼성전자", "새 삼성폰", "Samsung(삼성)"}, []string{"이삼성", "삼 성"}},
		{"라인", []string{"라인으로 보내", "라인!"}, []string{"온라인", "온라인으로"}},
		{"네이버 지도", []string{"네이버 지도를 켜", "네이버 지도앱"}, []string{"지도 네이버"}},

		// Arabic, Hebrew, Russian, Greek, Hindi, Vietnamese.
		{"سولفو", []string{"سولفو", "من سولفو.", "وسولفو", "بسولفو", "لسولفو", "السولفو", "وبالسولفو", "للسولفو", "#سولفو", "سـولفو"}, []string{"سولفوات", "حسولفو", "سول فو", "مسولفو"}},
		{"بنك الراجحي", []string{"بنك الراجحي", "في بنك الراجحي", "وبنك الراجحي"}, []string{"الراجحي بنك", "بنكي الراجحي"}},
		{"שטראוס", []string{"שטראוס", "של שטראוס!"}, []string{"שטראוסים"}},
		{"сбербанк", []string{"Сбербанк", "СБЕРБАНК упал", "«Сбербанк»", "#сбербанк", "#СбербанкУпал"}, []string{"Сбербанка", "несбербанк", "сбер банк"}},
		{"Алёнка", []string{"шоколад Аленка", "АЛЁНКА", "алёнка"}, []string{"Алёнки", "Аленкин"}},
		{"яндекс такси", []string{"Яндекс.Такси", "яндекс такси", "Яндекс Такси!"}, []string{"такси яндекс", "яндексу такси"}},
		{"Σκλαβενίτης", []string{"ΣΚΛΑΒΕΝΊΤΗΣ", "σκλαβενίτης"}, []string{"σκλαβενίτη"}},
		{"टाटा", []string{"टाटा की गाड़ी", "टाटा।"}, []string{"टाटाई", "टाट"}},
		{"Đà Nẵng", []string{"ở Đà Nẵng", "ĐÀ NẴNG", "Đà Nẵng"}, []string{"Da Nang"}},
		{"Straße", []string{"STRASSE", "straße", "STRAẞE"}, []string{"Straßen", "strase"}},
		{"istanbul", []string{"İSTANBUL", "Istanbul", "İstanbul'da"}, []string{"ıstanbul", "istanbullu"}},
		{"Škoda", []string{"ŠKODA", "škoda", "S\u030ckoda"}, []string{"Skoda", "škody"}},
		// Letters that are drawn in several ways, and those that only look alike.
		{"solvo", []string{"𝐬𝐨𝐥𝐯𝐨", "ⓢⓞⓛⓥⓞ", "so\u00adlvo", "\u2066solvo\u2069", "info@solvo.example", "www.solvo.example", "solvo\u00a0bag", "@@solvo", "#WeLoveSolvo"}, []string{"ѕolvo", "s.o.l.v.o", "solvo1", "@solvocare"}},
		{"Ｓｏｌｖｏ", []string{"solvo", "ＳＯＬＶＯ", "Solvo!"}, []string{"solv"}},
		{"weiß", []string{"WEISS", "weiss", "WEIẞ"}, []string{"Weißbier", "weis"}},
		{"ISTANBUL", []string{"İSTANBUL", "istanbul"}, []string{"ıstanbul"}},
		{"diyarbakır", []string{"Diyarbakır"}, []string{"diyarbakir"}},
		{"ΑΓΡΟΣ", []string{"αγρος", "Αγρος"}, []string{"Αγρός"}},
		{"ﬁat", []string{"FIAT", "fiat", "ﬁat"}, []string{"fi at"}},
		// Accents tell words apart.
		{"café", []string{"CAFÉ", "cafe\u0301", "café's"}, []string{"Cafe", "cafés"}},
		{"Björk", []string{"BJÖRK", "Bjo\u0308rk"}, []string{"Bjork"}},
		{"Łódź", []string{"ŁÓDŹ", "łódź"}, []string{"Lodz"}},
		{"Ærø", []string{"ÆRØ", "ærø"}, []string{"Aero"}},
		{"apple", []string{"Apple"}, []string{"Äpple"}},

		// Apostrophes, hyphens and what else stands inside names.
		{"McDonald's", []string{"McDonald’s", "McDonald′s", "McDonaldʼs", "#mcdonalds", "McDonalds", "McDonalds'", "MCDONALD'S"}, []string{"McDonald", "McDonald s", "MacDonalds"}},
		{"O'Reilly", []string{"O’Reilly", "o'reilly's", "#oreilly", "OReilly"}, []string{"O Reilly", "Reilly"}},
		{"T-Mobile", []string{"T‑Mobile", "t-mobile's", "#tmobile", "TMobile", "t mobile"}, []string{"T-Mobiles", "mobile", "t. Mobile"}},
		{"rock 'n' roll", []string{"rock ’n’ roll", "Rock 'n' Roll!"}, []string{"rock n roll", "rock and roll"}},
		{"H&M", []string{"H&M", "h&m.", "#HM", "#HMFail", "H & M"}, []string{"#hmfail", "hm", "h m", "H and M", "#handmade"}},
		{"R&D", []string{"R&D", "R＆D", "r & d"}, []string{"rd", "r d", "r and d"}},
		{`a1\|b1`, []string{"a1|b1"}, []string{"a1 b1", "a1", "a1||b1"}},
		{`\!K7`, []string{"!K7 live", "the !k7 label"}, []string{"K7"}},
		{`\XOR`, []string{"xor", "XOR"}, []string{"or"}},
		{"xor", []string{"XOR", "a xor b"}, []string{"or"}},
		{"url:/a*b/ OR wow!", []string{"Wow!", "wow!!!"}, []string{"wow"}},
		{"AC/DC", []string{"AC/DC", "ac/dc's", "#acdc"}, []string{"ac dc", "ACDC"}},
		{"Node.js", []string{"node.js", "Node.js's", "#nodejs"}, []string{"Node JS", "nodejs", "xnode.js"}},
		{"1&1", []string{"1&1"}, []string{"11&1", "1 & 1", "1&11"}},
		{"3.5.1", []string{"3.5.1", "(3.5.1)"}, []string{"v3.5.1", "3.5.11", "3 5 1"}},
		{"Yahoo!", []string{"Yahoo!Mail", "#Yahoo!", "YAHOO！"}, []string{"yahoo."}},

		// Names as people write them, in either direction.
		{"mcdonalds", []string{"mcdonalds", "McDonald's", "McDonald’s fries", "#McDonalds"}, []string{"mcdonald", "McDonald", "mcdonald is", "McDonald'S1"}},
		{`"McDonald's"`, []string{"McDonald's", "mcdonald’s"}, []string{"McDonalds", "McDonald"}},
		{`"mcdonalds"`, []string{"McDonalds"}, []string{"McDonald's"}},
		{`"Coca-Cola"`, []string{"Coca-Cola"}, []string{"Coca Cola", "CocaCola"}},
		{`"H&M"`, []string{"H&M"}, []string{"H & M"}},
		{`"Marks & Spencer"`, []string{"Marks & Spencer"}, []string{"Marks and Spencer"}},
		{`"J.P. Morgan"`, []string{"J.P. Morgan"}, []string{"JP Morgan", "JPMorgan"}},
		{`="McDonald's"`, []string{"McDonald's"}, []string{"McDonalds", "mcdonald's"}},
		{"Levi's", []string{"Levi's jeans", "Levis", "LEVI’S", "levis'"}, []string{"Levi", "levi is", "Leviss"}},
		{"levis*", []string{"Levi's", "levis", "levistrauss"}, []string{"levi", "levi is"}},
		{"levis jeans", []string{"Levi's jeans", "levis jeans", "#levisjeans", "levis jean's"}, []string{"levi jeans", "levi's jean's"}},
		{"its", []string{"its"}, []string{"it's", "it"}},
		{"boss", []string{"boss"}, []string{"bos's"}},
		{"Ben & Jerry's", []string{"Ben & Jerry's", "Ben and Jerry's", "ben & jerrys", "ben and jerrys", "Ben&Jerry’s", "#BenAndJerrys", "#benjerrys"}, []string{"Ben and Jerry", "Ben or Jerry's", "Jerry's"}},
		{"Ben and Jerrys", []string{"Ben and Jerry's", "ben & jerrys", "Ben&Jerrys"}, []string{"Ben Jerrys", "ben and the jerrys"}},
		{"Barnes&Noble", []string{"Barnes&Noble", "Barnes & Noble", "barnes and noble"}, []string{"Barnes Noble", "barnes or noble"}},
		{"coca&سولفو", []string{"coca&سولفو", "coca & سولفو", "coca and سولفو", "coca and وسولفو"}, []string{"coca&وسولفو", "coca سولفو"}},
		{"P&Gamble", []string{"P&Gamble", "p & gamble"}, []string{"p and gamble"}},
		{"Gamble&P", []string{"Gamble&P", "gamble & p"}, []string{"gamble and p"}},
		{"Wendys'", []string{"Wendys'", "Wendys", "wendys’ fries"}, []string{"wendy"}},
		{"B & Q", []string{"B&Q", "B & Q", "B and Q"}, []string{"bq", "b or q", "#bandqueen"}},
		{"H & M", []string{"H and M", "H&M", "#HandM"}, []string{"#handmade", "#HandMade", "handm"}},
		{"J.P. Morgan", []string{"J.P. Morgan", "JP Morgan", "J P Morgan", "J. P. Morgan", "JPMorgan Chase", "#JPMorgan"}, []string{"Morgan", "P Morgan", "JP of Morgan"}},
		{"L.L.Bean", []string{"L.L.Bean", "LL Bean", "L.L. Bean", "L. L. Bean", "LLBean"}, []string{"Bean", "L Bean"}},
		{"U.S. Bank", []string{"U.S. Bank", "US Bank", "us bank", "#usbank"}, []string{"bank", "US banks", "us, the bank"}},
		{"U.S.", []string{"U.S.", "the u.s is", "#us"}, []string{"us", "US", "u s"}},
		{"N.A.S.A.", []string{"N.A.S.A.", "NASA", "nasa's"}, []string{"nas a", "NAS"}},
		{"H-E-B", []string{"H-E-B", "h e b", "#heb"}, []string{"ik heb", "HEB"}},
		{"9-11", []string{"9-11"}, []string{"911", "9 11"}},
		{"Catch-22", []string{"catch-22", "catch 22", "Catch22"}, []string{"catch 2", "catch 22nd"}},
		{"McDonald's NEAR/1 fries", []string{"mcdonalds fries", "fries, McDonald's", "McDonalds: the fries"}, []string{"mcdonalds had no fries"}},
		{"title:levis OR text:levis", []string{"Levi's"}, []string{"levi"}},
		{"fries NOT mcdonalds", []string{"fries", "fries of mcdonald"}, []string{"McDonald's fries", "McDonalds fries"}},

		// Short names in tags.
		{"go", []string{"#GoLang", "#WeGo", "#go_now", "let's go"}, []string{"#golang", "ago", "#cargo"}},
		{"meta", []string{"#metaverse", "#MetaVerse", "#facebookmeta"}, []string{"metadata", "#commetary"}},
		{"=Meta", []string{"Meta", "#Meta", "Meta's"}, []string{"META", "meta", "#MetaVerse"}},
		{"#solvo", []string{"##solvo", "#solvo's", "#solvo-fail", "(#solvo"}, []string{"#solvo_fail", "https://a.example/#solvo"}},
		{"@solvo", []string{"(@solvo)", "@solvo's", "@@solvo"}, []string{"a@solvo.example", "@solvo.care"}},

		// Endings, particles, scripts without blanks.
		{"네이버", []string{"네이버에서", "네이버가", "네이버"}, []string{"다음네이버"}},
		{"카카오 뱅크", []string{"카카오 뱅크가", "카카오, 뱅크"}, []string{"카카오뱅크"}},
		{"بنك", []string{"البنك", "وبالبنك", "للبنك", "كالبنك", "فبنك"}, []string{"بنوك", "مبنك"}},
		{"東京電力", []string{"東京電力が", "#東京電力"}, []string{"東京の電力", "东京电力"}},
		{"ユニクロ", []string{"ﾕﾆｸﾛ", "ユニクロで買う", "新ユニクロ"}, []string{"ユニクロー"}},
		{"セブン-イレブン", []string{"セブン‐イレブン", "セブン-イレブンで"}, []string{"セブンイレブン"}},
		{"กรุงไทย", []string{"ธนาคารกรุงไทยแย่", "#กรุงไทยล่ม"}, []string{"กรุงเทพ"}},
		{"Сбер", []string{"«Сбер»", "#СберБанк"}, []string{"Сбера", "СберБанк"}},
		{"газпром NEAR/1 авария", []string{"авария в Газпром", "Газпром: авария!"}, []string{"авария на станции газпром"}},
	}
}
