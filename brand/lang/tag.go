package lang

import "strings"

// Normalize gives what a source calls a language as a BCP 47 primary language in
// lower case: "en" for en-US, EN, en_us, eng and English. What names no language,
// such as und, zxx, x-default or X's own qme, is "", as is what nobody knows.
func Normalize(tag string) string {
	if len(tag) > 64 {
		return ""
	}
	tag, _, _ = strings.Cut(tag, ",") // the first of a list
	tag = strings.TrimSpace(tag)
	if name := named(strings.ToLower(tag)); name != "" {
		return name
	}
	primary, rest, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(tag, "_", "-")), "-")
	primary, _, _ = strings.Cut(primary, ".") // as in en.UTF-8 and de_DE.UTF-8
	if sub, _, _ := strings.Cut(rest, "-"); primary == "zh" && sub == "yue" {
		return "yue"
	}
	switch len(primary) {
	case 2:
		return twoLetters(primary)
	case 3:
		return threeLetters(primary)
	}
	return named(primary)
}

// codes are the two-letter codes of ISO 639-1.
const codes = " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo" +
	" es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki" +
	" kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nd ne ng nl no nr nv ny" +
	" oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk" +
	" tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "

// twoLetters is a code as it is written today, "" if there is none such.
func twoLetters(code string) string {
	switch code {
	case "iw":
		return "he"
	case "in":
		return "id"
	case "ji":
		return "yi"
	case "jw":
		return "jv"
	case "mo":
		return "ro"
	case "nb", "nn":
		return "no"
	case "sh":
		return "sr"
	}
	if strings.Contains(codes, " "+code+" ") {
		return code
	}
	return ""
}

// long gives the two-letter code of a three-letter one, where there is one, and
// the three-letter codes that stand for themselves.
const long = " aar=aa abk=ab afr=af aka=ak amh=am ara=ar arb=ar arg=an asm=as ast=ast aym=ay aze=az azj=az bak=ba bam=bm bar=bar" +
	" bel=be ben=bn ber=ber bho=bho bod=bo bos=bs bre=br bul=bg cat=ca ceb=ceb ces=cs che=ce chv=cv ckb=ckb cmn=zh cor=kw cos=co" +
	" cre=cr cym=cy cze=cs dan=da deu=de div=dv dut=nl dzo=dz ekk=et ell=el eng=en epo=eo est=et eus=eu ewe=ee fao=fo fas=fa" +
	" fil=tl fin=fi fra=fr fre=fr fry=fy ful=ff geo=ka ger=de gla=gd gle=ga glg=gl glv=gv gre=el grn=gn gsw=gsw guj=gu hat=ht" +
	" hau=ha haw=haw heb=he hin=hi hmn=hmn hrv=hr hsb=hsb hun=hu hye=hy ibo=ig ice=is ilo=ilo ind=id isl=is ita=it jav=jv" +
	" jpn=ja kab=kab kal=kl kan=kn kas=ks kat=ka kaz=kk khm=km kin=rw kir=ky kmr=ku kok=kok kor=ko kur=ku lao=lo lat=la lav=lv" +
	" lvs=lv lim=li lin=ln lit=lt lmo=lmo ltz=lb lug=lg mac=mk mai=mai mal=ml mar=mr may=ms mkd=mk mlg=mg mlt=mt mon=mn khk=mn" +
	" mri=mi msa=ms zsm=ms mya=my nan=nan nap=nap nds=nds nep=ne npi=ne new=new nld=nl nno=no nob=no nor=no nya=ny oci=oc ori=or" +
	" orm=om pan=pa per=fa pes=fa pms=pms pnb=pnb pol=pl por=pt prs=fa pus=ps que=qu roh=rm ron=ro rum=ro run=rn rus=ru san=sa" +
	" sco=sco scn=scn sin=si slk=sk slo=sk slv=sl sme=se smo=sm sna=sn snd=sd som=so sot=st spa=es sqi=sq als=sq alb=sq srd=sc" +
	" srp=sr hbs=sr sun=su swa=sw swe=sv swh=sw szl=szl tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th tib=bo tir=ti ton=to" +
	" tpi=tpi tsn=tn tso=ts tuk=tk tur=tr twi=tw uig=ug ukr=uk urd=ur uzb=uz uzn=uz ven=ve vie=vi vec=vec wel=cy wol=wo wuu=wuu" +
	" xho=xh yid=yi yor=yo yue=yue zho=zh chi=zh zha=za zul=zu arm=hy baq=eu bur=my "

func threeLetters(code string) string {
	_, after, found := strings.Cut(long, " "+code+"=")
	if !found {
		return ""
	}
	two, _, _ := strings.Cut(after, " ")
	return two
}

// names are what sources call languages in words: in English, as GDELT does, and
// in themselves.
const names = " afrikaans=af albanian=sq amharic=am arabic=ar armenian=hy azerbaijani=az basque=eu belarusian=be bengali=bn bosnian=bs" +
	" bulgarian=bg burmese=my catalan=ca cebuano=ceb chinese=zh croatian=hr czech=cs danish=da dutch=nl flemish=nl english=en" +
	" esperanto=eo estonian=et farsi=fa filipino=tl finnish=fi french=fr galician=gl georgian=ka german=de greek=el gujarati=gu" +
	" hausa=ha hebrew=he hindi=hi hungarian=hu icelandic=is igbo=ig indonesian=id irish=ga italian=it japanese=ja javanese=jv" +
	" kannada=kn kazakh=kk khmer=km korean=ko kurdish=ku kyrgyz=ky lao=lo latin=la latvian=lv lithuanian=lt luxembourgish=lb" +
	" macedonian=mk malagasy=mg malay=ms malayalam=ml maltese=mt mandarin=zh marathi=mr mongolian=mn nepali=ne norwegian=no" +
	" bokmål=no nynorsk=no pashto=ps persian=fa polish=pl portuguese=pt punjabi=pa romanian=ro russian=ru serbian=sr sindhi=sd" +
	" sinhala=si sinhalese=si slovak=sk slovenian=sl slovene=sl somali=so spanish=es castilian=es swahili=sw swedish=sv tagalog=tl" +
	" tajik=tg tamil=ta tatar=tt telugu=te thai=th tibetan=bo turkish=tr turkmen=tk ukrainian=uk urdu=ur uyghur=ug uzbek=uz" +
	" vietnamese=vi welsh=cy xhosa=xh yiddish=yi yoruba=yo zulu=zu" +
	" deutsch=de español=es castellano=es français=fr italiano=it português=pt nederlands=nl svenska=sv dansk=da norsk=no" +
	" suomi=fi polski=pl čeština=cs česky=cs slovenčina=sk magyar=hu română=ro türkçe=tr ελληνικά=el русский=ru українська=uk" +
	" български=bg српски=sr hrvatski=hr slovenščina=sl català=ca galego=gl euskara=eu 中文=zh 日本語=ja 한국어=ko" +
	" العربية=ar فارسی=fa עברית=he हिन्दी=hi ไทย=th bahasa=id indonesia=id "

// named is the language of a name in lower case: the first word counts, as in
// "Chinese (Simplified)" and "English, US".
func named(name string) string {
	first := name
	if end := strings.IndexAny(name, " (,;/"); end > 0 {
		first = name[:end]
	}
	_, after, found := strings.Cut(names, " "+first+"=")
	if !found || first == "" {
		return ""
	}
	code, _, _ := strings.Cut(after, " ")
	return code
}
