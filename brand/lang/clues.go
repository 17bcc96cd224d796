package lang

// The signs that one of Chinese and Japanese writes and the other does not, or
// hardly: the particles of Chinese and its simplified forms, and the forms that
// are Japan's own.
const (
	chineseSigns = "的了吗嗎们們这這那哪你您她它么麼没沒很还還说說吧呢啊給给让讓请請谁誰什怎买買卖賣钱錢东車车见觉" +
		"为时会个對对开关问门间电话机发经现进动种样点业产长员务场师网货坏应该实际总难图单处报质爱听写读认识语课" +
		"岁头几过边远两万与从众优伤传储儿兰兴军农决况准刚创别办劳势区医华协压厂历参双变号叶吃啦啥喜欢坚块复够奖妈" +
		"嘛哦哈另把被跟爸爷奶咱俩倒却既是在我不就都"
	japaneseSigns = "気円駅売読続広転権価県働込畑峠対発図経済検険験剣実変歳戦桜沢浜渋猟単厳拝拡択挙帰釈鉄関隠雑霊黒亜仏" +
		"仮児処剰労勧匂匁卸収囲圏圧壱壌嬢専峡巣弐徳応恵悪戻払抜掲揺摂斉斎栄楽様歩歴毎汚渇満滝潜焼犠獣瑠産" +
		"畳砕祢禅稲穂穏粋粛絵絶継総縄縦繊缶聡聴脳臓薫薬虚蛍覚覧触訳証豊賛軽辺逓遅郷醸鋭録錬鎮陥隣鶏麺黙齢"
)

// Signs says of Han signs which of the two writes them: 1 Chinese, -1 Japanese.
type signs map[rune]int8

func newSigns() signs {
	s := signs{}
	for _, r := range japaneseSigns {
		s[r]--
	}
	for _, r := range chineseSigns {
		s[r]++
	}
	return s
}

// Clues are how many signs of a text are Chinese and Japanese.
type clues struct{ chinese, japanese int }

func (c *clues) note(sign int8) {
	switch sign {
	case 1:
		c.chinese++
	case -1:
		c.japanese++
	}
}

// eastern is the language of so much Han and kana: kana is Japanese, and Han
// without it only where its signs say so.
func (c *clues) eastern(han, kana int) string {
	switch {
	case kana > 0 && kana*12 >= han:
		return "ja"
	case c.chinese > 0 && c.chinese >= 3*c.japanese:
		return "zh"
	case c.japanese > 0 && c.chinese == 0:
		return "ja"
	}
	return ""
}
